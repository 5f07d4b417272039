#pragma once

#include "atlas-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Who makes the changes: a name in the settings, stored with each change. */

/* Returns: (transfer full) (nullable): %NULL: nobody was asked yet */
char    *atlas_author_dup_name   (GSettings           *settings);

/**
 * atlas_author_ask_async:
 * @settings: (nullable): where there are none, nobody is asked
 *
 * Before the first change: asks for the name, once and for all; afterwards, and
 * in all other windows, it is at hand and @callback comes at once. All documents
 * follow the setting. The account's real name is proposed.
 */
void     atlas_author_ask_async  (GtkWindow           *parent,
                                  GSettings           *settings,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);

/* %G_IO_ERROR_CANCELLED: the question was not answered, so nothing is to be changed */
gboolean atlas_author_ask_finish (GAsyncResult        *result,
                                  GError             **error);

G_END_DECLS
