#include "atlas-findings-page.h"

#include <adwaita.h>

/* Of rows. */
#define PLACE_KEY "place"
#define CODE_KEY "code"

struct _AtlasFindingsPage
{
  GtkBox      parent_instance;

  GPtrArray  *codes;      /* (element-type utf8), ended by %NULL */
  gboolean    is_filling; /* what is selected is not from a person */
  char       *selected;   /* (nullable): the place of the row that was, meanwhile */
  int         focused;    /* the number of the row that had the focus; -1: none */

  /* Template children */
  GtkLabel   *text_label;
  GtkWidget  *all_button;
  GtkWidget  *none_label;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AtlasFindingsPage, atlas_findings_page, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_LABEL,
  PROP_OFFERS_ALL,
  N_PROPS,
};

enum
{
  CHOSEN,
  ALL_CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_place (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), PLACE_KEY);
}

static void
choose (AtlasFindingsPage *self,
        GtkListBoxRow     *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_place (row),
                 g_object_get_data (G_OBJECT (row), CODE_KEY));
}

/* A click selects, and then activates. */
static void
on_row_activated (AtlasFindingsPage *self,
                  GtkListBoxRow     *row)
{
  if (gtk_list_box_row_is_selected (row))
    choose (self, row);
  else
    gtk_list_box_select_row (self->list, row);
}

static void
on_row_selected (AtlasFindingsPage *self,
                 GtkListBoxRow     *row)
{
  if (row != NULL && !self->is_filling)
    choose (self, row);
}

static void
on_all_clicked (AtlasFindingsPage *self)
{
  g_signal_emit (self, signals[ALL_CHOSEN], 0);
}

static void
end_codes (AtlasFindingsPage *self)
{
  g_ptr_array_add (self->codes, NULL);
}

static void
atlas_findings_page_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  AtlasFindingsPage *self = ATLAS_FINDINGS_PAGE (object);

  switch (id)
    {
    case PROP_TEXT:
      gtk_label_set_text (self->text_label, g_value_get_string (value));
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_OFFERS_ALL:
      gtk_widget_set_visible (self->all_button, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_findings_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATLAS_TYPE_FINDINGS_PAGE);

  G_OBJECT_CLASS (atlas_findings_page_parent_class)->dispose (object);
}

static void
atlas_findings_page_finalize (GObject *object)
{
  AtlasFindingsPage *self = ATLAS_FINDINGS_PAGE (object);

  g_ptr_array_unref (self->codes);
  g_free (self->selected);

  G_OBJECT_CLASS (atlas_findings_page_parent_class)->finalize (object);
}

static void
add_properties (GObjectClass *object_class)
{
  static const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_OFFERS_ALL] = g_param_spec_boolean ("offers-all", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
atlas_findings_page_class_init (AtlasFindingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = atlas_findings_page_set_property;
  object_class->dispose = atlas_findings_page_dispose;
  object_class->finalize = atlas_findings_page_finalize;
  add_properties (object_class);
  signals[CHOSEN] = g_signal_new ("chosen", ATLAS_TYPE_FINDINGS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[ALL_CHOSEN] = g_signal_new ("all-chosen", ATLAS_TYPE_FINDINGS_PAGE, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-findings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFindingsPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFindingsPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFindingsPage, none_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFindingsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked);
}

static void
atlas_findings_page_init (AtlasFindingsPage *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  end_codes (self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
atlas_findings_page_begin (AtlasFindingsPage *self)
{
  GtkListBoxRow *selected, *row;
  GtkWidget *focused;

  g_return_if_fail (ATLAS_IS_FINDINGS_PAGE (self));
  g_return_if_fail (!self->is_filling);

  self->is_filling = TRUE;
  selected = gtk_list_box_get_selected_row (self->list);
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  g_free (self->selected);
  self->selected = selected != NULL ? g_strdup (get_place (selected)) : NULL;
  self->focused = focused != NULL && gtk_widget_get_mapped (focused)
                  ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->codes, 0);
}

/* Of an empty list only its border would be seen. */
static void
show_whether_empty (AtlasFindingsPage *self)
{
  gboolean is_empty = gtk_list_box_get_row_at_index (self->list, 0) == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->list), !is_empty);
  gtk_widget_set_visible (self->none_label,
                          is_empty && gtk_widget_get_visible (self->all_button));
}

/* The focus stays where it was when its row is gone. */
void
atlas_findings_page_end (AtlasFindingsPage *self)
{
  GtkListBoxRow *focus = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (ATLAS_IS_FINDINGS_PAGE (self));
  g_return_if_fail (self->is_filling);

  end_codes (self);
  show_whether_empty (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_strcmp0 (get_place (row), self->selected) == 0)
        gtk_list_box_select_row (self->list, row);
      if (i <= self->focused)
        focus = row;
    }
  row = gtk_list_box_get_selected_row (self->list);
  if (self->focused >= 0 && (row != NULL || focus != NULL))
    gtk_widget_grab_focus (GTK_WIDGET (row != NULL ? row : focus));
  gtk_widget_set_sensitive (self->all_button, self->codes->len > 1);
  self->is_filling = FALSE;
}

void
atlas_findings_page_add (AtlasFindingsPage *self,
                         const char        *title,
                         const char        *subtitle,
                         const char        *place,
                         const char        *code)
{
  GtkWidget *row;

  g_return_if_fail (ATLAS_IS_FINDINGS_PAGE (self));
  g_return_if_fail (self->is_filling);
  g_return_if_fail (place != NULL);

  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  /* Set with it, the title would still be taken for markup. */
  g_object_set (row, "title", title, "subtitle", subtitle, "activatable", TRUE, NULL);
  g_object_set_data_full (G_OBJECT (row), PLACE_KEY, g_strdup (place), g_free);
  g_object_set_data_full (G_OBJECT (row), CODE_KEY, g_strdup (code), g_free);
  gtk_list_box_append (self->list, row);
  if (code != NULL)
    g_ptr_array_add (self->codes, g_strdup (code));
}

guint
atlas_findings_page_get_n (AtlasFindingsPage *self)
{
  guint n = 0;

  g_return_val_if_fail (ATLAS_IS_FINDINGS_PAGE (self), 0);

  while (gtk_list_box_get_row_at_index (self->list, (int) n) != NULL)
    n++;

  return n;
}

const char *const *
atlas_findings_page_get_codes (AtlasFindingsPage *self)
{
  g_return_val_if_fail (ATLAS_IS_FINDINGS_PAGE (self), NULL);

  return (const char *const *) self->codes->pdata;
}

GtkListBox *
atlas_findings_page_get_list (AtlasFindingsPage *self)
{
  g_return_val_if_fail (ATLAS_IS_FINDINGS_PAGE (self), NULL);

  return self->list;
}
