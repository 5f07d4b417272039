#include "atlas-strip-map.h"

#include "atlas-labels.h"
#include "atlas-painter.h"
#include "atlas-place.h"
#include "atlas-quantity.h"
#include "atlas-spot-marks.h"
#include "atlas-workers.h"

#include <glib/gi18n-lib.h>

/* After the map itself, before its thumbnails. */
#define PRIORITY 1500
/* CSS pixels a point: everything is finer than on the map. */
#define POINT 1.0
#define MARGIN 4 /* CSS pixels */

/* What a worker paints. */
typedef struct
{
  AtlasStripMap *map; /* borrowed; not touched once cancelled */
  AtlasScene    *scene;
  AtlasView      view;
  GArray        *places;
} Order;

struct _AtlasStripMap
{
  GtkButton        parent_instance;

  AtlasWorkers    *workers;
  AtlasScene      *scene;   /* (nullable) */
  AtlasBox         extent;
  GArray          *places;  /* (element-type AtlasPoint) */
  GCancellable    *drawing; /* (nullable) */
  cairo_surface_t *surface; /* (nullable) */

  /* Template children */
  GtkLabel        *title_label;
  GtkWidget       *current_image;
  GtkLabel        *maximum_label;
  GtkDrawingArea  *picture;
};

G_DEFINE_FINAL_TYPE (AtlasStripMap, atlas_strip_map, GTK_TYPE_BUTTON)

static void
order_free (gpointer data)
{
  Order *order = data;

  atlas_scene_unref (order->scene);
  g_array_unref (order->places);
  g_free (order);
}

/* Names keep off the rings. */
static void
paint_labels (cairo_t     *cr,
              const Order *order)
{
  const AtlasPoint *places = (const AtlasPoint *) (gpointer) order->places->data;
  g_autofree AtlasBox *obstacles = g_new (AtlasBox, order->places->len);
  g_autoptr(AtlasLabels) labels = NULL;

  atlas_spot_marks_measure (&order->view, order->scene, places, order->places->len, obstacles);
  labels = atlas_labels_place_around (order->scene, &order->view, obstacles, order->places->len);
  atlas_labels_paint (labels, cr);
  atlas_spot_marks_paint (cr, &order->view, order->scene, places, order->places->len);
}

static gpointer
paint (gpointer      data,
       GCancellable *cancellable)
{
  const Order *order = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int) order->view.width,
                                                         (int) order->view.height);
  cairo_t *cr = cairo_create (surface);

  atlas_painter_paint_ground (cr, &order->view, order->scene);
  paint_labels (cr, order);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static void
on_painted (gpointer result,
            gpointer data)
{
  const Order *order = data;
  AtlasStripMap *self = order->map;

  g_clear_object (&self->drawing);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = result;
  gtk_widget_queue_draw (GTK_WIDGET (self->picture));
}

static void
cancel_drawing (AtlasStripMap *self)
{
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->drawing);
}

static void
draw_picture (AtlasStripMap *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self->picture)) * factor;
  int height = gtk_widget_get_height (GTK_WIDGET (self->picture)) * factor;
  AtlasWork work = {
    .work = paint,
    .free_data = order_free,
    .free_result = (GDestroyNotify) cairo_surface_destroy,
    .done = on_painted,
  };
  Order *order;

  cancel_drawing (self);
  if (self->scene == NULL || width <= 0 || height <= 0)
    return;

  order = g_new0 (Order, 1);
  order->map = self;
  order->scene = atlas_scene_ref (self->scene);
  order->view = atlas_view_fit (&self->extent, width, height, MARGIN * factor, POINT * factor);
  order->places = g_array_ref (self->places);
  work.data = order;
  work.user_data = order;
  self->drawing = g_cancellable_new ();
  atlas_workers_push (self->workers, PRIORITY, self->drawing, &work);
}

/* A picture of another size is stretched until there is one of this. */
static void
show_picture (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        data)
{
  AtlasStripMap *self = data;

  if (self->surface == NULL)
    return;

  cairo_scale (cr, (double) width / cairo_image_surface_get_width (self->surface),
               (double) height / cairo_image_surface_get_height (self->surface));
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_paint (cr);
}

/* How far its values go; those of a difference both ways. */
static char *
dup_range (AtlasStripMap *self)
{
  const AtlasGrid *density = atlas_scene_get_density (self->scene);
  g_autofree char *most = atlas_place_dup_density (self->scene,
                                                   (double) atlas_grid_get_maximum (density));
  g_autofree char *least = NULL;

  if (!atlas_scene_get_ramp (self->scene)->is_diverging)
    return g_strdup_printf (_("up to %s"), most);

  least = atlas_place_dup_density_number (self->scene, (double) atlas_grid_get_minimum (density));

  return g_strdup_printf ("%s … %s", least, most);
}

static void
show_words (AtlasStripMap *self)
{
  const AtlasDensityTerms *terms = &atlas_scene_get_options (self->scene)->density;
  g_autofree char *number = atlas_quantity_format_count (terms->bandwidth);
  g_autofree char *metres = g_strdup_printf (_("%s m"), number);
  g_autofree char *title = terms->bandwidth_kind == ATLAS_BANDWIDTH_ABRAMSON
                           ? g_strdup_printf (_("Pilot: %s"), metres) : g_strdup (metres);
  g_autofree char *text = dup_range (self);
  gboolean is_current = gtk_widget_get_visible (self->current_image);
  g_autofree char *name = g_strdup_printf (is_current ? _("Bandwidth %s, %s, shown on the map")
                                                      : _("Bandwidth %s, %s"), metres, text);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->maximum_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
atlas_strip_map_dispose (GObject *object)
{
  AtlasStripMap *self = ATLAS_STRIP_MAP (object);

  cancel_drawing (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_STRIP_MAP);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  g_clear_pointer (&self->workers, atlas_workers_unref);

  G_OBJECT_CLASS (atlas_strip_map_parent_class)->dispose (object);
}

static void
atlas_strip_map_finalize (GObject *object)
{
  AtlasStripMap *self = ATLAS_STRIP_MAP (object);

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_array_unref (self->places);

  G_OBJECT_CLASS (atlas_strip_map_parent_class)->finalize (object);
}

static void
atlas_strip_map_class_init (AtlasStripMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_strip_map_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_strip_map_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-strip-map.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasStripMap, title_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasStripMap, current_image);
  gtk_widget_class_bind_template_child (widget_class, AtlasStripMap, maximum_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasStripMap, picture);
  gtk_widget_class_bind_template_callback (widget_class, draw_picture);
}

static void
atlas_strip_map_init (AtlasStripMap *self)
{
  self->workers = atlas_workers_ref_default ();
  self->places = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->picture, show_picture, self, NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (draw_picture), NULL);
}

GtkWidget *
atlas_strip_map_new (void)
{
  return g_object_new (ATLAS_TYPE_STRIP_MAP, NULL);
}

void
atlas_strip_map_show (AtlasStripMap    *self,
                      AtlasScene       *scene,
                      const AtlasBox   *extent,
                      const AtlasPoint *places,
                      guint             n)
{
  g_return_if_fail (ATLAS_IS_STRIP_MAP (self));
  g_return_if_fail (atlas_scene_get_density (scene) != NULL);

  atlas_scene_ref (scene);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  self->scene = scene;
  self->extent = *extent;
  /* A worker may hold the ones before. */
  g_array_unref (self->places);
  self->places = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_array_append_vals (self->places, places, n);
  show_words (self);
  draw_picture (self);
}

void
atlas_strip_map_set_current (AtlasStripMap *self,
                             gboolean       current)
{
  g_return_if_fail (ATLAS_IS_STRIP_MAP (self));

  gtk_widget_set_visible (self->current_image, current);
  if (self->scene != NULL)
    show_words (self);
}

AtlasScene *
atlas_strip_map_get_scene (AtlasStripMap *self)
{
  g_return_val_if_fail (ATLAS_IS_STRIP_MAP (self), NULL);

  return self->scene;
}

gboolean
atlas_strip_map_is_drawn (AtlasStripMap *self)
{
  g_return_val_if_fail (ATLAS_IS_STRIP_MAP (self), FALSE);

  return self->drawing == NULL && self->surface != NULL;
}
