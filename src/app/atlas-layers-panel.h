#pragma once

#include "atlas-layer-row.h"
#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasLayersPanel:
 *
 * The layers of the map that is shown, the uppermost first: on or off,
 * opacity, order.
 */
#define ATLAS_TYPE_LAYERS_PANEL (atlas_layers_panel_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLayersPanel, atlas_layers_panel, ATLAS, LAYERS_PANEL, GtkWidget)

void atlas_layers_panel_set_session (AtlasLayersPanel *self,
                                     AtlasSession     *session);

/* Of every layer; those that the map does not have are hidden. */
AtlasLayerRow *atlas_layers_panel_get_row (AtlasLayersPanel *self,
                                           AtlasDrawnLayer   layer);

G_END_DECLS
