#include "atlas-install.h"

#include <libintl.h>
#include <locale.h>

static char *
dup_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : g_strdup (".");
}

char *
atlas_install_find (const char *const *candidates)
{
  g_autofree char *folder = dup_program_folder ();

  for (guint i = 0; candidates[i] != NULL; i++)
    {
      g_autofree char *path = g_canonicalize_filename (candidates[i], folder);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }

  return g_canonicalize_filename (candidates[0], folder);
}

void
atlas_install_init_locale (void)
{
  static const char *const folders[] = { "../share/locale", "../../po", NULL };
  g_autofree char *folder = atlas_install_find (folders);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
atlas_install_init_settings (void)
{
  static const char *const folders[] = { "../share/glib-2.0/schemas", "../../data", NULL };
  g_autofree char *folder = atlas_install_find (folders);
  g_autofree char *schemas = g_build_filename (folder, "gschemas.compiled", NULL);

  /* Outside the system's own folders GSettings would end the program. */
  if (g_file_test (schemas, G_FILE_TEST_EXISTS))
    g_setenv ("GSETTINGS_SCHEMA_DIR", folder, FALSE);
}
