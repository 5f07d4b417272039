#pragma once

#include "atlas-sketch.h"
#include "atlas-table.h"

G_BEGIN_DECLS

/**
 * AtlasSampleSources:
 *
 * The text sources of the sample, read and projected. Arrays are of
 * #AtlasSketch. @ring_roads are splines already.
 */
typedef struct
{
  GPtrArray  *districts;
  GPtrArray  *zones;
  GPtrArray  *extras;
  GPtrArray  *axes;
  GPtrArray  *ring_roads;
  GPtrArray  *expressways;
  GPtrArray  *rail;
  GPtrArray  *rivers;
  GPtrArray  *water;
  AtlasTable *zone_texts;
  AtlasTable *authorities;
  AtlasTable *subdistricts;
  AtlasTable *subdistrict_places;
  AtlasTable *towns;
  AtlasTable *stations;
  AtlasTable *business_districts;
  AtlasTable *projects;
  AtlasTable *landmarks;
} AtlasSampleSources;

AtlasSampleSources *atlas_sample_sources_read   (const char          *dir,
                                                 GError             **error);
void                atlas_sample_sources_free   (AtlasSampleSources  *self);

/* The columns lon and lat of all rows in EPSG:4548; NAN where one is empty.
 * Returns: (transfer full) (element-type AtlasPoint) */
GArray             *atlas_sample_sources_places (const AtlasTable    *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSampleSources, atlas_sample_sources_free)

G_END_DECLS
