#pragma once

#include "atlas-plan.h"
#include "atlas-projection.h"

G_BEGIN_DECLS

/**
 * AtlasShapes:
 *
 * A plan's shapes and names, every vertex projected once, for all maps of one
 * coordinate system: %ATLAS_CRS_MERCATOR for the window, %ATLAS_CRS_PLANE for
 * sheets. Immutable, reference-counted, any thread.
 *
 * Scene coordinates run right and down: Mercator's y already does; in the
 * plane y is the *negated* northing.
 */
typedef struct _AtlasShapes AtlasShapes;

/* Reads @plan on the caller's thread; keeps geometries, not the plan. */
AtlasShapes    *atlas_shapes_new     (AtlasPlan         *plan,
                                      AtlasCrs           crs);

/**
 * atlas_shapes_new_edited:
 * @plan: the same plan after a change of values
 * @blocks: (array length=n_blocks): the blocks whose values may differ
 * @sites: may its sites?
 *
 * The shapes of @plan, as far as they are the same shared with @before: a few
 * milliseconds, however large the plan. On the thread that may use @plan.
 *
 * Returns: (transfer full)
 */
AtlasShapes    *atlas_shapes_new_edited (AtlasShapes    *before,
                                         AtlasPlan      *plan,
                                         const guint    *blocks,
                                         guint           n_blocks,
                                         gboolean        sites);
AtlasShapes    *atlas_shapes_ref     (AtlasShapes       *self);
void            atlas_shapes_unref   (AtlasShapes       *self);

/* Around the sites that only one of them has, or of another resource there; of related
 * shapes, in scene coordinates. Perhaps larger: they are compared in their order. */
AtlasBox        atlas_shapes_find_changed_sites (const AtlasShapes *self,
                                      const AtlasShapes *other);

/* Around @box, EPSG:4548, not empty, in scene coordinates. Its edges are nearly straight
 * there: a small part of its size may stick out. */
AtlasBox        atlas_shapes_box_from_plane (const AtlasShapes *self,
                                      const AtlasBox    *box);

/* Do the two share all but classes? */
gboolean        atlas_shapes_are_related (const AtlasShapes *self,
                                      const AtlasShapes *other);

AtlasCrs        atlas_shapes_get_crs (const AtlasShapes *self);

/* The municipality, in scene coordinates; where there are no districts, all that is there. */
const AtlasBox *atlas_shapes_get_box (const AtlasShapes *self);

/* In scene coordinates; borrowed. @block: its number in the plan */
const AtlasGeometry *atlas_shapes_get_block_geometry (const AtlasShapes *self,
                                                      guint              block);

/* What is inside the named ring road (like 四环), in scene coordinates;
 * FALSE: no such road. */
gboolean        atlas_shapes_get_road_box (const AtlasShapes *self,
                                           const char        *name_zh,
                                           AtlasBox          *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasShapes, atlas_shapes_unref)

G_END_DECLS
