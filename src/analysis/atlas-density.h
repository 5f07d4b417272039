#pragma once

#include "atlas-density-options.h"
#include "atlas-grid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * atlas_density_check:
 *
 * Whether there is a density to compute: all that atlas_density_compute() refuses,
 * and that there are places and one of their weights is not 0. Any thread.
 *
 * Returns: %FALSE: %ATLAS_ERROR_ARGUMENT
 */
gboolean   atlas_density_check        (const double              *x,
                                       const double              *y,
                                       const double              *weight,
                                       gsize                      n,
                                       const AtlasDensityOptions *options,
                                       GError                   **error);

/* Whether any place that weighs something is as near to the extent as its kernel
 * reaches: else there is a density, and it is 0. Any thread. Returns: %FALSE:
 * %ATLAS_ERROR_ARGUMENT */
gboolean   atlas_density_check_reach  (const double              *x,
                                       const double              *y,
                                       const double              *weight,
                                       gsize                      n,
                                       const AtlasDensityOptions *options,
                                       GError                   **error);

/**
 * atlas_density_compute:
 * @x: @y: (array length=n): places in metres
 * @weight: (array length=n) (nullable): amounts; %NULL counts each as 1
 *
 * Kernel density at cell centres in amount per *km²*; without places all is 0. A
 * cell is the same bits whatever the number of threads. By the exact method, and
 * with no edge corrected, it is so whatever the machine's vector units, and
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
