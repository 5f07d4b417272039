#include "atlas-random.h"
#include "atlas-sketch.h"
#include "atlas-subdivision.h"

/* Two squares side by side, 0…10 and 10…20. */
static AtlasSubdivision *
make_two_squares (void)
{
  static const AtlasPoint left[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  static const AtlasPoint right[] = { { 10, 0 }, { 20, 0 }, { 20, 10 }, { 10, 10 } };
  AtlasSubdivision *self = atlas_subdivision_new ();

  atlas_subdivision_add (self, left, 4);
  atlas_subdivision_add (self, right, 4);

  return self;
}

/* Cuts the left square along y = 4, from its left side to its right one. */
static int
cut_left_square (AtlasSubdivision *self)
{
  static const AtlasPoint line[] = { { 0, 4 }, { 10, 4 } };
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));

  g_array_append_vals (points, line, 2);

  return atlas_subdivision_split (self, 0, &(AtlasCut) { 3, 1, points });
}

static void
test_parts_have_the_area_of_the_whole (void)
{
  g_autoptr(AtlasSubdivision) self = make_two_squares ();
  int part = cut_left_square (self);

  /* The cut runs to the east: what is left of it is the north. */
  g_assert_cmpint (part, ==, 2);
  g_assert_cmpfloat (atlas_subdivision_get_area (self, 0), ==, 60);
  g_assert_cmpfloat (atlas_subdivision_get_area (self, 2), ==, 40);
  g_assert_cmpfloat (atlas_subdivision_get_area (self, 1), ==, 100);
}

static void
test_neighbour_gets_the_node_of_a_cut (void)
{
  g_autoptr(AtlasSubdivision) self = make_two_squares ();
  g_autofree AtlasPoint *points = NULL;
  gboolean found = FALSE;
  guint n;

  cut_left_square (self);
  points = atlas_subdivision_dup_points (self, 1, &n);
  g_assert_cmpuint (n, ==, 5);
  for (guint i = 0; i < n; i++)
    found = found || (points[i].x == 10 && points[i].y == 4);
  g_assert_true (found);
}

static void
test_faces_know_each_other (void)
{
  g_autoptr(AtlasSubdivision) self = make_two_squares ();
  guint n, n_neighbours[3] = { 0 };

  cut_left_square (self);
  for (guint face = 0; face < 3; face++)
    {
      atlas_subdivision_get_nodes (self, face, &n);
      for (guint i = 0; i < n; i++)
        n_neighbours[face] += atlas_subdivision_get_neighbour (self, face, i) >= 0;
    }
  for (guint face = 0; face < 3; face++)
    g_assert_cmpuint (n_neighbours[face], ==, 2);
}

/* The first numbers that the author of the generator prints for seed 42,
 * stream 54 (pcg-random.org, the demo of the minimal C implementation). */
static void
test_random_numbers_are_the_published_ones (void)
{
  static const guint32 wanted[] = {
    0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e,
  };
  AtlasRandom random;

  atlas_random_init (&random, 42, 54);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmphex (atlas_random_next (&random), ==, wanted[i]);
}

static void
test_noise_stays_in_its_range_and_is_smooth (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      double here = atlas_random_noise (i * 37.0, i * 11.0, 1000, 7);
      double there = atlas_random_noise (i * 37.0 + 1, i * 11.0, 1000, 7);

      g_assert_cmpfloat (here, >=, 0);
      g_assert_cmpfloat (here, <=, 1);
      /* The blend is no steeper than 1.5 a wavelength. */
      g_assert_cmpfloat (ABS (here - there), <=, 1.5 / 1000 * 1.01);
    }
}

static void
test_a_node_does_not_bend_its_edge (void)
{
  AtlasRandom random;

  atlas_random_init (&random, 1, 1);
  for (guint i = 0; i < 200; i++)
    {
      double x = atlas_random_range (&random, 0, 1e5);
      double y = atlas_random_range (&random, 0, 1e5);
      double east = atlas_random_range (&random, 50, 500);
      double north = atlas_random_range (&random, -500, 500);
      AtlasPoint a = atlas_sketch_snap (x, y);
      AtlasPoint b = atlas_sketch_snap (x + east, y + north);
      AtlasPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
      AtlasPoint at = atlas_sketch_snap_on (a, b, middle);
      double twice = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);

      /* Half a millimetre would be 0.25 m² on an edge of 500 m. */
      g_assert_cmpfloat (ABS (twice) / 2, <, 0.005);
      g_assert_cmpfloat (ABS (at.x - middle.x) + ABS (at.y - middle.y), <, 8.1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/subdivision/area", test_parts_have_the_area_of_the_whole);
  g_test_add_func ("/subdivision/shared-node", test_neighbour_gets_the_node_of_a_cut);
  g_test_add_func ("/subdivision/neighbours", test_faces_know_each_other);
  g_test_add_func ("/random/published", test_random_numbers_are_the_published_ones);
  g_test_add_func ("/random/noise", test_noise_stays_in_its_range_and_is_smooth);
  g_test_add_func ("/sketch/snap-on", test_a_node_does_not_bend_its_edge);

  return g_test_run ();
}
