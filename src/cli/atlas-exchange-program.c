#include "atlas-exchange-program.h"

#include "atlas-install.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

AtlasExit
atlas_exchange_program_run (int    argc,
                            char **argv)
{
  static const char *const places[] = {
    "../libexec/renewal-atlas-exchange", "renewal-atlas-exchange", NULL
  };
  g_autofree char *path = atlas_install_find (places);
  g_autofree char **arguments = g_new0 (char *, (gsize) argc + 2);

  arguments[0] = path;
  for (int i = 0; i < argc; i++)
    arguments[i + 1] = argv[i];

  execv (path, arguments);
  g_printerr (_("%s: a part of the program, %s, can't be run (%s): install the program again\n"),
              g_get_prgname (), path, g_strerror (errno));

  return ATLAS_EXIT_USAGE;
}
