#include "atlas-saving-test.h"

#include "atlas-file-watch.h"
#include "atlas-plan-file.h"
#include "atlas-plan-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* An account that owns nothing. */
#define NOBODY 65534

static gboolean
is_enabled (AtlasAppTest *test,
            const char   *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (test->window), action);
}

/* --- What is on disk --- */

static void
test_state (AtlasAppTest  *test,
            gconstpointer  data)
{
  atlas_saving_open_ready (test, test->other_plan);
  g_assert_cmpstr (atlas_window_get_save_text (test->window), ==, "");

  atlas_saving_edit (atlas_saving_get_document (test), 0);
  g_assert_cmpstr (atlas_window_get_save_text (test->window), ==, "Saving…");
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_true (g_regex_match_simple ("^Saved \\d\\d:\\d\\d:\\d\\d$",
                                       atlas_window_get_save_text (test->window), 0, 0));
  atlas_saving_assert_on_disk (test, test->other_plan, 0);
  g_assert_false (atlas_saving_has_trouble (test));
}

/* --- Failures --- */

/* Root may do anything. What may be done is asked for the real user; files are still
 * root's, so that nothing else is forbidden. */
static void
ask_for (guint user)
{
  g_assert_cmpint (setresuid (user, 0, 0), ==, 0);
}

static void
test_read_only_folder (AtlasAppTest  *test,
                       gconstpointer  data)
{
  const char *path = g_file_peek_path (test->other_plan);
  gboolean is_root = getuid () == 0;

  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (test->folder, 0555), ==, 0);
  atlas_saving_open_ready (test, test->other_plan);
  if (is_root)
    ask_for (NOBODY);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  atlas_saving_assert_says (test, path);
  g_assert_cmpstr (atlas_window_get_save_text (test->window), ==, "Not saved");
  g_assert_true (is_enabled (test, "retry-save") && is_enabled (test, "save-copy"));
  if (is_root)
    ask_for (0);

  g_assert_cmpint (g_chmod (test->folder, 0777), ==, 0);
  atlas_saving_activate (test, "retry-save");
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_true (atlas_saving_has_no_trouble (test));
  atlas_saving_assert_on_disk (test, test->other_plan, 0);
}

static gboolean
is_read_only (AtlasAppTest *test)
{
  return g_str_has_prefix (atlas_window_get_save_text (test->window), "Read-only");
}

static gboolean
says_nothing (AtlasAppTest *test)
{
  return g_str_equal (atlas_window_get_save_text (test->window), "");
}

static void
assert_details (AtlasAppTest *test,
                const char   *what)
{
  const char *details = atlas_window_get_save_details (test->window);

  g_assert_nonnull (details);
  g_assert_nonnull (strstr (details, what));
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names and bytes. Returns: (transfer full) */
static char *
describe_folder (AtlasAppTest *test)
{
  g_autoptr(GDir) dir = g_dir_open (test->folder, 0, NULL);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *sum = NULL;
      gsize n;

      g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, n);
      g_ptr_array_add (lines, g_strconcat (name, " ", sum, NULL));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* As soon as it is looked at, and until it is otherwise. */
static void
test_read_only_is_said (AtlasAppTest  *test,
                        gconstpointer  data)
{
  const char *path = g_file_peek_path (test->other_plan);
  gboolean is_root = getuid () == 0;
  g_autofree char *before = describe_folder (test);
  g_autofree char *after = NULL;

  g_assert_cmpint (g_chmod (test->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  if (is_root)
    ask_for (NOBODY);
  atlas_saving_open_ready (test, test->other_plan);
  atlas_app_test_wait (test, is_read_only);
  g_assert_nonnull (strstr (atlas_window_get_save_text (test->window), "save a copy"));
  assert_details (test, path);
  g_assert_true (atlas_saving_has_no_trouble (test));
  after = describe_folder (test);
  g_assert_cmpstr (after, ==, before);
  if (is_root)
    ask_for (0);

  /* It is asked again because the file is told to be another. */
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  atlas_app_test_wait (test, says_nothing);
  g_assert_null (atlas_window_get_save_details (test->window));
}

static void
on_looked (AtlasFileWatch *watch,
           gboolean       *looked)
{
  *looked = TRUE;
}

static void
test_looking_leaves_all (AtlasAppTest  *test,
                         gconstpointer  data)
{
  g_autofree char *before = describe_folder (test);
  g_autofree char *after = NULL;
  g_autoptr(AtlasFileWatch) watch = NULL;
  gboolean looked = FALSE;

  atlas_saving_open_ready (test, test->other_plan);
  watch = atlas_file_watch_new (atlas_saving_get_document (test));
  g_signal_connect (watch, "hindered", G_CALLBACK (on_looked), &looked);
  while (!looked)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (atlas_file_watch_get_hindrance (watch));
  after = describe_folder (test);
  g_assert_cmpstr (after, ==, before);
}

/* Who edits it is said before anything is changed here, which leaves all as it is. */
static void
test_held_is_said (AtlasAppTest  *test,
                   gconstpointer  data)
{
  AtlasPlanLock *lock = atlas_plan_lock_take (g_file_peek_path (test->other_plan), NULL);
  g_autofree char *before = describe_folder (test);
  g_autofree char *after = NULL;

  atlas_saving_open_ready (test, test->other_plan);
  atlas_app_test_wait (test, is_read_only);
  g_assert_nonnull (strstr (atlas_window_get_save_text (test->window), "somebody else"));
  assert_details (test, g_get_host_name ());
  g_assert_true (atlas_saving_has_no_trouble (test));
  after = describe_folder (test);
  g_assert_cmpstr (after, ==, before);

  atlas_plan_lock_release (lock);
  atlas_app_test_wait (test, says_nothing);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

/* A child that holds the lock and does nothing more. */
static pid_t
start_holder (const char *path)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int file = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  pid_t child;

  g_assert_cmpint (fcntl (file, F_OFD_SETLK, &lock), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    for (;;)
      pause ();
  close (file);

  return child;
}

/* What a dead process leaves is in nobody's way, and nobody has to find out. */
static void
test_dead_holder (AtlasAppTest  *test,
                  gconstpointer  data)
{
  pid_t child = start_holder (g_file_peek_path (test->other_plan));

  atlas_saving_open_ready (test, test->other_plan);
  atlas_app_test_wait (test, is_read_only);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  atlas_app_test_wait (test, says_nothing);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

/* Who changes what is held all the same is told so as ever, and nothing is lost. */
static void
test_held_and_changed (AtlasAppTest  *test,
                       gconstpointer  data)
{
  AtlasPlanLock *lock = atlas_plan_lock_take (g_file_peek_path (test->other_plan), NULL);

  atlas_saving_open_ready (test, test->other_plan);
  atlas_app_test_wait (test, is_read_only);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  g_assert_cmpstr (atlas_window_get_save_text (test->window), ==, "Not saved");
  g_assert_null (atlas_window_get_save_details (test->window));
  atlas_saving_assert_says (test, g_get_host_name ());
  atlas_plan_lock_release (lock);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_true (atlas_saving_has_no_trouble (test));
}

/* Whoever watches somebody's editing sees it said all the time. */
static void
test_held_and_followed (AtlasAppTest  *test,
                        gconstpointer  data)
{
  g_autoptr(AtlasDocument) shown = NULL;
  g_autoptr(AtlasDocument) other = NULL;

  atlas_saving_open_ready (test, test->other_plan);
  shown = g_object_ref (atlas_saving_get_document (test));
  other = atlas_saving_read_afresh (test->other_plan);
  atlas_saving_edit (other, 2);
  g_assert_true (atlas_document_flush (other, -1, NULL));
  atlas_app_test_wait (test, is_read_only);
  while (atlas_saving_get_document (test) == shown)
    {
      g_assert_true (is_read_only (test));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (is_read_only (test));
  g_clear_object (&other);
  atlas_app_test_wait (test, says_nothing);
}

static void
fill_disk (const char *path)
{
  g_autofree char *bytes = g_malloc0 (4096);
  int file = g_open (path, O_WRONLY | O_CREAT, 0666);

  while (write (file, bytes, 4096) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (file);
}

/* A disk with room for the plan and nothing else: a real one where we may mount
 * it, else the largest file we may write. */
static void
test_full_disk (AtlasAppTest  *test,
                gconstpointer  data)
{
  g_autofree char *mounted = g_build_filename (test->folder, "disk", NULL);
  g_autoptr(GFile) plan = g_file_new_build_filename (mounted, "plan.gpkg", NULL);
  g_autoptr(GFile) filler = g_file_new_build_filename (mounted, "filler", NULL);
  struct rlimit old, limit;
  gboolean is_mounted;

  g_assert_cmpint (g_mkdir (mounted, 0777), ==, 0);
  is_mounted = mount ("tmpfs", mounted, "tmpfs", 0, "size=4m") == 0;
  g_assert_true (g_file_copy (test->other_plan, plan, 0, NULL, NULL, NULL, NULL));
  atlas_saving_open_ready (test, plan);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = (struct rlimit) { .rlim_cur = 4096, .rlim_max = old.rlim_max };
  if (is_mounted)
    fill_disk (g_file_peek_path (filler));
  else
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  atlas_saving_assert_says (test, "disk is full");
  atlas_saving_edit (atlas_saving_get_document (test), 1);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_unlink (g_file_peek_path (filler));

  /* Nobody has to ask for it. */
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_saving_assert_on_disk (test, plan, 0);
  atlas_saving_assert_on_disk (test, plan, 1);
  g_unlink (g_file_peek_path (plan));
  if (is_mounted)
    umount2 (mounted, MNT_DETACH);
  g_rmdir (mounted);
}

static gboolean
shows_first_plan (AtlasAppTest *test)
{
  g_autofree char *title = atlas_maps_dup_plan_title (atlas_window_get_maps (test->window));

  return g_str_equal (title, "First plan");
}

static void
test_replaced (AtlasAppTest  *test,
               gconstpointer  data)
{
  atlas_saving_open_ready (test, test->other_plan);
  g_assert_cmpint (g_rename (g_file_peek_path (test->plan), g_file_peek_path (test->other_plan)),
                   ==, 0);
  atlas_app_test_wait (test, atlas_saving_has_trouble);
  atlas_saving_assert_says (test, g_file_peek_path (test->other_plan));
  g_assert_false (shows_first_plan (test));
  atlas_saving_activate (test, "reload");
  atlas_app_test_wait (test, shows_first_plan);
  g_assert_false (atlas_saving_has_trouble (test));
}

static void
test_copied_over (AtlasAppTest  *test,
                  gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize n;

  atlas_saving_open_ready (test, test->other_plan);
  g_assert_true (g_file_get_contents (g_file_peek_path (test->plan), &bytes, &n, NULL));
  atlas_saving_write_over (g_file_peek_path (test->other_plan), bytes, n);
  atlas_app_test_wait (test, shows_first_plan);
}

/* Saved changes are missing in a copy that is put over the file: whoever wants it gets it. */
static void
test_earlier_is_reloaded (AtlasAppTest  *test,
                          gconstpointer  data)
{
  const char *path = g_file_peek_path (test->other_plan);
  g_autofree char *bytes = NULL;
  gsize n;
  int before;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  atlas_saving_open_ready (test, test->other_plan);
  before = atlas_saving_get_class (atlas_saving_get_document (test), 0);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_saving_write_over (path, bytes, n);
  atlas_app_test_wait (test, atlas_saving_has_trouble);
  atlas_saving_activate (test, "reload");
  atlas_app_test_wait (test, atlas_saving_has_no_trouble);
  while (atlas_saving_get_class (atlas_saving_get_document (test), 0) != before)
    g_main_context_iteration (NULL, TRUE);
}

/* --- Other programs --- */

static gboolean
is_placed (AtlasAppTest *test)
{
  return atlas_map_view_get_place (test->map_view).center.x > 100 &&
         atlas_app_test_is_drawn (test);
}

static void
test_follows_another_program (AtlasAppTest  *test,
                              gconstpointer  data)
{
  AtlasSelection *selection =
    atlas_session_get_selection (atlas_window_get_session (test->window));
  const guint selected[] = { 1, 3 };
  AtlasMapPlace before, after;
  int changed;
  guint n;

  atlas_saving_open_ready (test, test->other_plan);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  atlas_app_test_wait (test, is_placed);
  before = atlas_map_view_get_place (test->map_view);
  before.zoom = 15;
  atlas_map_view_set_place (test->map_view, &before);
  atlas_selection_set (selection, selected, 2);
  {
    g_autoptr(AtlasDocument) other = atlas_saving_read_afresh (test->other_plan);

    atlas_saving_edit (other, 2);
    changed = atlas_saving_get_class (other, 2);
    g_assert_true (atlas_document_flush (other, -1, NULL));
  }

  while (atlas_saving_get_class (atlas_saving_get_document (test), 2) != changed)
    g_main_context_iteration (NULL, TRUE);
  after = atlas_map_view_get_place (test->map_view);
  g_assert_cmpuint (atlas_window_get_map (test->window), ==, 2);
  g_assert_cmpfloat_with_epsilon (after.zoom, before.zoom, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.center.x, before.center.x, 1e-6);
  g_assert_cmpmem (atlas_selection_get (selection, &n), 2 * sizeof (guint), selected,
                   sizeof selected);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (atlas_window_get_save_text (test->window), ==, "");
}

/* Its own commits are no other program's: nothing is read again. */
static void
test_own_changes_are_its_own (AtlasAppTest  *test,
                              gconstpointer  data)
{
  AtlasDocument *document;

  atlas_saving_open_ready (test, test->other_plan);
  document = atlas_saving_get_document (test);
  for (guint i = 0; i < 5; i++)
    {
      gint64 end = g_get_monotonic_time () + 200 * G_TIME_SPAN_MILLISECOND;

      atlas_saving_edit (document, i);
      while (g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, FALSE);
    }
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_true (atlas_saving_get_document (test) == document);
  g_assert_false (atlas_saving_has_trouble (test));
}

/* Changes that could not be written are made again in the plan as it is now. */
static void
test_reload_keeps_changes (AtlasAppTest  *test,
                           gconstpointer  data)
{
  int changed;

  atlas_saving_open_ready (test, test->other_plan);
  atlas_saving_run_sql (test->other_plan,
                        "UPDATE plan SET value = 'First plan' WHERE key = 'title_en'");
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  changed = atlas_saving_get_class (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  g_assert_true (is_enabled (test, "reload"));
  atlas_saving_activate (test, "reload");
  atlas_app_test_wait (test, shows_first_plan);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_cmpint (atlas_saving_get_class (atlas_saving_get_document (test), 0), ==, changed);
  atlas_saving_assert_on_disk (test, test->other_plan, 0);
}

static void
test_locked_by_another_program (AtlasAppTest  *test,
                                gconstpointer  data)
{
  const char *path = g_file_peek_path (test->other_plan);
  g_autofree char *process = g_strdup_printf ("(%d)", (int) getpid ());
  AtlasPlanLock *lock;
  g_autoptr(GError) error = NULL;

  atlas_saving_open_ready (test, test->other_plan);
  lock = atlas_plan_lock_take (path, &error);
  g_assert_no_error (error);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  atlas_saving_assert_says (test, g_get_host_name ());
  atlas_saving_assert_says (test, process);
  g_assert_nonnull (atlas_window_get_maps (test->window));
  atlas_plan_lock_release (lock);
}

/* Without anybody asking for it. */
static void
test_goes_on_when_unlocked (AtlasAppTest  *test,
                            gconstpointer  data)
{
  sqlite3 *database;

  atlas_saving_open_ready (test, test->other_plan);
  g_assert_cmpint (sqlite3_open (g_file_peek_path (test->other_plan), &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_saving_edit (atlas_saving_get_document (test), 1);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  atlas_saving_assert_says (test, g_file_peek_path (test->other_plan));
  g_assert_cmpint (sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_false (atlas_saving_has_trouble (test));
  atlas_saving_assert_on_disk (test, test->other_plan, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/saving/nothing-while-looking-then-the-time", test_state },
    { "/saving/read-only-folder-is-named-and-tried-again", test_read_only_folder },
    { "/saving/read-only-is-said-while-only-looking", test_read_only_is_said },
    { "/saving/looking-who-else-edits-leaves-all-as-it-is", test_looking_leaves_all },
    { "/saving/who-else-edits-is-said-while-only-looking", test_held_is_said },
    { "/saving/a-dead-process-keeps-nobody-from-editing", test_dead_holder },
    { "/saving/a-change-to-a-held-plan-is-kept-until-it-can-be-written", test_held_and_changed },
    { "/saving/who-else-edits-is-said-whatever-they-change", test_held_and_followed },
    { "/saving/full-disk-keeps-changes-for-the-next-try", test_full_disk },
    { "/saving/a-file-that-was-replaced-is-said-at-once", test_replaced },
    { "/saving/a-plan-copied-over-is-shown", test_copied_over },
    { "/saving/an-earlier-copy-is-shown-when-wanted", test_earlier_is_reloaded },
    { "/saving/another-programs-change-is-shown-in-the-same-place", test_follows_another_program },
    { "/saving/its-own-changes-are-not-another-programs", test_own_changes_are_its_own },
    { "/saving/reload-makes-pending-changes-again", test_reload_keeps_changes },
    { "/saving/who-holds-the-lock-is-named", test_locked_by_another_program },
    { "/saving/goes-on-by-itself-when-unlocked", test_goes_on_when_unlocked },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
