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
  atlas_density_terms_init (&self->density);
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

void
atlas_scene_options_move_over (AtlasSceneOptions *self,
                               AtlasDrawnLayer    layer,
                               AtlasDrawnLayer    other)
{
  guint from = atlas_scene_options_find (self, layer);
  guint to = atlas_scene_options_find (self, other);

  if (layer != other)
    atlas_scene_options_move (self, layer, from < to ? to : to + 1);
}

void
atlas_scene_options_move_under (AtlasSceneOptions *self,
                                AtlasDrawnLayer    layer,
                                AtlasDrawnLayer    other)
{
  guint from = atlas_scene_options_find (self, layer);
  guint to = atlas_scene_options_find (self, other);

  if (layer != other)
    atlas_scene_options_move (self, layer, from < to ? to - 1 : to);
}

gboolean
atlas_scene_options_step (AtlasSceneOptions   *self,
                          const AtlasMapStyle *map,
                          AtlasDrawnLayer      layer,
                          gboolean             up)
{
  int step = up ? 1 : -1;
  int i = (int) atlas_scene_options_find (self, layer) + step;

  if (layer == ATLAS_DRAWN_NAMES)
    return FALSE;

  for (; i >= 0 && i < ATLAS_N_DRAWN_LAYERS; i += step)
    if (self->order[i] != ATLAS_DRAWN_NAMES && atlas_scene_options_offers (map, self->order[i]))
      {
        atlas_scene_options_move (self, layer, (guint) i);
        return TRUE;
      }

  return FALSE;
}

gboolean
atlas_scene_options_shows_fill (const AtlasSceneOptions *self,
                                AtlasFillId              fill)
{
  return (self->hidden_fills & BIT (fill)) == 0;
}

void
atlas_scene_options_set_fill_shown (AtlasSceneOptions *self,
                                    AtlasFillId        fill,
                                    gboolean           shown)
{
  self->hidden_fills = shown ? self->hidden_fills & ~BIT (fill) : self->hidden_fills | BIT (fill);
}

gboolean
atlas_scene_options_equal (const AtlasSceneOptions *self,
                           const AtlasSceneOptions *other)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    if (self->order[i] != other->order[i] || self->opacity[i] != other->opacity[i])
      return FALSE;

  return self->visible == other->visible && self->hidden_fills == other->hidden_fills &&
         !self->hatched == !other->hatched &&
         atlas_density_terms_equal (&self->density, &other->density);
}

const char *
atlas_fill_get_key (AtlasFillId fill)
{
  int class_ = (int) fill - ATLAS_FILL_CLASS_KEY;
  int zone = (int) fill - ATLAS_FILL_ZONE_CORE;

  if (class_ >= 0 && class_ < ATLAS_N_CLASSES)
    return atlas_vocabulary_get_key (&atlas_vocabulary_classes, class_);
  if (zone >= 0 && zone < ATLAS_N_ZONES)
    return atlas_vocabulary_get_key (&atlas_vocabulary_zones, zone);

  return NULL;
}

int
atlas_fill_find (const char *key)
{
  int class_ = atlas_vocabulary_find (&atlas_vocabulary_classes, key);
  int zone = atlas_vocabulary_find (&atlas_vocabulary_zones, key);

  return class_ >= 0 ? ATLAS_FILL_CLASS_KEY + class_ :
         zone >= 0 ? ATLAS_FILL_ZONE_CORE + zone : -1;
}
