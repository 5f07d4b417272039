/* How long the program takes from its start to the first map, with files in the
 * cache, also of a plan with a long history, and how much memory it has taken after
 * all six maps. */

#include "atlas-bench.h"
#include "atlas-plan-file.h"
#include "atlas-test-changes.h"
#include "atlas-test-plan.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define APPLICATION "org.renewalatlas.Atlas"
#define WINDOW_PATH "/org/renewalatlas/Atlas/window/1"
#define N_MAPS 6
#define REST_US 200000

typedef struct
{
  const char *program;
  const char *plan; /* (nullable): the sample */
} Start;

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
start (const Start *what)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;
  Program self = { 0 };

  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "atlas-window", TRUE);
  self.process = g_subprocess_launcher_spawn (launcher, &error, what->program, what->plan, NULL);
  if (self.process == NULL)
    g_error ("%s: %s", what->program, error->message);
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

/* To the first map: how long the system and the X server take to clear a program and its
 * window away is no part of it. */
static void
bench_starts (const char  *name,
              guint        times,
              const Start *what)
{
  g_autoptr(GArray) durations = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i <= times; i++)
    {
      gint64 duration = g_get_monotonic_time ();
      Program program = start (what);

      duration = g_get_monotonic_time () - duration;
      end (&program);
      g_usleep (REST_US);
      /* The first one fills the cache. */
      if (i > 0)
        g_array_append_val (durations, duration);
    }
  atlas_bench_print (name, atlas_bench_quantile (durations, 0.5), "ms");
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

/* Each block's note is changed again and again, @n_entries times in all. */
static void
append_entries (AtlasTestPlanFile *file,
                AtlasPlan         *plan,
                guint              n_entries)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, TRUE, sizeof (AtlasChange));
  g_autoptr(GStringChunk) texts = g_string_chunk_new (4096);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_entries; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i % atlas_plan_get_n_blocks (plan));
      AtlasChange change = {
        .object = ATLAS_OBJECT_BLOCK, .key = atlas_block_get_code (block), .field = "note",
        .old_value = "null", .new_value = "\"bench\"", .reason = "bench",
      };

      g_array_append_val (changes, change);
    }
  atlas_test_chain (file->log, (AtlasChange *) (gpointer) changes->data, n_entries, texts);
  if (!atlas_plan_connection_commit (file->connection,
                                     (const AtlasChange *) (gpointer) changes->data, n_entries,
                                     NULL, &error))
    g_error ("%s", error->message);
}

static void
bench_history (const char *program)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (1371);
  AtlasTestPlanFile file = { .log = atlas_change_log_new () };
  Start what = { .program = program };
  g_autoptr(GError) error = NULL;

  file.folder = g_dir_make_tmp ("renewal-atlas-bench-XXXXXX", NULL);
  file.path = g_build_filename (file.folder, "bench.gpkg", NULL);
  what.plan = file.path;
  if (!atlas_plan_file_write (plan, file.path, NULL, &error) ||
      !atlas_test_plan_file_open (&file, &error))
    g_error ("%s", error->message);

  bench_starts ("start-with-0-entries", 7, &what);
  append_entries (&file, plan, 100000);
  bench_starts ("start-with-100000-entries", 7, &what);
  atlas_test_plan_file_tear_down (&file);
}

static void
bench_memory (const Start *what)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  Program program;

  if (connection == NULL)
    g_error ("%s", error->message);

  program = start (what);
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
  Start sample = { 0 };

  if (argc != 2)
    g_error ("Usage: %s RENEWAL-ATLAS", argv[0]);

  sample.program = argv[1];
  bench_starts ("start-to-first-map", 7, &sample);
  bench_memory (&sample);
  bench_history (argv[1]);

  return 0;
}
