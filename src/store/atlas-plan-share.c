#include "atlas-plan-share.h"

#include "atlas-plan-lock.h"
#include "atlas-write-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE (256 * 1024)

struct _AtlasPlanShare
{
  char              *path;
  char              *folder; /* of the copy */
  char              *copy;
  AtlasPlanLock     *lock;   /* on the copy */
  AtlasFileIdentity  identity;
};

static gboolean
fail (AtlasPlanShare  *self,
      int              code,
      GError         **error)
{
  atlas_write_error_set (error, self->path, SQLITE_IOERR, code, NULL);

  return FALSE;
}

/* Returns: whether all of @from is in @to and on its disk; else errno is set */
static gboolean
copy_bytes (int from,
            int to)
{
  g_autofree char *bytes = g_malloc (BLOCK_SIZE);
  gssize n;

  while ((n = read (from, bytes, BLOCK_SIZE)) > 0)
    for (gssize done = 0; done < n;)
      {
        gssize written = write (to, bytes + done, (gsize) (n - done));

        if (written < 0)
          return FALSE;
        done += written;
      }

  return n == 0 && fsync (to) == 0;
}

/* Makes @to, which is open as @fd, the same as @from; closes @fd. */
static gboolean
copy_to (const char *from,
         int         fd)
{
  int source = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  gboolean copied = source >= 0 && fd >= 0 && copy_bytes (source, fd);
  int code = errno;

  if (source >= 0)
    close (source);
  /* File systems of other computers may say only here that they are full. */
  if (fd >= 0 && close (fd) != 0 && copied)
    {
      copied = FALSE;
      code = errno;
    }
  errno = code;

  return copied;
}

static gboolean
make_copy (AtlasPlanShare  *self,
           GError         **error)
{
  g_autofree char *journal = g_strconcat (self->copy, "-journal", NULL);

  /* Of an earlier session: it would be played back into the new copy. */
  g_unlink (journal);
  if (!copy_to (self->path, g_open (self->copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)))
    return fail (self, errno, error);

  return atlas_plan_share_check (self, error);
}

AtlasPlanShare *
atlas_plan_share_new (const char               *path,
                      const AtlasFileIdentity  *expected,
                      GError                  **error)
{
  g_autoptr(AtlasPlanShare) self = g_new0 (AtlasPlanShare, 1);
  g_autofree char *hash = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (expected != NULL, NULL);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  self->path = g_strdup (path);
  self->identity = *expected;
  self->folder = g_build_filename (g_get_user_cache_dir (), "renewal-atlas", "shares", hash, NULL);
  self->copy = g_build_filename (self->folder, "plan.gpkg", NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      fail (self, errno, error);
      return NULL;
    }
  if ((self->lock = atlas_plan_lock_take (self->copy, error)) == NULL || !make_copy (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
atlas_plan_share_free (AtlasPlanShare *self)
{
  g_return_if_fail (self != NULL);

  /* Without the lock the copy is another session's. */
  if (self->lock != NULL)
    g_unlink (self->copy);
  g_clear_pointer (&self->lock, atlas_plan_lock_release);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->copy);
  g_free (self);
}

const char *
atlas_plan_share_get_copy (const AtlasPlanShare *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->copy;
}

gboolean
atlas_plan_share_check (const AtlasPlanShare  *self,
                        GError               **error)
{
  AtlasFileIdentity now;

  g_return_val_if_fail (self != NULL, FALSE);

  now = atlas_file_identity_of (self->path);

  return atlas_file_identity_check (&now, &self->identity, self->path, error);
}

/* The new file is for the same people as the old one. */
static int
make_temporary (AtlasPlanShare *self,
                char           *temporary)
{
  struct stat status;
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0 && stat (self->path, &status) == 0 && fchmod (fd, status.st_mode & 07777) != 0)
    g_log ("atlas-store", G_LOG_LEVEL_DEBUG, "%s: %s", temporary, g_strerror (errno));

  return fd;
}

static void
flush_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);

  /* Many file systems of other computers can't. */
  if (fd >= 0)
    {
      if (fsync (fd) != 0)
        g_log ("atlas-store", G_LOG_LEVEL_DEBUG, "%s: %s", folder, g_strerror (errno));
      close (fd);
    }
}

gboolean
atlas_plan_share_publish (AtlasPlanShare  *self,
                          GError         **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *unique = NULL;
  g_autofree char *temporary = NULL;
  int fd;

  g_return_val_if_fail (self != NULL, FALSE);

  folder = g_path_get_dirname (self->path);
  name = g_path_get_basename (self->path);
  unique = g_strdup_printf (".%s.XXXXXX.part", name);
  temporary = g_build_filename (folder, unique, NULL);
  if ((fd = make_temporary (self, temporary)) < 0)
    return fail (self, errno, error);

  if (!copy_to (self->copy, fd))
    fail (self, errno, error);
  else if (atlas_plan_share_check (self, error))
    {
      if (g_rename (temporary, self->path) == 0)
        {
          self->identity = atlas_file_identity_of (self->path);
          flush_folder (folder);
          return TRUE;
        }
      fail (self, errno, error);
    }
  g_unlink (temporary);

  return FALSE;
}

const AtlasFileIdentity *
atlas_plan_share_get_identity (const AtlasPlanShare *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->identity;
}
