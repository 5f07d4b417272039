#pragma once

#include "atlas-bandwidth-kind.h"
#include "atlas-classification.h"
#include "atlas-density-terms.h"
#include "atlas-density.h"
#include "atlas-measure.h"
#include "atlas-ramp-kind.h"

G_BEGIN_DECLS

/**
 * AtlasDensitySettings:
 * @measure: what is counted
 * @kernel: and @bandwidth, metres: how far it is spread
 * @bandwidth_kind: whether each site is spread that far; the pilot is, of sites that
 *   have bandwidths after Abramson
 * @neighbour: whose distance is a site's bandwidth, where neighbours make it
 * @cell: edge of a cell, metres
 * @edge: at the border of the municipality
 * @minus: what is taken from it, and the name of that, @minus_what: (nullable), of
 *   those that have one
 * @classification: of what is coloured, into @n_classes
 * @contours: with lines of equal density
 * @ramp: of which colours
 * @top: where the ramp ends, amount per km²; 0: at the maximum
 * @filter: (nullable): which sites, as atlas_filter_parse_for_sites() reads it;
 *   %NULL: all
 *
 * How a person wants the density of a resource. A plain value but for its text.
 */
typedef struct
{
  AtlasMeasure     measure;
  AtlasKernel      kernel;
  AtlasDensityEdge edge;
  double           bandwidth;
  AtlasBandwidthKind  bandwidth_kind;
  guint            neighbour;
  double           cell;
  double           top;
  char            *filter;
  AtlasDensityMinus   minus;
  char            *minus_what;
  AtlasRampKind    ramp;
  AtlasClassification classification;
  guint            n_classes;
  gboolean         contours;
} AtlasDensitySettings;

/* Between which a bandwidth is chosen, metres, or kept where each site has its own. */
#define ATLAS_DENSITY_BANDWIDTH_MIN 200.0
#define ATLAS_DENSITY_BANDWIDTH_MAX 10000.0

#define ATLAS_DENSITY_NEIGHBOUR_MAX 1000

/* The plan's maps: floor area, quartic kernel, 2,000 m for all, cells of 100 m, no edge, colours
 * without steps. */
void     atlas_density_settings_init     (AtlasDensitySettings       *self);
void     atlas_density_settings_clear    (AtlasDensitySettings       *self);

/* @self: not initialized */
void     atlas_density_settings_copy     (const AtlasDensitySettings *other,
                                          AtlasDensitySettings       *self);
gboolean atlas_density_settings_equal    (const AtlasDensitySettings *self,
                                          const AtlasDensitySettings *other);

/* Are both the same grid, whatever its colours? */
gboolean atlas_density_settings_equal_grid (const AtlasDensitySettings *self,
                                            const AtlasDensitySettings *other);

/* Are both of the same places, however they are spread? */
gboolean atlas_density_settings_equal_places (const AtlasDensitySettings *self,
                                              const AtlasDensitySettings *other);

/* What must be said of its density; see atlas_density_input_get_terms() for those with
 * bandwidths of the sites' own. */
AtlasDensityTerms
         atlas_density_settings_get_terms (const AtlasDensitySettings *self);

/* A canonical JSON object, as presets and the program's settings keep it. Returns:
 * (transfer full) */
char    *atlas_density_settings_to_json  (const AtlasDensitySettings *self);

/* Members that are missing are the plan's. @self: initialized, and as it was when
 * this fails. Returns: %FALSE: %ATLAS_ERROR_ARGUMENT: @json is none, or out of range */
gboolean atlas_density_settings_set_json (AtlasDensitySettings       *self,
                                          const char                 *json,
                                          GError                    **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasDensitySettings, atlas_density_settings_clear)

G_END_DECLS
