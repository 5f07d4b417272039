#include "atlas-blit.h"

#include "atlas-picture.h"

struct _AtlasBlit
{
  GtkWidget     parent_instance;

  AtlasPicture *pictures[2];
  guint         shown;
};

G_DEFINE_FINAL_TYPE (AtlasBlit, atlas_blit, GTK_TYPE_WIDGET)

static AtlasPicture *
make_picture (AtlasBlit *self,
              double     gray)
{
  AtlasPictureKind kind = atlas_picture_kind_for (GTK_WIDGET (self));
  cairo_format_t format = kind == ATLAS_PICTURE_SURFACE ? CAIRO_FORMAT_RGB24
                                                        : CAIRO_FORMAT_ARGB32;
  cairo_surface_t *surface =
    cairo_image_surface_create (format, gtk_widget_get_width (GTK_WIDGET (self)),
                                gtk_widget_get_height (GTK_WIDGET (self)));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, gray, gray, gray);
  cairo_paint (cr);
  cairo_destroy (cr);

  return atlas_picture_new_take (surface, kind);
}

static void
atlas_blit_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  AtlasBlit *self = ATLAS_BLIT (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  cairo_t *cr = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (self->pictures); i++)
    if (self->pictures[i] == NULL)
      self->pictures[i] = make_picture (self, 0.8 + 0.1 * i);

  if (atlas_picture_kind_for (widget) == ATLAS_PICTURE_SURFACE)
    cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  atlas_picture_draw (self->pictures[self->shown], snapshot, cr, &bounds);
  g_clear_pointer (&cr, cairo_destroy);
}

static void
atlas_blit_dispose (GObject *object)
{
  AtlasBlit *self = ATLAS_BLIT (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->pictures); i++)
    g_clear_pointer (&self->pictures[i], atlas_picture_unref);

  G_OBJECT_CLASS (atlas_blit_parent_class)->dispose (object);
}

static void
atlas_blit_class_init (AtlasBlitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_blit_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = atlas_blit_snapshot;
}

static void
atlas_blit_init (AtlasBlit *self)
{
}

GtkWidget *
atlas_blit_new (int width,
                int height)
{
  return g_object_new (ATLAS_TYPE_BLIT, "width-request", width, "height-request", height, NULL);
}

void
atlas_blit_turn (AtlasBlit *self)
{
  self->shown = !self->shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
