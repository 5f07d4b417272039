#include "atlas-window-private.h"

#include "atlas-accelerators.h"

static gboolean
on_accelerator (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   data)
{
  const AtlasAccelerator *accelerator = data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (parent == NULL ||
      !g_action_parse_detailed_name (accelerator->action, &name, &target, NULL))
    return FALSE;

  return gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, target);
}

static void
add_accelerator (GtkEventController     *shortcuts,
                 const AtlasAccelerator *accelerator)
{
  for (guint i = 0; accelerator->keys[i] != NULL; i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accelerator->keys[i]),
                        gtk_callback_action_new (on_accelerator, (gpointer) accelerator, NULL)));
}

/* What has an Escape of its own, and a text that is being typed, comes first. With the
 * selection its panel goes, so the focus goes to the map before. */
static gboolean
on_escape (AtlasWindow     *self,
           guint            key,
           guint            code,
           GdkModifierType  modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (key != GDK_KEY_Escape || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      atlas_accelerators_is_typing (GTK_WINDOW (self)))
    return FALSE;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->block_panel)))
    gtk_widget_grab_focus (GTK_WIDGET (self->map_view));

  return atlas_map_input_escape (atlas_map_view_get_input (self->map_view));
}

void
atlas_window_add_escape (AtlasWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_escape), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* GTK has accelerators of a program in windows that are its own, and the program's list
 * of those is of plans. What each window does itself, closing above all, stays with it,
 * and what yields to texts and lists does, too. */
void
atlas_window_share_keys (AtlasWindow *self,
                         GtkWindow   *beside)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  guint n;
  const AtlasAccelerator *accelerators = atlas_accelerators_get (&n);

  for (guint i = 0; i < n; i++)
    if (!accelerators[i].yields && !g_str_has_prefix (accelerators[i].action, "window."))
      add_accelerator (shortcuts, &accelerators[i]);
  gtk_widget_add_controller (GTK_WIDGET (beside), shortcuts);
  atlas_window_add_class_keys (self, GTK_WIDGET (beside));
  atlas_window_add_history_keys (self, beside);
}
