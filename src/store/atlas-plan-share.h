#pragma once

#include "atlas-file-identity.h"

G_BEGIN_DECLS

/**
 * AtlasPlanShare:
 *
 * A plan in a folder where locks don't work, and the local copy that is edited
 * in its place. Each state of the copy that is to be seen by others is published:
 * where the original is still as it was published last, it is replaced as a whole.
 * For one thread at a time.
 */
typedef struct _AtlasPlanShare AtlasPlanShare;

/**
 * atlas_plan_share_new:
 * @path: of the original, absolute and without symbolic links
 * @expected: its state
 *
 * Copies the original into a folder of the user's cache that belongs to @path
 * alone, over what an earlier session may have left there: that was never
 * acknowledged. Two sessions of one user on one computer are told apart by a lock
 * on the copy (%ATLAS_ERROR_BUSY). %ATLAS_ERROR_CHANGED: the original is not
 * @expected; %ATLAS_ERROR_ACCESS: it can't be copied.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlanShare *atlas_plan_share_new      (const char               *path,
                                           const AtlasFileIdentity  *expected,
                                           GError                  **error);

/* Removes the copy. */
void            atlas_plan_share_free     (AtlasPlanShare           *self);

/* The copy, which is to be opened and edited. */
const char     *atlas_plan_share_get_copy (const AtlasPlanShare     *self);

/* Is the original as it was published last? Otherwise %ATLAS_ERROR_CHANGED. */
gboolean        atlas_plan_share_check    (const AtlasPlanShare     *self,
                                           GError                  **error);

/**
 * atlas_plan_share_publish:
 *
 * Puts the copy, between two transactions, in the original's place: written
 * beside it, flushed, compared, renamed. %ATLAS_ERROR_CHANGED: the original is not
 * as it was published last, and stays; %ATLAS_ERROR_ACCESS: the folder can't be
 * written, and the original stays.
 */
gboolean        atlas_plan_share_publish  (AtlasPlanShare           *self,
                                           GError                  **error);

/* The original as it was published last. */
const AtlasFileIdentity *
                atlas_plan_share_get_identity (const AtlasPlanShare *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPlanShare, atlas_plan_share_free)

G_END_DECLS
