#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasBandwidthButton:
 *
 * A button that suggests bandwidths for the density of the map that is shown, out of
 * its sites, by rules with a name. What is chosen is set by the window's action
 * `win.density-bandwidth`.
 */
#define ATLAS_TYPE_BANDWIDTH_BUTTON (atlas_bandwidth_button_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBandwidthButton, atlas_bandwidth_button, ATLAS, BANDWIDTH_BUTTON,
                      GtkWidget)

/* Once. */
void        atlas_bandwidth_button_set_session (AtlasBandwidthButton *self,
                                                AtlasSession         *session);

/* What it suggests now. Returns: (transfer full) */
GMenuModel *atlas_bandwidth_button_make_menu   (AtlasBandwidthButton *self);

G_END_DECLS
