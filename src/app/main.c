#include "atlas-application.h"
#include "atlas-ending.h"
#include "atlas-install.h"
#include "atlas-plan-file.h"
#include "atlas-renderer.h"
#include "atlas-workers.h"

#include <stdlib.h>

#include <malloc.h>

/* Bytes: pictures are larger, and nearly nothing else is. */
#define LARGE (256 * 1024)

/* Pictures come and go, on several threads. Left to itself glibc soon serves
 * them from a heap a thread, which keep what they once had: twice as much as is
 * in use after turning over the maps. */
static void
give_memory_back (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE);
  mallopt (M_TRIM_THRESHOLD, LARGE);
  mallopt (M_ARENA_MAX, 2);
#endif
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AtlasApplication) application = NULL;

  give_memory_back ();
  atlas_renderer_init ("/dev/dri");
  atexit (atlas_workers_finish);
  atlas_install_init_settings ();
  atlas_store_init ();
  application = atlas_application_new (G_APPLICATION_DEFAULT_FLAGS);
  atlas_ending_follow (GTK_APPLICATION (application));

  return g_application_run (G_APPLICATION (application), argc, argv);
}
