/* How long the command line takes for the six A3 sheets of the sample, from
 * the start of the process to its end. */

#include "atlas-bench.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  const char *program;
  const char *format;
  const char *folder;
} Sheets;

static void
render (gpointer data)
{
  const Sheets *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, self->program, "render",
                      "--map", "all", "--format", self->format, "--paper", "a3", "--dpi", "300",
                      "--output", self->folder, NULL);

  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s: %s", self->program, error->message);
}

static void
remove_sheets (const char *folder,
               const char *format)
{
  for (guint map = 1; map <= 6; map++)
    {
      g_autofree char *path = g_strdup_printf ("%s/map-%u.%s", folder, map, format);

      if (g_unlink (path) != 0)
        g_error ("%s was not written", path);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char *const formats[] = { "png", "pdf", "svg" };
  g_autofree char *folder = g_dir_make_tmp ("renewal-atlas-bench-XXXXXX", NULL);

  if (argc != 2)
    g_error ("Usage: %s RENEWAL-ATLAS-CLI", argv[0]);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("six-a3-sheets-%s", formats[i]);

      atlas_bench_run (name, 5, render, &(Sheets) { argv[1], formats[i], folder });
      remove_sheets (folder, formats[i]);
    }
  g_rmdir (folder);

  return 0;
}
