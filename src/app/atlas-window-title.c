#include "atlas-window-title.h"

#include "atlas-tooltips.h"

/* Of a state that may be cut off. */
#define LEAST_CHARS 10

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
                              const char       *state,
                              const char       *details)
{
  g_return_if_fail (ATLAS_IS_WINDOW_TITLE (self));

  /* What is the same is not read out again. */
  if (g_strcmp0 (gtk_label_get_label (self->state_label), state != NULL ? state : "") != 0)
    gtk_label_set_label (self->state_label, state != NULL ? state : "");
  gtk_label_set_ellipsize (self->state_label,
                           details != NULL ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (self->state_label, details != NULL ? LEAST_CHARS : -1);
  atlas_tooltip_set (GTK_WIDGET (self->state_label), details);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), state != NULL);
}

const char *
atlas_window_title_get_state (AtlasWindowTitle *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW_TITLE (self), NULL);

  return gtk_label_get_label (self->state_label);
}

const char *
atlas_window_title_get_details (AtlasWindowTitle *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW_TITLE (self), NULL);

  return gtk_widget_get_tooltip_text (GTK_WIDGET (self->state_label));
}
