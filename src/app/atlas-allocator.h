#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets how the allocator keeps memory, for a program that draws. Call it before
 * there are threads. */
void atlas_allocator_init (void);

G_END_DECLS
