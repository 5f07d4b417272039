#include "atlas-density-terms.h"

void
atlas_density_terms_init (AtlasDensityTerms *self)
{
  *self = (AtlasDensityTerms) { .measure = ATLAS_MEASURE_FLOOR_AREA, .bandwidth = 2000 };
}

gboolean
atlas_density_terms_equal (const AtlasDensityTerms *self,
                           const AtlasDensityTerms *other)
{
  return self->measure == other->measure && self->bandwidth == other->bandwidth &&
         self->top == other->top;
}

double
atlas_density_terms_get_top (const AtlasDensityTerms *self,
                             const AtlasGrid         *density)
{
  return self->top > 0 ? self->top : (double) atlas_grid_get_maximum (density);
}
