#include "atlas-author.h"

#include "atlas-accessible.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define KEY "author"

typedef struct
{
  GSettings *settings;
  GtkWidget *name_row; /* borrowed from the dialog */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->settings);
  g_free (question);
}

/* An account without a real name has "Unknown" for one. */
static const char *
get_account_name (void)
{
  const char *name = g_get_real_name ();

  return name == NULL || *name == '\0' || g_str_equal (name, "Unknown") ? g_get_user_name () : name;
}

char *
atlas_author_dup_name (GSettings *settings)
{
  g_autofree char *name = settings != NULL ? g_settings_get_string (settings, KEY) : g_strdup ("");

  g_strstrip (name);

  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

static char *
dup_answer (Question *question)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->name_row))));
}

static void
on_name_changed (GtkEditable      *row,
                 AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  adw_message_dialog_set_response_enabled (dialog, "ok", *name != '\0');
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  g_autoptr(GTask) task = data;
  Question *question = g_task_get_task_data (task);
  g_autofree char *name = dup_answer (question);

  if (!g_str_equal (response, "ok") || *name == '\0')
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No name was given");
      return;
    }

  g_settings_set_string (question->settings, KEY, name);
  g_task_return_boolean (task, TRUE);
}

static GtkWidget *
add_name_row (GtkWidget *dialog)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), C_("person", "Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  atlas_accessible_name_entry_row (ADW_ENTRY_ROW (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_name_changed), dialog, 0);
  gtk_editable_set_text (GTK_EDITABLE (row), get_account_name ());

  return row;
}

static void
ask (GtkWindow *parent,
     GTask     *task)
{
  GtkWidget *dialog =
    adw_message_dialog_new (parent, _("Who Makes the Changes?"),
                            _("The name is stored in the plan with each change. It can be changed "
                              "in the preferences."));
  Question *question = g_task_get_task_data (task);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "ok", _("_Go On"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "ok",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "ok");
  question->name_row = add_name_row (dialog);
  atlas_accessible_name_buttons (dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
atlas_author_ask_async (GtkWindow           *parent,
                        GSettings           *settings,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *name = atlas_author_dup_name (settings);
  Question *question;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  g_task_set_source_tag (task, atlas_author_ask_async);
  if (settings == NULL || name != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  question = g_new0 (Question, 1);
  question->settings = g_object_ref (settings);
  g_task_set_task_data (task, question, question_free);
  ask (parent, g_steal_pointer (&task));
}

gboolean
atlas_author_ask_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
