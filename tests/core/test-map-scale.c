#include "atlas-error.h"
#include "atlas-map-scale.h"

/* CSS: 96 pixels are an inch, an inch is 25.4 mm. At 1:100,000 a millimetre is
 * 100 m. */
static void
test_pixels (void)
{
  g_assert_cmpfloat_with_epsilon (atlas_map_scale_to_metres_per_pixel (100000) * 96, 2540, 1e-6);
  for (double scale = 5000; scale < 2e6; scale *= 1.7)
    g_assert_cmpfloat_with_epsilon (
      atlas_map_scale_from_metres_per_pixel (atlas_map_scale_to_metres_per_pixel (scale)), scale,
      1e-6);
}

static void
test_format (void)
{
  static const struct { double scale; const char *text; } cases[] = {
    { 3500, "1:3,500" }, { 5000, "1:5,000" }, { 51249, "1:51,200" }, { 99960, "1:100,000" },
    { 999.6, "1:1,000" }, { 512345, "1:512,000" }, { 1e6, "1:1,000,000" },
    { 2345678, "1:2,350,000" }, { 870, "1:870" }, { 87.4, "1:87" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = atlas_map_scale_format (cases[i].scale);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_parse (void)
{
  static const char *const same[] = {
    "1:50000", "1:50,000", "50000", " 1 : 50 000 ", "5万", "1：5万", "１：５００００", "1:5.0万",
  };
  static const char *const wrong[] = {
    "", "1:", "scale", "2:50000", "1:1:50000", "-50000", "1:5e4", "nan", "5千", "1.2.3", "万",
    "1:3000", "1:4000000", "1:0", "99999999999999999999999999",
  };
  double scale;

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (atlas_map_scale_parse (same[i], &scale, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (scale, ==, 50000);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      scale = 1;
      g_assert_false (atlas_map_scale_parse (wrong[i], &scale, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
      g_assert_cmpfloat (scale, ==, 1);
    }
}

static void
test_round_trip (void)
{
  for (double scale = 5000; scale <= 1e6; scale *= 2)
    {
      g_autofree char *text = atlas_map_scale_format (scale);
      g_autoptr(GError) error = NULL;
      double read;

      g_assert_true (atlas_map_scale_parse (text, &read, &error));
      g_assert_cmpfloat_with_epsilon (read / scale, 1, 0.005);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map-scale/96-pixels-are-an-inch", test_pixels);
  g_test_add_func ("/map-scale/has-three-significant-digits", test_format);
  g_test_add_func ("/map-scale/is-read-as-people-write-it", test_parse);
  g_test_add_func ("/map-scale/what-is-written-can-be-read", test_round_trip);

  return g_test_run ();
}
