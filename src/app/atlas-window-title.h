#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasWindowTitle:
 *
 * The title in the header bar: what is shown, beneath it whose it is, and there
 * at the end, never cut off, what is on disk.
 */
#define ATLAS_TYPE_WINDOW_TITLE (atlas_window_title_get_type ())
G_DECLARE_FINAL_TYPE (AtlasWindowTitle, atlas_window_title, ATLAS, WINDOW_TITLE, GtkWidget)

void        atlas_window_title_set        (AtlasWindowTitle *self,
                                           const char       *title,
                                           const char       *subtitle);

/* @state: (nullable): nothing is to be said */
void        atlas_window_title_set_state  (AtlasWindowTitle *self,
                                           const char       *state);

/* Returns: "" where nothing is said */
const char *atlas_window_title_get_state  (AtlasWindowTitle *self);

G_END_DECLS
