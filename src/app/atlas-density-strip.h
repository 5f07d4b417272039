#pragma once

#include "atlas-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasDensityStrip:
 *
 * The density of the map that is shown at four bandwidths side by side, and what is a
 * hot spot at all of them; see #AtlasDensityComparison. Follows the plan and how the
 * density is computed; computes on a thread, and not after it was closed. A map sets
 * its bandwidth; rows, ranked and named by the map's bandwidth or the one here that is
 * nearest to it, select the block and go there by the actions `win.select` and
 * `win.zoom-to` of the parent.
 */
#define ATLAS_TYPE_DENSITY_STRIP (atlas_density_strip_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDensityStrip, atlas_density_strip, ATLAS, DENSITY_STRIP, AdwWindow)

AtlasDensityStrip *atlas_density_strip_new     (GtkWindow         *parent,
                                                AtlasSession      *session);

/* What the window's map shows, scene coordinates: for those who want to see the same
 * here. */
void               atlas_density_strip_set_seen (AtlasDensityStrip *self,
                                                const AtlasBox    *seen);

/* What the maps here show, scene coordinates. */
const AtlasBox    *atlas_density_strip_get_extent (AtlasDensityStrip *self);

/* Is all there, as the plan is now, and drawn? */
gboolean           atlas_density_strip_is_idle (AtlasDensityStrip *self);

/* What the map of that number, from 0, shows; (nullable): nothing yet */
AtlasScene        *atlas_density_strip_get_scene (AtlasDensityStrip *self,
                                                guint              i);

/* Which of the four bandwidths, from 0, ranks and names the hot spots. */
guint              atlas_density_strip_get_reference (AtlasDensityStrip *self);

/* How many hot spots are listed. */
guint              atlas_density_strip_get_n   (AtlasDensityStrip *self);

G_END_DECLS
