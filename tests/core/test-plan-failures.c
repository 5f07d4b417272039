/* What goes wrong with a plan file that is open for writing: each time nothing is
 * half done, the message tells what to do, and the same connection goes on once
 * the cause is gone. */

#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-test-changes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

typedef AtlasTestPlanFile File;

static void
set_up (File          *file,
        gconstpointer  data)
{
  atlas_test_plan_file_set_up (file, NULL);
}

static void
tear_down (File          *file,
           gconstpointer  data)
{
  atlas_test_plan_file_tear_down (file);
}

/* One edit of @n long titles. */
static gboolean
edit (File    *file,
      guint    n,
      GError **error)
{
  static const char *const keys[] = { "title_zh", "title_en", "source", "compiled_by" };
  g_autofree char *text = g_strnfill (3000, 'x');
  g_autofree char *json = g_strdup_printf ("\"%s\"", text);
  AtlasChange changes[G_N_ELEMENTS (keys)];

  for (guint i = 0; i < n; i++)
    changes[i] = (AtlasChange) { .object = ATLAS_OBJECT_PLAN, .key = keys[i], .field = "value",
                                 .old_value = "null", .new_value = json };

  return atlas_test_plan_file_commit (file, changes, n, error);
}

/* An edit fails with @code and leaves the file's rows as they are. */
static void
assert_fails (File *file,
              int   code)
{
  g_autofree char *before = atlas_test_dump (file->path);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (edit (file, 4, &error));
  g_assert_error (error, ATLAS_ERROR, code);
  g_assert_nonnull (strstr (error->message, file->path));
  after = atlas_test_dump (file->path);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_works (File *file)
{
  GError *error = NULL;

  edit (file, 4, &error);
  g_assert_no_error (error);
}

/* The log in the file is whole and is the one that was committed. */
static void
assert_log (File *file)
{
  g_autoptr(AtlasPlanRecord) record = NULL;
  GError *error = NULL;

  record = atlas_plan_record_read (file->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
  g_assert_cmpstr (atlas_change_log_get_head (record->log), ==,
                   atlas_change_log_get_head (file->log));
}

/* With every number of free pages up to those that are enough. */
static void
fill_and_edit (File *file)
{
  g_autofree char *path = g_build_filename (file->folder, "filler", NULL);
  static const char page[4096];
  int fd = g_open (path, O_WRONLY | O_CREAT, 0600);
  off_t size = 0;
  guint n_failures = 0;
  GError *error = NULL;

  while (write (fd, page, sizeof page) > 0)
    size += sizeof page;
  g_assert_cmpint (errno, ==, ENOSPC);

  while (!edit (file, 4, &error))
    {
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
      g_assert_nonnull (strstr (error->message, "full"));
      g_clear_error (&error);
      n_failures++;
      size -= sizeof page;
      g_assert_cmpint (ftruncate (fd, size), ==, 0);
      assert_log (file);
    }
  close (fd);
  g_unlink (path);
  g_assert_cmpint (n_failures, >, 3);
  assert_log (file);
}

/* A disk of its own where the system allows to make one; else files that may not
 * grow. */
static void
test_full (gconstpointer data)
{
  g_autofree char *disk = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  File file = { NULL };

  if (mount ("tmpfs", disk, "tmpfs", 0, "size=8m") != 0)
    {
      g_test_message ("no disk of its own: %s", g_strerror (errno));
      g_rmdir (disk);
      return;
    }
  atlas_test_plan_file_set_up (&file, disk);
  fill_and_edit (&file);
  atlas_test_plan_file_tear_down (&file);
  g_assert_cmpint (umount (disk), ==, 0);
  g_rmdir (disk);
}

static void
test_limit (File          *file,
            gconstpointer  data)
{
  struct rlimit limit, small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  for (rlim_t size = 0; size < 64 * 1024; size += 4096)
    {
      small = (struct rlimit) { size, limit.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      if (size <= 4096)
        assert_fails (file, ATLAS_ERROR_ACCESS);
      else
        edit (file, 4, NULL);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      assert_log (file);
    }
  assert_works (file);
  assert_log (file);
}

/* Runs @run as somebody who is not root, for whom permissions mean nothing. */
static void
run_unprivileged (File  *file,
                  void (*run) (File *))
{
  pid_t child;
  int status;

  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  if (getuid () == 0)
    {
      g_assert_cmpint (chown (file->folder, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (chown (file->path, NOBODY, NOBODY), ==, 0);
    }
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (getuid () == 0 && setuid (NOBODY) != 0)
        _exit (1);
      run (file);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_chmod (file->folder, 0700);
}

static void
forbid (File *file)
{
  static const struct
  {
    int folder;
    int file;
  } modes[] = { { 0500, 0600 }, { 0700, 0400 }, { 0500, 0400 } };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr(GError) error = NULL;

      g_chmod (file->path, modes[i].file);
      g_chmod (file->folder, modes[i].folder);
      g_assert_false (atlas_test_plan_file_open (file, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
      g_clear_error (&error);
      g_assert_false (atlas_plan_connection_check (file->path, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
      g_chmod (file->path, 0600);
      g_chmod (file->folder, 0700);
      g_clear_error (&error);
      g_assert_true (atlas_plan_connection_check (file->path, &error));

      /* And while it is open. */
      g_assert_true (atlas_test_plan_file_open (file, &error));
      g_chmod (file->path, modes[i].file);
      g_chmod (file->folder, modes[i].folder);
      assert_fails (file, ATLAS_ERROR_ACCESS);
      g_chmod (file->path, 0600);
      g_chmod (file->folder, 0700);
      assert_works (file);
      assert_log (file);
      g_clear_pointer (&file->connection, atlas_plan_connection_close);
    }
}

static void
test_permissions (File          *file,
                  gconstpointer  data)
{
  run_unprivileged (file, forbid);
}

static void
copy_over (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;
  int fd;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  fd = g_open (to, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  g_assert_cmpint (write (fd, bytes, size), ==, size);
  close (fd);
}

static void
test_gone (File          *file,
           gconstpointer  data)
{
  g_autofree char *away = g_strconcat (file->path, ".away", NULL);
  g_autoptr(GError) error = NULL;

  assert_works (file);
  g_assert_cmpint (g_rename (file->path, away), ==, 0);
  g_assert_false (edit (file, 1, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED);
  g_assert_false (g_file_test (file->path, G_FILE_TEST_EXISTS));

  /* Put back, it is the same file. */
  g_assert_cmpint (g_rename (away, file->path), ==, 0);
  assert_works (file);
  assert_log (file);
}

static void
test_replaced (File          *file,
               gconstpointer  data)
{
  g_autofree char *other = g_strconcat (file->path, ".other", NULL);

  copy_over (file->path, other);
  g_assert_cmpint (g_rename (other, file->path), ==, 0);
  assert_fails (file, ATLAS_ERROR_CHANGED);
}

static void
test_copied_over (File          *file,
                  gconstpointer  data)
{
  g_autofree char *other = g_strconcat (file->path, ".other", NULL);

  copy_over (file->path, other);
  assert_works (file);
  copy_over (other, file->path);
  assert_fails (file, ATLAS_ERROR_CHANGED);
}

static sqlite3 *
open_elsewhere (File *file)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (file->path, &database), ==, SQLITE_OK);

  return database;
}

static void
run_sql (sqlite3    *database,
         const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static void
test_written (File          *file,
              gconstpointer  data)
{
  sqlite3 *database = open_elsewhere (file);

  run_sql (database, "INSERT INTO meetings (id) VALUES ('x')");
  sqlite3_close (database);
  assert_fails (file, ATLAS_ERROR_CHANGED);
}

/* Another program's commit counts even where size and dates are as before. */
static void
test_written_secretly (File          *file,
                       gconstpointer  data)
{
  AtlasFileIdentity identity = *atlas_plan_connection_get_identity (file->connection);
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
                               { identity.mtime_ns / 1000000000, identity.mtime_ns % 1000000000 } };
  sqlite3 *database = open_elsewhere (file);
  AtlasFileIdentity now;

  run_sql (database, "INSERT INTO meetings (id) VALUES ('x')");
  sqlite3_close (database);
  g_assert_cmpint (utimensat (AT_FDCWD, file->path, times, 0), ==, 0);
  now = atlas_file_identity_of (file->path);
  g_assert_true (atlas_file_identity_equal (&now, &identity));
  assert_fails (file, ATLAS_ERROR_CHANGED);
}

static void
test_locked (File          *file,
             gconstpointer  data)
{
  static const char *const locks[] = { "BEGIN IMMEDIATE", "BEGIN; SELECT * FROM plan" };
  sqlite3 *database = open_elsewhere (file);

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      run_sql (database, locks[i]);
      assert_fails (file, ATLAS_ERROR_BUSY);
      run_sql (database, "ROLLBACK");
      assert_works (file);
      assert_log (file);
    }
  sqlite3_close (database);
}

static void
test_second (File          *file,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  AtlasFileIdentity identity = atlas_file_identity_of (file->path);
  g_autofree char *link = g_strconcat (file->path, ".link", NULL);

  g_assert_null (atlas_plan_connection_open (file->path, &identity, "", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
  g_clear_error (&error);
  /* By another name, too. */
  g_assert_cmpint (symlink (file->path, link), ==, 0);
  g_assert_null (atlas_plan_connection_open (link, &identity, "", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
}

static void
test_stale (File          *file,
            gconstpointer  data)
{
  AtlasFileIdentity old = file->identity;
  AtlasFileIdentity now;
  g_autoptr(GError) error = NULL;

  assert_works (file);
  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  g_assert_null (atlas_plan_connection_open (file->path, &old, "", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED);
  g_clear_error (&error);
  now = atlas_file_identity_of (file->path);
  g_assert_null (atlas_plan_connection_open (file->path, &now, "", &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED);
}

static void
test_foreign (File          *file,
              gconstpointer  data)
{
  sqlite3 *database = open_elsewhere (file);
  g_autofree char *lock = g_strconcat (file->path, ".lock", NULL);
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  run_sql (database, "CREATE TRIGGER steal AFTER UPDATE ON plan BEGIN DELETE FROM blocks; END");
  sqlite3_close (database);
  g_assert_false (atlas_test_plan_file_open (file, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FOREIGN);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static void
test_wal (File          *file,
          gconstpointer  data)
{
  sqlite3 *database;
  g_autofree char *wal = g_strconcat (file->path, "-wal", NULL);
  GError *error = NULL;

  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  database = open_elsewhere (file);
  run_sql (database, "PRAGMA journal_mode = WAL; UPDATE plan SET value = value");
  sqlite3_close (database);
  atlas_test_plan_file_open (file, &error);
  g_assert_no_error (error);
  assert_works (file);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  assert_log (file);
}

/* Edits of four rows, one after the other; each is acknowledged by its last seq. */
static void
edit_for_ever (File *file,
               int   acknowledge)
{
  GError *error = NULL;

  if (!atlas_test_plan_file_open (file, &error))
    g_error ("%s", error->message);
  for (;;)
    {
      guint n;

      if (!edit (file, 4, &error))
        g_error ("%s", error->message);
      n = atlas_change_log_get_n (file->log);
      if (write (acknowledge, &n, sizeof n) != sizeof n)
        _exit (1);
    }
}

/* Returns: the last seq that was acknowledged before the child was killed */
static guint
edit_until_killed (File  *file,
                   gulong microseconds)
{
  int pipes[2];
  guint n = 0, last = 0;
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    edit_for_ever (file, pipes[1]);
  close (pipes[1]);
  g_assert_cmpint (read (pipes[0], &n, sizeof n), ==, sizeof n);
  g_usleep (microseconds);
  kill (child, SIGKILL);
  do
    last = n;
  while (read (pipes[0], &n, sizeof n) == sizeof n);
  close (pipes[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  return last;
}

static void
test_killed (File          *file,
             gconstpointer  data)
{
  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  for (guint cycle = 0; cycle < 20; cycle++)
    {
      guint last = edit_until_killed (file, (gulong) g_test_rand_int_range (0, 20000));
      g_autoptr(AtlasPlanRecord) record = NULL;
      GError *error = NULL;

      record = atlas_plan_record_read (file->path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
      g_assert_cmpint (atlas_change_log_get_n (record->log), >=, last);
      g_assert_cmpint (atlas_change_log_get_n (record->log) % 4, ==, 0);
      atlas_change_log_free (file->log);
      file->log = g_steal_pointer (&record->log);
    }
}

static const AtlasChange wrong[] = {
  { .object = ATLAS_OBJECT_BLOCK, .field = "class", .new_value = "\"moon\"" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "class", .new_value = "null" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "class", .new_value = "3" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "class", .new_value = NULL },
  { .object = ATLAS_OBJECT_BLOCK, .field = "class", .new_value = "key" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "class", .new_value = "[\"key\"]" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "implementation_rate", .new_value = "100.5" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "implementation_rate", .new_value = "-1" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "implementation_rate", .new_value = "\"50\"" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "implementation_rate", .new_value = "1e999" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "near_term_projects", .new_value = "1.5" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "note", .new_value = "\"\\u0007\"" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "note", .new_value = "\"\xff\"" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "code", .new_value = "\"DX00-9999\"" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "fid", .new_value = "1" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "geom", .new_value = "[1,2]" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "no_such", .new_value = "1" },
  { .object = ATLAS_OBJECT_BLOCK, .field = NULL, .new_value = NULL, .old_value = "{}" },
  { .object = ATLAS_OBJECT_BLOCK, .field = "note", .new_value = "\"x\"", .key = "nowhere" },
  { .object = ATLAS_OBJECT_SITE, .field = NULL, .new_value = NULL, .old_value = "{}",
    .key = "nowhere" },
  { .object = ATLAS_OBJECT_SITE, .field = NULL, .new_value = "{\"site_id\":\"a\"}", .key = "a" },
  { .object = ATLAS_OBJECT_PRESET, .field = NULL, .key = "a",
    .new_value = "{\"name\":\"b\",\"density\":null}" },
  { .object = ATLAS_OBJECT_PRESET, .field = NULL, .key = "a",
    .new_value = "{\"name\":\"a\",\"densities\":null}" },
  { .object = ATLAS_OBJECT_SNAPSHOT, .field = NULL, .key = "published",
    .new_value = "{\"name\":\"published\",\"seq\":0,\"time\":\"t\",\"author\":null,\"note\":null,"
                 "\"role\":null}" },
  { .object = ATLAS_OBJECT_PLAN, .field = "value", .key = "format", .new_value = "\"x\"" },
  { .object = ATLAS_OBJECT_PLAN, .field = "value", .key = "data_kind", .new_value = "\"x\"" },
  { .object = ATLAS_OBJECT_PLAN, .field = "value", .key = "data_kind", .new_value = "null" },
};

static void
test_wrong (File          *file,
            gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (file->path, NULL, NULL);
  g_autofree char *before = atlas_test_dump (file->path);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      AtlasChange change = wrong[i];
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;

      if (change.key == NULL)
        change.key = atlas_block_get_code (atlas_plan_get_block (plan, 0));
      g_test_message ("%u: %s %s", i, change.key, change.field);
      g_assert_false (atlas_test_plan_file_commit (file, &change, 1, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
      after = atlas_test_dump (file->path);
      g_assert_cmpstr (before, ==, after);
    }
  assert_works (file);
  assert_log (file);
}

static void
test_chain (File          *file,
            gconstpointer  data)
{
  AtlasChange change = { .object = ATLAS_OBJECT_PLAN, .key = "title_zh", .field = "value",
                         .old_value = "null", .new_value = "\"x\"" };
  g_autoptr(GStringChunk) texts = g_string_chunk_new (256);
  gint64 *const numbers[] = { &change.seq, &change.edit };

  for (guint i = 0; i < G_N_ELEMENTS (numbers) + 1; i++)
    {
      g_autofree char *hash = NULL;
      g_autoptr(GError) error = NULL;

      atlas_test_chain (file->log, &change, 1, texts);
      if (i < G_N_ELEMENTS (numbers))
        ++*numbers[i];
      change.hash = hash = atlas_change_hash (&change, i < G_N_ELEMENTS (numbers) ? "" : "other");
      g_assert_false (atlas_plan_connection_commit (file->connection, &change, 1, NULL, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
    }
  assert_works (file);
}

#define ADD(name, function) \
  g_test_add ("/plan-failures/" name, File, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/plan-failures/a full disk takes nothing half", NULL, test_full);
  ADD ("files that may not grow take nothing half", test_limit);
  ADD ("without permission nothing is written", test_permissions);
  ADD ("a file that went is not made again", test_gone);
  ADD ("a file in its place stays as it is", test_replaced);
  ADD ("a file copied over it stays as it is", test_copied_over);
  ADD ("what another program wrote stays", test_written);
  ADD ("even where its dates tell nothing", test_written_secretly);
  ADD ("another program's lock is waited for by asking again", test_locked);
  ADD ("a second writer is told who is there", test_second);
  ADD ("only what was read is written", test_stale);
  ADD ("foreign triggers are not run", test_foreign);
  ADD ("a log that stays beside the file goes", test_wal);
  ADD ("killed, it loses nothing acknowledged and no half edit", test_killed);
  ADD ("what could not be read back is not written", test_wrong);
  ADD ("the log goes on without a gap", test_chain);

  return g_test_run ();
}
