#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of many pieces of work. @worker: which of the threads does it, from 0: a
 * number for what each of them has of its own. */
typedef void (*AtlasParallelFunc) (guint    item,
                                   guint    worker,
                                   gpointer data);

/* How many threads atlas_parallel_run() uses. @n_workers: 0: one a processor */
guint atlas_parallel_count_workers (guint             n_workers);

/**
 * atlas_parallel_run:
 * @n_workers: 0: one a processor
 *
 * Does the items 0 … @n_items - 1, each once, begun in that order, and returns
 * when all are done. The calling thread is worker 0. Any thread.
 */
void  atlas_parallel_run           (guint             n_items,
                                    guint             n_workers,
                                    AtlasParallelFunc run,
                                    gpointer          data);

G_END_DECLS
