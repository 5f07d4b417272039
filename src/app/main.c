#include "atlas-application.h"
#include "atlas-install.h"
#include "atlas-plan-file.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AtlasApplication) application = NULL;

  atlas_install_init_settings ();
  atlas_store_init ();
  application = atlas_application_new (G_APPLICATION_DEFAULT_FLAGS);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
