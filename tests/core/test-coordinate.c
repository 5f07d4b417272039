#include "atlas-coordinate.h"

#include "atlas-error.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Tian'anmen, by its parts: 116 + 23/60 + 51/3600 and 39 + 54/60 + 31/3600. */
#define LON (116 + 23 / 60.0 + 51 / 3600.0)
#define LAT (39 + 54 / 60.0 + 31 / 3600.0)

typedef struct
{
  const char *text;
  double      x;
  double      y;
} Row;

static const Row angles[] = {
  { "116.3975, 39.9087", 116.3975, 39.9087 },
  { "116.3975 39.9087", 116.3975, 39.9087 },
  { "116.3975,39.9087", 116.3975, 39.9087 },
  { "  116.3975\t39.9087\n", 116.3975, 39.9087 },
  { "(116.3975; 39.9087)", 116.3975, 39.9087 },
  { "39.9087, 116.3975", 116.3975, 39.9087 },
  { "39.9087 116.3975", 116.3975, 39.9087 },
  { "116 40", 116, 40 },
  { "116. 40.", 116, 40 },
  { "39.9087N 116.3975E", 116.3975, 39.9087 },
  { "39.9087n116.3975e", 116.3975, 39.9087 },
  { "116.3975E39.9087N", 116.3975, 39.9087 },
  { "116.3975 E, 39.9087 N", 116.3975, 39.9087 },
  { "N39.9087 E116.3975", 116.3975, 39.9087 },
  { "E: 116.3975 N: 39.9087", 116.3975, 39.9087 },
  { "116.3975E 39.9087", 116.3975, 39.9087 },
  { "39.9087 116.3975E", 116.3975, 39.9087 },
  { "lat=39.9087, lon=116.3975", 116.3975, 39.9087 },
  { "116.3975° 39.9087°", 116.3975, 39.9087 },
  { "116°23′51″E 39°54′31″N", LON, LAT },
  { "116°23'51\"E, 39°54'31\"N", LON, LAT },
  { "116°23’51”E 39°54’31”N", LON, LAT },
  { "116°23'51''E 39°54'31''N", LON, LAT },
  { "116° 23′ 51″ E 39° 54′ 31″ N", LON, LAT },
  { "39°54′31″ 116°23′51″", LON, LAT },
  { "E116°23′51″N39°54′31″", LON, LAT },
  { "116°23.85′E 39°54.5′N", 116 + 23.85 / 60, 39 + 54.5 / 60 },
  { "116°23′E 39°54′N", 116 + 23 / 60.0, 39.9 },
  { "116° 39.9°", 116, 39.9 },
  { "东经116度23分51秒 北纬39度54分31秒", LON, LAT },
  { "北纬39度54分31秒，东经116度23分51秒", LON, LAT },
  { "東經116°23′51″ 北緯39°54′31″", LON, LAT },
  { "东经：116.3975，北纬：39.9087", 116.3975, 39.9087 },
  { "经度116.3975、纬度39.9087", 116.3975, 39.9087 },
  { "１１６．３９７５，３９．９０８７", 116.3975, 39.9087 },
  { "116。3975，39。9087", 116.3975, 39.9087 },
  { "（１１６°２３＇５１＂Ｅ　３９°５４＇３１＂Ｎ）", LON, LAT },
  { "114.5 38.5", 114.5, 38.5 },
  { "118.5 42", 118.5, 42 },
};

static const Row metres[] = {
  { "448530, 4419000", 448530, 4419000 },
  { "448530 4419000", 448530, 4419000 },
  { "448530.25,4419000.75", 448530.25, 4419000.75 },
  { "4419000 448530", 448530, 4419000 },
  { "E 448530 N 4419000", 448530, 4419000 },
  { "N 4419000 E 448530", 448530, 4419000 },
  { "448530E 4419000N", 448530, 4419000 },
  { "４４８５３０，４４１９０００", 448530, 4419000 },
  { "39448530, 4419000", 448530, 4419000 },
  { "4419000, 39448530", 448530, 4419000 },
  { "20448530 4419000", 448530, 4419000 },
};

static void
check_rows (const Row *rows,
            guint      n_rows,
            AtlasCrs   crs,
            double     tolerance)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr(GError) error = NULL;
      AtlasCoordinate coordinate;

      g_test_message ("%s", rows[i].text);
      atlas_coordinate_parse (rows[i].text, &coordinate, &error);
      g_assert_no_error (error);
      g_assert_cmpint (coordinate.crs, ==, crs);
      g_assert_cmpfloat_with_epsilon (coordinate.point.x, rows[i].x, tolerance);
      g_assert_cmpfloat_with_epsilon (coordinate.point.y, rows[i].y, tolerance);
    }
}

static void
test_angles_are_read_as_written (void)
{
  check_rows (angles, G_N_ELEMENTS (angles), ATLAS_CRS_GEOGRAPHIC, 1e-11);
}

static void
test_metres_are_read_as_written (void)
{
  check_rows (metres, G_N_ELEMENTS (metres), ATLAS_CRS_PLANE, 1e-9);
}

/* Refused with an example that itself is read, and nothing is set. */
static void
check_refused (const char *text,
               const char *start)
{
  g_autoptr(GError) error = NULL;
  AtlasCoordinate coordinate = { ATLAS_CRS_MERCATOR, { 1, 2 } };

  g_test_message ("%s", text);
  g_assert_false (atlas_coordinate_parse (text, &coordinate, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_assert_nonnull (strstr (error->message, "116.3975, 39.9087"));
  g_assert_nonnull (strstr (error->message, "448482, 4419565"));
  g_assert_cmpint (coordinate.crs, ==, ATLAS_CRS_MERCATOR);
  g_assert_cmpfloat (coordinate.point.x, ==, 1);
}

static void
test_what_is_no_coordinate_is_refused (void)
{
  static const char *const texts[] = {
    "", " ", "天安门", "DC00-0101", "116.3975", "116.3975,", "116.3975, 39.9087, 50",
    "116.3975 39.9087 m", "116,3975 39,9087", "448,530 4,419,000", "E116.3975 E39.9087",
    "116.3975N 39.9087N", "116°61′E 39°54′N", "116°23′60″E 39°54′31″N", "116.5°23′E 39°54′N",
    "116°23.5′51″E 39°54′31″N", "116°23′51E 39°54′31N", "116..3975 39.9087", "116.39.75 39.9087",
    "1e2 39.9087", "nan 39.9", "inf inf", "0x74 0x28", "--116.4 39.9", "\xff\xfe 116 39",
    "116.3975E 39.9087N E",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_refused (texts[i], "This is not a coordinate.");
}

static void
test_what_is_far_away_is_refused (void)
{
  static const char *const texts[] = {
    "121.4737, 31.2304", "0, 0", "-116.3975, 39.9087", "116.3975W 39.9087N", "116.3975E 39.9087S",
    "116.3975, -39.9087", "114.4999 40", "118.5001 40", "116 38.4999", "116 42.0001",
    "116.3975N 39.9087E", "N448530 E4419000", "180000 4419000", "448530, 4100000",
    "40448530, 4419000", "448530°, 4419000°", "116.3975, 4419000", "448530, 39.9087",
    "99999999999999999999999999999999999999, 40",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check_refused (texts[i], "This place is far from Beijing.");
}

/* Half of the last digit that is written. */
static const double precisions[ATLAS_N_NOTATIONS] = {
  [ATLAS_NOTATION_DEGREES] = 0.5e-5,
  [ATLAS_NOTATION_SEXAGESIMAL] = 0.05 / 3600,
  [ATLAS_NOTATION_PLANE] = 0.5,
};

static void
test_what_is_written_is_read (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (81);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);

  for (guint i = 0; i < 3000; i++)
    {
      AtlasNotation notation = i % ATLAS_N_NOTATIONS;
      AtlasPoint point = { g_rand_double_range (rand, 114.51, 118.49),
                           g_rand_double_range (rand, 38.51, 41.99) };
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;
      AtlasCoordinate read;

      if (atlas_notation_get_crs (notation) == ATLAS_CRS_PLANE)
        atlas_projection_apply (projection, &point, 1);
      text = atlas_coordinate_format (point, notation);
      atlas_coordinate_parse (text, &read, &error);
      g_assert_no_error (error);
      g_assert_cmpint (read.crs, ==, atlas_notation_get_crs (notation));
      g_assert_cmpfloat_with_epsilon (read.point.x, point.x, precisions[notation] + 1e-9);
      g_assert_cmpfloat_with_epsilon (read.point.y, point.y, precisions[notation] + 1e-9);
    }
}

/* The box in metres is the one in degrees, but for less than 2 km around it. */
static void
test_both_systems_have_the_same_limits (void)
{
  static const AtlasPoint steps[] = { { 2000, 0 }, { 0, 2000 } };
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (guint i = 0; i <= 1000; i++)
    {
      double lon = 114.5 + 4 * i / 1000.0, lat = 38.5 + 3.5 * i / 1000.0;
      AtlasPoint border[] = { { lon, 38.5 }, { lon, 42 }, { 114.5, lat }, { 118.5, lat } };

      atlas_projection_apply (projection, border, 4);
      for (guint k = 0; k < 4; k++)
        {
          g_autofree char *text = atlas_coordinate_format (border[k], ATLAS_NOTATION_PLANE);
          AtlasCoordinate read;

          g_assert_true (atlas_coordinate_parse (text, &read, NULL));
          atlas_box_add (&box, border[k].x, border[k].y);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AtlasPoint low = { box.x0 - steps[i].x, box.y0 - steps[i].y };
      AtlasPoint high = { box.x1 + steps[i].x, box.y1 + steps[i].y };
      g_autofree char *below = atlas_coordinate_format (low, ATLAS_NOTATION_PLANE);
      g_autofree char *above = atlas_coordinate_format (high, ATLAS_NOTATION_PLANE);

      check_refused (below, "This place is far from Beijing.");
      check_refused (above, "This place is far from Beijing.");
    }
}

/* Seconds are carried to minutes and degrees; other hemispheres have letters. */
static void
test_notations_are_as_documented (void)
{
  static const struct { double x, y; AtlasNotation notation; const char *text; } rows[] = {
    { 116.3975, 39.9087, ATLAS_NOTATION_DEGREES, "116.39750°E 39.90870°N" },
    { 116.3975, 39.9087, ATLAS_NOTATION_SEXAGESIMAL, "116°23′51.0″E 39°54′31.3″N" },
    { 448481.6, 4419565.4, ATLAS_NOTATION_PLANE, "E 448482 N 4419565" },
    { 115.99999, 39.9999999, ATLAS_NOTATION_SEXAGESIMAL, "116°00′00.0″E 40°00′00.0″N" },
    { -0.5, -33.25, ATLAS_NOTATION_SEXAGESIMAL, "0°30′00.0″W 33°15′00.0″S" },
    { -70.5, -33.25, ATLAS_NOTATION_DEGREES, "70.50000°W 33.25000°S" },
    { NAN, 39, ATLAS_NOTATION_DEGREES, "—" },
    { 116, INFINITY, ATLAS_NOTATION_SEXAGESIMAL, "—" },
    { 1e300, 39, ATLAS_NOTATION_SEXAGESIMAL, "—" },
    { NAN, NAN, ATLAS_NOTATION_PLANE, "—" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = atlas_coordinate_format ((AtlasPoint) { rows[i].x, rows[i].y },
                                                       rows[i].notation);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/coordinate/angles", test_angles_are_read_as_written);
  g_test_add_func ("/coordinate/metres", test_metres_are_read_as_written);
  g_test_add_func ("/coordinate/none", test_what_is_no_coordinate_is_refused);
  g_test_add_func ("/coordinate/far-away", test_what_is_far_away_is_refused);
  g_test_add_func ("/coordinate/written-is-read", test_what_is_written_is_read);
  g_test_add_func ("/coordinate/same-limits", test_both_systems_have_the_same_limits);
  g_test_add_func ("/coordinate/notations", test_notations_are_as_documented);

  return g_test_run ();
}
