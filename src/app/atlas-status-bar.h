#pragma once

#include "atlas-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasStatusBar:
 *
 * Place and scale of the map, and what is selected.
 */
#define ATLAS_TYPE_STATUS_BAR (atlas_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtlasStatusBar, atlas_status_bar, ATLAS, STATUS_BAR, GtkWidget)

void atlas_status_bar_set_session (AtlasStatusBar *self,
                                   AtlasSession   *session);

/* Says what has just been done, for some seconds, in place of what else is there. */
void atlas_status_bar_say         (AtlasStatusBar *self,
                                   const char     *message);

G_END_DECLS
