#include "atlas-error.h"
#include "atlas-plan-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  char *lock_path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  fixture->lock_path = g_strconcat (fixture->path, ".lock", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->lock_path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->lock_path);
}

/* What the linker puts in the place of fcntl(): it fails with @next_error once that
 * is set, as on file systems without locks. */
static int next_error;

int __real_fcntl64 (int, int, void *);
int __wrap_fcntl64 (int, int, void *);
int __real_fcntl (int, int, void *);
int __wrap_fcntl (int, int, void *);

int
__wrap_fcntl64 (int   fd,
                int   command,
                void *argument)
{
  if (next_error == 0)
    return __real_fcntl64 (fd, command, argument);
  errno = next_error;

  return -1;
}

int
__wrap_fcntl (int   fd,
              int   command,
              void *argument)
{
  if (next_error == 0)
    return __real_fcntl (fd, command, argument);
  errno = next_error;

  return -1;
}

static void
assert_busy (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (atlas_plan_lock_take (fixture->path, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, g_get_user_name ()));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
}

static AtlasPlanLock *
take (Fixture *fixture)
{
  GError *error = NULL;
  AtlasPlanLock *lock = atlas_plan_lock_take (fixture->path, &error);

  g_assert_no_error (error);

  return lock;
}

static void
test_one (Fixture       *fixture,
          gconstpointer  data)
{
  AtlasPlanLock *lock = take (fixture);

  assert_busy (fixture);
  atlas_plan_lock_release (lock);
  g_assert_false (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));
  atlas_plan_lock_release (take (fixture));
}

/* A child that takes the lock, says so, and does nothing more. */
static pid_t
start_holder (Fixture *fixture)
{
  int ready[2];
  char byte = 0;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      byte = atlas_plan_lock_take (fixture->path, NULL) != NULL ? 'y' : 'n';
      if (write (ready[1], &byte, 1) == 1)
        for (;;)
          pause ();
      _exit (1);
    }
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_cmpint (byte, ==, 'y');
  close (ready[0]);

  return child;
}

static void
kill_holder (pid_t child)
{
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
test_process (Fixture       *fixture,
              gconstpointer  data)
{
  pid_t child = start_holder (fixture);
  g_autofree char *text = NULL;
  g_autofree char *pid = g_strdup_printf ("(%d)", (int) child);

  assert_busy (fixture);
  g_assert_true (g_file_get_contents (fixture->lock_path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, pid));
  kill_holder (child);
  /* The file of the dead process lies there still. */
  g_assert_true (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));
  atlas_plan_lock_release (take (fixture));
  g_assert_false (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));
}

/* An account that owns nothing. */
#define NOBODY 65534

/* In a folder for all, a lock file is its maker's. */
static void
test_other_account (Fixture       *fixture,
                    gconstpointer  data)
{
  AtlasPlanLock *lock = take (fixture);
  pid_t child;
  int status;

  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (fixture->lock_path, 0444), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr(GError) error = NULL;

      if (getuid () == 0 && setuid (NOBODY) != 0)
        _exit (1);
      g_assert_null (atlas_plan_lock_take (fixture->path, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  atlas_plan_lock_release (lock);
}

/* Looking who holds it neither makes a file nor takes anything. */
static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  pid_t child;

  g_assert_true (atlas_plan_lock_check (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));

  child = start_holder (fixture);
  g_assert_false (atlas_plan_lock_check (fixture->path, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_clear_error (&error);
  next_error = ENOLCK;
  g_assert_true (atlas_plan_lock_check (fixture->path, &error));
  next_error = 0;
  assert_busy (fixture);
  kill_holder (child);

  /* The file of the dead process holds nobody up, and stays. */
  g_assert_true (atlas_plan_lock_check (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));
  atlas_plan_lock_release (take (fixture));
}

static void
test_odd_text (Fixture       *fixture,
               gconstpointer  data)
{
  static const char text[] = "[lock]\nname=\xff\xfe\\n\\n\x07 (x)\nhost=\n\0\0 = [[";
  pid_t child = start_holder (fixture);
  g_autoptr(GError) error = NULL;
  int fd = g_open (fixture->lock_path, O_WRONLY | O_TRUNC, 0);

  g_assert_cmpint (write (fd, text, sizeof text), ==, sizeof text);
  close (fd);
  g_assert_null (atlas_plan_lock_take (fixture->path, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  kill_holder (child);
}

/* Takers and givers at once: never two at a time. */
static void
hammer (Fixture *fixture,
        int      witness)
{
  for (guint i = 0; i < 300; i++)
    {
      AtlasPlanLock *lock = atlas_plan_lock_take (fixture->path, NULL);
      struct flock flock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

      if (lock == NULL)
        continue;
      /* Another lock tells whether somebody else is in here, too. */
      if (__real_fcntl64 (witness, F_SETLK, &flock) != 0)
        _exit (1);
      g_thread_yield ();
      flock.l_type = F_UNLCK;
      __real_fcntl64 (witness, F_SETLK, &flock);
      atlas_plan_lock_release (lock);
    }
  _exit (0);
}

static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "witness", NULL);
  pid_t children[4];

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    if ((children[i] = fork ()) == 0)
      hammer (fixture, g_open (path, O_RDWR | O_CREAT, 0600));
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  g_unlink (path);
}

static void
test_no_locks (Fixture       *fixture,
               gconstpointer  data)
{
  static const int codes[] = { ENOLCK, EOPNOTSUPP, ENOSYS };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(GError) error = NULL;

      next_error = codes[i];
      g_assert_null (atlas_plan_lock_take (fixture->path, &error));
      next_error = 0;
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_LOCKS);
      g_assert_false (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));
    }
}

#define ADD(name, function) \
  g_test_add ("/plan-lock/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("one at a time, even in one process", test_one);
  ADD ("it ends with the process, however that ends", test_process);
  ADD ("somebody of another account is named too", test_other_account);
  ADD ("who holds it can be seen without taking it", test_check);
  ADD ("a text that is none makes no bad message", test_odd_text);
  ADD ("takers and givers at once never hold it together", test_race);
  ADD ("no locks are another failure than a holder", test_no_locks);

  return g_test_run ();
}
