/* Shapes whose edges are to run along streets. */
#include "atlas-stairs.h"

#include <math.h>

#define X 450000.0
#define Y 4420000.0

static const AtlasStairs stairs = { 0.08, 500, 7 };

static AtlasGeos *geos;

static const AtlasShape *
make_disc (double radius)
{
  g_autoptr(AtlasGeometry) disc = NULL;
  AtlasPoint points[60];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (AtlasPoint) { X + radius * cos (i * G_PI / 30), Y + radius * sin (i * G_PI / 30) };
  disc = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));

  return atlas_geos_from (geos, disc);
}

static AtlasGeometry *
fit (const AtlasShape *shape)
{
  return atlas_geos_to (geos, atlas_stairs_fit (&stairs, geos, shape));
}

static void
test_edges_run_along_the_streets (void)
{
  g_autoptr(AtlasGeometry) town = fit (make_disc (4000));
  guint n;
  const AtlasPoint *at = atlas_geometry_get_points (town, &n);

  g_assert_cmpuint (atlas_geometry_get_n_parts (town), ==, 1);
  for (guint i = 0; i < n; i++)
    {
      AtlasPoint a = at[i], b = at[(i + 1) % n];
      double length = hypot (b.x - a.x, b.y - a.y);
      double off = remainder (atan2 (b.y - a.y, b.x - a.x) - stairs.angle, G_PI / 2);

      /* Corners are rounded to a millimetre. */
      g_assert_cmpfloat (fabs (off) * length, <, 0.002);
      g_assert_cmpfloat (length, >, 0.5 * stairs.step);
    }
}

static void
test_every_corner_turns (void)
{
  g_autoptr(AtlasGeometry) town = fit (make_disc (4000));
  guint n;
  const AtlasPoint *at = atlas_geometry_get_points (town, &n);

  for (guint i = 0; i < n; i++)
    {
      AtlasPoint a = at[i], b = at[(i + 1) % n], c = at[(i + 2) % n];
      double cosine = ((b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)) /
                      (hypot (b.x - a.x, b.y - a.y) * hypot (c.x - b.x, c.y - b.y));

      g_assert_cmpfloat (fabs (cosine), <, 1e-4);
    }
}

/* No place of the edge is further off than the cell it is in, or the next one. */
static void
test_the_shape_is_kept_but_for_some_cells (void)
{
  const AtlasShape *town = atlas_stairs_fit (&stairs, geos, make_disc (4000));
  double margin = 2 * stairs.step;
  const AtlasShape *beyond = atlas_geos_subtract (geos, town, make_disc (4000 + margin));
  const AtlasShape *lost = atlas_geos_subtract (geos, make_disc (4000 - margin), town);

  g_assert_cmpfloat (atlas_geos_area (geos, beyond), ==, 0);
  g_assert_cmpfloat (atlas_geos_area (geos, lost), ==, 0);
  g_assert_cmpfloat_with_epsilon (atlas_geos_area (geos, town) / (G_PI * 4000 * 4000), 1, 0.05);
}

static void
test_what_grows_gains (void)
{
  const AtlasShape *last = atlas_geos_empty (geos);

  for (double radius = 1500; radius < 3000; radius += 50)
    {
      const AtlasShape *town = atlas_stairs_fit (&stairs, geos, make_disc (radius));

      g_assert_cmpfloat (atlas_geos_area (geos, atlas_geos_subtract (geos, last, town)), <=,
                         stairs.step * stairs.step);
      last = town;
    }
}

static void
test_holes_stay (void)
{
  g_autoptr(AtlasGeometry) town =
    fit (atlas_geos_subtract (geos, make_disc (5000), make_disc (2000)));

  g_assert_cmpuint (atlas_geometry_get_n_parts (town), ==, 2);
  g_assert_false (atlas_geometry_contains (town, X, Y));
  g_assert_true (atlas_geometry_contains (town, X + 3500, Y));
}

static void
test_what_is_smaller_than_a_cell_is_nothing (void)
{
  g_assert_null (fit (make_disc (100)));
  g_assert_null (fit (atlas_geos_empty (geos)));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  geos = atlas_geos_new ();

#define ADD(path, test) g_test_add_func ("/stairs/" path, test)
  ADD ("edges", test_edges_run_along_the_streets);
  ADD ("corners", test_every_corner_turns);
  ADD ("kept", test_the_shape_is_kept_but_for_some_cells);
  ADD ("grows", test_what_grows_gains);
  ADD ("holes", test_holes_stay);
  ADD ("small", test_what_is_smaller_than_a_cell_is_nothing);
#undef ADD
  result = g_test_run ();

  atlas_geos_free (geos);

  return result;
}
