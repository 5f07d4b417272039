#include "atlas-layer-settings.h"

#define LAYERS_TYPE "a(ua(sbd)as)"

static void
add_layers (GVariantBuilder         *builder,
            const AtlasSceneOptions *options)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a(sbd)"));
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      AtlasDrawnLayer layer = options->order[i];

      g_variant_builder_add (builder, "(sbd)", atlas_drawn_layer_get_key (layer),
                             atlas_scene_options_shows (options, layer),
                             options->opacity[layer]);
    }
  g_variant_builder_close (builder);
}

static void
add_hidden_fills (GVariantBuilder         *builder,
                  const AtlasSceneOptions *options)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("as"));
  for (guint fill = 0; fill < ATLAS_N_FILLS; fill++)
    if (!atlas_scene_options_shows_fill (options, fill) && atlas_fill_get_key (fill) != NULL)
      g_variant_builder_add (builder, "s", atlas_fill_get_key (fill));
  g_variant_builder_close (builder);
}

GVariant *
atlas_layer_settings_write (const AtlasSceneOptions *options)
{
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (LAYERS_TYPE));

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      g_variant_builder_open (&builder, G_VARIANT_TYPE ("(ua(sbd)as)"));
      g_variant_builder_add (&builder, "u", i + 1);
      add_layers (&builder, &options[i]);
      add_hidden_fills (&builder, &options[i]);
      g_variant_builder_close (&builder);
    }

  return g_variant_builder_end (&builder);
}

/* Layers that the settings don't know, from an older program, stay where the
 * plan has them; the names stay last. */
static void
read_map_layers (AtlasSceneOptions *options,
                 GVariantIter      *layers)
{
  const char *key;
  gboolean shown;
  double opacity;
  guint position = 0;

  while (g_variant_iter_next (layers, "(&sbd)", &key, &shown, &opacity))
    {
      int layer = atlas_drawn_layer_find (key);

      if (layer < 0)
        continue;
      if (atlas_scene_options_find (options, (AtlasDrawnLayer) layer) >= position)
        atlas_scene_options_move (options, (AtlasDrawnLayer) layer, position++);
      atlas_scene_options_set_shown (options, (AtlasDrawnLayer) layer, shown);
      options->opacity[layer] = opacity >= 0 && opacity <= 1 ? opacity : 1;
    }
  atlas_scene_options_move (options, ATLAS_DRAWN_NAMES, ATLAS_N_DRAWN_LAYERS - 1);
}

static void
read_hidden_fills (AtlasSceneOptions *options,
                   GVariantIter      *keys)
{
  const char *key;

  while (g_variant_iter_next (keys, "&s", &key))
    if (atlas_fill_find (key) >= 0)
      atlas_scene_options_set_fill_shown (options, (AtlasFillId) atlas_fill_find (key), FALSE);
}

void
atlas_layer_settings_read (AtlasSceneOptions *options,
                           GVariant          *layers)
{
  GVariantIter maps;
  guint map;
  GVariantIter *map_layers, *hidden_fills;

  g_variant_iter_init (&maps, layers);
  while (g_variant_iter_next (&maps, "(ua(sbd)as)", &map, &map_layers, &hidden_fills))
    {
      if (map >= 1 && map <= ATLAS_N_MAPS)
        {
          read_map_layers (&options[map - 1], map_layers);
          read_hidden_fills (&options[map - 1], hidden_fills);
        }
      g_variant_iter_free (map_layers);
      g_variant_iter_free (hidden_fills);
    }
}
