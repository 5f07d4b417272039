/* One density at several bandwidths. */

#include "atlas-density-comparison.h"
#include "atlas-test-density.h"
#include "atlas-test-plan.h"

static AtlasDensityInput *
make_input (AtlasPlan                  *plan,
            const AtlasDensitySettings *settings)
{
  g_autoptr(GError) error = NULL;
  AtlasDensityInput *input = atlas_density_input_new (plan, NULL, ATLAS_RESOURCE_COMPOUNDS,
                                                      settings, &error);

  g_assert_no_error (error);

  return input;
}

/* Kernel, cells and edge stay those of the input; only its bandwidth does not count. */
static void
test_each_is_the_density_of_its_bandwidth (void)
{
  static const double bandwidths[] = { 500, 1000, 2000, 4000 };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasDensityComparison) comparison = NULL;
  g_autoptr(GError) error = NULL;
  double maximum = 0;

  atlas_density_settings_init (&settings);
  settings.kernel = ATLAS_KERNEL_EPANECHNIKOV;
  settings.edge = ATLAS_DENSITY_EDGE_CLIP;
  settings.cell = 200;
  settings.bandwidth = 3000;
  input = make_input (plan, &settings);
  comparison = atlas_density_comparison_new (input, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < ATLAS_DENSITY_COMPARISON_N; i++)
    {
      g_autoptr(AtlasDensityInput) level = NULL;
      g_autoptr(AtlasGrid) grid = NULL;

      settings.bandwidth = bandwidths[i];
      level = make_input (plan, &settings);
      grid = atlas_density_input_compute (level, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (comparison->bandwidths[i], ==, bandwidths[i]);
      atlas_test_assert_same_grid (comparison->grids[i], grid);
      maximum = MAX (maximum, (double) atlas_grid_get_maximum (grid));
    }
  g_assert_cmpfloat (atlas_density_comparison_get_maximum (comparison), ==, maximum);
}

/* Each is a hot spot of its density, at any bandwidth. */
static void
test_those_that_persist_are_hot_spots (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasDensityComparison) comparison = NULL;

  atlas_density_settings_init (&settings);
  input = make_input (plan, &settings);
  comparison = atlas_density_comparison_new (input, NULL, NULL);
  g_assert_cmpuint (comparison->persistent->len, >, 0);
  for (guint i = 0; i < comparison->persistent->len; i++)
    for (guint level = 0; level < ATLAS_DENSITY_COMPARISON_N; level++)
      {
        const AtlasHotSpot *spot = atlas_density_comparison_get_spot (comparison, i, level);

        g_assert_cmpfloat (atlas_grid_get_value_at (comparison->grids[level], spot->x, spot->y),
                           ==, spot->value);
      }
}

/* Where something is taken off, there is less than nothing, and bottoms persist too. */
static void
test_a_difference_is_compared (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasDensityComparison) comparison = NULL;
  guint n_less = 0;
  double most = 0;

  atlas_density_settings_init (&settings);
  settings.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  settings.minus_what = g_strdup ("buildings");
  input = make_input (plan, &settings);
  comparison = atlas_density_comparison_new (input, NULL, NULL);
  for (guint i = 0; i < ATLAS_DENSITY_COMPARISON_N; i++)
    most = MAX (most, -(double) atlas_grid_get_minimum (comparison->grids[i]));
  g_assert_cmpfloat (atlas_density_comparison_get_maximum (comparison), >=, most);
  for (guint i = 0; i < comparison->persistent->len; i++)
    {
      gboolean is_less = atlas_density_comparison_get_spot (comparison, i, 0)->value < 0;

      n_less += is_less;
      for (guint level = 1; level < ATLAS_DENSITY_COMPARISON_N; level++)
        g_assert_true ((atlas_density_comparison_get_spot (comparison, i, level)->value < 0) ==
                       is_less);
    }
  g_assert_cmpuint (n_less, >, 0);
  g_assert_cmpuint (n_less, <, comparison->persistent->len);
}

/* A cancelled one has no result, and says so. */
static void
test_cancelled (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  atlas_density_settings_init (&settings);
  input = make_input (plan, &settings);
  g_cancellable_cancel (cancellable);
  g_assert_null (atlas_density_comparison_new (input, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What the four have in common is the same whatever the bandwidth of the map, and
 * another with other places or another kernel. */
static void
test_bandwidth_does_not_count (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasDensityInput) wider = NULL;
  g_autoptr(AtlasDensityInput) flat = NULL;
  g_autoptr(AtlasDensityInput) anew = NULL;

  atlas_density_settings_init (&settings);
  input = make_input (plan, &settings);
  settings.bandwidth = 4000;
  settings.top = 5;
  wider = atlas_density_input_new_like (input, &settings);
  g_assert_true (atlas_density_comparison_is_of_same (input, wider));
  settings.kernel = ATLAS_KERNEL_UNIFORM;
  flat = atlas_density_input_new_like (input, &settings);
  g_assert_false (atlas_density_comparison_is_of_same (wider, flat));
  anew = make_input (plan, &settings);
  g_assert_false (atlas_density_comparison_is_of_same (flat, anew));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/density-comparison/each-is-the-density-of-its-bandwidth",
                   test_each_is_the_density_of_its_bandwidth);
  g_test_add_func ("/density-comparison/those-that-persist-are-hot-spots",
                   test_those_that_persist_are_hot_spots);
  g_test_add_func ("/density-comparison/a-difference-has-hot-spots-of-both-signs",
                   test_a_difference_is_compared);
  g_test_add_func ("/density-comparison/cancelled-there-is-none", test_cancelled);
  g_test_add_func ("/density-comparison/the-bandwidth-does-not-count",
                   test_bandwidth_does_not_count);

  return g_test_run ();
}
