#pragma once

#include "atlas-density-edges.h"
#include "atlas-density-places.h"

G_BEGIN_DECLS

/* The tiles of a frame from binned places; stops half way when cancelled. @tiles:
 * all %NULL before. Values below 2e-6 of the maximum are what transforms leave
 * where there is nothing, and become 0. */
void atlas_density_sum_binned (const AtlasDensityFrame    *frame,
                               const AtlasDensityPlaces   *places,
                               const AtlasDensityEdges    *edges,
                               const AtlasDensityOptions  *options,
                               GCancellable               *cancellable,
                               AtlasGridTile             **tiles);

G_END_DECLS
