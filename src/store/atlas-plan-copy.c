#include "atlas-plan-copy.h"

#include "atlas-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE (1 << 20)

/* Of an SQLite database: https://www.sqlite.org/fileformat2.html, 1.3 */
#define HEADER_SIZE 100
#define MAGIC "SQLite format 3"
#define APPLICATION_ID_AT 68

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("%s: The plan can't be copied there (%s). Free some space, or choose another "
                 "folder."), path, g_strerror (code));

  return FALSE;
}

static gboolean
check_is_plan (int          fd,
               const char  *path,
               GError     **error)
{
  char header[HEADER_SIZE] = { 0 };

  if (pread (fd, header, sizeof header, 0) == (gssize) sizeof header &&
      memcmp (header, MAGIC, sizeof MAGIC) == 0 &&
      memcmp (header + APPLICATION_ID_AT, "GPKG", 4) == 0)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED,
               _("%s: What another program has written there is no plan. Open an earlier copy."),
               path);

  return FALSE;
}

static gboolean
write_all (int         fd,
           const char *bytes,
           gsize       n)
{
  while (n > 0)
    {
      gssize written = write (fd, bytes, n);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      bytes += written;
      n -= (gsize) written;
    }

  return TRUE;
}

/* Reads from the beginning, wherever the file's position is. */
static gboolean
copy_bytes (int            from,
            int            to,
            GCancellable  *cancellable)
{
  g_autofree char *chunk = g_malloc (CHUNK_SIZE);
  goffset position = 0;
  gssize n;

  while ((n = pread (from, chunk, CHUNK_SIZE, position)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || g_cancellable_is_cancelled (cancellable) || !write_all (to, chunk, (gsize) n))
        return FALSE;
      position += n;
    }

  return fsync (to) == 0;
}

static gboolean
copy_to_temporary (int            from,
                   const char    *temporary,
                   int            to,
                   const char    *path,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gboolean copied = copy_bytes (from, to, cancellable);
  int code = errno;

  if (close (to) != 0 && copied)
    {
      copied = FALSE;
      code = errno;
    }
  if (copied && g_rename (temporary, path) == 0)
    return TRUE;
  if (copied)
    code = errno;

  g_unlink (temporary);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? FALSE
                                                                   : fail (path, code, error);
}

static gboolean
copy_file (int            from,
           const char    *path,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *pattern = g_strdup_printf (".%s.XXXXXX", name);
  g_autofree char *temporary = g_build_filename (folder, pattern, NULL);
  int to = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  return to < 0 ? fail (path, errno, error)
                : copy_to_temporary (from, temporary, to, path, cancellable, error);
}

gboolean
atlas_plan_copy (int                 fd,
                 const char         *path,
                 const char         *to,
                 AtlasFileIdentity  *identity,
                 GCancellable       *cancellable,
                 GError            **error)
{
  int from = fd >= 0 ? fd : g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean copied;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (to != NULL, FALSE);

  if (from < 0)
    return fail (path, errno, error);

  copied = check_is_plan (from, path, error) && copy_file (from, to, cancellable, error);
  if (from != fd)
    close (from);
  if (copied)
    *identity = atlas_file_identity_of (to);

  return copied;
}
