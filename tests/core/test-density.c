#include "atlas-density.h"
#include "atlas-error.h"

#include <math.h>
#include <string.h>

/* Somewhere in the city: 30 × 20 km. */
static const AtlasBox city = { 430000, 4410000, 460000, 4430000 };

#define R 2000.0
#define KM2 1e6

static AtlasGrid *
compute (const double *x,
         const double *y,
         const double *weight,
         gsize         n)
{
  g_autoptr(GError) error = NULL;
  AtlasDensityOptions options;
  AtlasGrid *grid;

  atlas_density_options_init (&options, &city);
  grid = atlas_density_compute (x, y, weight, n, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (grid);

  return grid;
}

static void
scatter (double *x,
         double *y,
         double *weight,
         gsize   n)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = g_rand_double_range (random, city.x0, city.x1);
      y[i] = g_rand_double_range (random, city.y0, city.y1);
      weight[i] = g_rand_double_range (random, 0, 50000);
    }
}

/* The definition, word for word. */
static double
sum_kernels (double        at_x,
             double        at_y,
             const double *x,
             const double *y,
             const double *weight,
             gsize         n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double d = hypot (x[i] - at_x, y[i] - at_y);

      if (d < R)
        sum += weight[i] * 3 / (G_PI * pow (R, 2)) * pow (1 - pow (d / R, 2), 2);
    }

  return sum * KM2;
}

/* Closed forms at d = 0, R/2 and R, with the place in the middle of a cell. */
static void
test_a_place_is_a_kernel (void)
{
  const double x = 445050, y = 4420050, weight = 7000;
  g_autoptr(AtlasGrid) grid = compute (&x, &y, &weight, 1);
  double peak = 3 * weight / (G_PI * 2 * 2);

  g_assert_cmpfloat_with_epsilon (atlas_grid_get_value_at (grid, x, y), peak, peak * 1e-6);
  g_assert_cmpfloat_with_epsilon (atlas_grid_get_value_at (grid, x + R / 2, y),
                                  peak * 0.5625, peak * 1e-6);
  g_assert_cmpfloat_with_epsilon (atlas_grid_get_value_at (grid, x, y - R / 2),
                                  peak * 0.5625, peak * 1e-6);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, x + R, y), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, x, y + R), ==, 0);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, x + R - 100, y), >, 0);
  g_assert_cmpfloat_with_epsilon (atlas_grid_get_maximum (grid), peak, peak * 1e-6);
}

/* The kernel's integral is 1; 20 cells a radius take it to about 1e-5. */
static void
test_the_integral_is_the_amount (void)
{
  static const double offsets[] = { 0, 13.7, 50, 99.9 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      double x = 445000 + offsets[i], y = 4420000 - offsets[i], weight = 31000;
      g_autoptr(AtlasGrid) grid = compute (&x, &y, &weight, 1);

      g_assert_cmpfloat_with_epsilon (atlas_grid_get_sum (grid) * 0.1 * 0.1, weight, weight * 1e-4);
    }
}

/* Amounts near the municipality's border are not cut off: the grid is wider by
 * a bandwidth. */
static void
test_the_border_cuts_nothing_off (void)
{
  const double x[] = { city.x0, city.x1, city.x0, city.x1 };
  const double y[] = { city.y0, city.y0, city.y1, city.y1 };
  g_autoptr(AtlasGrid) grid = compute (x, y, NULL, 4);

  g_assert_cmpfloat_with_epsilon (atlas_grid_get_sum (grid) * 0.1 * 0.1, 4, 4e-4);
}

static void
test_every_cell_is_the_sum_of_the_kernels (void)
{
  enum { N = 150 };
  double x[N], y[N], weight[N];
  g_autoptr(AtlasGrid) grid = NULL;
  AtlasBox box;
  double allowed;

  scatter (x, y, weight, N);
  grid = compute (x, y, weight, N);
  box = atlas_grid_get_box (grid);
  allowed = 1e-5 * atlas_grid_get_maximum (grid);

  for (guint row = 0; row < atlas_grid_get_n_rows (grid); row++)
    for (guint column = 0; column < atlas_grid_get_n_columns (grid); column++)
      {
        double expected = sum_kernels (box.x0 + (column + 0.5) * 100, box.y0 + (row + 0.5) * 100,
                                       x, y, weight, N);
        double value = atlas_grid_get_value (grid, (int) column, (int) row);

        g_assert_cmpfloat (fabs (value - expected), <=, allowed);
      }
}

static void
test_without_amounts_each_place_counts_one (void)
{
  enum { N = 40 };
  double x[N], y[N], weight[N];
  g_autoptr(AtlasGrid) counted = NULL;
  g_autoptr(AtlasGrid) weighed = NULL;

  scatter (x, y, weight, N);
  for (guint i = 0; i < N; i++)
    weight[i] = 1;
  counted = compute (x, y, NULL, N);
  weighed = compute (x, y, weight, N);

  g_assert_cmpfloat (atlas_grid_get_sum (counted), ==, atlas_grid_get_sum (weighed));
  g_assert_cmpfloat (atlas_grid_get_maximum (counted), ==, atlas_grid_get_maximum (weighed));
}

static void
assert_same_bits (const AtlasGrid *part,
                  const AtlasGrid *whole)
{
  AtlasBox box = atlas_grid_get_box (part);
  double cell = atlas_grid_get_cell (part);

  for (guint row = 0; row < atlas_grid_get_n_rows (part); row++)
    for (guint column = 0; column < atlas_grid_get_n_columns (part); column++)
      g_assert_cmpfloat (atlas_grid_get_value (part, (int) column, (int) row), ==,
                         atlas_grid_get_value_at (whole, box.x0 + (column + 0.5) * cell,
                                                  box.y0 + (row + 0.5) * cell));
}

/* So many on the middle that sums are carried over to double several times. */
static void
scatter_densely (double *x,
                 double *y,
                 double *weight,
                 gsize   n)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (22);

  scatter (x, y, weight, n);
  for (gsize i = 0; i < n; i += 2)
    {
      x[i] = g_rand_double_range (random, 445000, 446000);
      y[i] = g_rand_double_range (random, 4420000, 4421000);
    }
}

/* Another extent is cut into other tiles for other threads, and has other places
 * in reach, so that amounts are scaled in another way. */
static void
test_a_cell_is_the_same_bits_in_any_extent (void)
{
  enum { N = 3000 };
  static double x[N], y[N], weight[N];
  AtlasDensityOptions options = { city, 100, R };
  const AtlasBox parts[] = {
    { 441234, 4413456, 449876, 4426543 }, { 430000, 4410000, 445050, 4430000 },
    { 445050, 4410000, 460000, 4430000 }, { 445678, 4420123, 445679, 4420124 },
  };

  scatter_densely (x, y, weight, N);
  x[0] = city.x0;
  y[0] = city.y0;
  for (guint run = 0; run < 2 * ATLAS_N_KERNELS; run++)
    {
      g_autoptr(AtlasGrid) whole = NULL;

      weight[0] = run % 2 == 0 ? 1e9 : 2e9;
      options.kernel = run / 2;
      options.extent = city;
      whole = atlas_density_compute (x, y, weight, N, &options, NULL, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autoptr(AtlasGrid) part = NULL;

          options.extent = parts[i];
          part = atlas_density_compute (x, y, weight, N, &options, NULL, NULL);
          assert_same_bits (part, whole);
        }
    }
}

static void
test_threads_change_no_bit (void)
{
  enum { N = 3000 };
  static double x[N], y[N], weight[N];
  const guint n_workers[] = { 2, 3, 7 };
  AtlasDensityOptions options = { city, 100, R };

  scatter_densely (x, y, weight, N);
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    for (options.method = 0; options.method <= ATLAS_DENSITY_BINNED; options.method++)
      {
        g_autoptr(AtlasGrid) alone = NULL;

        options.n_workers = 1;
        alone = atlas_density_compute (x, y, weight, N, &options, NULL, NULL);
        for (guint i = 0; i < G_N_ELEMENTS (n_workers); i++)
          {
            g_autoptr(AtlasGrid) together = NULL;

            options.n_workers = n_workers[i];
            together = atlas_density_compute (x, y, weight, N, &options, NULL, NULL);
            assert_same_bits (together, alone);
          }
      }
}

/* Whatever the compiler and the vector units. */
static void
test_every_machine_gives_the_same_bits (void)
{
  static const char *const hashes[ATLAS_N_KERNELS] = {
    "bd5b729e8dacc32552d0ce7b16f940a26bf277fc44b327e19edb37bde53cc501",
    "e80dde85e649b29263f1abf21ba72173d47838e6aa1d0a52a7d407c84caa8c78",
    "e7723e46db22872153dd61eab40b28adef77f2d6d76ec17da46bdd89cc16ed3d",
    "3c79636aa0b0601eb995208990e85922f1c011b54c86699336efb3a3798fe4c3",
    "ea2ce55e2cc75ef19df7a4616741b25f4c9599ab1b684b48ca323627de696a26",
  };
  enum { N = 3000 };
  static double x[N], y[N], weight[N];
  AtlasDensityOptions options = { city, 100, R };

  scatter_densely (x, y, weight, N);
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = atlas_density_compute (x, y, weight, N, &options, NULL, NULL);
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

      for (guint row = 0; row < atlas_grid_get_n_rows (grid); row++)
        for (guint column = 0; column < atlas_grid_get_n_columns (grid); column++)
          {
            float value = atlas_grid_get_value (grid, (int) column, (int) row);
            guint32 bits;

            memcpy (&bits, &value, sizeof bits);
            bits = GUINT32_TO_LE (bits);
            g_checksum_update (checksum, (const guchar *) &bits, sizeof bits);
          }
      g_assert_cmpstr (g_checksum_get_string (checksum), ==, hashes[options.kernel]);
    }
}

static void
test_the_grid_lies_on_multiples_of_the_cell (void)
{
  AtlasDensityOptions options = { { -1234, 5678, 4321, 8765 }, 250, R };
  g_autoptr(AtlasGrid) grid = atlas_density_compute (NULL, NULL, NULL, 0, &options, NULL, NULL);
  AtlasBox box = atlas_grid_get_box (grid);

  g_assert_cmpfloat (box.x0, ==, -1250);
  g_assert_cmpfloat (box.y0, ==, 5500);
  g_assert_cmpfloat (box.x1, ==, 4500);
  g_assert_cmpfloat (box.y1, ==, 9000);
  g_assert_cmpfloat (atlas_grid_get_sum (grid), ==, 0);
}

/* Far away, even absurdly so, is as good as not there. */
static void
test_far_places_add_nothing (void)
{
  const double x[] = { 1e300, -1e300, 445000, city.x1 + 2 * R + 100 };
  const double y[] = { 4420000, -1e300, 1e300, 4420000 };
  g_autoptr(AtlasGrid) grid = compute (x, y, NULL, 4);

  g_assert_cmpfloat (atlas_grid_get_sum (grid), ==, 0);
}

static void
assert_refused (double              x,
                double              weight,
                AtlasDensityOptions options)
{
  const double y = 4420000;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid = atlas_density_compute (&x, &y, &weight, 1, &options, NULL, &error);

  g_assert_null (grid);
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
}

static void
test_nonsense_is_refused (void)
{
  const AtlasDensityOptions good = { city, 100, R };
  const double tiny = 10;
  const AtlasBox flat = { 430000, 4410000, 430000, 4430000 };
  const AtlasBox endless = { 430000, 4410000, INFINITY, 4430000 };

  assert_refused (445000, -1, good);
  assert_refused (445000, NAN, good);
  assert_refused (445000, INFINITY, good);
  assert_refused (445000, 1e300, good);
  assert_refused (NAN, 1, good);
  assert_refused (INFINITY, 1, good);
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, 49 });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, NAN });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, INFINITY });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, 1e9 });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, 1e7,
                                                     .kernel = ATLAS_KERNEL_GAUSSIAN });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, R, .bandwidths = &tiny });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, R, .bandwidths = &good.bandwidth,
                                                     .method = ATLAS_DENSITY_BINNED });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, R,
                                                     .edge = ATLAS_DENSITY_EDGE_CLIP });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 100, 1e6,
                                                     .method = ATLAS_DENSITY_BINNED });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 0, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, -100, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, NAN, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 0.001, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { city, 1e-300, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { flat, 100, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { endless, 100, R });
  assert_refused (445000, 1, (AtlasDensityOptions) { ATLAS_BOX_EMPTY, 100, R });
}

/* What a computation does without, but a user wants to be told. */
static void
test_nothing_to_count_is_told (void)
{
  const AtlasDensityOptions options = { city, 100, R };
  const double x[] = { 445000, 446000 }, y[] = { 4420000, 4420000 };
  const double zeros[] = { 0, 0 }, some[] = { 0, 1 };
  g_autoptr(GError) none = NULL;
  g_autoptr(GError) zero = NULL;
  g_autoptr(GError) bad = NULL;

  g_assert_false (atlas_density_check (x, y, NULL, 0, &options, &none));
  g_assert_error (none, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_false (atlas_density_check (x, y, zeros, 2, &options, &zero));
  g_assert_error (zero, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_false (atlas_density_check (x, y, NULL, 2, &(AtlasDensityOptions) { city, 0 }, &bad));
  g_assert_error (bad, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_true (atlas_density_check (x, y, some, 2, &options, NULL));
  g_assert_true (atlas_density_check (x, y, NULL, 2, &options, NULL));
}

/* A place that weighs nothing reaches nowhere, and each one as far as its own kernel. */
static void
test_an_area_out_of_reach_is_told (void)
{
  const double x[] = { city.x0 - 1000, city.x0 - 3000 }, y[] = { 4420000, 4420000 };
  const double weight[] = { 0, 1 }, bandwidths[] = { 2000, 3500 };
  AtlasDensityOptions options = { city, 100, 2000 };
  g_autoptr(GError) error = NULL;

  g_assert_true (atlas_density_check_reach (x, y, NULL, 2, &options, NULL));
  g_assert_false (atlas_density_check_reach (x, y, weight, 2, &options, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  options.kernel = ATLAS_KERNEL_GAUSSIAN;
  g_assert_true (atlas_density_check_reach (x, y, weight, 2, &options, NULL));
  options.kernel = ATLAS_KERNEL_QUARTIC;
  options.bandwidths = bandwidths;
  g_assert_true (atlas_density_check_reach (x, y, weight, 2, &options, NULL));
}

static void
test_half_a_cell_is_the_least_bandwidth (void)
{
  const double x = 445050, y = 4420050;
  g_autoptr(GError) error = NULL;
  AtlasDensityOptions options = { city, 100, 50 };
  g_autoptr(AtlasGrid) grid = atlas_density_compute (&x, &y, NULL, 1, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, x, y), >, 0);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, x, y), ==, (float) atlas_grid_get_sum (grid));
}

static void
test_cancelling_gives_no_grid (void)
{
  const double x = 445000, y = 4420000;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  AtlasDensityOptions options = { city, 100, R };

  g_cancellable_cancel (cancellable);
  grid = atlas_density_compute (&x, &y, NULL, 1, &options, cancellable, &error);

  g_assert_null (grid);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The largest amounts in the smallest cells: a legend can only count up to a
 * number that is one. */
static void
test_the_largest_amounts_stay_finite (void)
{
  const double x[] = { 445000, 445000 }, y[] = { 4420000, 4420000 }, weight[] = { 1e20, 1e20 };
  const AtlasBox around = { 444999.999999, 4419999.999999, 445000.000001, 4420000.000001 };
  const AtlasDensityOptions options = { around, 1e-7, 2e-7 };
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid = atlas_density_compute (x, y, weight, 2, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (isfinite (atlas_grid_get_maximum (grid)));
  g_assert_true (isfinite (atlas_grid_get_sum (grid)));
  g_assert_cmpfloat (atlas_grid_get_maximum (grid), >, 1e29);
}

/* Twice the places is twice the density, and the order does not matter. */
static void
test_densities_add_up (void)
{
  const gsize n = 200;
  double x[400], y[400], weight[400];
  g_autoptr(AtlasGrid) front = NULL;
  g_autoptr(AtlasGrid) back = NULL;
  g_autoptr(AtlasGrid) all = NULL;

  scatter (x, y, weight, 2 * n);
  front = compute (x, y, weight, n);
  back = compute (x + n, y + n, weight + n, n);
  all = compute (x, y, weight, 2 * n);

  for (int row = 0; row < (int) atlas_grid_get_n_rows (all); row += 7)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (all); column += 5)
      {
        double sum = (double) atlas_grid_get_value (front, column, row) +
                     atlas_grid_get_value (back, column, row);

        g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (all, column, row), sum,
                                        1e-6 * atlas_grid_get_maximum (all));
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density/a-place-is-a-kernel", test_a_place_is_a_kernel);
  g_test_add_func ("/density/integral-is-the-amount", test_the_integral_is_the_amount);
  g_test_add_func ("/density/border-cuts-nothing-off", test_the_border_cuts_nothing_off);
  g_test_add_func ("/density/every-cell-is-the-sum", test_every_cell_is_the_sum_of_the_kernels);
  g_test_add_func ("/density/without-amounts-one-each", test_without_amounts_each_place_counts_one);
  g_test_add_func ("/density/same-bits-in-any-extent", test_a_cell_is_the_same_bits_in_any_extent);
  g_test_add_func ("/density/threads-change-no-bit", test_threads_change_no_bit);
  g_test_add_func ("/density/every-machine", test_every_machine_gives_the_same_bits);
  g_test_add_func ("/density/multiples-of-the-cell", test_the_grid_lies_on_multiples_of_the_cell);
  g_test_add_func ("/density/far-places-add-nothing", test_far_places_add_nothing);
  g_test_add_func ("/density/nonsense-is-refused", test_nonsense_is_refused);
  g_test_add_func ("/density/nothing-to-count", test_nothing_to_count_is_told);
  g_test_add_func ("/density/out-of-reach", test_an_area_out_of_reach_is_told);
  g_test_add_func ("/density/least-bandwidth", test_half_a_cell_is_the_least_bandwidth);
  g_test_add_func ("/density/cancelling", test_cancelling_gives_no_grid);
  g_test_add_func ("/density/largest-amounts", test_the_largest_amounts_stay_finite);
  g_test_add_func ("/density/densities-add-up", test_densities_add_up);

  return g_test_run ();
}
