#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ATLAS_GRID_TILE 64

/**
 * AtlasGridTile:
 *
 * 64 × 64 values of a grid, immutable, reference-counted; any thread may hold one.
 */
typedef struct _AtlasGridTile AtlasGridTile;

/**
 * AtlasGridTilePool:
 *
 * Where tiles come from that are made by the hundred: they are cut from large
 * pieces of memory, each of which goes back when the last of its tiles does. Of
 * one thread.
 */
typedef struct _AtlasGridTilePool AtlasGridTilePool;

AtlasGridTilePool *atlas_grid_tile_pool_new  (void);

/* Its tiles live on. */
void               atlas_grid_tile_pool_free (AtlasGridTilePool *self);

/**
 * atlas_grid_tile_new:
 * @pool: (nullable): %NULL for a tile by itself
 * @values: (array length=4096): row after row from the south, finite, 0 beyond
 *   the grid; copied
 *
 * Returns: (transfer full) (nullable): %NULL: all zero
 */
AtlasGridTile     *atlas_grid_tile_new       (AtlasGridTilePool *pool,
                                              const float       *values);
AtlasGridTile     *atlas_grid_tile_ref       (AtlasGridTile     *self);
void               atlas_grid_tile_unref     (AtlasGridTile     *self);

const float       *atlas_grid_tile_get_values (const AtlasGridTile *self);

/* At least, and at most, 0. */
float              atlas_grid_tile_get_maximum (const AtlasGridTile *self);
float              atlas_grid_tile_get_minimum (const AtlasGridTile *self);

/* Accumulated in double. */
double             atlas_grid_tile_get_sum   (const AtlasGridTile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasGridTilePool, atlas_grid_tile_pool_free)

G_END_DECLS
