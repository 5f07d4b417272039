#include "atlas-geodesic.h"
#include "atlas-projection.h"

#include <math.h>

/* The ellipsoid by its definition: half axis and flattening, and what follows. */
#define A 6378137.0
#define F (1 / 298.257222101)
#define B (A * (1 - F))
#define E2 (F * (2 - F))

static double
radians (double degrees)
{
  return degrees * G_PI / 180;
}

/* Beijing's own extent. */
static AtlasPoint
random_place (GRand *rand)
{
  return (AtlasPoint) { g_rand_double_range (rand, 115.4, 117.5),
                        g_rand_double_range (rand, 39.4, 41.1) };
}

/* The length of the meridian from the equator to @latitude by its definition:
 * the radius of curvature a (1 − e²) / (1 − e² sin² φ)^(3/2), integrated by
 * Simpson's rule. */
static double
meridian_arc (double latitude)
{
  const int n = 2000;
  double step = radians (latitude) / n;
  double sum = 0;

  for (int i = 0; i <= n; i++)
    {
      double s = sin (i * step);
      double radius = A * (1 - E2) / pow (1 - E2 * s * s, 1.5);

      sum += radius * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
    }

  return sum * step / 3;
}

static void
test_meridian_is_the_integral_of_its_curvature (void)
{
  /* A quarter of the meridian of GRS80, whose flattening is the same to the
   * twelfth digit: 10 001 965.729 m (Moritz 2000). */
  g_assert_cmpfloat_with_epsilon (meridian_arc (90), 10001965.729, 0.001);

  for (double latitude = 5; latitude <= 90; latitude += 5)
    {
      AtlasPoint ends[] = { { 117, 0 }, { 117, latitude } };

      g_assert_cmpfloat_with_epsilon (atlas_geodesic_distance (&ends[0], &ends[1]),
                                      meridian_arc (latitude), 1e-5);
      g_assert_cmpfloat (atlas_geodesic_length (ends, 2), ==,
                         atlas_geodesic_distance (&ends[0], &ends[1]));
    }
}

/* The equator is a circle of radius a. */
static void
test_equator_is_a_circle (void)
{
  static const AtlasPoint points[] = { { 0, 0 }, { 90, 0 }, { 120, 0 }, { 121, 0 } };

  g_assert_cmpfloat_with_epsilon (atlas_geodesic_length (points, G_N_ELEMENTS (points)),
                                  A * radians (121), 1e-6);
}

/* A line's length is the sum of its pieces', from either end. */
static void
test_length_adds_up (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (41);
  AtlasPoint points[20], reversed[20];
  double sum = 0;

  for (guint i = 0; i < 20; i++)
    reversed[19 - i] = points[i] = random_place (rand);
  for (guint i = 1; i < 20; i++)
    sum += atlas_geodesic_distance (&points[i - 1], &points[i]);

  g_assert_cmpfloat_with_epsilon (atlas_geodesic_length (points, 20), sum, 1e-6);
  g_assert_cmpfloat_with_epsilon (atlas_geodesic_length (reversed, 20), sum, 1e-6);
}

/* The area between the equator and a parallel, over a radian of longitude, in
 * closed form (Snyder 1987, eq. 3-12, from which the authalic latitude comes). */
static double
zone_area (double latitude)
{
  double e = sqrt (E2), s = sin (radians (latitude));

  return B * B / 2 * (s / (1 - E2 * s * s) + log ((1 + e * s) / (1 - e * s)) / (2 * e));
}

#define STEPS 2000

/* Parallels are not geodesics: along them many corners are needed. */
static void
test_quadrangle_is_a_piece_of_its_zone (void)
{
  double expected = radians (1) * (zone_area (40) - zone_area (39));
  AtlasPoint points[2 * STEPS + 2];

  for (guint i = 0; i <= STEPS; i++)
    {
      double east = i / (double) STEPS;

      points[i] = (AtlasPoint) { 116 + east, 39 };
      points[STEPS + 1 + i] = (AtlasPoint) { 117 - east, 40 };
    }

  /* Some 9 500 km²; what lies between a parallel and its chords is
   * proportional to the square of a step and below 10 m² here. */
  g_assert_cmpfloat_with_epsilon (atlas_geodesic_area (points, G_N_ELEMENTS (points), NULL),
                                  expected, 10);
}

/* An octant holds an eighth of the whole surface,
 * 2π a² + π b² / e · ln ((1 + e) / (1 − e)), and its border is known. */
static void
test_octant_is_an_eighth_of_the_whole (void)
{
  static const AtlasPoint points[] = { { 27, 0 }, { 117, 0 }, { 117, 90 } };
  double e = sqrt (E2);
  double surface = 2 * G_PI * A * A + G_PI * B * B / e * log ((1 + e) / (1 - e));
  double perimeter;
  double area = atlas_geodesic_area (points, G_N_ELEMENTS (points), &perimeter);

  g_assert_cmpfloat_with_epsilon (area / (surface / 8), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (perimeter, A * G_PI / 2 + 2 * meridian_arc (90), 1e-4);
}

/* Neither the direction nor the first corner changes what a ring encloses, nor
 * does saying the first corner again. */
static void
test_area_of_any_run_is_the_same (void)
{
  static const AtlasPoint corners[] = {
    { 116.30, 39.90 }, { 116.45, 39.88 }, { 116.50, 39.99 }, { 116.41, 39.95 }, { 116.33, 40.02 },
  };
  const guint n = G_N_ELEMENTS (corners);
  double perimeter;
  double area = atlas_geodesic_area (corners, n, &perimeter);

  g_assert_cmpfloat (area, >, 0);
  for (guint start = 0; start < n; start++)
    {
      AtlasPoint run[G_N_ELEMENTS (corners) + 1], back[G_N_ELEMENTS (corners)];
      double run_perimeter, back_perimeter;

      for (guint i = 0; i <= n; i++)
        run[i] = corners[(start + i) % n];
      for (guint i = 0; i < n; i++)
        back[i] = corners[(start + n - i) % n];

      g_assert_cmpfloat_with_epsilon (atlas_geodesic_area (run, n + 1, &run_perimeter), area, 1e-3);
      g_assert_cmpfloat_with_epsilon (atlas_geodesic_area (back, n, &back_perimeter), area, 1e-3);
      g_assert_cmpfloat_with_epsilon (run_perimeter, perimeter, 1e-6);
      g_assert_cmpfloat_with_epsilon (back_perimeter, perimeter, 1e-6);
    }
}

/* On the central meridian the plane's scale is 1: a square kilometre there is
 * one on the ground, and 90 km to the west it is smaller by (x / R)². */
static void
test_plane_squares_are_known_on_the_ground (void)
{
  static const double offsets[] = { 0, -90000 };
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_PLANE, ATLAS_CRS_GEOGRAPHIC);

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      double x = 500000 + offsets[i], y = 4420000;
      AtlasPoint points[] = { { x - 500, y - 500 }, { x + 500, y - 500 },
                              { x + 500, y + 500 }, { x - 500, y + 500 } };
      double scale = 1 + offsets[i] * offsets[i] / 2 / 6371000 / 6371000;
      double perimeter, area;

      atlas_projection_apply (projection, points, 4);
      area = atlas_geodesic_area (points, 4, &perimeter);
      g_assert_cmpfloat_with_epsilon (area * scale * scale, 1e6, 1);
      g_assert_cmpfloat_with_epsilon (perimeter * scale, 4000, 2e-3);
    }
}

static void
test_little_encloses_nothing (void)
{
  static const AtlasPoint points[] = { { 116, 40 }, { 117, 40 } };
  double perimeter = -1;

  g_assert_cmpfloat (atlas_geodesic_length (points, 0), ==, 0);
  g_assert_cmpfloat (atlas_geodesic_length (points, 1), ==, 0);
  g_assert_cmpfloat (atlas_geodesic_area (points, 0, &perimeter), ==, 0);
  g_assert_cmpfloat (perimeter, ==, 0);
  g_assert_cmpfloat (atlas_geodesic_area (points, 1, &perimeter), ==, 0);
  g_assert_cmpfloat (perimeter, ==, 0);
  g_assert_cmpfloat (atlas_geodesic_area (points, 2, &perimeter), ==, 0);
  g_assert_cmpfloat_with_epsilon (perimeter, 2 * atlas_geodesic_length (points, 2), 1e-6);
}

static void
test_what_is_not_a_place_has_no_measure (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      AtlasPoint points[] = { { 116, 40 }, { 117, 40 }, { 117, bad[i] }, { 116, 41 } };
      double perimeter;

      g_assert_true (isnan (atlas_geodesic_length (points, 4)));
      g_assert_true (isnan (atlas_geodesic_area (points, 4, &perimeter)));
      g_assert_true (isnan (perimeter));
    }
}

/* A triangle's two sides are never shorter than its third. */
static void
test_geodesics_keep_the_triangle (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (10);

  for (guint i = 0; i < 200; i++)
    {
      AtlasPoint a = random_place (rand), b = random_place (rand), c = random_place (rand);
      double ab = atlas_geodesic_distance (&a, &b);
      double bc = atlas_geodesic_distance (&b, &c);
      double ac = atlas_geodesic_distance (&a, &c);

      g_assert_cmpfloat (ab + bc, >=, ac - 1e-6);
      g_assert_cmpfloat_with_epsilon (ab, atlas_geodesic_distance (&b, &a), 1e-6);
    }
}

/* Between two places nothing is shorter than the geodesic, so places whose steps
 * add up to it lie on it. */
static void
test_traced_places_cut_the_geodesic_into_equal_parts (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 50; i++)
    {
      AtlasPoint a = random_place (rand), b = random_place (rand);
      double whole = atlas_geodesic_distance (&a, &b);
      AtlasPoint points[8];

      atlas_geodesic_trace (&a, &b, points, G_N_ELEMENTS (points));
      g_assert_cmpfloat (points[0].x, ==, a.x);
      g_assert_cmpfloat (points[7].y, ==, b.y);
      for (guint k = 1; k < G_N_ELEMENTS (points); k++)
        g_assert_cmpfloat_with_epsilon (atlas_geodesic_distance (&points[k - 1], &points[k]),
                                        whole / 7, 1e-6);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geodesic/meridian", test_meridian_is_the_integral_of_its_curvature);
  g_test_add_func ("/geodesic/equator", test_equator_is_a_circle);
  g_test_add_func ("/geodesic/length-adds-up", test_length_adds_up);
  g_test_add_func ("/geodesic/quadrangle", test_quadrangle_is_a_piece_of_its_zone);
  g_test_add_func ("/geodesic/octant", test_octant_is_an_eighth_of_the_whole);
  g_test_add_func ("/geodesic/area-of-any-run", test_area_of_any_run_is_the_same);
  g_test_add_func ("/geodesic/plane-squares", test_plane_squares_are_known_on_the_ground);
  g_test_add_func ("/geodesic/little", test_little_encloses_nothing);
  g_test_add_func ("/geodesic/not-a-place", test_what_is_not_a_place_has_no_measure);
  g_test_add_func ("/geodesic/trace", test_traced_places_cut_the_geodesic_into_equal_parts);
  g_test_add_func ("/geodesic/triangle", test_geodesics_keep_the_triangle);

  return g_test_run ();
}
