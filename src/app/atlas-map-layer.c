#include "atlas-map-layer.h"

#include "atlas-map-lettering.h"
#include "atlas-tiles.h"

#include <math.h>
#include <string.h>

/* How long the zoom must rest before tiles are drawn for it. */
#define SETTLE_MS 60
/* The picture behind everything, and how long the scene must rest before it is drawn
 * anew: with a change a frame it would take the time of the tiles that are seen. */
#define OVERVIEW_SIZE 768
#define OVERVIEW_REST_MS 250
/* For so long at most a picture is held back until all of it shows the same scene: every
 * frame takes time from the tiles that are still missing. */
#define HOLD_MS 100
/* CSS pixels per typographic point, as CSS defines them. */
#define PIXELS_PER_POINT (96.0 / 72.0)

/* There is none yet: it is one, and soon seen missing, so it goes first. Where
 * there is, it goes after the tiles that are seen. */
#define PRIORITY_OVERVIEW       -2
#define PRIORITY_OVERVIEW_AGAIN 999

/* A picture of a whole scene and the one that is to take its place. */
typedef struct
{
  AtlasPicture *picture;
  AtlasScene   *scene;
  AtlasView     view;
  GCancellable *cancellable; /* while the next is drawn */
  AtlasScene   *next_scene;
  AtlasView     next_view;
  guint         rest_id;     /* while the scene may change again */
} Overview;

struct _AtlasMapLayer
{
  ShumateLayer       parent_instance;

  AtlasWorkers      *workers;
  AtlasScene        *scene;
  GBytes            *marked;   /* (nullable) */
  AtlasTiles        *tiles;
  AtlasTiles        *backdrop; /* what was complete last, until @tiles are */
  Overview           overview;
  AtlasMapLettering *lettering;
  AtlasBox           covers[ATLAS_LETTERING_MAX_COVERS]; /* device pixels of the widget */
  guint              n_covers;
  guint              settle_id;
  guint              hold_id;
  gboolean           is_new;    /* until the scene has been seen complete */
  gboolean           is_unlaid; /* until cards that show the scene have their sizes */
  AtlasPictureKind   kind;
};

G_DEFINE_FINAL_TYPE (AtlasMapLayer, atlas_map_layer, SHUMATE_TYPE_LAYER)

enum
{
  NAMES_CHANGED,
  SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
overview_cancel (Overview *overview)
{
  g_clear_handle_id (&overview->rest_id, g_source_remove);
  g_cancellable_cancel (overview->cancellable);
  g_clear_object (&overview->cancellable);
  g_clear_pointer (&overview->next_scene, atlas_scene_unref);
}

static void
overview_clear (Overview *overview)
{
  overview_cancel (overview);
  g_clear_pointer (&overview->picture, atlas_picture_unref);
  g_clear_pointer (&overview->scene, atlas_scene_unref);
}

static void
overview_draw (const Overview  *overview,
               const AtlasView *view,
               GtkSnapshot     *snapshot,
               cairo_t         *cr)
{
  double factor = view->scale / overview->view.scale;
  double x = round (atlas_view_x (view, overview->view.x0));
  double y = round (atlas_view_y (view, overview->view.y0));

  if (overview->picture != NULL)
    atlas_picture_draw (overview->picture, snapshot, cr,
                        &GRAPHENE_RECT_INIT ((float) x, (float) y,
                                             (float) (overview->view.width * factor),
                                             (float) (overview->view.height * factor)));
}

static void update_overview (AtlasMapLayer *self);

static void
on_overview_painted (AtlasPicture *picture,
                     gpointer      data)
{
  AtlasMapLayer *self = data;
  Overview *overview = &self->overview;

  g_clear_pointer (&overview->picture, atlas_picture_unref);
  g_clear_pointer (&overview->scene, atlas_scene_unref);
  overview->picture = picture;
  overview->scene = g_steal_pointer (&overview->next_scene);
  overview->view = overview->next_view;
  g_clear_object (&overview->cancellable);
  update_overview (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_overview (AtlasMapLayer *self)
{
  Overview *overview = &self->overview;
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (self->scene));
  AtlasBox wide = atlas_box_grow (box, atlas_box_width (box) / 2);
  AtlasPictureRequest request = {
    .scene = self->scene,
    .view = atlas_view_fit (&wide, OVERVIEW_SIZE, OVERVIEW_SIZE, 0, PIXELS_PER_POINT / 2),
    .kind = self->kind,
  };

  overview->cancellable = g_cancellable_new ();
  overview->next_scene = atlas_scene_ref (self->scene);
  overview->next_view = request.view;
  atlas_picture_paint (self->workers,
                       overview->picture == NULL ? PRIORITY_OVERVIEW : PRIORITY_OVERVIEW_AGAIN,
                       overview->cancellable, &request, on_overview_painted, self);
}

static gboolean
on_overview_rest (gpointer data)
{
  AtlasMapLayer *self = data;

  self->overview.rest_id = 0;
  draw_overview (self);

  return G_SOURCE_REMOVE;
}

/* One that is being drawn is waited for, see atlas_tiles_renew(). */
static void
update_overview (AtlasMapLayer *self)
{
  Overview *overview = &self->overview;

  if (overview->cancellable != NULL || overview->scene == self->scene)
    return;

  g_clear_handle_id (&overview->rest_id, g_source_remove);
  if (overview->picture == NULL)
    draw_overview (self);
  else
    overview->rest_id = g_timeout_add (OVERVIEW_REST_MS, on_overview_rest, self);
}

static AtlasLetteringRequest
get_lettering_request (AtlasMapLayer   *self,
                       const AtlasView *view)
{
  AtlasLetteringRequest request = {
    .scene = self->scene,
    .view = *view,
    .n_covers = self->n_covers,
    .kind = self->kind,
  };

  memcpy (request.covers, self->covers, sizeof self->covers);

  return request;
}

/* For people who measure; to be seen with G_MESSAGES_DEBUG=atlas-window. */
static void
on_painted (GdkFrameClock *clock,
            AtlasMapLayer *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_painted, self);
  if (self->scene != NULL)
    g_log ("atlas-window", G_LOG_LEVEL_DEBUG, "Map %u is drawn", atlas_scene_get_map (self->scene));
}

static void
tell_when_complete (AtlasMapLayer *self)
{
  if (!self->is_new || !atlas_map_layer_is_complete (self))
    return;

  self->is_new = FALSE;
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                           G_CALLBACK (on_painted), self, 0);
}

static void
on_lettering_ready (gpointer data)
{
  AtlasMapLayer *self = data;

  g_signal_emit (self, signals[NAMES_CHANGED], 0);
  tell_when_complete (self);
}

static void
show (AtlasMapLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->hold_id == 0)
    return;

  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_signal_emit (self, signals[SHOWN], 0);
}

static gboolean
on_held_long (gpointer data)
{
  show (data);

  return G_SOURCE_REMOVE;
}

/* With a change a frame what was held back first is shown first. */
static void
hold_back (AtlasMapLayer *self)
{
  if (self->hold_id == 0)
    self->hold_id = g_timeout_add (HOLD_MS, on_held_long, self);
}

static void
on_tile_ready (gpointer data)
{
  AtlasMapLayer *self = data;
  AtlasView view;

  if (!atlas_map_layer_get_view (self, &view))
    return;

  if (self->backdrop != NULL && atlas_tiles_get_scale (self->tiles) == view.scale &&
      atlas_tiles_cover (self->tiles, &view))
    g_clear_pointer (&self->backdrop, atlas_tiles_free);
  if (self->hold_id == 0 || atlas_tiles_are_current (self->tiles, &view))
    show (self);
}

/* The present tiles become the backdrop of new ones, unless they were still
 * being drawn and the older backdrop shows more. Of another map they need not
 * reach beyond what is seen. */
static void
begin_tiles (AtlasMapLayer   *self,
             const AtlasView *view)
{
  if (self->tiles != NULL && self->backdrop == NULL)
    self->backdrop = g_steal_pointer (&self->tiles);
  if (self->backdrop != NULL && atlas_tiles_get_scale (self->backdrop) == view->scale)
    atlas_tiles_keep_seen (self->backdrop, view);
  g_clear_pointer (&self->tiles, atlas_tiles_free);
  self->tiles = atlas_tiles_new (self->workers, self->scene, view->scale, view->point,
                                 self->kind, on_tile_ready, self);
  atlas_tiles_set_marked (self->tiles, self->marked);
}

/* With a scene the legend gets another size: names wait for that, or they would be
 * placed twice. */
static void
want_names (AtlasMapLayer   *self,
            const AtlasView *view)
{
  AtlasLetteringRequest request = get_lettering_request (self, view);

  if (!self->is_unlaid && atlas_tiles_get_scale (self->tiles) == view->scale)
    atlas_map_lettering_want (self->lettering, &request);
}

/* Returns: whether there is anything to draw */
static gboolean
order (AtlasMapLayer *self)
{
  AtlasView view;

  if (!atlas_map_layer_get_view (self, &view))
    return FALSE;

  if (self->tiles == NULL || atlas_tiles_get_scene (self->tiles) != self->scene ||
      (atlas_tiles_get_scale (self->tiles) != view.scale && self->settle_id == 0))
    begin_tiles (self, &view);
  update_overview (self);
  if (atlas_tiles_get_scale (self->tiles) == view.scale)
    atlas_tiles_want (self->tiles, &view);
  want_names (self, &view);

  return TRUE;
}

static void
update (AtlasMapLayer *self)
{
  if (order (self))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_settled (gpointer data)
{
  AtlasMapLayer *self = data;

  self->settle_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
on_zoom_changed (AtlasMapLayer *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
drop_pictures (AtlasMapLayer *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->hold_id, g_source_remove);
  g_clear_pointer (&self->tiles, atlas_tiles_free);
  g_clear_pointer (&self->backdrop, atlas_tiles_free);
  overview_clear (&self->overview);
  atlas_map_lettering_drop (self->lettering);
  g_signal_emit (self, signals[NAMES_CHANGED], 0);
}

static gboolean
tiles_cover (AtlasMapLayer   *self,
             const AtlasView *view)
{
  return self->tiles != NULL && atlas_tiles_cover (self->tiles, view);
}

static gboolean
is_exact (AtlasMapLayer   *self,
          const AtlasView *view)
{
  return tiles_cover (self, view) && atlas_tiles_get_scale (self->tiles) == view->scale;
}

static void
draw_pictures (AtlasMapLayer   *self,
               const AtlasView *view,
               GtkSnapshot     *snapshot,
               cairo_t         *cr)
{
  if (!tiles_cover (self, view))
    {
      overview_draw (&self->overview, view, snapshot, cr);
      if (self->backdrop != NULL)
        atlas_tiles_draw (self->backdrop, view, snapshot, cr);
    }
  if (self->tiles != NULL)
    atlas_tiles_draw (self->tiles, view, snapshot, cr);
}

/* What no picture covers; under tiles that cover all it would be drawn for
 * nothing, which software GL is slow enough to show. */
static void
append_ground (AtlasMapLayer         *self,
               const AtlasView       *view,
               GtkSnapshot           *snapshot,
               const graphene_rect_t *bounds)
{
  const AtlasColor *ground = &atlas_scene_get_style (self->scene)->fills[ATLAS_FILL_OUTSIDE];

  if (!tiles_cover (self, view))
    gtk_snapshot_append_color (snapshot,
                               &(GdkRGBA) { (float) ground->red, (float) ground->green,
                                            (float) ground->blue, 1 },
                               bounds);
}

static graphene_rect_t
get_bounds (AtlasMapLayer *self)
{
  return GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                             (float) gtk_widget_get_height (GTK_WIDGET (self)));
}

typedef void (*DrawPictures) (AtlasMapLayer   *self,
                              const AtlasView *view,
                              GtkSnapshot     *snapshot,
                              cairo_t         *cr);

/* In device pixels, as the renderer draws pictures. @exact: none of them is scaled */
static void
snapshot_pictures (AtlasMapLayer   *self,
                   const AtlasView *view,
                   GtkSnapshot     *snapshot,
                   gboolean         exact,
                   DrawPictures     draw)
{
  graphene_rect_t bounds = get_bounds (self);
  double pixel = 1.0 / gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr = NULL;

  gtk_snapshot_save (snapshot);
  if (self->kind == ATLAS_PICTURE_SURFACE && !exact)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      cairo_scale (cr, pixel, pixel);
    }
  else
    gtk_snapshot_scale (snapshot, (float) pixel, (float) pixel);
  draw (self, view, snapshot, cr);
  g_clear_pointer (&cr, cairo_destroy);
  gtk_snapshot_restore (snapshot);
}

static void
atlas_map_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  AtlasMapLayer *self = ATLAS_MAP_LAYER (widget);
  graphene_rect_t bounds = get_bounds (self);
  AtlasView view;

  if (!atlas_map_layer_get_view (self, &view))
    return;

  /* A frame is laid out before it is drawn. */
  if (self->is_unlaid && self->tiles != NULL)
    {
      self->is_unlaid = FALSE;
      want_names (self, &view);
    }
  gtk_snapshot_push_clip (snapshot, &bounds);
  append_ground (self, &view, snapshot, &bounds);
  snapshot_pictures (self, &view, snapshot, is_exact (self, &view), draw_pictures);
  gtk_snapshot_pop (snapshot);
  tell_when_complete (self);
}

static void
atlas_map_layer_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GTK_WIDGET_CLASS (atlas_map_layer_parent_class)->size_allocate (widget, width, height, baseline);

  update (ATLAS_MAP_LAYER (widget));
}

static void
atlas_map_layer_realize (GtkWidget *widget)
{
  AtlasMapLayer *self = ATLAS_MAP_LAYER (widget);

  GTK_WIDGET_CLASS (atlas_map_layer_parent_class)->realize (widget);

  self->kind = atlas_picture_kind_for (widget);
}

static void
atlas_map_layer_unrealize (GtkWidget *widget)
{
  drop_pictures (ATLAS_MAP_LAYER (widget));

  GTK_WIDGET_CLASS (atlas_map_layer_parent_class)->unrealize (widget);
}

static void
atlas_map_layer_constructed (GObject *object)
{
  AtlasMapLayer *self = ATLAS_MAP_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (atlas_map_layer_parent_class)->constructed (object);

  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (on_zoom_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (update), NULL);
}

static void
atlas_map_layer_dispose (GObject *object)
{
  AtlasMapLayer *self = ATLAS_MAP_LAYER (object);

  drop_pictures (self);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  g_clear_pointer (&self->marked, g_bytes_unref);

  G_OBJECT_CLASS (atlas_map_layer_parent_class)->dispose (object);
}

static void
atlas_map_layer_finalize (GObject *object)
{
  AtlasMapLayer *self = ATLAS_MAP_LAYER (object);

  g_clear_pointer (&self->lettering, atlas_map_lettering_free);
  g_clear_pointer (&self->workers, atlas_workers_unref);

  G_OBJECT_CLASS (atlas_map_layer_parent_class)->finalize (object);
}

static void
atlas_map_layer_class_init (AtlasMapLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = atlas_map_layer_constructed;
  object_class->dispose = atlas_map_layer_dispose;
  object_class->finalize = atlas_map_layer_finalize;

  widget_class->snapshot = atlas_map_layer_snapshot;
  widget_class->size_allocate = atlas_map_layer_size_allocate;
  widget_class->realize = atlas_map_layer_realize;
  widget_class->unrealize = atlas_map_layer_unrealize;

  signals[NAMES_CHANGED] = g_signal_new ("names-changed", ATLAS_TYPE_MAP_LAYER,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOWN] = g_signal_new ("shown", ATLAS_TYPE_MAP_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "map-layer");
}

static void
atlas_map_layer_init (AtlasMapLayer *self)
{
  self->workers = atlas_workers_ref_default ();
  self->lettering = atlas_map_lettering_new (self->workers, on_lettering_ready, self);
}

AtlasMapLayer *
atlas_map_layer_new (ShumateViewport *viewport)
{
  g_return_val_if_fail (SHUMATE_IS_VIEWPORT (viewport), NULL);

  return g_object_new (ATLAS_TYPE_MAP_LAYER, "viewport", viewport, NULL);
}

void
atlas_map_layer_set_scene (AtlasMapLayer *self,
                           AtlasScene    *scene)
{
  g_return_if_fail (ATLAS_IS_MAP_LAYER (self));

  if (scene == self->scene)
    return;

  overview_cancel (&self->overview);
  g_clear_pointer (&self->scene, atlas_scene_unref);
  self->is_new = TRUE;
  self->is_unlaid = TRUE;
  if (scene != NULL)
    self->scene = atlas_scene_ref (scene);
  else
    drop_pictures (self);
  hold_back (self);
  update (self);
}

void
atlas_map_layer_set_scene_within (AtlasMapLayer  *self,
                                  AtlasScene     *scene,
                                  const AtlasBox *changed)
{
  g_return_if_fail (ATLAS_IS_MAP_LAYER (self));
  g_return_if_fail (self->scene != NULL && scene != NULL);

  if (scene == self->scene)
    return;

  if (self->tiles != NULL && atlas_tiles_get_scene (self->tiles) == self->scene)
    atlas_tiles_renew (self->tiles, scene, changed);
  atlas_map_lettering_renew (self->lettering, self->scene, scene, changed);
  atlas_scene_unref (self->scene);
  self->scene = atlas_scene_ref (scene);
  self->is_new = TRUE;
  hold_back (self);
  /* Nothing looks different until a tile is there. */
  if (order (self) && atlas_map_layer_is_sharp (self))
    show (self);
}

AtlasScene *
atlas_map_layer_get_scene (AtlasMapLayer *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_LAYER (self), NULL);

  return self->scene;
}

void
atlas_map_layer_set_marked (AtlasMapLayer *self,
                            GBytes        *marked)
{
  g_return_if_fail (ATLAS_IS_MAP_LAYER (self));

  if (marked == self->marked)
    return;

  g_clear_pointer (&self->marked, g_bytes_unref);
  if (marked != NULL)
    self->marked = g_bytes_ref (marked);
  if (self->tiles != NULL)
    atlas_tiles_set_marked (self->tiles, marked);
  if (self->backdrop != NULL)
    atlas_tiles_set_marked (self->backdrop, marked);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
atlas_map_layer_is_marked (AtlasMapLayer *self)
{
  AtlasView view;

  g_return_val_if_fail (ATLAS_IS_MAP_LAYER (self), FALSE);

  return atlas_map_layer_get_view (self, &view) && self->tiles != NULL &&
         atlas_tiles_are_marked (self->tiles, &view);
}

void
atlas_map_layer_set_covers (AtlasMapLayer  *self,
                            const AtlasBox *covers,
                            guint           n_covers)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  AtlasBox scaled[ATLAS_LETTERING_MAX_COVERS] = { { 0 } };

  g_return_if_fail (ATLAS_IS_MAP_LAYER (self));
  g_return_if_fail (n_covers <= ATLAS_LETTERING_MAX_COVERS);

  for (guint i = 0; i < n_covers; i++)
    scaled[i] = (AtlasBox) { covers[i].x0 * factor, covers[i].y0 * factor,
                             covers[i].x1 * factor, covers[i].y1 * factor };
  if (n_covers == self->n_covers && memcmp (scaled, self->covers, sizeof scaled) == 0)
    return;

  memcpy (self->covers, scaled, sizeof scaled);
  self->n_covers = n_covers;
  if (self->scene != NULL)
    update (self);
}

gboolean
atlas_map_layer_is_held (AtlasMapLayer *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_LAYER (self), FALSE);

  return self->hold_id != 0;
}

gboolean
atlas_map_layer_is_sharp (AtlasMapLayer *self)
{
  AtlasView view;

  g_return_val_if_fail (ATLAS_IS_MAP_LAYER (self), FALSE);

  return atlas_map_layer_get_view (self, &view) && self->tiles != NULL &&
         atlas_tiles_get_scene (self->tiles) == self->scene &&
         atlas_tiles_get_scale (self->tiles) == view.scale &&
         atlas_tiles_are_current (self->tiles, &view);
}

gboolean
atlas_map_layer_is_complete (AtlasMapLayer *self)
{
  AtlasLetteringRequest request;
  AtlasView view;

  g_return_val_if_fail (ATLAS_IS_MAP_LAYER (self), FALSE);

  if (!atlas_map_layer_is_sharp (self) || !atlas_map_layer_get_view (self, &view))
    return FALSE;

  request = get_lettering_request (self, &view);

  return atlas_map_lettering_is_complete (self->lettering, &request);
}

static void
draw_names (AtlasMapLayer   *self,
            const AtlasView *view,
            GtkSnapshot     *snapshot,
            cairo_t         *cr)
{
  atlas_map_lettering_draw (self->lettering, view, snapshot, cr);
}

static gboolean
are_names_exact (AtlasMapLayer   *self,
                 const AtlasView *view)
{
  const AtlasLetteringSheet *sheet = atlas_map_lettering_get_sheet (self->lettering);

  return sheet != NULL && atlas_lettering_sheet_get_view (sheet)->scale == view->scale;
}

void
atlas_map_layer_snapshot_names (AtlasMapLayer *self,
                                GtkSnapshot   *snapshot)
{
  AtlasView view;

  g_return_if_fail (ATLAS_IS_MAP_LAYER (self));

  if (atlas_map_layer_get_view (self, &view))
    snapshot_pictures (self, &view, snapshot, are_names_exact (self, &view), draw_names);
}

const AtlasLetteringSheet *
atlas_map_layer_get_lettering (AtlasMapLayer *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_LAYER (self), NULL);

  return atlas_map_lettering_get_sheet (self->lettering);
}

gboolean
atlas_map_layer_get_view (AtlasMapLayer *self,
                          AtlasView     *view)
{
  GtkWidget *widget = GTK_WIDGET (self);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  int factor = gtk_widget_get_scale_factor (widget);
  double zoom = shumate_viewport_get_zoom_level (viewport);
  double latitude = shumate_location_get_latitude (SHUMATE_LOCATION (viewport)) * G_PI / 180;
  double x = (shumate_location_get_longitude (SHUMATE_LOCATION (viewport)) + 180) / 360;
  double y = (1 - asinh (tan (latitude)) / G_PI) / 2;

  if (self->scene == NULL || !gtk_widget_get_realized (widget) ||
      gtk_widget_get_width (widget) == 0 || gtk_widget_get_height (widget) == 0)
    return FALSE;

  view->width = gtk_widget_get_width (widget) * factor;
  view->height = gtk_widget_get_height (widget) * factor;
  view->point = PIXELS_PER_POINT * factor;
  view->scale = 256 * exp2 (zoom) * factor;
  /* On whole pixels, where the tiles are. */
  view->x0 = round (x * view->scale - view->width / 2) / view->scale;
  view->y0 = round (y * view->scale - view->height / 2) / view->scale;

  return TRUE;
}
