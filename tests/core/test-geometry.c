#include "atlas-geometry.h"
#include "atlas-projection.h"

#include <math.h>

static const AtlasPoint square_with_hole[] = {
  { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 },
  { 2, 2 }, { 2, 8 }, { 8, 8 }, { 8, 2 },
};

static AtlasGeometry *
make_square_with_hole (void)
{
  static const guint part_ends[] = { 4, 8 };
  static const guint polygon_ends[] = { 2 };

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, square_with_hole, 8,
                             part_ends, 2, polygon_ends, 1);
}

static void
test_area_leaves_holes_out (void)
{
  g_autoptr(AtlasGeometry) shape = make_square_with_hole ();

  g_assert_cmpfloat (atlas_geometry_get_area (shape), ==, 100 - 36);
  g_assert_cmpfloat (atlas_geometry_get_length (shape), ==, 40 + 24);
}

static void
test_hole_is_outside (void)
{
  g_autoptr(AtlasGeometry) shape = make_square_with_hole ();
  AtlasPoint inner = atlas_geometry_get_inner_point (shape);

  g_assert_true (atlas_geometry_contains (shape, 1, 5));
  g_assert_false (atlas_geometry_contains (shape, 5, 5));
  g_assert_false (atlas_geometry_contains (shape, 11, 5));
  g_assert_true (atlas_geometry_contains (shape, inner.x, inner.y));
}

static void
test_distance_is_to_the_nearest_edge (void)
{
  static const struct { double x, y, distance; } places[] = {
    { 1, 1, 0 }, { 5, 5, 3 }, { 3, 5, 1 }, { 13, 14, 5 }, { -2, 5, 2 }, { 5, 10.5, 0.5 },
  };
  g_autoptr(AtlasGeometry) shape = make_square_with_hole ();
  g_autoptr(AtlasGeometry) nothing = atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpfloat (atlas_geometry_get_distance (shape, places[i].x, places[i].y), ==,
                       places[i].distance);
  g_assert_true (isinf (atlas_geometry_get_distance (nothing, 0, 0)));
  g_assert_true (isinf (atlas_geometry_get_distance (shape, NAN, 0)));
}

static void
test_inner_point_of_a_line_is_half_way (void)
{
  static const AtlasPoint points[] = { { 0, 0 }, { 6, 0 }, { 6, 4 } };
  g_autoptr(AtlasGeometry) line = atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, points, 3);
  AtlasPoint middle = atlas_geometry_get_inner_point (line);

  g_assert_cmpfloat (middle.x, ==, 5);
  g_assert_cmpfloat (middle.y, ==, 0);
}

/* The central meridian is 117° E with a false easting of 500 km and scale 1,
 * so northing there is the meridian's length: 4 429 607 m at 40° N on GRS80
 * is the series of Snyder 1987, eq. 3-21, with e² = 0.00669438002290. */
static void
test_plane_on_the_central_meridian (void)
{
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  AtlasPoint point = atlas_projection_point (projection, 117, 40);
  const double a = 6378137, e2 = 0.00669438002290, e4 = e2 * e2, e6 = e4 * e2;
  double phi = 40 * G_PI / 180;
  double meridian = a * ((1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * phi -
                         (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * sin (2 * phi) +
                         (15 * e4 / 256 + 45 * e6 / 1024) * sin (4 * phi) -
                         (35 * e6 / 3072) * sin (6 * phi));

  g_assert_cmpfloat_with_epsilon (point.x, 500000, 1e-3);
  g_assert_cmpfloat_with_epsilon (point.y, meridian, 0.01);
}

static void
test_projections_come_back (void)
{
  static const AtlasCrs systems[] = { ATLAS_CRS_PLANE, ATLAS_CRS_MERCATOR };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr(AtlasProjection) there = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, systems[i]);
      g_autoptr(AtlasProjection) back = atlas_projection_new (systems[i], ATLAS_CRS_GEOGRAPHIC);
      AtlasPoint point = { 116.3912, 39.9073 };

      atlas_projection_apply (there, &point, 1);
      atlas_projection_apply (back, &point, 1);
      g_assert_cmpfloat_with_epsilon (point.x, 116.3912, 1e-9);
      g_assert_cmpfloat_with_epsilon (point.y, 39.9073, 1e-9);
    }
}

static void
test_mercator_is_the_unit_square (void)
{
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_MERCATOR);
  AtlasPoint middle = atlas_projection_point (projection, 0, 0);
  AtlasPoint beijing = atlas_projection_point (projection, 116.4, 39.9);

  g_assert_cmpfloat_with_epsilon (middle.x, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (middle.y, 0.5, 1e-12);
  g_assert_cmpfloat (beijing.y, <, 0.5); /* north is up, y runs down */
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geometry/area-leaves-holes-out", test_area_leaves_holes_out);
  g_test_add_func ("/geometry/hole-is-outside", test_hole_is_outside);
  g_test_add_func ("/geometry/distance", test_distance_is_to_the_nearest_edge);
  g_test_add_func ("/geometry/inner-point-of-a-line", test_inner_point_of_a_line_is_half_way);
  g_test_add_func ("/projection/central-meridian", test_plane_on_the_central_meridian);
  g_test_add_func ("/projection/comes-back", test_projections_come_back);
  g_test_add_func ("/projection/mercator-unit-square", test_mercator_is_the_unit_square);

  return g_test_run ();
}
