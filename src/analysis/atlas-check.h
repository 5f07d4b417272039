#pragma once

#include "atlas-block-table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasFindingKind:
 * @ATLAS_FINDING_CODE: a block code that is not like DX00-0207
 * @ATLAS_FINDING_DUPLICATE: a code that two blocks have
 * @ATLAS_FINDING_PLACE: a code whose letters belong to another district or
 *   authority, or a district or authority that the plan does not have
 * @ATLAS_FINDING_SHAPE: an invalid shape of a block or district: it crosses
 *   itself, or its holes lie outside of it
 * @ATLAS_FINDING_OVERLAP: two blocks share ground
 * @ATLAS_FINDING_GAP: ground between the blocks of a planning unit that belongs
 *   to none: enclosed by them, or a strip narrower than 2 m
 * @ATLAS_FINDING_OUTSIDE: a part of a block lies outside its district
 * @ATLAS_FINDING_AREA: the stored area is not the measured one
 * @ATLAS_FINDING_SITE: a site lies outside the block it says it is in
 * @ATLAS_FINDING_AMOUNT: a block's amount is not the sum of its sites; not
 *   for blocks edited by hand, whose amounts hold by themselves, nor where a
 *   block has an amount and no sites
 * @ATLAS_FINDING_COUNT: a block's count of compounds, buildings or factories that is
 *   no whole number
 */
typedef enum
{
  ATLAS_FINDING_CODE,
  ATLAS_FINDING_DUPLICATE,
  ATLAS_FINDING_PLACE,
  ATLAS_FINDING_SHAPE,
  ATLAS_FINDING_OVERLAP,
  ATLAS_FINDING_GAP,
  ATLAS_FINDING_OUTSIDE,
  ATLAS_FINDING_AREA,
  ATLAS_FINDING_SITE,
  ATLAS_FINDING_AMOUNT,
  ATLAS_FINDING_COUNT,
} AtlasFindingKind;
#define ATLAS_N_FINDING_KINDS (ATLAS_FINDING_COUNT + 1)

/* A piece of ground smaller than this, m², or thinner on average than this, m,
 * is rounding: corners stand on a grid of 1 mm, so that a block whose corner
 * lies half way along a border differs from it by a sliver. */
#define ATLAS_CHECK_GROUND_TOLERANCE 0.1
#define ATLAS_CHECK_WIDTH_TOLERANCE 0.002

/* Stored and measured areas may differ by this part of the measured one. */
#define ATLAS_CHECK_AREA_TOLERANCE 0.001

/**
 * AtlasFinding:
 * @subject: what it is about: a block's code, two of them, a unit, a site
 * @text: a sentence for the user, in the user's language
 * @amount: m² of ground for overlaps, gaps and what lies outside, else NAN
 * @place: where to look, EPSG:4548
 */
typedef struct
{
  AtlasFindingKind  kind;
  char             *subject;
  char             *text;
  double            amount;
  AtlasPoint        place;
} AtlasFinding;

/**
 * AtlasCheck:
 * @findings: (element-type AtlasFinding): by kind, then by subject
 * @ground: m² in all by kind of finding, rounding included
 */
typedef struct
{
  GPtrArray *findings;
  double     ground[ATLAS_N_FINDING_KINDS];
} AtlasCheck;

/* Looks at everything; any one thread.
 *
 * Returns: (transfer full) (nullable): %NULL only when cancelled */
AtlasCheck *atlas_check_new             (const AtlasBlockTable  *blocks,
                                         GCancellable           *cancellable,
                                         GError                **error);
void        atlas_check_free            (AtlasCheck             *self);

/* A word for files and the command line, like "overlap". */
const char *atlas_finding_kind_get_name (AtlasFindingKind        kind);

/* For the parts of the check: @subject and @text are taken over. */
void        atlas_check_take_finding    (AtlasCheck             *self,
                                         AtlasFindingKind        kind,
                                         char                   *subject,
                                         char                   *text,
                                         double                  amount,
                                         AtlasPoint              place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasCheck, atlas_check_free)

G_END_DECLS
