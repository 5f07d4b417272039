#include "atlas-bench.h"

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

void
atlas_bench_print (const char *name,
                   double      value,
                   const char *unit)
{
  g_print ("%-48s %9.1f %s\n", name, value, unit);
}

double
atlas_bench_quantile (GArray *durations,
                      double  share)
{
  guint i = MIN ((guint) (share * durations->len), durations->len - 1);

  g_array_sort (durations, compare_times);

  return (double) g_array_index (durations, gint64, i) / 1000;
}

void
atlas_bench_run (const char     *name,
                 guint           times,
                 AtlasBenchFunc  run,
                 gpointer        data)
{
  g_autoptr(GArray) durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  run (data);
  for (guint i = 0; i < times; i++)
    {
      gint64 duration = g_get_monotonic_time ();

      run (data);
      duration = g_get_monotonic_time () - duration;
      g_array_append_val (durations, duration);
    }

  atlas_bench_print (name, atlas_bench_quantile (durations, 0.5), "ms");
}
