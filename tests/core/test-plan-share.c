#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-test-changes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder that locks don't work in; what the linker puts in the place of
 * fcntl() looks where a file is. */
static const char *folder_without_locks;

static gboolean rename_fails;

int __real_rename (const char *, const char *);
int __wrap_rename (const char *, const char *);
int __real_fcntl64 (int, int, void *);
int __wrap_fcntl64 (int, int, void *);
int __real_fcntl (int, int, void *);
int __wrap_fcntl (int, int, void *);

static gboolean
is_without_locks (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *path = g_file_read_link (link, NULL);

  errno = ENOLCK;

  return folder_without_locks != NULL && path != NULL &&
         g_str_has_prefix (path, folder_without_locks);
}

int
__wrap_fcntl64 (int   fd,
                int   command,
                void *argument)
{
  return is_without_locks (fd) ? -1 : __real_fcntl64 (fd, command, argument);
}

int
__wrap_fcntl (int   fd,
              int   command,
              void *argument)
{
  return is_without_locks (fd) ? -1 : __real_fcntl (fd, command, argument);
}

int
__wrap_rename (const char *from,
               const char *to)
{
  errno = EIO;

  return rename_fails ? -1 : __real_rename (from, to);
}

typedef AtlasTestPlanFile File;

/* The file, opened anew in a folder where locks don't work. */
static void
set_up (File          *file,
        gconstpointer  data)
{
  GError *error = NULL;

  atlas_test_plan_file_set_up (file, NULL);
  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  folder_without_locks = file->folder;
  atlas_test_plan_file_open (file, &error);
  g_assert_no_error (error);
  g_assert_true (atlas_plan_connection_is_shared (file->connection));
}

static void
tear_down (File          *file,
           gconstpointer  data)
{
  folder_without_locks = NULL;
  g_chmod (file->folder, 0700);
  atlas_test_plan_file_tear_down (file);
}

static gboolean
set_title (File        *file,
           const char  *old_value,
           const char  *new_value,
           GError     **error)
{
  AtlasChange change = { .object = ATLAS_OBJECT_PLAN, .key = "title_zh", .field = "value",
                         .old_value = old_value, .new_value = new_value };

  return atlas_test_plan_file_commit (file, &change, 1, error);
}

static void
assert_title (File       *file,
              const char *expected)
{
  g_autofree char *title = atlas_test_read_json (file->path, ATLAS_OBJECT_PLAN, "title_zh",
                                                 "value");

  g_assert_cmpstr (title, ==, expected);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (entries) != NULL)
    n++;

  return n;
}

static void
test_publish (File          *file,
              gconstpointer  data)
{
  g_autoptr(AtlasPlanRecord) record = NULL;
  AtlasFileIdentity identity;
  struct stat status;
  GError *error = NULL;

  g_chmod (file->path, 0640);
  set_title (file, "null", "\"一\"", &error);
  g_assert_no_error (error);
  assert_title (file, "\"一\"");
  set_title (file, "\"一\"", "\"二\"", &error);
  g_assert_no_error (error);
  assert_title (file, "\"二\"");

  identity = atlas_file_identity_of (file->path);
  g_assert_true (atlas_file_identity_equal (&identity, atlas_plan_connection_get_identity
                                                         (file->connection)));
  g_assert_cmpint (stat (file->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpint (count_files (file->folder), ==, 1);
  record = atlas_plan_record_read (file->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_change_log_get_n (record->log), ==, 2);
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
}

static void
put_bytes (const char *path,
           const char *bytes,
           gsize       size)
{
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0644, NULL));
}

static void
test_others (File          *file,
             gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gsize size, after_size;

  /* Somebody else publishes a plan of the same size. */
  g_assert_true (g_file_get_contents (file->path, &bytes, &size, NULL));
  g_unlink (file->path);
  put_bytes (file->path, bytes, size);

  g_assert_false (set_title (file, "null", "\"一\"", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED);
  g_assert_true (g_file_get_contents (file->path, &after, &after_size, NULL));
  g_assert_cmpmem (bytes, size, after, after_size);
  g_assert_cmpint (count_files (file->folder), ==, 1);
}

/* What could not be published stays in the copy, and goes out with what follows. */
static void
test_unpublished (File          *file,
                  gconstpointer  data)
{
  AtlasChange changes[] = {
    { .object = ATLAS_OBJECT_PLAN, .key = "title_zh", .field = "value", .old_value = "null",
      .new_value = "\"一\"" },
    { .object = ATLAS_OBJECT_PLAN, .key = "title_en", .field = "value", .old_value = "null",
      .new_value = "\"One\"" },
  };
  g_autoptr(GStringChunk) texts = g_string_chunk_new (256);
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = atlas_test_dump (file->path);
  g_autofree char *after = NULL;

  atlas_test_chain (file->log, changes, 1, texts);
  atlas_change_log_append (file->log, &changes[0]);
  atlas_test_chain (file->log, changes + 1, 1, texts);
  rename_fails = TRUE;
  g_assert_false (atlas_plan_connection_commit (file->connection, changes, 1, NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_nonnull (strstr (error->message, file->path));
  g_clear_error (&error);
  rename_fails = FALSE;
  after = atlas_test_dump (file->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (count_files (file->folder), ==, 1);

  g_assert_true (atlas_plan_connection_commit (file->connection, changes, 2, NULL, &error));
  g_assert_no_error (error);
  assert_title (file, "\"一\"");
  record = atlas_plan_record_read (file->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_change_log_get_n (record->log), ==, 2);
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
}

/* Two programs of one user on one computer are kept apart even so. */
static void
test_two (File          *file,
          gconstpointer  data)
{
  AtlasFileIdentity identity = atlas_file_identity_of (file->path);
  g_autoptr(GError) error = NULL;

  g_assert_null (atlas_plan_connection_open (file->path, &identity, "", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
  set_title (file, "null", "\"一\"", &error);
}

static int
fcntl_of_sqlite (int fd,
                 int command,
                 ...)
{
  va_list arguments;
  void *argument;

  va_start (arguments, command);
  argument = va_arg (arguments, void *);
  va_end (arguments);

  return __wrap_fcntl (fd, command, argument);
}

/* SQLite takes a missing lock for one that somebody else holds. */
static void
test_read_without_locks (File          *file,
                         gconstpointer  data)
{
  sqlite3_vfs *system = sqlite3_vfs_find (NULL);
  sqlite3_syscall_ptr before = system->xGetSystemCall (system, "fcntl");
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (set_title (file, "null", "\"共享\"", &error));
  system->xSetSystemCall (system, "fcntl", (sqlite3_syscall_ptr) fcntl_of_sqlite);
  plan = atlas_plan_file_read (file->path, NULL, &error);
  g_assert_no_error (error);
  record = atlas_plan_record_read (file->path, NULL, &error);
  system->xSetSystemCall (system, "fcntl", before);

  g_assert_no_error (error);
  g_assert_cmpstr (atlas_plan_get_meta (plan, "title_zh"), ==, "共享");
  g_assert_cmpuint (atlas_change_log_get_n (record->log), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/plan-share/" name, File, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  g_autofree char *shares = g_build_filename (cache, "renewal-atlas", "shares", NULL);
  g_autofree char *ours = g_path_get_dirname (shares);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("each commit is in the original", test_publish);
  ADD ("what somebody else has put there stays", test_others);
  ADD ("what could not be published goes out with the next", test_unpublished);
  ADD ("one user edits it once", test_two);
  ADD ("without locks it is read, too", test_read_without_locks);

  status = g_test_run ();
  g_rmdir (shares);
  g_rmdir (ours);
  /* No copy is left behind. */
  g_assert_cmpint (g_rmdir (cache), ==, 0);

  return status;
}
