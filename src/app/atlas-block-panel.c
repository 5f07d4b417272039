#include "atlas-block-panel.h"

struct _AtlasBlockPanel
{
  GtkWidget     parent_instance;

  AtlasSession *session;
};

G_DEFINE_FINAL_TYPE (AtlasBlockPanel, atlas_block_panel, GTK_TYPE_WIDGET)

static void
atlas_block_panel_dispose (GObject *object)
{
  AtlasBlockPanel *self = ATLAS_BLOCK_PANEL (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_BLOCK_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_block_panel_parent_class)->dispose (object);
}

static void
atlas_block_panel_class_init (AtlasBlockPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_block_panel_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-block-panel.ui");
}

static void
atlas_block_panel_init (AtlasBlockPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_block_panel_set_session (AtlasBlockPanel *self,
                               AtlasSession    *session)
{
  g_return_if_fail (ATLAS_IS_BLOCK_PANEL (self));

  g_set_object (&self->session, session);
}
