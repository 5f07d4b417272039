#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * atlas_published_writer_write:
 * @handle: whose tables blocks, changes and snapshots are as they are to be
 * @path: what errors call the file
 *
 * Makes the table `published` what the blocks were at the published snapshot, the
 * latest if there are several; without one, before all changes. Works within the
 * transaction of whoever owns the handle, on its thread. Errors: see
 * atlas-write-error.h.
 */
gboolean atlas_published_writer_write (sqlite3     *handle,
                                       const char  *path,
                                       GError     **error);

G_END_DECLS
