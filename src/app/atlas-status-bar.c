#include "atlas-status-bar.h"

struct _AtlasStatusBar
{
  GtkWidget     parent_instance;

  AtlasSession *session;
};

G_DEFINE_FINAL_TYPE (AtlasStatusBar, atlas_status_bar, GTK_TYPE_WIDGET)

static void
atlas_status_bar_dispose (GObject *object)
{
  AtlasStatusBar *self = ATLAS_STATUS_BAR (object);
  GtkWidget *child;

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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-status-bar.ui");
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
