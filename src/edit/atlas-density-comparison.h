#pragma once

#include "atlas-density-input.h"
#include "atlas-hot-spot-persistence.h"

G_BEGIN_DECLS

#define ATLAS_DENSITY_COMPARISON_N 4

/**
 * AtlasDensityComparison:
 * @bandwidths: metres, from the narrowest on: 500, 1,000, 2,000 and 4,000
 * @grids: the density of each
 * @spots: (element-type AtlasHotSpot): the hot spots of each
 * @persistent: (element-type AtlasPersistentHotSpot): see
 *   atlas_hot_spots_find_persistent()
 *
 * One density at several bandwidths. Immutable: any thread.
 */
typedef struct
{
  double     bandwidths[ATLAS_DENSITY_COMPARISON_N];
  AtlasGrid *grids[ATLAS_DENSITY_COMPARISON_N];
  GArray    *spots[ATLAS_DENSITY_COMPARISON_N];
  GArray    *persistent;
} AtlasDensityComparison;

/**
 * atlas_density_comparison_new:
 * @input: whose bandwidth does not count; not of bandwidths that neighbours make
 *
 * Errors as atlas_density_compute(). Blocking. Any thread.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasDensityComparison *atlas_density_comparison_new (const AtlasDensityInput *input,
                                                      GCancellable            *cancellable,
                                                      GError                 **error);
void          atlas_density_comparison_free          (AtlasDensityComparison  *self);

/* Do the two differ in nothing but their bandwidth, and in how they are coloured?
 * %FALSE as well where places were read anew, be they the same. */
gboolean      atlas_density_comparison_is_of_same    (const AtlasDensityInput *one,
                                                      const AtlasDensityInput *other);

/* The largest magnitude of all. */
double        atlas_density_comparison_get_maximum   (const AtlasDensityComparison *self);

/* The hot spot number @persistent of those that persist, at bandwidth number
 * @level. */
const AtlasHotSpot *
              atlas_density_comparison_get_spot      (const AtlasDensityComparison *self,
                                                      guint                    persistent,
                                                      guint                    level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityComparison, atlas_density_comparison_free)

G_END_DECLS
