#pragma once

#include "atlas-density.h"

G_BEGIN_DECLS

/**
 * AtlasDensityAccumulator:
 *
 * A density that follows edits: places are added and removed one by one, and each
 * time only the cells that they reach are computed. Of one thread.
 *
 * Every share of a place in a cell is rounded to a whole multiple of a power of two,
 * 2⁻⁵⁰ of what all places together would give on one spot. Doubles add and subtract
 * such numbers without rounding: so whatever the order and the number of edits, a
 * place that is gone has left nothing, and the grid is that of the places that are
 * there, within the bounds of atlas_density_compute(). That holds while the sum of
 * all weights stays under eight times what it was at first; from there on the last
 * bits drift.
 */
typedef struct _AtlasDensityAccumulator AtlasDensityAccumulator;

/**
 * atlas_density_accumulator_new:
 *
 * All as for atlas_density_compute(), computed on several threads; @options is
 * copied, its region held. Errors are the same, and %ATLAS_ERROR_ARGUMENT for places
 * with bandwidths of their own, which an edit would change for its neighbours. The
 * method is always exact.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasDensityAccumulator *atlas_density_accumulator_new  (const double               *x,
                                                         const double               *y,
                                                         const double               *weight,
                                                         gsize                       n,
                                                         const AtlasDensityOptions  *options,
                                                         GCancellable               *cancellable,
                                                         GError                    **error);
void                     atlas_density_accumulator_free (AtlasDensityAccumulator    *self);

/* One more place, and one less: the same numbers that it was added with. A changed
 * place is the old one removed and the new one added. %FALSE:
 * %ATLAS_ERROR_ARGUMENT: the place or weight can't be counted. */
gboolean                 atlas_density_accumulator_add  (AtlasDensityAccumulator    *self,
                                                         double                      x,
                                                         double                      y,
                                                         double                      weight,
                                                         GError                    **error);
gboolean                 atlas_density_accumulator_remove (AtlasDensityAccumulator  *self,
                                                         double                      x,
                                                         double                      y,
                                                         double                      weight,
                                                         GError                    **error);

/* Returns: (transfer full): the density as it is now; shares all tiles that did not
 * change with those returned before */
AtlasGrid               *atlas_density_accumulator_get_grid (AtlasDensityAccumulator *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityAccumulator, atlas_density_accumulator_free)

G_END_DECLS
