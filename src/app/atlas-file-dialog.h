#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one place that knows which file dialog GTK has. */

/* @file: (transfer full) (nullable): %NULL when nothing was chosen */
typedef void (*AtlasFileChosen) (GFile    *file,
                                 gpointer  user_data);

/**
 * atlas_file_dialog_open_plan:
 * @folder: (nullable): where to begin
 *
 * Asks which plan to open. The dialog is modal to @parent; cancelling
 * @cancellable closes it, and then @chosen is not called.
 */
void atlas_file_dialog_open_plan (GtkWindow       *parent,
                                  GFile           *folder,
                                  GCancellable    *cancellable,
                                  AtlasFileChosen  chosen,
                                  gpointer         user_data);

/**
 * atlas_file_dialog_save_plan:
 * @folder: (nullable): where to begin
 * @name: the name that is proposed
 *
 * Asks where a plan is to be written; about replacing a file it asks itself. Else
 * as atlas_file_dialog_open_plan().
 */
void atlas_file_dialog_save_plan (GtkWindow       *parent,
                                  GFile           *folder,
                                  const char      *name,
                                  GCancellable    *cancellable,
                                  AtlasFileChosen  chosen,
                                  gpointer         user_data);

G_END_DECLS
