/* How a density is wanted, and what it is then. */

#include "atlas-density-input.h"
#include "atlas-document-density.h"
#include "atlas-error.h"
#include "atlas-test-plan.h"

#include <math.h>

static void
test_json_and_back (void)
{
  static const char *const whats[ATLAS_N_DENSITY_MINUS] =
    { NULL, NULL, "Before the meeting", "factories", "zone = core" };
  static const char *const filters[] = { NULL, "class = key", "year_built < 1990 and zone = core" };
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 200; i++)
    {
      g_auto(AtlasDensitySettings) settings = {
        .measure = g_rand_int_range (random, 0, ATLAS_N_MEASURES),
        .kernel = g_rand_int_range (random, 0, ATLAS_N_KERNELS),
        .edge = g_rand_int_range (random, 0, ATLAS_N_DENSITY_EDGES),
        .bandwidth = g_rand_double_range (random, 300, 9000),
        .bandwidth_kind = g_rand_int_range (random, 0, ATLAS_N_BANDWIDTH_KINDS),
        .neighbour = g_rand_int_range (random, 1, ATLAS_DENSITY_NEIGHBOUR_MAX + 1),
        .cell = g_rand_double_range (random, 20, 500),
        .top = g_rand_boolean (random) ? 0 : g_rand_double_range (random, 0, 1e7),
        .filter = g_strdup (filters[i % G_N_ELEMENTS (filters)]),
        .minus = i % ATLAS_N_DENSITY_MINUS,
        .minus_what = g_strdup (whats[i % ATLAS_N_DENSITY_MINUS]),
        .classification = g_rand_int_range (random, 0, ATLAS_N_CLASSIFICATIONS),
        .n_classes = g_rand_int_range (random, ATLAS_CLASSES_MIN, ATLAS_CLASSES_MAX + 1),
        .contours = g_rand_boolean (random),
        .ramp = g_rand_int_range (random, 0, ATLAS_N_RAMP_KINDS),
      };
      g_auto(AtlasDensitySettings) read = { .filter = NULL };
      g_autofree char *json = atlas_density_settings_to_json (&settings);
      g_autofree char *again = NULL;
      g_autoptr(GError) error = NULL;

      atlas_density_settings_init (&read);
      g_assert_true (atlas_density_settings_set_json (&read, json, &error));
      g_assert_no_error (error);
      g_assert_true (atlas_density_settings_equal (&settings, &read));
      g_assert_cmpuint (read.neighbour, ==, settings.neighbour);
      again = atlas_density_settings_to_json (&read);
      g_assert_cmpstr (again, ==, json);
    }
}

static void
test_what_is_none_is_refused (void)
{
  static const char *const bad[] = {
    "", "7", "[]", "{", "{\"kernel\":\"round\"}", "{\"bandwidth\":\"wide\"}",
    "{\"bandwidth\":1e9}", "{\"bandwidth\":-5}", "{\"bandwidth\":200,\"cell\":500}",
    "{\"weight\":7}", "{\"filter\":\"class =\"}", "{\"filter\":[]}", "{\"top\":-1}",
    "{\"cell\":0}", "{\"edge\":null}", "{\"classes\":2}", "{\"classification\":\"odd\"}",
    "{\"bandwidth_kind\":\"own\"}", "{\"ramp\":\"rainbow\"}", "{\"neighbour\":0}", "{\"neighbour\":1001}",
    "{\"neighbour\":\"5\"}",
    "{\"minus\":\"snapshot\"}", "{\"minus_what\":\"x\"}", "{\"contours\":\"yes\"}",
    "{\"minus\":\"resource\",\"minus_what\":\"x\"}", "{\"minus\":\"filter\",\"minus_what\":\"x\"}",
  };
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_auto(AtlasDensitySettings) before = { .filter = NULL };

  atlas_density_settings_init (&settings);
  settings.bandwidth = 700;
  settings.filter = g_strdup ("class = key");
  atlas_density_settings_copy (&settings, &before);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (atlas_density_settings_set_json (&settings, bad[i], &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
      g_assert_true (atlas_density_settings_equal (&settings, &before));
    }
}

/* Settings that were kept before sites had bandwidths of their own. */
static void
test_older_ones_are_fixed (void)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;

  atlas_density_settings_init (&settings);
  settings.bandwidth_kind = ATLAS_BANDWIDTH_ABRAMSON;
  g_assert_true (atlas_density_settings_set_json (
    &settings, "{\"bandwidth\":1500,\"cell\":100,\"edge\":\"none\",\"filter\":null,"
               "\"kernel\":\"quartic\",\"top\":0,\"weight\":\"floor-area\"}", &error));
  g_assert_no_error (error);
  g_assert_cmpint (settings.bandwidth_kind, ==, ATLAS_BANDWIDTH_FIXED);
  g_assert_cmpfloat (settings.bandwidth, ==, 1500);
  g_assert_cmpuint (settings.neighbour, >=, 1);
}

static AtlasGrid *
compute (AtlasPlan    *plan,
         AtlasMeasure  measure,
         const char   *filter)
{
  AtlasDensitySettings settings;
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid;

  atlas_density_settings_init (&settings);
  settings.measure = measure;
  settings.filter = (char *) filter;
  input = atlas_density_input_new (plan, NULL, ATLAS_RESOURCE_COMPOUNDS, &settings, &error);
  g_assert_no_error (error);
  grid = atlas_density_input_compute (input, NULL, &error);
  g_assert_no_error (error);

  return grid;
}

static void
test_unchanged_it_is_the_plans (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasGrid) grid = compute (plan, ATLAS_MEASURE_FLOOR_AREA, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) plans = atlas_document_density_for_plan (plan, ATLAS_RESOURCE_COMPOUNDS,
                                                                NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (atlas_grid_get_n_columns (grid), ==, atlas_grid_get_n_columns (plans));
  for (int row = 0; row < (int) atlas_grid_get_n_rows (grid); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (grid); column++)
      g_assert_cmpfloat (atlas_grid_get_value (grid, column, row), ==,
                         atlas_grid_get_value (plans, column, row));
  g_assert_cmpfloat (atlas_grid_get_maximum (grid), >, 0);
}

/* What a filter takes and what it leaves are all together. */
static void
test_parts_make_the_whole (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasGrid) all = compute (plan, ATLAS_MEASURE_COUNT, NULL);
  g_autoptr(AtlasGrid) some = compute (plan, ATLAS_MEASURE_COUNT, "class = key");
  g_autoptr(AtlasGrid) others = compute (plan, ATLAS_MEASURE_COUNT, "not (class = key)");
  double tolerance = 2e-5 * (double) atlas_grid_get_maximum (all);

  g_assert_cmpfloat (atlas_grid_get_maximum (some), >, 0);
  g_assert_cmpfloat (atlas_grid_get_maximum (others), >, 0);
  for (int row = 0; row < (int) atlas_grid_get_n_rows (all); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (all); column++)
      g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (some, column, row) +
                                      atlas_grid_get_value (others, column, row),
                                      atlas_grid_get_value (all, column, row), tolerance);
}

/* What is taken off, put back on, is what was there before. */
static void
test_a_difference_is_of_two (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasGrid) all = compute (plan, ATLAS_MEASURE_COUNT, "code != \"\"");
  g_autoptr(AtlasGrid) some = compute (plan, ATLAS_MEASURE_COUNT, "class = key");
  g_autoptr(AtlasGrid) difference = NULL;
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(GError) error = NULL;
  AtlasDensitySettings settings;
  double tolerance = 1e-6 * (double) atlas_grid_get_maximum (all);

  atlas_density_settings_init (&settings);
  settings.measure = ATLAS_MEASURE_COUNT;
  settings.filter = (char *) "class = key";
  settings.minus = ATLAS_DENSITY_MINUS_FILTER;
  settings.minus_what = (char *) "code != \"\"";
  input = atlas_density_input_new (plan, NULL, ATLAS_RESOURCE_COMPOUNDS, &settings, &error);
  g_assert_no_error (error);
  difference = atlas_density_input_compute (input, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (atlas_grid_get_minimum (difference), <, 0);
  for (int row = 0; row < (int) atlas_grid_get_n_rows (all); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (all); column++)
      g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (difference, column, row) +
                                      atlas_grid_get_value (all, column, row),
                                      atlas_grid_get_value (some, column, row), tolerance);
}

static void
test_a_bad_filter_is_told (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;
  AtlasDensitySettings settings;

  atlas_density_settings_init (&settings);
  settings.filter = (char *) "colour = red";
  g_assert_null (atlas_density_input_new (plan, NULL, ATLAS_RESOURCE_COMPOUNDS, &settings, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/density-settings/json-and-back", test_json_and_back);
  g_test_add_func ("/density-settings/older-ones-are-fixed", test_older_ones_are_fixed);
  g_test_add_func ("/density-settings/what-is-none-is-refused", test_what_is_none_is_refused);
  g_test_add_func ("/density-settings/unchanged-it-is-the-plans", test_unchanged_it_is_the_plans);
  g_test_add_func ("/density-settings/parts-make-the-whole", test_parts_make_the_whole);
  g_test_add_func ("/density-settings/a-difference-is-of-two", test_a_difference_is_of_two);
  g_test_add_func ("/density-settings/a-bad-filter-is-told", test_a_bad_filter_is_told);

  return g_test_run ();
}
