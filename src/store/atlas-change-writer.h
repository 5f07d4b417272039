#pragma once

#include "atlas-change.h"
#include "atlas-plan-record.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * AtlasChangeWriter:
 *
 * Turns entries of the change log into changed rows, by the description of the
 * tables in atlas-schema.h, and takes nothing from them that could not be read
 * back. Works within the transaction of whoever owns the handle, which must
 * outlive it. For one thread.
 */
typedef struct _AtlasChangeWriter AtlasChangeWriter;

/* @path: what errors call the file */
AtlasChangeWriter *atlas_change_writer_new       (sqlite3            *handle,
                                                  const char         *path);
void               atlas_change_writer_free      (AtlasChangeWriter  *self);

/**
 * atlas_change_writer_read_head:
 * @seq: (out): of the log's last entry; 0 for an empty log
 * @hash: (out) (transfer full): its hash; ""
 */
gboolean           atlas_change_writer_read_head (AtlasChangeWriter  *self,
                                                  gint64             *seq,
                                                  char              **hash,
                                                  GError            **error);

/**
 * atlas_change_writer_write:
 * @changes: (array length=n_changes): whole edits; the first follows the log's
 *   last entry
 * @meeting: (nullable)
 *
 * Changes the rows, one for each entry, appends the entries to the log and notes
 * the time of the change in gpkg_contents. With a published snapshot that comes or
 * goes the table `published` follows. A value that the column can't hold, a
 * chain of hashes that does not go on and a row that is not there (or is, and is
 * to be made) are %ATLAS_ERROR_FORMAT; for the rest see atlas-write-error.h. After
 * a failure the caller rolls back.
 */
gboolean           atlas_change_writer_write     (AtlasChangeWriter  *self,
                                                  const AtlasChange  *changes,
                                                  guint               n_changes,
                                                  const AtlasMeeting *meeting,
                                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasChangeWriter, atlas_change_writer_free)

G_END_DECLS
