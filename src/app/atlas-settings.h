#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The program's settings. (transfer full) (nullable): %NULL where the schema
 * is not installed; the program then works with its defaults. */
GSettings *atlas_settings_new (void);

G_END_DECLS
