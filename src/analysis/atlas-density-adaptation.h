#pragma once

#include "atlas-bandwidth-kind.h"
#include "atlas-density-receipt.h"

G_BEGIN_DECLS

/**
 * AtlasDensityAdaptation:
 * @kind: of the bandwidths
 * @neighbour: which one's distance counts, from 1
 * @least: @most: metres, between which all bandwidths are kept
 *
 * How places come by bandwidths of their own. A plain value.
 */
typedef struct
{
  AtlasBandwidthKind kind;
  guint              neighbour;
  double             least;
  double             most;
} AtlasDensityAdaptation;

/**
 * atlas_density_adaptation_find:
 * @self: of any kind but fixed
 * @weight: (nullable): as for atlas_density_compute()
 * @options: of the density; its bandwidth is that of Abramson's pilot, and the
 *   bandwidths' geometric mean
 *
 * The bandwidths, see atlas-density-bandwidth.h. Places of weight 0 are nobody's
 * neighbours; theirs is @least. The pilot is of the same kernel and cells, of all
 * places whatever the extent, and corrected at the edge where the density is, so that
 * places at the border do not seem to stand alone.
 *
 * Blocking. Any thread. Errors as atlas_density_compute(), and %ATLAS_ERROR_ARGUMENT:
 * there are too few places for that neighbour.
 *
 * Returns: (transfer full) (nullable) (array length=n): metres
 */
double *atlas_density_adaptation_find     (const AtlasDensityAdaptation *self,
                                           const double                 *x,
                                           const double                 *y,
                                           const double                 *weight,
                                           gsize                         n,
                                           const AtlasDensityOptions    *options,
                                           GCancellable                 *cancellable,
                                           GError                      **error);

/* Tells @receipt of a density with such bandwidths where they are from. @bandwidth:
 * the pilot's */
void    atlas_density_adaptation_describe (const AtlasDensityAdaptation *self,
                                           double                        bandwidth,
                                           AtlasDensityReceipt          *receipt);

G_END_DECLS
