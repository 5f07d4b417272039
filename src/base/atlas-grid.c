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
  AtlasGridTile  **tiles; /* each reference-counted, or NULL */
  AtlasMask       *mask;
};

G_DEFINE_BOXED_TYPE (AtlasGrid, atlas_grid, atlas_grid_ref, atlas_grid_unref)

static AtlasGrid *
new_empty (double     west,
           double     south,
           double     cell,
           guint      n_columns,
           guint      n_rows,
           AtlasMask *mask)
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
  self->mask = mask != NULL ? atlas_mask_ref (mask) : NULL;

  return self;
}

static void
measure (AtlasGrid *self)
{
  for (guint i = 0; i < self->tiles_across * self->tiles_up; i++)
    if (self->tiles[i] != NULL)
      {
        self->sum += atlas_grid_tile_get_sum (self->tiles[i]);
        self->maximum = MAX (self->maximum, atlas_grid_tile_get_maximum (self->tiles[i]));
      }
}

AtlasGrid *
atlas_grid_new_from_tiles (double          west,
                           double          south,
                           double          cell,
                           guint           n_columns,
                           guint           n_rows,
                           AtlasGridTile **tiles,
                           AtlasMask      *mask)
{
  AtlasGrid *self = new_empty (west, south, cell, n_columns, n_rows, mask);

  self->tiles = tiles;
  measure (self);

  return self;
}

/* One tile's share of @values. */
static AtlasGridTile *
cut_tile (const AtlasGrid   *self,
          guint              tile_column,
          guint              tile_row,
          const float       *values,
          AtlasGridTilePool *pool)
{
  float tile[TILE_VALUES] = { 0 };
  guint first_column = tile_column * ATLAS_GRID_TILE;
  guint first_row = tile_row * ATLAS_GRID_TILE;
  guint n_columns = MIN (ATLAS_GRID_TILE, self->n_columns - first_column);
  guint n_rows = MIN (ATLAS_GRID_TILE, self->n_rows - first_row);

  for (guint r = 0; r < n_rows; r++)
    memcpy (tile + r * ATLAS_GRID_TILE,
            values + (gsize) (first_row + r) * self->n_columns + first_column,
            sizeof (float) * n_columns);

  return atlas_grid_tile_new (pool, tile);
}

AtlasGrid *
atlas_grid_new (double       west,
                double       south,
                double       cell,
                guint        n_columns,
                guint        n_rows,
                const float *values)
{
  AtlasGrid *self = new_empty (west, south, cell, n_columns, n_rows, NULL);
  g_autoptr(AtlasGridTilePool) pool = atlas_grid_tile_pool_new ();

  self->tiles = g_new0 (AtlasGridTile *, self->tiles_across * self->tiles_up);
  for (guint y = 0; y < self->tiles_up; y++)
    for (guint x = 0; x < self->tiles_across; x++)
      self->tiles[y * self->tiles_across + x] = cut_tile (self, x, y, values, pool);
  measure (self);

  return self;
}

AtlasGrid *
atlas_grid_new_changed (const AtlasGrid  *self,
                        const guint      *numbers,
                        AtlasGridTile   **tiles,
                        guint             n)
{
  AtlasGrid *changed = new_empty (self->west, self->south, self->cell, self->n_columns,
                                  self->n_rows, self->mask);
  guint n_tiles = self->tiles_across * self->tiles_up;

  changed->tiles = g_memdup2 (self->tiles, sizeof (AtlasGridTile *) * n_tiles);
  for (guint i = 0; i < n; i++)
    changed->tiles[numbers[i]] = NULL;
  for (guint i = 0; i < n_tiles; i++)
    if (changed->tiles[i] != NULL)
      atlas_grid_tile_ref (changed->tiles[i]);
  for (guint i = 0; i < n; i++)
    changed->tiles[numbers[i]] = tiles[i];
  measure (changed);

  return changed;
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
    g_clear_pointer (&self->tiles[i], atlas_grid_tile_unref);
  g_free (self->tiles);
  g_clear_pointer (&self->mask, atlas_mask_unref);
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
  const AtlasGridTile *tile;

  g_return_val_if_fail (tile_column < self->tiles_across && tile_row < self->tiles_up, NULL);

  tile = self->tiles[tile_row * self->tiles_across + tile_column];

  return tile != NULL ? atlas_grid_tile_get_values (tile) : NULL;
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

gboolean
atlas_grid_has_value (const AtlasGrid *self,
                      int              column,
                      int              row)
{
  return column >= 0 && row >= 0 &&
         (guint) column < self->n_columns && (guint) row < self->n_rows &&
         (self->mask == NULL || atlas_mask_contains (self->mask, column, row));
}

float
atlas_grid_get_maximum (const AtlasGrid *self)
{
  return self->maximum;
}

gboolean
atlas_grid_find_maximum (const AtlasGrid *self,
                         guint           *column,
                         guint           *row)
{
  if (self->maximum == 0)
    return FALSE;

  for (*row = 0; *row < self->n_rows; (*row)++)
    for (*column = 0; *column < self->n_columns; (*column)++)
      if (atlas_grid_get_value (self, (int) *column, (int) *row) == self->maximum)
        return TRUE;

  return FALSE;
}

double
atlas_grid_get_sum (const AtlasGrid *self)
{
  return self->sum;
}
