#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_memory_new:
 *
 * Memory for arrays that a computation goes through once and gives back: zero,
 * aligned to 128 bytes, in large pages where it is large. On the first touch of
 * each ordinary page of 4 KB the kernel has some µs of work, more than a
 * computation has with what is in it. Any thread; ends the program where there is
 * none, as g_malloc() does.
 *
 * Returns: (transfer full): to be freed with the same @size
 */
gpointer atlas_memory_new  (gsize    size);
void     atlas_memory_free (gpointer memory,
                            gsize    size);

/* Has the system find the pages from @start to @end, in a thread of its own, before they
 * are used; what lies there stays as it is. Where the system can't, or there is no such
 * memory any more, nothing happens. Any thread. */
void     atlas_memory_take_ahead (gpointer start,
                                  gpointer end);

G_END_DECLS
