#pragma once

#include "atlas-hot-spots.h"

G_BEGIN_DECLS

#define ATLAS_HOT_SPOT_LEVELS_MAX 8

/**
 * AtlasHotSpotLevel:
 * @bandwidth: metres
 * @spots: (element-type AtlasHotSpot): of the density of that bandwidth, as
 *   atlas_hot_spots_find() lists them, with the bandwidth for the separation
 *
 * One of the densities of the same places. Borrows all.
 */
typedef struct
{
  double        bandwidth;
  const GArray *spots;
} AtlasHotSpotLevel;

/**
 * AtlasPersistentHotSpot:
 * @spots: which hot spot it is, by level
 * @strength: 0 to 1: its part of the level's highest hot spot, on average over the
 *   levels
 */
typedef struct
{
  guint  spots[ATLAS_HOT_SPOT_LEVELS_MAX];
  double strength;
} AtlasPersistentHotSpot;

/**
 * atlas_hot_spots_find_persistent:
 * @levels: (array length=n_levels): from the narrowest bandwidth to the widest
 * @n_levels: 1 to %ATLAS_HOT_SPOT_LEVELS_MAX
 *
 * What is a hot spot whatever the bandwidth: one hot spot of each level, so that of
 * any two of them the one lies within the other's bandwidth, the wider one's. So far
 * the kernel of the wider one reaches: what makes the narrower top still counts at
 * the wider one, and a top that moves as it is smoothed stays the same; one that
 * comes from elsewhere does not stand in for it. (Modes that are followed over
 * bandwidths: Minnotte and Scott, The mode tree, Journal of Computational and
 * Graphical Statistics 2, 1993.)
 *
 * Each hot spot is part of one at most. The widest level's are taken in their order,
 * the highest first, and each takes the highest that are left of the narrower levels,
 * of a difference with the same sign:
 * where a hot spot falls apart at a narrow bandwidth, its higher part goes on. What
 * is no hot spot by itself, a ripple under a tenth of its level's maximum, or the
 * lower one of two within a bandwidth, counts on no level. Of equal ones the order of
 * the lists decides.
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type AtlasPersistentHotSpot): the strongest
 *   first; strength, height added up over scales, is what tells a structure from
 *   chance (Lindeberg, Detecting salient blob-like image structures and their
 *   scales, International Journal of Computer Vision 11, 1993)
 */
GArray *atlas_hot_spots_find_persistent (const AtlasHotSpotLevel *levels,
                                         guint                    n_levels);

G_END_DECLS
