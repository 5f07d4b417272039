#pragma once

#include "atlas-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasDensityFindings:
 *
 * What the density of the map that is shown says: its hot spots, blocks where it is
 * high but that are general, key blocks where it is low, and the sites that make it
 * up at a place. Follows density and blocks; where there is nothing to be said, says
 * why. Rows select the block and go there by the actions `win.select` and
 * `win.zoom-to` of the parent.
 */
#define ATLAS_TYPE_DENSITY_FINDINGS (atlas_density_findings_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityFindings, atlas_density_findings, ATLAS, DENSITY_FINDINGS,
                      AdwWindow)

AtlasDensityFindings *atlas_density_findings_new    (GtkWindow            *parent,
                                                     AtlasSession         *session);

/* Shows the sites that make the density at a place, EPSG:4548. */
void                  atlas_density_findings_ask    (AtlasDensityFindings *self,
                                                     AtlasPoint            at);

/* How many rows a page has: "hot-spots", "hot", "cold" or "sites" */
guint                 atlas_density_findings_get_n  (AtlasDensityFindings *self,
                                                     const char           *page);

G_END_DECLS
