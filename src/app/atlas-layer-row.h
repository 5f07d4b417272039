#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasLayerRow:
 *
 * A layer in the list: on or off, opacity, a handle to drag it by, a card that
 * tells what it is. Alt+Up and Alt+Down move it.
 */
#define ATLAS_TYPE_LAYER_ROW (atlas_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLayerRow, atlas_layer_row, ATLAS, LAYER_ROW, GtkListBoxRow)

GtkWidget       *atlas_layer_row_new       (AtlasSession    *session,
                                            AtlasDrawnLayer  layer);
AtlasDrawnLayer  atlas_layer_row_get_layer (AtlasLayerRow   *self);

/* Shows what the session has. @place: from 1, the uppermost, to @n */
void             atlas_layer_row_update    (AtlasLayerRow   *self,
                                            guint            place,
                                            guint            n);

G_END_DECLS
