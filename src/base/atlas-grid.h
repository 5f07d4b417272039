#pragma once

#include "atlas-grid-area.h"
#include "atlas-grid-tile.h"
#include "atlas-mask.h"

G_BEGIN_DECLS

/**
 * AtlasGrid:
 *
 * An immutable raster of numbers in EPSG:4548, reference-counted; any thread
 * may hold one. Cells are square; cell (0, 0) is the south-west one, columns
 * count to the east and rows to the north. Values are kept in tiles of
 * 64 × 64 cells, counted for themselves, so that a changed copy can share those
 * that did not change; a tile of zeros takes no memory. A grid may be limited to a
 * region: cells outside have no value, and 0 where one is asked for.
 */
typedef struct _AtlasGrid AtlasGrid;

#define ATLAS_TYPE_GRID (atlas_grid_get_type ())
GType        atlas_grid_get_type   (void);

/**
 * atlas_grid_new:
 * @west: @south: the outer corner of cell (0, 0), metres
 * @cell: edge of a cell, metres
 * @values: (array length=n_columns*n_rows): row after row from the south, finite;
 *   copied
 *
 * Returns: (transfer full)
 */
AtlasGrid   *atlas_grid_new        (double           west,
                                    double           south,
                                    double           cell,
                                    guint            n_columns,
                                    guint            n_rows,
                                    const float     *values);

/**
 * atlas_grid_new_from_tiles:
 * @tiles: (array) (transfer full) (element-type AtlasGridTile): row after row from
 *   the south, %NULL for zeros, as many as cover the cells; from g_malloc()
 * @mask: (nullable): cells with a value, of the same raster
 *
 * Returns: (transfer full)
 */
AtlasGrid   *atlas_grid_new_from_tiles (double          west,
                                    double           south,
                                    double           cell,
                                    guint            n_columns,
                                    guint            n_rows,
                                    AtlasGridTile  **tiles,
                                    AtlasMask       *mask);

/**
 * atlas_grid_new_changed:
 * @numbers: (array length=n): which tiles differ: row of tiles × tiles in a row +
 *   column of tiles
 * @tiles: (array length=n) (transfer full) (element-type AtlasGridTile): what
 *   they are now
 *
 * Takes the time of the tiles that differ, of those beside them, and of a look at
 * each other row of tiles.
 *
 * Returns: (transfer full): shares all other tiles with @self
 */
AtlasGrid   *atlas_grid_new_changed (const AtlasGrid *self,
                                    const guint     *numbers,
                                    AtlasGridTile  **tiles,
                                    guint            n);

/* The tiles that @box, metres, touches, as a box that ends at centres of cells: an extent
 * that grows to whole cells grows to these tiles. Empty: none */
AtlasBox     atlas_grid_find_tiles (const AtlasGrid *self,
                                    const AtlasBox  *box);

/* @part: of the same raster, of what atlas_grid_find_tiles() says. Returns: (transfer
 * full): @self with the tiles of @part in the place of its own; shares all others */
AtlasGrid   *atlas_grid_new_with_part (const AtlasGrid *self,
                                    const AtlasGrid *part);

/* The same values, of which those in @area are looked at. Returns: (transfer full) */
AtlasGrid   *atlas_grid_new_within (const AtlasGrid *self,
                                    AtlasGridArea   *area);

/* (nullable): all are */
AtlasGridArea *
             atlas_grid_get_area   (const AtlasGrid *self);
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

/* Has the cell a value? %FALSE outside the grid, and outside the region that it
 * is limited to. */
gboolean     atlas_grid_has_value  (const AtlasGrid *self,
                                    int              column,
                                    int              row);

/* At least, and at most, 0. */
float        atlas_grid_get_maximum (const AtlasGrid *self);
float        atlas_grid_get_minimum (const AtlasGrid *self);

/* The south-most, of these the west-most cell with the largest value. Returns:
 * %FALSE: all are zero */
gboolean     atlas_grid_find_maximum (const AtlasGrid *self,
                                    guint           *column,
                                    guint           *row);

/* @self − @other, cell by cell: of the same raster and region. Returns: (transfer
 * full) */
AtlasGrid   *atlas_grid_new_difference (const AtlasGrid *self,
                                    const AtlasGrid *other);

/* The sum of all values, accumulated in double. */
double       atlas_grid_get_sum    (const AtlasGrid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasGrid, atlas_grid_unref)

G_END_DECLS
