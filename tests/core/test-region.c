#include "atlas-geometry.h"
#include "atlas-region.h"

#include <math.h>

/* What is inside a drawing is known by looking at it. */
typedef struct { double x, y; gboolean inside; } Answer;

static void
check (const AtlasPoint *points,
       guint             n_points,
       const Answer     *answers,
       guint             n_answers)
{
  g_autoptr(AtlasRegion) region = atlas_region_new (points, n_points);
  g_autofree AtlasPoint *backward = g_new (AtlasPoint, n_points);
  g_autoptr(AtlasRegion) same = NULL;

  for (guint i = 0; i < n_points; i++)
    backward[i] = points[n_points - 1 - i];
  same = atlas_region_new (backward, n_points);
  for (guint i = 0; i < n_answers; i++)
    {
      g_assert_cmpint (atlas_region_contains (region, answers[i].x, answers[i].y), ==,
                       answers[i].inside);
      g_assert_cmpint (atlas_region_contains (same, answers[i].x, answers[i].y), ==,
                       answers[i].inside);
    }
}

static void
test_rectangle (void)
{
  static const AtlasBox box = { 10, 20, 30, 25 };
  g_autoptr(AtlasRegion) region = atlas_region_new_box (&box);

  g_assert_true (atlas_region_contains (region, 11, 21));
  g_assert_true (atlas_region_contains (region, 29, 24));
  g_assert_false (atlas_region_contains (region, 9, 22));
  g_assert_false (atlas_region_contains (region, 31, 22));
  g_assert_false (atlas_region_contains (region, 20, 19));
  g_assert_false (atlas_region_contains (region, 20, 26));
}

/* A C, open to the right. */
static void
test_concave (void)
{
  static const AtlasPoint points[] = {
    { 0, 0 }, { 10, 0 }, { 10, 2 }, { 2, 2 }, { 2, 8 }, { 10, 8 }, { 10, 10 }, { 0, 10 },
  };
  static const Answer answers[] = {
    { 1, 5, TRUE }, { 9, 1, TRUE }, { 9, 9, TRUE }, { 5, 5, FALSE }, { 9, 5, FALSE },
    { 11, 5, FALSE }, { -1, 5, FALSE },
  };

  check (points, G_N_ELEMENTS (points), answers, G_N_ELEMENTS (answers));
}

/* An eight holds both its eyes, a star its points and not its middle, and what
 * was gone around twice is outside. */
static void
test_crossing_itself (void)
{
  static const AtlasPoint eight[] = { { 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 } };
  static const Answer eyes[] = {
    { 1, 5, TRUE }, { 9, 5, TRUE }, { 5, 1, FALSE }, { 5, 9, FALSE },
  };
  static const AtlasPoint twice[] = {
    { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }, { 0, 0 }, { 5, 0 }, { 5, 5 }, { 0, 5 },
  };
  static const Answer once[] = { { 2, 2, FALSE }, { 7, 2, TRUE }, { 7, 7, TRUE }, { 2, 7, TRUE } };
  AtlasPoint star[5];
  Answer points[6] = { { 0, 0, FALSE } };

  for (guint i = 0; i < 5; i++)
    {
      double angle = i * 2 * 2 * G_PI / 5, tip = i * 2 * G_PI / 5;

      star[i] = (AtlasPoint) { 10 * cos (angle), 10 * sin (angle) };
      points[i + 1] = (Answer) { 8 * cos (tip), 8 * sin (tip), TRUE };
    }
  check (eight, G_N_ELEMENTS (eight), eyes, G_N_ELEMENTS (eyes));
  check (twice, G_N_ELEMENTS (twice), once, G_N_ELEMENTS (once));
  check (star, G_N_ELEMENTS (star), points, G_N_ELEMENTS (points));
}

/* A scribble of many points, by the rule of geometries. */
static void
test_scribble (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (81);

  for (guint n = 3; n < 3000; n *= 3)
    {
      g_autofree AtlasPoint *points = g_new (AtlasPoint, n);
      g_autoptr(AtlasGeometry) geometry = NULL;
      g_autoptr(AtlasRegion) region = NULL;
      guint n_inside = 0;

      for (guint i = 0; i < n; i++)
        points[i] = (AtlasPoint) { g_rand_double (rand), g_rand_double (rand) };
      geometry = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n);
      region = atlas_region_new (points, n);
      for (guint i = 0; i < 1000; i++)
        {
          double x = g_rand_double (rand), y = g_rand_double (rand);
          gboolean inside = atlas_region_contains (region, x, y);

          g_assert_cmpint (inside, ==, atlas_geometry_contains (geometry, x, y));
          n_inside += inside;
        }
      g_assert_cmpuint (n_inside, >, 0);
      g_assert_cmpuint (n_inside, <, 1000);
    }
}

/* Corners, sides and all: the places are on a grid, as the borders are. */
static void
test_side_by_side (void)
{
  for (guint x = 0; x < 12; x++)
    for (guint y = 0; y < 12; y++)
      {
        guint n = 0;

        for (guint i = 0; i < 16; i++)
          {
            double west = i % 4 * 3, south = i / 4 * 3;
            AtlasBox box = { west, south, west + 3, south + 3 };
            g_autoptr(AtlasRegion) region = atlas_region_new_box (&box);

            n += atlas_region_contains (region, x, y);
          }
        g_assert_cmpuint (n, ==, 1);
      }
}

static void
test_nothing (void)
{
  static const AtlasPoint points[] = { { 0, 0 }, { 10, 10 } };
  static const AtlasBox box = { 0, 0, 10, 10 };
  g_autoptr(AtlasRegion) all = atlas_region_new_box (&box);

  for (guint n = 0; n <= G_N_ELEMENTS (points); n++)
    {
      g_autoptr(AtlasRegion) region = atlas_region_new (points, n);

      for (double x = -1; x < 12; x++)
        g_assert_false (atlas_region_contains (region, x, x));
    }
  g_assert_false (atlas_region_contains (all, NAN, 5));
  g_assert_false (atlas_region_contains (all, 5, NAN));
  g_assert_false (atlas_region_contains (all, INFINITY, 5));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region/rectangle", test_rectangle);
  g_test_add_func ("/region/concave", test_concave);
  g_test_add_func ("/region/crossing-itself", test_crossing_itself);
  g_test_add_func ("/region/scribble-as-geometries-have-it", test_scribble);
  g_test_add_func ("/region/side-by-side-each-place-is-in-one", test_side_by_side);
  g_test_add_func ("/region/nothing-is-in-nothing", test_nothing);

  return g_test_run ();
}
