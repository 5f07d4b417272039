#include "atlas-city.h"

#include "atlas-sample-targets.h"

#include <math.h>

/* The mean of a surface over a block, from places spread over its box. */
static double
mean_over (const AtlasCity *self,
           guint            block,
           AtlasResource    resource)
{
  const AtlasGeometry *geometry = self->fabric->geometry[block];
  const AtlasBox *box = atlas_geometry_get_box (geometry);
  AtlasZone zone = self->zone[block];
  double sum = atlas_potential_get (self->potential, resource, zone,
                                    self->inner[block].x, self->inner[block].y);
  guint n = 1;

  for (guint i = 0; i < 16; i++)
    {
      double x = box->x0 + (i % 4 + 0.5) / 4 * atlas_box_width (box);
      double y = box->y0 + (i / 4 + 0.5) / 4 * atlas_box_height (box);

      if (atlas_geometry_contains (geometry, x, y))
        {
          sum += atlas_potential_get (self->potential, resource, zone, x, y);
          n++;
        }
    }

  return sum / n;
}

static void
place_projects (AtlasCity *self)
{
  g_autoptr(GArray) places = atlas_sample_sources_places (self->sources->projects);

  self->project_block = g_new (int, places->len);
  for (guint i = 0; i < places->len; i++)
    {
      AtlasPoint at = g_array_index (places, AtlasPoint, i);

      self->project_block[i] = -1;
      for (guint j = 0; isfinite (at.x) && j < self->fabric->n_blocks; j++)
        if (atlas_geometry_contains (self->fabric->geometry[j], at.x, at.y))
          {
            self->project_block[i] = (int) j;
            self->n_named[j]++;
          }
    }
}

AtlasCity *
atlas_city_new (const AtlasSampleSources *sources,
                AtlasFabric              *fabric)
{
  AtlasCity *self = g_new0 (AtlasCity, 1);
  guint n = fabric->n_blocks;

  self->sources = sources;
  self->fabric = fabric;
  self->potential = atlas_potential_new (sources);
  self->zone = g_new0 (AtlasZone, n);
  self->inner = g_new0 (AtlasPoint, n);
  self->area = g_new0 (double, n);
  self->n_named = g_new0 (guint, n);
  self->class_ = g_new0 (AtlasClass, n);
  self->subdistrict = g_ptr_array_new ();
  self->code = g_ptr_array_new_with_free_func (g_free);
  self->name = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      self->zone[i] = atlas_groups[fabric->group[i]].zone;
      self->inner[i] = atlas_geometry_get_inner_point (fabric->geometry[i]);
      self->area[i] = atlas_geometry_get_area (fabric->geometry[i]);
    }
  for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
    {
      self->pull[r] = g_new0 (double, n);
      self->count[r] = g_new0 (double, n);
      self->floor_area[r] = g_new0 (double, n);
      for (guint i = 0; i < n; i++)
        self->pull[r][i] = self->area[i] * mean_over (self, i, (AtlasResource) r);
    }
  place_projects (self);

  return self;
}

void
atlas_city_free (AtlasCity *self)
{
  atlas_fabric_free (self->fabric);
  atlas_potential_free (self->potential);
  g_free (self->zone);
  g_free (self->inner);
  g_free (self->area);
  g_free (self->n_named);
  g_free (self->project_block);
  g_free (self->class_);
  g_ptr_array_unref (self->subdistrict);
  g_ptr_array_unref (self->code);
  g_ptr_array_unref (self->name);
  g_free (self->row);
  g_clear_pointer (&self->sites, atlas_sites_unref);
  for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
    {
      g_free (self->pull[r]);
      g_free (self->count[r]);
      g_free (self->floor_area[r]);
    }
  g_free (self);
}
