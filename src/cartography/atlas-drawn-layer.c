#include "atlas-drawn-layer.h"

#define NO_TABLE (-1)

static const struct
{
  const char *key;
  int         table; /* AtlasLayer */
  const char *kind;
} layers[ATLAS_N_DRAWN_LAYERS] = {
  [ATLAS_DRAWN_ZONES] = { "zones", ATLAS_LAYER_ZONES, NULL },
  [ATLAS_DRAWN_TERRAIN] = { "terrain", ATLAS_LAYER_TERRAIN, "mountains" },
  [ATLAS_DRAWN_BLOCKS] = { "blocks", NO_TABLE, NULL },
  [ATLAS_DRAWN_DENSITY] = { "density", NO_TABLE, NULL },
  [ATLAS_DRAWN_WATER] = { "water", ATLAS_LAYER_WATER, NULL },
  [ATLAS_DRAWN_DISTRICTS] = { "districts", ATLAS_LAYER_DISTRICTS, NULL },
  [ATLAS_DRAWN_RAIL] = { "rail", ATLAS_LAYER_RAIL, NULL },
  [ATLAS_DRAWN_EXPRESSWAYS] = { "expressways", ATLAS_LAYER_ROADS, "expressway" },
  [ATLAS_DRAWN_RING_ROADS] = { "ring-roads", ATLAS_LAYER_ROADS, "ring_road" },
  [ATLAS_DRAWN_AXES] = { "axes", ATLAS_LAYER_AXES, NULL },
  [ATLAS_DRAWN_SITES] = { "sites", NO_TABLE, NULL },
  [ATLAS_DRAWN_STATIONS] = { "stations", ATLAS_LAYER_STATIONS, NULL },
  [ATLAS_DRAWN_LANDMARKS] = { "landmarks", ATLAS_LAYER_LANDMARKS, NULL },
  [ATLAS_DRAWN_PROJECTS] = { "projects", ATLAS_LAYER_PROJECTS, NULL },
  [ATLAS_DRAWN_BUSINESS] = { "business", ATLAS_LAYER_BUSINESS_DISTRICTS, NULL },
  [ATLAS_DRAWN_NAMES] = { "names", NO_TABLE, NULL },
};

const char *
atlas_drawn_layer_get_key (AtlasDrawnLayer layer)
{
  g_return_val_if_fail ((guint) layer < ATLAS_N_DRAWN_LAYERS, NULL);

  return layers[layer].key;
}

int
atlas_drawn_layer_get_table (AtlasDrawnLayer   layer,
                             const char      **kind)
{
  g_return_val_if_fail ((guint) layer < ATLAS_N_DRAWN_LAYERS, NO_TABLE);

  *kind = layers[layer].kind;

  return layers[layer].table;
}

int
atlas_drawn_layer_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    if (g_str_equal (layers[i].key, key))
      return (int) i;

  return -1;
}
