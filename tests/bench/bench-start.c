/* How long the program takes from its start to the first map, with files in the
 * cache, and how much memory it has taken after all six maps. */

#include "atlas-bench.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define APPLICATION "org.renewalatlas.Atlas"
#define WINDOW_PATH "/org/renewalatlas/Atlas/window/1"
#define N_MAPS 6

typedef struct
{
  GSubprocess      *process;
  GDataInputStream *lines;
} Program;

/* Waits for what the program says when a map is on the screen. */
static void
wait_until_drawn (Program *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;

  while ((line = g_data_input_stream_read_line (self->lines, NULL, NULL, &error)) != NULL)
    {
      if (strstr (line, "is drawn") != NULL)
        return;
      g_clear_pointer (&line, g_free);
    }
  g_error ("The program ended too early");
}

static Program
start (const char *path)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;
  Program self = { 0 };

  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "atlas-window", TRUE);
  self.process = g_subprocess_launcher_spawn (launcher, &error, path, NULL);
  if (self.process == NULL)
    g_error ("%s: %s", path, error->message);
  self.lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self.process));
  wait_until_drawn (&self);

  return self;
}

static void
end (Program *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->lines);
  g_clear_object (&self->process);
}

static void
start_and_end (gpointer path)
{
  Program program = start (path);

  end (&program);
}

static void
show_map (GDBusConnection *connection,
          guint            map)
{
  g_autoptr(GVariantBuilder) parameters = g_variant_builder_new (G_VARIANT_TYPE ("av"));
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_variant_builder_add (parameters, "v", g_variant_new_uint32 (map));
  reply = g_dbus_connection_call_sync (connection, APPLICATION, WINDOW_PATH, "org.gtk.Actions",
                                       "Activate",
                                       g_variant_new ("(sava{sv})", "map", parameters, NULL),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  if (reply == NULL)
    g_error ("%s", error->message);
}

/* In MiB, as the kernel counts them under that name. */
static double
read_memory (Program    *self,
             const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (self->process));
  g_autofree char *status = NULL;
  g_autoptr(GError) error = NULL;
  const char *line;

  if (!g_file_get_contents (path, &status, NULL, &error))
    g_error ("%s", error->message);
  line = strstr (status, name);

  return line != NULL ? strtod (line + strlen (name), NULL) / 1024 : 0;
}

static void
bench_memory (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  Program program;

  if (connection == NULL)
    g_error ("%s", error->message);

  program = start (path);
  for (guint map = 2; map <= N_MAPS; map++)
    {
      show_map (connection, map);
      wait_until_drawn (&program);
    }
  atlas_bench_print ("memory-at-most", read_memory (&program, "VmHWM:"), "MiB");
  atlas_bench_print ("memory-now", read_memory (&program, "VmRSS:"), "MiB");
  atlas_bench_print ("memory-now-of-its-own", read_memory (&program, "RssAnon:"), "MiB");
  end (&program);
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 2)
    g_error ("Usage: %s RENEWAL-ATLAS", argv[0]);

  atlas_bench_run ("start-to-first-map", 5, start_and_end, argv[1]);
  bench_memory (argv[1]);

  return 0;
}
