#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK gives a tooltip a line of as many narrow characters as its text has, which
 * breaks one of Chinese characters every few of them. From now on all tooltips get
 * the room they need, and that of a button stays away while its menu is open. To be
 * called once, after GTK was opened. */
void  atlas_tooltips_follow (void);

/* gtk_widget_set_tooltip_text(), where it is another: each time GTK asks the display where the
 * pointer is, three questions of a tenth of a millisecond under X11, unless the widget is hidden;
 * one that is not on the screen yet is for that moment. @text: (nullable) */
void  atlas_tooltip_set     (GtkWidget  *widget,
                             const char *text);

/* The text with what gives it room; nothing of that is seen.
 * Returns: (transfer full) (nullable): %NULL: it has room enough */
char *atlas_tooltip_dup_fitted (const char *text);

G_END_DECLS
