#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasWindowTitle:
 *
 * The title in the header bar: what is shown, beneath it whose it is, and there
 * at the end what is on disk, never cut off.
 */
#define ATLAS_TYPE_WINDOW_TITLE (atlas_window_title_get_type ())
G_DECLARE_FINAL_TYPE (AtlasWindowTitle, atlas_window_title, ATLAS, WINDOW_TITLE, GtkWidget)

void        atlas_window_title_set        (AtlasWindowTitle *self,
                                           const char       *title,
                                           const char       *subtitle);

/* @state: (nullable): nothing is to be said
 * @details: (nullable): what else there is to say, when asked; then the rest of @state may
 *   be cut off */
void        atlas_window_title_set_state  (AtlasWindowTitle *self,
                                           const char       *state,
                                           const char       *details);

/* Returns: "" where nothing is said */
const char *atlas_window_title_get_state  (AtlasWindowTitle *self);

/* (nullable) */
const char *atlas_window_title_get_details (AtlasWindowTitle *self);

G_END_DECLS
