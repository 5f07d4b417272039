#include "atlas-density-bandwidth.h"

#include "atlas-error.h"
#include "atlas-neighbours.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* Where the places are, and how far apart. */
typedef struct
{
  double x;
  double y;
  double variance; /* to the east and to the north together */
  double n;        /* as many equal places would tell as much */
  double weight;
} Spread;

typedef struct
{
  double distance;
  double weight;
} Far;

static double
get_weight (const double *weight,
            gsize         i)
{
  return weight != NULL ? weight[i] : 1;
}

static Spread
measure (const double *x,
         const double *y,
         const double *weight,
         gsize         n)
{
  Spread self = { 0 };
  double squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      double w = get_weight (weight, i);

      self.weight += w;
      squares += w * w;
      self.x += w * x[i];
      self.y += w * y[i];
    }
  if (self.weight == 0)
    return self;

  self.x /= self.weight;
  self.y /= self.weight;
  self.n = self.weight * self.weight / squares;
  for (gsize i = 0; i < n; i++)
    self.variance += get_weight (weight, i) *
                     (pow (x[i] - self.x, 2) + pow (y[i] - self.y, 2)) / self.weight;

  return self;
}

static int
compare_distances (const void *a,
                   const void *b)
{
  const Far *x = a, *y = b;

  return (x->distance > y->distance) - (x->distance < y->distance);
}

/* From the centre: half of the weight is no farther, and half no nearer. */
static double
find_median_distance (const Spread *spread,
                      const double *x,
                      const double *y,
                      const double *weight,
                      gsize         n)
{
  g_autofree Far *all = g_new (Far, n);
  double sum = 0;
  gsize i = 0;

  for (gsize k = 0; k < n; k++)
    all[k] = (Far) { hypot (x[k] - spread->x, y[k] - spread->y), get_weight (weight, k) };
  qsort (all, n, sizeof *all, compare_distances);

  while (i + 1 < n && (sum += all[i].weight) < spread->weight / 2)
    i++;
  /* Half way between two where neither side has more. */
  if (i + 1 < n && sum == spread->weight / 2)
    return (all[i].distance + all[i + 1].distance) / 2;

  return all[i].distance;
}

double
atlas_density_suggest_silverman (const double *x,
                                 const double *y,
                                 const double *weight,
                                 gsize         n,
                                 AtlasKernel   kernel)
{
  Spread spread = measure (x, y, weight, n);

  if (spread.weight == 0)
    return 0;

  return atlas_kernel_get_rule_factor (kernel) * sqrt (spread.variance / 2) *
         pow (spread.n, -1.0 / 6);
}

double
atlas_density_suggest_robust (const double *x,
                              const double *y,
                              const double *weight,
                              gsize         n)
{
  Spread spread = measure (x, y, weight, n);
  double median;

  if (spread.weight == 0)
    return 0;
  median = find_median_distance (&spread, x, y, weight, n);

  return 0.9 * MIN (sqrt (spread.variance), sqrt (1 / G_LN2) * median) * pow (spread.n, -0.2);
}

gboolean
atlas_density_adapt_to_neighbours (const double  *x,
                                   const double  *y,
                                   gsize          n,
                                   guint          k,
                                   double         least,
                                   double         most,
                                   double        *bandwidths,
                                   GError       **error)
{
  if (k < 1 || k >= n)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("Density: of %lu places none has a neighbour number %u. Choose a smaller "
                     "number."),
                   (gulong) n, k);
      return FALSE;
    }

  atlas_neighbours_find_distances (x, y, n, k, bandwidths);
  for (gsize i = 0; i < n; i++)
    bandwidths[i] = CLAMP (bandwidths[i], least, most);

  return TRUE;
}

void
atlas_density_adapt_to_pilot (const AtlasGrid *pilot,
                              const double    *x,
                              const double    *y,
                              gsize            n,
                              double           bandwidth,
                              double           least,
                              double           most,
                              double          *bandwidths)
{
  double sum = 0;
  gsize n_known = 0;

  for (gsize i = 0; i < n; i++)
    {
      double f = (double) atlas_grid_get_value_at (pilot, x[i], y[i]);

      sum += f > 0 ? log (f) : 0;
      n_known += f > 0;
    }

  for (gsize i = 0; i < n; i++)
    {
      double f = (double) atlas_grid_get_value_at (pilot, x[i], y[i]);

      bandwidths[i] = f > 0 ? bandwidth * sqrt (exp (sum / (double) n_known) / f) : most;
      bandwidths[i] = CLAMP (bandwidths[i], least, most);
    }
}

static int
compare_numbers (const void *a,
                 const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

AtlasDensityBandwidthRange
atlas_density_measure_bandwidths (const double *bandwidths,
                                  const double *weight,
                                  gsize         n)
{
  g_autofree double *sorted = g_new (double, n);
  gsize n_sorted = 0;

  for (gsize i = 0; i < n; i++)
    if (get_weight (weight, i) > 0)
      sorted[n_sorted++] = bandwidths[i];
  if (n_sorted == 0)
    return (AtlasDensityBandwidthRange) { 0, 0, 0 };

  qsort (sorted, n_sorted, sizeof *sorted, compare_numbers);

  return (AtlasDensityBandwidthRange) {
    sorted[0], sorted[(n_sorted - 1) / 2], sorted[n_sorted - 1]
  };
}
