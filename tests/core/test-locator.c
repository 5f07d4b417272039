#include "atlas-locator.h"
#include "atlas-test-plan.h"

#include <math.h>

/* The south-west corner of the made-up plans. */
#define WEST 440000.0
#define SOUTH 4410000.0

static const AtlasGeometry *
block_shape (AtlasPlan *plan,
             guint      i)
{
  return atlas_block_get_geometry (atlas_plan_get_block (plan, i));
}

/* The box of all blocks and a border around it. */
static AtlasBox
get_surroundings (AtlasPlan *plan)
{
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    atlas_box_join (&box, atlas_geometry_get_box (block_shape (plan, i)));

  return atlas_box_grow (&box, 500);
}

static AtlasPoint
random_point (GRand          *rand,
              const AtlasBox *box)
{
  return (AtlasPoint) { g_rand_double_range (rand, box->x0, box->x1),
                        g_rand_double_range (rand, box->y0, box->y1) };
}

static int
find_block_among_all (AtlasPlan *plan,
                      double     x,
                      double     y)
{
  int found = -1;

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    if (atlas_geometry_contains (block_shape (plan, i), x, y) &&
        (found < 0 || atlas_geometry_get_area (block_shape (plan, i)) <
                      atlas_geometry_get_area (block_shape (plan, (guint) found))))
      found = (int) i;

  return found;
}

static void
check_blocks (AtlasPlan *plan,
              guint      n_places)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (71);
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);
  AtlasBox box = get_surroundings (plan);
  guint n_found = 0;

  for (guint i = 0; i < n_places; i++)
    {
      AtlasPoint place = random_point (rand, &box);
      int found = atlas_locator_find_block (locator, place.x, place.y);

      g_assert_cmpint (found, ==, find_block_among_all (plan, place.x, place.y));
      n_found += found >= 0;
    }
  g_assert_cmpuint (n_found, >, n_places / 10);
  g_assert_cmpuint (n_found, <, n_places);
}

static void
test_blocks_as_by_looking_at_all (void)
{
  g_autoptr(AtlasPlan) large = atlas_test_plan_new_large (400);
  g_autoptr(AtlasPlan) small = atlas_test_plan_new ();

  check_blocks (large, 3000);
  check_blocks (small, 3000);
}

/* Holes and pieces of the small plan, whose sketch gives the numbers. */
static void
test_holes_and_pieces_of_blocks (void)
{
  static const struct { double x, y; int block; } places[] = {
    { 500, 500, 0 }, { 1500, 500, 1 }, { 500, 1500, 2 },
    { 4100, 500, 4 },                    /* around the hole */
    { 4500, 500, 5 },                    /* in the hole, which another block fills */
    { 5100, 1100, 6 }, { 5700, 1700, 6 }, /* two pieces */
    { 5400, 1400, -1 },                  /* between them */
    { 3000, 500, -1 }, { -10, -10, -1 },
  };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (atlas_locator_find_block (locator, WEST + places[i].x, SOUTH + places[i].y),
                     ==, places[i].block);
}

/* A plan of its own: blocks and rail features of these shapes. */
static AtlasPlan *
make_plan (GPtrArray *blocks,
           AtlasLayer layer,
           GPtrArray *shapes)
{
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *features = g_ptr_array_new ();

  for (guint i = 0; i < shapes->len; i++)
    g_ptr_array_add (features, atlas_feature_new_take (layer, g_ptr_array_index (shapes, i)));
  atlas_plan_take_features (plan, layer, features);
  atlas_plan_take_blocks (plan, blocks);

  return plan;
}

static AtlasBlock *
make_block (const char    *code,
            AtlasGeometry *shape)
{
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  values.code = g_strdup (code);

  return atlas_block_new_take (shape, &values);
}

/* Of blocks that lie over each other the smallest, of equal ones the first. */
static void
test_the_smallest_block_is_meant (void)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  GPtrArray *blocks = g_ptr_array_new ();
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasLocator) locator = NULL;

  g_ptr_array_add (blocks, make_block ("A", atlas_test_rectangle (0, 0, 100, 100)));
  g_ptr_array_add (blocks, make_block ("B", atlas_test_rectangle (40, 40, 60, 60)));
  g_ptr_array_add (blocks, make_block ("C", atlas_test_rectangle (40, 40, 60, 60)));
  g_ptr_array_add (blocks, make_block ("D", atlas_test_rectangle (0, 0, 70, 70)));
  plan = make_plan (blocks, ATLAS_LAYER_RAIL, none);
  locator = atlas_locator_new (plan);

  g_assert_cmpint (atlas_locator_find_block (locator, 50, 50), ==, 1);
  g_assert_cmpint (atlas_locator_find_block (locator, 65, 65), ==, 3);
  g_assert_cmpint (atlas_locator_find_block (locator, 80, 80), ==, 0);
}

static void
test_no_place_is_nowhere (void)
{
  static const AtlasPoint places[] = { { NAN, SOUTH + 500 }, { WEST + 500, NAN }, { NAN, NAN },
                                       { INFINITY, SOUTH }, { WEST, -INFINITY } };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double x = places[i].x, y = places[i].y;

      g_assert_cmpint (atlas_locator_find_block (locator, x, y), ==, -1);
      g_assert_cmpint (atlas_locator_find_site (locator, x, y, 1e6, ATLAS_LOCATOR_ALL_RESOURCES),
                       ==, -1);
      for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
        g_assert_cmpint (atlas_locator_find_feature (locator, layer, x, y, 1e6), ==, -1);
    }
}

static void
test_an_empty_plan_has_nothing (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);

  g_assert_cmpint (atlas_locator_find_block (locator, WEST, SOUTH), ==, -1);
  g_assert_cmpint (atlas_locator_find_site (locator, WEST, SOUTH, 1e7, ATLAS_LOCATOR_ALL_RESOURCES),
                   ==, -1);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, WEST, SOUTH, 1e7),
                   ==, -1);
}

/* The least distance by walking the line in small steps. */
static double
walk (const AtlasGeometry *line,
      double               x,
      double               y)
{
  double nearest = INFINITY;

  for (guint part = 0; part < atlas_geometry_get_n_parts (line); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (line, part, &n);

      for (guint i = 1; i < n; i++)
        for (guint step = 0; step <= 1000; step++)
          {
            double t = step / 1000.0;

            nearest = fmin (nearest,
                            hypot (points[i - 1].x * (1 - t) + points[i].x * t - x,
                                   points[i - 1].y * (1 - t) + points[i].y * t - y));
          }
    }

  return nearest;
}

static AtlasGeometry *
random_line (GRand *rand)
{
  static const guint part_ends[] = { 3, 5 };
  AtlasPoint points[5];
  AtlasBox box = { 0, 0, 100, 100 };

  for (guint i = 0; i < 5; i++)
    {
      points[i] = random_point (rand, &box);
      box = (AtlasBox) { points[i].x - 10, points[i].y - 10, points[i].x + 10, points[i].y + 10 };
    }

  return atlas_geometry_new (ATLAS_GEOMETRY_LINE, points, 5, part_ends, 2, NULL, 2);
}

/* A line is found where, and only where, it is the nearest within tolerance. */
static void
test_the_nearest_line_within_tolerance (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (72);
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasLocator) locator = NULL;
  const AtlasBox box = { -10, -10, 110, 110 };
  guint n_found = 0;

  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (lines, random_line (rand));
  plan = make_plan (g_ptr_array_new (), ATLAS_LAYER_RAIL, lines);
  locator = atlas_locator_new (plan);

  for (guint i = 0; i < 300; i++)
    {
      AtlasPoint place = random_point (rand, &box);
      int found = atlas_locator_find_feature (locator, ATLAS_LAYER_RAIL, place.x, place.y, 5);
      double nearest = INFINITY;

      for (guint k = 0; k < lines->len; k++)
        nearest = fmin (nearest, walk (g_ptr_array_index (lines, k), place.x, place.y));
      if (fabs (nearest - 5) > 0.05)
        g_assert_true ((found >= 0) == (nearest < 5));
      if (found >= 0)
        g_assert_cmpfloat_with_epsilon (walk (g_ptr_array_index (lines, (guint) found),
                                              place.x, place.y), nearest, 0.05);
      n_found += found >= 0;
    }
  g_assert_cmpuint (n_found, >, 50);
  g_assert_cmpuint (n_found, <, 250);
}

/* Water is lines and polygons: within a lake the lake, near a river the river,
 * and beside a lake nothing. A feature without a place is never found. */
static void
test_lakes_and_rivers (void)
{
  static const AtlasPoint river[] = { { 0, 0 }, { 100, 0 } };
  g_autoptr(GPtrArray) shapes = g_ptr_array_new ();
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasLocator) locator = NULL;
  AtlasBox box;

  g_ptr_array_add (shapes, NULL);
  g_ptr_array_add (shapes, atlas_geometry_new_simple (ATLAS_GEOMETRY_LINE, river, 2));
  g_ptr_array_add (shapes, atlas_test_rectangle (50, 2, 60, 12));
  g_ptr_array_add (shapes, atlas_geometry_new_point (0, 100));
  plan = make_plan (g_ptr_array_new (), ATLAS_LAYER_WATER, shapes);
  locator = atlas_locator_new (plan);

  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, 55, 3, 5), ==, 2);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, 55, 1, 5), ==, 1);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, 55, 13, 5), ==, -1);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, 103, 4, 5), ==, 1);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, 104, 4, 5), ==, -1);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_WATER, 3, 104, 5), ==, 3);
  g_assert_cmpint (atlas_locator_find_feature (locator, ATLAS_LAYER_RAIL, 55, 1, 5), ==, -1);

  box = atlas_locator_get_feature_box (locator, ATLAS_LAYER_WATER, 0);
  g_assert_true (atlas_box_is_empty (&box));
  box = atlas_locator_get_feature_box (locator, ATLAS_LAYER_WATER, 2);
  g_assert_cmpfloat (box.x0, ==, 50);
  g_assert_cmpfloat (box.y1, ==, 12);
}

static int
find_site_among_all (const AtlasSites *sites,
                     AtlasPoint        place,
                     double            tolerance,
                     guint             resources)
{
  double nearest = tolerance;
  int found = -1;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      double distance = hypot (site.x - place.x, site.y - place.y);

      if ((resources >> site.resource & 1) != 0 &&
          (found < 0 ? distance <= nearest : distance < nearest))
        {
          nearest = distance;
          found = (int) i;
        }
    }

  return found;
}

static void
test_sites_as_by_looking_at_all (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (73);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (900);
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  AtlasBox box = get_surroundings (plan);
  guint n_found = 0;

  for (guint i = 0; i < 1000; i++)
    {
      AtlasPoint place = random_point (rand, &box);
      double tolerance = i % 2 == 0 ? 600 : 3000;
      guint resources = i % (ATLAS_LOCATOR_ALL_RESOURCES + 1);
      int found = atlas_locator_find_site (locator, place.x, place.y, tolerance, resources);

      g_assert_cmpint (found, ==, find_site_among_all (sites, place, tolerance, resources));
      n_found += found >= 0;
    }
  g_assert_cmpuint (n_found, >, 200);
  g_assert_cmpuint (n_found, <, 900);
}

/* What was found by place is known by number after the plan is gone. */
static void
test_a_locator_outlives_its_plan (void)
{
  AtlasPlan *plan = atlas_test_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);
  AtlasBox box, courtyard;

  g_object_unref (plan);
  box = atlas_locator_get_block_box (locator, 6);
  courtyard = atlas_locator_get_block_box (locator, 5);

  g_assert_cmpfloat (box.x0, ==, WEST + 5000);
  g_assert_cmpfloat (box.y1, ==, SOUTH + 1900);
  g_assert_cmpint (atlas_locator_find_block (locator, (courtyard.x0 + courtyard.x1) / 2,
                                             (courtyard.y0 + courtyard.y1) / 2), ==, 5);
  g_assert_cmpint (atlas_locator_find_site (locator, WEST - 500, SOUTH, 1,
                                            ATLAS_LOCATOR_ALL_RESOURCES), >=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/locator/blocks", test_blocks_as_by_looking_at_all);
  g_test_add_func ("/locator/holes-and-pieces", test_holes_and_pieces_of_blocks);
  g_test_add_func ("/locator/smallest-block", test_the_smallest_block_is_meant);
  g_test_add_func ("/locator/nowhere", test_no_place_is_nowhere);
  g_test_add_func ("/locator/empty-plan", test_an_empty_plan_has_nothing);
  g_test_add_func ("/locator/nearest-line", test_the_nearest_line_within_tolerance);
  g_test_add_func ("/locator/lakes-and-rivers", test_lakes_and_rivers);
  g_test_add_func ("/locator/sites", test_sites_as_by_looking_at_all);
  g_test_add_func ("/locator/outlives-its-plan", test_a_locator_outlives_its_plan);

  return g_test_run ();
}
