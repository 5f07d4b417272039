#include "atlas-reason-entry.h"

#include "atlas-reasons.h"
#include "atlas-settings.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

struct _AtlasReasonEntry
{
  GtkWidget      parent_instance;

  GSettings     *settings; /* NULL: not installed */

  GtkEntry      *entry;
  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (AtlasReasonEntry, atlas_reason_entry, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_activated (AtlasReasonEntry *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_changed (AtlasReasonEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Those given last --- */

static void
on_picked (AtlasReasonEntry *self,
           GtkListBoxRow    *row)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));
  gtk_menu_button_popdown (self->button);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static GtkWidget *
make_list (AtlasReasonEntry *self)
{
  g_auto(GStrv) reasons = atlas_reasons_list (self->settings);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *none = gtk_label_new (_("No reason was given yet"));

  for (guint i = 0; reasons[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (reasons[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
    }
  gtk_widget_add_css_class (none, "dim-label");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reasons given last"), -1);
  gtk_widget_add_css_class (list, "choice-list");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_picked), self,
                           G_CONNECT_SWAPPED);

  return list;
}

static void
on_list_wanted (GtkMenuButton *button,
                gpointer       data)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* Labels that are cut where there is no room would else get the room for a dot. */
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_list (data));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

static gboolean
on_key_pressed (AtlasReasonEntry *self,
                guint             key,
                guint             code,
                GdkModifierType   modifiers)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return FALSE;

  gtk_menu_button_popup (self->button);

  return TRUE;
}

/* --- Making it --- */

static void
atlas_reason_entry_dispose (GObject *object)
{
  AtlasReasonEntry *self = ATLAS_REASON_ENTRY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (atlas_reason_entry_parent_class)->dispose (object);
}

static gboolean
atlas_reason_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATLAS_REASON_ENTRY (widget)->entry));
}

static void
atlas_reason_entry_class_init (AtlasReasonEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_reason_entry_dispose;
  widget_class->grab_focus = atlas_reason_entry_grab_focus;

  signals[ACTIVATED] = g_signal_new ("activated", ATLAS_TYPE_REASON_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_REASON_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
atlas_reason_entry_init (AtlasReasonEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->settings = atlas_settings_new ();
  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));

  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 40);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reason"), -1);
  gtk_entry_set_placeholder_text (self->entry, _("Reason"));
  gtk_menu_button_set_icon_name (self->button, "document-open-recent-symbolic");
  atlas_tooltip_set (GTK_WIDGET (self->button), _("Reasons Given Last"));
  gtk_menu_button_set_create_popup_func (self->button, on_list_wanted, self, NULL);

  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

char *
atlas_reason_entry_dup_reason (AtlasReasonEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REASON_ENTRY (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

void
atlas_reason_entry_set_reason (AtlasReasonEntry *self,
                               const char       *reason)
{
  g_return_if_fail (ATLAS_IS_REASON_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), reason);
}

void
atlas_reason_entry_remember (AtlasReasonEntry *self)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (ATLAS_IS_REASON_ENTRY (self));

  reason = atlas_reason_entry_dup_reason (self);
  atlas_reasons_add (self->settings, reason);
}

GtkEntry *
atlas_reason_entry_get_entry (AtlasReasonEntry *self)
{
  g_return_val_if_fail (ATLAS_IS_REASON_ENTRY (self), NULL);

  return self->entry;
}
