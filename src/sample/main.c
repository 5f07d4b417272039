/* atlas-sample-builder SOURCE_DIR PLAN: writes the sample plan, the same file
 * byte for byte at any time and on any machine. */
#include "atlas-plan-file.h"
#include "atlas-sample.h"

/* When the sample was "made", for the times within the file: the end of 2021. */
#define SAMPLE_EPOCH "1640908800"

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

  g_setenv ("SOURCE_DATE_EPOCH", SAMPLE_EPOCH, TRUE);
  if ((plan = atlas_sample_build (argv[1], &error)) == NULL ||
      !atlas_plan_file_write (plan, argv[2], NULL, &error))
    {
      g_printerr ("%s: %s\n", argv[0], error->message);
      return 2;
    }

  return 0;
}
