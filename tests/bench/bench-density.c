/* How long densities of the whole city take: 1,800 × 1,800 cells of 100 m and
 * 7,200 × 7,200 of 25 m, quartic kernel, bandwidth 2,000 m, computing only. */

#include "atlas-bench.h"
#include "atlas-density-accumulator.h"

#include <math.h>
#include <time.h>

#define CLUSTERS 60

#define EDITS 1000

#define LOOP_ROWS 1000000

static const AtlasBox city = { 364000, 4367000, 544000, 4547000 };

typedef struct
{
  double              *x;
  double              *y;
  gsize                n;
  AtlasDensityOptions  options;
} Places;

static double
draw_normal (GRand *random)
{
  return sqrt (-2 * log (1 - g_rand_double (random))) *
         cos (2 * G_PI * g_rand_double (random));
}

/* Towns of different sizes, more and larger ones near the middle, and a tenth of
 * all places anywhere. */
static Places
scatter (gsize  n,
         double cell)
{
  Places self = { g_new (double, n), g_new (double, n), n, { city, cell, 2000 } };
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  double east[CLUSTERS], north[CLUSTERS], size[CLUSTERS];

  for (guint i = 0; i < CLUSTERS; i++)
    {
      east[i] = 449000 + 25000 * draw_normal (random);
      north[i] = 4420000 + 25000 * draw_normal (random);
      size[i] = g_rand_double_range (random, 1000, 5000);
    }
  for (gsize i = 0; i < n; i++)
    {
      guint k = (guint) (CLUSTERS * pow (g_rand_double (random), 2));
      gboolean anywhere = i % 10 == 0;

      self.x[i] = anywhere ? g_rand_double_range (random, city.x0, city.x1)
                           : CLAMP (east[k] + size[k] * draw_normal (random), city.x0, city.x1);
      self.y[i] = anywhere ? g_rand_double_range (random, city.y0, city.y1)
                           : CLAMP (north[k] + size[k] * draw_normal (random), city.y0, city.y1);
    }

  return self;
}

static void
clear (Places *self)
{
  g_free (self->x);
  g_free (self->y);
}

static void
compute (gpointer data)
{
  const Places *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid = atlas_density_compute (self->x, self->y, NULL, self->n,
                                                     &self->options, NULL, &error);

  if (grid == NULL)
    g_error ("%s", error->message);
}

/* What the program is to come near to: rows of the kernel over numbers in memory,
 * one after the other, with nothing around it. */
#ifdef __x86_64__
__attribute__ ((target ("avx2")))
#endif
static void
add_rows (gpointer data)
{
  const guint n = *(const guint *) data;
  static float sums[64 * 320], dx2[320];

  for (guint k = 0; k < n; k++)
    dx2[k] = (float) k / (float) n;
  for (guint i = 0; i < LOOP_ROWS; i++)
    {
      float *row = sums + i % 64 * 320;

      for (guint k = 0; k < n; k++)
        {
          float t = 1 - dx2[k];

          t = t > 0 ? t : 0;
          row[k] += t * t;
        }
    }
}

/* Of one thread, by the processor's time, for other programs run as well. */
static double
measure_seconds (AtlasBenchFunc run,
                 gpointer       data)
{
  g_autoptr(GArray) durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 7; i++)
    {
      struct timespec before, after;
      gint64 duration;

      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &before);
      run (data);
      clock_gettime (CLOCK_THREAD_CPUTIME_ID, &after);
      duration = (after.tv_sec - before.tv_sec) * G_USEC_PER_SEC +
                 (after.tv_nsec - before.tv_nsec) / 1000;
      g_array_append_val (durations, duration);
    }

  return atlas_bench_quantile (durations, 0.5) / 1000;
}

/* Billions of cells to which a place gives something, a second, by one thread. */
static void
bench_updates (const char *name,
               Places     *places)
{
  double radius = places->options.bandwidth / places->options.cell;
  double n_updates = G_PI * radius * radius * (double) places->n;
  guint n = (guint) (radius * G_PI / 2) & ~7u; /* a row of the disc, on average */
  g_autofree char *loop = g_strconcat (name, "-plain-loop", NULL);

  places->options.n_workers = 1;
  atlas_bench_print (name, n_updates / 1e9 / measure_seconds (compute, places), "G/s");
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
#endif
    atlas_bench_print (loop, (double) LOOP_ROWS * n / 1e9 / measure_seconds (add_rows, &n), "G/s");
  places->options.n_workers = 0;
}

typedef struct
{
  AtlasDensityAccumulator *accumulator;
  double                   x;
  double                   weight;
} Edit;

/* A site's amount is changed and the map is there. */
static void
edit (gpointer data)
{
  Edit *self = data;

  for (guint i = 0; i < EDITS; i++)
    {
      g_autoptr(AtlasGrid) grid = NULL;

      atlas_density_accumulator_remove (self->accumulator, self->x, 4420033, self->weight, NULL);
      self->weight = 2 + i % 3;
      atlas_density_accumulator_add (self->accumulator, self->x, 4420033, self->weight, NULL);
      grid = atlas_density_accumulator_get_grid (self->accumulator);
    }
}

static void
bench_edits (const Places *places)
{
  Edit self = {
    atlas_density_accumulator_new (places->x, places->y, NULL, places->n, &places->options, NULL,
                                   NULL),
    449017, 1
  };

  atlas_density_accumulator_add (self.accumulator, self.x, 4420033, self.weight, NULL);
  edit (&self);
  atlas_bench_print ("density-edit-to-grid", measure_seconds (edit, &self) / EDITS * 1e6, "us");
  atlas_density_accumulator_free (self.accumulator);
}

static void
bench_kernels (Places *places)
{
  for (AtlasKernel kernel = ATLAS_KERNEL_QUARTIC + 1; kernel < ATLAS_N_KERNELS; kernel++)
    {
      g_autofree char *name = g_strconcat ("density-100000-places-",
                                           atlas_kernel_get_key (kernel), NULL);

      places->options.kernel = kernel;
      atlas_bench_run (name, 3, compute, places);
    }
  places->options.kernel = ATLAS_KERNEL_QUARTIC;
}

static void
bench_million (void)
{
  Places places = scatter (1000000, 100);

  atlas_bench_run ("density-1000000-places", 5, compute, &places);
  places.options.method = ATLAS_DENSITY_BINNED;
  atlas_bench_run ("density-1000000-places-binned", 11, compute, &places);
  clear (&places);
}

int
main (int   argc,
      char *argv[])
{
  Places sample = scatter (4800, 100);
  Places coarse = scatter (100000, 100);
  Places fine = scatter (100000, 25);

  atlas_bench_run ("density-4800-places", 11, compute, &sample);
  atlas_bench_run ("density-100000-places", 11, compute, &coarse);
  bench_updates ("density-updates-100-m", &coarse);
  bench_million ();
  atlas_bench_run ("density-100000-places-25-m", 7, compute, &fine);
  bench_updates ("density-updates-25-m", &fine);
  bench_edits (&coarse);
  bench_kernels (&coarse);
  clear (&sample);
  clear (&coarse);
  clear (&fine);

  return 0;
}
