#include "atlas-tooltips.h"

#include <adwaita.h>

/* U+2060 WORD JOINER: has no width, and is counted. */
#define NOTHING "\xe2\x81\xa0"
/* For what a wide character is wider than two narrow ones. */
#define N_MORE 2

char *
atlas_tooltip_dup_fitted (const char *text)
{
  GString *fitted;
  guint n_wide = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_suffix (text, NOTHING))
    return NULL;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    n_wide += g_unichar_iswide (g_utf8_get_char (c));
  if (n_wide == 0)
    return NULL;

  fitted = g_string_new (text);
  for (guint i = 0; i < n_wide + N_MORE; i++)
    g_string_append (fitted, NOTHING);

  return g_string_free (fitted, FALSE);
}

void
atlas_tooltip_set (GtkWidget  *widget,
                   const char *text)
{
  const char *shown;
  g_autofree char *fitted = NULL;
  gboolean can_hide;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  shown = gtk_widget_get_tooltip_text (widget);
  fitted = text != NULL ? atlas_tooltip_dup_fitted (text) : NULL;
  if (g_strcmp0 (shown, text) == 0 || (fitted != NULL && g_strcmp0 (shown, fitted) == 0))
    return;

  can_hide = gtk_widget_get_visible (widget) && !gtk_widget_get_mapped (widget);
  if (can_hide)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (can_hide)
    gtk_widget_set_visible (widget, TRUE);
}

/* Before GTK shows the text. */
static gboolean
on_query_tooltip (GSignalInvocationHint *hint,
                  guint                  n_values,
                  const GValue          *values,
                  gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  const char *text = gtk_widget_get_tooltip_text (widget);
  g_autofree char *fitted = text != NULL ? atlas_tooltip_dup_fitted (text) : NULL;

  if (fitted != NULL)
    gtk_widget_set_tooltip_text (widget, fitted);

  return TRUE;
}

static GtkPopover *
get_popover (GtkWidget *button)
{
  return ADW_IS_SPLIT_BUTTON (button)
         ? adw_split_button_get_popover (ADW_SPLIT_BUTTON (button))
         : gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
}

/* GTK 4.8 has the tooltip of a button come up over what the button has just opened;
 * of a split one that of its other half. */
static gboolean
on_query_menu_button (GtkWidget  *button,
                      int         x,
                      int         y,
                      gboolean    by_key,
                      GtkTooltip *tooltip)
{
  GtkPopover *opened = get_popover (button);
  gboolean is_shown = FALSE;

  if (opened == NULL || !gtk_widget_get_visible (GTK_WIDGET (opened)))
    g_signal_chain_from_overridden_handler (button, x, y, by_key, tooltip, &is_shown);

  return is_shown;
}

void
atlas_tooltips_follow (void)
{
  /* The hook is looked up by the signal, which the class brings. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0,
                              on_query_tooltip, NULL, NULL);
  g_signal_override_class_handler ("query-tooltip", GTK_TYPE_MENU_BUTTON,
                                   G_CALLBACK (on_query_menu_button));
  g_signal_override_class_handler ("query-tooltip", ADW_TYPE_SPLIT_BUTTON,
                                   G_CALLBACK (on_query_menu_button));
}
