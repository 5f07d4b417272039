#include "atlas-contours.h"

#include <string.h>

/* Corners of a square between four centres, and edges, both counter-clockwise from the
 * south-west: edge 0 is the south one, from corner 0 to 1. */
enum { SOUTH, EAST, NORTH, WEST };

#define NONE G_MAXUINT

/* A tile, with the first row and column of those north and east of it: its squares reach
 * there. */
#define PATCH (ATLAS_GRID_TILE + 1)

typedef struct
{
  float low;
  float high;
} Range;

/* Where the line goes through an edge, and the other edges it goes to from there. */
typedef struct
{
  AtlasPoint point;
  guint      next[2]; /* numbers of crossings; NONE */
} Crossing;

typedef struct
{
  const AtlasGrid *grid;
  AtlasContours   *contours;
  AtlasPoint       origin;    /* centre of cell (0, 0) */
  double           cell;
  guint            across;    /* tiles */
  guint            up;
  Range           *ranges;    /* of each tile's patch */
  double           level;
  GArray          *crossings; /* of Crossing */
  GHashTable      *numbers;   /* of an edge → its crossing's number + 1 */
} Tracer;

/* The edges in the grid have numbers: a cell's south one, and its west one. */
static gsize
get_edge (const Tracer *self,
          int           column,
          int           row,
          guint         side)
{
  gsize at = (gsize) (row + (side == NORTH)) * atlas_grid_get_n_columns (self->grid) +
             column + (side == EAST);

  return 2 * at + (side == EAST || side == WEST);
}

/* @corners: values. Returns: the crossing's number */
static guint
find_crossing (Tracer      *self,
               int          column,
               int          row,
               guint        side,
               const float *corners)
{
  static const int places[][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  gpointer edge = GSIZE_TO_POINTER (get_edge (self, column, row, side));
  gpointer known = g_hash_table_lookup (self->numbers, edge);
  guint to = (side + 1) % 4;
  /* The same from both sides, to the bit: from the lower to the higher corner. */
  guint a = corners[side] < corners[to] ? side : to, b = a == side ? to : side;
  double part = (self->level - (double) corners[a]) / ((double) corners[b] - (double) corners[a]);
  Crossing crossing = { .next = { NONE, NONE } };

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;

  crossing.point.x = self->origin.x + self->cell *
                     (column + places[a][0] + part * (places[b][0] - places[a][0]));
  crossing.point.y = self->origin.y + self->cell *
                     (row + places[a][1] + part * (places[b][1] - places[a][1]));
  g_array_append_val (self->crossings, crossing);
  g_hash_table_insert (self->numbers, edge, GUINT_TO_POINTER (self->crossings->len));

  return self->crossings->len - 1;
}

static void
open_way (Tracer *self,
          guint   from,
          guint   to)
{
  Crossing *crossing = &g_array_index (self->crossings, Crossing, from);

  crossing->next[crossing->next[0] != NONE] = to;
}

static void
connect_sides (Tracer      *self,
               int          column,
               int          row,
               guint        side,
               guint        other,
               const float *corners)
{
  guint from = find_crossing (self, column, row, side, corners);
  guint to = find_crossing (self, column, row, other, corners);

  open_way (self, from, to);
  open_way (self, to, from);
}

/* The line cuts off corner @corner. */
static void
cut_corner (Tracer      *self,
            int          column,
            int          row,
            guint        corner,
            const float *corners)
{
  connect_sides (self, column, row, corner, (corner + 3) % 4, corners);
}

static void
read_patch (const Tracer *self,
            guint         tile_column,
            guint         tile_row,
            float         patch[PATCH][PATCH])
{
  const float *tile = atlas_grid_get_tile (self->grid, tile_column, tile_row);
  int column = (int) tile_column * ATLAS_GRID_TILE, row = (int) tile_row * ATLAS_GRID_TILE;

  for (int i = 0; i < PATCH; i++)
    {
      if (i == ATLAS_GRID_TILE)
        for (int k = 0; k < ATLAS_GRID_TILE; k++)
          patch[i][k] = atlas_grid_get_value (self->grid, column + k, row + i);
      else if (tile != NULL)
        memcpy (patch[i], tile + i * ATLAS_GRID_TILE, sizeof (float) * ATLAS_GRID_TILE);
      else
        memset (patch[i], 0, sizeof (float) * ATLAS_GRID_TILE);
      patch[i][ATLAS_GRID_TILE] = atlas_grid_get_value (self->grid, column + ATLAS_GRID_TILE,
                                                        row + i);
    }
}

static void
find_ranges (Tracer *self)
{
  float patch[PATCH][PATCH];

  self->ranges = g_new (Range, self->across * self->up);
  for (guint tile = 0; tile < self->across * self->up; tile++)
    {
      Range *range = &self->ranges[tile];

      read_patch (self, tile % self->across, tile / self->across, patch);
      *range = (Range) { patch[0][0], patch[0][0] };
      for (guint i = 0; i < PATCH * PATCH; i++)
        {
          range->low = MIN (range->low, patch[i / PATCH][i % PATCH]);
          range->high = MAX (range->high, patch[i / PATCH][i % PATCH]);
        }
    }
}

static void
march (Tracer      *self,
       int          column,
       int          row,
       const float *corners)
{
  guint above[4], n = 0, first = 0;
  double mean = 0;

  for (guint i = 0; i < 4; i++)
    {
      above[i] = (double) corners[i] >= self->level;
      n += above[i];
      mean += (double) corners[i] / 4;
    }
  if (n == 0 || n == 4)
    return;

  /* A corner that is not as its neighbours, or the first of two. */
  while (n == 2 ? !(above[first] && !above[(first + 3) % 4]) : above[first] != (n == 1))
    first++;
  if (n != 2)
    cut_corner (self, column, row, first, corners);
  else if (above[(first + 1) % 4])
    connect_sides (self, column, row, (first + 3) % 4, (first + 1) % 4, corners);
  else
    {
      guint lone = mean >= self->level ? (first + 1) % 4 : first;

      cut_corner (self, column, row, lone, corners);
      cut_corner (self, column, row, (lone + 2) % 4, corners);
    }
}

static void
march_tile (Tracer *self,
            guint   tile_column,
            guint   tile_row)
{
  int first_column = (int) tile_column * ATLAS_GRID_TILE;
  int first_row = (int) tile_row * ATLAS_GRID_TILE;
  int n_columns = MIN (ATLAS_GRID_TILE,
                       (int) atlas_grid_get_n_columns (self->grid) - 1 - first_column);
  int n_rows = MIN (ATLAS_GRID_TILE, (int) atlas_grid_get_n_rows (self->grid) - 1 - first_row);
  float patch[PATCH][PATCH];

  read_patch (self, tile_column, tile_row, patch);
  for (int row = 0; row < n_rows; row++)
    for (int column = 0; column < n_columns; column++)
      {
        const float corners[] = { patch[row][column], patch[row][column + 1],
                                  patch[row + 1][column + 1], patch[row + 1][column] };

        march (self, first_column + column, first_row + row, corners);
      }
}

/* --- Lines --- */

/* Returns: where a way leads that was not gone yet; NONE: there is none */
static guint
take_way (Crossing *crossing)
{
  guint way = crossing->next[0] != NONE ? 0 : 1;
  guint next = crossing->next[way];

  crossing->next[way] = NONE;

  return next;
}

static void
close_way (Crossing *crossing,
           guint     to)
{
  crossing->next[crossing->next[0] != to] = NONE;
}

/* From a crossing on until there is no way left, which on a ring is where it began. */
static void
follow (Tracer *self,
        guint   from)
{
  Crossing *crossings = (Crossing *) (gpointer) self->crossings->data;
  guint next;

  g_array_append_val (self->contours->points, crossings[from].point);
  for (guint at = from; (next = take_way (&crossings[at])) != NONE; at = next)
    {
      close_way (&crossings[next], at);
      g_array_append_val (self->contours->points, crossings[next].point);
    }
  g_array_append_val (self->contours->starts, self->contours->points->len);
}

/* Those with ends first: what is left are rings. */
static void
take_lines (Tracer *self)
{
  for (guint rings = 0; rings < 2; rings++)
    for (guint i = 0; i < self->crossings->len; i++)
      {
        const Crossing *crossing = &g_array_index (self->crossings, Crossing, i);

        if (crossing->next[0] != NONE ? rings == 1 || crossing->next[1] == NONE
                                      : crossing->next[1] != NONE)
          follow (self, i);
      }
}

static void
trace (Tracer *self,
       double  level)
{
  self->level = level;
  g_array_set_size (self->crossings, 0);
  g_hash_table_remove_all (self->numbers);
  for (guint tile = 0; tile < self->across * self->up; tile++)
    if (level > (double) self->ranges[tile].low && level <= (double) self->ranges[tile].high)
      march_tile (self, tile % self->across, tile / self->across);
  take_lines (self);
}

AtlasContours *
atlas_contours_new (const AtlasGrid *grid,
                    const double    *levels,
                    guint            n_levels)
{
  AtlasContours *self = g_new0 (AtlasContours, 1);
  double cell = atlas_grid_get_cell (grid);
  AtlasBox box = atlas_grid_get_box (grid);
  Tracer tracer = { .grid = grid, .contours = self, .cell = cell };
  guint start = 0;

  self->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->starts, start);
  tracer.origin = (AtlasPoint) { box.x0 + cell / 2, box.y0 + cell / 2 };
  tracer.crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  tracer.numbers = g_hash_table_new (NULL, NULL);
  tracer.across = (atlas_grid_get_n_columns (grid) + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  tracer.up = (atlas_grid_get_n_rows (grid) + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  find_ranges (&tracer);
  for (guint i = 0; i < n_levels; i++)
    if (levels[i] != 0)
      trace (&tracer, levels[i]);
  g_array_unref (tracer.crossings);
  g_hash_table_unref (tracer.numbers);
  g_free (tracer.ranges);

  return self;
}

void
atlas_contours_free (AtlasContours *self)
{
  g_array_unref (self->points);
  g_array_unref (self->starts);
  g_free (self);
}
