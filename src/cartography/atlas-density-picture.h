#pragma once

#include "atlas-grid.h"
#include "atlas-pen.h"

G_BEGIN_DECLS

/* Paints a grid in the style's ramp, from 0 to @top, amount per km², wherever the
 * context's clip allows. Values, not colours, are interpolated between
 * cell centres. */
void atlas_density_picture_paint (AtlasPen          *pen,
                                  const AtlasShapes *shapes,
                                  const AtlasStyle  *style,
                                  const AtlasGrid   *grid,
                                  double             top);

G_END_DECLS
