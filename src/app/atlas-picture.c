#include "atlas-picture.h"

#include "atlas-gl-texture.h"
#include "atlas-marks.h"
#include "atlas-painter.h"
#include "atlas-tile-memory.h"

#include <math.h>
#include <string.h>

/* Parts are painted in whole patches of so many pixels. */
#define PATCH 128

/* What stays of a view's ground while its density changes. Immutable, reference-counted. */
typedef struct
{
  gatomicrefcount  refs;
  AtlasScene      *scene;
  cairo_surface_t *below;
  cairo_surface_t *above;
} Still;

struct _AtlasPicture
{
  gatomicrefcount  refs;
  Still           *still; /* (nullable) */
  cairo_surface_t *surface;
  AtlasPictureKind kind;
  GdkTexture      *texture; /* (nullable): of the surface's pixels */
  GskRenderNode   *node;    /* (nullable): of the surface, as it is drawn; main thread */
  gboolean         is_prepared;
  int              width;
  int              height;
};

typedef struct
{
  AtlasPictureRequest request;
  gboolean            keeps; /* a still */
  Still              *still; /* (nullable): from last time */
  gboolean            partial;
  AtlasPictureDone    done;
  gpointer            user_data;
} Order;

static void
still_unref (Still *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  atlas_scene_unref (self->scene);
  cairo_surface_destroy (self->below);
  cairo_surface_destroy (self->above);
  g_free (self);
}

static Still *
still_ref (Still *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->still, still_unref);
  atlas_scene_unref (order->request.scene);
  g_clear_pointer (&order->request.ground, atlas_picture_unref);
  g_clear_pointer (&order->request.before, atlas_picture_unref);
  g_clear_pointer (&order->request.marked, g_bytes_unref);
  g_free (order);
}

/* The main thread may be drawing @source: cairo may not be asked about it. */
static void
copy_pixels (cairo_surface_t *surface,
             cairo_surface_t *source)
{
  gsize size = (gsize) cairo_image_surface_get_stride (source) *
               (gsize) cairo_image_surface_get_height (source);

  memcpy (cairo_image_surface_get_data (surface), cairo_image_surface_get_data (source), size);
  cairo_surface_mark_dirty (surface);
}

static cairo_surface_t *
create_surface (const AtlasPictureRequest *request,
                cairo_format_t             format)
{
  return atlas_tile_memory_create_surface (format, (int) ceil (request->view.width),
                                           (int) ceil (request->view.height));
}

static cairo_surface_t *
new_surface (const AtlasPictureRequest *request)
{
  return create_surface (request, request->kind == ATLAS_PICTURE_SURFACE
                                  ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32);
}

/* Where no block is marked, the ground itself is it. */
static AtlasPicture *
paint_marks (const AtlasPictureRequest *request)
{
  gsize size;
  const guint *blocks = g_bytes_get_data (request->marked, &size);
  guint n_blocks = (guint) (size / sizeof (guint));
  cairo_surface_t *surface;
  cairo_t *cr;
  AtlasBox box;

  if (atlas_marks_measure (&request->view, request->scene, ATLAS_MARK_SELECTED, blocks, n_blocks,
                           &box) == 0)
    return atlas_picture_ref (request->ground);

  surface = new_surface (request);
  copy_pixels (surface, request->ground->surface);
  cr = cairo_create (surface);
  atlas_marks_paint (cr, &request->view, request->scene, ATLAS_MARK_SELECTED, blocks, n_blocks);
  cairo_destroy (cr);

  return atlas_picture_new_take (surface, request->kind);
}

static cairo_surface_t *
paint_part (const AtlasPictureRequest *request,
            AtlasGroundPart            part,
            cairo_surface_t           *surface)
{
  cairo_t *cr = cairo_create (surface);

  atlas_painter_paint_ground_part (cr, &request->view, request->scene, part);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static Still *
still_new (const AtlasPictureRequest *request)
{
  Still *self = g_new0 (Still, 1);

  g_atomic_ref_count_init (&self->refs);
  self->scene = atlas_scene_ref (request->scene);
  self->below = paint_part (request, ATLAS_GROUND_BELOW, new_surface (request));
  self->above = paint_part (request, ATLAS_GROUND_ABOVE,
                            create_surface (request, CAIRO_FORMAT_ARGB32));

  return self;
}

/* Another worker may be doing the same with what lies above: only its pixels are shared. */
static void
paint_above (cairo_surface_t *surface,
             cairo_surface_t *above)
{
  cairo_surface_t *source =
    cairo_image_surface_create_for_data (cairo_image_surface_get_data (above), CAIRO_FORMAT_ARGB32,
                                         cairo_image_surface_get_width (above),
                                         cairo_image_surface_get_height (above),
                                         cairo_image_surface_get_stride (above));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_surface (cr, source, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (source);
}

static AtlasPicture *
paint_with_still (const Order *order)
{
  const AtlasPictureRequest *request = &order->request;
  cairo_surface_t *surface = new_surface (request);
  Still *still = order->still != NULL ? still_ref (order->still) : still_new (request);
  AtlasPicture *picture;

  copy_pixels (surface, still->below);
  paint_part (request, ATLAS_GROUND_DENSITY, surface);
  paint_above (surface, still->above);
  picture = atlas_picture_new_take (surface, request->kind);
  picture->still = still;

  return picture;
}

/* @still: (nullable) */
static AtlasPicture *
paint_again (const AtlasPictureRequest *request,
             Still                     *still)
{
  const AtlasBox *part = &request->part;
  cairo_surface_t *surface = new_surface (request);
  cairo_t *cr;
  AtlasPicture *picture;

  copy_pixels (surface, request->before->surface);
  cr = cairo_create (surface);
  cairo_rectangle (cr, part->x0, part->y0, atlas_box_width (part), atlas_box_height (part));
  cairo_clip (cr);
  atlas_painter_paint_ground (cr, &request->view, request->scene);
  cairo_destroy (cr);
  picture = atlas_picture_new_take (surface, request->kind);
  picture->still = still != NULL ? still_ref (still) : NULL;

  return picture;
}

static gpointer
paint (gpointer      data,
       GCancellable *cancellable)
{
  const Order *order = data;
  const AtlasPictureRequest *request = &order->request;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (request->ground != NULL)
    return paint_marks (request);
  if (order->partial)
    return paint_again (request, order->still);
  if (order->keeps)
    return paint_with_still (order);

  surface = new_surface (request);
  cr = cairo_create (surface);
  atlas_painter_paint_ground (cr, &request->view, request->scene);
  cairo_destroy (cr);

  return atlas_picture_new_take (surface, request->kind);
}

static void
on_painted (gpointer result,
            gpointer data)
{
  Order *order = data;

  /* No result: the workers are closing. */
  if (result != NULL)
    order->done (result, order->user_data);
}

static AtlasBox
find_patches (const AtlasPictureRequest *request)
{
  const AtlasBox *part = &request->part;

  return (AtlasBox) { MAX (floor (part->x0 / PATCH) * PATCH, 0),
                      MAX (floor (part->y0 / PATCH) * PATCH, 0),
                      MIN (ceil (part->x1 / PATCH) * PATCH, ceil (request->view.width)),
                      MIN (ceil (part->y1 / PATCH) * PATCH, ceil (request->view.height)) };
}

static double
get_size (const AtlasBox *box)
{
  return atlas_box_width (box) * atlas_box_height (box);
}

/* What is known of the picture before may make it less to do. */
static void
use_before (Order        *order,
            AtlasPicture *before)
{
  AtlasPictureRequest *request = &order->request;

  request->part = find_patches (request);
  order->partial = get_size (&request->part) <= request->view.width * request->view.height / 2;
  if (order->partial)
    request->before = atlas_picture_ref (before);

  order->keeps = atlas_scene_shows (request->scene, ATLAS_DRAWN_DENSITY);
  if (order->keeps && before->still != NULL &&
      atlas_scene_is_like_but_density (request->scene, before->still->scene))
    order->still = still_ref (before->still);
}

void
atlas_picture_paint (AtlasWorkers              *workers,
                     int                        priority,
                     GCancellable              *cancellable,
                     const AtlasPictureRequest *request,
                     AtlasPictureDone           done,
                     gpointer                   user_data)
{
  Order *order = g_new0 (Order, 1);
  AtlasWork work = {
    .work = paint,
    .data = order,
    .free_data = order_free,
    .free_result = (GDestroyNotify) atlas_picture_unref,
    .done = on_painted,
    .user_data = order,
  };

  order->request = *request;
  order->request.before = NULL;
  if (request->before != NULL)
    use_before (order, request->before);
  atlas_scene_ref (order->request.scene);
  if (request->ground != NULL)
    atlas_picture_ref (request->ground);
  if (request->marked != NULL)
    g_bytes_ref (request->marked);
  order->done = done;
  order->user_data = user_data;
  atlas_workers_push (workers, priority, cancellable, &work);
}

AtlasPicture *
atlas_picture_paint_at_once (const AtlasPictureRequest *request,
                             double                    *n_pixels)
{
  AtlasPictureRequest now = *request;

  now.part = find_patches (request);
  if (get_size (&now.part) > *n_pixels)
    return NULL;

  *n_pixels -= get_size (&now.part);

  return paint_again (&now, request->before->still);
}

AtlasPicture *
atlas_picture_new_take (cairo_surface_t  *surface,
                        AtlasPictureKind  kind)
{
  AtlasPicture *self = g_new0 (AtlasPicture, 1);
  g_autoptr(GBytes) bytes = NULL;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  g_atomic_ref_count_init (&self->refs);
  self->surface = surface;
  self->kind = kind;
  self->width = cairo_image_surface_get_width (surface);
  self->height = cairo_image_surface_get_height (surface);
  if (kind == ATLAS_PICTURE_SURFACE)
    return self;

  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) self->height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (surface));
  self->texture = gdk_memory_texture_new (self->width, self->height, GDK_MEMORY_DEFAULT,
                                          bytes, (gsize) stride);

  return self;
}

AtlasPicture *
atlas_picture_ref (AtlasPicture *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_picture_unref (AtlasPicture *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  atlas_picture_forget (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self);
}

void
atlas_picture_prepare (AtlasPicture *self)
{
  GdkTexture *texture;

  if (self->kind != ATLAS_PICTURE_GL || self->is_prepared)
    return;

  self->is_prepared = TRUE;
  texture = atlas_gl_texture_new (self->surface);
  if (texture == NULL)
    return;

  g_object_unref (self->texture);
  self->texture = texture;
}

void
atlas_picture_forget (AtlasPicture *self)
{
  g_clear_pointer (&self->still, still_unref);
}

static void
paint_surface (const AtlasPicture *self,
               cairo_t            *cr,
               gboolean            exact)
{
  cairo_pattern_t *pattern;

  cairo_set_source_surface (cr, self->surface, 0, 0);
  pattern = cairo_get_source (cr);
  cairo_pattern_set_filter (pattern, exact ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  /* Or the edges of enlarged tiles fade and seams show. */
  if (!exact)
    cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_fill (cr);
}

/* The recording would copy a surface that goes before it. */
static GskRenderNode *
get_node (AtlasPicture *self)
{
  static const cairo_user_data_key_t key;
  cairo_t *cr;

  if (self->node != NULL)
    return self->node;

  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) self->width,
                                                        (float) self->height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  paint_surface (self, cr, TRUE);
  cairo_surface_set_user_data (cairo_get_target (cr), &key, cairo_surface_reference (self->surface),
                               (cairo_destroy_func_t) cairo_surface_destroy);
  cairo_destroy (cr);

  return self->node;
}

static void
append_node (AtlasPicture          *self,
             GtkSnapshot           *snapshot,
             const graphene_rect_t *area)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area->origin);
  gtk_snapshot_append_node (snapshot, get_node (self));
  gtk_snapshot_restore (snapshot);
}

void
atlas_picture_draw (AtlasPicture          *self,
                    GtkSnapshot           *snapshot,
                    cairo_t               *cr,
                    const graphene_rect_t *area)
{
  double scale_x = area->size.width / self->width;
  double scale_y = area->size.height / self->height;
  gboolean exact = scale_x == 1 && scale_y == 1;

  /* From far away a piece has no pixel left, and cairo would draw no more at
   * all in a context that is scaled to nothing. */
  if (area->size.width <= 0 || area->size.height <= 0)
    return;

  if (self->texture != NULL)
    {
      if (self->is_prepared)
        atlas_gl_texture_set_smooth (self->texture, !exact);
      gtk_snapshot_append_texture (snapshot, self->texture, area);
      return;
    }

  if (cr == NULL)
    {
      g_return_if_fail (exact);
      append_node (self, snapshot, area);
      return;
    }

  cairo_save (cr);
  cairo_translate (cr, area->origin.x, area->origin.y);
  cairo_scale (cr, scale_x, scale_y);
  paint_surface (self, cr, exact);
  cairo_restore (cr);
}

cairo_surface_t *
atlas_picture_get_surface (const AtlasPicture *self)
{
  return self->surface;
}

GdkTexture *
atlas_picture_get_texture (const AtlasPicture *self)
{
  return self->texture;
}

AtlasPictureKind
atlas_picture_kind_for (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  const char *name = renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : NULL;

  if (g_strcmp0 (name, "GskCairoRenderer") == 0)
    return ATLAS_PICTURE_SURFACE;

  return g_strcmp0 (name, "GskGLRenderer") == 0 ? ATLAS_PICTURE_GL : ATLAS_PICTURE_TEXTURE;
}
