#include "atlas-application.h"
#include "atlas-install.h"
#include "atlas-locale.h"
#include "atlas-plan-file.h"
#include "atlas-settings.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GSettings) settings = NULL;
  g_autofree char *language = NULL;
  g_autoptr(AtlasApplication) application = NULL;

  atlas_install_init_settings ();
  if ((settings = atlas_settings_new ()) != NULL)
    language = g_settings_get_string (settings, "language");
  g_clear_object (&settings);
  atlas_locale_init (language);
  atlas_store_init ();
  application = atlas_application_new (G_APPLICATION_DEFAULT_FLAGS);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
