#include "atlas-form.h"

void
atlas_form_set_css_class (GtkWidget  *widget,
                          const char *name,
                          gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
atlas_form_leave_wheel (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

void
atlas_form_show_error (GtkEntry     *entry,
                       GtkLabel     *label,
                       const GError *error)
{
  g_return_if_fail (GTK_IS_ENTRY (entry));
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_visible (GTK_WIDGET (label), error != NULL);
  if (error != NULL)
    gtk_label_set_label (label, error->message);
  atlas_form_set_css_class (GTK_WIDGET (entry), "error", error != NULL);
}

void
atlas_form_show_quantity (GtkLabel   *label,
                          gboolean    visible,
                          const char *format,
                          const char *quantity)
{
  g_autoptr(GString) text = g_string_new (format);

  g_return_if_fail (GTK_IS_LABEL (label));

  g_string_replace (text, "%s", quantity, 1);
  gtk_label_set_label (label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (label), visible);
}
