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

static AtlasSceneOptions
make_options (int resource)
{
  AtlasMapStyle map = { .content = ATLAS_CONTENT_BLOCKS, .resource = resource };
  AtlasSceneOptions options;

  atlas_scene_options_init (&options, &map);

  return options;
}

static void
test_moved_layer_lies_next_to_the_other (void)
{
  for (guint layer = 0; layer < ATLAS_N_DRAWN_LAYERS; layer++)
    for (guint other = 0; other < ATLAS_N_DRAWN_LAYERS; other++)
      {
        AtlasSceneOptions before = make_options (0);
        AtlasSceneOptions over = before, under = before;

        atlas_scene_options_move_over (&over, layer, other);
        atlas_scene_options_move_under (&under, layer, other);
        if (layer == other)
          continue;
        g_assert_cmpuint (atlas_scene_options_find (&over, layer), ==,
                          atlas_scene_options_find (&over, other) + 1);
        g_assert_cmpuint (atlas_scene_options_find (&under, layer) + 1, ==,
                          atlas_scene_options_find (&under, other));
      }
}

/* Each step passes one layer that the map has; none goes over the names. */
static void
test_steps_lead_from_the_ground_to_the_names (void)
{
  const AtlasMapStyle map = { .resource = -1 };
  AtlasSceneOptions options = make_options (-1);
  guint n = 0;

  while (atlas_scene_options_step (&options, &map, ATLAS_DRAWN_ZONES, TRUE))
    n++;
  /* Neither itself, nor the density that this map does not have, nor the names. */
  g_assert_cmpuint (n, ==, ATLAS_N_DRAWN_LAYERS - 3);
  g_assert_cmpuint (atlas_scene_options_find (&options, ATLAS_DRAWN_ZONES), ==,
                    ATLAS_N_DRAWN_LAYERS - 2);
  g_assert_cmpint (options.order[ATLAS_N_DRAWN_LAYERS - 1], ==, ATLAS_DRAWN_NAMES);

  while (atlas_scene_options_step (&options, &map, ATLAS_DRAWN_ZONES, FALSE))
    n--;
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (atlas_scene_options_find (&options, ATLAS_DRAWN_ZONES), ==, 0);
}

static void
test_names_do_not_move (void)
{
  const AtlasMapStyle map = { .resource = 0 };
  AtlasSceneOptions before = make_options (0);
  AtlasSceneOptions options = before;

  g_assert_false (atlas_scene_options_step (&options, &map, ATLAS_DRAWN_NAMES, FALSE));
  g_assert_false (atlas_scene_options_step (&options, &map, ATLAS_DRAWN_NAMES, TRUE));
  g_assert_true (atlas_scene_options_equal (&options, &before));
}

/* Settings hold the words, so each class and zone needs one of its own. */
static void
test_words_stand_for_classes_and_zones (void)
{
  guint n = 0;

  for (guint fill = 0; fill < ATLAS_N_FILLS; fill++)
    if (atlas_fill_get_key (fill) != NULL)
      {
        g_assert_cmpint (atlas_fill_find (atlas_fill_get_key (fill)), ==, (int) fill);
        n++;
      }
  g_assert_cmpuint (n, ==, ATLAS_N_CLASSES + ATLAS_N_ZONES);
  g_assert_cmpint (atlas_fill_find ("renewal"), ==, ATLAS_FILL_CLASS_RENEWAL);
  g_assert_cmpint (atlas_fill_find ("subcenter"), ==, ATLAS_FILL_ZONE_SUBCENTER);
  g_assert_cmpint (atlas_fill_find ("water"), ==, -1);
}

static void
test_hidden_fills_can_be_shown_again (void)
{
  AtlasSceneOptions before = make_options (0);
  AtlasSceneOptions options = before;

  atlas_scene_options_set_fill_shown (&options, ATLAS_FILL_CLASS_KEY, FALSE);
  g_assert_false (atlas_scene_options_shows_fill (&options, ATLAS_FILL_CLASS_KEY));
  g_assert_true (atlas_scene_options_shows_fill (&options, ATLAS_FILL_CLASS_RENEWAL));
  g_assert_false (atlas_scene_options_equal (&options, &before));
  atlas_scene_options_set_fill_shown (&options, ATLAS_FILL_CLASS_KEY, TRUE);
  g_assert_true (atlas_scene_options_equal (&options, &before));
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
  g_test_add_func ("/scene-options/moved-layer-lies-next-to-the-other",
                   test_moved_layer_lies_next_to_the_other);
  g_test_add_func ("/scene-options/steps-lead-from-the-ground-to-the-names",
                   test_steps_lead_from_the_ground_to_the_names);
  g_test_add_func ("/scene-options/names-do-not-move", test_names_do_not_move);
  g_test_add_func ("/scene-options/words-stand-for-classes-and-zones",
                   test_words_stand_for_classes_and_zones);
  g_test_add_func ("/scene-options/hidden-fills-can-be-shown-again",
                   test_hidden_fills_can_be_shown_again);

  return g_test_run ();
}
