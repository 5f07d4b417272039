#include "atlas-meeting-button.h"

#include "atlas-accessible.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

struct _AtlasMeetingButton
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkWidget *button;
  GtkLabel  *name_label;
};

G_DEFINE_FINAL_TYPE (AtlasMeetingButton, atlas_meeting_button, GTK_TYPE_WIDGET)

static void
atlas_meeting_button_dispose (GObject *object)
{
  AtlasMeetingButton *self = ATLAS_MEETING_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (atlas_meeting_button_parent_class)->dispose (object);
}

static void
atlas_meeting_button_class_init (AtlasMeetingButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_meeting_button_dispose;

  gtk_widget_class_set_css_name (widget_class, "meeting-button");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-meeting-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMeetingButton, button);
  gtk_widget_class_bind_template_child (widget_class, AtlasMeetingButton, name_label);
}

static void
atlas_meeting_button_init (AtlasMeetingButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_meeting_button_set_meeting (AtlasMeetingButton *self,
                                  const AtlasMeeting *meeting)
{
  g_autofree char *tooltip = NULL;

  g_return_if_fail (ATLAS_IS_MEETING_BUTTON (self));

  gtk_widget_set_visible (GTK_WIDGET (self), meeting != NULL);
  if (meeting == NULL)
    return;

  tooltip = g_strdup_printf (_("Changes are made in the meeting “%s”"), meeting->name);
  gtk_label_set_label (self->name_label, meeting->name);
  atlas_tooltip_set (self->button, tooltip);
  atlas_accessible_name_buttons (GTK_WIDGET (self));
}
