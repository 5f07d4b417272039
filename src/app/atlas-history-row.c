#include "atlas-history-row.h"

#include "atlas-change-text.h"
#include "atlas-time.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

struct _AtlasHistoryRow
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkLabel  *field_label;
  GtkLabel  *step_label;
  GtkLabel  *who_label;
  GtkLabel  *reason_label;
  GtkLabel  *meeting_label;
  GtkButton *revert_button;
};

G_DEFINE_FINAL_TYPE (AtlasHistoryRow, atlas_history_row, GTK_TYPE_WIDGET)

static void
atlas_history_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_HISTORY_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_history_row_parent_class)->dispose (object);
}

static void
atlas_history_row_class_init (AtlasHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_history_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryRow, field_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryRow, step_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryRow, who_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryRow, meeting_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasHistoryRow, revert_button);
}

static void
atlas_history_row_init (AtlasHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
atlas_history_row_new (void)
{
  return g_object_new (ATLAS_TYPE_HISTORY_ROW, NULL);
}

/* When, who, where it was no plain edit, what else, and why it can't go alone. */
static void
show_who (AtlasHistoryRow   *self,
          const AtlasChange *change,
          gboolean           follows,
          AtlasLanguage      language)
{
  g_autofree char *time = atlas_time_dup_local (change->time);
  const char *kind = change->kind == ATLAS_CHANGE_EDIT
                     ? NULL : atlas_vocabulary_get_label (&atlas_vocabulary_change_kinds,
                                                          change->kind, language);
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_ptr_array_add (parts, time);
  if (change->author != NULL)
    g_ptr_array_add (parts, (gpointer) change->author);
  if (kind != NULL)
    g_ptr_array_add (parts, (gpointer) kind);
  if (follows)
    g_ptr_array_add (parts, (gpointer) _("follows from another change"));
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_text (self->who_label, text);
}

static void
show_meeting (AtlasHistoryRow    *self,
              const AtlasMeeting *meeting)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->meeting_label), meeting != NULL);
  if (meeting == NULL)
    return;

  text = g_strdup_printf (_("Meeting: %s"), meeting->name != NULL ? meeting->name : meeting->id);
  if (meeting->date != NULL)
    {
      g_autofree char *name = g_steal_pointer (&text);

      text = g_strjoin (" · ", name, meeting->date, NULL);
    }
  gtk_label_set_text (self->meeting_label, text);
}

static void
show_revert (AtlasHistoryRow   *self,
             const AtlasChange *change,
             gboolean           reverts)
{
  g_autofree char *hint = g_strdup_printf (_("Take back entry %d: %s"), (int) change->seq,
                                           atlas_change_text_get_field (change));

  gtk_widget_set_visible (GTK_WIDGET (self->revert_button), reverts);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->revert_button), "x", change->seq);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->revert_button), "win.revert-entry");
  atlas_tooltip_set (GTK_WIDGET (self->revert_button), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->revert_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
}

void
atlas_history_row_show (AtlasHistoryRow *self,
                        AtlasSession    *session,
                        AtlasLogEntry   *entry)
{
  const AtlasChange *change;
  const char *field, *reason;
  g_autofree char *step = NULL;
  gboolean reverts;

  g_return_if_fail (ATLAS_IS_HISTORY_ROW (self));
  g_return_if_fail (ATLAS_IS_LOG_ENTRY (entry));

  change = atlas_log_entry_get_change (entry);
  field = atlas_change_text_get_field (change);
  reason = atlas_change_text_get_reason (change);
  step = atlas_change_text_dup_step (session, change);
  reverts = atlas_log_entry_can_revert (entry);
  gtk_label_set_text (self->field_label, field);
  gtk_label_set_text (self->step_label, step);
  show_who (self, change, !reverts,
            atlas_scene_get_language (atlas_maps_get_scene (atlas_session_get_maps (session),
                                                            1)));
  gtk_label_set_text (self->reason_label, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), reason != NULL);
  show_meeting (self, atlas_log_entry_get_meeting (entry));
  show_revert (self, change, reverts);
}
