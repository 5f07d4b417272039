#pragma once

#include "atlas-geometry.h"

G_BEGIN_DECLS

/**
 * AtlasMask:
 *
 * Which cells of a raster belong to a region: those whose centre is in it.
 * Immutable and reference-counted: any thread may hold one. Cells are counted as
 * in #AtlasGrid, from the south-west.
 */
typedef struct _AtlasMask AtlasMask;

/**
 * atlas_mask_new:
 * @region: polygons; where they overlap a cell is in the region as well
 * @west: @south: the outer corner of cell (0, 0)
 * @cell: edge of a cell, in the unit of @region
 *
 * A centre on the border belongs to the polygon to the east and north of it, so
 * that of two polygons that share an edge just one has it.
 *
 * Returns: (transfer full)
 */
AtlasMask *atlas_mask_new          (const AtlasGeometry *region,
                                    double               west,
                                    double               south,
                                    double               cell,
                                    guint                n_columns,
                                    guint                n_rows);
AtlasMask *atlas_mask_ref          (AtlasMask           *self);
void       atlas_mask_unref        (AtlasMask           *self);

/* Is the cell in the region? %FALSE outside the raster. */
gboolean   atlas_mask_contains     (const AtlasMask     *self,
                                    int                  column,
                                    int                  row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasMask, atlas_mask_unref)

G_END_DECLS
