#pragma once

#include "atlas-block-facts.h"
#include "atlas-field-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasFieldRow:
 *
 * One fact of the blocks that are selected: its title, and its value as text
 * that can be copied, or, for a place, as a link that shows it on the map. What
 * can be edited has a button for that: words are chosen from a list, all else is
 * typed below the value, which stays to be seen.
 *
 * Signal `value-given` (json): the blocks are to have that value.
 */
#define ATLAS_TYPE_FIELD_ROW (atlas_field_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasFieldRow, atlas_field_row, ATLAS, FIELD_ROW, AdwPreferencesRow)

/* @fact: as in atlas-block-facts.h */
GtkWidget  *atlas_field_row_new        (guint            fact);

guint       atlas_field_row_get_fact   (AtlasFieldRow   *self);

void        atlas_field_row_show_fact       (AtlasFieldRow   *self,
                                        const AtlasFact *fact);

/**
 * AtlasFieldOffer:
 * @text: (nullable): as atlas_field_dup_text() gives it
 *
 * What an edit begins with. All borrowed.
 */
typedef struct
{
  AtlasPlan          *plan;
  AtlasLanguage       language;
  AtlasFloorAreaUnit  unit;
  guint               n_blocks;
  const char         *text;
} AtlasFieldOffer;

/* @offer: (nullable): %NULL: nothing can be edited. What is being typed stays. */
void        atlas_field_row_set_offer  (AtlasFieldRow         *self,
                                        const AtlasFieldOffer *offer);

/* Opens what can be edited, as its button does. */
void        atlas_field_row_begin_edit (AtlasFieldRow   *self);

/* Takes what was typed, if it can be, and puts it away. Returns: (transfer full)
 * (nullable): why it could not be taken */
char       *atlas_field_row_end_edit   (AtlasFieldRow   *self);
void        atlas_field_row_cancel_edit (AtlasFieldRow  *self);

/* (nullable): nothing is being typed */
AtlasFieldEdit *atlas_field_row_get_edit (AtlasFieldRow *self);

/* What is shown. */
const char *atlas_field_row_get_text   (AtlasFieldRow   *self);

/* (nullable): nothing is to be said of how the value came about */
const char *atlas_field_row_get_detail (AtlasFieldRow   *self);

G_END_DECLS
