#pragma once

#include "atlas-grid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasDensityOptions:
 * @extent: metres, EPSG:4548; widened to whole multiples of @cell, so that
 *   colours do not move with the view
 * @cell: edge of a cell, metres
 * @bandwidth: radius of the kernel, metres
 */
typedef struct
{
  AtlasBox extent;
  double   cell;
  double   bandwidth;
} AtlasDensityOptions;

/* The plan's densities: the whole municipality, cells of 100 m, bandwidth 2,000 m. */
void       atlas_density_options_init (AtlasDensityOptions       *options,
                                       const AtlasBox            *municipality);

/**
 * atlas_density_compute:
 * @x: @y: (array length=n): places in metres, EPSG:4548
 * @weight: (array length=n) (nullable): amounts; %NULL counts each as 1
 *
 * Kernel density with the quartic (biweight) kernel,
 *   K(d) = 3 / (π R²) · (1 − (d / R)²)² for d < R, else 0,
 * (Silverman, Density Estimation for Statistics and Data Analysis, 1986, eq.
 * 4.5), evaluated at cell centres, in amount per *km²*. Accumulated in double,
 * in the order of the places: the same bits whatever the number of threads and
 * whatever part of the city @options ask for.
 *
 * Any thread. Weights that are negative, above 1e20 or not a number, places that
 * are not finite, an empty extent, a bandwidth below half a cell and a grid too large
 * for memory are %ATLAS_ERROR_ARGUMENT.
 *
 * Returns: (transfer full) (nullable): the grid
 */
AtlasGrid *atlas_density_compute      (const double              *x,
                                       const double              *y,
                                       const double              *weight,
                                       gsize                      n,
                                       const AtlasDensityOptions *options,
                                       GCancellable              *cancellable,
                                       GError                   **error);

G_END_DECLS
