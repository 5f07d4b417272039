#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets how the allocator keeps memory, for a program that draws. Call it before
 * there are threads. */
void atlas_allocator_init       (void);

/* Has the system find the pages of what the heap will need next, before a frame waits for
 * them. Main thread. */
void atlas_allocator_take_ahead (void);

G_END_DECLS
