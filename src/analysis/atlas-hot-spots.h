#pragma once

#include "atlas-grid.h"

G_BEGIN_DECLS

/* A local maximum of a density: the centre of its cell, EPSG:4548, and the value
 * there, amount per km². */
typedef struct
{
  double x;
  double y;
  double value;
} AtlasHotSpot;

/**
 * atlas_hot_spots_find:
 * @separation: metres: of two that are nearer to each other only the higher one
 *   counts
 * @most: how many at most
 *
 * Cells that are higher than the eight around them, the highest first; of a level
 * top one cell, of equal ones the south-most, then the west-most first. What lies
 * under a tenth of the maximum is no hot spot. Any thread.
 *
 * Of a difference also where there is less than nothing, and least of it; largest
 * magnitude is then what the highest value is else, and what is more and what is less
 * are not near each other wherever they lie.
 *
 * Returns: (transfer full) (element-type AtlasHotSpot)
 */
GArray *atlas_hot_spots_find (const AtlasGrid *grid,
                              double           separation,
                              guint            most);

G_END_DECLS
