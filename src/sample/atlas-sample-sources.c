#include "atlas-sample-sources.h"

#include "atlas-projection.h"

#include <math.h>

static const struct
{
  const char *file;
  gsize       offset;
} sketches[] = {
  { "districts.geojson", G_STRUCT_OFFSET (AtlasSampleSources, districts) },
  { "ring_zones.geojson", G_STRUCT_OFFSET (AtlasSampleSources, zones) },
  { "zones_extra.geojson", G_STRUCT_OFFSET (AtlasSampleSources, extras) },
  { "axes.geojson", G_STRUCT_OFFSET (AtlasSampleSources, axes) },
  { "ring_roads.geojson", G_STRUCT_OFFSET (AtlasSampleSources, ring_roads) },
  { "expressways.geojson", G_STRUCT_OFFSET (AtlasSampleSources, expressways) },
  { "rail.geojson", G_STRUCT_OFFSET (AtlasSampleSources, rail) },
  { "rivers.geojson", G_STRUCT_OFFSET (AtlasSampleSources, rivers) },
  { "water.geojson", G_STRUCT_OFFSET (AtlasSampleSources, water) },
}, tables[] = {
  { "zones.csv", G_STRUCT_OFFSET (AtlasSampleSources, zone_texts) },
  { "authorities.csv", G_STRUCT_OFFSET (AtlasSampleSources, authorities) },
  { "subdistricts.csv", G_STRUCT_OFFSET (AtlasSampleSources, subdistricts) },
  { "subdistrict_places.csv", G_STRUCT_OFFSET (AtlasSampleSources, subdistrict_places) },
  { "towns.csv", G_STRUCT_OFFSET (AtlasSampleSources, towns) },
  { "stations.csv", G_STRUCT_OFFSET (AtlasSampleSources, stations) },
  { "business_districts.csv", G_STRUCT_OFFSET (AtlasSampleSources, business_districts) },
  { "demo_projects.csv", G_STRUCT_OFFSET (AtlasSampleSources, projects) },
  { "landmarks.csv", G_STRUCT_OFFSET (AtlasSampleSources, landmarks) },
};

/* The ring roads' sketches have a corner every kilometre or two. */
static void
smooth_ring_roads (AtlasSampleSources *self)
{
  for (guint i = 0; i < self->ring_roads->len; i++)
    {
      AtlasSketch *road = self->ring_roads->pdata[i];
      AtlasGeometry *smooth = atlas_sketch_smooth (road->geometry, 6);

      atlas_geometry_unref (road->geometry);
      road->geometry = smooth;
    }
}

AtlasSampleSources *
atlas_sample_sources_read (const char  *dir,
                           GError     **error)
{
  g_autoptr(AtlasSampleSources) self = g_new0 (AtlasSampleSources, 1);

  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    {
      g_autofree char *path = g_build_filename (dir, sketches[i].file, NULL);
      GPtrArray **at = G_STRUCT_MEMBER_P (self, sketches[i].offset);

      if ((*at = atlas_sketch_read (path, error)) == NULL)
        return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_build_filename (dir, tables[i].file, NULL);
      AtlasTable **at = G_STRUCT_MEMBER_P (self, tables[i].offset);

      if ((*at = atlas_table_read (path, error)) == NULL)
        return NULL;
    }

  smooth_ring_roads (self);

  return g_steal_pointer (&self);
}

void
atlas_sample_sources_free (AtlasSampleSources *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (sketches); i++)
    g_clear_pointer ((GPtrArray **) G_STRUCT_MEMBER_P (self, sketches[i].offset),
                     g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer ((AtlasTable **) G_STRUCT_MEMBER_P (self, tables[i].offset),
                     atlas_table_free);
  g_free (self);
}

GArray *
atlas_sample_sources_places (const AtlasTable *table)
{
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));

  for (guint i = 0; i < atlas_table_get_n_rows (table); i++)
    {
      double lon = atlas_table_get_number (table, i, "lon");
      double lat = atlas_table_get_number (table, i, "lat");
      AtlasPoint place = { NAN, NAN };

      if (isfinite (lon) && isfinite (lat))
        place = atlas_projection_point (projection, lon, lat);
      place = atlas_sketch_snap (place.x, place.y);
      g_array_append_val (places, place);
    }

  return places;
}
