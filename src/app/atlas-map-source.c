#include "atlas-map-source.h"

struct _AtlasMapSource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasMapSource, atlas_map_source, SHUMATE_TYPE_MAP_SOURCE)

static void
atlas_map_source_class_init (AtlasMapSourceClass *klass)
{
}

static void
atlas_map_source_init (AtlasMapSource *self)
{
}

ShumateMapSource *
atlas_map_source_new (guint min_zoom,
                      guint max_zoom)
{
  return g_object_new (ATLAS_TYPE_MAP_SOURCE,
                       "id", "renewal-atlas",
                       "min-zoom-level", min_zoom,
                       "max-zoom-level", max_zoom,
                       "tile-size", 256,
                       "projection", SHUMATE_MAP_PROJECTION_MERCATOR,
                       NULL);
}
