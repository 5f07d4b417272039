#include "atlas-file-identity.h"

#include <sys/stat.h>

AtlasFileIdentity
atlas_file_identity_of (const char *path)
{
  AtlasFileIdentity self = { .inode = 0 };
  struct stat status;

  g_return_val_if_fail (path != NULL, self);

  if (stat (path, &status) == 0)
    self = (AtlasFileIdentity) {
      .device = status.st_dev,
      .inode = status.st_ino,
      .size = status.st_size,
      .mtime_ns = status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec,
    };

  return self;
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
