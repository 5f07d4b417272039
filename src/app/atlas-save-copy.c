#include "atlas-save-copy.h"

#include "atlas-accessible.h"
#include "atlas-error.h"
#include "atlas-file-dialog.h"
#include "atlas-plan-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".gpkg"

/* From the question to the copy. */
typedef struct
{
  GtkWindow     *parent;   /* (nullable): weak */
  AtlasDocument *document;
  GFile         *file;     /* that was chosen */
} Copying;

static void
copying_free (gpointer data)
{
  Copying *copying = data;

  g_clear_weak_pointer (&copying->parent);
  g_object_unref (copying->document);
  g_clear_object (&copying->file);
  g_free (copying);
}

static void choose (GTask *task);

/* --- Names --- */

static gboolean
is_sample (GFile *file)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();

  return g_strcmp0 (path, g_file_peek_path (file)) == 0;
}

static gboolean
may_hold_files (const char *folder)
{
  return folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR) &&
         g_access (folder, W_OK | X_OK) == 0;
}

char *
atlas_save_copy_dup_folder (GFile *file)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *folder = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  folder = g_file_peek_path (file) != NULL ? g_path_get_dirname (g_file_peek_path (file)) : NULL;
  if (!is_sample (file) && may_hold_files (folder))
    return g_steal_pointer (&folder);

  return g_strdup (may_hold_files (documents) ? documents : g_get_home_dir ());
}

char *
atlas_save_copy_dup_name (GFile      *file,
                          GDateTime  *time,
                          const char *folder)
{
  g_autofree char *base = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (time != NULL, NULL);

  base = g_file_get_basename (file);
  date = g_date_time_format (time, "%Y-%m-%d");
  if (g_str_has_suffix (base, SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';

  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s %s" SUFFIX, base, date)
                                     : g_strdup_printf ("%s %s (%u)" SUFFIX, base, date, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

/* A name without a suffix gets ours, unless that is another file. */
static GFile *
add_suffix (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *longer = g_strconcat (path, SUFFIX, NULL);

  return path == NULL || strchr (base, '.') != NULL || g_file_test (longer, G_FILE_TEST_EXISTS)
         ? g_object_ref (file) : g_file_new_for_path (longer);
}

/* --- What went wrong --- */

static void
give_up (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No place was chosen");
  g_object_unref (task);
}

static void
on_failure_answered (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          data)
{
  if (g_str_equal (response, "choose"))
    choose (data);
  else
    give_up (data);
}

static void
show_failure (GTask        *task,
              const GError *error)
{
  Copying *copying = g_task_get_task_data (task);
  GtkWidget *dialog = adw_message_dialog_new (copying->parent, _("The Copy Was Not Written"),
                                              error->message);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "choose", _("Choose Another _Place…"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "choose");
  g_signal_connect (dialog, "response", G_CALLBACK (on_failure_answered), task);
  atlas_accessible_name_buttons (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Copying --- */

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GTask *task = data;
  g_autoptr(GError) error = NULL;

  if (!atlas_document_save_copy_finish (ATLAS_DOCUMENT (source), result, &error))
    {
      show_failure (task, error);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* A copy of a plan is another file. */
static gboolean
check_place (Copying  *copying,
             GError  **error)
{
  AtlasFileIdentity known = atlas_document_get_identity (copying->document);
  const char *path = g_file_peek_path (copying->file);
  AtlasFileIdentity chosen;

  if (path == NULL)
    {
      g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                           _("The place is not on this computer. Choose a folder here."));
      return FALSE;
    }
  chosen = atlas_file_identity_of (path);
  if (chosen.inode != 0 && atlas_file_identity_is_same_file (&chosen, &known))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("%s: This is the plan itself. Choose another name for the copy."), path);
      return FALSE;
    }

  return TRUE;
}

static void
copy (GTask *task)
{
  Copying *copying = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (check_place (copying, &error))
    atlas_document_save_copy_async (copying->document, copying->file, NULL, on_copied, task);
  else
    show_failure (task, error);
}

/* --- Asking --- */

static void
on_chosen (GFile    *file,
           gpointer  data)
{
  g_autoptr(GFile) chosen = file;
  GTask *task = data;
  Copying *copying = g_task_get_task_data (task);

  if (chosen == NULL)
    {
      give_up (task);
      return;
    }

  g_clear_object (&copying->file);
  copying->file = add_suffix (chosen);
  copy (task);
}

static void
choose (GTask *task)
{
  Copying *copying = g_task_get_task_data (task);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  GFile *file = atlas_document_get_file (copying->document);
  g_autofree char *path = atlas_save_copy_dup_folder (file);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autofree char *name = atlas_save_copy_dup_name (file, now, path);

  atlas_file_dialog_save_plan (copying->parent, folder, name, NULL, on_chosen, task);
}

static void
on_explained (AdwMessageDialog *dialog,
              const char       *response,
              gpointer          data)
{
  if (g_str_equal (response, "choose"))
    choose (data);
  else
    give_up (data);
}

static void
explain (GTask *task)
{
  Copying *copying = g_task_get_task_data (task);
  GFile *file = atlas_document_get_file (copying->document);
  GtkWidget *dialog = adw_message_dialog_new (copying->parent, _("Keep a Copy of Your Own?"), NULL);

  if (is_sample (file))
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                                 _("The sample that comes with the program stays as it is. Your "
                                   "change, and all that follow, go into a copy."));
  else
    adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                    _("%s may not be written. Your change, and all that follow, "
                                      "go into a copy."), g_file_peek_path (file));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "choose", _("Choose a _Place…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "choose",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "choose");
  g_signal_connect (dialog, "response", G_CALLBACK (on_explained), task);
  atlas_accessible_name_buttons (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GTask *
begin (GtkWindow           *parent,
       AtlasDocument       *document,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Copying *copying = g_new0 (Copying, 1);

  g_set_weak_pointer (&copying->parent, parent);
  copying->document = g_object_ref (document);
  g_task_set_task_data (task, copying, copying_free);

  return task;
}

void
atlas_save_copy_ask_async (GtkWindow           *parent,
                           AtlasDocument       *document,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ATLAS_IS_DOCUMENT (document));

  task = begin (parent, document, callback, user_data);
  if (atlas_document_needs_copy (document))
    {
      explain (task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
atlas_save_copy_choose_async (GtkWindow           *parent,
                              AtlasDocument       *document,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ATLAS_IS_DOCUMENT (document));

  choose (begin (parent, document, callback, user_data));
}

gboolean
atlas_save_copy_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
