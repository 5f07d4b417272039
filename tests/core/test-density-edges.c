/* What becomes of densities at the border of a region. */

#include "atlas-density-inside.h"
#include "atlas-density.h"
#include "atlas-error.h"

#include <math.h>

#define R 2000.0
#define CELL 100.0

static const AtlasBox around = { 430000, 4410000, 450000, 4430000 };

/* An L: a corner that goes in, and edges that do not follow the cells. */
static AtlasGeometry *
make_region (void)
{
  const AtlasPoint points[] = {
    { 433030, 4413020 }, { 446060, 4412510 }, { 446500, 4420080 },
    { 440010, 4420010 }, { 440000, 4427777 }, { 433333, 4427000 },
  };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
}

static AtlasGrid *
compute (const double              *x,
         const double              *y,
         gsize                      n,
         const AtlasDensityOptions *options)
{
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid = atlas_density_compute (x, y, NULL, n, options, NULL, &error);

  g_assert_no_error (error);

  return grid;
}

static void
scatter (double *x,
         double *y,
         gsize   n)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (30);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = g_rand_double_range (random, around.x0, around.x1);
      y[i] = g_rand_double_range (random, around.y0, around.y1);
    }
}

static gboolean
is_inside (const AtlasGeometry *region,
           int                  column,
           int                  row)
{
  return atlas_geometry_contains (region, around.x0 + (column + 0.5) * CELL,
                                  around.y0 + (row + 0.5) * CELL);
}

static void
test_clipping_leaves_what_is_inside (void)
{
  enum { N = 500 };
  double x[N], y[N];
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { around, CELL, R, .region = region };
  g_autoptr(AtlasGrid) whole = NULL;
  g_autoptr(AtlasGrid) clipped = NULL;

  scatter (x, y, N);
  whole = compute (x, y, N, &options);
  options.edge = ATLAS_DENSITY_EDGE_CLIP;
  clipped = compute (x, y, N, &options);

  for (int row = 0; row < 200; row++)
    for (int column = 0; column < 200; column++)
      {
        gboolean inside = is_inside (region, column, row);

        g_assert_true (atlas_grid_has_value (clipped, column, row) == inside);
        g_assert_true (atlas_grid_has_value (whole, column, row));
        g_assert_cmpfloat (atlas_grid_get_value (clipped, column, row), ==,
                           inside ? atlas_grid_get_value (whole, column, row) : 0);
      }
}

/* By the definition: the kernel around the cell, summed over cells inside. */
static double
get_share (const AtlasGeometry *region,
           AtlasKernel          kernel,
           int                  column,
           int                  row)
{
  int reach = (int) (R / CELL * atlas_kernel_get_reach (kernel));
  double inside = 0, all = 0;

  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      {
        double value = atlas_kernel_get_shape (kernel, (dx * dx + dy * dy) * CELL * CELL / (R * R));

        all += value;
        inside += is_inside (region, column + dx, row + dy) ? value : 0;
      }

  return inside / all;
}

static gsize
keep_inside (const AtlasGeometry *region,
             double              *x,
             double              *y,
             gsize                n)
{
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    if (is_inside (region, (int) floor ((x[i] - around.x0) / CELL),
                   (int) floor ((y[i] - around.y0) / CELL)))
      {
        x[kept] = x[i];
        y[kept++] = y[i];
      }

  return kept;
}

static void
test_correcting_divides_by_the_share_inside (void)
{
  enum { N = 500 };
  double x[N], y[N];
  g_autoptr(GRand) random = g_rand_new_with_seed (31);
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { around, CELL, R, .region = region };

  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) plain = NULL;
      g_autoptr(AtlasGrid) corrected = NULL;
      gsize n_inside;

      scatter (x, y, N);
      options.edge = ATLAS_DENSITY_EDGE_CORRECT;
      corrected = compute (x, y, N, &options);
      n_inside = keep_inside (region, x, y, N);
      options.edge = ATLAS_DENSITY_EDGE_NONE;
      plain = compute (x, y, n_inside, &options);

      for (guint i = 0; i < 60; i++)
        {
          int column = g_rand_int_range (random, 25, 170), row = g_rand_int_range (random, 20, 180);
          double value = (double) atlas_grid_get_value (plain, column, row);
          double expected = is_inside (region, column, row)
                            ? value / get_share (region, options.kernel, column, row) : 0;

          g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (corrected, column, row), expected,
                                          1e-5 * (double) atlas_grid_get_maximum (corrected));
        }
    }
}

/* What the correction is for. One place in each cell of the region. */
static void
test_an_even_spread_is_even_up_to_the_border (void)
{
  g_autoptr(AtlasGeometry) region = make_region ();
  g_autoptr(GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
  AtlasDensityOptions options = {
    around, CELL, R, .region = region, .edge = ATLAS_DENSITY_EDGE_CORRECT
  };
  g_autoptr(AtlasGrid) grid = NULL;

  for (int row = 0; row < 200; row++)
    for (int column = 0; column < 200; column++)
      if (is_inside (region, column, row))
        {
          double east = around.x0 + (column + 0.5) * CELL, north = around.y0 + (row + 0.5) * CELL;

          g_array_append_val (x, east);
          g_array_append_val (y, north);
        }

  grid = compute ((double *) (gpointer) x->data, (double *) (gpointer) y->data, x->len, &options);
  for (int row = 0; row < 200; row++)
    for (int column = 0; column < 200; column++)
      if (is_inside (region, column, row))
        g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (grid, column, row), 100, 0.15);
}

/* A part of the city has the same border as the whole. */
static void
test_the_share_does_not_depend_on_the_extent (void)
{
  enum { N = 300 };
  double x[N], y[N];
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = {
    around, CELL, R, .region = region, .edge = ATLAS_DENSITY_EDGE_CORRECT
  };
  g_autoptr(AtlasGrid) whole = NULL;
  g_autoptr(AtlasGrid) part = NULL;

  scatter (x, y, N);
  whole = compute (x, y, N, &options);
  options.extent = (AtlasBox) { 438000, 4418000, 442000, 4422000 };
  part = compute (x, y, N, &options);

  for (int row = 0; row < 40; row++)
    for (int column = 0; column < 40; column++)
      g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (part, column, row),
                                      atlas_grid_get_value (whole, column + 80, row + 80),
                                      1e-5 * (double) atlas_grid_get_maximum (whole));
}

/* --- Where each place has a bandwidth of its own --- */

static void
spread (double *bandwidths,
        gsize   n)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (32);

  for (gsize i = 0; i < n; i++)
    bandwidths[i] = g_rand_double_range (random, 60, 2500);
}

/* By the definition: around the place, summed over the centres of cells inside. */
static double
get_place_share (const AtlasGeometry *region,
                 AtlasKernel          kernel,
                 double               x,
                 double               y,
                 double               r)
{
  int reach = (int) (r / CELL * atlas_kernel_get_reach (kernel)) + 1;
  int middle = (int) floor ((x - around.x0) / CELL), row = (int) floor ((y - around.y0) / CELL);
  double inside = 0, all = 0;

  for (int k = -reach; k <= reach; k++)
    for (int i = -reach; i <= reach; i++)
      {
        double dx = around.x0 + (middle + i + 0.5) * CELL - x;
        double dy = around.y0 + (row + k + 0.5) * CELL - y;
        double value = atlas_kernel_get_shape (kernel, (dx * dx + dy * dy) / (r * r));

        all += value;
        inside += is_inside (region, middle + i, row + k) ? value : 0;
      }

  return inside > 0 ? inside / all : 1;
}

static void
test_correcting_divides_each_place_by_its_share (void)
{
  enum { N = 200 };
  double x[N], y[N], bandwidths[N], shares[N];
  g_autoptr(GRand) random = g_rand_new_with_seed (33);
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { around, CELL, R, .region = region,
                                  .edge = ATLAS_DENSITY_EDGE_CORRECT, .bandwidths = bandwidths };

  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) grid = NULL;
      gsize n_inside;
      guint n_cut = 0;

      scatter (x, y, N);
      n_inside = keep_inside (region, x, y, N);
      spread (bandwidths, N);
      for (gsize i = 0; i < n_inside; i++)
        {
          shares[i] = get_place_share (region, options.kernel, x[i], y[i], bandwidths[i]);
          n_cut += shares[i] < 0.99;
        }
      g_assert_cmpuint (n_cut, >, 10);
      grid = compute (x, y, n_inside, &options);
      for (guint cell = 0; cell < 100; cell++)
        {
          int column = g_rand_int_range (random, 25, 170), row = g_rand_int_range (random, 20, 180);
          double expected = 0;

          for (gsize i = 0; i < n_inside && is_inside (region, column, row); i++)
            {
              double dx = around.x0 + (column + 0.5) * CELL - x[i];
              double dy = around.y0 + (row + 0.5) * CELL - y[i];
              double r2 = bandwidths[i] * bandwidths[i];

              expected += atlas_kernel_get_shape (options.kernel, (dx * dx + dy * dy) / r2) *
                          atlas_kernel_get_peak (options.kernel) / r2 * 1e6 / shares[i];
            }
          g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (grid, column, row), expected,
                                          1e-5 * (double) atlas_grid_get_maximum (grid));
        }
    }
}

/* What the correction is for: nothing of what is inside is lost over the border, and
 * nothing outside comes in. Kernels are wide enough for their sum over cells to be
 * their integral. */
static void
test_amounts_stay_inside (void)
{
  enum { N = 400 };
  double x[N], y[N], bandwidths[N];
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { around, CELL, R, .region = region,
                                  .edge = ATLAS_DENSITY_EDGE_CORRECT, .bandwidths = bandwidths };
  g_autoptr(AtlasGrid) corrected = NULL;
  g_autoptr(AtlasGrid) clipped = NULL;
  gsize n_inside;

  scatter (x, y, N);
  spread (bandwidths, N);
  for (guint i = 0; i < N; i++)
    bandwidths[i] = MAX (bandwidths[i], 1000);
  corrected = compute (x, y, N, &options);
  n_inside = keep_inside (region, x, y, N);
  g_assert_cmpuint (n_inside, <, N - 100);
  g_assert_cmpfloat_with_epsilon (atlas_grid_get_sum (corrected) * CELL * CELL / 1e6 /
                                  (double) n_inside, 1, 1e-3);
  options.edge = ATLAS_DENSITY_EDGE_CLIP;
  clipped = compute (x, y, n_inside, &options);
  g_assert_cmpfloat (atlas_grid_get_sum (clipped) * CELL * CELL / 1e6 / (double) n_inside, <, 0.95);
}

static void
test_places_shares_do_not_depend_on_the_extent (void)
{
  enum { N = 300 };
  double x[N], y[N], bandwidths[N];
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { around, CELL, R, .region = region,
                                  .edge = ATLAS_DENSITY_EDGE_CORRECT, .bandwidths = bandwidths };
  g_autoptr(AtlasGrid) whole = NULL;
  g_autoptr(AtlasGrid) part = NULL;

  scatter (x, y, N);
  spread (bandwidths, N);
  whole = compute (x, y, N, &options);
  options.extent = (AtlasBox) { 438000, 4418000, 442000, 4422000 };
  part = compute (x, y, N, &options);
  for (int row = 0; row < 40; row++)
    for (int column = 0; column < 40; column++)
      g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (part, column, row),
                                      atlas_grid_get_value (whole, column + 80, row + 80),
                                      1e-5 * (double) atlas_grid_get_maximum (whole));
}

/* Also where amounts alone are asked for, which is what the density does first. */
static void
test_cancelling_is_told (void)
{
  const double x = 440000, y = 4415000, bandwidth = 2000;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AtlasGeometry) region = make_region ();
  const AtlasDensityInput input = { &x, &y, NULL, 1 };
  const AtlasDensityOptions options = { around, CELL, R, .region = region,
                                        .edge = ATLAS_DENSITY_EDGE_CORRECT,
                                        .bandwidths = &bandwidth };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) other = NULL;
  AtlasDensityFrame frame;

  g_assert_true (atlas_density_frame_init (&frame, &options, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (atlas_density_keep_inside (&frame, &input, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (atlas_density_compute (&x, &y, NULL, 1, &options, cancellable, &other));
  g_assert_error (other, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_keys_are_found (void)
{
  for (int edge = 0; edge < ATLAS_N_DENSITY_EDGES; edge++)
    g_assert_cmpint (atlas_density_edge_find (atlas_density_edge_get_key (edge)), ==, edge);
  g_assert_cmpint (atlas_density_edge_find ("torus"), ==, -1);
}

static void
test_what_can_not_be_corrected_is_refused (void)
{
  const double x = 440000, y = 4415000;
  g_autoptr(AtlasGeometry) point = atlas_geometry_new_point (440000, 4415000);
  const AtlasDensityOptions bad[] = {
    { around, CELL, R, .edge = ATLAS_DENSITY_EDGE_CORRECT },
    { around, CELL, R, .edge = ATLAS_DENSITY_EDGE_CLIP, .region = point },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (atlas_density_compute (&x, &y, NULL, 1, &bad[i], NULL, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-edges/clipping", test_clipping_leaves_what_is_inside);
  g_test_add_func ("/density-edges/correcting", test_correcting_divides_by_the_share_inside);
  g_test_add_func ("/density-edges/even-spread", test_an_even_spread_is_even_up_to_the_border);
  g_test_add_func ("/density-edges/any-extent", test_the_share_does_not_depend_on_the_extent);
  g_test_add_func ("/density-edges/own/correcting",
                   test_correcting_divides_each_place_by_its_share);
  g_test_add_func ("/density-edges/own/amounts", test_amounts_stay_inside);
  g_test_add_func ("/density-edges/own/any-extent",
                   test_places_shares_do_not_depend_on_the_extent);
  g_test_add_func ("/density-edges/own/cancelling", test_cancelling_is_told);
  g_test_add_func ("/density-edges/keys", test_keys_are_found);
  g_test_add_func ("/density-edges/refused", test_what_can_not_be_corrected_is_refused);

  return g_test_run ();
}
