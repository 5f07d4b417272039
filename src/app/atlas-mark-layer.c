#include "atlas-mark-layer.h"

#include "atlas-map-sheet.h"
#include "atlas-marks.h"

#include <string.h>

/* As many vertices are drawn in each frame; a worker draws more than that. */
#define MAX_DIRECT_VERTICES 3000
/* How long the zoom must rest before a worker draws for it. */
#define SETTLE_MS 60
#define PRIORITY -1
/* Of the cross, CSS pixels. */
#define CROSS_ARM 7
#define CROSS_GAP 2
/* The mark of a place: a ring around its cross, and for how long. */
#define PLACE_RADIUS 14
#define PLACE_S 8

struct _AtlasMarkLayer
{
  ShumateLayer      parent_instance;

  AtlasWorkers     *workers;
  AtlasMapLayer    *ground;
  AtlasSelection   *selection; /* (nullable) */
  AtlasMapTool     *tool;      /* (nullable) */
  AtlasMapSheet    *sheet;     /* of a large selection */
  AtlasPictureKind  kind;
  guint             version;   /* of the selection */
  GskRenderNode    *node;      /* the selection as drawn last; for @node_… alone */
  AtlasScene       *node_scene;
  AtlasView         node_view;
  guint             settle_id;
  gboolean          middle;
  AtlasPoint        place;     /* shown while @place_id */
  guint             place_id;
};

G_DEFINE_FINAL_TYPE (AtlasMarkLayer, atlas_mark_layer, SHUMATE_TYPE_LAYER)

static void
drop_node (AtlasMarkLayer *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->node_scene, atlas_scene_unref);
}

static void
redraw (gpointer data)
{
  AtlasMarkLayer *self = data;

  drop_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_settled (gpointer data)
{
  AtlasMarkLayer *self = data;

  self->settle_id = 0;
  redraw (self);

  return G_SOURCE_REMOVE;
}

static void
on_zoom_changed (AtlasMarkLayer *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
on_viewport_changed (AtlasMarkLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_selection_changed (AtlasMarkLayer *self)
{
  self->version++;
  redraw (self);
}

/* --- The selection: drawn at once where it is small, else by a worker --- */

static void
draw_directly (AtlasMarkLayer  *self,
               GtkSnapshot     *snapshot,
               const AtlasView *view,
               const AtlasBox  *box,
               const guint     *blocks,
               guint            n_blocks)
{
  float pixel = 1.0f / (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) box->x0 * pixel, (float) box->y0 * pixel,
                                               (float) (box->x1 - box->x0) * pixel,
                                               (float) (box->y1 - box->y0) * pixel);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_scale (cr, pixel, pixel);
  atlas_marks_paint (cr, view, atlas_map_layer_get_scene (self->ground), ATLAS_MARK_SELECTED,
                     blocks, n_blocks);
  cairo_destroy (cr);
}

static void
draw_sheet (AtlasMarkLayer  *self,
            GtkSnapshot     *snapshot,
            const AtlasView *view,
            const guint     *blocks,
            guint            n_blocks)
{
  float pixel = 1.0f / (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr(GBytes) marked = g_bytes_new (blocks, n_blocks * sizeof (guint));
  AtlasPictureRequest request = {
    .scene = atlas_map_layer_get_scene (self->ground),
    .view = *view,
    .content = ATLAS_PICTURE_MARKS,
    .kind = self->kind,
    .marked = marked,
  };
  cairo_t *cr = NULL;

  if (self->settle_id == 0)
    atlas_map_sheet_want (self->sheet, &request, self->version);
  gtk_snapshot_save (snapshot);
  if (self->kind == ATLAS_PICTURE_SURFACE)
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
             0, 0, (float) view->width * pixel, (float) view->height * pixel));
      cairo_scale (cr, pixel, pixel);
    }
  else
    gtk_snapshot_scale (snapshot, pixel, pixel);
  atlas_map_sheet_draw (self->sheet, view, snapshot, cr);
  g_clear_pointer (&cr, cairo_destroy);
  gtk_snapshot_restore (snapshot);
}

static GskRenderNode *
make_node (AtlasMarkLayer  *self,
           const AtlasView *view)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);
  guint n_blocks;
  const guint *blocks = atlas_selection_get (self->selection, &n_blocks);
  AtlasBox box;
  guint n_vertices = atlas_marks_measure (view, scene, ATLAS_MARK_SELECTED, blocks, n_blocks,
                                          &box);

  if (n_vertices > MAX_DIRECT_VERTICES)
    draw_sheet (self, snapshot, view, blocks, n_blocks);
  else
    {
      atlas_map_sheet_clear (self->sheet);
      if (!atlas_box_is_empty (&box))
        draw_directly (self, snapshot, view, &box, blocks, n_blocks);
    }

  return gtk_snapshot_free_to_node (snapshot);
}

/* The node is kept as long as it shows the same: the renderer then knows that
 * nothing has changed there. */
static void
snapshot_selection (AtlasMarkLayer  *self,
                    GtkSnapshot     *snapshot,
                    const AtlasView *view)
{
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);

  if (self->node_scene != scene || memcmp (&self->node_view, view, sizeof *view) != 0)
    {
      drop_node (self);
      self->node = make_node (self, view);
      self->node_scene = atlas_scene_ref (scene);
      self->node_view = *view;
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
snapshot_cross (AtlasMarkLayer *self,
                GtkSnapshot    *snapshot)
{
  static const struct { double width, red, green, blue; } strokes[] = {
    { 3.5, 1, 1, 1 }, { 1.5, 0.04, 0.13, 0.27 },
  };
  float x = (float) gtk_widget_get_width (GTK_WIDGET (self)) / 2;
  float y = (float) gtk_widget_get_height (GTK_WIDGET (self)) / 2;
  float size = CROSS_ARM + 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - size, y - size,
                                                                          2 * size, 2 * size));

  cairo_translate (cr, x, y);
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    {
      for (guint arm = 0; arm < 4; arm++)
        {
          cairo_move_to (cr, CROSS_GAP, 0);
          cairo_line_to (cr, CROSS_ARM, 0);
          cairo_rotate (cr, G_PI / 2);
        }
      cairo_set_line_width (cr, strokes[i].width);
      cairo_set_source_rgb (cr, strokes[i].red, strokes[i].green, strokes[i].blue);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static void
snapshot_place (AtlasMarkLayer  *self,
                GtkSnapshot     *snapshot,
                const AtlasView *view)
{
  static const struct { double width, red, green, blue; } strokes[] = {
    { 5.5, 1, 1, 1 }, { 2.5, 0.75, 0.11, 0.16 },
  };
  double x = atlas_view_x (view, self->place.x);
  double y = atlas_view_y (view, self->place.y);
  float size = PLACE_RADIUS + CROSS_ARM + 3;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
                                             (float) x - size, (float) y - size,
                                             2 * size, 2 * size));

  cairo_translate (cr, x, y);
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    {
      cairo_arc (cr, 0, 0, PLACE_RADIUS, 0, 2 * G_PI);
      for (guint arm = 0; arm < 4; arm++)
        {
          cairo_move_to (cr, PLACE_RADIUS - CROSS_ARM, 0);
          cairo_line_to (cr, PLACE_RADIUS + CROSS_ARM, 0);
          cairo_rotate (cr, G_PI / 2);
        }
      cairo_set_line_width (cr, strokes[i].width);
      cairo_set_source_rgb (cr, strokes[i].red, strokes[i].green, strokes[i].blue);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

static gboolean
on_place_seen (gpointer data)
{
  AtlasMarkLayer *self = data;

  self->place_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
atlas_mark_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (widget);
  AtlasView view, css_view;

  if (!atlas_map_layer_get_view (self->ground, &view))
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (
    0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  if (self->selection != NULL)
    snapshot_selection (self, snapshot, &view);
  css_view = atlas_view_rescale (&view, 1.0 / gtk_widget_get_scale_factor (widget));
  if (self->tool != NULL)
    atlas_map_tool_snapshot (self->tool, snapshot, &css_view);
  if (self->middle)
    snapshot_cross (self, snapshot);
  if (self->place_id != 0)
    snapshot_place (self, snapshot, &css_view);
  gtk_snapshot_pop (snapshot);
}

static void
atlas_mark_layer_realize (GtkWidget *widget)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (widget);

  GTK_WIDGET_CLASS (atlas_mark_layer_parent_class)->realize (widget);

  self->kind = atlas_picture_kind_for (widget);
}

static void
atlas_mark_layer_unrealize (GtkWidget *widget)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (widget);

  atlas_map_sheet_clear (self->sheet);
  drop_node (self);

  GTK_WIDGET_CLASS (atlas_mark_layer_parent_class)->unrealize (widget);
}

static void
atlas_mark_layer_constructed (GObject *object)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (atlas_mark_layer_parent_class)->constructed (object);

  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (on_zoom_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (on_viewport_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (redraw), NULL);
}

static void
atlas_mark_layer_dispose (GObject *object)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->place_id, g_source_remove);
  drop_node (self);
  g_clear_pointer (&self->sheet, atlas_map_sheet_free);
  g_clear_object (&self->tool);
  g_clear_object (&self->selection);
  g_clear_object (&self->ground);
  g_clear_pointer (&self->workers, atlas_workers_unref);

  G_OBJECT_CLASS (atlas_mark_layer_parent_class)->dispose (object);
}

static void
atlas_mark_layer_class_init (AtlasMarkLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = atlas_mark_layer_constructed;
  object_class->dispose = atlas_mark_layer_dispose;

  widget_class->snapshot = atlas_mark_layer_snapshot;
  widget_class->realize = atlas_mark_layer_realize;
  widget_class->unrealize = atlas_mark_layer_unrealize;

  gtk_widget_class_set_css_name (widget_class, "mark-layer");
}

static void
atlas_mark_layer_init (AtlasMarkLayer *self)
{
  self->workers = atlas_workers_ref_default ();
  self->sheet = atlas_map_sheet_new (self->workers, PRIORITY, redraw, self);
}

AtlasMarkLayer *
atlas_mark_layer_new (AtlasMapLayer *ground)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (ground));
  AtlasMarkLayer *self = g_object_new (ATLAS_TYPE_MARK_LAYER, "viewport", viewport, NULL);

  self->ground = g_object_ref (ground);

  return self;
}

void
atlas_mark_layer_set_selection (AtlasMarkLayer *self,
                                AtlasSelection *selection)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));
  g_return_if_fail (self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  on_selection_changed (self);
}

void
atlas_mark_layer_set_tool (AtlasMarkLayer *self,
                           AtlasMapTool   *tool)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));
  g_return_if_fail (ATLAS_IS_MAP_TOOL (tool));

  if (self->tool != NULL)
    g_signal_handlers_disconnect_by_func (self->tool, gtk_widget_queue_draw, self);
  g_set_object (&self->tool, tool);
  g_signal_connect_object (tool, "redraw", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
atlas_mark_layer_show_middle (AtlasMarkLayer *self,
                              gboolean        shown)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));

  if (shown == self->middle)
    return;

  self->middle = shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
atlas_mark_layer_show_place (AtlasMarkLayer *self,
                             AtlasPoint      place)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));

  g_clear_handle_id (&self->place_id, g_source_remove);
  self->place = place;
  self->place_id = g_timeout_add_seconds (PLACE_S, on_place_seen, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
atlas_mark_layer_is_complete (AtlasMarkLayer *self)
{
  AtlasView view;
  AtlasBox box;
  const guint *blocks;
  guint n_blocks;

  g_return_val_if_fail (ATLAS_IS_MARK_LAYER (self), FALSE);

  if (self->selection == NULL || !atlas_map_layer_get_view (self->ground, &view))
    return FALSE;

  blocks = atlas_selection_get (self->selection, &n_blocks);

  return atlas_marks_measure (&view, atlas_map_layer_get_scene (self->ground),
                              ATLAS_MARK_SELECTED, blocks, n_blocks, &box)
         <= MAX_DIRECT_VERTICES || atlas_map_sheet_is_complete (self->sheet, &view, self->version);
}
