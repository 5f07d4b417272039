#include "atlas-destination.h"
#include "atlas-error.h"
#include "atlas-projection.h"
#include "atlas-test-plan.h"

#include <string.h>

/* The corner of the plan for tests, metres. */
#define WEST 440000.0
#define SOUTH 4410000.0

static AtlasBox
find (const char *text)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);
  g_autoptr(GError) error = NULL;
  AtlasBox box = ATLAS_BOX_EMPTY;

  g_assert_true (atlas_destination_find (plan, locator, text, &box, &error));
  g_assert_no_error (error);

  return box;
}

static void
assert_box (AtlasBox box,
            double   x0,
            double   y0,
            double   x1,
            double   y1)
{
  g_assert_cmpfloat_with_epsilon (box.x0, WEST + x0, 1);
  g_assert_cmpfloat_with_epsilon (box.y0, SOUTH + y0, 1);
  g_assert_cmpfloat_with_epsilon (box.x1, WEST + x1, 1);
  g_assert_cmpfloat_with_epsilon (box.y1, SOUTH + y1, 1);
}

static void
test_names (void)
{
  assert_box (find ("DC00-0102"), 1000, 0, 2000, 1000);
  assert_box (find ("  DC00-0102\n"), 1000, 0, 2000, 1000);
  assert_box (find ("街区“1”"), 1000, 0, 2000, 1000);
  assert_box (find ("110101"), 0, 0, 3000, 4000);
  assert_box (find ("name_zh 0"), 0, 0, 3000, 4000);
  assert_box (find ("name_en 0"), 0, 0, 3000, 4000);
  assert_box (find ("core"), 0, 0, 3000, 4000);
  assert_box (find ("central"), 3000, 0, 7000, 4000);
}

static void
assert_is_point (AtlasBox box)
{
  g_assert_false (atlas_box_is_empty (&box));
  g_assert_cmpfloat (box.x0, ==, box.x1);
  g_assert_cmpfloat (box.y0, ==, box.y1);
}

/* Those of the layers of points, whose columns are other ones. */
static void
test_points (void)
{
  assert_is_point (find ("name 0"));
  assert_is_point (find ("NAME 1"));
}

/* What is typed in a hurry. */
static void
test_beginnings (void)
{
  assert_box (find ("dc00-0102"), 1000, 0, 2000, 1000);
  assert_box (find ("Name_ZH 0"), 0, 0, 3000, 4000);
  assert_box (find ("name"), 0, 0, 3000, 4000);
  assert_box (find ("街区“1"), 1000, 0, 2000, 1000);
  assert_box (find ("dc00-01"), 0, 0, 2000, 2000);
}

static void
test_coordinate (void)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                                ATLAS_CRS_PLANE);
  AtlasPoint point = atlas_projection_point (projection, 116.4, 39.9);
  AtlasBox box = find ("116.4, 39.9");

  g_assert_cmpfloat_with_epsilon (box.x0, point.x, 0.01);
  g_assert_cmpfloat_with_epsilon (box.y0, point.y, 0.01);
  g_assert_cmpfloat (box.x0, ==, box.x1);
  g_assert_cmpfloat (box.y0, ==, box.y1);
  assert_box (find ("441500, 4410500"), 1500, 500, 1500, 500);
}

static void
test_unknown (void)
{
  static const char *const texts[] = { "DC00-9999", "nowhere", "", "12, 34", "1101" };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      AtlasBox box;

      g_assert_false (atlas_destination_find (plan, locator, texts[i], &box, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
      g_assert_nonnull (strstr (error->message, texts[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/destination/blocks-districts-and-zones-have-names", test_names);
  g_test_add_func ("/destination/points-have-names", test_points);
  g_test_add_func ("/destination/beginnings-find-in-any-case", test_beginnings);
  g_test_add_func ("/destination/coordinate-is-a-point", test_coordinate);
  g_test_add_func ("/destination/what-is-not-there-is-said", test_unknown);

  return g_test_run ();
}
