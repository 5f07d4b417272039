#include "atlas-app-test.h"

#include "atlas-document.h"
#include "atlas-ending.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Between two edits: a person is slower. */
#define EDIT_MS 20
/* Until a compositor answers: far longer than it takes. */
#define PATIENCE_S 60
/* Blocks of the test plan, which are changed one after the other. */
#define N_BLOCKS 8

/* --- The program: a window that is edited without end. It says on its standard
 * output what is on disk: "Committed SEQ" comes from the store itself --- */

typedef struct
{
  AtlasApplication *application;
  guint             next; /* block */
} Program;

static AtlasDocument *
get_document (Program *program)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (program->application));
  AtlasMaps *maps = ATLAS_IS_WINDOW (window) ? atlas_window_get_maps (ATLAS_WINDOW (window)) : NULL;

  return maps != NULL ? atlas_maps_get_document (maps) : NULL;
}

static gboolean
edit (gpointer data)
{
  Program *program = data;
  AtlasDocument *document = get_document (program);
  g_autoptr(AtlasEdit) change = NULL;
  g_autofree char *note = NULL;
  g_autoptr(GError) error = NULL;

  if (document == NULL || !atlas_document_is_ready (document))
    return G_SOURCE_CONTINUE;

  change = atlas_edit_new (atlas_document_get_plan (document));
  note = g_strdup_printf ("\"%u\"", program->next);
  atlas_edit_set_block (change, program->next++ % N_BLOCKS, ATLAS_BLOCK_NOTE, note, &error);
  g_assert_no_error (error);
  atlas_document_apply (document, change, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
  g_print ("Edited %u\n", atlas_change_log_get_n (atlas_document_get_log (document)));

  return G_SOURCE_CONTINUE;
}

static int
run_program (char *name,
             char *path)
{
  char *arguments[] = { name, path, NULL };
  Program program = { .application = atlas_application_new (G_APPLICATION_NON_UNIQUE) };

  atlas_ending_follow (GTK_APPLICATION (program.application));
  g_timeout_add (EDIT_MS, edit, &program);

  return g_application_run (G_APPLICATION (program.application), 2, arguments);
}

/* --- Who starts it, and ends it --- */

typedef struct
{
  char             *folder;
  char             *path;
  GSubprocess      *process;
  GDataInputStream *output;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("atlas-ending-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "plan.gpkg", NULL);
  atlas_plan_file_write (plan, self->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

/* @backend: @display: (nullable): another one than ours */
static void
start (Fixture    *self,
       const char *backend,
       const char *display)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "atlas-store", TRUE);
  if (display != NULL)
    {
      gboolean is_x11 = g_str_equal (backend, "x11");

      g_subprocess_launcher_unsetenv (launcher, is_x11 ? "WAYLAND_DISPLAY" : "DISPLAY");
      g_subprocess_launcher_setenv (launcher, is_x11 ? "DISPLAY" : "WAYLAND_DISPLAY", display,
                                    TRUE);
      g_subprocess_launcher_setenv (launcher, "GDK_BACKEND", backend, TRUE);
      /* Where a compositor is looked for, be its name a whole path. */
      if (!is_x11)
        g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
    }
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  self->process = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", "--program",
                                               self->path, NULL);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
}

/* The number behind @word in the next line that has it; 0: there is none. */
static guint
read_number (Fixture    *self,
             const char *word)
{
  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (self->output, NULL, NULL, NULL);
      const char *found = line != NULL ? strstr (line, word) : NULL;

      if (line == NULL)
        return 0;
      if (found != NULL)
        return (guint) atoi (found + strlen (word));
    }
}

/* Everything that comes after, until the program has ended: the last number. */
static guint
read_last_number (Fixture    *self,
                  const char *word,
                  guint       last)
{
  for (guint number = last; number > 0; number = read_number (self, word))
    last = number;

  return last;
}

/* Returns: how many entries the log has; it and all edits are whole */
static guint
check_file (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasDocument) document = atlas_document_open (self->path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (atlas_change_log_verify (atlas_document_get_log (document)), ==, 0);

  return atlas_change_log_get_n (atlas_document_get_log (document));
}

static guint
count_entries (sqlite3 *database)
{
  sqlite3_stmt *statement;
  guint n;

  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT count(*) FROM changes", -1, &statement,
                                       NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return n;
}

static void
test_kill (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < atlas_test_get_n_kills (); i++)
    {
      guint committed = 0;

      start (self, NULL, NULL);
      for (guint j = 0; j <= i % 20; j++)
        committed = read_number (self, "Committed ");
      g_assert_cmpuint (committed, >, 0);
      g_subprocess_send_signal (self->process, SIGKILL);
      committed = read_last_number (self, "Committed ", committed);
      g_subprocess_wait (self->process, NULL, NULL);
      g_assert_cmpuint (check_file (self), >=, committed);
    }
}

/* Until an edit was made that is not in the file, which @database holds. */
static void
wait_for_pending (Fixture *self,
                  sqlite3 *database)
{
  guint n_written = count_entries (database);

  while (read_number (self, "Edited ") <= n_written)
    ;
}

/* All that was edited is on disk, and nothing went wrong. */
static void
test_signal (Fixture       *self,
             gconstpointer  data)
{
  guint edited;

  start (self, NULL, NULL);
  edited = read_number (self, "Edited ");
  g_subprocess_send_signal (self->process, GPOINTER_TO_INT (data));
  edited = read_last_number (self, "Edited ", edited);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_assert_cmpuint (check_file (self), ==, edited);
}

/* Another program holds the file when the signal comes, and lets it go. */
static void
test_signal_while_locked (Fixture       *self,
                          gconstpointer  data)
{
  sqlite3 *database;
  guint edited;

  start (self, NULL, NULL);
  g_assert_cmpuint (read_number (self, "Committed "), >, 0);
  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 60000);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  edited = read_number (self, "Edited ");
  g_subprocess_send_signal (self->process, SIGTERM);
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_cmpint (sqlite3_exec (database, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
  edited = read_last_number (self, "Edited ", edited);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_assert_cmpuint (check_file (self), ==, edited);
}

/* It does not wait for ever; and it says that not all is well. */
static void
test_signal_never_unlocked (Fixture       *self,
                            gconstpointer  data)
{
  sqlite3 *database;

  start (self, NULL, NULL);
  g_assert_cmpuint (read_number (self, "Committed "), >, 0);
  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 60000);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  wait_for_pending (self, database);
  g_subprocess_send_signal (self->process, SIGTERM);
  read_last_number (self, "Edited ", 1);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), !=, 0);
  sqlite3_close (database);
  check_file (self);
}

/* What edits in a display of its own, which goes. Takes @server. */
static void
lose_display (Fixture     *self,
              GSubprocess *server,
              const char  *backend,
              const char  *display)
{
  guint edited;

  start (self, backend, display);
  edited = read_number (self, "Edited ");
  g_assert_cmpuint (edited, >, 0);
  g_subprocess_force_exit (server);
  edited = read_last_number (self, "Edited ", edited);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  /* It may be lost while the window shows an edit. */
  g_assert_cmpuint (check_file (self), >=, edited);
  g_subprocess_wait (server, NULL, NULL);
  g_object_unref (server);
}

static void
test_display_lost (Fixture       *self,
                   gconstpointer  data)
{
  GSubprocess *server;
  g_autoptr(GDataInputStream) output = NULL;
  g_autofree char *number = NULL;
  g_autofree char *display = NULL;
  g_autoptr(GError) error = NULL;

  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &error, "Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-noreset",
                             NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  number = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  display = g_strconcat (":", number, NULL);

  lose_display (self, server, "x11", display);
}

/* A compositor says to nobody that it is there: it is when it answers. @server: that */
static void
wait_for_compositor (GSubprocess *server,
                     const char  *display)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (display);
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GSocketConnection) connection =
        g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);

      if (connection != NULL)
        return;
      if (g_get_monotonic_time () > end)
        {
          g_subprocess_force_exit (server);
          g_error ("The compositor does not answer at “%s” for %d s: %s", display, PATIENCE_S,
                   error->message);
        }
      g_usleep (G_USEC_PER_SEC / 100);
    }
}

static void
test_compositor_lost (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *display = g_build_filename (self->folder, "wayland", NULL);
  g_autoptr(GError) error = NULL;
  GSubprocess *server;

  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  server = g_subprocess_launcher_spawn (launcher, &error, "weston", "--no-config",
                                        "--backend=headless-backend.so", "--shell=kiosk-shell.so",
                                        "--idle-time=0", "--socket=wayland", NULL);
  g_assert_no_error (error);
  wait_for_compositor (server, display);
  lose_display (self, server, "wayland", display);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--program"))
    return run_program (argv[0], argv[2]);

  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/ending/" name, Fixture, data, set_up, func, tear_down)
  ADD ("killed-it-loses-nothing-acknowledged", NULL, test_kill);
  ADD ("told-by-sigterm-it-writes-all", GINT_TO_POINTER (SIGTERM), test_signal);
  ADD ("told-by-sighup-it-writes-all", GINT_TO_POINTER (SIGHUP), test_signal);
  ADD ("told-by-sigint-it-writes-all", GINT_TO_POINTER (SIGINT), test_signal);
  ADD ("told-while-the-file-is-locked-it-waits", NULL, test_signal_while_locked);
  ADD ("told-while-the-file-stays-locked-it-ends", NULL, test_signal_never_unlocked);
  ADD ("its-display-lost-it-writes-all", NULL, test_display_lost);
  ADD ("its-wayland-compositor-lost-it-writes-all", NULL, test_compositor_lost);
#undef ADD

  return g_test_run ();
}
