#pragma once

#include "atlas-scene.h"
#include "atlas-workers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasMapRow:
 *
 * One of the six maps in the list: its number, its title and a small picture
 * of it.
 */
#define ATLAS_TYPE_MAP_ROW (atlas_map_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMapRow, atlas_map_row, ATLAS, MAP_ROW, GtkListBoxRow)

GtkWidget    *atlas_map_row_new         (guint         number);

/* @scene: (nullable): of the row's map */
void          atlas_map_row_set_scene   (AtlasMapRow  *self,
                                         AtlasScene   *scene);

guint         atlas_map_row_get_number  (AtlasMapRow  *self);
const char   *atlas_map_row_get_title   (AtlasMapRow  *self);

/* (nullable): %NULL while it is being drawn */
GdkPaintable *atlas_map_row_get_picture (AtlasMapRow  *self);

G_END_DECLS
