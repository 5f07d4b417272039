#pragma once

#include "atlas-density-settings.h"
#include "atlas-document.h"
#include "atlas-grid.h"

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

/* Is it a state of the plan that is taken off? */
gboolean   atlas_document_density_needs_state (const AtlasDensitySettings *settings);

/* Which state that is: what was published, or a snapshot. Returns: (nullable): there is
 * none, or the history is not ready. Borrowed until the next change */
const AtlasSnapshot *
           atlas_document_density_find_state  (AtlasDocument              *document,
                                               const AtlasDensitySettings *settings);

G_END_DECLS
