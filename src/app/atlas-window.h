#pragma once

#include "atlas-block-panel.h"
#include "atlas-changes-pane.h"
#include "atlas-density-panel.h"
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

/**
 * atlas_window_request:
 *
 * Opens a plan where it belongs, for a window shows one plan and a plan is shown
 * in one window:
 *
 * 1. A window that shows @file, or is opening it, comes to the front.
 * 2. A window without a plan opens it; so does one that shows the bundled
 *    sample, as long as no block is selected in it.
 * 3. Any other plan gets a window of its own as soon as it is read; when it
 *    can't be read, @self says why and goes on showing what it shows.
 *
 * @self is the window that was asked: by its dialog, its menu or by a drop onto
 * it, else the one in front.
 */
void          atlas_window_request      (AtlasWindow    *self,
                                         GFile          *file);

/* @value: a #GFile or #GdkFileList. Returns: whether it was one */
gboolean      atlas_window_drop         (AtlasWindow    *self,
                                         const GValue   *value);

/* Panes, and, once @file is shown, the place, are as they were when the program
 * ended with that plan. Before @file is opened. */
void          atlas_window_restore      (AtlasWindow    *self,
                                         GFile          *file);

/* Shows what @other shows, in the language that is spoken now. */
void          atlas_window_take_over    (AtlasWindow    *self,
                                         AtlasWindow    *other);

/* Is a plan being opened? */
gboolean      atlas_window_is_loading   (AtlasWindow    *self);

AtlasSession *atlas_window_get_session  (AtlasWindow    *self);

/* (nullable): the plan that is shown */
AtlasMaps    *atlas_window_get_maps     (AtlasWindow    *self);

/* (nullable): what the window says went wrong */
const char   *atlas_window_get_message  (AtlasWindow    *self);

/* What the window says of the disk: "" for nothing; (nullable): no more, when asked;
 * (nullable): nothing is wrong */
const char   *atlas_window_get_save_text    (AtlasWindow *self);
const char   *atlas_window_get_save_details (AtlasWindow *self);
const char   *atlas_window_get_save_trouble (AtlasWindow *self);

guint         atlas_window_get_map      (AtlasWindow    *self);
AtlasMapList *atlas_window_get_map_list (AtlasWindow    *self);
AtlasMapView *atlas_window_get_map_view (AtlasWindow    *self);
AtlasLayersPanel *atlas_window_get_layers_panel (AtlasWindow *self);
AtlasBlockPanel *atlas_window_get_block_panel (AtlasWindow *self);
AtlasChangesPane *atlas_window_get_changes_pane (AtlasWindow *self);

G_END_DECLS
