#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasDensityColors:
 *
 * How the density of the map that is shown is coloured: in classes or without steps,
 * up to which value, with contour lines or without. What is set there is seen on the
 * map at once.
 */
#define ATLAS_TYPE_DENSITY_COLORS (atlas_density_colors_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityColors, atlas_density_colors, ATLAS, DENSITY_COLORS, GtkWidget)

/* Once. */
void atlas_density_colors_set_session (AtlasDensityColors *self,
                                       AtlasSession       *session);

/* Its titles are as wide as the others in @titles. */
void atlas_density_colors_align       (AtlasDensityColors *self,
                                       GtkSizeGroup       *titles);

G_END_DECLS
