#pragma once

#include "atlas-edit.h"
#include "atlas-plan-record.h"

G_BEGIN_DECLS

G_STATIC_ASSERT (ATLAS_BLOCK_N_FIELDS <= 32);

/**
 * AtlasSaveState:
 * @ATLAS_SAVE_UNTOUCHED: nothing was changed since it was opened
 * @ATLAS_SAVE_PENDING: there are changes on the way to the disk
 * @ATLAS_SAVE_DONE: all changes are on disk: every return code was a success
 * @ATLAS_SAVE_FAILED: they can't be written now: atlas_document_get_save_error();
 *   they stay in memory and are written by the next success
 */
typedef enum
{
  ATLAS_SAVE_UNTOUCHED,
  ATLAS_SAVE_PENDING,
  ATLAS_SAVE_DONE,
  ATLAS_SAVE_FAILED,
} AtlasSaveState;

/**
 * AtlasDelta:
 * @blocks: (array length=n_blocks): numbers of those that differ, ascending
 * @fields: a bit, 1 << #AtlasBlockField, for each attribute that differs in any
 * @sites: the plan has other sites
 * @resources: see atlas_sites_find_changes()
 *
 * What a change did to the plan in memory.
 */
typedef struct
{
  const guint *blocks;
  guint        n_blocks;
  guint32      fields;
  gboolean     sites;
  guint        resources;
} AtlasDelta;

/**
 * AtlasDocument:
 *
 * An open plan, the file it stands in and its history: the one door for
 * changes. A change is checked, then applied to the plan, then appended to the
 * log in memory and handed to a thread that commits it. Main thread.
 *
 * Properties, read-only: `ready` (the history has been read: it can be changed),
 * `save-state` (#AtlasSaveState, as int).
 *
 * Signal `changed` (#AtlasDelta, borrowed): the plan, or its history, is another.
 */
#define ATLAS_TYPE_DOCUMENT (atlas_document_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDocument, atlas_document, ATLAS, DOCUMENT, GObject)

/* Reads the plan and its history, blocking: for the command line. Errors as
 * atlas_plan_file_read() and atlas_plan_record_read(). */
AtlasDocument *atlas_document_open         (const char           *path,
                                            GCancellable         *cancellable,
                                            GError              **error);

/* Reads the plan without its history, blocking: for a thread. The document is then the main
 * thread's. Errors as atlas_plan_file_read(), and %ATLAS_ERROR_ACCESS for a @file that is not
 * local. */
AtlasDocument *atlas_document_open_plan    (GFile                *file,
                                            GCancellable         *cancellable,
                                            GError              **error);

/* Begins to read the history in a thread, once: atlas_document_is_ready() when it
 * is there. The plan may be shown before. */
void           atlas_document_read_history (AtlasDocument        *self);

AtlasPlan     *atlas_document_get_plan     (AtlasDocument        *self);
GFile         *atlas_document_get_file     (AtlasDocument        *self);

/* Returns: (transfer full): the plan's title in @language, else the file's name */
char          *atlas_document_dup_title    (AtlasDocument        *self,
                                            AtlasLanguage         language);

/* --- Who changes it --- */

/* @author: (nullable): the real name of the account */
void           atlas_document_set_author   (AtlasDocument        *self,
                                            const char           *author);

/* The meeting that changes are made in, from now on; (nullable): none. Copied. */
void           atlas_document_set_meeting  (AtlasDocument        *self,
                                            const AtlasMeeting   *meeting);
const AtlasMeeting *atlas_document_get_meeting (AtlasDocument    *self);

/* From now on none; the file is told when it ended, if changes were made in it. */
void           atlas_document_end_meeting  (AtlasDocument        *self);

/* --- Changing it --- */

gboolean       atlas_document_is_ready     (AtlasDocument        *self);

/* Is it the sample that comes with the program, or a file that may not be
 * written? Then changes need a copy first: atlas_document_save_copy_async(). */
gboolean       atlas_document_needs_copy   (AtlasDocument        *self);

/**
 * atlas_document_apply:
 * @edit: made for this document's plan; empty from then on
 * @kind: plain: neither undo nor redo
 * @reason: (nullable)
 *
 * An edit that changes nothing succeeds and is not recorded. Does not wait for
 * the disk. %ATLAS_ERROR_ACCESS: the document needs a copy; %ATLAS_ERROR_BUSY: its
 * history is still being read.
 */
gboolean       atlas_document_apply        (AtlasDocument        *self,
                                            AtlasEdit            *edit,
                                            AtlasChangeKind       kind,
                                            const char           *reason,
                                            GError              **error);

/* Nothing to undo or redo is %ATLAS_ERROR_ARGUMENT. */
gboolean       atlas_document_undo         (AtlasDocument        *self,
                                            GError              **error);
gboolean       atlas_document_redo         (AtlasDocument        *self,
                                            GError              **error);

/* How many edits can be. */
guint          atlas_document_get_n_undo   (AtlasDocument        *self);
guint          atlas_document_get_n_redo   (AtlasDocument        *self);

/* The edit that is undone, or redone, after @ahead others: the seq of its first
 * entry. */
gint64         atlas_document_get_undo     (AtlasDocument        *self,
                                            guint                 ahead);
gint64         atlas_document_get_redo     (AtlasDocument        *self,
                                            guint                 ahead);

/* --- Its history; (nullable) where it is not ready --- */

const AtlasChangeLog *atlas_document_get_log (AtlasDocument      *self);

/* (element-type AtlasSnapshot), and AtlasMeeting: borrowed until the next change */
GPtrArray     *atlas_document_get_snapshots (AtlasDocument       *self);
GPtrArray     *atlas_document_get_meetings  (AtlasDocument       *self);

/* @id: (nullable), as entries have it. Returns: (nullable): borrowed likewise */
const AtlasMeeting *atlas_document_find_meeting (AtlasDocument   *self,
                                                 const char      *id);

/* Returns: (nullable): the snapshot of that name, or the one published last */
const AtlasSnapshot *atlas_document_find_snapshot  (AtlasDocument *self,
                                                    const char    *name);
const AtlasSnapshot *atlas_document_get_published  (AtlasDocument *self);

/* Blocks and sites as they were after the entry @seq: an edit of the kind
 * restore. */
gboolean       atlas_document_restore       (AtlasDocument       *self,
                                             gint64               seq,
                                             const char          *reason,
                                             GError             **error);

/**
 * atlas_document_revert_blocks:
 * @blocks: (array length=n_blocks)
 * @seq: as they were after that entry
 *
 * An edit of the kind revert. Sites are left alone.
 */
gboolean       atlas_document_revert_blocks (AtlasDocument       *self,
                                             const guint         *blocks,
                                             guint                n_blocks,
                                             gint64               seq,
                                             const char          *reason,
                                             GError             **error);

/**
 * atlas_document_revert_sites:
 * @ids: (array zero-terminated=1): also of sites that are deleted by now
 * @seq: as they were after that entry
 *
 * An edit of the kind revert. The difference goes to the amounts of their blocks; a
 * block that then has nothing but its provenance from later edits gets that back.
 */
gboolean       atlas_document_revert_sites  (AtlasDocument       *self,
                                             const char *const   *ids,
                                             gint64               seq,
                                             const char          *reason,
                                             GError             **error);

/**
 * atlas_document_can_revert_entry:
 * @seq: of an entry of the log
 *
 * Can that one entry be taken back without the others of its edit? Those can't that
 * follow by rule: a block's provenance, and its amounts where sites were changed.
 * The history must be there.
 */
gboolean       atlas_document_can_revert_entry (AtlasDocument    *self,
                                                gint64            seq);

/* --- On disk --- */

AtlasSaveState atlas_document_get_save_state (AtlasDocument      *self);

/* (nullable): of the last success; borrowed */
GDateTime     *atlas_document_get_saved_time (AtlasDocument      *self);

/* (nullable): borrowed until the state changes */
const GError  *atlas_document_get_save_error (AtlasDocument      *self);

/* The file as this document knows it: after its last commit, or as it was read. */
AtlasFileIdentity atlas_document_get_identity (AtlasDocument     *self);

void           atlas_document_retry        (AtlasDocument        *self);

/* Waits until all is on disk or can't be; @timeout: microseconds; -1: none.
 * Blocking: for the command line and the end of the program. */
gboolean       atlas_document_flush        (AtlasDocument        *self,
                                            gint64                timeout,
                                            GError              **error);

/**
 * atlas_document_save_copy_async:
 * @file: local; one that is there is replaced
 *
 * Writes plan and history, with what is not on disk yet, as another file, and
 * goes on there: byte for byte where the file is as it was written last, else, be
 * it gone, written over or one that may not be changed, from memory. Until then
 * changes are %ATLAS_ERROR_BUSY. The callback must finish it.
 */
void           atlas_document_save_copy_async  (AtlasDocument        *self,
                                                GFile                *file,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       atlas_document_save_copy_finish (AtlasDocument        *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* What is to be said where locks don't work and a copy is edited in the file's place,
 * which is known when something was written. (transfer full) (nullable): they do */
char          *atlas_document_dup_share_note (AtlasDocument      *self);

/* Has the record all that @other, which was read earlier, knew to be on disk? Else the
 * file was put back to an earlier state, or is another plan. */
gboolean       atlas_document_goes_on_from (AtlasDocument        *self,
                                            AtlasDocument        *other);

/**
 * atlas_document_adopt:
 * @other: of the same file, read earlier
 *
 * Makes the changes that @other could not write to this document, which was read
 * since: those that still can be made, as edits of their own.
 *
 * Returns: how many edits could not be made
 */
guint          atlas_document_adopt        (AtlasDocument        *self,
                                            AtlasDocument        *other);

G_END_DECLS
