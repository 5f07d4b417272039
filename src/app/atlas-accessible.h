#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * atlas_accessible_name_buttons:
 *
 * Names all buttons in @root for those who can't see them: by label or, where
 * there is an icon, by tooltip. GTK 4.8 names them “_Open… Open…” and
 * “GtkImage”. After the template of @root is there; again for what is added.
 */
void atlas_accessible_name_buttons (GtkWidget *root);

G_END_DECLS
