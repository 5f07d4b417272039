#include "atlas-geodesic.h"
#include "atlas-geometry.h"
#include "atlas-projection.h"

#include <math.h>
#include <proj.h>
#include <string.h>

/* Laws of shapes, over many random ones. GRand's generator is fixed by its
 * seed, so that a failure comes again. */

#define N_SHAPES 200
#define MAX_CORNERS 40

/* A star: corners at growing angles round a centre, so it never crosses
 * itself. At the coordinates of a city, where digits are scarce. */
static AtlasGeometry *
make_star (GRand *rand)
{
  guint n = (guint) g_rand_int_range (rand, 3, MAX_CORNERS);
  AtlasPoint points[MAX_CORNERS];
  double x = g_rand_double_range (rand, 400000, 500000);
  double y = g_rand_double_range (rand, 4370000, 4540000);

  for (guint i = 0; i < n; i++)
    {
      double angle = (i + 0.8 * g_rand_double (rand)) * 2 * G_PI / n;
      double radius = g_rand_double_range (rand, 100, 1000);

      points[i] = (AtlasPoint) { x + radius * cos (angle), y + radius * sin (angle) };
    }

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n);
}

/* Of Green's theorem in its other form, ∮ x dy, in long double. */
static double
area_by_green (const AtlasGeometry *shape)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (shape, 0, &n);
  long double area = 0;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    area += ((long double) points[i].x + points[j].x) / 2 *
            ((long double) points[i].y - points[j].y);

  return (double) fabsl (area);
}

static void
test_area_is_green_s (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      g_autoptr(AtlasGeometry) shape = make_star (rand);

      g_assert_cmpfloat_with_epsilon (atlas_geometry_get_area (shape), area_by_green (shape),
                                      1e-3);
    }
}

/* Turned round or begun elsewhere a ring is the same ground. */
static void
test_area_does_not_depend_on_the_run (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      g_autoptr(AtlasGeometry) shape = make_star (rand);
      g_autoptr(AtlasGeometry) turned = NULL;
      AtlasPoint points[MAX_CORNERS];
      guint n;
      const AtlasPoint *corners = atlas_geometry_get_part (shape, 0, &n);
      guint first = (guint) g_rand_int_range (rand, 0, (gint32) n);

      for (guint k = 0; k < n; k++)
        points[k] = corners[(first + n - k) % n];
      turned = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n);

      g_assert_cmpfloat_with_epsilon (atlas_geometry_get_area (turned),
                                      atlas_geometry_get_area (shape), 1e-4);
      g_assert_cmpfloat_with_epsilon (atlas_geometry_get_length (turned),
                                      atlas_geometry_get_length (shape), 1e-6);
    }
}

/* Cut by a line between two corners of a convex ring, the parts add up. */
static void
test_area_is_additive (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 4, MAX_CORNERS);
      guint cut = (guint) g_rand_int_range (rand, 2, (gint32) n - 1);
      AtlasPoint points[MAX_CORNERS + 1];
      g_autoptr(AtlasGeometry) whole = NULL;
      g_autoptr(AtlasGeometry) front = NULL;
      g_autoptr(AtlasGeometry) back = NULL;

      for (guint k = 0; k < n; k++)
        points[k] = (AtlasPoint) { 450000 + 800 * cos (k * 2 * G_PI / n),
                                   4400000 + 500 * sin (k * 2 * G_PI / n) };
      points[n] = points[0];
      whole = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, n);
      front = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, cut + 1);
      back = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points + cut, n - cut + 1);

      g_assert_cmpfloat_with_epsilon (atlas_geometry_get_area (front) +
                                      atlas_geometry_get_area (back),
                                      atlas_geometry_get_area (whole), 1e-3);
    }
}

/* The sum of the angles under which a ring is seen: 2π inside, 0 outside. */
static gboolean
is_wound_round (const AtlasGeometry *shape,
                double               x,
                double               y)
{
  guint n;
  const AtlasPoint *points = atlas_geometry_get_part (shape, 0, &n);
  double angle = 0;

  for (guint i = 0, j = n - 1; i < n; j = i++)
    {
      double ax = points[j].x - x, ay = points[j].y - y;
      double bx = points[i].x - x, by = points[i].y - y;

      angle += atan2 (ax * by - ay * bx, ax * bx + ay * by);
    }

  return fabs (angle) > G_PI;
}

static void
test_contains_is_the_winding_angle (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  guint n_inside = 0;

  for (guint i = 0; i < N_SHAPES; i++)
    {
      g_autoptr(AtlasGeometry) shape = make_star (rand);
      const AtlasBox *box = atlas_geometry_get_box (shape);

      for (guint k = 0; k < 100; k++)
        {
          double x = g_rand_double_range (rand, box->x0 - 50, box->x1 + 50);
          double y = g_rand_double_range (rand, box->y0 - 50, box->y1 + 50);
          gboolean inside = is_wound_round (shape, x, y);

          g_assert_true (atlas_geometry_contains (shape, x, y) == inside);
          n_inside += inside;
        }
    }

  /* Neither answer is the rule. */
  g_assert_cmpuint (n_inside, >, N_SHAPES * 10);
  g_assert_cmpuint (n_inside, <, N_SHAPES * 90);
}

/* The share of random places that fall inside is the share of the area. */
static void
test_contains_and_area_agree (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  const guint n_places = 20000;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(AtlasGeometry) shape = make_star (rand);
      const AtlasBox *box = atlas_geometry_get_box (shape);
      double share = atlas_geometry_get_area (shape) / atlas_box_width (box) /
                     atlas_box_height (box);
      guint n_inside = 0;

      for (guint k = 0; k < n_places; k++)
        n_inside += atlas_geometry_contains (shape, g_rand_double_range (rand, box->x0, box->x1),
                                             g_rand_double_range (rand, box->y0, box->y1));

      /* Six times the standard deviation of such a count at most. */
      g_assert_cmpfloat (fabs (n_inside / (double) n_places - share), <,
                         6 * 0.5 / sqrt (n_places));
    }
}

static void
test_the_inner_point_is_inside (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      g_autoptr(AtlasGeometry) shape = make_star (rand);
      AtlasPoint inner = atlas_geometry_get_inner_point (shape);

      g_assert_true (atlas_geometry_contains (shape, inner.x, inner.y));
    }
}

/* Even a shape without area has a label where it is, not at the origin. */
static void
test_the_inner_point_of_nothing_is_there (void)
{
  static const AtlasPoint flat[] = { { 440000, 4400000 }, { 441000, 4400000 },
                                     { 442000, 4400000 } };
  static const AtlasPoint spot[] = { { 440000, 4400000 }, { 440000, 4400000 },
                                     { 440000, 4400000 } };
  static const AtlasPoint *const shapes[] = { flat, spot };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(AtlasGeometry) shape =
        atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, shapes[i], 3);
      const AtlasBox *box = atlas_geometry_get_box (shape);
      AtlasPoint inner = atlas_geometry_get_inner_point (shape);

      g_assert_cmpfloat (atlas_geometry_get_area (shape), ==, 0);
      g_assert_cmpfloat (inner.x, >=, box->x0);
      g_assert_cmpfloat (inner.x, <=, box->x1);
      g_assert_cmpfloat (inner.y, ==, 4400000);
    }
}

/* Several polygons: areas add up, the label stands in the largest, and a point
 * is inside if it is in any. */
static void
test_many_polygons_add_up (void)
{
  static const AtlasPoint points[] = {
    { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 },
    { 10, 0 }, { 14, 0 }, { 14, 4 }, { 10, 4 },
    { 11, 1 }, { 11, 2 }, { 12, 2 }, { 12, 1 },
    { 20, 0 }, { 22, 0 }, { 22, 2 }, { 20, 2 },
  };
  static const guint part_ends[] = { 4, 8, 12, 16 };
  static const guint polygon_ends[] = { 1, 3, 4 };
  g_autoptr(AtlasGeometry) shape =
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 16, part_ends, 4, polygon_ends, 3);
  AtlasPoint inner = atlas_geometry_get_inner_point (shape);

  g_assert_cmpuint (atlas_geometry_get_n_polygons (shape), ==, 3);
  g_assert_cmpuint (atlas_geometry_get_polygon_end (shape, 1), ==, 3);
  g_assert_cmpfloat (atlas_geometry_get_area (shape), ==, 1 + 16 - 1 + 4);
  g_assert_true (inner.x > 10 && inner.x < 14);
  g_assert_true (atlas_geometry_contains (shape, inner.x, inner.y));
  g_assert_true (atlas_geometry_contains (shape, 0.5, 0.5));
  g_assert_true (atlas_geometry_contains (shape, 21, 1));
  g_assert_false (atlas_geometry_contains (shape, 11.5, 1.5));
  g_assert_false (atlas_geometry_contains (shape, 5, 0.5));
}

/* Equal is: the same kind, points, parts and polygons, and nothing less. */
static void
test_equality_sees_every_difference (void)
{
  static const AtlasPoint points[] = { { 0, 0 }, { 9, 0 }, { 9, 9 }, { 1, 1 }, { 2, 1 }, { 2, 2 } };
  static const guint one[] = { 6 }, two[] = { 3, 6 }, other[] = { 2, 6 };
  static const guint as_hole[] = { 2 };
  AtlasPoint moved[6];
  g_autoptr(AtlasGeometry) polygon =
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 6, two, 2, NULL, 2);
  g_autoptr(AtlasGeometry) same =
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 6, two, 2, NULL, 2);
  g_autoptr(AtlasGeometry) with_hole =
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 6, two, 2, as_hole, 1);
  g_autoptr(AtlasGeometry) line =
    atlas_geometry_new (ATLAS_GEOMETRY_LINE, points, 6, two, 2, NULL, 2);
  g_autoptr(AtlasGeometry) whole =
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 6, one, 1, NULL, 1);
  g_autoptr(AtlasGeometry) cut_elsewhere =
    atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, 6, other, 2, NULL, 2);
  g_autoptr(AtlasGeometry) a_little_off = NULL;

  memcpy (moved, points, sizeof moved);
  moved[5].y = nextafter (moved[5].y, 3);
  a_little_off = atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, moved, 6, two, 2, NULL, 2);

  g_assert_true (atlas_geometry_equal (polygon, polygon));
  g_assert_true (atlas_geometry_equal (polygon, same));
  g_assert_false (atlas_geometry_equal (polygon, with_hole));
  g_assert_false (atlas_geometry_equal (polygon, line));
  g_assert_false (atlas_geometry_equal (polygon, whole));
  g_assert_false (atlas_geometry_equal (polygon, cut_elsewhere));
  g_assert_false (atlas_geometry_equal (polygon, a_little_off));
}

static AtlasBox
random_box (GRand *rand)
{
  double x = g_rand_double_range (rand, 0, 10), y = g_rand_double_range (rand, 0, 10);

  return (AtlasBox) { x, y, x + g_rand_double_range (rand, 0, 5),
                      y + g_rand_double_range (rand, 0, 5) };
}

/* Two boxes overlap if and only if they have a place in common. */
static void
test_boxes_overlap_where_they_meet (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  guint n_overlaps = 0;

  for (guint i = 0; i < 2000; i++)
    {
      AtlasBox a = random_box (rand), b = random_box (rand);
      AtlasBox common = { MAX (a.x0, b.x0), MAX (a.y0, b.y0), MIN (a.x1, b.x1), MIN (a.y1, b.y1) };
      AtlasBox joined = a;

      atlas_box_join (&joined, &b);
      g_assert_true (atlas_box_overlaps (&a, &b) == !atlas_box_is_empty (&common));
      g_assert_true (atlas_box_overlaps (&b, &a) == atlas_box_overlaps (&a, &b));
      g_assert_cmpfloat (atlas_box_width (&joined), >=,
                         MAX (atlas_box_width (&a), atlas_box_width (&b)));
      n_overlaps += atlas_box_overlaps (&a, &b);
    }
  g_assert_cmpuint (n_overlaps, >, 200);
  g_assert_cmpuint (n_overlaps, <, 1800);
}

static void
test_an_empty_box_is_nothing (void)
{
  AtlasBox empty = ATLAS_BOX_EMPTY;
  AtlasBox box = { 1, 2, 3, 4 };
  AtlasBox joined = box;

  g_assert_true (atlas_box_is_empty (&empty));
  g_assert_false (atlas_box_overlaps (&empty, &box));
  atlas_box_join (&joined, &empty);
  g_assert_cmpmem (&joined, sizeof joined, &box, sizeof box);
  atlas_box_add (&empty, 5, 6);
  g_assert_false (atlas_box_is_empty (&empty));
  g_assert_cmpfloat (atlas_box_width (&empty), ==, 0);
}

/* Beijing's own extent, over which everything below must hold. */
static AtlasPoint
random_place (GRand *rand)
{
  return (AtlasPoint) { g_rand_double_range (rand, 115.4, 117.5),
                        g_rand_double_range (rand, 39.4, 41.1) };
}

/* From any system to any other and back is where one began, within 1 mm. */
static void
test_every_way_comes_back (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);

  for (guint from = 0; from <= ATLAS_CRS_MERCATOR; from++)
    for (guint to = 0; to <= ATLAS_CRS_MERCATOR; to++)
      {
        g_autoptr(AtlasProjection) start = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, from);
        g_autoptr(AtlasProjection) there = atlas_projection_new (from, to);
        g_autoptr(AtlasProjection) back = atlas_projection_new (to, from);
        double millimetre = from == ATLAS_CRS_PLANE ? 1e-3 : 1e-8;

        for (guint i = 0; i < 50; i++)
          {
            AtlasPoint place = random_place (rand);
            AtlasPoint begin = atlas_projection_point (start, place.x, place.y);
            AtlasPoint middle = atlas_projection_point (there, begin.x, begin.y);
            AtlasPoint end = atlas_projection_point (back, middle.x, middle.y);

            g_assert_cmpfloat_with_epsilon (end.x, begin.x, millimetre);
            g_assert_cmpfloat_with_epsilon (end.y, begin.y, millimetre);
          }
      }
}

/* Gauss-Krüger is conformal with scale 1 + x²/2R² (x from the central
 * meridian): the plane's distances are the ground's within that. */
static void
test_the_plane_measures_the_ground (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (9);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);

  for (guint i = 0; i < 200; i++)
    {
      AtlasPoint a = random_place (rand);
      AtlasPoint b = { a.x + g_rand_double_range (rand, -0.01, 0.01),
                       a.y + g_rand_double_range (rand, 0.001, 0.01) };
      AtlasPoint pa = atlas_projection_point (projection, a.x, a.y);
      AtlasPoint pb = atlas_projection_point (projection, b.x, b.y);
      double east = (pa.x + pb.x) / 2 - 500000;
      double scale = 1 + east * east / 2 / 6371000 / 6371000;
      double ground = atlas_geodesic_distance (&a, &b);

      g_assert_cmpfloat_with_epsilon (hypot (pb.x - pa.x, pb.y - pa.y) / ground, scale, 2e-6);
    }
}

/* The plane is what the EPSG registry, as PROJ has it, calls by that number. */
static void
test_the_plane_is_as_registered (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (10);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  PJ *named = proj_create_crs_to_crs (NULL, "EPSG:4490", "EPSG:4548", NULL);

  for (guint i = 0; i < 200; i++)
    {
      AtlasPoint place = random_place (rand);
      AtlasPoint ours = atlas_projection_point (projection, place.x, place.y);
      /* Its axes are latitude and longitude, northing and easting. */
      PJ_COORD theirs = proj_trans (named, PJ_FWD, proj_coord (place.y, place.x, 0, 0));

      g_assert_cmpfloat_with_epsilon (ours.x, theirs.xy.y, 1e-6);
      g_assert_cmpfloat_with_epsilon (ours.y, theirs.xy.x, 1e-6);
    }

  proj_destroy (named);
}

/* Web Mercator stretches by 1 / cos φ: why nothing is measured in it. */
static void
test_mercator_stretches (void)
{
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_MERCATOR);
  AtlasPoint a = atlas_projection_point (projection, 116.39, 39.9);
  AtlasPoint b = atlas_projection_point (projection, 116.40, 39.9);
  AtlasPoint ground_a = { 116.39, 39.9 }, ground_b = { 116.40, 39.9 };
  double metres = (b.x - a.x) * 2 * G_PI * 6378137;

  g_assert_cmpfloat_with_epsilon (metres / atlas_geodesic_distance (&ground_a, &ground_b),
                                  1.30, 0.01);
}

/* Many at once are as each alone. */
static void
test_many_points_are_as_one_by_one (void)
{
  const gsize n = 1000;
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);
  g_autofree AtlasPoint *points = g_new (AtlasPoint, n);
  g_autofree AtlasPoint *copy = g_new (AtlasPoint, n);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);

  for (gsize i = 0; i < n; i++)
    copy[i] = points[i] = random_place (rand);
  atlas_projection_apply (projection, points, n);

  for (gsize i = 0; i < n; i++)
    {
      AtlasPoint alone = atlas_projection_point (projection, copy[i].x, copy[i].y);

      g_assert_cmpfloat (alone.x, ==, points[i].x);
      g_assert_cmpfloat (alone.y, ==, points[i].y);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry-random/area-is-greens", test_area_is_green_s);
  g_test_add_func ("/geometry-random/area-of-any-run", test_area_does_not_depend_on_the_run);
  g_test_add_func ("/geometry-random/area-is-additive", test_area_is_additive);
  g_test_add_func ("/geometry-random/contains-is-winding", test_contains_is_the_winding_angle);
  g_test_add_func ("/geometry-random/contains-and-area", test_contains_and_area_agree);
  g_test_add_func ("/geometry-random/inner-point-is-inside", test_the_inner_point_is_inside);
  g_test_add_func ("/geometry-random/inner-point-of-nothing",
                   test_the_inner_point_of_nothing_is_there);
  g_test_add_func ("/geometry-random/many-polygons", test_many_polygons_add_up);
  g_test_add_func ("/geometry-random/equality", test_equality_sees_every_difference);
  g_test_add_func ("/geometry-random/boxes-overlap", test_boxes_overlap_where_they_meet);
  g_test_add_func ("/geometry-random/empty-box", test_an_empty_box_is_nothing);
  g_test_add_func ("/geometry-random/every-way-comes-back", test_every_way_comes_back);
  g_test_add_func ("/geometry-random/plane-measures", test_the_plane_measures_the_ground);
  g_test_add_func ("/geometry-random/plane-is-registered", test_the_plane_is_as_registered);
  g_test_add_func ("/geometry-random/mercator-stretches", test_mercator_stretches);
  g_test_add_func ("/geometry-random/many-points", test_many_points_are_as_one_by_one);

  return g_test_run ();
}
