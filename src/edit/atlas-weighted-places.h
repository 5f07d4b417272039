#pragma once

#include "atlas-filter.h"
#include "atlas-measure.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/* The edge of the grid whose cell centres stand in for sites, metres. */
#define ATLAS_STAND_IN_CELL 100.0

/**
 * AtlasWeightedPlaces:
 * @x: @y: (element-type double): EPSG:4548, metres
 * @weight: (element-type double): not negative
 * @site: (element-type int): which site it is, in the plan that was read; -1: it
 *   stands in for those of a block
 *
 * Where the amounts of a resource are, for a density. Immutable: any thread.
 */
typedef struct
{
  GArray *x;
  GArray *y;
  GArray *weight;
  GArray *site;
} AtlasWeightedPlaces;

/**
 * atlas_weighted_places_new:
 *
 * A site's weight is its own amount times what its block has, divided by the sum
 * of what the block's sites of that resource have. Where that sum is 0 and the
 * block's amount is not, the amount is spread evenly over stand-ins at the
 * centres of the 100 m grid that lie inside the block, or its inner point where
 * none does. Where the block's amount is unknown, and outside all blocks, sites
 * count as they are; one whose own amount is unknown counts as none. In a plan
 * whose blocks have what their sites have, each factor is exactly 1. Reads @plan
 * on the caller's thread.
 *
 * Returns: (transfer full)
 */
AtlasWeightedPlaces *atlas_weighted_places_new  (AtlasPlan           *plan,
                                                 AtlasResource        resource,
                                                 AtlasMeasure         measure);

/* The same for the sites, and the stand-ins of blocks, that @filter holds for, which
 * is for sites. Factors are those of all sites of a block. @filter: (nullable) */
AtlasWeightedPlaces *atlas_weighted_places_new_filtered (AtlasPlan   *plan,
                                                 AtlasResource        resource,
                                                 AtlasMeasure         measure,
                                                 const AtlasFilter   *filter);

/* How many of them stand in for the sites of a block. */
gsize                atlas_weighted_places_count_stand_ins (const AtlasWeightedPlaces *self);
void                 atlas_weighted_places_free (AtlasWeightedPlaces *self);

/* Around the places that only one of them has, or with another weight; metres. Perhaps
 * larger: they are compared in their order. */
AtlasBox             atlas_weighted_places_find_change (const AtlasWeightedPlaces *self,
                                                 const AtlasWeightedPlaces *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWeightedPlaces, atlas_weighted_places_free)

G_END_DECLS
