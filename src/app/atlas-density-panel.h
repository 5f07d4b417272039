#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasDensityPanel:
 *
 * How the density of the map that is shown is computed and coloured; only seen on
 * maps that have one. What is set there is seen on the map at once.
 */
#define ATLAS_TYPE_DENSITY_PANEL (atlas_density_panel_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityPanel, atlas_density_panel, ATLAS, DENSITY_PANEL, GtkWidget)

/* Once. */
void        atlas_density_panel_set_session (AtlasDensityPanel *self,
                                             AtlasSession      *session);

/* Those of the map that is shown, in the place of what is typed here. */
void        atlas_density_panel_set_settings (AtlasDensityPanel          *self,
                                              const AtlasDensitySettings *settings);

/* What is wrong with the filter that is typed; %NULL: nothing */
const char *atlas_density_panel_get_message (AtlasDensityPanel *self);

G_END_DECLS
