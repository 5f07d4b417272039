#pragma once

#include "atlas-grid.h"
#include "atlas-weighted-places.h"

G_BEGIN_DECLS

/**
 * atlas_document_density_for_plan:
 *
 * The plan's own density of a resource: floor area (m² per km²) as
 * atlas_weighted_places_new() has it, over the municipality, cells of 100 m,
 * bandwidth 2,000 m. Blocking. Reads @plan on the caller's thread.
 *
 * Errors as atlas_density_compute(), and %ATLAS_ERROR_ARGUMENT for a plan with
 * neither districts nor blocks.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasGrid *atlas_document_density_for_plan (AtlasPlan      *plan,
                                            AtlasResource   resource,
                                            GCancellable   *cancellable,
                                            GError        **error);

/* The same where @plan has been read already, into @places and @extent
 * (atlas_document_density_find_extent()). Errors as atlas_density_compute(). Any
 * thread. */
AtlasGrid *atlas_document_density_compute  (const AtlasWeightedPlaces *places,
                                            const AtlasBox            *extent,
                                            GCancellable              *cancellable,
                                            GError                   **error);

/* The districts together; a plan without any ends where its blocks do. Returns:
 * %FALSE: %ATLAS_ERROR_ARGUMENT: it has neither */
gboolean   atlas_document_density_find_extent (AtlasPlan    *plan,
                                               AtlasBox     *extent,
                                               GError      **error);

/* What densities are clipped to: the districts as one shape, of a plan without any
 * its blocks. Returns: (transfer full) (nullable): as above */
AtlasGeometry *atlas_document_density_find_region (AtlasPlan *plan,
                                               GError      **error);

G_END_DECLS
