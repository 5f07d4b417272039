#include "atlas-grid.h"

#include <math.h>
#include <string.h>

#define TILE_VALUES (ATLAS_GRID_TILE * ATLAS_GRID_TILE)

/* Tiles side by side, reference-counted: a changed copy of a grid holds as many rows
 * as there are, and need not look at each tile. */
typedef struct
{
  gatomicrefcount  refs;
  float            maximum;
  float            minimum;
  double           sum;
  AtlasGridTile   *tiles[]; /* NULL: all zero */
} Row;

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
  float            minimum;
  double           sum;
  Row            **rows;
  AtlasMask       *mask;
  AtlasGridArea   *area; /* nullable: all is looked at */
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

/* With references of its own. */
static Row *
row_new (AtlasGridTile *const *tiles,
         guint                 n)
{
  Row *self = g_malloc0 (sizeof *self + sizeof (AtlasGridTile *) * n);

  g_atomic_ref_count_init (&self->refs);
  for (guint i = 0; i < n; i++)
    self->tiles[i] = tiles[i] != NULL ? atlas_grid_tile_ref (tiles[i]) : NULL;

  return self;
}

static void
row_unref (Row   *self,
           guint  n)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  for (guint i = 0; i < n; i++)
    g_clear_pointer (&self->tiles[i], atlas_grid_tile_unref);
  g_free (self);
}

static void
row_measure (Row   *self,
             guint  n)
{
  for (guint i = 0; i < n; i++)
    if (self->tiles[i] != NULL)
      {
        self->sum += atlas_grid_tile_get_sum (self->tiles[i]);
        self->maximum = MAX (self->maximum, atlas_grid_tile_get_maximum (self->tiles[i]));
        self->minimum = MIN (self->minimum, atlas_grid_tile_get_minimum (self->tiles[i]));
      }
}

static void
measure (AtlasGrid *self)
{
  for (guint i = 0; i < self->tiles_up; i++)
    {
      self->sum += self->rows[i]->sum;
      self->maximum = MAX (self->maximum, self->rows[i]->maximum);
      self->minimum = MIN (self->minimum, self->rows[i]->minimum);
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
  guint n = self->tiles_across;

  self->rows = g_new (Row *, self->tiles_up);
  for (guint i = 0; i < self->tiles_up; i++)
    {
      self->rows[i] = row_new (tiles + (gsize) i * n, n);
      row_measure (self->rows[i], n);
    }
  for (guint i = 0; i < n * self->tiles_up; i++)
    g_clear_pointer (&tiles[i], atlas_grid_tile_unref);
  g_free (tiles);
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
  g_autoptr(AtlasGrid) frame = new_empty (west, south, cell, n_columns, n_rows, NULL);
  g_autoptr(AtlasGridTilePool) pool = atlas_grid_tile_pool_new ();
  AtlasGridTile **tiles = g_new0 (AtlasGridTile *, frame->tiles_across * frame->tiles_up);

  for (guint y = 0; y < frame->tiles_up; y++)
    for (guint x = 0; x < frame->tiles_across; x++)
      tiles[y * frame->tiles_across + x] = cut_tile (frame, x, y, values, pool);

  return atlas_grid_new_from_tiles (west, south, cell, n_columns, n_rows, tiles, NULL);
}

AtlasGrid *
atlas_grid_new_changed (const AtlasGrid  *self,
                        const guint      *numbers,
                        AtlasGridTile   **tiles,
                        guint             n)
{
  AtlasGrid *changed = new_empty (self->west, self->south, self->cell, self->n_columns,
                                  self->n_rows, self->mask);
  guint across = self->tiles_across;

  changed->area = self->area != NULL ? atlas_grid_area_ref (self->area) : NULL;
  changed->rows = g_memdup2 (self->rows, sizeof (Row *) * self->tiles_up);
  for (guint i = 0; i < n; i++)
    {
      guint row = numbers[i] / across;
      AtlasGridTile **tile;

      if (changed->rows[row] == self->rows[row])
        changed->rows[row] = row_new (self->rows[row]->tiles, across);
      tile = &changed->rows[row]->tiles[numbers[i] % across];
      g_clear_pointer (tile, atlas_grid_tile_unref);
      *tile = tiles[i];
    }

  for (guint row = 0; row < self->tiles_up; row++)
    if (changed->rows[row] == self->rows[row])
      g_atomic_ref_count_inc (&self->rows[row]->refs);
    else
      row_measure (changed->rows[row], across);
  measure (changed);

  return changed;
}

/* @n: how many there are */
static double
find_tile (double offset,
           double size,
           guint  n)
{
  return CLAMP (floor (offset / size), 0, n - 1.0);
}

AtlasBox
atlas_grid_find_tiles (const AtlasGrid *self,
                       const AtlasBox  *box)
{
  AtlasBox all = atlas_grid_get_box (self);
  double size = self->cell * ATLAS_GRID_TILE, half = self->cell / 2;
  guint across = self->tiles_across, up = self->tiles_up;

  if (atlas_box_is_empty (box) || !atlas_box_overlaps (box, &all))
    return ATLAS_BOX_EMPTY;

  return (AtlasBox) {
    all.x0 + find_tile (box->x0 - all.x0, size, across) * size + half,
    all.y0 + find_tile (box->y0 - all.y0, size, up) * size + half,
    MIN (all.x0 + (find_tile (box->x1 - all.x0, size, across) + 1) * size, all.x1) - half,
    MIN (all.y0 + (find_tile (box->y1 - all.y0, size, up) + 1) * size, all.y1) - half,
  };
}

AtlasGrid *
atlas_grid_new_with_part (const AtlasGrid *self,
                          const AtlasGrid *part)
{
  guint column = (guint) lround ((part->west - self->west) / self->cell) / ATLAS_GRID_TILE;
  guint row = (guint) lround ((part->south - self->south) / self->cell) / ATLAS_GRID_TILE;
  guint n = part->tiles_across * part->tiles_up;
  g_autofree guint *numbers = g_new (guint, n);
  g_autofree AtlasGridTile **tiles = g_new (AtlasGridTile *, n);

  g_return_val_if_fail (part->cell == self->cell, NULL);
  g_return_val_if_fail (column + part->tiles_across <= self->tiles_across, NULL);
  g_return_val_if_fail (row + part->tiles_up <= self->tiles_up, NULL);

  for (guint i = 0; i < n; i++)
    {
      AtlasGridTile *tile = part->rows[i / part->tiles_across]->tiles[i % part->tiles_across];

      numbers[i] = (row + i / part->tiles_across) * self->tiles_across +
                   column + i % part->tiles_across;
      tiles[i] = tile != NULL ? atlas_grid_tile_ref (tile) : NULL;
    }

  return atlas_grid_new_changed (self, numbers, tiles, n);
}

AtlasGrid *
atlas_grid_new_within (const AtlasGrid *self,
                       AtlasGridArea   *area)
{
  AtlasGrid *within = atlas_grid_new_changed (self, NULL, NULL, 0);

  g_clear_pointer (&within->area, atlas_grid_area_unref);
  within->area = atlas_grid_area_ref (area);

  return within;
}

AtlasGridArea *
atlas_grid_get_area (const AtlasGrid *self)
{
  return self->area;
}

static AtlasGridTile *
subtract_tile (AtlasGridTilePool   *pool,
               const AtlasGridTile *tile,
               const AtlasGridTile *other)
{
  float values[TILE_VALUES] = { 0 };

  if (tile != NULL)
    memcpy (values, atlas_grid_tile_get_values (tile), sizeof values);
  for (guint i = 0; other != NULL && i < TILE_VALUES; i++)
    values[i] -= atlas_grid_tile_get_values (other)[i];

  return atlas_grid_tile_new (pool, values);
}

AtlasGrid *
atlas_grid_new_difference (const AtlasGrid *self,
                           const AtlasGrid *other)
{
  g_autoptr(AtlasGridTilePool) pool = NULL;
  AtlasGridTile **tiles;
  guint across;

  g_return_val_if_fail (self->n_columns == other->n_columns && self->n_rows == other->n_rows, NULL);
  g_return_val_if_fail (self->west == other->west && self->south == other->south, NULL);
  g_return_val_if_fail (self->cell == other->cell, NULL);

  pool = atlas_grid_tile_pool_new ();
  across = self->tiles_across;
  tiles = g_new0 (AtlasGridTile *, across * self->tiles_up);
  for (guint i = 0; i < across * self->tiles_up; i++)
    {
      const AtlasGridTile *tile = self->rows[i / across]->tiles[i % across];
      const AtlasGridTile *taken = other->rows[i / across]->tiles[i % across];

      if (tile != NULL || taken != NULL)
        tiles[i] = subtract_tile (pool, tile, taken);
    }

  return atlas_grid_new_from_tiles (self->west, self->south, self->cell, self->n_columns,
                                    self->n_rows, tiles, self->mask);
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

  for (guint i = 0; self->rows != NULL && i < self->tiles_up; i++)
    row_unref (self->rows[i], self->tiles_across);
  g_free (self->rows);
  g_clear_pointer (&self->mask, atlas_mask_unref);
  g_clear_pointer (&self->area, atlas_grid_area_unref);
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

  tile = self->rows[tile_row]->tiles[tile_column];

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

float
atlas_grid_get_minimum (const AtlasGrid *self)
{
  return self->minimum;
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
