#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasDensityMinusRow:
 *
 * What is taken from the density of the map that is shown, so that it shows how the
 * two differ: the plan as it was, another resource, other sites. Nothing is taken off
 * before it is known what. What is set there is seen on the map at once.
 */
#define ATLAS_TYPE_DENSITY_MINUS_ROW (atlas_density_minus_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityMinusRow, atlas_density_minus_row, ATLAS, DENSITY_MINUS_ROW,
                      GtkWidget)

/* Once. */
void        atlas_density_minus_row_set_session (AtlasDensityMinusRow *self,
                                                 AtlasSession         *session);

/* Why nothing is taken off yet; %NULL: nothing is wrong */
const char *atlas_density_minus_row_get_message (AtlasDensityMinusRow *self);

/* Its titles are as wide as the others in @titles. */
void        atlas_density_minus_row_align       (AtlasDensityMinusRow *self,
                                                 GtkSizeGroup         *titles);

G_END_DECLS
