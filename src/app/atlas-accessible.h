#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * atlas_accessible_name_buttons:
 *
 * Names all buttons in @root for those who can't see them: by label or, where
 * there is an icon, by tooltip. GTK 4.8 names them “_Open… Open…” and
 * “GtkImage”. After the template of @root is there; again for what is added.
 */
void atlas_accessible_name_buttons (GtkWidget *root);

/* The same for a row of texts in a list: names what is typed into after the row. */
void atlas_accessible_name_entry_row (AdwEntryRow *row);

G_END_DECLS
