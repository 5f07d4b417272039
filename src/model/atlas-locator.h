#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasLocator:
 *
 * Finds what lies at a place of a plan: an immutable, reference-counted
 * snapshot of its shapes and sites, sorted by place. Any thread may hold and
 * ask one, several at a time.
 *
 * Places are in metres, EPSG:4548. Blocks, sites and a layer's features are
 * known by their numbers in the plan the locator was made of; -1 is none. A
 * place that is not a number is nowhere. Sites take 38 bytes each.
 */
typedef struct _AtlasLocator AtlasLocator;

/* On the thread that may use @plan; shapes and sites are shared, not copied. */
AtlasLocator *atlas_locator_new              (AtlasPlan          *plan);

/* The same shapes with other sites. Any thread. */
AtlasLocator *atlas_locator_new_with_sites   (const AtlasLocator *self,
                                              AtlasSites         *sites);
AtlasLocator *atlas_locator_ref              (AtlasLocator       *self);
void          atlas_locator_unref            (AtlasLocator       *self);

/* The block that contains the place; of several the smallest, of equal ones
 * the first. On a border it may be either neighbour. */
int           atlas_locator_find_block       (const AtlasLocator *self,
                                              double              x,
                                              double              y);

/**
 * atlas_locator_find_feature:
 * @tolerance: metres, not negative
 *
 * The nearest feature of @layer: a polygon that contains the place is at
 * distance 0, any other polygon is not there; lines and points are within
 * @tolerance. Of equally near ones the smallest in area, then the first.
 */
int           atlas_locator_find_feature     (const AtlasLocator *self,
                                              AtlasLayer          layer,
                                              double              x,
                                              double              y,
                                              double              tolerance);

/* For @resources: a bit for each AtlasResource. */
#define ATLAS_LOCATOR_RESOURCE(resource) (1u << (resource))
#define ATLAS_LOCATOR_ALL_RESOURCES      ((1u << ATLAS_N_RESOURCES) - 1)

/* The nearest site of one of @resources within @tolerance metres; of equally
 * near ones the first. Looks at all sites within the tolerance: on a map, a few
 * pixels. */
int           atlas_locator_find_site        (const AtlasLocator *self,
                                              double              x,
                                              double              y,
                                              double              tolerance,
                                              guint               resources);

/* For going there: what encloses the shape. A feature without a place has the
 * empty box. */
AtlasBox      atlas_locator_get_block_box    (const AtlasLocator *self,
                                              guint               block);
AtlasBox      atlas_locator_get_feature_box  (const AtlasLocator *self,
                                              AtlasLayer          layer,
                                              guint               feature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLocator, atlas_locator_unref)

G_END_DECLS
