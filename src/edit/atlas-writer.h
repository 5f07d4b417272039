#pragma once

#include "atlas-plan-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasWriter:
 *
 * A thread of its own that commits edits to the plan file in their order. It
 * opens the file, and takes its lock, for the first one. What can't be committed
 * stays, and is tried again with the next edit, when asked, and once a second
 * while another program holds the file. Main thread.
 */
typedef struct _AtlasWriter AtlasWriter;

/**
 * AtlasWriterNotify:
 * @pending: how many edits are not on disk
 * @error: (nullable): why the first of them is not; %NULL: the last that was tried is
 *
 * On the main context, after each commit that succeeded or failed.
 */
typedef void (*AtlasWriterNotify) (guint         pending,
                                   const GError *error,
                                   gpointer      user_data);

/* @identity: @head: the file as it was read */
AtlasWriter *atlas_writer_new     (const char              *path,
                                   const AtlasFileIdentity *identity,
                                   const char              *head,
                                   AtlasWriterNotify        notify,
                                   gpointer                 user_data);

/* Does not wait: what is not committed is dropped, the one under way is not. */
void         atlas_writer_free    (AtlasWriter             *self);

/* One whole edit, or none and a meeting that ended. The entries are copied, their
 * texts borrowed: they must live as long as the writer. @meeting: (nullable): copied */
void         atlas_writer_push    (AtlasWriter             *self,
                                   const AtlasChange       *changes,
                                   guint                    n_changes,
                                   const AtlasMeeting      *meeting);

/* Tries again at once what failed. By itself it is tried again every few seconds, as
 * long as the cause may go away. */
void         atlas_writer_retry   (AtlasWriter             *self);

guint        atlas_writer_get_n_pending (AtlasWriter       *self);

/**
 * atlas_writer_flush:
 * @timeout: microseconds; -1: as long as it takes
 *
 * Waits until all is on disk or a commit has failed. Blocking: for the command
 * line, and for the end of the program.
 *
 * Returns: %FALSE: @error says why; %ATLAS_ERROR_BUSY when time is up
 */
gboolean     atlas_writer_flush   (AtlasWriter             *self,
                                   gint64                   timeout,
                                   GError                 **error);

/* The seq of the last entry that it has committed; 0: none yet. */
gint64       atlas_writer_get_committed (AtlasWriter       *self);

/* The file as it is on disk after the last commit. */
AtlasFileIdentity atlas_writer_get_identity (AtlasWriter   *self);

/* As atlas_plan_connection_is_shared(); %FALSE until the file was opened for writing. */
gboolean     atlas_writer_is_shared     (AtlasWriter       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWriter, atlas_writer_free)

G_END_DECLS
