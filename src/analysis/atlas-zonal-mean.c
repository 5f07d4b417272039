#include "atlas-zonal-mean.h"

#include "atlas-mask.h"

#include <math.h>

double
atlas_zonal_mean (const AtlasGrid     *grid,
                  const AtlasGeometry *zone)
{
  AtlasBox box = atlas_grid_get_box (grid);
  const AtlasBox *around = atlas_geometry_get_box (zone);
  double cell = atlas_grid_get_cell (grid);
  int first_column = (int) floor ((around->x0 - box.x0) / cell);
  int first_row = (int) floor ((around->y0 - box.y0) / cell);
  int n_columns = (int) ceil ((around->x1 - box.x0) / cell) - first_column;
  int n_rows = (int) ceil ((around->y1 - box.y0) / cell) - first_row;
  g_autoptr(AtlasMask) mask = atlas_mask_new (zone, box.x0 + first_column * cell,
                                              box.y0 + first_row * cell, cell,
                                              (guint) MAX (n_columns, 1), (guint) MAX (n_rows, 1));
  AtlasPoint inner;
  double sum = 0;
  guint n = 0;

  for (int row = 0; row < n_rows; row++)
    for (int column = 0; column < n_columns; column++)
      if (atlas_mask_contains (mask, column, row))
        {
          sum += (double) atlas_grid_get_value (grid, first_column + column, first_row + row);
          n++;
        }
  if (n > 0)
    return sum / n;

  inner = atlas_geometry_get_inner_point (zone);

  return (double) atlas_grid_get_value_at (grid, inner.x, inner.y);
}
