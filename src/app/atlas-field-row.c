#include "atlas-field-row.h"

#include <glib/gi18n-lib.h>

struct _AtlasFieldRow
{
  AdwPreferencesRow  parent_instance;

  guint              fact;

  /* Template children */
  GtkBox            *line;
  GtkLabel          *title_label;
  GtkLabel          *value_label;
  GtkButton         *link_button;
  GtkLabel          *link_label;
  GtkLabel          *detail_label;
};

typedef enum
{
  PROP_FACT = 1,
} AtlasFieldRowProperty;

static GParamSpec *props[PROP_FACT + 1];

G_DEFINE_FINAL_TYPE (AtlasFieldRow, atlas_field_row, ADW_TYPE_PREFERENCES_ROW)

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
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_field_row_dispose (GObject *object)
{
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, line);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, link_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, link_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasFieldRow, detail_label);
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
}

GtkWidget *
atlas_field_row_new (guint fact)
{
  return g_object_new (ATLAS_TYPE_FIELD_ROW, "fact", fact, NULL);
}

guint
atlas_field_row_get_fact (AtlasFieldRow *self)
{
  g_return_val_if_fail (ATLAS_IS_FIELD_ROW (self), 0);

  return self->fact;
}

static void
set_class (AtlasFieldRow *self,
           const char    *name,
           gboolean       has)
{
  if (has)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), name);
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

void
atlas_field_row_show_fact (AtlasFieldRow   *self,
                           const AtlasFact *fact)
{
  gboolean unknown = fact->state == ATLAS_FACT_UNKNOWN;

  g_return_if_fail (ATLAS_IS_FIELD_ROW (self));

  gtk_label_set_text (self->value_label, fact->text);
  gtk_label_set_text (self->link_label, fact->text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), unknown ? _("Unknown") : NULL);
  set_class (self, "dim-label", fact->state != ATLAS_FACT_KNOWN);
  gtk_label_set_text (self->detail_label, fact->detail != NULL ? fact->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), fact->detail != NULL);
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
