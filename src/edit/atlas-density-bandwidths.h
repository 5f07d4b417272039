#pragma once

#include "atlas-density-adaptation.h"
#include "atlas-density-settings.h"
#include "atlas-weighted-places.h"

G_BEGIN_DECLS

/**
 * AtlasDensityBandwidths:
 *
 * The bandwidths that places have of their own, found when they are first asked for
 * and kept. Of places and settings that do not change. Reference-counted; any thread.
 */
typedef struct _AtlasDensityBandwidths AtlasDensityBandwidths;

AtlasDensityBandwidths *atlas_density_bandwidths_new   (void);
AtlasDensityBandwidths *atlas_density_bandwidths_ref   (AtlasDensityBandwidths *self);
void                    atlas_density_bandwidths_unref (AtlasDensityBandwidths *self);

/* What one settings' density is computed from. */
typedef struct
{
  const AtlasWeightedPlaces  *places;
  const AtlasWeightedPlaces  *minus;    /* (nullable) */
  const AtlasDensitySettings *settings; /* whose bandwidths are not fixed */
  const AtlasDensityOptions  *options;  /* of them, with one bandwidth */
} AtlasDensityBandwidthsQuery;

/* Where there are fewer places than the neighbour that is asked for, the farthest
 * counts, of what is taken off the same one; a place alone is spread as far as all
 * are with a fixed bandwidth. Returns: which neighbour counts; 0: none of them */
guint    atlas_density_bandwidths_find_neighbour (const AtlasWeightedPlaces  *places,
                                                  const AtlasWeightedPlaces  *minus,
                                                  const AtlasDensitySettings *settings);

/* As they come about between the limits that hold where nobody says otherwise:
 * %ATLAS_DENSITY_BANDWIDTH_MIN and %ATLAS_DENSITY_BANDWIDTH_MAX, and at least half a
 * cell. @neighbour: as above; @cell: metres */
AtlasDensityAdaptation
         atlas_density_bandwidths_get_adaptation (AtlasBandwidthKind          kind,
                                                  guint                       neighbour,
                                                  double                      cell);

/* Finds them, unless they are known. The same @query each time. Blocking. Errors as
 * atlas_density_compute(). */
gboolean atlas_density_bandwidths_find (AtlasDensityBandwidths             *self,
                                        const AtlasDensityBandwidthsQuery  *query,
                                        GCancellable                       *cancellable,
                                        GError                            **error);

/* When they are found: of the places, and of those that are taken off. (array) */
const double *atlas_density_bandwidths_get_places (AtlasDensityBandwidths  *self);
const double *atlas_density_bandwidths_get_minus  (AtlasDensityBandwidths  *self);

/* The same: the one in the middle of the places with a weight, and how wide the widest
 * of all is, metres. */
double   atlas_density_bandwidths_get_median   (AtlasDensityBandwidths     *self);
double   atlas_density_bandwidths_get_greatest (AtlasDensityBandwidths     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityBandwidths, atlas_density_bandwidths_unref)

G_END_DECLS
