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

G_END_DECLS
