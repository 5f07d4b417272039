#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/**
 * AtlasMapSource:
 *
 * What a #ShumateViewport needs to convert places: a Mercator world of
 * 256-pixel tiles. It has no tiles; #AtlasMapLayer draws.
 */
#define ATLAS_TYPE_MAP_SOURCE (atlas_map_source_get_type ())
G_DECLARE_FINAL_TYPE (AtlasMapSource, atlas_map_source, ATLAS, MAP_SOURCE, ShumateMapSource)

ShumateMapSource *atlas_map_source_new (guint min_zoom,
                                        guint max_zoom);

G_END_DECLS
