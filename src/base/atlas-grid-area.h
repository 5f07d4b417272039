#pragma once

#include "atlas-mask.h"

G_BEGIN_DECLS

/**
 * AtlasGridArea:
 *
 * The part of grids that is looked at: what lies beyond has values, and nobody sees them.
 * Immutable and reference-counted: any thread may hold and ask one.
 */
typedef struct _AtlasGridArea AtlasGridArea;

/* @region: polygons. Returns: (transfer full) */
AtlasGridArea *atlas_grid_area_new      (AtlasGeometry *region);
AtlasGridArea *atlas_grid_area_ref      (AtlasGridArea *self);
void           atlas_grid_area_unref    (AtlasGridArea *self);

/**
 * atlas_grid_area_make_mask:
 * @cell: of grids on its multiples
 * @west: @south: (out): the outer corner of the mask's cell (0, 0), on a multiple too
 *
 * Made when it is asked for, and kept until one of other cells is.
 *
 * Returns: (transfer full): which cells have their centre in it
 */
AtlasMask     *atlas_grid_area_make_mask (AtlasGridArea *self,
                                         double         cell,
                                         double        *west,
                                         double        *south);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasGridArea, atlas_grid_area_unref)

G_END_DECLS
