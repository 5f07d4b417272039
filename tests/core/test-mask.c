#include "atlas-mask.h"

enum
{
  COLUMNS = 30,
  ROWS = 20,
};

static AtlasGeometry *
make_polygons (const AtlasPoint *points,
               guint             n_points,
               const guint      *part_ends,
               guint             n_parts,
               const guint      *polygon_ends,
               guint             n_polygons)
{
  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, n_points, part_ends, n_parts,
                             polygon_ends, n_polygons);
}

/* A cell is in where its centre is. */
static void
assert_like_geometry (AtlasGeometry *region,
                      double         west,
                      double         south,
                      double         cell)
{
  g_autoptr(AtlasMask) mask = atlas_mask_new (region, west, south, cell, COLUMNS, ROWS);

  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      g_assert_cmpint (atlas_mask_contains (mask, column, row), ==,
                       atlas_geometry_contains (region, west + (column + 0.5) * cell,
                                                south + (row + 0.5) * cell));
}

static void
test_cells_are_in_by_their_centres (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint run = 0; run < 200; run++)
    {
      AtlasPoint points[7];
      g_autoptr(AtlasGeometry) region = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (points); i++)
        points[i] = (AtlasPoint) { g_rand_double_range (random, -50, 350),
                                   g_rand_double_range (random, -50, 250) };
      region = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
      assert_like_geometry (region, 0, 0, 10);
      assert_like_geometry (region, -33, 17, 7);
    }
}

static void
test_holes_are_out (void)
{
  const AtlasPoint points[] = {
    { 0, 0 }, { 300, 0 }, { 300, 200 }, { 0, 200 }, { 101, 51 }, { 199, 51 }, { 199, 149 }, { 101, 149 },
  };
  const guint part_ends[] = { 4, 8 }, polygon_ends[] = { 2 };
  g_autoptr(AtlasGeometry) region = make_polygons (points, 8, part_ends, 2, polygon_ends, 1);
  g_autoptr(AtlasMask) mask = atlas_mask_new (region, 0, 0, 10, COLUMNS, ROWS);

  assert_like_geometry (region, 0, 0, 10);
  g_assert_true (atlas_mask_contains (mask, 0, 0));
  g_assert_false (atlas_mask_contains (mask, 15, 10));
}

/* Districts that share a border leave no gap, and where they overlap no hole. */
static void
test_polygons_join (void)
{
  const AtlasPoint points[] = {
    { 0, 0 }, { 137, 0 }, { 163, 200 }, { 0, 200 },     /* a slanting border … */
    { 163, 200 }, { 137, 0 }, { 300, 0 }, { 300, 200 }, /* … gone the other way */
    { 100, 50 }, { 200, 50 }, { 200, 150 }, { 100, 150 },
  };
  const guint part_ends[] = { 4, 8, 12 };
  g_autoptr(AtlasGeometry) region = make_polygons (points, 12, part_ends, 3, NULL, 0);
  g_autoptr(AtlasMask) mask = atlas_mask_new (region, 0, 0, 10, COLUMNS, ROWS);

  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      g_assert_true (atlas_mask_contains (mask, column, row));
}

/* Of two polygons just one has a cell whose centre is on their border. */
static void
test_a_border_belongs_to_one (void)
{
  const AtlasPoint left[] = { { 0, 0 }, { 105, 0 }, { 105, 200 }, { 0, 200 } };
  const AtlasPoint right[] = { { 105, 0 }, { 300, 0 }, { 300, 200 }, { 105, 200 } };
  g_autoptr(AtlasGeometry) west = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, left, 4);
  g_autoptr(AtlasGeometry) east = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, right, 4);
  g_autoptr(AtlasMask) a = atlas_mask_new (west, 0, 0, 10, COLUMNS, ROWS);
  g_autoptr(AtlasMask) b = atlas_mask_new (east, 0, 0, 10, COLUMNS, ROWS);

  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      {
        g_assert_true (atlas_mask_contains (a, column, row) != atlas_mask_contains (b, column, row));
        g_assert_true (atlas_mask_contains (b, column, row) == (column >= 10));
      }
}

static void
test_nothing_is_outside_the_raster (void)
{
  const AtlasPoint points[] = { { -1e6, -1e6 }, { 1e6, -1e6 }, { 1e6, 1e6 }, { -1e6, 1e6 } };
  g_autoptr(AtlasGeometry) region = atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, 4);
  g_autoptr(AtlasMask) mask = atlas_mask_new (region, 0, 0, 10, COLUMNS, ROWS);

  g_assert_true (atlas_mask_contains (mask, COLUMNS - 1, ROWS - 1));
  g_assert_false (atlas_mask_contains (mask, -1, 0));
  g_assert_false (atlas_mask_contains (mask, 0, -1));
  g_assert_false (atlas_mask_contains (mask, COLUMNS, 0));
  g_assert_false (atlas_mask_contains (mask, 0, ROWS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mask/in-by-their-centres", test_cells_are_in_by_their_centres);
  g_test_add_func ("/mask/holes-are-out", test_holes_are_out);
  g_test_add_func ("/mask/polygons-join", test_polygons_join);
  g_test_add_func ("/mask/border-belongs-to-one", test_a_border_belongs_to_one);
  g_test_add_func ("/mask/nothing-outside", test_nothing_is_outside_the_raster);

  return g_test_run ();
}
