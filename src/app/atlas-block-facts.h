#pragma once

#include "atlas-block-summary.h"
#include "atlas-plan.h"
#include "atlas-quantity.h"

G_BEGIN_DECLS

/* What a person is told of blocks that are selected: every attribute, and a
 * few numbers that follow from several. A fact is a number: those of
 * #AtlasBlockField, then these. */
enum
{
  ATLAS_FACT_RENEWABLE_FLOOR_AREA = ATLAS_BLOCK_N_FIELDS,
  ATLAS_FACT_COMPOUNDS_SITES, /* then the other resources in the order of AtlasResource */
  ATLAS_FACT_BUILDINGS_SITES,
  ATLAS_FACT_FACTORIES_SITES,
  ATLAS_N_FACTS,
};

#define ATLAS_FACT_GROUP_MAX 8

/**
 * AtlasFactGroup:
 * @title: in the language of the interface
 * @facts: (array length=n_facts): in the order they are shown
 *
 * Facts that are shown together.
 */
typedef struct
{
  const char *title;
  guint       n_facts;
  guint       facts[ATLAS_FACT_GROUP_MAX];
} AtlasFactGroup;

/* Every fact is in one group, and in no other. @group counts from 0.
 *
 * Returns: (transfer none) (nullable): %NULL after the last one */
const AtlasFactGroup *atlas_fact_get_group (guint                    group);

/* In the language of the interface; like AtlasFactGroup's, to be translated
 * with gettext by who shows it. */
const char           *atlas_fact_get_title (guint                    fact);

/* Is it a text that wants the whole width, not a word or number? */
gboolean              atlas_fact_is_prose  (guint                    fact);

/**
 * AtlasFactSource:
 * @summary: of the blocks
 * @n_sites: how many sites lie in them, by #AtlasResource
 *
 * What facts are told from, and how. All borrowed.
 */
typedef struct
{
  AtlasPlan               *plan;
  const AtlasBlockSummary *summary;
  const guint             *n_sites;
  AtlasLanguage            language; /* of names and words */
  AtlasAreaUnit            area_unit;
  AtlasFloorAreaUnit       floor_area_unit;
} AtlasFactSource;

typedef enum
{
  ATLAS_FACT_UNKNOWN, /* none of the blocks says anything */
  ATLAS_FACT_SEVERAL, /* they say different things */
  ATLAS_FACT_KNOWN,
} AtlasFactState;

/**
 * AtlasFact:
 * @text: what is shown: the value, "—" or "Several values"
 * @detail: (nullable): how the value comes from several blocks
 * @warning: (nullable): what the plan says against it; in the language of the interface
 * @place: (nullable): the district's code or the zone's key where that is what
 *   the fact names; borrowed from the plan
 */
typedef struct
{
  AtlasFactState  state;
  char           *text;
  char           *detail;
  const char     *warning;
  const char     *place;
} AtlasFact;

/* Amounts of several blocks are added up, of rates and distances it is the mean
 * of those known, words and texts are told where all say the same. Clear it
 * with atlas_fact_clear(). Main thread. */
AtlasFact             atlas_fact_tell      (guint                    fact,
                                            const AtlasFactSource   *source);
void                  atlas_fact_clear     (AtlasFact               *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasFact, atlas_fact_clear)

G_END_DECLS
