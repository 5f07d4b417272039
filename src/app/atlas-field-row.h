#pragma once

#include "atlas-block-facts.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasFieldRow:
 *
 * One fact of the blocks that are selected: its title, and its value as text
 * that can be copied, or, for a place, as a link that shows it on the map.
 */
#define ATLAS_TYPE_FIELD_ROW (atlas_field_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasFieldRow, atlas_field_row, ATLAS, FIELD_ROW, AdwPreferencesRow)

/* @fact: as in atlas-block-facts.h */
GtkWidget  *atlas_field_row_new        (guint            fact);

guint       atlas_field_row_get_fact   (AtlasFieldRow   *self);

void        atlas_field_row_show_fact       (AtlasFieldRow   *self,
                                        const AtlasFact *fact);

/* What is shown. */
const char *atlas_field_row_get_text   (AtlasFieldRow   *self);

/* (nullable): nothing is to be said of how the value came about */
const char *atlas_field_row_get_detail (AtlasFieldRow   *self);

G_END_DECLS
