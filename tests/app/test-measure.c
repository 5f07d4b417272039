#include "atlas-app-test.h"

#include "atlas-measure-tool.h"
#include "atlas-plan-file.h"

static AtlasMapView *
get_view (AtlasAppTest *test)
{
  return atlas_window_get_map_view (test->window);
}

static GtkWidget *
get_map (AtlasAppTest *test)
{
  return GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
}

static gboolean
is_measuring (AtlasAppTest *test)
{
  g_autoptr(GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (test->window), "measure");
  gboolean measuring = ATLAS_IS_MEASURE_TOOL (atlas_map_view_get_tool (get_view (test)));

  g_assert_cmpint (g_variant_get_boolean (state), ==, measuring);

  return measuring;
}

static gboolean
is_not_measuring (AtlasAppTest *test)
{
  return !is_measuring (test);
}

static guint
count_points (AtlasAppTest *test)
{
  guint n;

  atlas_measure_tool_get_points (ATLAS_MEASURE_TOOL (atlas_map_view_get_tool (get_view (test))),
                                 &n);

  return n;
}

static gboolean
has_none (AtlasAppTest *test)
{
  return count_points (test) == 0;
}

static gboolean
has_one (AtlasAppTest *test)
{
  return count_points (test) == 1;
}

static gboolean
has_two (AtlasAppTest *test)
{
  return count_points (test) == 2;
}

static gboolean
has_three (AtlasAppTest *test)
{
  return count_points (test) == 3;
}

static void
begin (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_false (is_measuring (test));
  atlas_app_test_press (test, "ctrl+m", NULL);
  atlas_app_test_wait (test, is_measuring);
}

/* To a pixel: that is what the pointer can do. */
static void
assert_point (AtlasAppTest *test,
              guint         i,
              double        x,
              double        y)
{
  AtlasMapEvent event, next;
  const AtlasPoint *points;
  guint n;

  points = atlas_measure_tool_get_points (
    ATLAS_MEASURE_TOOL (atlas_map_view_get_tool (get_view (test))), &n);
  g_assert_cmpuint (i, <, n);
  g_assert_true (atlas_map_input_locate (atlas_map_view_get_input (get_view (test)), x, y, &event));
  g_assert_true (atlas_map_input_locate (atlas_map_view_get_input (get_view (test)),
                                         x + 1, y - 1, &next));
  g_assert_cmpfloat_with_epsilon (points[i].x, event.degrees.x, next.degrees.x - event.degrees.x);
  g_assert_cmpfloat_with_epsilon (points[i].y, event.degrees.y, next.degrees.y - event.degrees.y);
}

static ShumateLocation *
get_middle (AtlasAppTest *test)
{
  return SHUMATE_LOCATION (shumate_map_get_viewport (atlas_map_view_get_map (get_view (test))));
}

static gboolean
has_panned (AtlasAppTest *test)
{
  double *before = g_object_get_data (G_OBJECT (test->window), "before");

  return shumate_location_get_longitude (get_middle (test)) < *before;
}

/* Clicks far from each other, or they would be double-clicks. */
static void
test_clicks (AtlasAppTest  *test,
             gconstpointer  data)
{
  GtkWidget *map = get_map (test);
  double before;

  begin (test);
  atlas_app_test_click (test, map, 100, 120, 1, NULL);
  atlas_app_test_wait (test, has_one);
  atlas_app_test_click (test, map, 250, 140, 1, NULL);
  atlas_app_test_wait (test, has_two);
  assert_point (test, 0, 100, 120);
  assert_point (test, 1, 250, 140);

  before = shumate_location_get_longitude (get_middle (test));
  g_object_set_data (G_OBJECT (test->window), "before", &before);
  atlas_app_test_drag (test, map, (AtlasPoint) { 300, 200 }, (AtlasPoint) { 340, 200 });
  atlas_app_test_wait (test, has_panned);
  g_assert_cmpuint (count_points (test), ==, 2);
  atlas_app_test_click (test, map, 150, 300, 1, NULL);
  atlas_app_test_wait (test, has_three);
}

static void
test_keys (AtlasAppTest  *test,
           gconstpointer  data)
{
  GtkWidget *map = get_map (test);

  begin (test);
  atlas_app_test_press (test, "space", NULL);
  atlas_app_test_wait (test, has_one);
  assert_point (test, 0, gtk_widget_get_width (map) / 2.0, gtk_widget_get_height (map) / 2.0);
  atlas_app_test_press (test, "plus", NULL);
  atlas_app_test_press (test, "Right", "Return");
  atlas_app_test_wait (test, has_two);
  atlas_app_test_press (test, "BackSpace", NULL);
  atlas_app_test_wait (test, has_one);
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, has_none);
  g_assert_true (is_measuring (test));
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, is_not_measuring);
}

/* What ends a line begins the next. */
static void
test_end (AtlasAppTest  *test,
          gconstpointer  data)
{
  GtkWidget *map = get_map (test);

  begin (test);
  atlas_app_test_click (test, map, 100, 120, 1, NULL);
  atlas_app_test_wait (test, has_one);
  atlas_app_test_click (test, map, 250, 140, 1, NULL);
  atlas_app_test_wait (test, has_two);
  atlas_app_test_press (test, "Return", NULL);
  atlas_app_test_click (test, map, 180, 260, 1, NULL);
  atlas_app_test_wait (test, has_one);
  assert_point (test, 0, 180, 260);
}

static void
test_other_plan (AtlasAppTest  *test,
                 gconstpointer  data)
{
  begin (test);
  atlas_app_test_press (test, "space", NULL);
  atlas_app_test_wait (test, has_one);
  atlas_app_test_press (test, "ctrl+m", NULL);
  atlas_app_test_wait (test, is_not_measuring);
  atlas_app_test_press (test, "ctrl+m", NULL);
  atlas_app_test_wait (test, is_measuring);
  g_assert_cmpuint (count_points (test), ==, 0);
}

/* What the tool draws over the map. */
static cairo_surface_t *
paint_tool (AtlasAppTest *test)
{
  int width = gtk_widget_get_width (get_map (test)), height = gtk_widget_get_height (get_map (test));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  AtlasView view;
  cairo_t *cr;

  g_assert_true (atlas_map_layer_get_view (atlas_map_view_get_layer (get_view (test)), &view));
  atlas_map_tool_snapshot (atlas_map_view_get_tool (get_view (test)), snapshot, &view);
  node = gtk_snapshot_free_to_node (snapshot);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
  cairo_surface_flush (surface);

  return surface;
}

static guint
get_alpha (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] >> 24;
}

/* A length lies on paper on the middle of its leg, and leads no line to it. */
static void
test_lengths (AtlasAppTest  *test,
              gconstpointer  data)
{
  static const AtlasPoint corners[] = { { 100, 120 }, { 260, 120 }, { 260, 300 } };
  cairo_surface_t *surface;
  AtlasMapEvent event;

  begin (test);
  atlas_app_test_click_all (test, get_map (test), corners, G_N_ELEMENTS (corners), NULL);
  atlas_app_test_wait (test, has_three);
  g_assert_true (atlas_map_input_locate (atlas_map_view_get_input (get_view (test)), 100, 300,
                                         &event));
  atlas_map_tool_moved (atlas_map_view_get_tool (get_view (test)), &event);
  surface = paint_tool (test);
  for (int y = 114; y <= 126; y++)
    g_assert_cmpuint (get_alpha (surface, 180, y), ==, 255);
  for (int y = 294; y <= 306; y++)
    g_assert_cmpuint (get_alpha (surface, 180, y), ==, 255);
  g_assert_cmpuint (get_alpha (surface, 130, 114), ==, 0);
  for (int x = 102; x < 150; x++)
    g_assert_cmpuint (get_alpha (surface, x, 210), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/measure/clicks-add-points-and-drags-pan", test_clicks },
    { "/measure/the-keyboard-does-it-all", test_keys },
    { "/measure/after-the-end-a-point-begins-anew", test_end },
    { "/measure/lengths-lie-on-paper", test_lengths },
    { "/measure/what-is-left-is-forgotten", test_other_plan },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
