#pragma once

#include "atlas-density-places.h"

G_BEGIN_DECLS

/**
 * atlas_density_keep_inside:
 * @options: with bandwidths of the places' own
 *
 * The amounts that places must have for as much of each to lie inside the region as it
 * has itself: divided by the share of its kernel inside, which is its sum over cells
 * inside divided by that over all. 0 for places outside, and for those that do not
 * reach @frame.
 *
 * Blocking, in @options' number of threads. Any thread. %ATLAS_ERROR_ARGUMENT: the
 * region does not fit into memory.
 *
 * Returns: (transfer full) (nullable) (array): as many as @input has places, and at
 *   least one
 */
double *atlas_density_keep_inside (const AtlasDensityFrame    *frame,
                                   const AtlasDensityInput    *input,
                                   const AtlasDensityOptions  *options,
                                   GCancellable               *cancellable,
                                   GError                    **error);

G_END_DECLS
