#include "atlas-bench.h"

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
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

  g_array_sort (durations, compare_times);
  g_print ("%-48s %9.1f ms\n", name, (double) g_array_index (durations, gint64, times / 2) / 1000);
}
