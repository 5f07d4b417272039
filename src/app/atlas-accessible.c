#include "atlas-accessible.h"

#include <glib/gi18n-lib.h>

/* Without the underscore of the mnemonic. */
static char *
dup_plain (const char *label)
{
  g_autoptr(GString) plain = g_string_new (label);

  g_string_replace (plain, "__", "\001", 0);
  g_string_replace (plain, "_", "", 0);
  g_string_replace (plain, "\001", "_", 0);

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* (nullable). @has_mnemonic: (out) */
static const char *
get_label (GtkWidget *widget,
           gboolean  *has_mnemonic)
{
  if (GTK_IS_MENU_BUTTON (widget))
    {
      *has_mnemonic = gtk_menu_button_get_use_underline (GTK_MENU_BUTTON (widget));
      return gtk_menu_button_get_label (GTK_MENU_BUTTON (widget));
    }

  *has_mnemonic = GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget));

  return GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
}

static char *
dup_name (GtkWidget *widget)
{
  gboolean has_mnemonic;
  const char *label = get_label (widget, &has_mnemonic);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (label != NULL)
    return has_mnemonic ? dup_plain (label) : g_strdup (label);
  if (tooltip != NULL)
    return g_strdup (tooltip);

  /* GtkInfoBar's own. */
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "close")
         ? g_strdup (_("Close")) : NULL;
}

void
atlas_accessible_name_buttons (GtkWidget *root)
{
  g_autofree char *name = NULL;

  if (GTK_IS_BUTTON (root) || GTK_IS_MENU_BUTTON (root))
    name = dup_name (root);
  if (name != NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (root),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    atlas_accessible_name_buttons (child);
}

void
atlas_accessible_name_entry_row (AdwEntryRow *row)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}
