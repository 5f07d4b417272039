#include "atlas-saving-test.h"

#include "atlas-document-presets.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-save-copy.h"
#include "atlas-settings.h"

#include <glib/gstdio.h>

static gboolean
is_kept_in_copy (AtlasAppTest *test)
{
  g_autoptr(GFile) copy = atlas_saving_get_file (test, "copy.gpkg");

  return g_file_equal (atlas_document_get_file (atlas_saving_get_document (test)), copy);
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  int *answered = data;

  *answered = atlas_save_copy_finish (result, NULL) ? 1 : -1;
}

/* The first change of what may not be written: a copy, or nothing happens. */
static void
test_first_change_asks_for_a_copy (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  g_autoptr(GFile) copy = atlas_saving_get_file (test, "copy.gpkg");
  g_autoptr(GSettings) settings = atlas_settings_new ();
  g_autofree char *uri = g_file_get_uri (copy);
  g_autofree char *last = NULL;
  g_autoptr(GError) error = NULL;
  int answered = 0;

  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (test->plan), TRUE);
  atlas_saving_open_ready (test, test->plan);
  g_assert_false (atlas_saving_try_edit (atlas_saving_get_document (test), 0, "\"key\"", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);

  atlas_save_copy_ask_async (GTK_WINDOW (test->window), atlas_saving_get_document (test), on_asked,
                             &answered);
  atlas_saving_answer (test, "_Cancel");
  while (answered == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answered, ==, -1);

  answered = 0;
  atlas_save_copy_ask_async (GTK_WINDOW (test->window), atlas_saving_get_document (test), on_asked,
                             &answered);
  atlas_saving_answer (test, "Choose a _Place…");
  atlas_saving_choose_file (test, "copy");
  while (answered == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answered, ==, 1);
  g_assert_true (is_kept_in_copy (test));
  last = g_settings_get_string (settings, "plan-uri");
  g_assert_cmpstr (last, ==, uri);

  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_saving_assert_on_disk (test, copy, 0);
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
}

static void
test_gone (AtlasAppTest  *test,
           gconstpointer  data)
{
  g_autoptr(GFile) away = atlas_saving_get_file (test, "away.gpkg");
  g_autoptr(GFile) copy = atlas_saving_get_file (test, "copy.gpkg");

  atlas_saving_open_ready (test, test->other_plan);
  g_assert_cmpint (g_rename (g_file_peek_path (test->other_plan), g_file_peek_path (away)), ==, 0);
  atlas_app_test_wait (test, atlas_saving_has_trouble);
  atlas_saving_assert_says (test, g_file_peek_path (test->other_plan));
  g_assert_cmpint (g_rename (g_file_peek_path (away), g_file_peek_path (test->other_plan)), ==, 0);
  atlas_app_test_wait (test, atlas_saving_has_no_trouble);

  g_assert_cmpint (g_unlink (g_file_peek_path (test->other_plan)), ==, 0);
  atlas_app_test_wait (test, atlas_saving_has_trouble);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  atlas_saving_assert_says (test, g_file_peek_path (test->other_plan));
  atlas_saving_activate (test, "save-copy");
  atlas_saving_choose_file (test, "copy.gpkg");
  atlas_app_test_wait (test, is_kept_in_copy);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_false (atlas_saving_has_trouble (test));
  atlas_saving_assert_on_disk (test, copy, 0);
}

static void
test_foreign (AtlasAppTest  *test,
              gconstpointer  data)
{
  g_autoptr(GFile) copy = atlas_saving_get_file (test, "copy.gpkg");
  int changed;

  atlas_saving_run_sql (test->other_plan, "CREATE TRIGGER bite AFTER INSERT ON changes "
                             "BEGIN DELETE FROM sites; END");
  atlas_saving_open_ready (test, test->other_plan);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  changed = atlas_saving_get_class (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  atlas_saving_activate (test, "save-copy");
  atlas_saving_choose_file (test, "copy.gpkg");
  atlas_app_test_wait (test, is_kept_in_copy);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_cmpint (atlas_saving_get_class (atlas_saving_get_document (test), 0), ==, changed);
  g_assert_false (atlas_saving_has_trouble (test));
  atlas_saving_assert_on_disk (test, copy, 0);
}

/* What was saved is no longer in the file: it is not taken from the window, too. */
static void
test_earlier_copied_over (AtlasAppTest  *test,
                          gconstpointer  data)
{
  const char *path = g_file_peek_path (test->other_plan);
  g_autoptr(GFile) kept = atlas_saving_get_file (test, "kept.gpkg");
  g_autofree char *bytes = NULL;
  AtlasDocument *document;
  gsize n;
  int changed;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  atlas_saving_open_ready (test, test->other_plan);
  document = atlas_saving_get_document (test);
  atlas_saving_edit (document, 0);
  changed = atlas_saving_get_class (document, 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_saving_write_over (path, bytes, n);
  atlas_app_test_wait (test, atlas_saving_has_trouble);
  atlas_saving_assert_says (test, path);
  atlas_saving_assert_says (test, "missing");
  g_assert_true (atlas_saving_get_document (test) == document);

  atlas_saving_activate (test, "save-copy");
  atlas_saving_choose_file (test, "kept.gpkg");
  atlas_app_test_wait (test, atlas_saving_has_no_trouble);
  g_assert_cmpint (atlas_saving_get_class (document, 0), ==, changed);
  atlas_saving_assert_on_disk (test, kept, 0);
}

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static gboolean
has_preset (AtlasAppTest *test)
{
  return atlas_document_find_preset (atlas_saving_get_document (test), "A") != NULL;
}

/* The name waits while a place for the copy is asked for. */
static void
test_preset (AtlasAppTest  *test,
             gconstpointer  data)
{
  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (test->plan), TRUE);
  atlas_saving_open_ready (test, test->plan);
  atlas_session_set_map (get_session (test), 3);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "save-density-preset",
                                  g_variant_new_string ("A"));
  g_assert_false (has_preset (test));
  atlas_saving_answer (test, "Choose a _Place…");
  atlas_saving_choose_file (test, "copy");
  atlas_app_test_wait (test, has_preset);
  g_assert_true (is_kept_in_copy (test));
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/save-copy/first-change-of-the-sample-goes-into-a-copy", test_first_change_asks_for_a_copy },
    { "/save-copy/a-preset-of-the-sample-too", test_preset },
    { "/save-copy/a-file-that-went-is-said-at-once", test_gone },
    { "/save-copy/foreign-file-becomes-a-fresh-plan", test_foreign },
    { "/save-copy/an-earlier-copy-takes-nothing-from-the-window", test_earlier_copied_over },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
