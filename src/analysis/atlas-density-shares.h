#pragma once

#include "atlas-density.h"

G_BEGIN_DECLS

/* What one place gives to a density: its number, how much, amount per km², and
 * which part of the whole that is. */
typedef struct
{
  guint  place;
  double value;
  double share;
} AtlasDensityShare;

/**
 * atlas_density_list_shares:
 * @weight: (nullable): as for atlas_density_compute()
 * @at: metres
 *
 * What the density at @at is made of: kernels summed in float64 at that very
 * place, with @options' kernel and bandwidth, or bandwidths; cells and edges are not
 * looked at. Any thread.
 *
 * Returns: (transfer full) (element-type AtlasDensityShare): the largest first, of
 *   equal ones the first; those that give nothing are not there
 */
GArray *atlas_density_list_shares (const double              *x,
                                   const double              *y,
                                   const double              *weight,
                                   gsize                      n,
                                   const AtlasDensityOptions *options,
                                   AtlasPoint                 at);

G_END_DECLS
