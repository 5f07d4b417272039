#include "atlas-test-density.h"

#include <math.h>
#include <stdlib.h>

#define KM2 1e6

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

void
atlas_test_sort (double *numbers,
                 gsize   n)
{
  qsort (numbers, n, sizeof *numbers, compare_doubles);
}

static double
get_distance (double x0,
              double y0,
              double x1,
              double y1)
{
  double dx = x0 - x1, dy = y0 - y1;

  return sqrt (dx * dx + dy * dy);
}

double
atlas_test_find_neighbour (const double *x,
                           const double *y,
                           const double *weight,
                           gsize         n,
                           gsize         place,
                           guint         k)
{
  g_autofree double *all = g_new (double, n);
  gsize n_all = 0;

  for (gsize other = 0; other < n; other++)
    if (other != place && weight[other] > 0)
      all[n_all++] = get_distance (x[place], y[place], x[other], y[other]);
  g_assert_cmpuint (k, >=, 1);
  g_assert_cmpuint (k, <=, n_all);
  atlas_test_sort (all, n_all);

  return all[k - 1];
}

double
atlas_test_sum_quartic (const double *x,
                        const double *y,
                        const double *weight,
                        gsize         n,
                        const double *bandwidths,
                        double        bandwidth,
                        double        at_x,
                        double        at_y)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double r = bandwidths != NULL ? bandwidths[i] : bandwidth;
      double u = get_distance (x[i], y[i], at_x, at_y) / r;

      if (u < 1)
        sum += weight[i] * KM2 * 3 / (G_PI * r * r) * pow (1 - u * u, 2);
    }

  return sum;
}

void
atlas_test_assert_same_grid (const AtlasGrid *a,
                             const AtlasGrid *b)
{
  guint n_columns = atlas_grid_get_n_columns (a), n_rows = atlas_grid_get_n_rows (a);

  g_assert_cmpuint (n_columns, ==, atlas_grid_get_n_columns (b));
  g_assert_cmpuint (n_rows, ==, atlas_grid_get_n_rows (b));
  g_assert_cmpfloat (atlas_grid_get_maximum (a), ==, atlas_grid_get_maximum (b));
  g_assert_cmpfloat (atlas_grid_get_maximum (a), >, 0);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        g_assert_cmpfloat (atlas_grid_get_value (a, (int) column, (int) row), ==,
                           atlas_grid_get_value (b, (int) column, (int) row));
        g_assert_cmpint (atlas_grid_has_value (a, (int) column, (int) row), ==,
                         atlas_grid_has_value (b, (int) column, (int) row));
      }
}
