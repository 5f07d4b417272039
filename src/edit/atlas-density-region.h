#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/* Where a plan's densities are. On the thread that may use @plan. */

/* The districts together; a plan without any ends where its blocks do. Returns:
 * %FALSE: %ATLAS_ERROR_ARGUMENT: it has neither */
gboolean   atlas_density_region_find_extent (AtlasPlan    *plan,
                                               AtlasBox     *extent,
                                               GError      **error);

/* What densities are clipped to: the districts as one shape, of a plan without any
 * its blocks. Returns: (transfer full) (nullable): as above */
AtlasGeometry *atlas_density_region_new (AtlasPlan *plan,
                                               GError      **error);

G_END_DECLS
