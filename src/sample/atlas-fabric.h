#pragma once

#include "atlas-land.h"
#include "atlas-subdivision.h"

G_BEGIN_DECLS

/**
 * AtlasFabric:
 * @n_blocks: how many
 * @group: @district: @unit: for each block its group, the index of its district in
 *   the sources, and a number of its planning unit; the blocks of a unit hang
 *   together and enclose nothing else
 * @geometry: for each block one polygon
 * @neighbours: for each block the numbers of those it shares an edge with,
 *   each once, ascending (GArray of guint)
 *
 * The city's land divided into blocks.
 */
typedef struct
{
  guint           n_blocks;
  guint          *group;
  guint          *district;
  guint          *unit;
  AtlasGeometry **geometry;
  GArray        **neighbours;
} AtlasFabric;

AtlasFabric *atlas_fabric_make (const AtlasSampleSources *sources,
                                GPtrArray                *land);
void         atlas_fabric_free (AtlasFabric              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasFabric, atlas_fabric_free)

G_END_DECLS
