#include "atlas-app-test.h"

#include "atlas-plan-file.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

static void
assert_shows (AtlasAppTest *test,
              guint         map)
{
  GActionGroup *actions = G_ACTION_GROUP (test->window);
  AtlasMapList *list = atlas_window_get_map_list (test->window);
  AtlasMaps *maps = atlas_window_get_maps (test->window);
  const char *title = gtk_window_get_title (GTK_WINDOW (test->window));
  g_autoptr(GVariant) state = g_action_group_get_action_state (actions, "map");

  g_assert_cmpuint (g_variant_get_uint32 (state), ==, map);
  g_assert_cmpuint (atlas_window_get_map (test->window), ==, map);
  g_assert_nonnull (strstr (title, atlas_maps_get_title (maps, map)));
  for (guint i = 1; i <= ATLAS_N_MAPS; i++)
    g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (
                     atlas_map_list_get_row (list, i))) == (i == map));
  g_assert_true (atlas_map_layer_get_scene (
                   atlas_map_view_get_layer (atlas_window_get_map_view (test->window))) ==
                 atlas_maps_get_scene (maps, map));
}

static void
choose (AtlasAppTest *test,
        guint         map)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map",
                                  g_variant_new_uint32 (map));
}

static gboolean
all_rows_have_pictures (AtlasAppTest *test)
{
  AtlasMapList *list = atlas_window_get_map_list (test->window);

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    if (atlas_map_row_get_picture (atlas_map_list_get_row (list, map)) == NULL)
      return FALSE;

  return TRUE;
}

static void
test_shows_plan (AtlasAppTest  *test,
                 gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  g_assert_null (atlas_window_get_message (test->window));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (test->window)), "First plan"));
  assert_shows (test, 1);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

/* The titles are those of the plan's appendix. */
static void
test_list (AtlasAppTest  *test,
           gconstpointer  data)
{
  static const char *const titles[] = {
    "Renewal guidance by ring zone", "Distribution of renewal blocks",
    "Density of old housing compounds", "Density of old office buildings",
    "Density of old factories", "Distribution of main business districts",
  };
  AtlasMapList *list = atlas_window_get_map_list (test->window);

  atlas_app_test_open (test, test->plan);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    g_assert_cmpstr (atlas_map_row_get_title (atlas_map_list_get_row (list, map)), ==,
                     titles[map - 1]);
  atlas_app_test_wait (test, all_rows_have_pictures);
}

static void
test_action (AtlasAppTest  *test,
             gconstpointer  data)
{
  AtlasMapList *list = atlas_window_get_map_list (test->window);

  atlas_app_test_open (test, test->plan);
  for (guint map = ATLAS_N_MAPS; map >= 1; map--)
    {
      choose (test, map);
      assert_shows (test, map);
    }
  choose (test, 0);
  choose (test, ATLAS_N_MAPS + 1);
  assert_shows (test, 1);

  gtk_widget_activate (GTK_WIDGET (atlas_map_list_get_row (list, 5)));
  assert_shows (test, 5);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

static gboolean
shows_third (AtlasAppTest *test)
{
  return atlas_window_get_map (test->window) == 3;
}

static void
test_keys (AtlasAppTest  *test,
           gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_press (test, "ctrl+3", NULL);
  atlas_app_test_wait (test, shows_third);
  assert_shows (test, 3);
}

static gboolean
focus_has_left_the_maps (AtlasAppTest *test)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  return focus != NULL &&
         !gtk_widget_is_ancestor (focus, GTK_WIDGET (atlas_window_get_map_list (test->window)));
}

static gboolean
focus_is_at_the_map (AtlasAppTest *test)
{
  return gtk_window_get_focus (GTK_WINDOW (test->window)) ==
         GTK_WIDGET (atlas_map_list_get_row (atlas_window_get_map_list (test->window),
                                             atlas_window_get_map (test->window)));
}

/* Whoever goes through the window by Tab goes through its panes, not through the maps. */
static void
test_tab (AtlasAppTest  *test,
          gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  choose (test, 3);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  gtk_widget_grab_focus (GTK_WIDGET (atlas_map_list_get_row (
    atlas_window_get_map_list (test->window), 3)));
  atlas_app_test_press (test, "Tab", NULL);
  atlas_app_test_wait (test, focus_has_left_the_maps);
  assert_shows (test, 3);

  /* And comes back to the one that is shown. */
  atlas_app_test_press (test, "shift+Tab", NULL);
  atlas_app_test_wait (test, focus_is_at_the_map);
  assert_shows (test, 3);
}

static void
assert_says (AtlasAppTest *test,
             const char   *name)
{
  g_assert_nonnull (atlas_window_get_message (test->window));
  g_assert_nonnull (strstr (atlas_window_get_message (test->window), name));
}

static void
test_unreadable (AtlasAppTest  *test,
                 gconstpointer  data)
{
  g_autoptr(GFile) garbage = atlas_app_test_make_file (test, "garbage.gpkg", "This is no plan.");
  g_autoptr(GFile) missing = g_file_get_child (garbage, "missing.gpkg");
  AtlasMaps *maps;

  atlas_app_test_open (test, test->plan);
  choose (test, 2);
  maps = atlas_window_get_maps (test->window);

  atlas_app_test_open (test, garbage);
  assert_says (test, "garbage.gpkg");
  g_assert_true (atlas_window_get_maps (test->window) == maps);
  assert_shows (test, 2);
  atlas_app_test_open (test, missing);
  assert_says (test, "missing.gpkg");
  assert_shows (test, 2);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);

  atlas_app_test_open (test, test->other_plan);
  g_assert_null (atlas_window_get_message (test->window));
  assert_shows (test, 2);
}

static void
test_unreadable_first (AtlasAppTest  *test,
                       gconstpointer  data)
{
  g_autoptr(GFile) garbage = atlas_app_test_make_file (test, "garbage.gpkg", "This is no plan.");
  g_autoptr(GFile) elsewhere = g_file_new_for_uri ("http://example.org/plan.gpkg");

  atlas_app_test_open (test, garbage);
  assert_says (test, "garbage.gpkg");
  g_assert_null (atlas_window_get_maps (test->window));
  atlas_app_test_open (test, elsewhere);
  assert_says (test, "plan.gpkg");
  atlas_app_test_open (test, test->plan);
  assert_shows (test, 1);
}

static void
test_vanished (AtlasAppTest  *test,
               gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  g_assert_cmpint (g_unlink (g_file_peek_path (test->plan)), ==, 0);
  choose (test, 4);
  assert_shows (test, 4);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_open (test, test->plan);
  assert_says (test, "plan.gpkg");
  assert_shows (test, 4);
}

static void
test_last_one_wins (AtlasAppTest  *test,
                    gconstpointer  data)
{
  atlas_window_open (test->window, test->plan);
  atlas_window_open (test->window, test->other_plan);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (test->window)), "Second plan"));
}

static void
test_closed_while_opening (AtlasAppTest  *test,
                           gconstpointer  data)
{
  atlas_window_open (test->window, test->plan);
  gtk_window_destroy (GTK_WINDOW (test->window));
}

static gboolean
is_loaded (AtlasAppTest *test)
{
  return !atlas_window_is_loading (test->window);
}

static void
test_closed_while_drawing (AtlasAppTest  *test,
                           gconstpointer  data)
{
  atlas_window_open (test->window, test->plan);
  atlas_app_test_wait (test, is_loaded);
  g_assert_false (atlas_app_test_is_drawn (test));
  gtk_window_destroy (GTK_WINDOW (test->window));
}

static void
test_each_plan_a_window (AtlasAppTest  *test,
                         gconstpointer  data)
{
  GFile *files[] = { test->plan, test->other_plan };
  GList *windows;

  g_application_open (G_APPLICATION (test->application), files, G_N_ELEMENTS (files), "");
  windows = gtk_application_get_windows (GTK_APPLICATION (test->application));
  g_assert_cmpuint (g_list_length (windows), ==, 2);
}

static gboolean
shows_keys (AtlasAppTest *test)
{
  return atlas_app_test_find_window (GTK_TYPE_SHORTCUTS_WINDOW) != NULL;
}

static gboolean
shows_no_keys (AtlasAppTest *test)
{
  return !shows_keys (test);
}

/* With all that it has to be laid out; a word of the toolkit's would be the end. */
static void
test_shown_keys (AtlasAppTest  *test,
                 gconstpointer  data)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_press (test, "F1", NULL);
  atlas_app_test_wait (test, shows_keys);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, shows_no_keys);
}

/* The first button of that kind with a tooltip. */
static GtkWidget *
find_menu_button (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_has_tooltip (widget) ? widget
                                                                                          : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child);

  return found;
}

static gboolean
has_tooltip (GtkWidget *button)
{
  g_autoptr(GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (button, "query-tooltip", 1, 1, FALSE, tooltip, &shown);

  return shown;
}

static void
test_tooltip (AtlasAppTest  *test,
              gconstpointer  data)
{
  GtkWidget *button;

  atlas_app_test_open (test, test->plan);
  button = find_menu_button (GTK_WIDGET (test->window));
  g_assert_true (has_tooltip (button));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_false (has_tooltip (button));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  g_assert_true (has_tooltip (button));

  /* Of a button in two halves neither's. */
  button = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->window),
                                                      ATLAS_TYPE_WINDOW, "open_button"));
  g_assert_true (has_tooltip (button));
  adw_split_button_popup (ADW_SPLIT_BUTTON (button));
  g_assert_false (has_tooltip (button));
  adw_split_button_popdown (ADW_SPLIT_BUTTON (button));
  g_assert_true (has_tooltip (button));
}

/* They are made when they are asked for, and once. */
static void
test_shortcuts (AtlasAppTest  *test,
                gconstpointer  data)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (test->window);
  GtkShortcutsWindow *shortcuts;

  g_assert_null (gtk_application_window_get_help_overlay (window));
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-help-overlay", NULL);
  shortcuts = gtk_application_window_get_help_overlay (window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (shortcuts)));

  gtk_window_close (GTK_WINDOW (shortcuts));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (shortcuts)));
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-help-overlay", NULL);
  g_assert_true (gtk_application_window_get_help_overlay (window) == shortcuts);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (shortcuts)));
}

/* Of what this process shares with the X server, bytes. */
static gsize
find_largest_shared (void)
{
  g_autofree char *table = NULL;
  g_auto(GStrv) lines = NULL;
  gsize largest = 0;

  g_assert_true (g_file_get_contents ("/proc/sysvipc/shm", &table, NULL, NULL));
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize size;
      int process;

      if (sscanf (lines[i], "%*d %*d %*o %" G_GSIZE_FORMAT " %d", &size, &process) == 2 &&
          process == getpid ())
        largest = MAX (largest, size);
    }

  return largest;
}

/* There is no frame yet: its memory waits for it. */
static void
test_frame_memory (AtlasAppTest  *test,
                   gconstpointer  data)
{
  g_assert_cmpuint (find_largest_shared (), >=, 1024 * 700 * 4);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    /* First, as what frames of windows before have taken would do as well. */
    { "/window/has-memory-for-frames", test_frame_memory },
    { "/window/shortcuts-are-made-once", test_shortcuts },
    { "/window/shows-the-plan-it-opens", test_shows_plan },
    { "/window/lists-six-maps-with-pictures", test_list },
    { "/window/action-list-and-map-agree", test_action },
    { "/window/control-and-a-digit-choose-a-map", test_keys },
    { "/window/tab-goes-past-the-maps", test_tab },
    { "/window/keys-are-shown", test_shown_keys },
    { "/window/tooltips-cover-no-menu", test_tooltip },
    { "/window/unreadable-file-leaves-what-was-shown", test_unreadable },
    { "/window/unreadable-file-is-not-the-end", test_unreadable_first },
    { "/window/vanished-file-leaves-what-was-shown", test_vanished },
    { "/window/last-plan-asked-for-is-shown", test_last_one_wins },
    { "/window/may-be-closed-while-opening", test_closed_while_opening },
    { "/window/may-be-closed-while-drawing", test_closed_while_drawing },
    { "/window/each-plan-has-its-own", test_each_plan_a_window },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
