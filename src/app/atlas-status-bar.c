#include "atlas-status-bar.h"

/* Long enough to read a line. */
#define MESSAGE_S 5

struct _AtlasStatusBar
{
  GtkWidget     parent_instance;

  AtlasSession *session;
  guint         message_id; /* while a message is shown */

  /* Template children */
  GtkStack     *stack;
  GtkLabel     *message_label;
};

G_DEFINE_FINAL_TYPE (AtlasStatusBar, atlas_status_bar, GTK_TYPE_WIDGET)

static gboolean
on_message_read (gpointer data)
{
  AtlasStatusBar *self = data;

  self->message_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "facts");

  return G_SOURCE_REMOVE;
}

static void
atlas_status_bar_dispose (GObject *object)
{
  AtlasStatusBar *self = ATLAS_STATUS_BAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->message_id, g_source_remove);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_STATUS_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_status_bar_parent_class)->dispose (object);
}

static void
atlas_status_bar_class_init (AtlasStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_status_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "status-bar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, message_label);
}

static void
atlas_status_bar_init (AtlasStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_status_bar_set_session (AtlasStatusBar *self,
                              AtlasSession   *session)
{
  g_return_if_fail (ATLAS_IS_STATUS_BAR (self));

  g_set_object (&self->session, session);
}

void
atlas_status_bar_say (AtlasStatusBar *self,
                      const char     *message)
{
  g_return_if_fail (ATLAS_IS_STATUS_BAR (self));

  g_clear_handle_id (&self->message_id, g_source_remove);
  gtk_label_set_label (self->message_label, message);
  gtk_stack_set_visible_child_name (self->stack, "message");
  self->message_id = g_timeout_add_seconds (MESSAGE_S, on_message_read, self);
}
