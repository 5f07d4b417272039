#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ways on that the bar offers, each an action of the window. */
typedef enum
{
  ATLAS_WAY_RETRY = 1 << 0,     /* win.retry-save */
  ATLAS_WAY_RELOAD = 1 << 1,    /* win.reload */
  ATLAS_WAY_SAVE_COPY = 1 << 2, /* win.save-copy */
} AtlasWays;

/**
 * AtlasSaveBar:
 *
 * Says above the map what is wrong with the plan's file, and offers what can be
 * done about it. There is one a window, whatever goes wrong how often.
 */
#define ATLAS_TYPE_SAVE_BAR (atlas_save_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSaveBar, atlas_save_bar, ATLAS, SAVE_BAR, GtkWidget)

/* @message: plain text: what happened, where, what to do next */
void        atlas_save_bar_show     (AtlasSaveBar *self,
                                     const char   *heading,
                                     const char   *message,
                                     AtlasWays     ways);
void        atlas_save_bar_hide     (AtlasSaveBar *self);

/* (nullable): it says nothing */
const char *atlas_save_bar_get_text (AtlasSaveBar *self);

G_END_DECLS
