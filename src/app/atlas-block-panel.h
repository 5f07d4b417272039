#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasBlockPanel:
 *
 * All attributes of the blocks that are selected.
 */
#define ATLAS_TYPE_BLOCK_PANEL (atlas_block_panel_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBlockPanel, atlas_block_panel, ATLAS, BLOCK_PANEL, GtkWidget)

void atlas_block_panel_set_session (AtlasBlockPanel *self,
                                    AtlasSession    *session);

G_END_DECLS
