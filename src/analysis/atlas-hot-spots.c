#include "atlas-hot-spots.h"

#include <math.h>

/* Part of the largest magnitude below which a top is only a ripple. */
#define LEAST_PART 0.1

/* Of less than nothing, the bottom. A neighbour that comes later in the order of rows may
 * be as high: so that of a level top one cell is left. */
static gboolean
is_top (const AtlasGrid *grid,
        int              column,
        int              row)
{
  float sign = atlas_grid_get_value (grid, column, row) < 0 ? -1 : 1;
  float value = sign * atlas_grid_get_value (grid, column, row);

  for (int up = -1; up <= 1; up++)
    for (int right = -1; right <= 1; right++)
      {
        float other = sign * atlas_grid_get_value (grid, column + right, row + up);
        gboolean is_before = up < 0 || (up == 0 && right < 0);

        if (other > value || (is_before && other == value))
          return FALSE;
      }

  return TRUE;
}

static void
add_tops_of_tile (GArray          *tops,
                  const AtlasGrid *grid,
                  guint            tile_column,
                  guint            tile_row,
                  float            least)
{
  AtlasBox box = atlas_grid_get_box (grid);
  double cell = atlas_grid_get_cell (grid);
  const float *tile = atlas_grid_get_tile (grid, tile_column, tile_row);

  for (int i = 0; tile != NULL && i < ATLAS_GRID_TILE * ATLAS_GRID_TILE; i++)
    {
      int column = (int) tile_column * ATLAS_GRID_TILE + i % ATLAS_GRID_TILE;
      int row = (int) tile_row * ATLAS_GRID_TILE + i / ATLAS_GRID_TILE;
      AtlasHotSpot top = { box.x0 + (column + 0.5) * cell, box.y0 + (row + 0.5) * cell,
                           (double) tile[i] };

      if (fabsf (tile[i]) >= least && is_top (grid, column, row))
        g_array_append_val (tops, top);
    }
}

static int
compare_tops (gconstpointer a,
              gconstpointer b)
{
  const AtlasHotSpot *one = a;
  const AtlasHotSpot *other = b;

  if (fabs (one->value) != fabs (other->value))
    return fabs (one->value) > fabs (other->value) ? -1 : 1;
  if (one->y != other->y)
    return one->y < other->y ? -1 : 1;

  return (one->x > other->x) - (one->x < other->x);
}

static gboolean
is_near_one (const AtlasHotSpot *top,
             const GArray       *spots,
             double              separation)
{
  for (guint i = 0; i < spots->len; i++)
    {
      const AtlasHotSpot *spot = &g_array_index (spots, AtlasHotSpot, i);
      double dx = spot->x - top->x, dy = spot->y - top->y;

      if ((top->value > 0) == (spot->value > 0) && dx * dx + dy * dy < separation * separation)
        return TRUE;
    }

  return FALSE;
}

GArray *
atlas_hot_spots_find (const AtlasGrid *grid,
                      double           separation,
                      guint            most)
{
  g_autoptr(GArray) tops = g_array_new (FALSE, FALSE, sizeof (AtlasHotSpot));
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (AtlasHotSpot));
  float least = MAX (atlas_grid_get_maximum (grid), -atlas_grid_get_minimum (grid)) *
                (float) LEAST_PART;

  for (guint row = 0; least > 0 && row * ATLAS_GRID_TILE < atlas_grid_get_n_rows (grid); row++)
    for (guint column = 0; column * ATLAS_GRID_TILE < atlas_grid_get_n_columns (grid); column++)
      add_tops_of_tile (tops, grid, column, row, least);
  g_array_sort (tops, compare_tops);

  for (guint i = 0; i < tops->len && spots->len < most; i++)
    {
      const AtlasHotSpot *top = &g_array_index (tops, AtlasHotSpot, i);

      if (!is_near_one (top, spots, separation))
        g_array_append_val (spots, *top);
    }

  return spots;
}
