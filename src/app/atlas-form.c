#include "atlas-form.h"

/* Of a widget: what waits for its layout. */
#define WAITING "atlas-waiting"

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

typedef struct
{
  void     (*func) (GtkWidget *widget);
  gboolean   laid_out;
} Waiting;

/* The layout of a frame comes after its ticks, so the second one finds the place. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Waiting *waiting = data;
  void (*func) (GtkWidget *widget) = waiting->func;

  if (!waiting->laid_out)
    {
      waiting->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }

  g_object_set_data (G_OBJECT (widget), WAITING, NULL);
  func (widget);

  return G_SOURCE_REMOVE;
}

void
atlas_form_when_laid_out (GtkWidget *widget,
                          void     (*func) (GtkWidget *widget))
{
  Waiting *waiting = g_object_get_data (G_OBJECT (widget), WAITING);

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (waiting == NULL || waiting->func == func);

  if (waiting != NULL)
    {
      waiting->laid_out = FALSE;
      return;
    }

  waiting = g_new0 (Waiting, 1);
  waiting->func = func;
  g_object_set_data_full (G_OBJECT (widget), WAITING, waiting, g_free);
  gtk_widget_add_tick_callback (widget, on_tick, waiting, NULL);
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
