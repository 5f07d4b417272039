#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasDensityHere:
 *
 * What the density of the map that is shown says of the one block that is selected: its
 * mean, and the way to the sites that make it, by the action `win.density-sites-here`.
 * Seen only where there is such a block and a density that says something.
 */
#define ATLAS_TYPE_DENSITY_HERE (atlas_density_here_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityHere, atlas_density_here, ATLAS, DENSITY_HERE, GtkWidget)

/* Once. */
void atlas_density_here_set_session (AtlasDensityHere *self,
                                     AtlasSession     *session);

G_END_DECLS
