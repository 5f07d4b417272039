#include "atlas-allocator.h"
#include "atlas-application.h"
#include "atlas-ending.h"
#include "atlas-install.h"
#include "atlas-renderer.h"
#include "atlas-workers.h"

#include <stdlib.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AtlasApplication) application = NULL;

  atlas_allocator_init ();
  atlas_renderer_init ("/dev/dri");
  atexit (atlas_workers_finish);
  atlas_install_init_settings ();
  application = atlas_application_new (G_APPLICATION_DEFAULT_FLAGS);
  atlas_ending_follow (GTK_APPLICATION (application));

  return g_application_run (G_APPLICATION (application), argc, argv);
}
