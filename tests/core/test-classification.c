/* Between which values classes lie. */

#include "atlas-classification.h"

#include <math.h>

enum { COLUMNS = 100, ROWS = 70, N = COLUMNS * ROWS };

static const AtlasClassification all[] = {
  ATLAS_CLASSIFICATION_QUANTILES,
  ATLAS_CLASSIFICATION_EQUAL_INTERVALS,
  ATLAS_CLASSIFICATION_NATURAL_BREAKS,
};

/* @skew: 1: evenly from 0 to 1 */
static AtlasGrid *
make_random (GRand  *random,
             double  skew)
{
  g_autofree float *values = g_new0 (float, N);

  for (guint i = 0; i < N; i++)
    if (g_rand_double (random) > 0.3)
      values[i] = (float) pow (g_rand_double (random), skew);

  return atlas_grid_new (0, 0, 100, COLUMNS, ROWS, values);
}

static guint
find_class (double        value,
            const double *breaks,
            guint         n)
{
  guint i = 0;

  while (i + 1 < n && fabs (value) >= breaks[i + 1])
    i++;

  return i;
}

static void
test_keys_and_back (void)
{
  for (guint i = 0; i < ATLAS_N_CLASSIFICATIONS; i++)
    g_assert_cmpint (atlas_classification_find (atlas_classification_get_key (i)), ==, i);
  g_assert_cmpint (atlas_classification_find ("by eye"), ==, -1);
}

static void
test_breaks_rise_from_0_to_the_top (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 60; round++)
    {
      g_autoptr(AtlasGrid) grid = make_random (random, g_rand_double_range (random, 0.3, 9));
      guint n = g_rand_int_range (random, ATLAS_CLASSES_MIN, ATLAS_CLASSES_MAX + 1);
      double top = g_rand_double_range (random, 0.2, 3);
      double breaks[ATLAS_CLASSES_MAX + 1];

      atlas_classification_find_breaks (all[round % 3], grid, top, n, breaks);
      g_assert_cmpfloat (breaks[0], ==, 0);
      g_assert_cmpfloat (breaks[n], ==, top);
      for (guint i = 0; i < n; i++)
        g_assert_cmpfloat (breaks[i], <, breaks[i + 1]);
    }
}

static void
test_quantiles_have_as_many_each (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4);
  g_autoptr(AtlasGrid) grid = make_random (random, 3);
  double breaks[ATLAS_CLASSES_MAX + 1];
  guint counts[7] = { 0 }, total = 0, most_in_bin = 0;
  guint bins[ATLAS_CLASSIFICATION_BINS] = { 0 };
  double top = (double) atlas_grid_get_maximum (grid);

  atlas_classification_find_breaks (ATLAS_CLASSIFICATION_QUANTILES, grid, top, 7, breaks);
  for (int i = 0; i < N; i++)
    {
      double value = (double) atlas_grid_get_value (grid, i % COLUMNS, i / COLUMNS);
      guint bin = MIN ((guint) (value / top * ATLAS_CLASSIFICATION_BINS),
                       ATLAS_CLASSIFICATION_BINS - 1);

      if (value == 0)
        continue;
      counts[find_class (value, breaks, 7)]++;
      most_in_bin = MAX (most_in_bin, ++bins[bin]);
      total++;
    }
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat_with_epsilon (counts[i], total / 7.0, 2.0 * most_in_bin);
}

static void
test_equal_intervals_are_equal (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  g_autoptr(AtlasGrid) grid = make_random (random, 3);
  double breaks[ATLAS_CLASSES_MAX + 1];

  atlas_classification_find_breaks (ATLAS_CLASSIFICATION_EQUAL_INTERVALS, grid, 50, 4, breaks);
  for (guint i = 0; i <= 4; i++)
    g_assert_cmpfloat (breaks[i], ==, 12.5 * i);
}

/* Three heaps: breaks lie in the gaps. */
static void
test_natural_breaks_are_between_heaps (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (6);
  g_autofree float *values = g_new0 (float, N);
  g_autoptr(AtlasGrid) grid = NULL;
  double breaks[ATLAS_CLASSES_MAX + 1];
  const double heaps[] = { 2, 3, 9 };

  for (guint i = 0; i < N; i++)
    values[i] = (float) (heaps[i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2] +
                         g_rand_double_range (random, -0.3, 0.3));
  grid = atlas_grid_new (0, 0, 100, COLUMNS, ROWS, values);
  atlas_classification_find_breaks (ATLAS_CLASSIFICATION_NATURAL_BREAKS, grid, 10, 3, breaks);
  g_assert_cmpfloat (breaks[1], >, 2.28);
  g_assert_cmpfloat (breaks[1], <, 2.72);
  g_assert_cmpfloat (breaks[2], >, 3.28);
  g_assert_cmpfloat (breaks[2], <, 8.72);
}

static double
sum_deviations (const AtlasGrid *grid,
                const double    *breaks,
                guint            n)
{
  double sums[ATLAS_CLASSES_MAX] = { 0 }, squares = 0, between = 0;
  guint counts[ATLAS_CLASSES_MAX] = { 0 };

  for (int i = 0; i < N; i++)
    {
      double value = (double) atlas_grid_get_value (grid, i % COLUMNS, i / COLUMNS);

      if (value != 0)
        {
          guint class_ = find_class (value, breaks, n);

          sums[class_] += value;
          squares += value * value;
          counts[class_]++;
        }
    }
  for (guint i = 0; i < n; i++)
    between += counts[i] > 0 ? sums[i] * sums[i] / counts[i] : 0;

  return squares - between;
}

/* Nothing does better: neither the other ways nor breaks anywhere. */
static void
test_natural_breaks_leave_least_within (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (8);

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr(AtlasGrid) grid = make_random (random, g_rand_double_range (random, 0.5, 6));
      double top = (double) atlas_grid_get_maximum (grid);
      double natural[ATLAS_CLASSES_MAX + 1], other[ATLAS_CLASSES_MAX + 1];
      double least;

      atlas_classification_find_breaks (ATLAS_CLASSIFICATION_NATURAL_BREAKS, grid, top, 3, natural);
      least = sum_deviations (grid, natural, 3) * 0.995;
      for (guint i = 0; i < 2; i++)
        {
          atlas_classification_find_breaks (all[i], grid, top, 3, other);
          g_assert_cmpfloat (sum_deviations (grid, other, 3), >=, least);
        }
      for (guint i = 0; i < 40; i++)
        {
          double a = g_rand_double_range (random, 0, top), b = g_rand_double_range (random, 0, top);

          other[1] = MIN (a, b);
          other[2] = MAX (a, b);
          g_assert_cmpfloat (sum_deviations (grid, other, 3), >=, least);
        }
    }
}

/* What is less than nothing is as far from it. */
static void
test_signs_do_not_matter (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (9);
  g_autoptr(AtlasGrid) grid = make_random (random, 2);
  g_autoptr(AtlasGrid) nothing = atlas_grid_new_difference (grid, grid);
  g_autoptr(AtlasGrid) less = atlas_grid_new_difference (nothing, grid);
  double breaks[ATLAS_CLASSES_MAX + 1], mirrored[ATLAS_CLASSES_MAX + 1];

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      atlas_classification_find_breaks (all[i], grid, 1, 5, breaks);
      atlas_classification_find_breaks (all[i], less, 1, 5, mirrored);
      for (guint k = 0; k <= 5; k++)
        g_assert_cmpfloat (breaks[k], ==, mirrored[k]);
    }
}

static void
test_of_nothing_they_are_equal_intervals (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (10);
  g_autoptr(AtlasGrid) grid = make_random (random, 2);
  g_autoptr(AtlasGrid) nothing = atlas_grid_new_difference (grid, grid);
  double breaks[ATLAS_CLASSES_MAX + 1];

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      atlas_classification_find_breaks (all[i], nothing, 6, 3, breaks);
      g_assert_cmpfloat (breaks[1], ==, 2);
      g_assert_cmpfloat (breaks[2], ==, 4);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classification/keys-and-back", test_keys_and_back);
  g_test_add_func ("/classification/breaks-rise-from-0-to-the-top",
                   test_breaks_rise_from_0_to_the_top);
  g_test_add_func ("/classification/quantiles-have-as-many-each", test_quantiles_have_as_many_each);
  g_test_add_func ("/classification/equal-intervals-are-equal", test_equal_intervals_are_equal);
  g_test_add_func ("/classification/natural-breaks-are-between-heaps",
                   test_natural_breaks_are_between_heaps);
  g_test_add_func ("/classification/natural-breaks-leave-least-within",
                   test_natural_breaks_leave_least_within);
  g_test_add_func ("/classification/signs-do-not-matter", test_signs_do_not_matter);
  g_test_add_func ("/classification/of-nothing-they-are-equal-intervals",
                   test_of_nothing_they_are_equal_intervals);

  return g_test_run ();
}
