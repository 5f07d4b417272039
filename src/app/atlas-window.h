#pragma once

#include "atlas-block-panel.h"
#include "atlas-layers-panel.h"
#include "atlas-map-list.h"
#include "atlas-map-view.h"
#include "atlas-status-bar.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasWindow:
 *
 * Shows one plan: the list of its six maps, the one that is chosen with its
 * layers, and what is selected. README.md lists the actions.
 */
#define ATLAS_TYPE_WINDOW (atlas_window_get_type ())
G_DECLARE_FINAL_TYPE (AtlasWindow, atlas_window, ATLAS, WINDOW, AdwApplicationWindow)

AtlasWindow  *atlas_window_new          (GtkApplication *application);

/* Opens a plan in place of the one that is shown, which stays until the new
 * one is ready, and for good when it can't be read: then the window says why.
 * A plan that is still being opened is given up. */
void          atlas_window_open         (AtlasWindow    *self,
                                         GFile          *file);

/* Is a plan being opened? */
gboolean      atlas_window_is_loading   (AtlasWindow    *self);

AtlasSession *atlas_window_get_session  (AtlasWindow    *self);

/* (nullable): the plan that is shown */
AtlasMaps    *atlas_window_get_maps     (AtlasWindow    *self);

/* (nullable): what the window says went wrong */
const char   *atlas_window_get_message  (AtlasWindow    *self);

guint         atlas_window_get_map      (AtlasWindow    *self);
AtlasMapList *atlas_window_get_map_list (AtlasWindow    *self);
AtlasMapView *atlas_window_get_map_view (AtlasWindow    *self);

G_END_DECLS
