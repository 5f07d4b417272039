#pragma once

#include "atlas-geometry.h"
#include "atlas-grid.h"

G_BEGIN_DECLS

/* The mean of the cells whose centres lie in @zone; where there are none, the value
 * of the cell of its inner point. @zone: polygons in the grid's system. Any thread. */
double atlas_zonal_mean (const AtlasGrid     *grid,
                         const AtlasGeometry *zone);

G_END_DECLS
