#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasFileIdentity:
 *
 * Which file it is and which state of it: (device, inode, size, time of the
 * last write in nanoseconds). A file that is not there has inode 0. A plain
 * value; any thread.
 */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64  size;
  gint64  mtime_ns;
} AtlasFileIdentity;

AtlasFileIdentity atlas_file_identity_of    (const char              *path);
gboolean          atlas_file_identity_equal (const AtlasFileIdentity *a,
                                             const AtlasFileIdentity *b);

/* The same file, in whatever state. */
gboolean          atlas_file_identity_is_same_file
                                            (const AtlasFileIdentity *a,
                                             const AtlasFileIdentity *b);

G_END_DECLS
