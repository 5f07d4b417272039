#pragma once

#include "atlas-change.h"
#include "atlas-file-identity.h"
#include "atlas-plan-record.h"

G_BEGIN_DECLS

/**
 * AtlasPlanConnection:
 *
 * A plan file held open for writing, with its lock. All is blocking; one thread
 * at a time, which must be the same from opening to closing. While a commit runs,
 * nobody in this process may open the file by other means than SQLite (as
 * atlas_plan_file_read() does): the system's locks would go with the first close.
 */
typedef struct _AtlasPlanConnection AtlasPlanConnection;

/**
 * atlas_plan_connection_open:
 * @path: as it was read; locks and copies go by what it is without links
 * @expected: the file as it was read; see atlas_plan_file_load()
 * @head: the hash of the log's last entry as it was read; "" for none
 *
 * Takes the lock, looks that nothing foreign in the file could run on a change,
 * compares the file with what was read, then opens it for update. Errors:
 *
 * %ATLAS_ERROR_BUSY: somebody else edits the plan (who, where and since when are
 * in the message), or another program holds the file;
 * %ATLAS_ERROR_CHANGED: the file is no longer the one that was read: deleted,
 * renamed, replaced or written by another program;
 * %ATLAS_ERROR_FOREIGN: triggers, views or virtual tables that are not
 * GeoPackage's own: copy the rows into a fresh plan;
 * %ATLAS_ERROR_ACCESS: file or folder can't be written.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlanConnection *atlas_plan_connection_open   (const char               *path,
                                                   const AtlasFileIdentity  *expected,
                                                   const char               *head,
                                                   GError                  **error);

/**
 * atlas_plan_connection_check:
 * @path: as it was read
 *
 * Would it be opened, as far as permissions and the lock go? Nothing is written or
 * taken: a moment later it may be otherwise. For a file that is not open for writing in
 * this process; any one thread. %ATLAS_ERROR_ACCESS and %ATLAS_ERROR_BUSY as of opening.
 */
gboolean             atlas_plan_connection_check  (const char               *path,
                                                   GError                  **error);

/* Closes the file and gives the lock back. */
void                 atlas_plan_connection_close  (AtlasPlanConnection      *self);

/**
 * atlas_plan_connection_commit:
 * @changes: (array length=n_changes): whole edits; seq and hash follow on the last
 *   entry. What a failed commit was given may come again, with more behind it. None
 *   for a meeting that ended.
 * @meeting: (nullable): the one that @changes name; its row is written unless it
 *   is there, where only the time that it ended is
 *
 * Writes the rows that @changes tell of and appends @changes to the log, in one
 * transaction. Success means that every return code was one and that every row
 * was there; on failure the file is as it was before, and the same connection can
 * try again. Errors as of opening, and %ATLAS_ERROR_FORMAT where a row that is to
 * be changed is not there, or a value could not be read back.
 *
 * A debug message of the domain atlas-store names the last seq after each success.
 */
gboolean             atlas_plan_connection_commit (AtlasPlanConnection      *self,
                                                   const AtlasChange        *changes,
                                                   guint                     n_changes,
                                                   const AtlasMeeting       *meeting,
                                                   GError                  **error);

/* The file after the last commit, or as it was opened. */
const AtlasFileIdentity *
                     atlas_plan_connection_get_identity (const AtlasPlanConnection *self);

/* Do locks not work where the plan is? Then a local copy is written, and each
 * commit replaces the plan as a whole, if it is as it was: two people who do so at
 * the same moment can't be told apart. Worth a word to the user. */
gboolean             atlas_plan_connection_is_shared (const AtlasPlanConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPlanConnection, atlas_plan_connection_close)

G_END_DECLS
