#include "atlas-mark-layer.h"

#include "atlas-marks.h"

#include <string.h>

/* As many vertices are drawn in each frame, a handful of blocks. */
#define MAX_DIRECT_VERTICES 300
/* Of the cross, CSS pixels. */
#define CROSS_ARM 7
#define CROSS_GAP 2
/* The mark of a place: a ring that leaves the place to be seen. */
#define PLACE_RADIUS 14

struct _AtlasMarkLayer
{
  ShumateLayer      parent_instance;

  AtlasMapLayer    *ground;
  AtlasSelection   *selection;  /* (nullable) */
  AtlasMapTool     *tool;       /* (nullable) */
  GArray           *few;        /* guint: the blocks that are drawn here */
  gboolean          on_ground;  /* the selection is the ground's to draw */
  GskRenderNode    *node;       /* of @few as drawn last; for @node_… alone */
  AtlasScene       *node_scene;
  AtlasView         node_view;
  GskRenderNode    *names_node; /* as drawn last; for @names_view alone */
  AtlasView         names_view;
  GArray           *changes;    /* AtlasChangeMark */
  GArray           *sites;      /* AtlasSiteMark: the sites that are others */
  GskRenderNode    *changes_node; /* of both as drawn last; for @changes_… alone */
  AtlasScene       *changes_scene; /* their places are in its coordinates */
  AtlasView         changes_view;
  gboolean          middle;
  gboolean          is_placed;
  AtlasPoint        place;      /* that is marked, normalised Web Mercator */
};

G_DEFINE_FINAL_TYPE (AtlasMarkLayer, atlas_mark_layer, SHUMATE_TYPE_LAYER)

static void
drop_node (AtlasMarkLayer *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->node_scene, atlas_scene_unref);
}

static void
on_viewport_changed (AtlasMarkLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- The selection: drawn at once where it is small, else by the ground --- */

static void
set_few (AtlasMarkLayer *self,
         const guint    *blocks,
         guint           n_blocks)
{
  g_array_set_size (self->few, 0);
  if (n_blocks > 0)
    g_array_append_vals (self->few, blocks, n_blocks);
  drop_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was drawn here stays until the ground has it: nothing blinks. */
static void
on_selection_changed (AtlasMarkLayer *self)
{
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);
  guint n_blocks;
  const guint *blocks = atlas_selection_get (self->selection, &n_blocks);
  g_autoptr(GBytes) marked = NULL;

  self->on_ground = scene != NULL && atlas_marks_count (scene, blocks, n_blocks,
                                                        MAX_DIRECT_VERTICES) > MAX_DIRECT_VERTICES;
  if (self->on_ground)
    marked = g_bytes_new (blocks, n_blocks * sizeof (guint));
  else
    set_few (self, blocks, n_blocks);
  atlas_map_layer_set_marked (self->ground, marked);
}

static GskRenderNode *
make_node (AtlasMarkLayer  *self,
           const AtlasView *view)
{
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);
  const guint *blocks = (const guint *) (gconstpointer) self->few->data;
  float pixel = 1.0f / (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GtkSnapshot *snapshot;
  cairo_t *cr;
  AtlasBox box;

  if (atlas_marks_measure (view, scene, ATLAS_MARK_SELECTED, blocks, self->few->len, &box) == 0)
    return NULL;

  snapshot = gtk_snapshot_new ();
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
         (float) box.x0 * pixel, (float) box.y0 * pixel,
         (float) (box.x1 - box.x0) * pixel, (float) (box.y1 - box.y0) * pixel));
  cairo_scale (cr, pixel, pixel);
  atlas_marks_paint (cr, view, scene, ATLAS_MARK_SELECTED, blocks, self->few->len);
  cairo_destroy (cr);

  return gtk_snapshot_free_to_node (snapshot);
}

/* The node is kept as long as it shows the same: the renderer then knows that
 * nothing has changed there. */
static void
snapshot_few (AtlasMarkLayer  *self,
              GtkSnapshot     *snapshot,
              const AtlasView *view)
{
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);

  if (self->on_ground && self->few->len > 0 && atlas_map_layer_is_marked (self->ground))
    {
      g_array_set_size (self->few, 0);
      drop_node (self);
    }
  if (self->few->len == 0)
    return;

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

/* --- Names --- */

static void
drop_names_node (AtlasMarkLayer *self)
{
  g_clear_pointer (&self->names_node, gsk_render_node_unref);
}

static void
on_names_changed (AtlasMarkLayer *self)
{
  drop_names_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Kept like that of the selection. */
static void
snapshot_names (AtlasMarkLayer  *self,
                GtkSnapshot     *snapshot,
                const AtlasView *view)
{
  if (self->names_node == NULL || memcmp (&self->names_view, view, sizeof *view) != 0)
    {
      GtkSnapshot *names = gtk_snapshot_new ();

      drop_names_node (self);
      atlas_map_layer_snapshot_names (self->ground, names);
      self->names_node = gtk_snapshot_free_to_node (names);
      self->names_view = *view;
    }
  if (self->names_node != NULL)
    gtk_snapshot_append_node (snapshot, self->names_node);
}

/* --- What is other than it was --- */

static void
drop_changes_node (AtlasMarkLayer *self)
{
  g_clear_pointer (&self->changes_node, gsk_render_node_unref);
  g_clear_pointer (&self->changes_scene, atlas_scene_unref);
}

static GskRenderNode *
make_changes_node (AtlasMarkLayer  *self,
                   const AtlasView *view)
{
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);
  AtlasChangeMark *marks = (AtlasChangeMark *) (gpointer) self->changes->data;
  const AtlasSiteMark *sites = (const AtlasSiteMark *) (gpointer) self->sites->data;
  float pixel = 1.0f / (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GtkSnapshot *snapshot;
  cairo_t *cr;
  AtlasBox box, sites_box;
  guint n;

  if (self->changes_scene == NULL ||
      !atlas_shapes_are_related (atlas_scene_get_shapes (scene),
                                 atlas_scene_get_shapes (self->changes_scene)))
    atlas_change_marks_place (marks, self->changes->len, scene);
  n = atlas_change_marks_measure (view, scene, marks, self->changes->len, &box) +
      atlas_site_marks_measure (view, scene, sites, self->sites->len, &sites_box);
  if (n == 0)
    return NULL;
  atlas_box_join (&box, &sites_box);

  snapshot = gtk_snapshot_new ();
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
         (float) box.x0 * pixel, (float) box.y0 * pixel,
         (float) (box.x1 - box.x0) * pixel, (float) (box.y1 - box.y0) * pixel));
  cairo_scale (cr, pixel, pixel);
  atlas_change_marks_paint (cr, view, scene, marks, self->changes->len);
  atlas_site_marks_paint (cr, view, scene, sites, self->sites->len);
  cairo_destroy (cr);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
snapshot_changes (AtlasMarkLayer  *self,
                  GtkSnapshot     *snapshot,
                  const AtlasView *view)
{
  AtlasScene *scene = atlas_map_layer_get_scene (self->ground);

  if (self->changes->len == 0 && self->sites->len == 0)
    return;

  if (self->changes_scene != scene || memcmp (&self->changes_view, view, sizeof *view) != 0)
    {
      GskRenderNode *node = make_changes_node (self, view);

      drop_changes_node (self);
      self->changes_node = node;
      self->changes_scene = atlas_scene_ref (scene);
      self->changes_view = *view;
    }
  if (self->changes_node != NULL)
    gtk_snapshot_append_node (snapshot, self->changes_node);
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

/* Dark between bright is seen on every fill. */
static void
snapshot_place (AtlasMarkLayer  *self,
                GtkSnapshot     *snapshot,
                const AtlasView *view)
{
  static const struct { double width, red, green, blue; } strokes[] = {
    { 6, 1, 1, 1 }, { 3, 0.04, 0.13, 0.27 },
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
  css_view = atlas_view_rescale (&view, 1.0 / gtk_widget_get_scale_factor (widget));
  snapshot_few (self, snapshot, &view);
  if (self->tool != NULL)
    atlas_map_tool_snapshot_ground (self->tool, snapshot, &css_view);
  snapshot_names (self, snapshot, &view);
  snapshot_changes (self, snapshot, &view);
  if (self->tool != NULL)
    atlas_map_tool_snapshot (self->tool, snapshot, &css_view);
  if (self->middle)
    snapshot_cross (self, snapshot);
  if (self->is_placed)
    snapshot_place (self, snapshot, &css_view);
  gtk_snapshot_pop (snapshot);
}

static void
atlas_mark_layer_unrealize (GtkWidget *widget)
{
  drop_node (ATLAS_MARK_LAYER (widget));
  drop_names_node (ATLAS_MARK_LAYER (widget));
  drop_changes_node (ATLAS_MARK_LAYER (widget));

  GTK_WIDGET_CLASS (atlas_mark_layer_parent_class)->unrealize (widget);
}

static void
atlas_mark_layer_constructed (GObject *object)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (object);
  ShumateViewport *viewport;

  G_OBJECT_CLASS (atlas_mark_layer_parent_class)->constructed (object);

  viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  g_signal_connect_object (viewport, "notify", G_CALLBACK (on_viewport_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (on_viewport_changed), NULL);
}

static void
atlas_mark_layer_dispose (GObject *object)
{
  AtlasMarkLayer *self = ATLAS_MARK_LAYER (object);

  drop_node (self);
  drop_names_node (self);
  drop_changes_node (self);
  g_clear_object (&self->tool);
  g_clear_object (&self->selection);
  g_clear_object (&self->ground);

  G_OBJECT_CLASS (atlas_mark_layer_parent_class)->dispose (object);
}

static void
atlas_mark_layer_finalize (GObject *object)
{
  g_array_unref (ATLAS_MARK_LAYER (object)->few);
  g_array_unref (ATLAS_MARK_LAYER (object)->changes);
  g_array_unref (ATLAS_MARK_LAYER (object)->sites);

  G_OBJECT_CLASS (atlas_mark_layer_parent_class)->finalize (object);
}

static void
atlas_mark_layer_class_init (AtlasMarkLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = atlas_mark_layer_constructed;
  object_class->dispose = atlas_mark_layer_dispose;
  object_class->finalize = atlas_mark_layer_finalize;

  widget_class->snapshot = atlas_mark_layer_snapshot;
  widget_class->unrealize = atlas_mark_layer_unrealize;

  gtk_widget_class_set_css_name (widget_class, "mark-layer");
}

static void
atlas_mark_layer_init (AtlasMarkLayer *self)
{
  self->few = g_array_new (FALSE, FALSE, sizeof (guint));
  self->changes = g_array_new (FALSE, FALSE, sizeof (AtlasChangeMark));
  self->sites = g_array_new (FALSE, FALSE, sizeof (AtlasSiteMark));
}

AtlasMarkLayer *
atlas_mark_layer_new (AtlasMapLayer *ground)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (ground));
  AtlasMarkLayer *self = g_object_new (ATLAS_TYPE_MARK_LAYER, "viewport", viewport, NULL);

  self->ground = g_object_ref (ground);
  g_signal_connect_object (ground, "names-changed", G_CALLBACK (on_names_changed), self,
                           G_CONNECT_SWAPPED);

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
atlas_mark_layer_set_changes (AtlasMarkLayer        *self,
                              const AtlasChangeMark *marks,
                              guint                  n_marks)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));

  g_array_set_size (self->changes, 0);
  if (n_marks > 0)
    g_array_append_vals (self->changes, marks, n_marks);
  drop_changes_node (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
atlas_mark_layer_set_site_changes (AtlasMarkLayer      *self,
                                   const AtlasSiteMark *marks,
                                   guint                n_marks)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));

  g_array_set_size (self->sites, 0);
  if (n_marks > 0)
    g_array_append_vals (self->sites, marks, n_marks);
  atlas_site_marks_project ((AtlasSiteMark *) (gpointer) self->sites->data, n_marks,
                            ATLAS_CRS_MERCATOR);
  drop_changes_node (self);
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

  self->is_placed = TRUE;
  self->place = place;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
atlas_mark_layer_hide_place (AtlasMarkLayer *self)
{
  g_return_if_fail (ATLAS_IS_MARK_LAYER (self));

  if (!self->is_placed)
    return;

  self->is_placed = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
atlas_mark_layer_get_place (AtlasMarkLayer *self,
                            AtlasPoint     *place)
{
  g_return_val_if_fail (ATLAS_IS_MARK_LAYER (self), FALSE);

  *place = self->place;

  return self->is_placed;
}

gboolean
atlas_mark_layer_is_complete (AtlasMarkLayer *self)
{
  g_return_val_if_fail (ATLAS_IS_MARK_LAYER (self), FALSE);

  return !self->on_ground || atlas_map_layer_is_marked (self->ground);
}
