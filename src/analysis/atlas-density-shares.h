#pragma once

#include "atlas-density.h"

G_BEGIN_DECLS

/* What one place gives to a density: its number, how much, amount per km², and
 * which part of the whole that is; of a difference, of all magnitudes together. @is_taken:
 * it is one of the places that are taken off, and the value is less than nothing. */
typedef struct
{
  guint    place;
  double   value;
  double   share;
  gboolean is_taken;
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

/* The places that an array of shares numbers. (array): metres */
typedef struct
{
  GArray       *shares; /* (element-type AtlasDensityShare) */
  const double *x;
  const double *y;
} AtlasDensityShareList;

/**
 * atlas_density_shares_take_off:
 *
 * What a difference at a place is made of. A place that stands on the spot of one that is
 * taken off is one with it, and gives what it has more or less: of what stayed as it was
 * nothing is left. Of several on a spot the largest is one with the largest, and so on.
 * Any thread.
 *
 * Returns: (transfer full) (element-type AtlasDensityShare): the largest magnitude first
 */
GArray *atlas_density_shares_take_off (const AtlasDensityShareList *from,
                                       const AtlasDensityShareList *taken);

G_END_DECLS
