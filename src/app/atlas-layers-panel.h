#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasLayersPanel:
 *
 * The layers of the map that is shown: on or off, opacity, order.
 */
#define ATLAS_TYPE_LAYERS_PANEL (atlas_layers_panel_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLayersPanel, atlas_layers_panel, ATLAS, LAYERS_PANEL, GtkWidget)

void atlas_layers_panel_set_session (AtlasLayersPanel *self,
                                     AtlasSession     *session);

G_END_DECLS
