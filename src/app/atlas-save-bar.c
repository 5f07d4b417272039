#include "atlas-save-bar.h"

#include "atlas-accessible.h"

#define N_WAYS 3

struct _AtlasSaveBar
{
  GtkWidget   parent_instance;

  /* Template children */
  GtkInfoBar *info_bar;
  GtkLabel   *heading_label;
  GtkLabel   *message_label;
  GtkWidget  *retry_button;
  GtkWidget  *reload_button;
  GtkWidget  *save_copy_button;
};

G_DEFINE_FINAL_TYPE (AtlasSaveBar, atlas_save_bar, GTK_TYPE_WIDGET)

static void
atlas_save_bar_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_SAVE_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_save_bar_parent_class)->dispose (object);
}

static void
atlas_save_bar_class_init (AtlasSaveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_save_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "save-bar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-save-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasSaveBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasSaveBar, heading_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSaveBar, message_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasSaveBar, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasSaveBar, reload_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasSaveBar, save_copy_button);
}

static void
atlas_save_bar_init (AtlasSaveBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atlas_accessible_name_buttons (GTK_WIDGET (self));
}

void
atlas_save_bar_show (AtlasSaveBar *self,
                     const char   *heading,
                     const char   *message,
                     AtlasWays     ways)
{
  const struct { GtkWidget *button; AtlasWays way; } buttons[N_WAYS] = {
    { self->retry_button, ATLAS_WAY_RETRY },
    { self->reload_button, ATLAS_WAY_RELOAD },
    { self->save_copy_button, ATLAS_WAY_SAVE_COPY },
  };

  g_return_if_fail (ATLAS_IS_SAVE_BAR (self));

  /* What is the same is not read out again. */
  if (g_strcmp0 (gtk_label_get_label (self->message_label), message) != 0)
    gtk_label_set_label (self->message_label, message);
  if (g_strcmp0 (gtk_label_get_label (self->heading_label), heading) != 0)
    gtk_label_set_label (self->heading_label, heading);
  for (guint i = 0; i < N_WAYS; i++)
    gtk_widget_set_visible (buttons[i].button, (ways & buttons[i].way) != 0);
  gtk_info_bar_set_revealed (self->info_bar, TRUE);
}

void
atlas_save_bar_hide (AtlasSaveBar *self)
{
  g_return_if_fail (ATLAS_IS_SAVE_BAR (self));

  gtk_info_bar_set_revealed (self->info_bar, FALSE);
}

const char *
atlas_save_bar_get_text (AtlasSaveBar *self)
{
  g_return_val_if_fail (ATLAS_IS_SAVE_BAR (self), NULL);

  return gtk_info_bar_get_revealed (self->info_bar) ? gtk_label_get_label (self->message_label)
                                                    : NULL;
}
