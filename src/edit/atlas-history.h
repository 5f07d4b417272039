#pragma once

#include "atlas-change-log.h"

G_BEGIN_DECLS

/**
 * AtlasHistory:
 *
 * Which edits can be undone and redone, as kind and of_edit in the log tell; so
 * it survives the program. An edit is named by the seq of its first entry. For
 * one thread at a time.
 */
typedef struct _AtlasHistory AtlasHistory;

AtlasHistory *atlas_history_new      (const AtlasChangeLog *log);
void          atlas_history_free     (AtlasHistory         *self);

/* Another entry of the log; only the first of its edit counts. */
void          atlas_history_add      (AtlasHistory         *self,
                                      const AtlasChange    *change);

guint         atlas_history_get_n_undo (const AtlasHistory *self);
guint         atlas_history_get_n_redo (const AtlasHistory *self);

/* The edit that is undone, or redone, after @ahead others: 0: the next one. */
gint64        atlas_history_get_undo (const AtlasHistory   *self,
                                      guint                 ahead);
gint64        atlas_history_get_redo (const AtlasHistory   *self,
                                      guint                 ahead);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasHistory, atlas_history_free)

G_END_DECLS
