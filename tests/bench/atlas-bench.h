#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is to be timed; a failure ends the program with a message. */
typedef void (*AtlasBenchFunc) (gpointer data);

/* Runs @run once to warm up and then @times times, and prints the line
 * "@name MEDIAN ms". */
void atlas_bench_run (const char     *name,
                      guint           times,
                      AtlasBenchFunc  run,
                      gpointer        data);

/* Prints the line "@name @value @unit". */
void atlas_bench_print (const char *name,
                        double      value,
                        const char *unit);

/* Sorts @durations (element-type gint64, µs). Returns: that at @share of them,
 * 0.5 for the median, in ms */
double atlas_bench_quantile (GArray *durations,
                             double  share);

G_END_DECLS
