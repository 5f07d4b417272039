#include "atlas-stairs.h"

#include "atlas-random.h"
#include "atlas-sketch.h"

#include <math.h>

#define MARGIN 2       /* cells around the shape: none of them is ever set */
#define UNEVEN 0.22    /* a street's shift, in steps, to either side */
#define SPREAD 0.3     /* the same of the places where the shape is looked at */
#define CLEANINGS 3

/* Cells around a shape, in a plane turned so that the streets run along its axes. */
typedef struct
{
  int      column; /* numbers of the first cell in the whole grid */
  int      row;
  int      n_columns;
  int      n_rows;
  double  *x;      /* n_columns + 1 streets */
  double  *y;
  guint8  *cells;
} Raster;

static void
raster_clear (Raster *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->cells);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raster, raster_clear)

AtlasPoint
atlas_stairs_turn_point (AtlasPoint at,
                         double     angle)
{
  return (AtlasPoint) { at.x * cos (angle) - at.y * sin (angle),
                        at.x * sin (angle) + at.y * cos (angle) };
}

static double
draw (const AtlasStairs *stairs,
      guint64            stream,
      double             reach)
{
  AtlasRandom random;

  atlas_random_init (&random, stairs->seed, stream);

  return atlas_random_range (&random, -reach, reach);
}

/* Where the streets of one direction run: the same ones for every shape. */
static double *
lay_streets (const AtlasStairs *stairs,
             int                first,
             int                n,
             guint              direction)
{
  double *at = g_new (double, n + 1);

  for (int i = 0; i <= n; i++)
    {
      guint64 stream = (guint64) (first + i + 100000) * 2 + direction;
      double shift = draw (stairs, stream, UNEVEN);

      at[i] = rint ((first + i + shift) * stairs->step * 1000) / 1000;
    }

  return at;
}

static void
raster_init (Raster            *self,
             const AtlasStairs *stairs,
             const AtlasBox    *box)
{
  self->column = (int) floor (box->x0 / stairs->step) - MARGIN;
  self->row = (int) floor (box->y0 / stairs->step) - MARGIN;
  self->n_columns = (int) ceil (box->x1 / stairs->step) + MARGIN - self->column;
  self->n_rows = (int) ceil (box->y1 / stairs->step) + MARGIN - self->row;
  self->x = lay_streets (stairs, self->column, self->n_columns, 0);
  self->y = lay_streets (stairs, self->row, self->n_rows, 1);
  self->cells = g_new0 (guint8, (gsize) self->n_columns * self->n_rows);
}

static guint8 *
cell_at (const Raster *self,
         int           column,
         int           row)
{
  return &self->cells[row * self->n_columns + column];
}

/* The places in a row of cells where the shape is looked at. */
static double *
choose_places (const Raster      *self,
               const AtlasStairs *stairs,
               int                row)
{
  double *places = g_new (double, self->n_columns);

  for (int i = 0; i < self->n_columns; i++)
    {
      guint64 stream = (guint64) (self->row + row + 100000) * 300000 + self->column + i + 100000;

      places[i] = (self->x[i] + self->x[i + 1]) / 2 + stairs->step * draw (stairs, stream, SPREAD);
    }

  return places;
}

/* Sets the cells of a row whose place has an odd number of the shape's edges to
 * its left. */
static void
scan_row (Raster              *self,
          const AtlasStairs   *stairs,
          const AtlasGeometry *shape,
          const AtlasPoint    *turned,
          int                  row)
{
  double y = (self->y[row] + self->y[row + 1]) / 2;
  g_autofree double *places = choose_places (self, stairs, row);
  guint start = 0;

  for (guint part = 0; part < atlas_geometry_get_n_parts (shape); part++)
    {
      guint n;

      atlas_geometry_get_part (shape, part, &n);
      for (guint i = 0; i < n; i++)
        {
          AtlasPoint a = turned[start + i];
          AtlasPoint b = turned[start + (i + 1) % n];
          double x;

          if ((a.y > y) == (b.y > y))
            continue;

          x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
          for (int j = 0; j < self->n_columns; j++)
            *cell_at (self, j, row) ^= places[j] > x;
        }
      start += n;
    }
}

/* Fills notches and takes spits away. */
static void
clean (Raster *self)
{
  g_autofree guint8 *old = g_memdup2 (self->cells, (gsize) self->n_columns * self->n_rows);
  int width = self->n_columns;

  for (int row = 1; row + 1 < self->n_rows; row++)
    for (int column = 1; column + 1 < width; column++)
      {
        const guint8 *at = old + row * width + column;
        int n = at[-1] + at[1] + at[-width] + at[width];

        *cell_at (self, column, row) = n >= 3 || (n == 2 && *at);
      }
}

/* Cells that touch at a corner only would make a shape that is pinched there. */
static void
join_corners (Raster *self)
{
  for (int row = 0; row + 1 < self->n_rows; row++)
    for (int column = 0; column + 1 < self->n_columns; column++)
      {
        guint8 *a = cell_at (self, column, row);
        guint8 *b = a + self->n_columns;

        if (a[0] == b[1] && a[1] == b[0] && a[0] != a[1])
          a[0] = a[1] = 1;
      }
}

static const AtlasShape *
unite_cells (const Raster *self,
             AtlasGeos    *geos)
{
  g_autoptr(GPtrArray) boxes = g_ptr_array_new ();

  for (int row = 0; row < self->n_rows; row++)
    for (int column = 0; column < self->n_columns; column++)
      {
        int first = column;

        while (column < self->n_columns && *cell_at (self, column, row))
          column++;
        if (column > first)
          g_ptr_array_add (boxes, (gpointer) atlas_geos_box (geos, &(AtlasBox) {
            self->x[first], self->y[row], self->x[column], self->y[row + 1] }));
      }

  return atlas_geos_union_all (geos, boxes);
}

const AtlasShape *
atlas_stairs_turn (AtlasGeos        *geos,
                   const AtlasShape *shape,
                   double            angle)
{
  g_autoptr(AtlasGeometry) geometry = atlas_geos_to (geos, shape);
  g_autoptr(AtlasGeometry) turned = NULL;
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) polygon_ends = g_array_new (FALSE, FALSE, sizeof (guint));

  if (geometry == NULL)
    return atlas_geos_empty (geos);

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *at = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 0; i < n; i++)
        {
          AtlasPoint a = at[(i + n - 1) % n], b = at[i], c = at[(i + 1) % n];
          AtlasPoint corner = atlas_stairs_turn_point (b, angle);

          corner = atlas_sketch_snap (corner.x, corner.y);
          if (!(a.x == b.x && b.x == c.x) && !(a.y == b.y && b.y == c.y))
            g_array_append_val (points, corner);
        }
      g_array_append_val (ends, points->len);
    }
  for (guint i = 0; i < atlas_geometry_get_n_polygons (geometry); i++)
    {
      guint end = atlas_geometry_get_polygon_end (geometry, i);

      g_array_append_val (polygon_ends, end);
    }
  turned = atlas_geometry_new (ATLAS_GEOMETRY_POLYGON,
                               (AtlasPoint *) (void *) points->data, points->len,
                               (guint *) (void *) ends->data, ends->len,
                               (guint *) (void *) polygon_ends->data, polygon_ends->len);

  return atlas_geos_from (geos, turned);
}

const AtlasShape *
atlas_stairs_fit (const AtlasStairs *self,
                  AtlasGeos         *geos,
                  const AtlasShape  *shape)
{
  g_auto(Raster) raster = { 0 };
  g_autoptr(AtlasGeometry) geometry = atlas_geos_to (geos, shape);
  g_autofree AtlasPoint *turned = NULL;
  AtlasBox box = ATLAS_BOX_EMPTY;
  const AtlasPoint *points;
  guint n;

  if (geometry == NULL)
    return atlas_geos_empty (geos);

  points = atlas_geometry_get_points (geometry, &n);
  turned = g_new (AtlasPoint, n);
  for (guint i = 0; i < n; i++)
    {
      turned[i] = atlas_stairs_turn_point (points[i], -self->angle);
      atlas_box_add (&box, turned[i].x, turned[i].y);
    }
  raster_init (&raster, self, &box);
  for (int row = 0; row < raster.n_rows; row++)
    scan_row (&raster, self, geometry, turned, row);
  for (guint i = 0; i < CLEANINGS; i++)
    clean (&raster);
  join_corners (&raster);

  return atlas_stairs_turn (geos, unite_cells (&raster, geos), self->angle);
}
