#include "atlas-map-card.h"

#include <math.h>

/* CSS pixels. */
#define MARGIN ATLAS_MAP_CARD_MARGIN
#define RADIUS 6.0
/* The paper lets a hint of the map through, not enough to disturb reading. */
#define PAPER_ALPHA 0.94
#define EDGE_ALPHA  0.18

typedef struct
{
  AtlasScene *scene;
  double      width; /* of what is drawn; < 0: to be measured */
  double      height;
} AtlasMapCardPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AtlasMapCard, atlas_map_card, GTK_TYPE_WIDGET)

static void
ensure_measured (AtlasMapCard *self)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);

  if (priv->width < 0 && priv->scene != NULL)
    ATLAS_MAP_CARD_GET_CLASS (self)->measure (self, priv->scene, &priv->width, &priv->height);
}

static double
get_asked_width (AtlasMapCard *self)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);

  return MAX (priv->width, ATLAS_MAP_CARD_GET_CLASS (self)->most_width);
}

static void
atlas_map_card_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  AtlasMapCard *self = ATLAS_MAP_CARD (widget);
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);
  double size;

  ensure_measured (self);
  size = orientation == GTK_ORIENTATION_HORIZONTAL ? get_asked_width (self) : priv->height;
  *minimum = *natural = priv->scene != NULL ? (int) ceil (size + 2 * MARGIN) : 0;
  if (ATLAS_MAP_CARD_GET_CLASS (self)->most_width > 0)
    *minimum = 0;
}

static void
set_color (cairo_t          *cr,
           const AtlasColor *color,
           double            alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, alpha);
}

/* @inset: of the outline from the card's edge */
static void
trace_outline (cairo_t *cr,
               double   width,
               double   height,
               double   inset)
{
  double radius = RADIUS - inset;

  cairo_new_sub_path (cr);
  for (int corner = 0; corner < 4; corner++)
    cairo_arc (cr, corner % 3 == 0 ? width - RADIUS : RADIUS,
               corner < 2 ? height - RADIUS : RADIUS, radius,
               corner * G_PI / 2, (corner + 1) * G_PI / 2);
  cairo_close_path (cr);
}

/* In the same picture as what is drawn on it: software GL takes more time for a
 * rounded clip and a border than for the map under them. */
static void
paint_paper (cairo_t          *cr,
             const AtlasStyle *style,
             double            width,
             double            height)
{
  set_color (cr, &style->fills[ATLAS_FILL_PAPER], PAPER_ALPHA);
  trace_outline (cr, width, height, 0);
  cairo_fill (cr);
  set_color (cr, &style->texts[ATLAS_TEXT_LEGEND].color, EDGE_ALPHA);
  cairo_set_line_width (cr, 1);
  trace_outline (cr, width, height, 0.5);
  cairo_stroke (cr);
}

static void
atlas_map_card_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  AtlasMapCard *self = ATLAS_MAP_CARD (widget);
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), left;
  cairo_t *cr;

  if (priv->scene == NULL)
    return;

  left = 0;
  if (ATLAS_MAP_CARD_GET_CLASS (self)->most_width > 0)
    left = width - ceil (priv->width + 2 * MARGIN);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) left, 0,
                                                                 (float) (width - left),
                                                                 (float) height));
  cairo_translate (cr, left, 0);
  paint_paper (cr, atlas_scene_get_style (priv->scene), width - left, height);
  cairo_translate (cr, MARGIN, MARGIN);
  ATLAS_MAP_CARD_GET_CLASS (self)->paint (self, cr, priv->scene);
  cairo_destroy (cr);
}

static void
atlas_map_card_dispose (GObject *object)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (ATLAS_MAP_CARD (object));

  g_clear_pointer (&priv->scene, atlas_scene_unref);

  G_OBJECT_CLASS (atlas_map_card_parent_class)->dispose (object);
}

static void
atlas_map_card_class_init (AtlasMapCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_map_card_dispose;

  widget_class->measure = atlas_map_card_measure;
  widget_class->snapshot = atlas_map_card_snapshot;

  gtk_widget_class_set_css_name (widget_class, "map-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
atlas_map_card_init (AtlasMapCard *self)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);

  priv->width = -1;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
atlas_map_card_set_scene (AtlasMapCard *self,
                          AtlasScene   *scene)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);

  g_return_if_fail (ATLAS_IS_MAP_CARD (self));

  if (scene == priv->scene)
    return;

  g_clear_pointer (&priv->scene, atlas_scene_unref);
  if (scene != NULL)
    priv->scene = atlas_scene_ref (scene);
  gtk_widget_set_visible (GTK_WIDGET (self), scene != NULL);
  atlas_map_card_changed (self);
}

AtlasScene *
atlas_map_card_get_scene (AtlasMapCard *self)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);

  g_return_val_if_fail (ATLAS_IS_MAP_CARD (self), NULL);

  return priv->scene;
}

int
atlas_map_card_get_spare_width (AtlasMapCard *self)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);

  g_return_val_if_fail (ATLAS_IS_MAP_CARD (self), 0);

  ensure_measured (self);

  return (int) (ceil (get_asked_width (self) + 2 * MARGIN) - ceil (priv->width + 2 * MARGIN));
}

void
atlas_map_card_changed (AtlasMapCard *self)
{
  AtlasMapCardPrivate *priv = atlas_map_card_get_instance_private (self);
  AtlasMapCardClass *klass;
  double asked, height;

  g_return_if_fail (ATLAS_IS_MAP_CARD (self));

  klass = ATLAS_MAP_CARD_GET_CLASS (self);
  asked = get_asked_width (self);
  height = priv->height;
  priv->width = -1;
  if (klass->changed != NULL)
    klass->changed (self);
  ensure_measured (self);
  /* With another size the panes around the map are allocated, too, and AdwFlap then
   * gives its shadows their style anew: a frame for nothing. */
  if (get_asked_width (self) != asked || priv->height != height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else if (klass->changed != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self)); /* its children may lie elsewhere */
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
