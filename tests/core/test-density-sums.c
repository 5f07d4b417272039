/* Densities against the definition of the kernels, summed in double one by one. */

#include "atlas-density.h"

#include <math.h>

#define R 2000.0
#define KM2 1e6

/* What the program promises, as a share of the maximum. */
#define LAW 1e-5

static const AtlasBox city = { 430000, 4410000, 460000, 4430000 };

typedef struct
{
  double *x;
  double *y;
  double *weight;
  gsize   n;
} Places;

static void
places_clear (Places *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->weight);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

/* Half of them anywhere and around, half in a town; few weigh much. */
static Places
scatter (gsize n,
         guint seed)
{
  Places self = { g_new (double, n), g_new (double, n), g_new (double, n), n };
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);

  for (gsize i = 0; i < n; i++)
    {
      double spread = i % 2 == 0 ? 18000 : 1500;

      self.x[i] = 445000 + g_rand_double_range (random, -spread, spread);
      self.y[i] = 4420000 + g_rand_double_range (random, -spread, spread);
      self.weight[i] = 50000 * pow (g_rand_double (random), 4);
    }

  return self;
}

/* d in bandwidths; per square bandwidth. @cut: where the Gaussian ends */
static double
define_kernel (AtlasKernel kernel,
               double      d,
               double      cut)
{
  if (kernel == ATLAS_KERNEL_GAUSSIAN)
    return d < cut ? exp (-d * d / 2) / (2 * G_PI) : 0;
  if (d > 1)
    return 0;

  return kernel == ATLAS_KERNEL_QUARTIC        ? 3 / G_PI * pow (1 - d * d, 2)
         : kernel == ATLAS_KERNEL_EPANECHNIKOV ? 2 / G_PI * (1 - d * d)
         : kernel == ATLAS_KERNEL_TRIANGULAR   ? 3 / G_PI * (1 - d)
                                               : 1 / G_PI;
}

static double
sum_kernels (const Places              *places,
             const AtlasDensityOptions *options,
             double                     x,
             double                     y,
             double                     cut)
{
  double sum = 0;

  for (gsize i = 0; i < places->n; i++)
    {
      double r = options->bandwidths != NULL ? options->bandwidths[i] : options->bandwidth;
      double dx = places->x[i] - x, dy = places->y[i] - y;

      sum += places->weight[i] * KM2 / (r * r) *
             define_kernel (options->kernel, sqrt (dx * dx + dy * dy) / r, cut);
    }

  return sum;
}

/* Of the whole density, which an extent need not have: at least what the strongest
 * place is by itself. */
static double
find_maximum (const AtlasGrid           *grid,
              const Places              *places,
              const AtlasDensityOptions *options)
{
  double maximum = (double) atlas_grid_get_maximum (grid);

  for (gsize i = 0; i < places->n; i++)
    {
      double r = options->bandwidths != NULL ? options->bandwidths[i] : options->bandwidth;

      maximum = MAX (maximum, places->weight[i] * KM2 / (r * r) *
                              define_kernel (options->kernel, 0, INFINITY));
    }

  return maximum;
}

static void
assert_cell_is_sum (const AtlasGrid           *grid,
                    const Places              *places,
                    const AtlasDensityOptions *options,
                    guint                      column,
                    guint                      row,
                    double                     cut)
{
  AtlasBox box = atlas_grid_get_box (grid);
  double sum = sum_kernels (places, options, box.x0 + (column + 0.5) * options->cell,
                            box.y0 + (row + 0.5) * options->cell, cut);
  double value = (double) atlas_grid_get_value (grid, (int) column, (int) row);
  double maximum = find_maximum (grid, places, options);

  if (!(fabs (value - sum) <= LAW * maximum))
    g_error ("%s: %.9g at %u, %u instead of %.9g, where the maximum is %.9g",
             atlas_kernel_get_key (options->kernel), value, column, row, sum, maximum);
}

/* The largest and some others. */
static void
assert_cells_are_sums (const AtlasGrid           *grid,
                       const Places              *places,
                       const AtlasDensityOptions *options,
                       guint                      n_cells,
                       double                     cut)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (24);
  guint column, row;

  if (atlas_grid_find_maximum (grid, &column, &row))
    assert_cell_is_sum (grid, places, options, column, row, cut);
  for (guint i = 0; i < n_cells; i++)
    {
      column = (guint) g_rand_int_range (random, 0, (gint32) atlas_grid_get_n_columns (grid));
      row = (guint) g_rand_int_range (random, 0, (gint32) atlas_grid_get_n_rows (grid));
      assert_cell_is_sum (grid, places, options, column, row, cut);
    }
}

static AtlasGrid *
compute (const Places              *places,
         const AtlasDensityOptions *options)
{
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid = atlas_density_compute (places->x, places->y, places->weight, places->n,
                                           options, NULL, &error);

  g_assert_no_error (error);

  return grid;
}

static void
test_cells_are_sums (gsize n,
                     guint n_cells)
{
  g_auto(Places) places = scatter (n, 23);
  AtlasDensityOptions options = { city, 100, R };

  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = compute (&places, &options);

      assert_cells_are_sums (grid, &places, &options, n_cells, INFINITY);
    }
}

static void
test_of_a_thousand (void)
{
  test_cells_are_sums (1000, 4000);
}

static void
test_of_ten_thousand (void)
{
  test_cells_are_sums (10000, 400);
}

static void
test_of_a_hundred_thousand (void)
{
  test_cells_are_sums (100000, 40);
}

/* All the same number again and again is what rounding is worst for. */
static void
test_of_many_on_one_spot (void)
{
  g_auto(Places) places = scatter (20000, 23);
  AtlasDensityOptions options = { { 442000, 4417000, 448000, 4423000 }, 100, R };

  for (gsize i = 0; i < places.n; i++)
    {
      places.x[i] = 445012.3;
      places.y[i] = 4420045.6;
      places.weight[i] = 1.1;
    }
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = compute (&places, &options);

      assert_cells_are_sums (grid, &places, &options, 100, INFINITY);
    }
}

/* A raster of places, as from a census. Many are exactly a bandwidth away from a cell,
 * where the disc still has all of its height. */
static void
test_of_places_in_rows (void)
{
  g_auto(Places) places = scatter (22500, 23);
  AtlasDensityOptions options = { { 442000, 4417000, 448000, 4423000 }, 100, R };

  for (gsize i = 0; i < places.n; i++)
    {
      places.x[i] = 441250 + i % 150 * 50.0;
      places.y[i] = 4416250 + i / 150 * 50.0;
      places.weight[i] = 7;
    }
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = compute (&places, &options);

      assert_cells_are_sums (grid, &places, &options, 100, INFINITY);
    }
}

/* The worst for the cut of the Gaussian: all just beyond it, none nearer. */
static void
test_of_a_ring_beyond_the_cut (void)
{
  g_auto(Places) places = scatter (5000, 23);
  const AtlasDensityOptions options = {
    { 430000, 4405000, 460000, 4435000 }, 100, R, .kernel = ATLAS_KERNEL_GAUSSIAN
  };
  g_autoptr(AtlasGrid) grid = NULL;

  for (gsize i = 0; i < places.n; i++)
    {
      double angle = 2 * G_PI * (double) i / (double) places.n;

      places.x[i] = 445050 + (ATLAS_KERNEL_GAUSSIAN_CUT * R + 1) * cos (angle);
      places.y[i] = 4420050 + (ATLAS_KERNEL_GAUSSIAN_CUT * R + 1) * sin (angle);
      places.weight[i] = 1;
    }
  grid = compute (&places, &options);
  assert_cell_is_sum (grid, &places, &options, 150, 150, INFINITY);
  assert_cells_are_sums (grid, &places, &options, 100, INFINITY);
}

/* The definition holds for any kernel, cell, bandwidth and extent, whether places
 * share a bandwidth or not. Where the extent has but the foot of a heap, what the
 * Gaussian is cut by is more than 0.001 % of what is there. */
static void
test_of_any_parameters (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (g_test_rand_int ());

  for (guint run = 0; run < 150; run++)
    {
      g_auto(Places) places = scatter (60, run);
      double bandwidths[60];
      double west = g_rand_double_range (random, 430000, 440000);
      double south = g_rand_double_range (random, 4410000, 4420000);
      double cell = g_rand_double_range (random, 40, 400);
      AtlasDensityOptions options = {
        { west, south, west + g_rand_double_range (random, 500, 15000),
          south + g_rand_double_range (random, 500, 15000) },
        cell, cell * g_rand_double_range (random, 0.5, 40),
        .kernel = run % ATLAS_N_KERNELS, .n_workers = run % 3,
      };
      g_autoptr(AtlasGrid) grid = NULL;

      for (guint i = 0; i < 60; i++)
        bandwidths[i] = cell * g_rand_double_range (random, 0.5, 40);
      if (run % 2 == 1)
        options.bandwidths = bandwidths;
      grid = compute (&places, &options);
      assert_cells_are_sums (grid, &places, &options, 60, ATLAS_KERNEL_GAUSSIAN_CUT);
    }
}

/* A line of places close together is the kernel's integral along it: of the
 * quartic, 3/(πR²) · 16/15 R per metre on the line itself. */
static void
test_of_a_line (void)
{
  static const double across[ATLAS_N_KERNELS] = {
    3 / G_PI * 16 / 15, 0.3989422804014327, 2 / G_PI * 4 / 3, 3 / G_PI, 2 / G_PI,
  };
  g_auto(Places) places = scatter (40000, 23);
  AtlasDensityOptions options = { { 444000, 4419000, 446000, 4421000 }, 100, R };

  for (gsize i = 0; i < places.n; i++)
    {
      places.x[i] = 425000.5 + (double) i;
      places.y[i] = 4420050;
      places.weight[i] = 1;
    }
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = compute (&places, &options);
      double expected = across[options.kernel] / R * KM2;

      g_assert_cmpfloat_with_epsilon (atlas_grid_get_value_at (grid, 445050, 4420050), expected,
                                      expected * 1e-4);
    }
}

/* Each kernel's integral is 1, so that the grid sums to the weight. */
static void
test_of_the_whole (void)
{
  const double x = 445013.7, y = 4420081.2, weight = 31000;
  AtlasDensityOptions options = { { 433000, 4408000, 457000, 4432000 }, 20, R };

  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = compute (&(Places) { (double *) &x, (double *) &y,
                                                       (double *) &weight, 1 }, &options);

      g_assert_cmpfloat_with_epsilon (atlas_grid_get_sum (grid) * 20 * 20 / KM2, weight,
                                      weight * 3e-4);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-sums/of-a-thousand", test_of_a_thousand);
  g_test_add_func ("/density-sums/of-ten-thousand", test_of_ten_thousand);
  g_test_add_func ("/density-sums/of-a-hundred-thousand", test_of_a_hundred_thousand);
  g_test_add_func ("/density-sums/of-many-on-one-spot", test_of_many_on_one_spot);
  g_test_add_func ("/density-sums/of-places-in-rows", test_of_places_in_rows);
  g_test_add_func ("/density-sums/of-a-ring-beyond-the-cut", test_of_a_ring_beyond_the_cut);
  g_test_add_func ("/density-sums/of-any-parameters", test_of_any_parameters);
  g_test_add_func ("/density-sums/of-a-line", test_of_a_line);
  g_test_add_func ("/density-sums/of-the-whole", test_of_the_whole);

  return g_test_run ();
}
