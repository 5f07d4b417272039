#include "atlas-app-test.h"

#include "atlas-plan-file.h"

/* The settings' backend is memory: what one window writes the next one reads. */

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static void
open_another_window (AtlasAppTest *test)
{
  AtlasWindow *window = atlas_window_new (GTK_APPLICATION (test->application));

  gtk_window_destroy (GTK_WINDOW (test->window));
  while (test->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  test->window = window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &test->window);
  gtk_window_present (GTK_WINDOW (window));
  atlas_app_test_open (test, test->plan);
}

static void
test_layers_are_kept (AtlasAppTest  *test,
                      gconstpointer  data)
{
  AtlasSceneOptions plain, options;

  atlas_app_test_open (test, test->plan);
  atlas_session_reset_options (get_session (test));
  g_assert_false (atlas_session_has_own_options (get_session (test)));
  plain = options = *atlas_session_get_options (get_session (test));
  options.opacity[ATLAS_DRAWN_WATER] = 0.25;
  atlas_scene_options_set_shown (&options, ATLAS_DRAWN_RAIL, TRUE);
  atlas_scene_options_set_fill_shown (&options, ATLAS_FILL_ZONE_NEWTOWNS, FALSE);
  atlas_scene_options_move_under (&options, ATLAS_DRAWN_AXES, ATLAS_DRAWN_WATER);
  atlas_session_set_options (get_session (test), &options);

  open_another_window (test);
  g_assert_true (atlas_scene_options_equal (atlas_session_get_options (get_session (test)),
                                            &options));
  g_assert_true (atlas_session_has_own_options (get_session (test)));
  /* Each map has its own. */
  atlas_session_set_map (get_session (test), 2);
  g_assert_false (atlas_session_has_own_options (get_session (test)));
  atlas_session_set_map (get_session (test), 1);

  atlas_session_reset_options (get_session (test));
  g_assert_true (atlas_scene_options_equal (atlas_session_get_options (get_session (test)),
                                            &plain));
  open_another_window (test);
  g_assert_false (atlas_session_has_own_options (get_session (test)));
}

/* Written by an older program, or by a newer one. */
static void
test_strange_settings (AtlasAppTest  *test,
                       gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (APPLICATION_ID);
  const AtlasSceneOptions *options;
  guint seen = 0;

  g_settings_set (settings, "layers", "@a(ua(sbd)as)",
                  g_variant_new_parsed ("@a(ua(sbd)as) [(1, [('hills', true, 1.0), "
                                        "('water', true, 7.0), ('water', false, -1.0)], "
                                        "['key', 'paper', 'slums']), (77, [], ['key'])]"));
  g_settings_set_string (settings, "palette", "no such");
  atlas_app_test_open (test, test->plan);
  options = atlas_session_get_options (get_session (test));
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      seen |= 1u << options->order[i];
      g_assert_cmpfloat (options->opacity[i], ==, 1);
    }
  g_assert_cmpuint (seen, ==, (1u << ATLAS_N_DRAWN_LAYERS) - 1);
  g_assert_cmpuint (options->hidden_fills, ==, 1u << ATLAS_FILL_CLASS_KEY);
  g_assert_true (atlas_scene_get_style (atlas_session_get_scene (get_session (test))) ==
                 atlas_scene_get_style (atlas_maps_get_scene (
                   atlas_window_get_maps (test->window), 1)));

  g_settings_reset (settings, "layers");
  g_settings_reset (settings, "palette");
}

static void
on_maps_changed (AtlasSession *session,
                 GParamSpec   *pspec,
                 guint        *n_seen)
{
  AtlasScene *plain = atlas_maps_get_scene (atlas_session_get_maps (session), 1);

  g_assert_true (atlas_scene_get_shapes (atlas_session_get_scene (session)) ==
                 atlas_scene_get_shapes (plain));
  (*n_seen)++;
}

/* Whoever hears of a plan can ask for its scene. */
static void
test_scene_is_the_plans (AtlasAppTest  *test,
                         gconstpointer  data)
{
  guint n_seen = 0;

  g_signal_connect (get_session (test), "notify::maps", G_CALLBACK (on_maps_changed), &n_seen);
  atlas_app_test_open (test, test->plan);
  g_assert_nonnull (atlas_session_get_scene (get_session (test)));
  atlas_app_test_open (test, test->other_plan);
  g_assert_cmpuint (n_seen, ==, 2);
  g_signal_handlers_disconnect_by_func (get_session (test), on_maps_changed, &n_seen);
}

static void
test_palettes_and_sizes (AtlasAppTest  *test,
                         gconstpointer  data)
{
  AtlasSession *session = get_session (test);
  const AtlasStyle *plain, *chosen;

  atlas_app_test_open (test, test->plan);
  plain = atlas_scene_get_style (atlas_session_get_scene (session));
  for (guint i = 1; i < atlas_style_get_n_variants (plain); i++)
    {
      g_autoptr(AtlasStyle) expected =
        atlas_style_new_variant (plain, atlas_style_get_variant_key (plain, i));

      g_object_set (session, "palette", atlas_style_get_variant_key (plain, i),
                    "text-scale", 1.5, NULL);
      chosen = atlas_scene_get_style (atlas_session_get_scene (session));
      g_assert_cmpmem (chosen->fills, sizeof chosen->fills, expected->fills,
                       sizeof expected->fills);
      g_assert_cmpfloat (chosen->texts[ATLAS_TEXT_LEGEND].size, ==,
                         expected->texts[ATLAS_TEXT_LEGEND].size * 1.5);
    }
  g_object_set (session, "palette", "standard", "text-scale", 1.0, NULL);
  g_assert_true (atlas_scene_get_style (atlas_session_get_scene (session)) == plain);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/session/layers-are-kept-for-each-map", test_layers_are_kept },
    { "/session/strange-settings-do-no-harm", test_strange_settings },
    { "/session/scene-is-the-plans", test_scene_is_the_plans },
    { "/session/palettes-and-sizes", test_palettes_and_sizes },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
