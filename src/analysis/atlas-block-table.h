#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasBlockTable:
 * @values: (array length=n): attributes, one for each block
 * @geometries: (array length=n): shapes, EPSG:4548
 * @sites: their `block` is a place in the arrays
 * @districts: #AtlasFeature
 * @authorities: #AtlasFeature
 *
 * A plan as arrays, which is what counting and checking want, and the only
 * place where analysis looks at a plan. Made on the main thread; any one
 * thread may use it while nobody changes the blocks.
 */
typedef struct
{
  guint                    n;
  const AtlasBlockValues **values;
  AtlasGeometry          **geometries;
  AtlasSites              *sites;
  GPtrArray               *districts;
  GPtrArray               *authorities;
  GPtrArray               *business_districts;
  GPtrArray               *blocks; /* what the arrays borrow from */
} AtlasBlockTable;

AtlasBlockTable *atlas_block_table_new  (AtlasPlan       *plan);
void             atlas_block_table_free (AtlasBlockTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasBlockTable, atlas_block_table_free)

G_END_DECLS
