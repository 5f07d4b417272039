#include "atlas-scale-popover.h"

#include "atlas-form.h"
#include "atlas-map-scale.h"

#include <math.h>

struct _AtlasScalePopover
{
  GtkPopover  parent_instance;

  /* Template children */
  GtkEntry   *entry;
  GtkLabel   *error_label;
  GtkBox     *buttons;
};

G_DEFINE_FINAL_TYPE (AtlasScalePopover, atlas_scale_popover, GTK_TYPE_POPOVER)

static void
on_entry_activated (AtlasScalePopover *self)
{
  g_autoptr(GError) error = NULL;
  double scale;

  if (atlas_map_scale_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &scale, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.scale", "u", (guint) lround (scale));
      gtk_popover_popdown (GTK_POPOVER (self));
    }
  atlas_form_show_error (self->entry, self->error_label, error);
}

static void
on_entry_changed (AtlasScalePopover *self)
{
  atlas_form_show_error (self->entry, self->error_label, NULL);
}

static void
add_button (AtlasScalePopover *self,
            guint              scale)
{
  g_autofree char *text = atlas_map_scale_format (scale);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.scale");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", scale);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);
}

static void
atlas_scale_popover_class_init (AtlasScalePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-scale-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasScalePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasScalePopover, error_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasScalePopover, buttons);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
}

static void
atlas_scale_popover_init (AtlasScalePopover *self)
{
  static const guint scales[] = {
    5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000,
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    add_button (self, scales[i]);
}
