#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasDensityPresets:
 *
 * A button with the presets of the open plan: applies one to the map that is shown,
 * saves what that has under a name, renames and deletes. What it does it does through
 * the window's actions.
 */
#define ATLAS_TYPE_DENSITY_PRESETS (atlas_density_presets_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityPresets, atlas_density_presets, ATLAS, DENSITY_PRESETS,
                      GtkWidget)

/* Once. */
void atlas_density_presets_set_session (AtlasDensityPresets *self,
                                        AtlasSession        *session);

/* The settings of the map that is shown may be others: marks the preset that they
 * are. */
void atlas_density_presets_refresh     (AtlasDensityPresets *self);

G_END_DECLS
