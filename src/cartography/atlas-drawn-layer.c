#include "atlas-drawn-layer.h"

static const char *const keys[ATLAS_N_DRAWN_LAYERS] = {
  [ATLAS_DRAWN_ZONES] = "zones",
  [ATLAS_DRAWN_TERRAIN] = "terrain",
  [ATLAS_DRAWN_BLOCKS] = "blocks",
  [ATLAS_DRAWN_DENSITY] = "density",
  [ATLAS_DRAWN_WATER] = "water",
  [ATLAS_DRAWN_DISTRICTS] = "districts",
  [ATLAS_DRAWN_RAIL] = "rail",
  [ATLAS_DRAWN_EXPRESSWAYS] = "expressways",
  [ATLAS_DRAWN_RING_ROADS] = "ring-roads",
  [ATLAS_DRAWN_AXES] = "axes",
  [ATLAS_DRAWN_SITES] = "sites",
  [ATLAS_DRAWN_STATIONS] = "stations",
  [ATLAS_DRAWN_LANDMARKS] = "landmarks",
  [ATLAS_DRAWN_PROJECTS] = "projects",
  [ATLAS_DRAWN_BUSINESS] = "business",
  [ATLAS_DRAWN_NAMES] = "names",
};

const char *
atlas_drawn_layer_get_key (AtlasDrawnLayer layer)
{
  g_return_val_if_fail ((guint) layer < ATLAS_N_DRAWN_LAYERS, NULL);

  return keys[layer];
}

int
atlas_drawn_layer_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    if (g_str_equal (keys[i], key))
      return (int) i;

  return -1;
}
