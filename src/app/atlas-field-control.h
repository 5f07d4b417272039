#pragma once

#include "atlas-block-summary.h"
#include "atlas-plan.h"
#include "atlas-quantity.h"

G_BEGIN_DECLS

/* How a person changes an attribute of blocks: what is typed for it, in the unit
 * that is shown, and what of that can be. Texts for people are in the language of
 * the interface. Main thread. */

typedef enum
{
  ATLAS_CONTROL_NONE,   /* can't be edited */
  ATLAS_CONTROL_CHOICE, /* one of atlas_field_list_choices() */
  ATLAS_CONTROL_ENTRY,  /* a line that is typed */
  ATLAS_CONTROL_PROSE,  /* several lines */
} AtlasFieldControl;

/* @fact: as in atlas-block-facts.h; @plan: (nullable): a plan that lists its
 * subdistricts lets one of them be chosen, of another their code is typed */
AtlasFieldControl atlas_field_get_control  (guint                    fact,
                                            AtlasPlan               *plan);

/* Returns: (nullable): what is written behind a number; to be shown as it is */
const char       *atlas_field_get_unit     (AtlasBlockField          field,
                                            AtlasFloorAreaUnit       unit);

/* What stands in the entry before anybody types: in full, so that it means the
 * very value; "" for unknown. Returns: (transfer full) (nullable): %NULL: not all
 * of the blocks have the same */
char             *atlas_field_dup_text     (AtlasBlockField          field,
                                            const AtlasBlockSummary *summary,
                                            AtlasFloorAreaUnit       unit);

/**
 * atlas_field_parse_text:
 * @unit: of floor areas in @text; what is typed is converted exactly
 *
 * Returns: (transfer full) (nullable): the value as JSON, valid for @field;
 *   %NULL: %ATLAS_ERROR_ARGUMENT, which says what may stand there
 */
char             *atlas_field_parse_text   (AtlasBlockField          field,
                                            const char              *text,
                                            AtlasFloorAreaUnit       unit,
                                            GError                 **error);

/* Returns: (nullable): what is to be said of a value that can be, but in
 * principle should not; @json: as atlas_field_parse_text() gives it */
const char       *atlas_field_get_warning  (AtlasBlockField          field,
                                            const char              *json);

/* How many blocks a value is for, and that it is each one's, not their sum or
 * mean. Returns: (transfer full) (nullable): nothing is to be said of one */
char             *atlas_field_dup_scope    (AtlasBlockField          field,
                                            guint                    n_blocks);

/* A value that can be chosen. */
typedef struct
{
  char *json;
  char *label;
} AtlasChoice;

/* Words of the vocabulary, or what the plan lists; names in @language.
 * Returns: (transfer full) (element-type AtlasChoice) */
GPtrArray        *atlas_field_list_choices (AtlasBlockField          field,
                                            AtlasPlan               *plan,
                                            AtlasLanguage            language);

G_END_DECLS
