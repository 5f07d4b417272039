#include "atlas-app-test.h"

#include "atlas-head-start.h"
#include "atlas-plan-file.h"
#include "atlas-recent.h"
#include "atlas-settings.h"
#include "atlas-workers.h"

#include <glib/gstdio.h>
#include <math.h>

static guint
count_windows (AtlasAppTest *test)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (test->application));
  guint n = 0;

  for (GList *l = windows; l != NULL; l = l->next)
    n += ATLAS_IS_WINDOW (l->data);

  return n;
}

static gboolean
is_shown (AtlasWindow *window,
          GFile       *file)
{
  AtlasMaps *maps = atlas_window_get_maps (window);

  return maps != NULL &&
         g_file_equal (atlas_document_get_file (atlas_maps_get_document (maps)), file);
}

static gboolean
are_two_idle (AtlasAppTest *test)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (test->application));

  return count_windows (test) == 2 && !atlas_window_is_loading (windows->data) &&
         !atlas_window_is_loading (windows->next->data);
}

static void
request (AtlasAppTest *test,
         GFile        *file)
{
  atlas_window_request (test->window, file);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static void
test_one_window_a_plan (AtlasAppTest  *test,
                        gconstpointer  data)
{
  request (test, test->plan);
  g_assert_true (is_shown (test->window, test->plan));
  request (test, test->plan);
  g_assert_cmpuint (count_windows (test), ==, 1);

  request (test, test->other_plan);
  atlas_app_test_wait (test, are_two_idle);
  g_assert_true (is_shown (test->window, test->plan));
  request (test, test->other_plan);
  g_assert_cmpuint (count_windows (test), ==, 2);
}

/* On whichever map: there is nothing to be shown. */
static void
test_empty_is_told (AtlasAppTest  *test,
                    gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_build_filename (test->folder, "empty.gpkg", NULL);
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(GError) error = NULL;

  atlas_plan_file_write (plan, g_file_peek_path (file), NULL, &error);
  g_assert_no_error (error);
  atlas_app_test_open (test, file);
  g_assert_nonnull (strstr (atlas_window_get_message (test->window),
                            "neither districts nor blocks"));
  g_assert_null (atlas_window_get_maps (test->window));
}

static void
test_unreadable_makes_no_window (AtlasAppTest  *test,
                                 gconstpointer  data)
{
  g_autoptr(GFile) garbage = atlas_app_test_make_file (test, "garbage.gpkg", "This is no plan.");
  g_autoptr(GFile) folder = g_file_new_for_path (test->folder);
  g_autoptr(GFile) no_address = g_file_new_for_uri ("::::");

  request (test, test->plan);
  request (test, no_address);
  g_assert_nonnull (strstr (atlas_window_get_message (test->window), "::::"));
  request (test, garbage);
  g_assert_nonnull (strstr (atlas_window_get_message (test->window), "garbage.gpkg"));
  request (test, folder);
  g_assert_nonnull (strstr (atlas_window_get_message (test->window), test->folder));
  g_assert_true (is_shown (test->window, test->plan));
  g_assert_cmpuint (count_windows (test), ==, 1);
}

static void
test_sample_makes_room (AtlasAppTest  *test,
                        gconstpointer  data)
{
  AtlasSession *session = atlas_window_get_session (test->window);
  guint block = 0;

  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (test->plan), TRUE);
  request (test, test->plan);
  request (test, test->other_plan);
  g_assert_true (is_shown (test->window, test->other_plan));
  g_assert_cmpuint (count_windows (test), ==, 1);

  atlas_app_test_open (test, test->plan);
  atlas_selection_set (atlas_session_get_selection (session), &block, 1);
  request (test, test->other_plan);
  atlas_app_test_wait (test, are_two_idle);
  g_assert_true (is_shown (test->window, test->plan));
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
}

/* The size is for the next window, not for the others. */
static void
test_sizes_are_windows_own (AtlasAppTest  *test,
                            gconstpointer  data)
{
  GtkApplication *application = GTK_APPLICATION (test->application);
  GtkWindow *other = GTK_WINDOW (atlas_window_new (application));
  GtkWindow *next;
  int old_width, old_height, width, height;

  gtk_window_get_default_size (other, &old_width, &old_height);
  gtk_window_set_default_size (GTK_WINDOW (test->window), old_width - 100, old_height - 50);
  gtk_window_maximize (GTK_WINDOW (test->window));

  gtk_window_get_default_size (other, &width, &height);
  g_assert_cmpint (width, ==, old_width);
  g_assert_cmpint (height, ==, old_height);
  g_assert_false (gtk_window_is_maximized (other));

  next = GTK_WINDOW (atlas_window_new (application));
  gtk_window_get_default_size (next, &width, &height);
  g_assert_cmpint (width, ==, old_width - 100);
  g_assert_cmpint (height, ==, old_height - 50);
  gtk_window_unmaximize (GTK_WINDOW (test->window));
  gtk_window_set_default_size (GTK_WINDOW (test->window), old_width, old_height);
}

/* What was being opened goes on in the window that takes its place, alone. */
static void
test_opening_is_taken_over (AtlasAppTest  *test,
                            gconstpointer  data)
{
  AtlasWindow *successor;

  request (test, test->plan);
  atlas_window_request (test->window, test->other_plan);
  g_assert_true (atlas_window_is_loading (test->window));

  successor = atlas_window_new (GTK_APPLICATION (test->application));
  atlas_window_take_over (successor, test->window);
  g_assert_true (is_shown (successor, test->plan));
  g_assert_true (atlas_window_is_loading (successor));
  g_assert_false (atlas_window_is_loading (test->window));
}

static void
test_drop (AtlasAppTest  *test,
           gconstpointer  data)
{
  GFile *files[] = { test->plan, test->other_plan };
  g_auto(GValue) value = G_VALUE_INIT;
  g_auto(GValue) file = G_VALUE_INIT;
  g_auto(GValue) text = G_VALUE_INIT;

  g_value_init (&text, G_TYPE_STRING);
  g_value_set_string (&text, "/no/plan");
  g_assert_false (atlas_window_drop (test->window, &text));

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (files, G_N_ELEMENTS (files)));
  g_assert_true (atlas_window_drop (test->window, &value));
  atlas_app_test_wait (test, are_two_idle);
  g_assert_true (is_shown (test->window, test->plan));

  g_value_init (&file, G_TYPE_FILE);
  g_value_set_object (&file, test->plan);
  g_assert_true (atlas_window_drop (test->window, &file));
  g_assert_cmpuint (count_windows (test), ==, 2);
}

static gboolean
is_gone (AtlasAppTest *test)
{
  return test->window == NULL;
}

static void
set_window (AtlasAppTest *test,
            AtlasWindow  *window)
{
  g_clear_weak_pointer (&test->window);
  g_set_weak_pointer (&test->window, window);
}

static void
assert_place (AtlasWindow   *window,
              AtlasMapPlace  expected)
{
  AtlasMapPlace place = atlas_map_view_get_place (atlas_window_get_map_view (window));

  g_assert_cmpfloat_with_epsilon (place.center.x, expected.center.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (place.center.y, expected.center.y, 1e-6);
  g_assert_cmpfloat_with_epsilon (place.zoom, expected.zoom, 1e-6);
}

/* Somewhere within the plan. */
static AtlasMapPlace
go_somewhere (AtlasAppTest *test)
{
  AtlasMapView *view = atlas_window_get_map_view (test->window);
  AtlasMapPlace place = atlas_map_view_get_place (view);

  place.zoom = 15;
  atlas_map_view_set_place (view, &place);

  return place;
}

/* As the program does when it starts without a plan. */
static void
start_again (AtlasAppTest *test)
{
  gtk_window_destroy (GTK_WINDOW (test->window));
  atlas_app_test_wait (test, is_gone);
  g_application_activate (G_APPLICATION (test->application));
  set_window (test, gtk_application_get_windows (GTK_APPLICATION (test->application))->data);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static void
test_next_start (AtlasAppTest  *test,
                 gconstpointer  data)
{
  AtlasMapPlace place;

  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  place = go_somewhere (test);
  start_again (test);
  g_assert_true (is_shown (test->window, test->plan));
  assert_place (test->window, place);
}

static gboolean
is_place_kept (AtlasAppTest *test)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  return g_settings_get_double (settings, "view-zoom") == 15;
}

/* A program that is killed closes no window. */
static void
test_kept (AtlasAppTest  *test,
           gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_settings_reset (settings, "view-zoom");
  g_assert_false (is_place_kept (test));
  go_somewhere (test);
  atlas_app_test_wait (test, is_place_kept);

  for (int i = 0; i < 2; i++)
    {
      gboolean shown = g_settings_get_boolean (settings, "details-shown");

      g_action_group_activate_action (G_ACTION_GROUP (test->window), "details", NULL);
      g_assert_cmpint (g_settings_get_boolean (settings, "details-shown"), !=, shown);
    }
}

/* NAN passes for in range: any comparison with it fails. */
static void
test_settings_by_hand (AtlasAppTest  *test,
                       gconstpointer  data)
{
  static const char *const keys[] = { "view-longitude", "view-latitude", "view-zoom",
                                      "text-scale" };
  g_autoptr(GSettings) settings = atlas_settings_new ();
  AtlasMapPlace place;

  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  gtk_window_destroy (GTK_WINDOW (test->window));
  atlas_app_test_wait (test, is_gone);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_set_double (settings, keys[i], NAN);

  g_application_activate (G_APPLICATION (test->application));
  set_window (test, gtk_application_get_windows (GTK_APPLICATION (test->application))->data);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  place = atlas_map_view_get_place (atlas_window_get_map_view (test->window));
  g_assert_true (isfinite (place.center.x) && isfinite (place.center.y));
  g_assert_cmpfloat (place.zoom, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
test_vanished (AtlasAppTest  *test,
               gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();
  g_autofree char *uri = g_file_get_uri (test->plan);
  g_autofree char *kept = NULL;

  atlas_app_test_open (test, test->plan);
  g_assert_cmpint (g_unlink (g_file_peek_path (test->plan)), ==, 0);
  start_again (test);
  g_assert_null (atlas_window_get_maps (test->window));
  g_assert_nonnull (strstr (atlas_window_get_message (test->window), "plan.gpkg"));

  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (test->other_plan), TRUE);
  g_action_group_activate_action (G_ACTION_GROUP (test->application), "open-sample", NULL);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  g_assert_true (is_shown (test->window, test->other_plan));
  g_assert_null (atlas_window_get_message (test->window));
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
  kept = g_settings_get_string (settings, "plan-uri");
  g_assert_cmpstr (kept, ==, uri);
}

static gboolean
speaks_chinese (AtlasAppTest *test)
{
  GtkApplication *application = GTK_APPLICATION (test->application);
  GtkWindow *window = gtk_application_get_windows (application)->data;

  return strstr (gtk_window_get_title (window), "城市更新街区分布") != NULL;
}

static void
test_language (AtlasAppTest  *test,
               gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();
  guint selected[] = { 0, 2 };
  const guint *blocks;
  guint n_blocks;
  AtlasDocument *document;
  AtlasMapPlace place;

  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_session_set_map (atlas_window_get_session (test->window), 2);
  atlas_selection_set (atlas_session_get_selection (atlas_window_get_session (test->window)),
                       selected, G_N_ELEMENTS (selected));
  document = atlas_maps_get_document (atlas_window_get_maps (test->window));
  place = go_somewhere (test);

  g_settings_set_string (settings, "language", "zh");
  atlas_app_test_wait (test, speaks_chinese);
  atlas_app_test_wait (test, is_gone);
  set_window (test, gtk_application_get_windows (GTK_APPLICATION (test->application))->data);
  g_assert_cmpuint (count_windows (test), ==, 1);
  g_assert_cmpuint (atlas_window_get_map (test->window), ==, 2);
  g_assert_true (atlas_maps_get_document (atlas_window_get_maps (test->window)) == document);
  blocks = atlas_selection_get (
    atlas_session_get_selection (atlas_window_get_session (test->window)), &n_blocks);
  g_assert_cmpmem (blocks, n_blocks * sizeof *blocks, selected, sizeof selected);
  assert_place (test->window, place);

  g_settings_reset (settings, "language");
  atlas_app_test_wait (test, is_gone);
  set_window (test, gtk_application_get_windows (GTK_APPLICATION (test->application))->data);
  g_assert_false (speaks_chinese (test));
}

static void
test_label (void)
{
  static const struct { const char *path, *label; } cases[] = {
    { "/home/me/plan.gpkg", "plan.gpkg — ~" },
    { "/home/me/plans/my_plan.gpkg", "my__plan.gpkg — ~/plans" },
    { "/home/mean/plan.gpkg", "plan.gpkg — /home/mean" },
    { "/srv/更新/朝阳.gpkg", "朝阳.gpkg — /srv/更新" },
    { "/home/me/a/very/long/way/down/to/the/plans/plan.gpkg",
      "plan.gpkg — …/long/way/down/to/the/plans" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = atlas_recent_dup_label (cases[i].path, "/home/me");

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
on_menu_filled (GMenuModel *menu,
                int         position,
                int         removed,
                int         added,
                gboolean   *filled)
{
  *filled = TRUE;
}

static guint
count_entries (GMenu      *menu,
               const char *name)
{
  guint n = 0;
  gboolean filled = FALSE;
  gulong handler = g_signal_connect (menu, "items-changed", G_CALLBACK (on_menu_filled), &filled);

  atlas_recent_fill_menu (menu);
  while (!filled)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (menu, handler);
  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autofree char *uri = NULL;

      if (g_menu_model_get_item_attribute (G_MENU_MODEL (menu), i, G_MENU_ATTRIBUTE_TARGET, "s",
                                           &uri))
        n += g_str_has_suffix (uri, name);
    }
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), <=, ATLAS_RECENT_MAX);

  return n;
}

static void
test_recent (AtlasAppTest  *test,
             gconstpointer  data)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GFile) garbage = atlas_app_test_make_file (test, "garbage.gpkg", "This is no plan.");

  g_assert_cmpint (gtk_recent_manager_purge_items (gtk_recent_manager_get_default (), NULL),
                   >=, 0);
  atlas_app_test_open (test, test->plan);
  atlas_app_test_open (test, test->plan);
  atlas_app_test_open (test, garbage);
  g_assert_cmpuint (count_entries (menu, "plan.gpkg"), ==, 1);
  g_assert_cmpuint (count_entries (menu, "garbage.gpkg"), ==, 0);
  g_assert_cmpint (g_unlink (g_file_peek_path (test->plan)), ==, 0);
  g_assert_cmpuint (count_entries (menu, "plan.gpkg"), ==, 0);
}

static AtlasMaps *loaded;

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GError) error = NULL;

  loaded = atlas_head_start_load_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_loaded (AtlasAppTest *test)
{
  return loaded != NULL;
}

static void
assert_loads (AtlasAppTest *test,
              GFile        *file)
{
  atlas_head_start_load_async (file, ATLAS_LANGUAGE_EN, 1, NULL, on_loaded, NULL);
  atlas_app_test_wait (test, is_loaded);
  g_assert_true (g_file_equal (atlas_document_get_file (atlas_maps_get_document (loaded)), file));
  g_clear_object (&loaded);
}

/* Whatever has begun, what is asked for is what comes. */
static void
test_a_head_start_is_for_one_plan (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (test->folder, "missing.gpkg", NULL);
  g_autoptr(GFile) missing = g_file_new_for_path (path);

  atlas_head_start_begin (test->plan, ATLAS_LANGUAGE_EN, 1);
  assert_loads (test, test->plan);
  assert_loads (test, test->plan);
  atlas_head_start_begin (test->plan, ATLAS_LANGUAGE_EN, 1);
  assert_loads (test, test->other_plan);
  atlas_head_start_begin (missing, ATLAS_LANGUAGE_EN, 1);
  assert_loads (test, test->plan);
}

/* --- Workers that have no time --- */

typedef struct
{
  GMutex   mutex;
  GCond    opened;
  gboolean is_open;
} Gate;

static gpointer
wait_at_gate (gpointer      data,
              GCancellable *cancellable)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->is_open)
    g_cond_wait (&gate->opened, &gate->mutex);
  g_mutex_unlock (&gate->mutex);

  return NULL;
}

static void
leave (gpointer gate)
{
}

static void
count_passed (gpointer result,
              gpointer n_passed)
{
  (*(guint *) n_passed)++;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->is_open = TRUE;
  g_cond_broadcast (&gate->opened);
  g_mutex_unlock (&gate->mutex);
}

static void
count_changes (AtlasMaps *maps,
               guint     *n_changes)
{
  (*n_changes)++;
}

/* What nobody sees yet waits for the workers, but not for ever, and comes once. */
static void
test_densities_come_once (AtlasAppTest  *test,
                          gconstpointer  data)
{
  g_autoptr(AtlasWorkers) workers = atlas_workers_ref_default ();
  Gate gate = { .is_open = FALSE };
  guint n_jobs = g_get_num_processors ();
  guint n_passed = 0;
  guint n_changes = 0;
  AtlasWork work = {
    .work = wait_at_gate, .data = &gate, .free_data = leave, .done = count_passed,
    .user_data = &n_passed,
  };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.opened);
  for (guint i = 0; i < n_jobs; i++)
    atlas_workers_push (workers, G_MININT, NULL, &work);
  atlas_app_test_open (test, test->plan);
  g_signal_connect (atlas_window_get_maps (test->window), "densities-changed",
                    G_CALLBACK (count_changes), &n_changes);

  open_gate (&gate);
  while (n_passed < n_jobs)
    g_main_context_iteration (NULL, TRUE);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_wait (test, atlas_app_test_is_idle);

  g_assert_cmpuint (n_changes, ==, 0);
  g_cond_clear (&gate.opened);
  g_mutex_clear (&gate.mutex);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/open/a-plan-has-one-window", test_one_window_a_plan },
    { "/open/an-empty-plan-is-told", test_empty_is_told },
    { "/open/what-cannot-be-read-makes-no-window", test_unreadable_makes_no_window },
    { "/open/sample-makes-room-until-a-block-is-selected", test_sample_makes_room },
    { "/open/sizes-are-windows-own", test_sizes_are_windows_own },
    { "/open/opening-is-taken-over", test_opening_is_taken_over },
    { "/open/dropped-files-are-opened", test_drop },
    { "/open/next-start-shows-the-same-place", test_next_start },
    { "/open/what-is-seen-is-kept-while-the-program-runs", test_kept },
    { "/open/settings-by-hand-break-nothing", test_settings_by_hand },
    { "/open/vanished-plan-is-not-forgotten", test_vanished },
    { "/open/language-changes-and-nothing-else", test_language },
    { "/open/recent-plans-are-those-that-are-there", test_recent },
    { "/open/densities-come-once-though-workers-are-busy", test_densities_come_once },
    { "/open/head-start-is-for-one-plan", test_a_head_start_is_for_one_plan },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/open/label-tells-no-more-than-it-must", test_label);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
