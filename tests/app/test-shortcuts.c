#include "atlas-accelerators.h"

#include <adwaita.h>

/* The keys that the shortcuts window shows, a range for each of its keys. */
static void
add_shown_keys (GtkWidget  *widget,
                GHashTable *keys)
{
  g_autofree char *shown = NULL;
  g_auto(GStrv) words = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_shown_keys (child, keys);
  if (!GTK_IS_SHORTCUTS_SHORTCUT (widget))
    return;

  g_object_get (widget, "accelerator", &shown, NULL);
  words = g_strsplit (shown, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], "<Control>1...6"))
      for (guint map = 1; map <= 6; map++)
        g_hash_table_add (keys, g_strdup_printf ("<Control>%u", map));
    else
      g_hash_table_add (keys, g_strdup (words[i]));
}

static void
test_all_shown (void)
{
  g_autoptr(GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/renewalatlas/Atlas/ui/atlas-shortcuts.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_accelerators;
  const AtlasAccelerator *accelerators = atlas_accelerators_get (&n_accelerators);

  add_shown_keys (window, keys);
  for (guint i = 0; i < n_accelerators; i++)
    if (!g_hash_table_contains (keys, accelerators[i].keys[0]))
      g_error ("%s, the key of %s, is not shown", accelerators[i].keys[0], accelerators[i].action);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_no_key_twice (void)
{
  g_autoptr(GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_accelerators;
  const AtlasAccelerator *accelerators = atlas_accelerators_get (&n_accelerators);

  for (guint i = 0; i < n_accelerators; i++)
    for (guint j = 0; accelerators[i].keys[j] != NULL; j++)
      {
        guint key;
        GdkModifierType modifiers;

        g_assert_true (gtk_accelerator_parse (accelerators[i].keys[j], &key, &modifiers));
        g_assert_true (g_hash_table_add (keys, (gpointer) accelerators[i].keys[j]));
      }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/shortcuts/every-accelerator-is-shown", test_all_shown);
  g_test_add_func ("/shortcuts/no-key-has-two-meanings", test_no_key_twice);

  return g_test_run ();
}
