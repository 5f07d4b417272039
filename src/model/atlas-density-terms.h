#pragma once

#include "atlas-bandwidth-kind.h"
#include "atlas-classification.h"
#include "atlas-density-minus.h"
#include "atlas-measure.h"
#include "atlas-ramp-kind.h"

G_BEGIN_DECLS

/**
 * AtlasDensityTerms:
 * @measure: what is counted
 * @bandwidth: metres; of Abramson's pilot; the median of those that neighbours make
 * @bandwidth_kind: whose distance, @neighbour, it is where neighbours make it
 * @ramp: the colours; of a difference they don't count
 * @top: where the ramp ends, amount per km²; 0: at the density's largest magnitude
 * @filter: (nullable): which sites are counted; %NULL: all. From g_intern_string()
 * @minus: what was taken from it, and the name of that, @minus_what: (nullable), of
 *   those that have one: from g_intern_string()
 * @classification: of the values, into @n_classes
 * @contours: with lines of equal density
 *
 * What must be said of a map's density for its colours to be understood. A plain
 * value.
 */
typedef struct
{
  AtlasMeasure measure;
  double       bandwidth;
  AtlasBandwidthKind  bandwidth_kind;
  guint        neighbour;
  AtlasRampKind ramp;
  double       top;
  const char  *filter;
  AtlasDensityMinus   minus;
  const char  *minus_what;
  AtlasClassification classification;
  guint        n_classes;
  gboolean     contours;
} AtlasDensityTerms;

/* The plan's maps: floor area, 2,000 m, up to the maximum. */
void     atlas_density_terms_init    (AtlasDensityTerms       *self);

gboolean atlas_density_terms_equal   (const AtlasDensityTerms *self,
                                      const AtlasDensityTerms *other);

G_END_DECLS
