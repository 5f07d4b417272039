#pragma once

#include "atlas-density-edges.h"
#include "atlas-density-places.h"

G_BEGIN_DECLS

/* The tiles of a frame, each cell within 0.001 % of the maximum of the float64 sum;
 * stops half way when cancelled. @tiles: all %NULL before. */
void atlas_density_sum_exact  (const AtlasDensityFrame    *frame,
                               const AtlasDensityPlaces   *places,
                               const AtlasDensityEdges    *edges,
                               const AtlasDensityOptions  *options,
                               GCancellable               *cancellable,
                               AtlasGridTile             **tiles);

G_END_DECLS
