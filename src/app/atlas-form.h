#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What several forms and cards say in the same way. */

/* @widget: has the style class @name from now on, or has it not. */
void atlas_form_set_css_class (GtkWidget    *widget,
                               const char   *name,
                               gboolean      has);

/* The wheel over @widget, a slider or number, scrolls what it stands in and changes
 * nothing: who scrolls past does not mean it. */
void atlas_form_leave_wheel   (GtkWidget    *widget);

/* Calls @func with @widget when that has its place in the next layout, once for all calls
 * until then; not if it goes first. */
void atlas_form_when_laid_out (GtkWidget    *widget,
                               void        (*func) (GtkWidget *widget));

/* @error: (nullable): what is wrong with the text of @entry, which @label tells */
void atlas_form_show_error    (GtkEntry     *entry,
                               GtkLabel     *label,
                               const GError *error);

/* @format: a translated text; @quantity takes the place of its first %s, and
 * nothing else in it means anything */
void atlas_form_show_quantity (GtkLabel     *label,
                               gboolean      visible,
                               const char   *format,
                               const char   *quantity);

G_END_DECLS
