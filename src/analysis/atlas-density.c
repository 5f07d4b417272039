#include "atlas-density.h"

#include <math.h>

void
atlas_density_options_init (AtlasDensityOptions *options,
                            const AtlasBox      *municipality)
{
  *options = (AtlasDensityOptions) { atlas_box_grow (municipality, 2000), 100, 2000 };
}

AtlasGrid *
atlas_density_compute (const double              *x,
                       const double              *y,
                       const double              *weight,
                       gsize                      n,
                       const AtlasDensityOptions *options,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  return NULL;
}
