#include "atlas-geodesic.h"
#include "atlas-measurement.h"

#include <math.h>
#include <string.h>

#define RADIANS (G_PI / 180)

/* T. Vincenty, Direct and inverse solutions of geodesics on the ellipsoid with
 * application of nested equations, Survey Review 23 (1975): another way than
 * the program's, on the ellipsoid of CGCS2000. */
static double
vincenty (const AtlasPoint *p,
          const AtlasPoint *q)
{
  const double a = 6378137, f = 1 / 298.257222101, b = a * (1 - f);
  double u1 = atan ((1 - f) * tan (p->y * RADIANS)), u2 = atan ((1 - f) * tan (q->y * RADIANS));
  double l = (q->x - p->x) * RADIANS, lambda = l;
  double sin_s = 0, cos_s = 1, sigma = 0, cos2a = 1, cos2m = 0, uu, big_a, big_b;

  for (guint i = 0; i < 50; i++)
    {
      double x = cos (u2) * sin (lambda);
      double y = cos (u1) * sin (u2) - sin (u1) * cos (u2) * cos (lambda);
      double sin_a, c;

      sin_s = hypot (x, y);
      cos_s = sin (u1) * sin (u2) + cos (u1) * cos (u2) * cos (lambda);
      sigma = atan2 (sin_s, cos_s);
      sin_a = cos (u1) * cos (u2) * sin (lambda) / sin_s;
      cos2a = 1 - sin_a * sin_a;
      cos2m = cos_s - 2 * sin (u1) * sin (u2) / cos2a;
      c = f / 16 * cos2a * (4 + f * (4 - 3 * cos2a));
      lambda = l + (1 - c) * f * sin_a *
                   (sigma + c * sin_s * (cos2m + c * cos_s * (2 * cos2m * cos2m - 1)));
    }
  uu = cos2a * (a * a - b * b) / (b * b);
  big_a = 1 + uu / 16384 * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
  big_b = uu / 1024 * (256 + uu * (-128 + uu * (74 - 47 * uu)));

  return b * big_a * (sigma - big_b * sin_s *
                      (cos2m + big_b / 4 * (cos_s * (2 * cos2m * cos2m - 1) - big_b / 6 * cos2m *
                                            (4 * sin_s * sin_s - 3) * (4 * cos2m * cos2m - 3))));
}

/* Places all over the city. */
static const AtlasPoint places[] = {
  { 116.3912, 39.9059 }, { 116.2755, 39.9988 }, { 116.0155, 40.3560 }, { 117.1000, 40.1400 },
  { 116.4100, 39.5100 },
};

static void
test_distance (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (places); i++)
    {
      double metres = atlas_geodesic_distance (&places[i - 1], &places[i]);

      g_assert_cmpfloat_with_epsilon (metres, vincenty (&places[i - 1], &places[i]), 0.001);
    }
}

/* In Web Mercator lengths at 40° are 1 / cos 40° = 1.31 times too long. */
static void
test_no_mercator (void)
{
  const AtlasPoint west = { 116.3, 40 }, east = { 116.4, 40 };
  double mercator = 0.1 * RADIANS * 6378137;

  g_assert_cmpfloat_with_epsilon (mercator / atlas_geodesic_distance (&west, &east), 1.304, 0.003);
}

/* The area of a belt of the ellipsoid between two parallels is elementary:
 * b²/2 · Δλ · [s / (1 − e² s²) + atanh (e s) / e], s = sin φ. A small quadrangle
 * of parallels and meridians differs from that of geodesics by their sag. */
static double
belt (double latitude)
{
  const double f = 1 / 298.257222101, e2 = f * (2 - f), e = sqrt (e2);
  double s = sin (latitude * RADIANS);

  return s / (1 - e2 * s * s) + atanh (e * s) / e;
}

static void
test_area (void)
{
  const AtlasPoint ring[] = { { 116.3, 39.9 }, { 116.32, 39.9 }, { 116.32, 39.92 }, { 116.3, 39.92 } };
  const double b = 6378137 * (1 - 1 / 298.257222101);
  double expected = b * b / 2 * 0.02 * RADIANS * (belt (39.92) - belt (39.9));

  g_assert_cmpfloat_with_epsilon (atlas_geodesic_area (ring, 4, NULL) / expected, 1, 1e-5);
}

static void
test_text (void)
{
  g_autofree char *line = atlas_measurement_describe (places, 2, ATLAS_AREA_UNIT_AUTO);
  g_autofree char *ring = atlas_measurement_describe (places, 3, ATLAS_AREA_UNIT_AUTO);
  g_autofree char *none = atlas_measurement_describe (places, 0, ATLAS_AREA_UNIT_AUTO);
  g_autofree char *leg = atlas_quantity_format_length (vincenty (&places[0], &places[1]));

  g_assert_nonnull (strstr (line, "116.39120°E 39.90590°N"));
  g_assert_nonnull (strstr (line, leg));
  g_assert_null (strstr (line, "km²"));
  g_assert_nonnull (strstr (ring, "km²"));
  g_assert_nonnull (strstr (ring, "\n3\t"));
  g_assert_null (strstr (none, "1\t"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/measurement/distances-are-vincenty's", test_distance);
  g_test_add_func ("/measurement/mercator's-stretch-is-not-in-it", test_no_mercator);
  g_test_add_func ("/measurement/areas-are-those-of-the-ellipsoid", test_area);
  g_test_add_func ("/measurement/text-has-points-lengths-and-area", test_text);

  return g_test_run ();
}
