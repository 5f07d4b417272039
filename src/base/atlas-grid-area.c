#include "atlas-grid-area.h"

#include <math.h>

struct _AtlasGridArea
{
  AtlasGeometry *region;
  GMutex         mutex; /* of what follows */
  AtlasMask     *mask;  /* nullable: none was asked for */
  double         cell;
};

AtlasGridArea *
atlas_grid_area_new (AtlasGeometry *region)
{
  AtlasGridArea *self = g_atomic_rc_box_new0 (AtlasGridArea);

  self->region = atlas_geometry_ref (region);
  g_mutex_init (&self->mutex);

  return self;
}

AtlasGridArea *
atlas_grid_area_ref (AtlasGridArea *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
area_clear (gpointer data)
{
  AtlasGridArea *self = data;

  atlas_geometry_unref (self->region);
  g_clear_pointer (&self->mask, atlas_mask_unref);
  g_mutex_clear (&self->mutex);
}

void
atlas_grid_area_unref (AtlasGridArea *self)
{
  g_atomic_rc_box_release_full (self, area_clear);
}

AtlasMask *
atlas_grid_area_make_mask (AtlasGridArea *self,
                           double         cell,
                           double        *west,
                           double        *south)
{
  const AtlasBox *box = atlas_geometry_get_box (self->region);
  AtlasMask *mask;

  *west = floor (box->x0 / cell) * cell;
  *south = floor (box->y0 / cell) * cell;
  g_mutex_lock (&self->mutex);
  if (self->mask == NULL || self->cell != cell)
    {
      g_clear_pointer (&self->mask, atlas_mask_unref);
      self->cell = cell;
      self->mask = atlas_mask_new (self->region, *west, *south, cell,
                                   (guint) ceil ((box->x1 - *west) / cell),
                                   (guint) ceil ((box->y1 - *south) / cell));
    }
  mask = atlas_mask_ref (self->mask);
  g_mutex_unlock (&self->mutex);

  return mask;
}
