/* What a density says of itself, and whether it is so. */

#include "atlas-density-receipt.h"

#include <json-glib/json-glib.h>
#include <math.h>

enum { N = 5000 };

static const AtlasBox city = { 430000, 4410000, 460000, 4430000 };

typedef struct
{
  double x[N];
  double y[N];
  double weight[N];
} Places;

static void
scatter (Places *self)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (60);

  for (gsize i = 0; i < N; i++)
    {
      double spread = i % 2 == 0 ? 12000 : 1500;

      self->x[i] = 445000 + g_rand_double_range (random, -spread, spread);
      self->y[i] = 4420000 + g_rand_double_range (random, -spread, spread) / 2;
      self->weight[i] = g_rand_double_range (random, 0, 50000);
    }
}

static AtlasGrid *
compute (const Places              *places,
         const AtlasDensityOptions *options)
{
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid = atlas_density_compute (places->x, places->y, places->weight, N, options, NULL,
                                           &error);

  g_assert_no_error (error);

  return grid;
}

static AtlasDensityReceipt *
make_receipt (const Places              *places,
              const AtlasDensityOptions *options,
              const AtlasGrid           *grid)
{
  g_autoptr(GError) error = NULL;
  AtlasDensityReceipt *receipt =
    atlas_density_receipt_new (places->x, places->y, places->weight, N, options, grid, NULL,
                               &error);

  g_assert_no_error (error);

  return receipt;
}

static double
find_difference (const AtlasGrid *a,
                 const AtlasGrid *b)
{
  double largest = 0;

  for (int row = 0; row < (int) atlas_grid_get_n_rows (a); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (a); column++)
      largest = MAX (largest, fabs ((double) atlas_grid_get_value (a, column, row) -
                                    (double) atlas_grid_get_value (b, column, row)));

  return largest / (double) atlas_grid_get_maximum (a);
}

/* Measured along two lines through the maximum, the error is that of the whole
 * grid within a small factor; and it is not called exact. */
static void
test_binning_says_how_far_off_it_is (void)
{
  AtlasDensityOptions options = { city, 100, 2000 };
  Places *places = g_new (Places, 1);

  scatter (places);
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) exact = NULL;
      g_autoptr(AtlasGrid) binned = NULL;
      g_autoptr(AtlasDensityReceipt) receipt = NULL;
      double difference;

      options.method = ATLAS_DENSITY_EXACT;
      exact = compute (places, &options);
      options.method = ATLAS_DENSITY_BINNED;
      binned = compute (places, &options);
      receipt = make_receipt (places, &options, binned);
      difference = find_difference (binned, exact);
      g_test_message ("%s: %g, measured %g", atlas_kernel_get_key (options.kernel), difference,
                      receipt->error);

      g_assert_cmpint (receipt->method, ==, ATLAS_DENSITY_BINNED);
      g_assert_cmpfloat (receipt->error, >, 0);
      g_assert_cmpfloat (receipt->error, <=, difference * 1.001);
      g_assert_cmpfloat (receipt->error, >=, difference / 4);
      /* The disc has an edge that binning blurs. */
      g_assert_cmpfloat (difference, <, options.kernel == ATLAS_KERNEL_UNIFORM ? 0.03 : 0.004);
    }
  g_free (places);
}

/* On cell centres nothing is moved, and binning is only as rough as its floats. */
static void
test_binning_on_cell_centres_is_exact (void)
{
  AtlasDensityOptions options = { city, 100, 2000 };
  Places *places = g_new (Places, 1);

  scatter (places);
  for (guint i = 0; i < N; i++)
    {
      places->x[i] = (floor (places->x[i] / 100) + 0.5) * 100;
      places->y[i] = (floor (places->y[i] / 100) + 0.5) * 100;
    }
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      g_autoptr(AtlasGrid) exact = NULL;
      g_autoptr(AtlasGrid) binned = NULL;

      options.method = ATLAS_DENSITY_EXACT;
      exact = compute (places, &options);
      options.method = ATLAS_DENSITY_BINNED;
      binned = compute (places, &options);
      g_assert_cmpfloat (find_difference (binned, exact), <, 5e-6);
    }
  g_free (places);
}

/* Also where they come from beyond the extent; and nothing where nothing is. */
static void
test_binning_keeps_the_amount (void)
{
  const double x[] = { 445010, 429000, 460900 }, y[] = { 4420020, 4420000, 4409100 };
  AtlasDensityOptions options = { city, 100, 2000, .method = ATLAS_DENSITY_BINNED };
  g_autoptr(AtlasGrid) binned = atlas_density_compute (x, y, NULL, 3, &options, NULL, NULL);
  g_autoptr(AtlasGrid) exact = NULL;

  options.method = ATLAS_DENSITY_EXACT;
  exact = atlas_density_compute (x, y, NULL, 3, &options, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (atlas_grid_get_sum (binned), atlas_grid_get_sum (exact),
                                  1e-3 * atlas_grid_get_sum (exact));
  g_assert_null (atlas_grid_get_tile (binned, 4, 3));
}

static void
test_it_holds_the_figures (void)
{
  AtlasDensityOptions options = { city, 100, 2000, .kernel = ATLAS_KERNEL_TRIANGULAR };
  Places *places = g_new (Places, 1);
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  double sum = 0;

  scatter (places);
  for (guint i = 0; i < N; i++)
    sum += places->weight[i];
  grid = compute (places, &options);
  receipt = make_receipt (places, &options, grid);

  g_assert_cmpint (receipt->kernel, ==, ATLAS_KERNEL_TRIANGULAR);
  g_assert_cmpfloat (receipt->bandwidth, ==, 2000);
  g_assert_cmpuint (receipt->n_places, ==, N);
  g_assert_cmpfloat (receipt->sum_of_weights, ==, sum);
  g_assert_cmpfloat (receipt->maximum, ==, (double) atlas_grid_get_maximum (grid));
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, receipt->maximum_at.x, receipt->maximum_at.y),
                     ==, atlas_grid_get_maximum (grid));
  g_assert_cmpfloat (receipt->error, ==, 1e-5);
  g_free (places);
}

/* SHA-256 of 24 bytes: the doubles 1, 2 and 3, computed by sha256sum. */
static void
test_the_hash_is_of_the_numbers (void)
{
  const double x = 1, y = 2, weight = 3, one = 1;
  const AtlasDensityOptions options = { { 0, 0, 10, 10 }, 1, 2 };
  const AtlasDensityOptions own = { { 0, 0, 10, 10 }, 1, 2, .bandwidths = &y };
  g_autoptr(AtlasGrid) grid = atlas_density_compute (&x, &y, &weight, 1, &options, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) receipt =
    atlas_density_receipt_new (&x, &y, &weight, 1, &options, grid, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) counted =
    atlas_density_receipt_new (&x, &y, NULL, 1, &options, grid, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) same =
    atlas_density_receipt_new (&x, &y, &one, 1, &options, grid, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) adapted =
    atlas_density_receipt_new (&x, &y, &one, 1, &own, grid, NULL, NULL);

  g_assert_cmpstr (receipt->input_hash, ==,
                   "a68de4b5e96a60c8ceb3c7b7ef93461725bdbbff3516b136585a743b5c0ec664");
  g_assert_cmpstr (counted->input_hash, ==, same->input_hash);
  g_assert_cmpstr (counted->input_hash, !=, receipt->input_hash);
  g_assert_cmpstr (adapted->input_hash, !=, same->input_hash);
  g_assert_cmpfloat (adapted->bandwidth, ==, 0);
}

static void
test_its_json_is_read_back (void)
{
  const double x = 5.5, y = 3.5;
  const AtlasDensityOptions options = { { 0, 0, 10, 10 }, 1, 2 };
  g_autoptr(AtlasGrid) grid = atlas_density_compute (&x, &y, NULL, 1, &options, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) receipt =
    atlas_density_receipt_new (&x, &y, NULL, 1, &options, grid, NULL, NULL);
  g_autofree char *json = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *root;
  JsonArray *at;

  receipt->filter = g_strdup ("name ~ \"胡同\"");
  json = atlas_density_receipt_to_json (receipt, "9.9");
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  at = json_object_get_array_member (root, "maximum_at");

  g_assert_cmpstr (json_object_get_string_member (root, "filter"), ==, "name ~ \"胡同\"");
  g_assert_cmpstr (json_object_get_string_member (root, "kernel"), ==, "quartic");
  g_assert_cmpint (json_object_get_int_member (root, "bandwidth_m"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (root, "bandwidth_kind"), ==, "fixed");
  g_assert_true (json_object_get_null_member (root, "neighbour"));
  g_assert_true (json_object_get_null_member (root, "median_bandwidth_m"));
  g_assert_cmpstr (json_object_get_string_member (root, "edge"), ==, "none");
  g_assert_cmpstr (json_object_get_string_member (root, "method"), ==, "exact");
  g_assert_cmpstr (json_object_get_string_member (root, "version"), ==, "9.9");
  g_assert_cmpstr (json_object_get_string_member (root, "input_sha256"), ==, receipt->input_hash);
  g_assert_true (json_object_get_null_member (root, "resource"));
  g_assert_cmpint (json_object_get_int_member (root, "sites"), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (root, "error"), ==, 1e-5);
  g_assert_cmpfloat (json_array_get_double_element (at, 0), ==, 5.5);
  g_assert_cmpfloat (json_array_get_double_element (at, 1), ==, 3.5);
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (root, "extent")), ==, 4);
}

static void
test_an_empty_one_has_no_maximum (void)
{
  const AtlasDensityOptions options = { { 0, 0, 10, 10 }, 1, 2, .method = ATLAS_DENSITY_BINNED };
  g_autoptr(AtlasGrid) grid = atlas_density_compute (NULL, NULL, NULL, 0, &options, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) receipt =
    atlas_density_receipt_new (NULL, NULL, NULL, 0, &options, grid, NULL, NULL);
  g_autofree char *json = atlas_density_receipt_to_json (receipt, "1");

  g_assert_true (isnan (receipt->maximum_at.x));
  g_assert_nonnull (strstr (json, "\"maximum_at\":[null,null]"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-receipt/how-far-off", test_binning_says_how_far_off_it_is);
  g_test_add_func ("/density-receipt/on-cell-centres", test_binning_on_cell_centres_is_exact);
  g_test_add_func ("/density-receipt/keeps-the-amount", test_binning_keeps_the_amount);
  g_test_add_func ("/density-receipt/figures", test_it_holds_the_figures);
  g_test_add_func ("/density-receipt/hash", test_the_hash_is_of_the_numbers);
  g_test_add_func ("/density-receipt/json", test_its_json_is_read_back);
  g_test_add_func ("/density-receipt/empty", test_an_empty_one_has_no_maximum);

  return g_test_run ();
}
