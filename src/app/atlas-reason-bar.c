#include "atlas-reason-bar.h"

#include "atlas-form.h"
#include "atlas-reason-entry.h"
#include "atlas-reasons.h"

struct _AtlasReasonBar
{
  GtkWidget         parent_instance;

  GtkWidget        *before; /* weak: what had the focus */
  gboolean          needs_reason;

  /* Template children */
  GtkWidget        *card;
  GtkLabel         *title_label;
  AtlasReasonEntry *reason_entry;
  GtkLabel         *message_label;
};

G_DEFINE_FINAL_TYPE (AtlasReasonBar, atlas_reason_bar, GTK_TYPE_WIDGET)

enum
{
  ANSWERED,
  GIVEN_UP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_error (AtlasReasonBar *self,
            gboolean        is_missing)
{
  GtkWidget *entry = GTK_WIDGET (atlas_reason_entry_get_entry (self->reason_entry));

  gtk_widget_set_visible (GTK_WIDGET (self->message_label), is_missing);
  atlas_form_set_css_class (entry, "error", is_missing);
}

static void
on_typed (AtlasReasonBar *self)
{
  show_error (self, FALSE);
}

static void
on_accepted (AtlasReasonBar *self)
{
  g_autofree char *reason = atlas_reason_entry_dup_reason (self->reason_entry);

  if (!atlas_reason_bar_is_asking (self))
    return;
  if (self->needs_reason && g_utf8_strlen (reason, -1) < ATLAS_REASON_MIN)
    {
      show_error (self, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
      return;
    }

  atlas_reason_entry_remember (self->reason_entry);
  atlas_reason_bar_close (self);
  g_signal_emit (self, signals[ANSWERED], 0, reason);
}

static void
on_cancelled (AtlasReasonBar *self)
{
  atlas_reason_bar_close (self);
  g_signal_emit (self, signals[GIVEN_UP], 0);
}

static gboolean
on_key_pressed (AtlasReasonBar  *self,
                guint            key,
                guint            code,
                GdkModifierType  modifiers)
{
  if (key != GDK_KEY_Escape || !atlas_reason_bar_is_asking (self))
    return FALSE;

  on_cancelled (self);

  return TRUE;
}

static void
atlas_reason_bar_dispose (GObject *object)
{
  AtlasReasonBar *self = ATLAS_REASON_BAR (object);

  g_clear_weak_pointer (&self->before);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_REASON_BAR);

  G_OBJECT_CLASS (atlas_reason_bar_parent_class)->dispose (object);
}

static void
atlas_reason_bar_class_init (AtlasReasonBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_reason_bar_dispose;

  signals[ANSWERED] = g_signal_new ("answered", ATLAS_TYPE_REASON_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GIVEN_UP] = g_signal_new ("given-up", ATLAS_TYPE_REASON_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATLAS_TYPE_REASON_ENTRY);
  gtk_widget_class_set_css_name (widget_class, "reason-bar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-reason-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasReasonBar, card);
  gtk_widget_class_bind_template_child (widget_class, AtlasReasonBar, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasReasonBar, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasReasonBar, message_label);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_accepted);
  gtk_widget_class_bind_template_callback (widget_class, on_cancelled);
}

static void
atlas_reason_bar_init (AtlasReasonBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_hide (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_relation (
    GTK_ACCESSIBLE (atlas_reason_entry_get_entry (self->reason_entry)),
    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->title_label, self->message_label, NULL, -1);
}

void
atlas_reason_bar_ask (AtlasReasonBar *self,
                      const char     *title,
                      gboolean        needs_reason)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_return_if_fail (ATLAS_IS_REASON_BAR (self));

  if (!atlas_reason_bar_is_asking (self))
    {
      g_set_weak_pointer (&self->before, root != NULL ? gtk_root_get_focus (root) : NULL);
      atlas_reason_entry_set_reason (self->reason_entry, "");
    }
  self->needs_reason = needs_reason;
  gtk_label_set_text (self->title_label, title);
  show_error (self, FALSE);
  gtk_widget_show (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

void
atlas_reason_bar_set_title (AtlasReasonBar *self,
                            const char     *title)
{
  g_return_if_fail (ATLAS_IS_REASON_BAR (self));

  gtk_label_set_text (self->title_label, title);
}

char *
atlas_reason_bar_dup_reason (AtlasReasonBar *self)
{
  g_return_val_if_fail (ATLAS_IS_REASON_BAR (self), NULL);

  return atlas_reason_entry_dup_reason (self->reason_entry);
}

void
atlas_reason_bar_set_reason (AtlasReasonBar *self,
                             const char     *reason)
{
  g_return_if_fail (ATLAS_IS_REASON_BAR (self));

  atlas_reason_entry_set_reason (self->reason_entry, reason);
  gtk_editable_set_position (GTK_EDITABLE (atlas_reason_bar_get_entry (self)), -1);
}

void
atlas_reason_bar_close (AtlasReasonBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_if_fail (ATLAS_IS_REASON_BAR (self));

  if (!atlas_reason_bar_is_asking (self))
    return;

  if (self->before != NULL && focus != NULL &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->before);
  g_clear_weak_pointer (&self->before);
  gtk_widget_hide (GTK_WIDGET (self));
}

gboolean
atlas_reason_bar_is_asking (AtlasReasonBar *self)
{
  g_return_val_if_fail (ATLAS_IS_REASON_BAR (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

const char *
atlas_reason_bar_get_title (AtlasReasonBar *self)
{
  g_return_val_if_fail (ATLAS_IS_REASON_BAR (self), NULL);

  return gtk_label_get_text (self->title_label);
}

GtkEntry *
atlas_reason_bar_get_entry (AtlasReasonBar *self)
{
  g_return_val_if_fail (ATLAS_IS_REASON_BAR (self), NULL);

  return atlas_reason_entry_get_entry (self->reason_entry);
}
