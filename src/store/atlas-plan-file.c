#include "atlas-plan-file.h"

#include "atlas-error.h"
#include "atlas-install.h"

void
atlas_store_init (void)
{
}

char *
atlas_plan_file_dup_sample_path (void)
{
  static const char *const places[] = {
    "../share/renewal-atlas/sample.gpkg",
    "../../data/sample/sample.gpkg",
    NULL
  };
  const char *chosen = g_getenv ("RENEWAL_ATLAS_SAMPLE");

  return chosen != NULL ? g_strdup (chosen) : atlas_install_find (places);
}

AtlasPlan *
atlas_plan_file_read (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS, "%s", path);
  return NULL;
}

void
atlas_plan_file_read_async (const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
}

AtlasPlan *
atlas_plan_file_read_finish (GAsyncResult  *result,
                             GError       **error)
{
  return NULL;
}

gboolean
atlas_plan_file_write (AtlasPlan     *plan,
                       const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  return FALSE;
}
