#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasPlanLock:
 *
 * The right to write a plan, which one holder has at a time: a lock of the
 * operating system on the file PLAN.lock beside the plan (an open file
 * description lock, fcntl(2), so that it also keeps two holders in one process
 * apart). It ends with the process, whatever becomes of the process; the text in
 * the file only tells who, where, since when. For one thread at a time.
 */
typedef struct _AtlasPlanLock AtlasPlanLock;

/**
 * atlas_plan_lock_take:
 * @path: of the plan; absolute, without symbolic links, so that all who mean the
 *   same file lock the same
 *
 * Does not wait. Somebody else holding it is %ATLAS_ERROR_BUSY, the message
 * telling who; a file system without locks %ATLAS_ERROR_LOCKS; a folder that
 * can't be written %ATLAS_ERROR_ACCESS.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlanLock *atlas_plan_lock_take    (const char     *path,
                                        GError        **error);

/**
 * atlas_plan_lock_check:
 * @path: as for taking it
 *
 * Could it be taken? It is not taken, and nothing is written: a moment later it may be
 * otherwise. Where locks don't work nobody holds it. Errors as of taking it.
 */
gboolean       atlas_plan_lock_check   (const char     *path,
                                        GError        **error);

/* Removes the file, too, so that nothing is left beside the plan. */
void           atlas_plan_lock_release (AtlasPlanLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPlanLock, atlas_plan_lock_release)

G_END_DECLS
