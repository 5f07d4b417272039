#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasBlit:
 *
 * A widget that shows one opaque picture of its own size, another each frame:
 * less no map in a window can cost.
 */
#define ATLAS_TYPE_BLIT (atlas_blit_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBlit, atlas_blit, ATLAS, BLIT, GtkWidget)

GtkWidget *atlas_blit_new  (int        width,
                            int        height);

/* Shows another picture. */
void       atlas_blit_turn (AtlasBlit *self);

G_END_DECLS
