#include "atlas-field-edit.h"

#include "atlas-block-title.h"
#include "atlas-form.h"

#include <glib/gi18n-lib.h>

struct _AtlasFieldEdit
{
  GtkWidget           parent_instance;

  AtlasBlockField     field;
  AtlasFloorAreaUnit  unit;
  char               *text;    /* as it was; NULL: it is not in use */
  gboolean            several; /* values it was, of which none stands there */

  /* Template children */
  GtkEntry           *entry;
  GtkLabel           *unit_label;
  GtkWidget          *prose_frame;
  GtkTextView        *prose;
  GtkWidget          *unknown_button;
  GtkLabel           *message_label;
  GtkLabel           *scope_label;
};

G_DEFINE_FINAL_TYPE (AtlasFieldEdit, atlas_field_edit, GTK_TYPE_WIDGET)

enum
{
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_prose (AtlasFieldEdit *self)
{
  return atlas_field_get_control (self->field, NULL) == ATLAS_CONTROL_PROSE;
}

/* --- Being seen --- */

static void
on_laid_out (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (scroller != NULL && gtk_widget_compute_bounds (widget, scroller, &bounds))
    {
      GtkAdjustment *adjustment =
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
      double top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;

      gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
    }
}

/* What has come up below it may be beneath the edge of the panel. */
static void
reveal (AtlasFieldEdit *self)
{
  atlas_form_when_laid_out (GTK_WIDGET (self), on_laid_out);
}

/* --- What is typed --- */

static char *
dup_typed (AtlasFieldEdit *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->prose);
  GtkTextIter start, end;

  if (!is_prose (self))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* --- What is said below it --- */

static void
show_message (AtlasFieldEdit *self,
              const char     *message,
              gboolean        is_error)
{
  GtkWidget *input = atlas_field_edit_get_input (self);
  GtkWidget *widgets[] = { GTK_WIDGET (self->message_label), input };

  gtk_label_set_text (self->message_label, message != NULL ? message : "");
  if (message != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->message_label)))
    reveal (self);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      atlas_form_set_css_class (widgets[i], "error", message != NULL && is_error);
      atlas_form_set_css_class (widgets[i], "warning", message != NULL && !is_error);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* Returns: (transfer full) (nullable): %NULL: what is typed can't be */
static char *
check (AtlasFieldEdit *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr(GError) error = NULL;
  char *json = atlas_field_parse_text (self->field, typed, self->unit, &error);

  show_message (self, error != NULL ? error->message
                                    : atlas_field_get_warning (self->field, json), error != NULL);

  return json;
}

static void
on_changed (AtlasFieldEdit *self)
{
  if (self->text != NULL)
    g_free (check (self));
}

/* --- Coming to an end --- */

static void
finish (AtlasFieldEdit *self,
        const char     *json,
        gboolean        by_key)
{
  g_clear_pointer (&self->text, g_free);
  g_signal_emit (self, signals[FINISHED], 0, json, by_key);
}

/* What can't be stays to be seen, and to be put right. */
static void
commit (AtlasFieldEdit *self,
        gboolean        by_key)
{
  g_autofree char *typed = NULL;
  g_autofree char *json = NULL;

  if (self->text == NULL)
    return;

  typed = dup_typed (self);
  if (self->several)
    g_strstrip (typed);
  if (by_key && self->several && *typed == '\0')
    show_message (self, _("The blocks have several values. Type one for all, or set it to unknown; "
                          "Escape leaves them."), FALSE);
  else if (g_str_equal (typed, self->text))
    finish (self, NULL, by_key);
  else if ((json = check (self)) != NULL)
    finish (self, json, by_key);
}

static void
on_activated (AtlasFieldEdit *self)
{
  commit (self, TRUE);
}

/* Of several values none stands there to be deleted. */
static void
on_unknown_clicked (AtlasFieldEdit *self)
{
  g_autofree char *json = atlas_field_parse_text (self->field, "", self->unit, NULL);

  if (json != NULL)
    finish (self, json, TRUE);
}

/* The window's own menus and input methods take the focus for a while. */
static void
on_left (AtlasFieldEdit *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    commit (self, FALSE);
}

/* A line takes Enter itself; a text would take it for one more line. */
static gboolean
on_key_before (AtlasFieldEdit  *self,
               guint            key,
               guint            code,
               GdkModifierType  modifiers)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (modifiers & GDK_CONTROL_MASK) == 0)
    return FALSE;

  commit (self, TRUE);

  return TRUE;
}

/* Input methods come first: they have an Escape of their own. */
static gboolean
on_key_after (AtlasFieldEdit  *self,
              guint            key,
              guint            code,
              GdkModifierType  modifiers)
{
  if (key != GDK_KEY_Escape || self->text == NULL)
    return FALSE;

  finish (self, NULL, TRUE);

  return TRUE;
}

/* --- Making it --- */

static void
atlas_field_edit_dispose (GObject *object)
{
  AtlasFieldEdit *self = ATLAS_FIELD_EDIT (object);
  GtkWidget *child;

  g_clear_pointer (&self->text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_FIELD_EDIT);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_field_edit_parent_class)->dispose (object);
}

static void
atlas_field_edit_class_init (AtlasFieldEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_field_edit_dispose;

  signals[FINISHED] = g_signal_new ("finished", ATLAS_TYPE_FIELD_EDIT, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                    G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-field-edit.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, entry);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, unit_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, prose_frame);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, prose);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, unknown_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, message_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldEdit, scope_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_unknown_clicked);
}

static void
add_keys (AtlasFieldEdit      *self,
          GtkPropagationPhase  phase,
          GCallback            pressed)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_swapped (keys, "key-pressed", pressed, self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
atlas_field_edit_init (AtlasFieldEdit *self)
{
  GtkEventController *focus;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->prose), "changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (on_key_before));
  add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (on_key_after));
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
atlas_field_edit_new (AtlasBlockField field)
{
  AtlasFieldEdit *self = g_object_new (ATLAS_TYPE_FIELD_EDIT, NULL);
  GtkWidget *input;

  self->field = field;
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !is_prose (self));
  gtk_widget_set_visible (self->prose_frame, is_prose (self));
  input = atlas_field_edit_get_input (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(atlas_block_field_get_title (field)), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->message_label, self->scope_label, self->unit_label, NULL,
                                  -1);

  return GTK_WIDGET (self);
}

static void
set_typed (AtlasFieldEdit *self,
           const char     *text)
{
  if (is_prose (self))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->prose), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

void
atlas_field_edit_begin (AtlasFieldEdit     *self,
                        const char         *text,
                        guint               n_blocks,
                        AtlasFloorAreaUnit  unit)
{
  g_autofree char *scope = NULL;
  const char *name;

  g_return_if_fail (ATLAS_IS_FIELD_EDIT (self));

  scope = atlas_field_dup_scope (self->field, n_blocks);
  name = atlas_field_get_unit (self->field, unit);
  g_clear_pointer (&self->text, g_free);
  self->unit = unit;
  self->several = text == NULL;
  set_typed (self, text != NULL ? text : "");
  self->text = g_strdup (text != NULL ? text : "");
  show_message (self, NULL, FALSE);
  gtk_entry_set_placeholder_text (self->entry, text != NULL ? _("Unknown") : _("Several values"));
  gtk_widget_set_visible (self->unknown_button,
                          text == NULL && !atlas_block_field_info (self->field)->required);
  gtk_label_set_text (self->unit_label, name != NULL ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unit_label), name != NULL);
  gtk_label_set_text (self->scope_label, scope != NULL ? scope : "");
  gtk_widget_set_visible (GTK_WIDGET (self->scope_label), scope != NULL);
  gtk_widget_grab_focus (atlas_field_edit_get_input (self));
  reveal (self);
}

char *
atlas_field_edit_end (AtlasFieldEdit *self)
{
  g_autofree char *refused = NULL;

  g_return_val_if_fail (ATLAS_IS_FIELD_EDIT (self), NULL);

  commit (self, FALSE);
  if (self->text != NULL)
    refused = g_strdup (gtk_label_get_text (self->message_label));
  atlas_field_edit_cancel (self);

  return g_steal_pointer (&refused);
}

void
atlas_field_edit_cancel (AtlasFieldEdit *self)
{
  g_return_if_fail (ATLAS_IS_FIELD_EDIT (self));

  if (self->text != NULL)
    finish (self, NULL, FALSE);
}

const char *
atlas_field_edit_get_message (AtlasFieldEdit *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_EDIT (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->message_label))
         ? gtk_label_get_text (self->message_label) : NULL;
}

GtkWidget *
atlas_field_edit_get_input (AtlasFieldEdit *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_EDIT (self), NULL);

  return is_prose (self) ? GTK_WIDGET (self->prose) : GTK_WIDGET (self->entry);
}
