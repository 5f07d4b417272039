#pragma once

#include "atlas-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * atlas_save_copy_ask_async:
 *
 * Before the first change of a document that needs a copy, as the sample does:
 * says why, asks where the copy is to be kept, and writes it; from then on the
 * document stands in that file. When it needs none, @callback comes at once. A
 * copy that can't be written is said, and another place asked for. Main thread.
 */
void     atlas_save_copy_ask_async    (GtkWindow           *parent,
                                       AtlasDocument       *document,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);

/* The same without saying why, and whether it needs one or not. */
void     atlas_save_copy_choose_async (GtkWindow           *parent,
                                       AtlasDocument       *document,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);

/* Of both. %G_IO_ERROR_CANCELLED: no place was chosen, and all is as it was: what
 * was to be changed can be offered again. There are no other errors. */
gboolean atlas_save_copy_finish       (GAsyncResult        *result,
                                       GError             **error);

/* Returns: (transfer full): where a copy of @file is to be kept, as long as nobody
 * chooses: beside it; where that may not be written, and of the sample that comes
 * with the program, among the person's documents */
char    *atlas_save_copy_dup_folder     (GFile               *file);

/* Returns: (transfer full): a name for a copy of @file made at @time, that is not
 * taken in @folder: like “plan 2024-05-01.gpkg” */
char    *atlas_save_copy_dup_name       (GFile               *file,
                                         GDateTime           *time,
                                         const char          *folder);

G_END_DECLS
