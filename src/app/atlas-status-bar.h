#pragma once

#include "atlas-map-view.h"
#include "atlas-session.h"

G_BEGIN_DECLS

/**
 * AtlasStatusBar:
 *
 * Where the pointer is on the map, or while it is elsewhere the map's middle;
 * the map's scale; and what is selected. Where there is no room the less
 * important is left out.
 */
#define ATLAS_TYPE_STATUS_BAR (atlas_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtlasStatusBar, atlas_status_bar, ATLAS, STATUS_BAR, GtkWidget)

/* Once. */
void atlas_status_bar_set_session (AtlasStatusBar *self,
                                   AtlasSession   *session);

/* Once; @view: borrowed. */
void atlas_status_bar_set_view    (AtlasStatusBar *self,
                                   AtlasMapView   *view);

/* Asks for a place to go to. */
void atlas_status_bar_ask_place   (AtlasStatusBar *self);

/* Says what has just been done, for some seconds, in place of the selection. */
void atlas_status_bar_say         (AtlasStatusBar *self,
                                   const char     *message);

G_END_DECLS
