#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_install_find:
 * @candidates: (array zero-terminated=1): paths relative to the folder of the
 *   running program, the best first
 *
 * Finds files that come with the program, both where it is installed, wherever
 * that is, and in the build folder. Any thread.
 *
 * Returns: (transfer full): the first path that exists, else the first one
 */
char *atlas_install_find        (const char *const *candidates);

/* setlocale() and where the translations are. First thing in main(). */
void  atlas_install_init_locale (void);

/* Where the settings' schema is, by GSETTINGS_SCHEMA_DIR unless that is set
 * already. In main() of a program with settings, before any thread. */
void  atlas_install_init_settings (void);

G_END_DECLS
