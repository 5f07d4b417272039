#include "atlas-scene-options.h"

#define BIT(layer) (1u << (layer))

/* Layers of every map. */
static const guint base_map =
  BIT (ATLAS_DRAWN_TERRAIN) | BIT (ATLAS_DRAWN_WATER) | BIT (ATLAS_DRAWN_DISTRICTS) |
  BIT (ATLAS_DRAWN_EXPRESSWAYS) | BIT (ATLAS_DRAWN_RING_ROADS) | BIT (ATLAS_DRAWN_NAMES);

static const struct
{
  AtlasContent    content;
  AtlasDrawnLayer layer;
} subjects[] = {
  { ATLAS_CONTENT_ZONES, ATLAS_DRAWN_ZONES },
  { ATLAS_CONTENT_BLOCKS, ATLAS_DRAWN_BLOCKS },
  { ATLAS_CONTENT_DENSITY, ATLAS_DRAWN_DENSITY },
  { ATLAS_CONTENT_DENSITY, ATLAS_DRAWN_SITES },
  { ATLAS_CONTENT_BUSINESS, ATLAS_DRAWN_BUSINESS },
  { ATLAS_CONTENT_AXES, ATLAS_DRAWN_AXES },
};

void
atlas_scene_options_init (AtlasSceneOptions   *self,
                          const AtlasMapStyle *map)
{
  *self = (AtlasSceneOptions) { .visible = base_map };

  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      self->order[i] = i;
      self->opacity[i] = 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (map->content & subjects[i].content)
      self->visible |= BIT (subjects[i].layer);
}

gboolean
atlas_scene_options_offers (const AtlasMapStyle *map,
                            AtlasDrawnLayer      layer)
{
  return layer != ATLAS_DRAWN_DENSITY || map->resource >= 0;
}

gboolean
atlas_scene_options_shows (const AtlasSceneOptions *self,
                           AtlasDrawnLayer          layer)
{
  return (self->visible & BIT (layer)) != 0;
}

void
atlas_scene_options_set_shown (AtlasSceneOptions *self,
                               AtlasDrawnLayer    layer,
                               gboolean           shown)
{
  self->visible = shown ? self->visible | BIT (layer) : self->visible & ~BIT (layer);
}

guint
atlas_scene_options_find (const AtlasSceneOptions *self,
                          AtlasDrawnLayer          layer)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    if (self->order[i] == layer)
      return i;

  g_return_val_if_reached (0);
}

void
atlas_scene_options_move (AtlasSceneOptions *self,
                          AtlasDrawnLayer    layer,
                          guint              position)
{
  guint i = atlas_scene_options_find (self, layer);

  g_return_if_fail (position < ATLAS_N_DRAWN_LAYERS);

  for (; i < position; i++)
    self->order[i] = self->order[i + 1];
  for (; i > position; i--)
    self->order[i] = self->order[i - 1];
  self->order[position] = layer;
}

gboolean
atlas_scene_options_equal (const AtlasSceneOptions *self,
                           const AtlasSceneOptions *other)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    if (self->order[i] != other->order[i] || self->opacity[i] != other->opacity[i])
      return FALSE;

  return self->visible == other->visible && self->hidden_fills == other->hidden_fills &&
         !self->hatched == !other->hatched;
}
