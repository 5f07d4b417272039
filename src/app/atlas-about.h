#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows what the program is, and whose data came with it under which licences.
 * @parent: (nullable) */
void atlas_about_show (GtkWindow *parent);

G_END_DECLS
