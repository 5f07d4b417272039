#include "atlas-plan-file.h"

#include "atlas-error.h"
#include "atlas-install.h"
#include "atlas-plan-reader.h"
#include "atlas-plan-writer.h"
#include "atlas-record-writer.h"
#include "atlas-task.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

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
atlas_plan_file_load (const char         *path,
                      AtlasFileIdentity  *identity,
                      GCancellable       *cancellable,
                      GError            **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return atlas_plan_reader_read (path, identity, cancellable, error);
}

AtlasPlan *
atlas_plan_file_read (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return atlas_plan_file_load (path, NULL, cancellable, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      path,
                GCancellable *cancellable)
{
  GError *error = NULL;
  AtlasPlan *plan = atlas_plan_file_read (path, cancellable, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
atlas_plan_file_read_async (const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, atlas_plan_file_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  atlas_task_run_in_thread (task, read_in_thread);
}

AtlasPlan *
atlas_plan_file_read_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
fail_at (const char  *path,
         int          code,
         GError     **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("%s: The plan can't be written (%s). Free some space, or choose another folder."),
               path, g_strerror (code));

  return FALSE;
}

/* An empty file in the folder of @path. Returns: (transfer full) (nullable): its name */
static char *
reserve_temporary (const char  *path,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *unique = g_strdup_printf (".%s.XXXXXX.gpkg", name);
  g_autofree char *temporary = g_build_filename (folder, unique, NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      fail_at (path, errno, error);
      return NULL;
    }
  close (fd);

  return g_steal_pointer (&temporary);
}

static gboolean
flush (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean flushed = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;

  return flushed;
}

static guint
count_features (AtlasPlan *plan)
{
  guint n = 0;

  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    n += g_list_model_get_n_items (atlas_plan_get_features (plan, layer));

  return n;
}

/* Return codes do not tell all: what was written must read back. */
static gboolean
verify (AtlasPlan     *plan,
        const char    *temporary,
        const char    *path,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(AtlasPlan) read = atlas_plan_file_read (temporary, cancellable, error);

  if (read == NULL)
    return FALSE;

  if (atlas_plan_get_n_blocks (read) == atlas_plan_get_n_blocks (plan) &&
      atlas_sites_get_n (atlas_plan_get_sites (read)) ==
        atlas_sites_get_n (atlas_plan_get_sites (plan)) &&
      count_features (read) == count_features (plan))
    return TRUE;

  return fail_at (path, EIO, error);
}

static gboolean
put_in_place (const char  *temporary,
              const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!flush (temporary) || g_rename (temporary, path) != 0)
    return fail_at (path, errno, error);
  /* Some file systems can't flush a folder; the file itself is safe by now. */
  flush (folder);

  return TRUE;
}

gboolean
atlas_plan_file_write_with_record (AtlasPlan              *plan,
                                   const AtlasPlanRecord  *record,
                                   const char             *path,
                                   GCancellable           *cancellable,
                                   GError                **error)
{
  g_autofree char *temporary = NULL;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if ((temporary = reserve_temporary (path, error)) == NULL)
    return FALSE;

  if (atlas_plan_writer_write (plan, temporary, path, cancellable, error) &&
      (record == NULL || atlas_record_writer_write (temporary, path, record, error)) &&
      verify (plan, temporary, path, cancellable, error) &&
      put_in_place (temporary, path, error))
    return TRUE;

  g_unlink (temporary);

  return FALSE;
}

gboolean
atlas_plan_file_write (AtlasPlan     *plan,
                       const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  return atlas_plan_file_write_with_record (plan, NULL, path, cancellable, error);
}
