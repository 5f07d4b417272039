#include "atlas-measure-tool.h"

#include "atlas-geodesic.h"
#include "atlas-measurement.h"
#include "atlas-projection.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* CSS pixels. */
#define DOT_RADIUS 4.0
#define LINE_WIDTH 2.0
#define CASING_WIDTH 4.5
#define DASH 5.0
/* A leg shorter than this has no room for its length. */
#define LEAST_LABELLED 96.0
/* Metres that are drawn straight, and into how many such a leg is cut at most: over
 * 20 km near Beijing the geodesic leaves Mercator's straight line by some 7 m. */
#define STRAIGHT 20000
#define MOST_STEPS 64
#define LABEL_FONT "Sans 9"
/* Of the paper around a length, and of its edge. */
#define LABEL_PADDING 4.0
#define LABEL_EDGE 1.0

struct _AtlasMeasureTool
{
  AtlasMapTool     parent_instance;

  AtlasSession    *session;
  AtlasProjection *to_scene;
  GArray          *points;  /* AtlasPoint, degrees */
  AtlasPoint       pointer; /* degrees; NAN: not over the map */
  gboolean         by_keys; /* so was the last point added */
  gboolean         ended;   /* the next point begins anew */
};

G_DEFINE_FINAL_TYPE (AtlasMeasureTool, atlas_measure_tool, ATLAS_TYPE_MAP_TOOL)

enum
{
  CHANGED,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed (AtlasMeasureTool *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  atlas_map_tool_redraw (ATLAS_MAP_TOOL (self));
}

static void
add_point (AtlasMeasureTool    *self,
           const AtlasMapEvent *event,
           gboolean             by_keys)
{
  if (self->ended)
    g_array_set_size (self->points, 0);
  self->ended = FALSE;
  self->by_keys = by_keys;
  g_array_append_val (self->points, event->degrees);
  changed (self);
}

static void
end_line (AtlasMeasureTool *self)
{
  self->ended = self->points->len > 0;
  changed (self);
}

static void
clear (AtlasMeasureTool *self)
{
  g_array_set_size (self->points, 0);
  self->ended = FALSE;
  self->by_keys = FALSE;
  changed (self);
}

/* --- Drawing --- */

static AtlasPoint
to_view (AtlasMeasureTool *self,
         const AtlasView  *view,
         const AtlasPoint *degrees)
{
  AtlasPoint place = atlas_projection_point (self->to_scene, degrees->x, degrees->y);

  return (AtlasPoint) { atlas_view_x (view, place.x), atlas_view_y (view, place.y) };
}

static void
set_ink (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0.04, 0.13, 0.27);
}

static void
set_paper (cairo_t *cr)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
}

/* A dark line with a bright casing, to be seen on every fill. */
static void
stroke (cairo_t  *cr,
        gboolean  dashed)
{
  static const double dash = DASH;

  set_paper (cr);
  cairo_set_line_width (cr, CASING_WIDTH);
  cairo_stroke_preserve (cr);
  set_ink (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_dash (cr, &dash, dashed ? 1 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_dot (cairo_t    *cr,
          AtlasPoint  at)
{
  cairo_arc (cr, at.x, at.y, DOT_RADIUS, 0, 2 * G_PI);
  set_paper (cr);
  cairo_fill_preserve (cr);
  set_ink (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);
}

/* A line with round corners around a rectangle is one with round corners. */
static void
draw_paper (cairo_t *cr,
            double   x,
            double   y,
            double   width,
            double   height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_ink (cr);
  cairo_set_line_width (cr, 2 * (LABEL_PADDING + LABEL_EDGE));
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 2 * LABEL_PADDING);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* The length of a leg, on its middle: on paper, since names of the map lie there, too. */
static void
draw_length (cairo_t    *cr,
             AtlasPoint  a,
             AtlasPoint  b,
             double      metres)
{
  g_autoptr(PangoLayout) layout = NULL;
  g_autoptr(PangoFontDescription) font = NULL;
  g_autofree char *text = NULL;
  int width, height;
  double x, y;

  if (hypot (b.x - a.x, b.y - a.y) < LEAST_LABELLED)
    return;

  text = atlas_quantity_format_length (metres);
  layout = pango_cairo_create_layout (cr);
  font = pango_font_description_from_string (LABEL_FONT);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = round ((a.x + b.x - width) / 2);
  y = round ((a.y + b.y - height) / 2);
  draw_paper (cr, x, y, width, height);
  set_ink (cr);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

/* As the path goes on. A geodesic is not straight on the map, but as good as that
 * over a short way. */
static void
add_leg (AtlasMeasureTool *self,
         cairo_t          *cr,
         const AtlasView  *view,
         const AtlasPoint *a,
         const AtlasPoint *b)
{
  AtlasPoint points[MOST_STEPS + 1];
  double steps = CLAMP (ceil (atlas_geodesic_distance (a, b) / STRAIGHT), 1, MOST_STEPS);

  atlas_geodesic_trace (a, b, points, (guint) steps + 1);
  for (guint i = 0; i <= (guint) steps; i++)
    {
      AtlasPoint at = to_view (self, view, &points[i]);

      cairo_line_to (cr, at.x, at.y);
    }
}

/* The ring is closed by a broken line, and so is the leg to the pointer. */
static void
draw_open_ends (AtlasMeasureTool *self,
                cairo_t          *cr,
                const AtlasView  *view,
                const AtlasPoint *places)
{
  guint n = self->points->len;
  const AtlasPoint *points = (const AtlasPoint *) (gconstpointer) self->points->data;

  if (n >= 3)
    {
      add_leg (self, cr, view, &points[n - 1], &points[0]);
      stroke (cr, TRUE);
    }
  if (n > 0 && !self->ended && !isnan (self->pointer.x))
    {
      AtlasPoint pointer = to_view (self, view, &self->pointer);

      add_leg (self, cr, view, &points[n - 1], &self->pointer);
      stroke (cr, TRUE);
      draw_length (cr, places[n - 1], pointer,
                   atlas_geodesic_distance (&points[n - 1], &self->pointer));
    }
}

static void
draw (AtlasMeasureTool *self,
      cairo_t          *cr,
      const AtlasView  *view)
{
  guint n = self->points->len;
  const AtlasPoint *points = (const AtlasPoint *) (gconstpointer) self->points->data;
  g_autofree AtlasPoint *places = g_new (AtlasPoint, n);

  for (guint i = 0; i < n; i++)
    places[i] = to_view (self, view, &points[i]);
  draw_open_ends (self, cr, view, places);
  for (guint i = 1; i < n; i++)
    add_leg (self, cr, view, &points[i - 1], &points[i]);
  stroke (cr, FALSE);
  for (guint i = 0; i < n; i++)
    draw_dot (cr, places[i]);
  for (guint i = 1; i < n; i++)
    draw_length (cr, places[i - 1], places[i],
                 atlas_geodesic_distance (&points[i - 1], &points[i]));
}

/* --- The tool --- */

static const char *
atlas_measure_tool_get_label (AtlasMapTool *tool)
{
  return _("Measure");
}

/* A double-click must not zoom. */
static gboolean
atlas_measure_tool_pressed (AtlasMapTool        *tool,
                            const AtlasMapEvent *event)
{
  return event->n_press > 1;
}

static void
atlas_measure_tool_clicked (AtlasMapTool        *tool,
                            const AtlasMapEvent *event)
{
  AtlasMeasureTool *self = ATLAS_MEASURE_TOOL (tool);

  if (event->n_press == 1)
    add_point (self, event, FALSE);
  else if (event->n_press == 2)
    end_line (self);
}

static void
atlas_measure_tool_moved (AtlasMapTool        *tool,
                          const AtlasMapEvent *event)
{
  AtlasMeasureTool *self = ATLAS_MEASURE_TOOL (tool);

  self->pointer = event->degrees;
  if (self->points->len > 0 && !self->ended)
    atlas_map_tool_redraw (tool);
}

static void
atlas_measure_tool_left (AtlasMapTool *tool)
{
  ATLAS_MEASURE_TOOL (tool)->pointer = (AtlasPoint) { NAN, NAN };
  atlas_map_tool_redraw (tool);
}

static void
on_enter (AtlasMeasureTool    *self,
          const AtlasMapEvent *event)
{
  const AtlasPoint *last = self->points->len == 0 || self->ended
    ? NULL : &g_array_index (self->points, AtlasPoint, self->points->len - 1);

  /* Enter twice at one place is what a double-click is. */
  if (last != NULL && (!self->by_keys ||
                       atlas_geodesic_distance (last, &event->degrees) < event->metres_per_pixel))
    end_line (self);
  else
    add_point (self, event, TRUE);
}

static void
on_escape (AtlasMeasureTool *self)
{
  if (self->points->len > 0)
    clear (self);
  else
    g_signal_emit (self, signals[DONE], 0);
}

static void
take_back (AtlasMeasureTool *self)
{
  if (self->points->len == 0)
    return;

  g_array_set_size (self->points, self->points->len - 1);
  self->ended = FALSE;
  changed (self);
}

static gboolean
atlas_measure_tool_key_pressed (AtlasMapTool        *tool,
                                guint                key,
                                const AtlasMapEvent *event)
{
  AtlasMeasureTool *self = ATLAS_MEASURE_TOOL (tool);

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      on_enter (self, event);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      add_point (self, event, TRUE);
      return GDK_EVENT_STOP;
    case GDK_KEY_BackSpace:
      take_back (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      on_escape (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
atlas_measure_tool_snapshot (AtlasMapTool    *tool,
                             GtkSnapshot     *snapshot,
                             const AtlasView *view)
{
  AtlasMeasureTool *self = ATLAS_MEASURE_TOOL (tool);
  cairo_t *cr;

  if (self->points->len == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
         0, 0, (float) view->width, (float) view->height));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw (self, cr, view);
  cairo_destroy (cr);
}

static void
atlas_measure_tool_ended (AtlasMapTool *tool)
{
  clear (ATLAS_MEASURE_TOOL (tool));
}

static void
atlas_measure_tool_finalize (GObject *object)
{
  AtlasMeasureTool *self = ATLAS_MEASURE_TOOL (object);

  g_clear_object (&self->session);
  atlas_projection_free (self->to_scene);
  g_array_unref (self->points);

  G_OBJECT_CLASS (atlas_measure_tool_parent_class)->finalize (object);
}

static void
atlas_measure_tool_class_init (AtlasMeasureToolClass *klass)
{
  AtlasMapToolClass *tool_class = ATLAS_MAP_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atlas_measure_tool_finalize;

  tool_class->cursor = "crosshair";
  tool_class->get_label = atlas_measure_tool_get_label;
  tool_class->pressed = atlas_measure_tool_pressed;
  tool_class->clicked = atlas_measure_tool_clicked;
  tool_class->moved = atlas_measure_tool_moved;
  tool_class->left = atlas_measure_tool_left;
  tool_class->key_pressed = atlas_measure_tool_key_pressed;
  tool_class->snapshot = atlas_measure_tool_snapshot;
  tool_class->ended = atlas_measure_tool_ended;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_MEASURE_TOOL, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", ATLAS_TYPE_MEASURE_TOOL, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
atlas_measure_tool_init (AtlasMeasureTool *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  self->pointer = (AtlasPoint) { NAN, NAN };
  self->to_scene = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_MERCATOR);
}

AtlasMapTool *
atlas_measure_tool_new (AtlasSession *session)
{
  AtlasMeasureTool *self = g_object_new (ATLAS_TYPE_MEASURE_TOOL, NULL);

  self->session = g_object_ref (session);

  return ATLAS_MAP_TOOL (self);
}

const AtlasPoint *
atlas_measure_tool_get_points (AtlasMeasureTool *self,
                               guint            *n_points)
{
  g_return_val_if_fail (ATLAS_IS_MEASURE_TOOL (self), NULL);

  *n_points = self->points->len;

  return (const AtlasPoint *) (gconstpointer) self->points->data;
}

char *
atlas_measure_tool_dup_area (AtlasMeasureTool *self)
{
  const AtlasPoint *points;
  guint n_points;

  g_return_val_if_fail (ATLAS_IS_MEASURE_TOOL (self), NULL);

  points = atlas_measure_tool_get_points (self, &n_points);

  return atlas_quantity_format_area (atlas_geodesic_area (points, n_points, NULL),
                                     atlas_session_get_area_unit (self->session));
}

char *
atlas_measure_tool_dup_text (AtlasMeasureTool *self)
{
  const AtlasPoint *points;
  guint n_points;

  g_return_val_if_fail (ATLAS_IS_MEASURE_TOOL (self), NULL);

  points = atlas_measure_tool_get_points (self, &n_points);

  return atlas_measurement_describe (points, n_points,
                                     atlas_session_get_area_unit (self->session));
}
