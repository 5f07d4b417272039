#include "atlas-meeting-dialog.h"

#include "atlas-accessible.h"
#include "atlas-form.h"
#include "atlas-time.h"

#include <glib/gi18n-lib.h>

enum
{
  ROW_NAME,
  ROW_DATE,
  ROW_PLACE,
  ROW_PRESENT,
  N_ROWS,
};

static const char *const titles[] = {
  NC_("meeting", "Name"), NC_("meeting", "Date"), NC_("meeting", "Place"),
  NC_("meeting", "Who Is There"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (titles) == N_ROWS);

struct _AtlasMeetingDialog
{
  AdwMessageDialog  parent_instance;

  GtkEditable      *rows[N_ROWS];
  GtkWidget        *error_label;
};

G_DEFINE_FINAL_TYPE (AtlasMeetingDialog, atlas_meeting_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
dup_text (AtlasMeetingDialog *self,
          guint               row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->rows[row])));
}

/* What is not known is not stored. Returns: (transfer full) (nullable) */
static char *
dup_known (AtlasMeetingDialog *self,
           guint               row)
{
  g_autofree char *text = dup_text (self, row);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A meeting has a name; all else may be left out, but is not to be wrong. */
static void
on_text_changed (AtlasMeetingDialog *self)
{
  g_autofree char *name = dup_text (self, ROW_NAME);
  g_autofree char *date = dup_known (self, ROW_DATE);
  gboolean is_wrong = date != NULL && !atlas_time_is_date (date);
  GtkWidget *row = GTK_WIDGET (self->rows[ROW_DATE]);

  atlas_form_set_css_class (row, "error", is_wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_set_visible (self->error_label, is_wrong);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "begin",
                                           *name != '\0' && !is_wrong);
}

/* (transfer floating) */
static GtkWidget *
make_error_label (void)
{
  GtkWidget *label = gtk_label_new (_("There is no such day. Write the date like 2024-05-01, or "
                                      "leave it out."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_visible (label, FALSE);

  return label;
}

static void
atlas_meeting_dialog_class_init (AtlasMeetingDialogClass *klass)
{
}

static void
atlas_meeting_dialog_init (AtlasMeetingDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *group = adw_preferences_group_new ();

  self->error_label = make_error_label ();
  for (guint i = 0; i < N_ROWS; i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     g_dpgettext2 (GETTEXT_PACKAGE, "meeting", titles[i]));
      adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
      atlas_accessible_name_entry_row (ADW_ENTRY_ROW (row));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      self->rows[i] = GTK_EDITABLE (row);
    }
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->error_label);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), box);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self), "cancel", _("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self), "cancel");
}

static void
offer_new (AtlasMeetingDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  adw_message_dialog_set_heading (dialog, _("Begin a Meeting"));
  adw_message_dialog_set_body (dialog, _("It is stored with each change until it is ended."));
  adw_message_dialog_add_response (dialog, "begin", _("_Begin"));
  adw_message_dialog_set_response_appearance (dialog, "begin", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "begin");
  gtk_editable_set_text (self->rows[ROW_DATE], date);
  for (guint i = ROW_NAME; i <= ROW_DATE; i++)
    g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (on_text_changed), self,
                             G_CONNECT_SWAPPED);
  on_text_changed (self);
}

/* Its row may be in the file by now, and what is on record stays. */
static void
show_present (AtlasMeetingDialog *self,
              const AtlasMeeting *meeting)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  const char *const texts[N_ROWS] = {
    meeting->name, meeting->date, meeting->place, meeting->present,
  };

  adw_message_dialog_set_heading (dialog, _("The Meeting"));
  adw_message_dialog_set_body (dialog, _("Each change is stored with it."));
  adw_message_dialog_add_response (dialog, "end", _("_End the Meeting"));
  for (guint i = 0; i < N_ROWS; i++)
    {
      gtk_editable_set_text (self->rows[i], texts[i] != NULL ? texts[i] : "");
      gtk_editable_set_editable (self->rows[i], FALSE);
    }
}

AtlasMeetingDialog *
atlas_meeting_dialog_new (GtkWindow          *parent,
                          const AtlasMeeting *meeting)
{
  AtlasMeetingDialog *self = g_object_new (ATLAS_TYPE_MEETING_DIALOG,
                                           "transient-for", parent,
                                           "modal", parent != NULL,
                                           NULL);

  if (meeting == NULL)
    offer_new (self);
  else
    show_present (self, meeting);
  atlas_accessible_name_buttons (GTK_WIDGET (self));

  return self;
}

AtlasMeeting *
atlas_meeting_dialog_dup_meeting (AtlasMeetingDialog *self)
{
  AtlasMeeting *meeting;

  g_return_val_if_fail (ATLAS_IS_MEETING_DIALOG (self), NULL);

  meeting = g_new0 (AtlasMeeting, 1);
  meeting->id = g_uuid_string_random ();
  meeting->name = dup_text (self, ROW_NAME);
  meeting->date = dup_known (self, ROW_DATE);
  meeting->place = dup_known (self, ROW_PLACE);
  meeting->present = dup_known (self, ROW_PRESENT);
  meeting->begun = atlas_time_format_now ();

  return meeting;
}
