/* Lines of equal value. */

#include "atlas-contours.h"

#include <math.h>

enum { COLUMNS = 150, ROWS = 140 }; /* over the edges of tiles */

#define CELL 10.0
#define MIDDLE_X (CELL * 71.3)
#define MIDDLE_Y (CELL * 66.6)

/* @value: of a cell's centre, metres */
static AtlasGrid *
make_grid (double (*value) (double x, double y))
{
  g_autofree float *values = g_new (float, COLUMNS * ROWS);

  for (guint row = 0; row < ROWS; row++)
    for (guint column = 0; column < COLUMNS; column++)
      values[row * COLUMNS + column] = (float) value ((column + 0.5) * CELL, (row + 0.5) * CELL);

  return atlas_grid_new (0, 0, CELL, COLUMNS, ROWS, values);
}

static AtlasPoint
get_point (const AtlasContours *contours,
           guint                i)
{
  return g_array_index (contours->points, AtlasPoint, i);
}

static guint
get_n_lines (const AtlasContours *contours)
{
  return contours->starts->len - 1;
}

static gboolean
is_ring (const AtlasContours *contours,
         guint                line)
{
  guint first = g_array_index (contours->starts, guint, line);
  guint last = g_array_index (contours->starts, guint, line + 1) - 1;
  AtlasPoint a = get_point (contours, first), b = get_point (contours, last);

  return last > first + 2 && a.x == b.x && a.y == b.y;
}

static double
cone (double x,
      double y)
{
  return MAX (0, 600 - hypot (x - MIDDLE_X, y - MIDDLE_Y));
}

/* In one piece, over the edges of tiles. */
static void
test_around_a_cone_is_a_circle (void)
{
  g_autoptr(AtlasGrid) grid = make_grid (cone);
  double radius = 350;
  double level = 600 - radius;
  g_autoptr(AtlasContours) contours = atlas_contours_new (grid, &level, 1);
  double length = 0;

  g_assert_cmpuint (get_n_lines (contours), ==, 1);
  g_assert_true (is_ring (contours, 0));
  for (guint i = 0; i < contours->points->len; i++)
    {
      AtlasPoint point = get_point (contours, i);
      AtlasPoint before = get_point (contours, i > 0 ? i - 1 : 0);

      /* A chord over a cell bends by its square through eight radii. */
      g_assert_cmpfloat_with_epsilon (hypot (point.x - MIDDLE_X, point.y - MIDDLE_Y), radius,
                                      CELL * CELL / 8 / radius * 2);
      g_assert_cmpfloat (hypot (point.x - before.x, point.y - before.y), <, CELL * G_SQRT2);
      length += hypot (point.x - before.x, point.y - before.y);
    }
  g_assert_cmpfloat_with_epsilon (length, 2 * G_PI * radius, 1);
}

static double
slope (double x,
       double y)
{
  return x;
}

static void
test_on_a_slope_is_straight_from_edge_to_edge (void)
{
  g_autoptr(AtlasGrid) grid = make_grid (slope);
  const double levels[] = { 321.25, 987.5 };
  g_autoptr(AtlasContours) contours = atlas_contours_new (grid, levels, 2);

  g_assert_cmpuint (get_n_lines (contours), ==, 2);
  for (guint line = 0; line < 2; line++)
    {
      guint first = g_array_index (contours->starts, guint, line);
      guint end = g_array_index (contours->starts, guint, line + 1);

      g_assert_cmpuint (end - first, ==, ROWS);
      for (guint i = first; i < end; i++)
        g_assert_cmpfloat_with_epsilon (get_point (contours, i).x, levels[line], 1e-3);
      g_assert_cmpfloat_with_epsilon (fabs (get_point (contours, first).y -
                                            get_point (contours, end - 1).y),
                                      (ROWS - 1) * CELL, 1e-9);
    }
}

static double
peaks (double x,
       double y)
{
  double a = hypot (x - 400, y - 500), b = hypot (x - 900, y - 700);

  return exp (-a * a / 3e4) + exp (-b * b / 3e4);
}

static void
test_two_peaks_have_a_ring_each (void)
{
  g_autoptr(AtlasGrid) grid = make_grid (peaks);
  double high = 0.9, low = 0.1;
  g_autoptr(AtlasContours) two = atlas_contours_new (grid, &high, 1);
  g_autoptr(AtlasContours) one = atlas_contours_new (grid, &low, 1);

  g_assert_cmpuint (get_n_lines (two), ==, 2);
  g_assert_true (is_ring (two, 0) && is_ring (two, 1));
  g_assert_cmpuint (get_n_lines (one), ==, 1);
}

static double
checkers (double x,
          double y)
{
  return ((int) (x / CELL) + (int) (y / CELL)) % 2 == 0 ? 1 : 0.5;
}

/* In each square two corners are above, crosswise: the mean decides which meet. */
static void
test_the_mean_decides_where_two_ways_go (void)
{
  g_autoptr(AtlasGrid) grid = make_grid (checkers);
  double below = 0.7, above = 0.8;
  g_autoptr(AtlasContours) around_low = atlas_contours_new (grid, &below, 1);
  g_autoptr(AtlasContours) around_high = atlas_contours_new (grid, &above, 1);

  for (guint side = 0; side < 2; side++)
    {
      const AtlasContours *contours = side == 0 ? around_low : around_high;
      guint rings = 0;

      for (guint line = 0; line < get_n_lines (contours); line++)
        if (is_ring (contours, line))
          {
            AtlasPoint first = get_point (contours, g_array_index (contours->starts, guint, line));
            guint end = g_array_index (contours->starts, guint, line + 1);
            AtlasPoint opposite = get_point (contours, end - 3);
            double x = (first.x + opposite.x) / 2, y = (first.y + opposite.y) / 2;

            g_assert_cmpfloat (atlas_grid_get_value_at (grid, x, y), ==, side == 0 ? 0.5 : 1);
            rings++;
          }
      /* Half of the cells that are not at the edge. */
      g_assert_cmpuint (rings, ==, (COLUMNS - 2) * (ROWS - 2) / 2);
    }
}

static double
hollow (double x,
        double y)
{
  return x < 700 ? 0 : -cone (x, y);
}

static void
test_what_is_less_than_nothing_has_lines_too (void)
{
  g_autoptr(AtlasGrid) grid = make_grid (hollow);
  const double levels[] = { 0, -100, 100 };
  g_autoptr(AtlasContours) contours = atlas_contours_new (grid, levels, 3);

  g_assert_cmpuint (get_n_lines (contours), ==, 1);
  g_assert_true (is_ring (contours, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contours/around-a-cone-is-a-circle", test_around_a_cone_is_a_circle);
  g_test_add_func ("/contours/on-a-slope-is-straight-from-edge-to-edge",
                   test_on_a_slope_is_straight_from_edge_to_edge);
  g_test_add_func ("/contours/two-peaks-have-a-ring-each", test_two_peaks_have_a_ring_each);
  g_test_add_func ("/contours/the-mean-decides-where-two-ways-go",
                   test_the_mean_decides_where_two_ways_go);
  g_test_add_func ("/contours/what-is-less-than-nothing-has-lines-too",
                   test_what_is_less_than_nothing_has_lines_too);

  return g_test_run ();
}
