#include "atlas-field-row.h"

#include "atlas-form.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* That nobody looks through one by one. */
#define MANY_CHOICES 20

struct _AtlasFieldRow
{
  AdwPreferencesRow  parent_instance;

  guint              fact;
  AtlasPlan         *plan;      /* NULL: nothing can be edited */
  AtlasLanguage      language;
  AtlasFloorAreaUnit unit;
  guint              n_blocks;
  char              *text;      /* NULL: the blocks have several */
  AtlasFieldEdit    *edit;      /* NULL: was never needed */

  /* Template children */
  GtkBox            *line;
  GtkLabel          *title_label;
  GtkLabel          *value_label;
  GtkButton         *link_button;
  GtkLabel          *link_label;
  GtkWidget         *edit_button;
  GtkMenuButton     *choice_button;
  GtkLabel          *detail_label;
};

typedef enum
{
  PROP_FACT = 1,
} AtlasFieldRowProperty;

static GParamSpec *props[PROP_FACT + 1];

G_DEFINE_FINAL_TYPE (AtlasFieldRow, atlas_field_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  VALUE_GIVEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static AtlasFieldControl
get_control (AtlasFieldRow *self)
{
  return atlas_field_get_control (self->fact, self->plan);
}

/* --- Typing --- */

static void
on_edit_finished (AtlasFieldRow *self,
                  const char    *json,
                  gboolean       by_key)
{
  if (by_key)
    gtk_widget_grab_focus (self->edit_button);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), FALSE);
  if (json != NULL)
    g_signal_emit (self, signals[VALUE_GIVEN], 0, json);
}

static void
ensure_edit (AtlasFieldRow *self)
{
  if (self->edit != NULL)
    return;

  self->edit = ATLAS_FIELD_EDIT (atlas_field_edit_new (self->fact));
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->detail_label))),
                  GTK_WIDGET (self->edit));
  g_signal_connect_object (self->edit, "finished", G_CALLBACK (on_edit_finished), self,
                           G_CONNECT_SWAPPED);
}

static void
on_edit_clicked (AtlasFieldRow *self)
{
  if (atlas_field_row_get_edit (self) != NULL)
    g_free (atlas_field_edit_end (self->edit));
  else
    atlas_field_row_begin_edit (self);
}

/* --- Choosing --- */

static void
on_choice_activated (AtlasFieldRow *self,
                     GtkListBoxRow *row)
{
  g_autofree char *json = g_strdup (g_object_get_data (G_OBJECT (row), "json"));

  gtk_menu_button_popdown (self->choice_button);
  g_signal_emit (self, signals[VALUE_GIVEN], 0, json);
}

/* Is that what all blocks have already? */
static gboolean
is_present (AtlasFieldRow     *self,
            const AtlasChoice *choice)
{
  g_autofree char *json = NULL;

  if (self->text == NULL)
    return FALSE;

  json = atlas_field_parse_text (self->fact, self->text, self->unit, NULL);

  return g_strcmp0 (json, choice->json) == 0;
}

static void
add_choice (AtlasFieldRow     *self,
            GtkListBox        *list,
            const AtlasChoice *choice)
{
  gboolean present = is_present (self, choice);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (choice->label);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (mark, present ? 1 : 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);
  g_object_set_data_full (G_OBJECT (row), "json", g_strdup (choice->json), g_free);
  g_object_set_data_full (G_OBJECT (row), "words", g_utf8_casefold (choice->label, -1), g_free);
  gtk_list_box_append (list, row);
  if (present)
    gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
}

static gboolean
is_searched (GtkListBoxRow *row,
             gpointer       search)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (search), -1);

  return strstr (g_object_get_data (G_OBJECT (row), "words"), g_strstrip (wanted)) != NULL;
}

/* Enter takes the first that is left. */
static void
on_search_activated (GtkListBox *list)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list));

  while (row != NULL && !gtk_widget_get_child_visible (row))
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    g_signal_emit_by_name (list, "row-activated", row);
}

static GtkWidget *
make_search (GtkWidget *list)
{
  GtkWidget *search = gtk_search_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search by name or code"), -1);
  g_object_set (search, "placeholder-text", _("Search by name or code"), NULL);
  g_signal_connect_object (search, "search-changed",
                           G_CALLBACK (gtk_list_box_invalidate_filter), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (on_search_activated), list,
                           G_CONNECT_SWAPPED);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), is_searched, search, NULL);

  return search;
}

static void
append_choices (AtlasFieldRow *self,
                GtkBox        *box)
{
  g_autoptr(GPtrArray) choices =
    atlas_field_list_choices (self->fact, self->plan, self->language);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (guint i = 0; i < choices->len; i++)
    add_choice (self, GTK_LIST_BOX (list), g_ptr_array_index (choices, i));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(atlas_fact_get_title (self->fact)), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_choice_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (list, "choice-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  if (choices->len > MANY_CHOICES)
    gtk_box_append (box, make_search (list));
  gtk_box_append (box, scroller);
}

/* Made when it is wanted, of what the plan has by then. */
static void
on_choices_wanted (GtkMenuButton *button,
                   gpointer       data)
{
  AtlasFieldRow *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *scope = atlas_field_dup_scope (self->fact, self->n_blocks);

  if (scope != NULL)
    {
      GtkWidget *label = gtk_label_new (scope);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  append_choices (self, GTK_BOX (box));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* A value that is chosen is no text to be marked: a click on it opens the list. */
static void
on_line_clicked (AtlasFieldRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->choice_button)))
    gtk_menu_button_popup (self->choice_button);
}

/* On the row itself, not on what is in it. */
static gboolean
on_key_pressed (AtlasFieldRow *self,
                guint          key)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      !gtk_widget_is_focus (GTK_WIDGET (self)) || self->plan == NULL)
    return GDK_EVENT_PROPAGATE;

  atlas_field_row_begin_edit (self);

  return GDK_EVENT_STOP;
}

/* There are many buttons to edit something: each says what. */
static void
name_buttons (AtlasFieldRow *self)
{
  g_autofree char *name = g_strdup_printf (_("Edit: %s"), _(atlas_fact_get_title (self->fact)));
  GtkWidget *buttons[] = { self->edit_button, GTK_WIDGET (self->choice_button) };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      atlas_tooltip_set (buttons[i], name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

/* Prose stands below its title and has the whole width. */
static void
lay_out (AtlasFieldRow *self)
{
  if (!atlas_fact_is_prose (self->fact))
    return;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (self->line, 2);
  gtk_label_set_xalign (self->value_label, 0);
  gtk_label_set_justify (self->value_label, GTK_JUSTIFY_LEFT);
}

static void
atlas_field_row_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AtlasFieldRow *self = ATLAS_FIELD_ROW (object);

  switch ((AtlasFieldRowProperty) id)
    {
    case PROP_FACT:
      self->fact = g_value_get_uint (value);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                     _(atlas_fact_get_title (self->fact)));
      lay_out (self);
      name_buttons (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_field_row_dispose (GObject *object)
{
  AtlasFieldRow *self = ATLAS_FIELD_ROW (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->text, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_FIELD_ROW);

  G_OBJECT_CLASS (atlas_field_row_parent_class)->dispose (object);
}

static void
atlas_field_row_class_init (AtlasFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = atlas_field_row_set_property;
  object_class->dispose = atlas_field_row_dispose;

  props[PROP_FACT] =
    g_param_spec_uint ("fact", NULL, NULL, 0, ATLAS_N_FACTS - 1, 0,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[VALUE_GIVEN] = g_signal_new ("value-given", ATLAS_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, line);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, link_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, link_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, choice_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, detail_label);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_line_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
}

static void
atlas_field_row_init (AtlasFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A row is told with its value, however one comes to it. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label, self->value_label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->detail_label, NULL,
                                  -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->link_button),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->link_label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->title_label, NULL,
                                  -1);
  gtk_menu_button_set_create_popup_func (self->choice_button, on_choices_wanted, self, NULL);
}

GtkWidget *
atlas_field_row_new (guint fact)
{
  return g_object_new (ATLAS_TYPE_FIELD_ROW, "fact", fact, NULL);
}

void
atlas_field_row_set_offer (AtlasFieldRow         *self,
                           const AtlasFieldOffer *offer)
{
  AtlasPlan *plan = offer != NULL ? offer->plan : NULL;
  AtlasFieldControl control;

  g_return_if_fail (ATLAS_IS_FIELD_ROW (self));

  g_set_object (&self->plan, plan);
  control = offer != NULL ? get_control (self) : ATLAS_CONTROL_NONE;
  gtk_widget_set_visible (self->edit_button,
                          control == ATLAS_CONTROL_ENTRY || control == ATLAS_CONTROL_PROSE);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_button), control == ATLAS_CONTROL_CHOICE);
  gtk_label_set_selectable (self->value_label, control != ATLAS_CONTROL_CHOICE);
  g_clear_pointer (&self->text, g_free);
  if (offer == NULL)
    return;

  self->language = offer->language;
  self->unit = offer->unit;
  self->n_blocks = offer->n_blocks;
  self->text = g_strdup (offer->text);
}

void
atlas_field_row_begin_edit (AtlasFieldRow *self)
{
  AtlasFieldControl control;

  g_return_if_fail (ATLAS_IS_FIELD_ROW (self));

  control = self->plan != NULL ? get_control (self) : ATLAS_CONTROL_NONE;
  if (control == ATLAS_CONTROL_CHOICE)
    gtk_menu_button_popup (self->choice_button);
  if (control != ATLAS_CONTROL_ENTRY && control != ATLAS_CONTROL_PROSE)
    return;

  ensure_edit (self);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), TRUE);
  atlas_field_edit_begin (self->edit, self->text, self->n_blocks, self->unit);
}

char *
atlas_field_row_end_edit (AtlasFieldRow *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_ROW (self), NULL);

  return atlas_field_row_get_edit (self) != NULL ? atlas_field_edit_end (self->edit) : NULL;
}

void
atlas_field_row_cancel_edit (AtlasFieldRow *self)
{
  g_return_if_fail (ATLAS_IS_FIELD_ROW (self));

  if (atlas_field_row_get_edit (self) != NULL)
    atlas_field_edit_cancel (self->edit);
}

AtlasFieldEdit *
atlas_field_row_get_edit (AtlasFieldRow *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_ROW (self), NULL);

  return self->edit != NULL && gtk_widget_get_visible (GTK_WIDGET (self->edit)) ? self->edit
                                                                               : NULL;
}

guint
atlas_field_row_get_fact (AtlasFieldRow *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_ROW (self), 0);

  return self->fact;
}

/* The action may not be there when a row is made; a button looks for it. */
static void
show_link (AtlasFieldRow *self,
           const char    *place)
{
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), place == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->link_button), place != NULL);
  if (place == NULL)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->link_button), "s", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->link_button), "win.zoom-to");
}

static void
show_detail (AtlasFieldRow   *self,
             const AtlasFact *fact)
{
  const char *first = fact->detail != NULL ? fact->detail : fact->warning;
  const char *second = fact->detail != NULL ? fact->warning : NULL;
  g_autofree char *text = second != NULL ? g_strconcat (first, "\n", second, NULL)
                                         : g_strdup (first);

  gtk_label_set_text (self->detail_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), text != NULL);
  atlas_form_set_css_class (GTK_WIDGET (self->detail_label), "warning", fact->warning != NULL);
  atlas_form_set_css_class (GTK_WIDGET (self->detail_label), "dim-label", fact->warning == NULL);
}

void
atlas_field_row_show_fact (AtlasFieldRow   *self,
                           const AtlasFact *fact)
{
  gboolean unknown = fact->state == ATLAS_FACT_UNKNOWN;

  g_return_if_fail (ATLAS_IS_FIELD_ROW (self));

  gtk_label_set_text (self->value_label, fact->text);
  gtk_label_set_text (self->link_label, fact->text);
  atlas_tooltip_set (GTK_WIDGET (self->value_label), unknown ? _("Unknown") : NULL);
  atlas_form_set_css_class (GTK_WIDGET (self->value_label), "dim-label",
                            fact->state != ATLAS_FACT_KNOWN);
  show_detail (self, fact);
  show_link (self, fact->place);
}

const char *
atlas_field_row_get_text (AtlasFieldRow *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_ROW (self), NULL);

  return gtk_label_get_text (self->value_label);
}

const char *
atlas_field_row_get_detail (AtlasFieldRow *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->detail_label))
         ? gtk_label_get_text (self->detail_label) : NULL;
}
