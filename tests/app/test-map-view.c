/* The map in the window: what is seen, and how one moves on it. */

#include "atlas-map-test.h"

#include <math.h>

static void
test_first_view (AtlasAppTest  *test,
                 gconstpointer  data)
{
  const AtlasBox *city;
  AtlasView view;
  AtlasBox seen;

  atlas_map_test_open (test);
  city = atlas_shapes_get_box (atlas_scene_get_shapes (
           atlas_maps_get_scene (atlas_window_get_maps (test->window), 1)));
  g_assert_true (atlas_map_layer_get_view (atlas_map_view_get_layer (test->map_view), &view));
  seen = atlas_view_get_box (&view);
  g_assert_cmpfloat (seen.x0, <, city->x0);
  g_assert_cmpfloat (seen.y0, <, city->y0);
  g_assert_cmpfloat (seen.x1, >, city->x1);
  g_assert_cmpfloat (seen.y1, >, city->y1);
}

/* The layer and libshumate must agree where places are, or clicks would miss. */
static void
test_same_places (AtlasAppTest  *test,
                  gconstpointer  data)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  AtlasView view;
  double latitude, longitude, x, y;

  atlas_map_test_open (test);
  g_assert_true (atlas_map_layer_get_view (atlas_map_view_get_layer (test->map_view), &view));
  shumate_viewport_widget_coords_to_location (atlas_map_test_get_viewport (test), map, 100, 200,
                                              &latitude, &longitude);
  x = (longitude + 180) / 360;
  y = 0.5 - log (tan (G_PI / 4 + latitude * G_PI / 360)) / (2 * G_PI);
  /* Tiles lie on whole pixels. */
  g_assert_cmpfloat_with_epsilon (atlas_view_x (&view, x), 100, 0.51);
  g_assert_cmpfloat_with_epsilon (atlas_view_y (&view, y), 200, 0.51);
}

static void
test_limits (AtlasAppTest  *test,
             gconstpointer  data)
{
  ShumateLocation *center = SHUMATE_LOCATION (atlas_map_test_get_viewport (test));

  atlas_map_test_open (test);
  shumate_location_set_location (center, 31.2, 121.5);
  g_assert_cmpfloat (shumate_location_get_latitude (center), >, 39);
  g_assert_cmpfloat (shumate_location_get_longitude (center), <, 118);
  shumate_viewport_set_rotation (atlas_map_test_get_viewport (test), 1);
  g_assert_cmpfloat (shumate_viewport_get_rotation (atlas_map_test_get_viewport (test)), ==, 0);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 3);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)), ==, 7);
}

/* A parallel's radius is N cos φ, N the ellipsoid's radius in the prime
 * vertical; Mercator draws it 256 · 2^zoom pixels long. */
static void
test_scale (AtlasAppTest  *test,
            gconstpointer  data)
{
  ShumateViewport *viewport = atlas_map_test_get_viewport (test);
  const double a = 6378137;
  const double f = 1 / 298.257222101;
  const double e2 = f * (2 - f);

  atlas_map_test_open (test);
  for (double zoom = 9.3; zoom < 17; zoom += 1.7)
    {
      double latitude, radius;

      shumate_viewport_set_zoom_level (viewport, zoom);
      latitude = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
      latitude *= G_PI / 180;
      radius = a * cos (latitude) / sqrt (1 - e2 * sin (latitude) * sin (latitude));
      g_assert_cmpfloat_with_epsilon (atlas_map_view_get_metres_per_pixel (test->map_view) /
                                      (2 * G_PI * radius / (256 * exp2 (zoom))), 1, 1e-4);
    }
}

/* The whole city, as near as it fits, and all of it in sight. */
static gboolean
shows_city (AtlasAppTest *test)
{
  AtlasMapPlace shown = { atlas_map_view_get_place (test->map_view).center,
                          shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)) };
  AtlasMapPlace city;

  g_assert_cmpfloat (atlas_map_view_get_place (test->map_view).zoom, ==, 0);
  atlas_map_view_show_city (test->map_view);
  city = (AtlasMapPlace) { atlas_map_view_get_place (test->map_view).center,
                           shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)) };

  return fabs (shown.zoom - city.zoom) < 1e-6 && fabs (shown.center.x - city.center.x) < 1e-6 &&
         fabs (shown.center.y - city.center.y) < 1e-6;
}

static gboolean
has_details (AtlasAppTest *test)
{
  return gtk_widget_get_width (GTK_WIDGET (test->map_view)) < 1100 &&
         atlas_app_test_is_drawn (test);
}

static void
test_city_stays (AtlasAppTest  *test,
                 gconstpointer  data)
{
  double zoom;

  atlas_map_test_open (test);
  atlas_map_test_resize (test, 900, 600, atlas_map_test_is_small);
  g_assert_true (shows_city (test));
  zoom = shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test));
  atlas_map_test_resize (test, 1600, 1000, atlas_map_test_is_large);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)), >, zoom);
  g_assert_true (shows_city (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "details", NULL);
  atlas_app_test_wait (test, has_details);
  g_assert_true (shows_city (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "details", NULL);
}

static void
test_other_places_stay (AtlasAppTest  *test,
                        gconstpointer  data)
{
  AtlasPoint center;

  atlas_map_test_open (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 12);
  center = atlas_map_view_get_place (test->map_view).center;
  atlas_map_test_resize (test, 900, 600, atlas_map_test_is_small);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)), ==, 12);
  g_assert_cmpfloat_with_epsilon (atlas_map_view_get_place (test->map_view).center.x,
                                  center.x, 1e-9);
}

static gboolean
has_zoomed_in (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)) >= 12;
}

static void
test_zoom (AtlasAppTest  *test,
           gconstpointer  data)
{
  atlas_map_test_open (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 11);
  g_assert_false (atlas_app_test_is_drawn (test));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);

  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.zoom-in", NULL);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.zoom-in", NULL);
  atlas_app_test_wait (test, has_zoomed_in);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.zoom-out", NULL);
  gtk_widget_activate_action (GTK_WIDGET (test->window), "win.zoom-city", NULL);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

/* Away from the middle, where every zoom would keep what is seen, but not so far
 * that the middle would leave the plan. */
static const AtlasPoint pointed = { 260, 330 };

static AtlasPoint
get_pointed_place (AtlasAppTest *test)
{
  AtlasPoint place;

  shumate_viewport_widget_coords_to_location (atlas_map_test_get_viewport (test),
                                              GTK_WIDGET (atlas_map_view_get_map (test->map_view)),
                                              pointed.x, pointed.y, &place.y, &place.x);

  return place;
}

static gboolean
is_nearer (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)) > 11;
}

static gboolean
is_back (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)) <= 11;
}

/* To the pixel where the pointer is let in on a pixel of the screen. */
static void
assert_stays (AtlasAppTest *test,
              AtlasPoint    place)
{
  double zoom = shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test));
  double pixel = 360 / (256 * exp2 (zoom));
  AtlasPoint now = get_pointed_place (test);

  g_assert_cmpfloat_with_epsilon (now.x, place.x, pixel);
  g_assert_cmpfloat_with_epsilon (now.y, place.y, pixel);
}

static void
test_wheel (AtlasAppTest  *test,
            gconstpointer  data)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  AtlasPoint place;

  atlas_map_test_open (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 11);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  place = get_pointed_place (test);
  atlas_app_test_click (test, map, pointed.x, pointed.y, 4, NULL);
  atlas_app_test_wait (test, is_nearer);
  assert_stays (test, place);
  atlas_app_test_click (test, map, pointed.x, pointed.y, 5, NULL);
  atlas_app_test_wait (test, is_back);
  assert_stays (test, place);
}

static void
test_double_click (AtlasAppTest  *test,
                   gconstpointer  data)
{
  const AtlasPoint twice[] = { pointed, pointed };
  AtlasPoint place;

  atlas_map_test_open (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 11);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  place = get_pointed_place (test);
  atlas_app_test_click_all (test, GTK_WIDGET (atlas_map_view_get_map (test->map_view)), twice,
                            G_N_ELEMENTS (twice), NULL);
  atlas_app_test_wait (test, is_nearer);
  assert_stays (test, place);
}

static double latitude_before;

static double
get_latitude (AtlasAppTest *test)
{
  return shumate_location_get_latitude (SHUMATE_LOCATION (atlas_map_test_get_viewport (test)));
}

static gboolean
has_moved_north (AtlasAppTest *test)
{
  return get_latitude (test) > latitude_before + 1e-3;
}

static void
test_keys (AtlasAppTest  *test,
           gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  atlas_map_test_open (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 14);
  latitude_before = get_latitude (test);
  atlas_app_test_press (test, "plus", "Up");
  atlas_app_test_wait (test, has_moved_north);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)), ==,
                     14.5);
}

static gboolean
has_arrived (AtlasAppTest *test)
{
  return !atlas_map_view_is_gliding (test->map_view) && atlas_app_test_is_drawn (test);
}

/* Each adds to where the one before leads, not to where the map is by then. */
static void
test_goals_add_up (AtlasAppTest  *test,
                   gconstpointer  data)
{
  AtlasMapPlace there = { { 0, 0 }, 13 };
  double pixel;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  atlas_map_test_open (test);
  there.center = atlas_map_view_get_place (test->map_view).center;
  there.center.x += 0.01;
  there.center.y -= 0.005;
  atlas_map_view_go_to_place (test->map_view, &there);
  for (guint i = 0; i < 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (test->window), "win.zoom-out", NULL);
  g_assert_true (atlas_map_view_is_gliding (test->map_view));
  g_assert_cmpfloat (atlas_map_view_get_place (test->map_view).center.x, ==, there.center.x);
  atlas_app_test_wait (test, has_arrived);
  pixel = 360 / (256 * exp2 (there.zoom));
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test)), ==,
                     there.zoom - 1.5);
  g_assert_cmpfloat_with_epsilon (get_latitude (test), there.center.y, pixel);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (
                                    SHUMATE_LOCATION (atlas_map_test_get_viewport (test))),
                                  there.center.x, pixel);

  /* A scale, too: as large a one as from there. */
  atlas_map_view_go_to_place (test->map_view, &there);
  atlas_map_view_set_scale (test->map_view, 50000);
  atlas_app_test_wait (test, has_arrived);
  g_assert_cmpfloat_with_epsilon (atlas_map_view_get_metres_per_pixel (test->map_view),
                                  50000 * 0.0254 / 96, 1e-3);
  g_assert_cmpfloat_with_epsilon (get_latitude (test), there.center.y, pixel);
}

/* Frames: what runs out has moved by far more than a pixel by then. */
#define N_FRAMES 40
/* Of a drag when it is let go, pixels a second. */
#define VELOCITY 2000.0

static AtlasMapPlace dragged_to;
static guint n_frames;

static gboolean
on_frame (GtkWidget     *map,
          GdkFrameClock *clock,
          gpointer       data)
{
  gtk_widget_queue_draw (map);

  return ++n_frames < N_FRAMES;
}

static gboolean
has_had_its_frames (AtlasAppTest *test)
{
  return n_frames == N_FRAMES;
}

static AtlasMapPlace
get_shown (AtlasAppTest *test)
{
  ShumateViewport *viewport = atlas_map_test_get_viewport (test);

  return (AtlasMapPlace) {
    { shumate_location_get_longitude (SHUMATE_LOCATION (viewport)), get_latitude (test) },
    shumate_viewport_get_zoom_level (viewport),
  };
}

static gboolean
runs_out (AtlasAppTest *test)
{
  return get_latitude (test) > dragged_to.center.y + 1e-3;
}

/* As libshumate is told when a drag ends. */
static void
let_go (AtlasAppTest *test)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (map);

  dragged_to = get_shown (test);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_SWIPE (controller))
        g_signal_emit_by_name (controller, "swipe", VELOCITY, VELOCITY);
    }
  atlas_app_test_wait (test, runs_out);
}

static void
assert_rests (AtlasAppTest  *test,
              AtlasMapPlace  place)
{
  double pixel = 360 / (256 * exp2 (place.zoom));
  AtlasMapPlace now;

  n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (atlas_map_view_get_map (test->map_view)), on_frame,
                                NULL, NULL);
  atlas_app_test_wait (test, has_had_its_frames);
  now = get_shown (test);
  g_assert_cmpfloat_with_epsilon (now.center.x, place.center.x, pixel);
  g_assert_cmpfloat_with_epsilon (now.center.y, place.center.y, pixel);
  g_assert_cmpfloat_with_epsilon (now.zoom, place.zoom, 1e-6);
}

static void
test_run_out (AtlasAppTest  *test,
              gconstpointer  data)
{
  AtlasMapPlace city, there;

  atlas_map_test_open (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  city = get_shown (test);
  there = (AtlasMapPlace) { city.center, 13 };
  atlas_map_view_go_to_place (test->map_view, &there);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  let_go (test);
  atlas_map_view_show_city (test->map_view);
  assert_rests (test, city);

  /* The same while it is on the way. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  atlas_map_view_go_to_place (test->map_view, &there);
  atlas_app_test_wait (test, has_arrived);
  let_go (test);
  atlas_map_view_show_city (test->map_view);
  atlas_app_test_wait (test, has_arrived);
  assert_rests (test, city);
}

/* A wheel takes hold of the map. */
static void
test_run_out_and_wheel (AtlasAppTest  *test,
                        gconstpointer  data)
{
  AtlasPoint place;

  atlas_map_test_open (test);
  shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), 11);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  let_go (test);
  atlas_app_test_click (test, GTK_WIDGET (atlas_map_view_get_map (test->map_view)), pointed.x,
                        pointed.y, 4, NULL);
  atlas_app_test_wait (test, is_nearer);
  place = get_pointed_place (test);
  assert_rests (test, get_shown (test));
  assert_stays (test, place);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/map-view/shows-the-whole-city-at-first", test_first_view },
    { "/map-view/agrees-with-the-viewport-where-places-are", test_same_places },
    { "/map-view/stays-at-the-city-north-up", test_limits },
    { "/map-view/scale-is-the-ellipsoid's", test_scale },
    { "/map-view/is-drawn-again-after-zooming", test_zoom },
    { "/map-view/the-whole-city-stays-whole-in-a-window-of-another-size", test_city_stays },
    { "/map-view/another-place-keeps-centre-and-zoom", test_other_places_stay },
    { "/map-view/the-wheel-zooms-around-the-pointer", test_wheel },
    { "/map-view/a-double-click-zooms-around-the-pointer", test_double_click },
    { "/map-view/a-drag-that-runs-out-does-not-lead-astray", test_run_out },
    { "/map-view/a-wheel-ends-what-a-drag-runs-out-as", test_run_out_and_wheel },
    { "/map-view/keys-pressed-while-it-moves-are-not-lost", test_keys },
    { "/map-view/what-is-asked-for-while-it-moves-adds-to-its-goal", test_goals_add_up },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
