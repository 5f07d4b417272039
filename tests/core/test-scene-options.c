#include "atlas-scene-options.h"

static const AtlasMapStyle map_of_blocks = { .content = ATLAS_CONTENT_BLOCKS, .resource = -1 };

/* Whatever is moved where, each layer is there once, the moved one stands where
 * it was put, and the others are among themselves as before. */
static void
test_moving_keeps_every_layer (void)
{
  AtlasSceneOptions options;

  atlas_scene_options_init (&options, &map_of_blocks);
  for (guint step = 0; step < 2000; step++)
    {
      AtlasSceneOptions before = options;
      AtlasDrawnLayer layer = (AtlasDrawnLayer) g_test_rand_int_range (0, ATLAS_N_DRAWN_LAYERS);
      guint position = (guint) g_test_rand_int_range (0, ATLAS_N_DRAWN_LAYERS);
      guint i = 0;

      atlas_scene_options_move (&options, layer, position);
      g_assert_cmpuint (options.order[position], ==, layer);
      g_assert_cmpuint (atlas_scene_options_find (&options, layer), ==, position);
      for (guint j = 0; j < ATLAS_N_DRAWN_LAYERS; j++)
        {
          if (before.order[j] == layer)
            continue;
          if (i == position)
            i++;
          g_assert_cmpuint (options.order[i++], ==, before.order[j]);
        }
    }
}

static void
test_a_map_shows_its_subject (void)
{
  static const struct { AtlasContent content; AtlasDrawnLayer layer; } subjects[] = {
    { ATLAS_CONTENT_ZONES, ATLAS_DRAWN_ZONES }, { ATLAS_CONTENT_BLOCKS, ATLAS_DRAWN_BLOCKS },
    { ATLAS_CONTENT_DENSITY, ATLAS_DRAWN_DENSITY }, { ATLAS_CONTENT_AXES, ATLAS_DRAWN_AXES },
    { ATLAS_CONTENT_BUSINESS, ATLAS_DRAWN_BUSINESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      AtlasMapStyle map = { .content = subjects[i].content, .resource = -1 };
      AtlasSceneOptions options;

      atlas_scene_options_init (&options, &map);
      for (guint j = 0; j < G_N_ELEMENTS (subjects); j++)
        g_assert_true (atlas_scene_options_shows (&options, subjects[j].layer) == (i == j));
      g_assert_true (atlas_scene_options_shows (&options, ATLAS_DRAWN_NAMES));
    }
}

static void
test_equal_only_when_all_is_equal (void)
{
  AtlasSceneOptions options, other;

  atlas_scene_options_init (&options, &map_of_blocks);
  other = options;
  g_assert_true (atlas_scene_options_equal (&options, &other));

  atlas_scene_options_set_shown (&other, ATLAS_DRAWN_RAIL, TRUE);
  g_assert_false (atlas_scene_options_equal (&options, &other));
  atlas_scene_options_set_shown (&other, ATLAS_DRAWN_RAIL, FALSE);
  g_assert_true (atlas_scene_options_equal (&options, &other));
  atlas_scene_options_move (&other, ATLAS_DRAWN_RAIL, 0);
  g_assert_false (atlas_scene_options_equal (&options, &other));
  other = options;
  other.opacity[ATLAS_DRAWN_WATER] = 0.5;
  g_assert_false (atlas_scene_options_equal (&options, &other));
  other = options;
  other.hidden_fills = 1u << ATLAS_FILL_CLASS_KEY;
  g_assert_false (atlas_scene_options_equal (&options, &other));
  other = options;
  other.hatched = TRUE;
  g_assert_false (atlas_scene_options_equal (&options, &other));
}

/* Style files, settings and actions name layers by these words. */
static void
test_every_layer_is_found_by_its_key (void)
{
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    g_assert_cmpint (atlas_drawn_layer_find (atlas_drawn_layer_get_key (i)), ==, i);
  g_assert_cmpint (atlas_drawn_layer_find ("nonsense"), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scene-options/moving", test_moving_keeps_every_layer);
  g_test_add_func ("/scene-options/subject", test_a_map_shows_its_subject);
  g_test_add_func ("/scene-options/equal", test_equal_only_when_all_is_equal);
  g_test_add_func ("/scene-options/keys", test_every_layer_is_found_by_its_key);

  return g_test_run ();
}
