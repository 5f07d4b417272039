#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The plans that were opened last, by this program; the desktop keeps them.
 * Main thread. */

#define ATLAS_RECENT_MAX 8

void  atlas_recent_add       (GFile      *file);

/* Fills @menu with `app.open` for each plan that is still there, the last one
 * first; with one line that says so when there is none. A moment later: a thread
 * looks for them. */
void  atlas_recent_fill_menu (GMenu      *menu);

/**
 * atlas_recent_dup_label:
 * @path: absolute, as file names are encoded
 * @home: the folder that is written as ~
 *
 * What a menu calls a file: its name, then its folder so short that it tells no
 * more than it must, with underscores that are no mnemonics.
 *
 * Returns: (transfer full)
 */
char *atlas_recent_dup_label (const char *path,
                              const char *home);

G_END_DECLS
