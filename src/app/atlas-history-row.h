#pragma once

#include "atlas-log-entry.h"
#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasHistoryRow:
 *
 * An entry of a block's history: what, from what to what, when, who, why, and in
 * which meeting, with a button that takes it back where it can go alone.
 */
#define ATLAS_TYPE_HISTORY_ROW (atlas_history_row_get_type ())
G_DECLARE_FINAL_TYPE (AtlasHistoryRow, atlas_history_row, ATLAS, HISTORY_ROW, GtkWidget)

GtkWidget *atlas_history_row_new  (void);

void       atlas_history_row_show (AtlasHistoryRow *self,
                                   AtlasSession    *session,
                                   AtlasLogEntry   *entry);

G_END_DECLS
