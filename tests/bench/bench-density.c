/* How long a density of the whole city takes: 100 m cells, bandwidth 2,000 m. */

#include "atlas-bench.h"
#include "atlas-density.h"

typedef struct
{
  double *x;
  double *y;
  gsize   n;
} Places;

static void
compute (gpointer data)
{
  const Places *self = data;
  const AtlasBox city = { 364000, 4367000, 544000, 4548000 };
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  AtlasDensityOptions options;

  atlas_density_options_init (&options, &city);
  grid = atlas_density_compute (self->x, self->y, NULL, self->n, &options, NULL, &error);
  if (grid == NULL)
    g_error ("%s", error->message);
}

static void
bench_places (gsize n,
              guint times)
{
  g_autofree char *name = g_strdup_printf ("density-%" G_GSIZE_FORMAT "-places", n);
  g_autofree double *x = g_new (double, n);
  g_autofree double *y = g_new (double, n);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = g_rand_double_range (random, 410000, 480000);
      y[i] = g_rand_double_range (random, 4390000, 4450000);
    }

  atlas_bench_run (name, times, compute, &(Places) { x, y, n });
}

int
main (int   argc,
      char *argv[])
{
  bench_places (4800, 11);
  bench_places (100000, 5);

  return 0;
}
