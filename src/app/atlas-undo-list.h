#pragma once

#include "atlas-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasUndoList:
 *
 * All edits that can be undone or redone, newest first: those that were undone on
 * top, dimmed, the latest one first; then those that hold. Names are made for rows
 * that are seen, so that it may be of any length. Picking a row undoes, or
 * redoes, all up to and with it: those are marked and counted while the pointer is
 * on it. A popover.
 */
#define ATLAS_TYPE_UNDO_LIST (atlas_undo_list_get_type ())
G_DECLARE_FINAL_TYPE (AtlasUndoList, atlas_undo_list, ATLAS, UNDO_LIST, GtkPopover)

/* Once. */
void       atlas_undo_list_set_editor (AtlasUndoList *self,
                                       AtlasEditor   *editor);

/* The edits, as GtkStringObject. */
GListModel *atlas_undo_list_get_model (AtlasUndoList *self);

/* As a click on that row does. */
void       atlas_undo_list_pick       (AtlasUndoList *self,
                                       guint          position);

G_END_DECLS
