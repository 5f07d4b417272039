#include "atlas-grid-tile.h"

#include "atlas-memory.h"

#include <string.h>

#define TILE_VALUES (ATLAS_GRID_TILE * ATLAS_GRID_TILE)

/* So many sums side by side: what one vector unit adds at a time. */
#define LANES 8

/* Together a large page, or a little less. */
#define SLAB_TILES 127

typedef struct _Slab Slab;

struct _AtlasGridTile
{
  float            values[TILE_VALUES];
  double           sum;
  float            maximum;
  float            minimum;
  gatomicrefcount  refs;
  Slab            *slab; /* (nullable): where it lies */
};

/* One reference for each tile that lives, one for the pool while it fills it. */
struct _Slab
{
  gatomicrefcount refs;
  guint           n_tiles;
  AtlasGridTile   tiles[SLAB_TILES];
};

G_STATIC_ASSERT (sizeof (Slab) <= 2 << 20);

struct _AtlasGridTilePool
{
  Slab *slab;
};

static void
slab_unref (Slab *self)
{
  if (g_atomic_ref_count_dec (&self->refs))
    atlas_memory_free (self, sizeof *self);
}

static AtlasGridTile *
take_tile (AtlasGridTilePool *self)
{
  AtlasGridTile *tile;

  if (self->slab != NULL && self->slab->n_tiles == SLAB_TILES)
    g_clear_pointer (&self->slab, slab_unref);
  if (self->slab == NULL)
    {
      self->slab = atlas_memory_new (sizeof (Slab));
      g_atomic_ref_count_init (&self->slab->refs);
    }

  tile = &self->slab->tiles[self->slab->n_tiles++];
  tile->slab = self->slab;
  g_atomic_ref_count_inc (&self->slab->refs);

  return tile;
}

AtlasGridTilePool *
atlas_grid_tile_pool_new (void)
{
  return g_new0 (AtlasGridTilePool, 1);
}

void
atlas_grid_tile_pool_free (AtlasGridTilePool *self)
{
  g_clear_pointer (&self->slab, slab_unref);
  g_free (self);
}

AtlasGridTile *
atlas_grid_tile_new (AtlasGridTilePool *pool,
                     const float       *values)
{
  double sums[LANES] = { 0 }, sum = 0;
  float maxima[LANES] = { 0 }, maximum = 0;
  float minima[LANES] = { 0 }, minimum = 0;
  AtlasGridTile *self;

  for (guint i = 0; i < TILE_VALUES; i += LANES)
    for (guint k = 0; k < LANES; k++)
      {
        sums[k] += values[i + k];
        maxima[k] = values[i + k] > maxima[k] ? values[i + k] : maxima[k];
        minima[k] = values[i + k] < minima[k] ? values[i + k] : minima[k];
      }
  for (guint k = 0; k < LANES; k++)
    {
      sum += sums[k];
      maximum = MAX (maximum, maxima[k]);
      minimum = MIN (minimum, minima[k]);
    }
  if (maximum == 0 && minimum == 0)
    return NULL;

  if (pool != NULL)
    self = take_tile (pool);
  else
    {
      self = g_new (AtlasGridTile, 1);
      self->slab = NULL;
    }
  g_atomic_ref_count_init (&self->refs);
  memcpy (self->values, values, sizeof self->values);
  self->maximum = maximum;
  self->minimum = minimum;
  self->sum = sum;

  return self;
}

AtlasGridTile *
atlas_grid_tile_ref (AtlasGridTile *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_grid_tile_unref (AtlasGridTile *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  if (self->slab != NULL)
    slab_unref (self->slab);
  else
    g_free (self);
}

const float *
atlas_grid_tile_get_values (const AtlasGridTile *self)
{
  return self->values;
}

float
atlas_grid_tile_get_maximum (const AtlasGridTile *self)
{
  return self->maximum;
}

float
atlas_grid_tile_get_minimum (const AtlasGridTile *self)
{
  return self->minimum;
}

double
atlas_grid_tile_get_sum (const AtlasGridTile *self)
{
  return self->sum;
}
