/* Keys of the window pressed in those beside it. */

#include "atlas-findings-test.h"

#include "atlas-density-strip.h"
#include "atlas-reason-bar.h"

#include <gdk/x11/gdkx.h>

static gboolean
is_beside_active (AtlasAppTest *test)
{
  return gtk_window_is_active (g_object_get_data (G_OBJECT (test->window), "beside"));
}

/* Really, in a window beside that of the map. */
static void
press_beside (AtlasAppTest *test,
              gpointer      window,
              const char   *key)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  const char *const keys[] = { "shift", key };

  g_object_set_data (G_OBJECT (test->window), "beside", window);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "xdotool",
                                                         "windowfocus", id, "key", keys[i], NULL);

      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      if (i == 0)
        atlas_app_test_wait (test, is_beside_active);
    }
}

static AtlasReasonBar *
get_reason_bar (AtlasAppTest *test)
{
  return ATLAS_REASON_BAR (gtk_widget_get_template_child (GTK_WIDGET (test->window),
                                                          ATLAS_TYPE_WINDOW, "reason_bar"));
}

static gboolean
is_asking (AtlasAppTest *test)
{
  return atlas_reason_bar_is_asking (get_reason_bar (test));
}

static gboolean
shows_map_4 (AtlasAppTest *test)
{
  return atlas_window_get_map (test->window) == 4;
}

static gboolean
shows_preferences (AtlasAppTest *test)
{
  return atlas_app_test_find_window (ADW_TYPE_PREFERENCES_WINDOW) != NULL;
}

/* Of the window on whichever page the blocks were chosen. */
static void
test_class_keys (AtlasAppTest  *test,
                 gconstpointer  data)
{
  static const char *const actions[] = { "density-findings", "density-strip" };
  const GType types[] = { ATLAS_TYPE_DENSITY_FINDINGS, ATLAS_TYPE_DENSITY_STRIP };

  atlas_findings_open_map (test, ATLAS_FINDINGS_MAP);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      guint block = 0;
      int class_;

      atlas_findings_activate (test, actions[i]);
      atlas_selection_set (atlas_session_get_selection (atlas_findings_get_session (test)), &block,
                           1);
      class_ = atlas_findings_get_class (test, 0);
      press_beside (test, atlas_app_test_find_window (types[i]),
                    class_ == ATLAS_CLASS_KEY ? "2" : "1");
      atlas_app_test_wait (test, is_asking);
      atlas_reason_bar_close (get_reason_bar (test));
      gtk_window_destroy (atlas_app_test_find_window (types[i]));
    }
}

static void
test_keys_of_the_window (AtlasAppTest  *test,
                         gconstpointer  data)
{
  atlas_findings_open_findings (test);
  press_beside (test, atlas_findings_get_window (), "ctrl+4");
  atlas_app_test_wait (test, shows_map_4);
  press_beside (test, atlas_findings_get_window (), "ctrl+comma");
  atlas_app_test_wait (test, shows_preferences);
  gtk_window_destroy (atlas_app_test_find_window (ADW_TYPE_PREFERENCES_WINDOW));
}

static gboolean
is_undone (AtlasAppTest *test)
{
  return atlas_findings_get_class (test, 0) ==
         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (test->window), "class"));
}

static void
test_undo_key (AtlasAppTest  *test,
               gconstpointer  data)
{
  int class_;

  atlas_findings_open_findings (test);
  class_ = atlas_findings_get_class (test, 0);
  g_object_set_data (G_OBJECT (test->window), "class", GINT_TO_POINTER (class_));
  atlas_findings_change_class (test, 0);
  g_assert_false (is_undone (test));
  press_beside (test, atlas_findings_get_window (), "ctrl+z");
  atlas_app_test_wait (test, is_undone);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/findings-keys/class-keys-are-the-map-s", test_class_keys },
    { "/findings-keys/keys-are-the-window-s", test_keys_of_the_window },
    { "/findings-keys/undo-is-the-window-s", test_undo_key },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_findings_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
