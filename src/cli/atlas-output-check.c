#include "atlas-output-check.h"

#include "atlas-error.h"
#include "atlas-file-identity.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
check_folder (const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_access (folder, W_OK | X_OK) == 0)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("Can't write “%s” (%s): choose another folder, or check the disk"), path,
               g_strerror (errno));

  return FALSE;
}

/* What is renamed to a device or a pipe takes its place. */
static gboolean
check_replaced (const char  *path,
                GError     **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("“%s” is no ordinary file, and can't be replaced by one. Choose another name."),
               path);

  return FALSE;
}

gboolean
atlas_output_is_same (const char *one,
                      const char *other)
{
  g_autofree char *name = g_canonicalize_filename (one, NULL);
  g_autofree char *other_name = g_canonicalize_filename (other, NULL);
  AtlasFileIdentity identity = atlas_file_identity_of (one);
  AtlasFileIdentity other_identity = atlas_file_identity_of (other);

  return g_str_equal (name, other_name) ||
         (identity.inode != 0 && atlas_file_identity_is_same_file (&identity, &other_identity));
}

gboolean
atlas_output_check (const char         *path,
                    const char *const  *inputs,
                    guint               n_inputs,
                    GError            **error)
{
  if (!check_replaced (path, error) || !check_folder (path, error))
    return FALSE;

  for (guint i = 0; i < n_inputs; i++)
    if (inputs[i] != NULL && atlas_output_is_same (path, inputs[i]))
      {
        g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                     _("“%s” is what is read. Choose another name for what is written."), path);
        return FALSE;
      }

  return TRUE;
}
