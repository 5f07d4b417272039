#include "atlas-chip.h"

#include "atlas-contrast.h"

struct _AtlasChip
{
  GtkWidget  parent_instance;

  GtkWidget *label;
  gboolean   has_color;
  GdkRGBA    color;
};

typedef enum
{
  PROP_LABEL = 1,
} AtlasChipProperty;

static GParamSpec *props[PROP_LABEL + 1];

G_DEFINE_FINAL_TYPE (AtlasChip, atlas_chip, GTK_TYPE_WIDGET)

static void
atlas_chip_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch ((AtlasChipProperty) id)
    {
    case PROP_LABEL:
      g_value_set_string (value, atlas_chip_get_label (ATLAS_CHIP (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_chip_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch ((AtlasChipProperty) id)
    {
    case PROP_LABEL:
      atlas_chip_set_label (ATLAS_CHIP (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The ground is drawn here, for CSS knows no colour of a style; with an edge, for
 * it may be as pale as what it lies on. The room around the word is the word's,
 * or there would be none to draw in. */
static void
atlas_chip_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  AtlasChip *self = ATLAS_CHIP (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  const float widths[] = { 1, 1, 1, 1 };
  const GdkRGBA edge = { 0.5f, 0.5f, 0.5f, 0.4f };
  const GdkRGBA edges[] = { edge, edge, edge, edge };
  GskRoundedRect ground;

  if (self->has_color)
    {
      gsk_rounded_rect_init_from_rect (&ground, &GRAPHENE_RECT_INIT (0, 0, width, height),
                                       height / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &ground);
      gtk_snapshot_append_color (snapshot, &self->color, &ground.bounds);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &ground, widths, edges);
    }

  GTK_WIDGET_CLASS (atlas_chip_parent_class)->snapshot (widget, snapshot);
}

static void
atlas_chip_dispose (GObject *object)
{
  AtlasChip *self = ATLAS_CHIP (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (atlas_chip_parent_class)->dispose (object);
}

static void
atlas_chip_class_init (AtlasChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = atlas_chip_get_property;
  object_class->set_property = atlas_chip_set_property;
  object_class->dispose = atlas_chip_dispose;
  widget_class->snapshot = atlas_chip_snapshot;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "",
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chip");
}

static void
atlas_chip_init (AtlasChip *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

void
atlas_chip_set_label (AtlasChip  *self,
                      const char *label)
{
  g_return_if_fail (ATLAS_IS_CHIP (self));

  if (g_strcmp0 (label, atlas_chip_get_label (self)) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->label), label != NULL ? label : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LABEL]);
}

const char *
atlas_chip_get_label (AtlasChip *self)
{
  g_return_val_if_fail (ATLAS_IS_CHIP (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}

void
atlas_chip_set_color (AtlasChip        *self,
                      const AtlasColor *color)
{
  GdkRGBA rgba = { 0 };

  g_return_if_fail (ATLAS_IS_CHIP (self));

  if (color != NULL)
    rgba = (GdkRGBA) { (float) color->red, (float) color->green, (float) color->blue, 1 };
  /* A class that goes and comes back is a change of style. */
  if (self->has_color == (color != NULL) && gdk_rgba_equal (&rgba, &self->color))
    return;

  self->has_color = color != NULL;
  self->color = rgba;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "on-dark");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "on-light");
  if (color != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self),
                              atlas_contrast_is_dark (color) ? "on-dark" : "on-light");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const GdkRGBA *
atlas_chip_get_color (AtlasChip *self)
{
  g_return_val_if_fail (ATLAS_IS_CHIP (self), NULL);

  return self->has_color ? &self->color : NULL;
}
