/* How long it takes to read a plan: made-up ones of two sizes, and the sample. */

#include "atlas-bench.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>

static void
load (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (data, NULL, &error);

  if (plan == NULL)
    g_error ("%s", error->message);
}

static void
bench_made_up (const char *folder,
               guint       n_blocks,
               guint       times)
{
  g_autofree char *path = g_build_filename (folder, "bench.gpkg", NULL);
  g_autofree char *name = g_strdup_printf ("load-%u-blocks", n_blocks);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (n_blocks);
  g_autoptr(GError) error = NULL;

  if (!atlas_plan_file_write (plan, path, NULL, &error))
    g_error ("%s", error->message);

  atlas_bench_run (name, times, load, path);
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("renewal-atlas-bench-XXXXXX", NULL);
  g_autofree char *sample = NULL;

  sample = atlas_plan_file_dup_sample_path ();

  bench_made_up (folder, 1371, 15);
  bench_made_up (folder, 100000, 7);
  g_rmdir (folder);
  atlas_bench_run ("load-sample", 15, load, sample);

  return 0;
}
