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

/* Of an open file, whatever has become of its name. */
AtlasFileIdentity atlas_file_identity_of_fd (int                      fd);
gboolean          atlas_file_identity_equal (const AtlasFileIdentity *a,
                                             const AtlasFileIdentity *b);

/* The same file, in whatever state. */
gboolean          atlas_file_identity_is_same_file
                                            (const AtlasFileIdentity *a,
                                             const AtlasFileIdentity *b);

/**
 * atlas_file_identity_check:
 * @now: what there is at @path
 * @expected: what should be there
 *
 * Where they differ, the error is %ATLAS_ERROR_CHANGED and tells how: the file
 * went, another one has taken its place, or it was written.
 */
gboolean          atlas_file_identity_check (const AtlasFileIdentity *now,
                                             const AtlasFileIdentity *expected,
                                             const char              *path,
                                             GError                 **error);

G_END_DECLS
