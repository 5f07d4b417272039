#include "atlas-density-terms.h"

void
atlas_density_terms_init (AtlasDensityTerms *self)
{
  *self = (AtlasDensityTerms) { .measure = ATLAS_MEASURE_FLOOR_AREA, .bandwidth = 2000,
                                .n_classes = 5 };
}

gboolean
atlas_density_terms_equal (const AtlasDensityTerms *self,
                           const AtlasDensityTerms *other)
{
  return self->measure == other->measure && self->bandwidth == other->bandwidth &&
         self->bandwidth_kind == other->bandwidth_kind && self->neighbour == other->neighbour &&
         self->ramp == other->ramp && self->top == other->top &&
         g_strcmp0 (self->filter, other->filter) == 0 &&
         self->minus == other->minus &&
         g_strcmp0 (self->minus_what, other->minus_what) == 0 &&
         self->classification == other->classification &&
         self->n_classes == other->n_classes && self->contours == other->contours;
}
