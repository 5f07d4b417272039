#include "atlas-snapshot-questions.h"

#include "atlas-accessible.h"
#include "atlas-change-text.h"
#include "atlas-difference-list.h"
#include "atlas-document-snapshots.h"
#include "atlas-error.h"
#include "atlas-form.h"
#include "atlas-time.h"

#include <glib/gi18n-lib.h>

/* @name: as it is; @shown: as it is told; @row: (nullable): where another is typed,
 * the question's */
typedef struct
{
  AtlasDocument *document;
  char          *name;
  char          *shown;
  GtkWidget     *row;
} Subject;

static Subject *
subject_new (AtlasMaps  *maps,
             const char *name)
{
  AtlasDocument *document = atlas_maps_get_document (maps);
  const AtlasSnapshot *snapshot = atlas_document_find_snapshot (document, name);
  Subject *subject = g_new0 (Subject, 1);

  subject->document = g_object_ref (document);
  subject->name = g_strdup (name);
  subject->shown = g_strdup (snapshot != NULL ? atlas_change_text_get_snapshot (document, snapshot)
                                              : name);

  return subject;
}

static void
subject_free (gpointer  data,
              GClosure *closure)
{
  Subject *subject = data;

  g_object_unref (subject->document);
  g_free (subject->name);
  g_free (subject->shown);
  g_free (subject);
}

/* The question stands over the dialog, and that over the window. */
static void
activate (GtkWidget  *question,
          const char *action,
          GVariant   *parameter)
{
  GtkWindow *dialog = gtk_window_get_transient_for (GTK_WINDOW (question));
  GtkWindow *window = dialog != NULL ? gtk_window_get_transient_for (dialog) : NULL;

  g_variant_ref_sink (parameter);
  if (window != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
  g_variant_unref (parameter);
}

/* --- Another name --- */

static void
on_name_changed (GtkEditable *row,
                 Subject     *subject)
{
  AdwMessageDialog *question =
    ADW_MESSAGE_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (row), ADW_TYPE_MESSAGE_DIALOG));
  const char *typed = gtk_editable_get_text (row);
  gboolean is_new = *typed != '\0' && !g_str_equal (typed, subject->shown) &&
                    !g_str_equal (typed, subject->name);
  g_autoptr(GError) error = NULL;

  if (is_new)
    atlas_document_check_snapshot_name (subject->document, typed, &error);
  adw_message_dialog_set_response_enabled (question, "rename", is_new && error == NULL);
  atlas_form_set_css_class (GTK_WIDGET (row), "error", error != NULL);
  adw_message_dialog_set_body (question, error != NULL ? error->message
                               : _("Density presets that use it use it by its new name. This is "
                                   "on record and can be undone."));
}

static void
on_name_answered (GtkWidget  *question,
                  const char *response,
                  Subject    *subject)
{
  if (g_str_equal (response, "rename"))
    activate (question, "rename-snapshot",
              g_variant_new ("(ss)", subject->name,
                             gtk_editable_get_text (GTK_EDITABLE (subject->row))));
}

static GtkWidget *
add_name_row (GtkWidget *question,
              Subject   *subject)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  atlas_accessible_name_entry_row (ADW_ENTRY_ROW (row));
  gtk_editable_set_text (GTK_EDITABLE (row), subject->shown);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (question), group);
  g_signal_connect (row, "changed", G_CALLBACK (on_name_changed), subject);

  return row;
}

void
atlas_snapshot_ask_name (GtkWindow  *parent,
                         AtlasMaps  *maps,
                         const char *name)
{
  Subject *subject = subject_new (maps, name);
  g_autofree char *heading = g_strdup_printf (_("Rename “%s”"), subject->shown);
  GtkWidget *question = adw_message_dialog_new (parent, heading, NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "rename", _("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "rename",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "rename");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  subject->row = add_name_row (question, subject);
  on_name_changed (GTK_EDITABLE (subject->row), subject);
  g_signal_connect_data (question, "response", G_CALLBACK (on_name_answered), subject,
                         subject_free, 0);
  gtk_window_present (GTK_WINDOW (question));
  gtk_widget_grab_focus (subject->row);
}

/* --- Deleting --- */

gboolean
atlas_snapshot_can_delete (AtlasMaps   *maps,
                           const char  *name,
                           GError     **error)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      const AtlasDensitySettings *settings = atlas_maps_get_density_settings (maps, map);

      if (settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT &&
          g_str_equal (settings->minus_what, name))
        {
          g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("Map %u takes this snapshot off its density. Choose something else "
                         "there first."), map);
          return FALSE;
        }
    }

  return atlas_document_can_delete_snapshot (atlas_maps_get_document (maps), name, error);
}

/* What changes are told against afterwards, and how many there are then. */
static char *
describe_published_before (AtlasDocument *document)
{
  const AtlasSnapshot *before = atlas_document_get_published_before (document);
  const AtlasChangeLog *log = atlas_document_get_log (document);
  g_autoptr(AtlasDifferenceList) list =
    atlas_difference_list_new (log, before->seq, atlas_change_log_get_n (log), TRUE);
  guint n_blocks = atlas_difference_list_count (list, ATLAS_OBJECT_BLOCK);
  guint n_sites = atlas_difference_list_count (list, ATLAS_OBJECT_SITE);
  g_autofree char *number = atlas_change_text_dup_number (n_blocks, n_sites);
  g_autofree char *differ =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s differs", "%s differ", n_blocks + n_sites),
                     number);
  g_autofree char *time = atlas_time_dup_local (before->time);

  return g_strdup_printf (_("It is what is published. Without it, changes are told against “%s”, "
                            "published on %s: %s."),
                          atlas_change_text_get_snapshot (document, before), time,
                          n_blocks + n_sites == 0 ? _("No difference") : differ);
}

static char *
describe_deletion (const Subject *subject)
{
  const char *rest = _("The plan and its history stay as they are. This is on record and can be "
                       "undone.");
  g_autofree char *before = NULL;

  if (atlas_document_find_snapshot (subject->document, subject->name) !=
      atlas_document_get_published (subject->document))
    return g_strdup (rest);

  before = describe_published_before (subject->document);

  return g_strjoin ("\n\n", before, rest, NULL);
}

static void
on_deletion_answered (GtkWidget  *question,
                      const char *response,
                      Subject    *subject)
{
  if (g_str_equal (response, "delete"))
    activate (question, "delete-snapshot", g_variant_new_string (subject->name));
}

static void
refuse (GtkWindow    *parent,
        const char   *shown,
        const GError *error)
{
  g_autofree char *heading = g_strdup_printf (_("“%s” can't be deleted"), shown);
  GtkWidget *message = adw_message_dialog_new (parent, heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

void
atlas_snapshot_ask_deletion (GtkWindow  *parent,
                             AtlasMaps  *maps,
                             const char *name)
{
  Subject *subject = subject_new (maps, name);
  g_autofree char *heading = g_strdup_printf (_("Delete “%s”?"), subject->shown);
  g_autofree char *body = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *question;

  if (!atlas_snapshot_can_delete (maps, name, &error))
    {
      refuse (parent, subject->shown, error);
      subject_free (subject, NULL);
      return;
    }

  body = describe_deletion (subject);
  question = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "delete", _("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_data (question, "response", G_CALLBACK (on_deletion_answered), subject,
                         subject_free, 0);
  gtk_window_present (GTK_WINDOW (question));
}
