#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AtlasReasonBar:
 *
 * Slides in over the foot of the map and asks for the reason of a change before
 * it is made. The focus goes to it and back to where it was. It is visible while it asks.
 *
 * Signals: `answered` (reason): Enter: the change is to be made; one that is shorter
 * than %ATLAS_REASON_MIN, where one is needed, is refused in place; `given-up`: Escape.
 */
#define ATLAS_TYPE_REASON_BAR (atlas_reason_bar_get_type ())
G_DECLARE_FINAL_TYPE (AtlasReasonBar, atlas_reason_bar, ATLAS, REASON_BAR, GtkWidget)

/* @title: what is going to be done */
void        atlas_reason_bar_ask       (AtlasReasonBar *self,
                                        const char     *title,
                                        gboolean        needs_reason);

/* The question is another now; only while it asks. */
void        atlas_reason_bar_set_title (AtlasReasonBar *self,
                                        const char     *title);

/* What is typed there, without white space at its ends. Returns: (transfer full): ""
 * for nothing */
char       *atlas_reason_bar_dup_reason (AtlasReasonBar *self);
void        atlas_reason_bar_set_reason (AtlasReasonBar *self,
                                         const char     *reason);

/* Nothing is asked any more. */
void        atlas_reason_bar_close     (AtlasReasonBar *self);

gboolean    atlas_reason_bar_is_asking (AtlasReasonBar *self);

const char *atlas_reason_bar_get_title (AtlasReasonBar *self);
GtkEntry   *atlas_reason_bar_get_entry (AtlasReasonBar *self);

G_END_DECLS
