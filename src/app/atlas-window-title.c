#include "atlas-window-title.h"

#include "atlas-tooltips.h"

struct _AtlasWindowTitle
{
  GtkWidget  parent_instance;

  /* Template children */
  GtkLabel  *title_label;
  GtkLabel  *subtitle_label;
  GtkLabel  *state_label;
};

G_DEFINE_FINAL_TYPE (AtlasWindowTitle, atlas_window_title, GTK_TYPE_WIDGET)

static void
atlas_window_title_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_WINDOW_TITLE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_window_title_parent_class)->dispose (object);
}

static void
atlas_window_title_class_init (AtlasWindowTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_window_title_dispose;

  gtk_widget_class_set_css_name (widget_class, "windowtitle");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-window-title.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasWindowTitle, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindowTitle, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindowTitle, state_label);
}

static void
atlas_window_title_init (AtlasWindowTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_window_title_set (AtlasWindowTitle *self,
                        const char       *title,
                        const char       *subtitle)
{
  g_return_if_fail (ATLAS_IS_WINDOW_TITLE (self));

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subtitle_label, subtitle);
  atlas_tooltip_set (GTK_WIDGET (self->subtitle_label), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), *subtitle != '\0');
}

void
atlas_window_title_set_state (AtlasWindowTitle *self,
                              const char       *state)
{
  g_return_if_fail (ATLAS_IS_WINDOW_TITLE (self));

  gtk_label_set_label (self->state_label, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), state != NULL);
}

const char *
atlas_window_title_get_state (AtlasWindowTitle *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW_TITLE (self), NULL);

  return gtk_label_get_label (self->state_label);
}
