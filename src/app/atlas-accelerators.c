#include "atlas-accelerators.h"

static const AtlasAccelerator accelerators[] = {
  { "win.map(uint32 1)", { "<Control>1", "<Control>KP_1" } },
  { "win.map(uint32 2)", { "<Control>2", "<Control>KP_2" } },
  { "win.map(uint32 3)", { "<Control>3", "<Control>KP_3" } },
  { "win.map(uint32 4)", { "<Control>4", "<Control>KP_4" } },
  { "win.map(uint32 5)", { "<Control>5", "<Control>KP_5" } },
  { "win.map(uint32 6)", { "<Control>6", "<Control>KP_6" } },
  { "win.copy-map", { "<Control><Shift>c" } },
  { "win.measure", { "<Control>m" } },
  { "win.show-changes", { "<Control>d" } },
  { "win.edit-sites", { "<Control>e" } },
  { "win.open", { "<Control>o" } },
  { "win.save-copy", { "<Control><Shift>s" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-city", { "<Control>0", "<Control>KP_0" } },
  { "win.find-place", { "<Control>f" } },
  { "win.back", { "<Alt>Left", "Back" } },
  { "win.forward", { "<Alt>Right", "Forward" } },
  { "win.sidebar", { "F9" } },
  { "win.details", { "<Shift>F9" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.select-all", { "<Control>a" }, .yields = TRUE },
  { "win.select-none", { "<Control><Shift>a" }, .yields = TRUE },
  { "win.select-invert", { "<Control>i" }, .yields = TRUE },
  { "win.show-help-overlay", { "F1", "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
};

const AtlasAccelerator *
atlas_accelerators_get (guint *n_accelerators)
{
  *n_accelerators = G_N_ELEMENTS (accelerators);

  return accelerators;
}

void
atlas_accelerators_add_to (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    if (!accelerators[i].yields)
      gtk_application_set_accels_for_action (application, accelerators[i].action,
                                             (const char **) accelerators[i].keys);
}

gboolean
atlas_accelerators_is_typing (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* An entry that is empty has no use for Ctrl+A, and lets it pass. */
static gboolean
activate_unless_typing (GtkWidget *window,
                        GVariant  *arguments,
                        gpointer   data)
{
  const AtlasAccelerator *accelerator = data;

  return atlas_accelerators_is_typing (GTK_WINDOW (window)) ||
         gtk_widget_activate_action_variant (window, accelerator->action, NULL);
}

void
atlas_accelerators_add_to_class (GtkWidgetClass *window_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    for (guint j = 0; accelerators[i].yields && accelerators[i].keys[j] != NULL; j++)
      {
        guint key;
        GdkModifierType modifiers;

        if (gtk_accelerator_parse (accelerators[i].keys[j], &key, &modifiers))
          {
            GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (key, modifiers);
            GtkShortcutAction *action =
              gtk_callback_action_new (activate_unless_typing, (gpointer) &accelerators[i], NULL);
            g_autoptr(GtkShortcut) shortcut = gtk_shortcut_new (trigger, action);

            gtk_widget_class_add_shortcut (window_class, shortcut);
          }
      }
}
