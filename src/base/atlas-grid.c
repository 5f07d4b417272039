#include "atlas-grid.h"

#include <math.h>
#include <string.h>

#define TILE_VALUES (ATLAS_GRID_TILE * ATLAS_GRID_TILE)

struct _AtlasGrid
{
  gatomicrefcount  refs;
  double           west;
  double           south;
  double           cell;
  guint            n_columns;
  guint            n_rows;
  guint            tiles_across;
  guint            tiles_up;
  float            maximum;
  double           sum;
  float          **tiles; /* each a reference-counted box, or NULL */
};

G_DEFINE_BOXED_TYPE (AtlasGrid, atlas_grid, atlas_grid_ref, atlas_grid_unref)

/* One tile's share of @values; %NULL when it is all zero. */
static float *
copy_tile (AtlasGrid   *self,
           guint        tile_column,
           guint        tile_row,
           const float *values)
{
  float *tile = g_atomic_rc_box_alloc0 (sizeof (float) * TILE_VALUES);
  guint first = tile_column * ATLAS_GRID_TILE;
  guint n = MIN (ATLAS_GRID_TILE, self->n_columns - first);
  gboolean any = FALSE;

  for (guint r = 0; r < ATLAS_GRID_TILE; r++)
    {
      guint row = tile_row * ATLAS_GRID_TILE + r;

      if (row >= self->n_rows)
        break;
      memcpy (tile + r * ATLAS_GRID_TILE, values + (gsize) row * self->n_columns + first,
              sizeof (float) * n);
      for (guint c = 0; c < n; c++)
        {
          float value = tile[r * ATLAS_GRID_TILE + c];

          any |= value != 0;
          self->sum += value;
          self->maximum = MAX (self->maximum, value);
        }
    }

  if (!any)
    g_clear_pointer (&tile, g_atomic_rc_box_release);

  return tile;
}

AtlasGrid *
atlas_grid_new (double       west,
                double       south,
                double       cell,
                guint        n_columns,
                guint        n_rows,
                const float *values)
{
  AtlasGrid *self = g_new0 (AtlasGrid, 1);

  g_atomic_ref_count_init (&self->refs);
  self->west = west;
  self->south = south;
  self->cell = cell;
  self->n_columns = n_columns;
  self->n_rows = n_rows;
  self->tiles_across = (n_columns + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  self->tiles_up = (n_rows + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  self->tiles = g_new0 (float *, self->tiles_across * self->tiles_up);

  for (guint y = 0; y < self->tiles_up; y++)
    for (guint x = 0; x < self->tiles_across; x++)
      self->tiles[y * self->tiles_across + x] = copy_tile (self, x, y, values);

  return self;
}

AtlasGrid *
atlas_grid_ref (AtlasGrid *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_grid_unref (AtlasGrid *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  for (guint i = 0; i < self->tiles_across * self->tiles_up; i++)
    g_clear_pointer (&self->tiles[i], g_atomic_rc_box_release);
  g_free (self->tiles);
  g_free (self);
}

double
atlas_grid_get_cell (const AtlasGrid *self)
{
  return self->cell;
}

guint
atlas_grid_get_n_columns (const AtlasGrid *self)
{
  return self->n_columns;
}

guint
atlas_grid_get_n_rows (const AtlasGrid *self)
{
  return self->n_rows;
}

AtlasBox
atlas_grid_get_box (const AtlasGrid *self)
{
  return (AtlasBox) { self->west, self->south,
                      self->west + self->cell * self->n_columns,
                      self->south + self->cell * self->n_rows };
}

const float *
atlas_grid_get_tile (const AtlasGrid *self,
                     guint            tile_column,
                     guint            tile_row)
{
  g_return_val_if_fail (tile_column < self->tiles_across && tile_row < self->tiles_up, NULL);

  return self->tiles[tile_row * self->tiles_across + tile_column];
}

float
atlas_grid_get_value (const AtlasGrid *self,
                      int              column,
                      int              row)
{
  const float *tile;

  if (column < 0 || row < 0 || (guint) column >= self->n_columns || (guint) row >= self->n_rows)
    return 0;

  tile = atlas_grid_get_tile (self, column / ATLAS_GRID_TILE, row / ATLAS_GRID_TILE);

  return tile == NULL ? 0 : tile[(row % ATLAS_GRID_TILE) * ATLAS_GRID_TILE +
                                 column % ATLAS_GRID_TILE];
}

float
atlas_grid_get_value_at (const AtlasGrid *self,
                         double           x,
                         double           y)
{
  double column = floor ((x - self->west) / self->cell);
  double row = floor ((y - self->south) / self->cell);

  /* A number this far out, or NaN, must not become an int. */
  if (!(column >= 0 && column < self->n_columns && row >= 0 && row < self->n_rows))
    return 0;

  return atlas_grid_get_value (self, (int) column, (int) row);
}

float
atlas_grid_get_maximum (const AtlasGrid *self)
{
  return self->maximum;
}

double
atlas_grid_get_sum (const AtlasGrid *self)
{
  return self->sum;
}
