#pragma once

#include "atlas-grid.h"
#include "atlas-measure.h"

G_BEGIN_DECLS

/**
 * AtlasDensityTerms:
 * @measure: what is counted
 * @bandwidth: metres
 * @top: where the ramp ends, amount per km²; 0: at the density's maximum
 *
 * What must be said of a map's density for its colours to be understood. A plain
 * value.
 */
typedef struct
{
  AtlasMeasure measure;
  double       bandwidth;
  double       top;
} AtlasDensityTerms;

/* The plan's maps: floor area, 2,000 m, up to the maximum. */
void     atlas_density_terms_init    (AtlasDensityTerms       *self);

gboolean atlas_density_terms_equal   (const AtlasDensityTerms *self,
                                      const AtlasDensityTerms *other);

/* Where the ramp ends, amount per km². */
double   atlas_density_terms_get_top (const AtlasDensityTerms *self,
                                      const AtlasGrid         *density);

G_END_DECLS
