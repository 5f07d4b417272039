#pragma once

#include "atlas-grid.h"
#include "atlas-pen.h"
#include "atlas-ramp.h"

G_BEGIN_DECLS

/* Paints a grid in the ramp's colours wherever the context's clip allows. Values, not colours, are interpolated between
 * cell centres. */
void atlas_density_picture_paint (AtlasPen          *pen,
                                  const AtlasShapes *shapes,
                                  const AtlasStyle  *style,
                                  const AtlasGrid   *grid,
                                  const AtlasRamp   *ramp);

G_END_DECLS
