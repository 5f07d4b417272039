#pragma once

#include "atlas-difference-list.h"
#include "atlas-mark-layer.h"
#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasChangesPane:
 *
 * The blocks and sites that are others than they were when the plan was published,
 * as a list below the map and as marks on it, which the list explains. Both are
 * there while the pane is visible. A click selects the block, or shows the site.
 */
#define ATLAS_TYPE_CHANGES_PANE (atlas_changes_pane_get_type ())
G_DECLARE_FINAL_TYPE (AtlasChangesPane, atlas_changes_pane, ATLAS, CHANGES_PANE, GtkWidget)

/* Once. */
void                 atlas_changes_pane_set_session (AtlasChangesPane *self,
                                                     AtlasSession     *session,
                                                     AtlasMarkLayer   *marks);

/* (nullable): what it lists; none while it is hidden */
AtlasDifferenceList *atlas_changes_pane_get_list    (AtlasChangesPane *self);

/* What it says of them. */
const char          *atlas_changes_pane_get_title   (AtlasChangesPane *self);

/* The seq of the entry after which @document was published; 0: before any. Its
 * history must be there. */
gint64               atlas_changes_pane_find_base   (AtlasDocument    *document);

G_END_DECLS
