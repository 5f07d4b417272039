#pragma once

#include "atlas-box.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define ATLAS_GRID_TILE 64

/**
 * AtlasGrid:
 *
 * An immutable raster of numbers in EPSG:4548, reference-counted; any thread
 * may hold one. Cells are square; cell (0, 0) is the south-west one, columns
 * count to the east and rows to the north. Values are kept in tiles of
 * 64 × 64 cells, counted for themselves, so that a changed copy can share those
 * that did not change; a tile of zeros takes no memory.
 */
typedef struct _AtlasGrid AtlasGrid;

#define ATLAS_TYPE_GRID (atlas_grid_get_type ())
GType        atlas_grid_get_type   (void);

/**
 * atlas_grid_new:
 * @west: @south: the outer corner of cell (0, 0), metres
 * @cell: edge of a cell, metres
 * @values: (array length=n_columns*n_rows): row after row from the south, finite
 *   and not negative; copied
 *
 * Returns: (transfer full)
 */
AtlasGrid   *atlas_grid_new        (double           west,
                                    double           south,
                                    double           cell,
                                    guint            n_columns,
                                    guint            n_rows,
                                    const float     *values);
AtlasGrid   *atlas_grid_ref        (AtlasGrid       *self);
void         atlas_grid_unref      (AtlasGrid       *self);

double       atlas_grid_get_cell   (const AtlasGrid *self);
guint        atlas_grid_get_n_columns (const AtlasGrid *self);
guint        atlas_grid_get_n_rows (const AtlasGrid *self);
AtlasBox     atlas_grid_get_box    (const AtlasGrid *self);

/* The 64 × 64 values of a tile, row after row from the south; %NULL: all zero. */
const float *atlas_grid_get_tile   (const AtlasGrid *self,
                                    guint            tile_column,
                                    guint            tile_row);

/* The value of a cell; 0 outside. */
float        atlas_grid_get_value  (const AtlasGrid *self,
                                    int              column,
                                    int              row);

/* The value of the cell that holds a place; 0 outside. */
float        atlas_grid_get_value_at (const AtlasGrid *self,
                                    double           x,
                                    double           y);
float        atlas_grid_get_maximum (const AtlasGrid *self);

/* The sum of all values, accumulated in double. */
double       atlas_grid_get_sum    (const AtlasGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasGrid, atlas_grid_unref)

G_END_DECLS
