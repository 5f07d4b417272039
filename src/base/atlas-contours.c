#include "atlas-contours.h"

/* Corners of a square between four centres, and edges, both counter-clockwise from the
 * south-west: edge 0 is the south one, from corner 0 to 1. */
enum { SOUTH, EAST, NORTH, WEST };

#define NONE G_MAXUINT

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
  int n_columns = (int) atlas_grid_get_n_columns (self->grid);
  int n_rows = (int) atlas_grid_get_n_rows (self->grid);
  int first_column = (int) tile_column * ATLAS_GRID_TILE;
  int first_row = (int) tile_row * ATLAS_GRID_TILE;

  for (int row = first_row; row < MIN (first_row + ATLAS_GRID_TILE, n_rows - 1); row++)
    for (int column = first_column; column < MIN (first_column + ATLAS_GRID_TILE, n_columns - 1);
         column++)
      {
        const float corners[] = { atlas_grid_get_value (self->grid, column, row),
                                  atlas_grid_get_value (self->grid, column + 1, row),
                                  atlas_grid_get_value (self->grid, column + 1, row + 1),
                                  atlas_grid_get_value (self->grid, column, row + 1) };

        march (self, column, row, corners);
      }
}

/* Squares reach over the north and the east edge of their tile. */
static gboolean
is_plain (const Tracer *self,
          guint         tile_column,
          guint         tile_row,
          guint         across,
          guint         up)
{
  for (guint row = tile_row; row < MIN (tile_row + 2, up); row++)
    for (guint column = tile_column; column < MIN (tile_column + 2, across); column++)
      if (atlas_grid_get_tile (self->grid, column, row) != NULL)
        return FALSE;

  return TRUE;
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
  guint across = (atlas_grid_get_n_columns (self->grid) + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  guint up = (atlas_grid_get_n_rows (self->grid) + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;

  self->level = level;
  g_array_set_size (self->crossings, 0);
  g_hash_table_remove_all (self->numbers);
  for (guint row = 0; row < up; row++)
    for (guint column = 0; column < across; column++)
      if (!is_plain (self, column, row, across, up))
        march_tile (self, column, row);
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
  for (guint i = 0; i < n_levels; i++)
    if (levels[i] != 0)
      trace (&tracer, levels[i]);
  g_array_unref (tracer.crossings);
  g_hash_table_unref (tracer.numbers);

  return self;
}

void
atlas_contours_free (AtlasContours *self)
{
  g_array_unref (self->points);
  g_array_unref (self->starts);
  g_free (self);
}
