/* atlas-sample-builder SOURCE_DIR PLAN: writes the sample plan. */
#include "atlas-plan-file.h"
#include "atlas-sample.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("Usage: %s SOURCE_DIR PLAN\n", argv[0]);
      return 2;
    }

  atlas_store_init ();
  if ((plan = atlas_sample_build (argv[1], &error)) == NULL ||
      !atlas_plan_file_write (plan, argv[2], NULL, &error))
    {
      g_printerr ("%s: %s\n", argv[0], error->message);
      return 2;
    }

  return 0;
}
