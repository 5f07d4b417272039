#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasHistoryList:
 *
 * All that is on record of the block that is selected, the newest first. Hidden
 * unless it is one block; looks into the log when it is unfolded.
 */
#define ATLAS_TYPE_HISTORY_LIST (atlas_history_list_get_type ())
G_DECLARE_FINAL_TYPE (AtlasHistoryList, atlas_history_list, ATLAS, HISTORY_LIST, GtkWidget)

/* Once. */
void        atlas_history_list_set_session (AtlasHistoryList *self,
                                            AtlasSession     *session);

void        atlas_history_list_set_expanded (AtlasHistoryList *self,
                                             gboolean          expanded);

/* (nullable): the entries that are listed; none while it is folded */
GListModel *atlas_history_list_get_model   (AtlasHistoryList *self);

G_END_DECLS
