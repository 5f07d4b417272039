#include "atlas-measure-card.h"

#include "atlas-form.h"
#include "atlas-geodesic.h"
#include "atlas-measure-tool.h"

#include <glib/gi18n-lib.h>

struct _AtlasMeasureCard
{
  GtkBox            parent_instance;

  AtlasMeasureTool *tool; /* (nullable) */

  /* Template children */
  GtkLabel         *length_label;
  GtkLabel         *leg_label;
  GtkLabel         *area_label;
  GtkWidget        *copy_button;
};

G_DEFINE_FINAL_TYPE (AtlasMeasureCard, atlas_measure_card, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_TOOL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
show_results (AtlasMeasureCard *self)
{
  guint n;
  const AtlasPoint *points = atlas_measure_tool_get_points (self->tool, &n);
  g_autofree char *length = atlas_quantity_format_length (atlas_geodesic_length (points, n));
  g_autofree char *leg = NULL;
  g_autofree char *area = atlas_measure_tool_dup_area (self->tool);

  leg = atlas_quantity_format_length (n < 2 ? 0 : atlas_geodesic_distance (&points[n - 2],
                                                                           &points[n - 1]));
  atlas_form_show_quantity (self->length_label, n >= 2, _("Length: %s"), length);
  atlas_form_show_quantity (self->leg_label, n >= 3, _("Last leg: %s"), leg);
  atlas_form_show_quantity (self->area_label, n >= 3, _("Area, closed: %s"), area);
  gtk_widget_set_sensitive (self->copy_button, n > 0);
}

static void
on_copy (AtlasMeasureCard *self)
{
  g_autofree char *text = atlas_measure_tool_dup_text (self->tool);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
set_tool (AtlasMeasureCard *self,
          AtlasMapTool     *tool)
{
  AtlasMeasureTool *measuring = ATLAS_IS_MEASURE_TOOL (tool) ? ATLAS_MEASURE_TOOL (tool) : NULL;

  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_func (self->tool, show_results, self);
  g_set_object (&self->tool, measuring);
  gtk_widget_set_visible (GTK_WIDGET (self), self->tool != NULL);
  if (self->tool == NULL)
    return;

  g_signal_connect_object (self->tool, "changed", G_CALLBACK (show_results), self,
                           G_CONNECT_SWAPPED);
  show_results (self);
}

static void
atlas_measure_card_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_TOOL:
      set_tool (ATLAS_MEASURE_CARD (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_measure_card_dispose (GObject *object)
{
  AtlasMeasureCard *self = ATLAS_MEASURE_CARD (object);

  g_clear_object (&self->tool);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_MEASURE_CARD);

  G_OBJECT_CLASS (atlas_measure_card_parent_class)->dispose (object);
}

static void
atlas_measure_card_class_init (AtlasMeasureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = atlas_measure_card_set_property;
  G_OBJECT_CLASS (klass)->dispose = atlas_measure_card_dispose;

  properties[PROP_TOOL] = g_param_spec_object ("tool", NULL, NULL, ATLAS_TYPE_MAP_TOOL,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "measure-card");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/renewalatlas/Atlas/ui/atlas-measure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMeasureCard, length_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasMeasureCard, leg_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasMeasureCard, area_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasMeasureCard, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
atlas_measure_card_init (AtlasMeasureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
