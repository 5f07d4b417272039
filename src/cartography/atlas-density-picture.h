#pragma once

#include "atlas-grid.h"
#include "atlas-pen.h"

G_BEGIN_DECLS

/* Paints a grid in the style's ramp, from 0 to the grid's maximum, wherever
 * the context's clip allows. Values, not colours, are interpolated between
 * cell centres. */
void atlas_density_picture_paint (AtlasPen          *pen,
                                  const AtlasShapes *shapes,
                                  const AtlasStyle  *style,
                                  const AtlasGrid   *grid);

G_END_DECLS
