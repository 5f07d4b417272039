#pragma once

#include "atlas-maps.h"

G_BEGIN_DECLS

/* How densities are computed, as the program's settings keep it: a{us}, JSON by map;
 * a map that has the plan's is not there. Main thread. */

/* Returns: (transfer floating) */
GVariant *atlas_density_store_write (AtlasMaps *maps);

/* What can't be read, of an older or newer program, stays as it is. */
void      atlas_density_store_read  (AtlasMaps *maps,
                                     GVariant  *densities);

G_END_DECLS
