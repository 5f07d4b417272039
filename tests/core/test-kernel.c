#include "atlas-kernel.h"

#include <math.h>

/* ∫ u^power · K over the plane, by rings; K squared where @squared. */
static double
integrate (AtlasKernel kernel,
           int         power,
           gboolean    squared)
{
  const guint n = 200000;
  double reach = atlas_kernel_get_reach (kernel), step = reach / n, sum = 0;

  for (guint i = 0; i < n; i++)
    {
      double u = (i + 0.5) * step;
      double value = atlas_kernel_get_peak (kernel) * atlas_kernel_get_shape (kernel, u * u);

      sum += pow (u, power) * (squared ? value * value : value) * 2 * G_PI * u * step;
    }

  return sum;
}

static void
test_each_integrates_to_one (void)
{
  for (AtlasKernel kernel = 0; kernel < ATLAS_N_KERNELS; kernel++)
    g_assert_cmpfloat_with_epsilon (integrate (kernel, 0, FALSE), 1, 1e-6);
}

static void
test_the_rule_factor_is_silvermans (void)
{
  for (AtlasKernel kernel = 0; kernel < ATLAS_N_KERNELS; kernel++)
    {
      double variance = integrate (kernel, 2, FALSE) / 2;
      double factor = pow (4 * G_PI * integrate (kernel, 0, TRUE) / (variance * variance), 1.0 / 6);

      g_assert_cmpfloat_with_epsilon (atlas_kernel_get_rule_factor (kernel), factor, 1e-5);
    }

  /* His table 4.1. */
  g_assert_cmpfloat_with_epsilon (atlas_kernel_get_rule_factor (ATLAS_KERNEL_EPANECHNIKOV), 2.40,
                                  0.005);
  g_assert_cmpfloat_with_epsilon (atlas_kernel_get_rule_factor (ATLAS_KERNEL_QUARTIC), 2.78, 0.005);
}

static void
test_shapes_begin_at_one_and_end_at_the_reach (void)
{
  for (AtlasKernel kernel = 0; kernel < ATLAS_N_KERNELS; kernel++)
    {
      double reach = atlas_kernel_get_reach (kernel), last = 1;

      g_assert_cmpfloat (atlas_kernel_get_shape (kernel, 0), ==, 1);
      for (double u = 0; u < reach; u += 0.01)
        {
          g_assert_cmpfloat (atlas_kernel_get_shape (kernel, u * u), <=, last);
          last = atlas_kernel_get_shape (kernel, u * u);
        }
      g_assert_cmpfloat (last, >, 0);
      g_assert_cmpfloat (atlas_kernel_get_shape (kernel, reach * reach * 1.0001), ==, 0);
    }
}

static void
test_keys_are_found (void)
{
  for (int kernel = 0; kernel < ATLAS_N_KERNELS; kernel++)
    g_assert_cmpint (atlas_kernel_find (atlas_kernel_get_key (kernel)), ==, kernel);
  g_assert_cmpint (atlas_kernel_find ("Quartic"), ==, ATLAS_KERNEL_QUARTIC);
  g_assert_cmpint (atlas_kernel_find ("biweight"), ==, -1);
  g_assert_cmpint (atlas_kernel_find (""), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kernel/integrates-to-one", test_each_integrates_to_one);
  g_test_add_func ("/kernel/rule-factor", test_the_rule_factor_is_silvermans);
  g_test_add_func ("/kernel/shape", test_shapes_begin_at_one_and_end_at_the_reach);
  g_test_add_func ("/kernel/keys", test_keys_are_found);

  return g_test_run ();
}
