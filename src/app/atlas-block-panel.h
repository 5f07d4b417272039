#pragma once

#include "atlas-block-list.h"
#include "atlas-editor.h"
#include "atlas-field-row.h"
#include "atlas-history-list.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasBlockPanel:
 *
 * All attributes of the blocks that are selected: of one its values, of several
 * what they have in common and add up to. With an editor they can be changed
 * there. Only looked at by who can see it: a panel that is not mapped waits until
 * it is. Signal `refused`, with the reason: something that was typed could not be
 * taken, and other blocks are shown by now.
 */
#define ATLAS_TYPE_BLOCK_PANEL (atlas_block_panel_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBlockPanel, atlas_block_panel, ATLAS, BLOCK_PANEL, GtkWidget)

/* Once. */
void            atlas_block_panel_set_session (AtlasBlockPanel *self,
                                               AtlasSession    *session);

/* Once, and after the session: changes go through @editor. Classes are set by the
 * action `win.set-class`. */
void            atlas_block_panel_set_editor  (AtlasBlockPanel *self,
                                               AtlasEditor     *editor);

/* The name of the block, or how many there are; %NULL: none is selected. */
const char     *atlas_block_panel_get_heading (AtlasBlockPanel *self);

/* @fact: as in atlas-block-facts.h */
AtlasFieldRow  *atlas_block_panel_get_row     (AtlasBlockPanel *self,
                                               guint            fact);

AtlasBlockList *atlas_block_panel_get_list    (AtlasBlockPanel *self);

AtlasHistoryList *atlas_block_panel_get_history (AtlasBlockPanel *self);

G_END_DECLS
