#include "atlas-density-bandwidth.h"
#include "atlas-error.h"
#include "atlas-neighbours.h"

#include <math.h>
#include <stdlib.h>

enum { N = 2000 };

/* A normal density of 1,000 m to the east and 3,000 m to the north. */
static void
scatter (double *x,
         double *y)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (50);

  for (guint i = 0; i < N; i++)
    {
      double radius = sqrt (-2 * log (1 - g_rand_double (random)));
      double angle = 2 * G_PI * g_rand_double (random);

      x[i] = 445000 + 1000 * radius * cos (angle);
      y[i] = 4420000 + 3000 * radius * sin (angle);
    }
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* The rule on numbers: σ = √((1000² + 3000²) / 2) = 2236 m, n^(−1/6) = 0.2818. */
static void
test_silvermans_rule (void)
{
  double x[N], y[N];

  scatter (x, y);
  g_assert_cmpfloat_with_epsilon (
    atlas_density_suggest_silverman (x, y, NULL, N, ATLAS_KERNEL_GAUSSIAN), 630, 20);
  g_assert_cmpfloat_with_epsilon (
    atlas_density_suggest_silverman (x, y, NULL, N, ATLAS_KERNEL_QUARTIC), 630 * 2.78, 60);
}

/* By hand: mean centre (0, 0), D = √(Σ d² / n) = √(30 / 4), the median distance is
 * (1 + 2) / 2, n^(−0.2) = 4^(−0.2). */
static void
test_the_robust_rule (void)
{
  const double x[] = { 1, -1, 0, 0 }, y[] = { 0, 0, 2, -2 };
  const double far_x[] = { 1, -1, 0, 0, 1000, -1000 }, far_y[] = { 0, 0, 2, -2, 0, 0 };
  double expected = 0.9 * MIN (sqrt (10.0 / 4), sqrt (1 / G_LN2) * 1.5) * pow (4, -0.2);

  g_assert_cmpfloat_with_epsilon (atlas_density_suggest_robust (x, y, NULL, 4), expected, 1e-12);
  g_assert_cmpfloat (atlas_density_suggest_robust (far_x, far_y, NULL, 6), <, 2 * expected);
  g_assert_cmpfloat (
    atlas_density_suggest_silverman (far_x, far_y, NULL, 6, ATLAS_KERNEL_GAUSSIAN), >,
    100 * expected);
}

/* A weight of three is three places. */
static void
test_weights_are_that_many_places (void)
{
  const double x[] = { 0, 700, 300 }, y[] = { 0, 100, 900 }, weight[] = { 3, 3, 3 };
  double x3[9], y3[9];
  double one, many;

  for (guint i = 0; i < 9; i++)
    {
      x3[i] = x[i % 3];
      y3[i] = y[i % 3];
    }
  one = atlas_density_suggest_silverman (x, y, weight, 3, ATLAS_KERNEL_GAUSSIAN);
  many = atlas_density_suggest_silverman (x3, y3, NULL, 9, ATLAS_KERNEL_GAUSSIAN);
  g_assert_cmpfloat_with_epsilon (one * pow (3, 1.0 / 6), many * pow (9, 1.0 / 6), 1e-9);
  one = atlas_density_suggest_robust (x, y, weight, 3);
  many = atlas_density_suggest_robust (x3, y3, NULL, 9);
  g_assert_cmpfloat_with_epsilon (one * pow (3, 0.2), many * pow (9, 0.2), 1e-9);
}

static void
test_one_spot_suggests_nothing (void)
{
  const double x[] = { 5, 5 }, y[] = { 7, 7 }, none[] = { 0, 0 };

  g_assert_cmpfloat (atlas_density_suggest_silverman (x, y, NULL, 2, ATLAS_KERNEL_QUARTIC), ==, 0);
  g_assert_cmpfloat (atlas_density_suggest_robust (x, y, NULL, 2), ==, 0);
  g_assert_cmpfloat (atlas_density_suggest_silverman (x, y, NULL, 0, ATLAS_KERNEL_QUARTIC), ==, 0);
  g_assert_cmpfloat (atlas_density_suggest_robust (x, y, none, 2), ==, 0);
}

/* Against looking at all of them; many share a coordinate or a spot. */
static void
test_neighbours_are_the_nearest (void)
{
  static const guint ks[] = { 1, 2, 7, 299 };
  g_autoptr(GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  double x[300], y[300], found[300], all[300];

  for (guint run = 0; run < 8; run++)
    {
      double grain = run % 2 == 0 ? 1 : 0.001;
      guint k = ks[run / 2];

      for (guint i = 0; i < 300; i++)
        {
          x[i] = floor (g_rand_double_range (random, 0, 12) / grain) * grain;
          y[i] = floor (g_rand_double_range (random, 0, 12) / grain) * grain;
        }
      atlas_neighbours_find_distances (x, y, 300, k, found);
      for (guint i = 0; i < 300; i++)
        {
          guint n = 0;

          for (guint j = 0; j < 300; j++)
            if (j != i)
              all[n++] = sqrt ((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
          qsort (all, n, sizeof *all, compare_doubles);
          g_assert_cmpfloat (found[i], ==, all[k - 1]);
        }
    }
}

static void
test_bandwidths_stay_in_bounds (void)
{
  double x[N], y[N], distances[N], bandwidths[N];
  gboolean any_least = FALSE, any_most = FALSE;

  scatter (x, y);
  atlas_neighbours_find_distances (x, y, N, 10, distances);
  g_assert_true (atlas_density_adapt_to_neighbours (x, y, N, 10, 200, 400, bandwidths, NULL));
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpfloat (bandwidths[i], ==, CLAMP (distances[i], 200, 400));
      any_least |= distances[i] < 200;
      any_most |= distances[i] > 400;
    }
  g_assert_true (any_least && any_most);
}

static void
test_too_few_neighbours_are_told (void)
{
  const double x[] = { 0, 1, 2 }, y[] = { 0, 0, 0 };
  const guint bad[] = { 0, 3, 100 };
  double bandwidths[3];

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (atlas_density_adapt_to_neighbours (x, y, 3, bad[i], 1, 10, bandwidths,
                                                         &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }
  g_assert_true (atlas_density_adapt_to_neighbours (x, y, 3, 2, 1, 10, bandwidths, NULL));
}

/* h_i² f_i is the same everywhere, and the geometric mean of h_i is h. */
static void
test_abramsons_rule (void)
{
  double x[N], y[N], bandwidths[N];
  AtlasDensityOptions options = { { 438000, 4405000, 452000, 4435000 }, 100, 1500 };
  g_autoptr(AtlasGrid) pilot = NULL;
  double sum = 0;

  scatter (x, y);
  pilot = atlas_density_compute (x, y, NULL, N, &options, NULL, NULL);
  atlas_density_adapt_to_pilot (pilot, x, y, N, 800, 1, 1e6, bandwidths);
  for (guint i = 0; i < N; i++)
    {
      double f = (double) atlas_grid_get_value_at (pilot, x[i], y[i]);
      double first = (double) atlas_grid_get_value_at (pilot, x[0], y[0]);

      sum += log (bandwidths[i]);
      g_assert_cmpfloat_with_epsilon (bandwidths[i] * bandwidths[i] * f /
                                      (bandwidths[0] * bandwidths[0] * first), 1, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (exp (sum / N), 800, 1e-6);

  /* Where there is no pilot the bandwidth is as wide as it may be. */
  x[0] = 500000;
  atlas_density_adapt_to_pilot (pilot, x, y, N, 800, 500, 900, bandwidths);
  g_assert_cmpfloat (bandwidths[0], ==, 900);
  for (guint i = 0; i < N; i++)
    g_assert_true (bandwidths[i] >= 500 && bandwidths[i] <= 900);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-bandwidth/silvermans-rule", test_silvermans_rule);
  g_test_add_func ("/density-bandwidth/robust-rule", test_the_robust_rule);
  g_test_add_func ("/density-bandwidth/weights", test_weights_are_that_many_places);
  g_test_add_func ("/density-bandwidth/one-spot", test_one_spot_suggests_nothing);
  g_test_add_func ("/density-bandwidth/neighbours", test_neighbours_are_the_nearest);
  g_test_add_func ("/density-bandwidth/bounds", test_bandwidths_stay_in_bounds);
  g_test_add_func ("/density-bandwidth/too-few", test_too_few_neighbours_are_told);
  g_test_add_func ("/density-bandwidth/abramsons-rule", test_abramsons_rule);

  return g_test_run ();
}
