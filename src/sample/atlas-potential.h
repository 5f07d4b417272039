#pragma once

#include "atlas-sample-sources.h"
#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/**
 * AtlasPotential:
 *
 * Where in the city old compounds, office buildings and factories tend to
 * stand: three made-up surfaces with no unit, from the ring roads, stations,
 * business districts and known factory grounds.
 */
typedef struct _AtlasPotential AtlasPotential;

AtlasPotential *atlas_potential_new  (const AtlasSampleSources *sources);
void            atlas_potential_free (AtlasPotential           *self);

/* The surface of @resource at a place in a zone; above 0. */
double          atlas_potential_get  (const AtlasPotential     *self,
                                      AtlasResource             resource,
                                      AtlasZone                 zone,
                                      double                    x,
                                      double                    y);

/* Metres to the nearest station. */
double          atlas_potential_station_distance (const AtlasPotential *self,
                                                  double                x,
                                                  double                y);

/* Metres to the nearest business district. */
double          atlas_potential_business_distance (const AtlasPotential *self,
                                                   double                x,
                                                   double                y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPotential, atlas_potential_free)

G_END_DECLS
