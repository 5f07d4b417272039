#pragma once

#include "atlas-density-terms.h"
#include "atlas-grid.h"
#include "atlas-style.h"

G_BEGIN_DECLS

/**
 * AtlasRamp:
 * @high: where it ends, amount per km²; 0: the density is nothing anywhere
 * @is_diverging: it begins at −@high, of a difference; else at 0
 * @n_classes: 0: each value has a colour of its own
 * @breaks: the magnitudes between which the classes lie, @n_classes + 1 from 0 to @high
 * @unit: what a number beside it is counted in
 * @kind: of which colours, but of a difference
 *
 * Which colour a value of a density has. A plain value, of a whole grid: so colours do
 * not depend on what is in view.
 */
typedef struct
{
  double   high;
  gboolean is_diverging;
  guint    n_classes;
  double   breaks[ATLAS_CLASSES_MAX + 1];
  double   unit;
  AtlasRampKind kind;
} AtlasRamp;

/* From low to high, or from less to more; @style's. */
const AtlasRampColors *
           atlas_ramp_get_colors  (const AtlasRamp         *self,
                                   const AtlasStyle        *style);

void       atlas_ramp_init        (AtlasRamp               *self,
                                   const AtlasDensityTerms *terms,
                                   const AtlasGrid         *density);

gboolean   atlas_ramp_equal       (const AtlasRamp         *self,
                                   const AtlasRamp         *other);

/* @value: amount per km². Nothing is the ramp's first colour, or a diverging one's
 * middle. */
AtlasColor atlas_ramp_get_color   (const AtlasRamp         *self,
                                   const AtlasStyle        *style,
                                   double                   value);

/* The colour of a class: of more than nothing, or if not, and the ramp is diverging, of
 * less. */
AtlasColor atlas_ramp_get_class_color (const AtlasRamp     *self,
                                   const AtlasStyle        *style,
                                   guint                    class_,
                                   gboolean                 is_more);

#define ATLAS_RAMP_NUMBERS_MAX (2 * ATLAS_CLASSES_MAX + 1)

/* What stands beside it, amount per km², rising: the breaks, or round numbers of the
 * unit. Returns: how many */
guint      atlas_ramp_list_numbers (const AtlasRamp        *self,
                                   double                   numbers[ATLAS_RAMP_NUMBERS_MAX]);

G_END_DECLS
