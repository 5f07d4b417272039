/* A plan in a folder where files can't be locked, as on some shares. */

#include "atlas-saving-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

/* The linker puts these in the place of fcntl(). */
int __real_fcntl (int, int, void *);
int __wrap_fcntl (int, int, void *);
int __real_fcntl64 (int, int, void *);
int __wrap_fcntl64 (int, int, void *);

static const char *path_without_locks; /* and all whose names begin so */

/* SQLite's own locks are another library's. */
static gboolean
refuses (int fd,
         int command)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);
  gboolean is_there = path_without_locks != NULL && path != NULL &&
                      g_str_has_prefix (path, path_without_locks);

  errno = ENOLCK;

  return is_there && (command == F_OFD_SETLK || command == F_OFD_GETLK);
}

int
__wrap_fcntl (int   fd,
              int   command,
              void *argument)
{
  return refuses (fd, command) ? -1 : __real_fcntl (fd, command, argument);
}

int
__wrap_fcntl64 (int   fd,
                int   command,
                void *argument)
{
  return refuses (fd, command) ? -1 : __real_fcntl64 (fd, command, argument);
}

static void
test_said (AtlasAppTest  *test,
           gconstpointer  data)
{
  const char *details;

  path_without_locks = g_file_peek_path (test->other_plan);
  atlas_saving_open_ready (test, test->other_plan);
  g_assert_null (atlas_window_get_save_details (test->window));
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_true (g_regex_match_simple ("^Saved \\d\\d:\\d\\d:\\d\\d by way of a copy$",
                                       atlas_window_get_save_text (test->window), 0, 0));
  details = atlas_window_get_save_details (test->window);
  g_assert_nonnull (details);
  g_assert_nonnull (strstr (details, g_file_peek_path (test->other_plan)));
  g_assert_nonnull (strstr (details, "locked"));
  atlas_saving_assert_on_disk (test, test->other_plan, 0);
  g_assert_false (atlas_saving_has_trouble (test));
}

static gboolean
says_no_more (AtlasAppTest *test)
{
  return atlas_saving_is_saved (test) && atlas_window_get_save_details (test->window) == NULL;
}

/* Elsewhere nothing of it is said any more. */
static void
test_copy_elsewhere (AtlasAppTest  *test,
                     gconstpointer  data)
{
  g_autoptr(GFile) copy = atlas_saving_get_file (test, "elsewhere.gpkg");

  path_without_locks = g_file_peek_path (test->other_plan);
  atlas_saving_open_ready (test, test->other_plan);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_assert_nonnull (atlas_window_get_save_details (test->window));
  atlas_saving_activate (test, "save-copy");
  atlas_saving_choose_file (test, "elsewhere.gpkg");
  atlas_app_test_wait (test, says_no_more);
  atlas_saving_edit (atlas_saving_get_document (test), 1);
  atlas_app_test_wait (test, says_no_more);
  atlas_saving_assert_on_disk (test, copy, 1);
}

static void
tear_down (AtlasAppTest  *test,
           gconstpointer  data)
{
  path_without_locks = NULL;
  atlas_app_test_tear_down (test, data);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (cache, "renewal-atlas", NULL);
  g_autofree char *shares = g_build_filename (ours, "shares", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/saving-share/that-files-can-not-be-locked-is-said", AtlasAppTest, NULL,
              atlas_app_test_set_up, test_said, tear_down);
  g_test_add ("/saving-share/a-copy-elsewhere-is-as-any-other", AtlasAppTest, NULL,
              atlas_app_test_set_up, test_copy_elsewhere, tear_down);
  status = g_test_run ();
  g_rmdir (shares);
  g_rmdir (ours);
  g_rmdir (cache);

  return status;
}
