#include "atlas-file-identity.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

static AtlasFileIdentity
identity_of (const struct stat *status)
{
  return (AtlasFileIdentity) {
    .device = status->st_dev,
    .inode = status->st_ino,
    .size = status->st_size,
    .mtime_ns = status->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status->st_mtim.tv_nsec,
  };
}

AtlasFileIdentity
atlas_file_identity_of (const char *path)
{
  struct stat status;

  g_return_val_if_fail (path != NULL, ((AtlasFileIdentity) { .inode = 0 }));

  return stat (path, &status) == 0 ? identity_of (&status) : (AtlasFileIdentity) { .inode = 0 };
}

AtlasFileIdentity
atlas_file_identity_of_fd (int fd)
{
  struct stat status;

  return fd >= 0 && fstat (fd, &status) == 0 ? identity_of (&status)
                                             : (AtlasFileIdentity) { .inode = 0 };
}

gboolean
atlas_file_identity_is_same_file (const AtlasFileIdentity *a,
                                  const AtlasFileIdentity *b)
{
  return a->device == b->device && a->inode == b->inode;
}

gboolean
atlas_file_identity_equal (const AtlasFileIdentity *a,
                           const AtlasFileIdentity *b)
{
  return atlas_file_identity_is_same_file (a, b) && a->size == b->size &&
         a->mtime_ns == b->mtime_ns;
}

gboolean
atlas_file_identity_check (const AtlasFileIdentity  *now,
                           const AtlasFileIdentity  *expected,
                           const char               *path,
                           GError                  **error)
{
  if (atlas_file_identity_equal (now, expected))
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED, _("%s: %s"), path,
               now->inode == 0
                 ? _("The file was deleted, renamed or moved while it was open. Put it back, or "
                     "save a copy.")
                 : atlas_file_identity_is_same_file (now, expected)
                     ? _("Another program has written the file since it was read. Reload it, or "
                         "save a copy of what is in the window.")
                     : _("Another file has taken the place of the one that was open. Reload it, or "
                         "save a copy of what is in the window."));

  return FALSE;
}
