#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasSpatialIndex:
 *
 * Finds boxes by place: an immutable, reference-counted tree of boxes. Any
 * thread may hold and ask one, several at a time.
 *
 * A packed R-tree: boxes sorted along the Hilbert curve through their middles
 * (Kamel and Faloutsos, On packing R-trees, CIKM 1993), sixteen to a node. It
 * takes 38 bytes a box. A box that is empty or not a number is never found.
 */
typedef struct _AtlasSpatialIndex AtlasSpatialIndex;

/* @boxes: (array length=n_boxes): copied; they are numbered in this order */
AtlasSpatialIndex *atlas_spatial_index_new     (const AtlasBox          *boxes,
                                                guint                    n_boxes);
AtlasSpatialIndex *atlas_spatial_index_ref     (AtlasSpatialIndex       *self);
void               atlas_spatial_index_unref   (AtlasSpatialIndex       *self);

typedef void     (*AtlasSpatialFunc)           (guint                    number,
                                                gpointer                 user_data);

/* Calls @func for each box that overlaps @box, touching it included, in no
 * particular order. */
void               atlas_spatial_index_foreach (const AtlasSpatialIndex *self,
                                                const AtlasBox          *box,
                                                AtlasSpatialFunc         func,
                                                gpointer                 user_data);

/* Returns: (transfer full) (element-type guint): their numbers, ascending */
GArray            *atlas_spatial_index_query   (const AtlasSpatialIndex *self,
                                                const AtlasBox          *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSpatialIndex, atlas_spatial_index_unref)

G_END_DECLS
