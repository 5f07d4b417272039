#pragma once

#include "atlas-sample-sources.h"

G_BEGIN_DECLS

/**
 * AtlasLandFace:
 * @group: index in atlas_groups
 * @district: index in the sources' districts
 * @geometry: one polygon without holes
 *
 * A connected piece of land to be divided into blocks.
 */
typedef struct
{
  guint          group;
  guint          district;
  AtlasGeometry *geometry;
} AtlasLandFace;

/**
 * atlas_land_make:
 *
 * Lays out the land of every group: the core is filled wholly, elsewhere towns
 * grow from their outlines, or away from the hills, until the group's area is
 * reached. The pieces share their edges vertex by vertex, lie on a grid of 1 mm
 * and do not cross a district border.
 *
 * Returns: (transfer full) (element-type AtlasLandFace)
 */
GPtrArray *atlas_land_make (const AtlasSampleSources *sources);

G_END_DECLS
