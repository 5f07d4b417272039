#include "atlas-app-test.h"

#include "atlas-legend-card.h"
#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"
#include "atlas-silhouette.h"
#include "atlas-test-shapes.h"

#include <math.h>

static AtlasMapView *
get_view (AtlasAppTest *test)
{
  return atlas_window_get_map_view (test->window);
}

static ShumateViewport *
get_viewport (AtlasAppTest *test)
{
  return shumate_map_get_viewport (atlas_map_view_get_map (get_view (test)));
}

static void
open_and_draw (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

static void
test_first_view (AtlasAppTest  *test,
                 gconstpointer  data)
{
  const AtlasBox *city;
  AtlasView view;
  AtlasBox seen;

  open_and_draw (test);
  city = atlas_shapes_get_box (atlas_scene_get_shapes (
           atlas_maps_get_scene (atlas_window_get_maps (test->window), 1)));
  g_assert_true (atlas_map_layer_get_view (atlas_map_view_get_layer (get_view (test)), &view));
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
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
  AtlasView view;
  double latitude, longitude, x, y;

  open_and_draw (test);
  g_assert_true (atlas_map_layer_get_view (atlas_map_view_get_layer (get_view (test)), &view));
  shumate_viewport_widget_coords_to_location (get_viewport (test), map, 100, 200,
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
  ShumateLocation *center = SHUMATE_LOCATION (get_viewport (test));

  open_and_draw (test);
  shumate_location_set_location (center, 31.2, 121.5);
  g_assert_cmpfloat (shumate_location_get_latitude (center), >, 39);
  g_assert_cmpfloat (shumate_location_get_longitude (center), <, 118);
  shumate_viewport_set_rotation (get_viewport (test), 1);
  g_assert_cmpfloat (shumate_viewport_get_rotation (get_viewport (test)), ==, 0);
  shumate_viewport_set_zoom_level (get_viewport (test), 3);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (get_viewport (test)), ==, 7);
}

/* A parallel's radius is N cos φ, N the ellipsoid's radius in the prime
 * vertical; Mercator draws it 256 · 2^zoom pixels long. */
static void
test_scale (AtlasAppTest  *test,
            gconstpointer  data)
{
  const double a = 6378137;
  const double f = 1 / 298.257222101;
  const double e2 = f * (2 - f);

  open_and_draw (test);
  for (double zoom = 9.3; zoom < 17; zoom += 1.7)
    {
      double latitude, radius;

      shumate_viewport_set_zoom_level (get_viewport (test), zoom);
      latitude = shumate_location_get_latitude (SHUMATE_LOCATION (get_viewport (test)));
      latitude *= G_PI / 180;
      radius = a * cos (latitude) / sqrt (1 - e2 * sin (latitude) * sin (latitude));
      g_assert_cmpfloat_with_epsilon (atlas_map_view_get_metres_per_pixel (get_view (test)) /
                                      (2 * G_PI * radius / (256 * exp2 (zoom))), 1, 1e-4);
    }
}

/* What covers the map decides where its lettering can stand. */
static void
test_covers (AtlasAppTest  *test,
             gconstpointer  data)
{
  static const AtlasBox cover = { 200, 200, 400, 300 };
  AtlasMapLayer *layer = atlas_map_view_get_layer (get_view (test));

  open_and_draw (test);
  atlas_map_layer_set_covers (layer, &cover, 1);
  g_assert_false (atlas_map_layer_is_complete (layer));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_map_layer_set_covers (layer, &cover, 1);
  g_assert_true (atlas_map_layer_is_complete (layer));
}

static AtlasMapLayer *
get_layer (AtlasAppTest *test)
{
  return atlas_map_view_get_layer (get_view (test));
}

/* By whole pixels; the view is centred on whole pixels of the world. */
static void
pan (AtlasAppTest *test,
     double        right,
     double        down)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
  double latitude, longitude;

  shumate_viewport_widget_coords_to_location (get_viewport (test), map,
                                              gtk_widget_get_width (map) / 2.0 + right,
                                              gtk_widget_get_height (map) / 2.0 + down,
                                              &latitude, &longitude);
  shumate_location_set_location (SHUMATE_LOCATION (get_viewport (test)), latitude, longitude);
}

static gboolean
stands (const AtlasLetteringSheet *sheet,
        const char                *text,
        double                     x,
        double                     y)
{
  const AtlasLabels *labels = atlas_lettering_sheet_get_labels (sheet);
  const AtlasView *view = atlas_lettering_sheet_get_view (sheet);

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasBox box;

      if (g_str_equal (atlas_labels_get (labels, i, NULL, &box), text) &&
          fabs (view->x0 * view->scale + box.x0 - x) < 0.01 &&
          fabs (view->y0 * view->scale + box.y0 - y) < 0.01)
        return TRUE;
    }

  return FALSE;
}

/* Every name that was whole in both views is where it was, in pixels of the
 * world. Returns: how many those are. */
static guint
count_standing (const AtlasLetteringSheet *before,
                const AtlasLetteringSheet *after,
                const AtlasView           *view)
{
  const AtlasLabels *labels = atlas_lettering_sheet_get_labels (before);
  const AtlasView *old = atlas_lettering_sheet_get_view (before);
  guint n = 0;

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      AtlasBox box;
      const char *text = atlas_labels_get (labels, i, NULL, &box);
      double x = old->x0 * old->scale + box.x0;
      double y = old->y0 * old->scale + box.y0;
      double seen_x = x - view->x0 * view->scale;
      double seen_y = y - view->y0 * view->scale;

      if (box.x0 < ATLAS_LETTERING_MARGIN || box.y0 < ATLAS_LETTERING_MARGIN ||
          box.x1 > old->width - ATLAS_LETTERING_MARGIN ||
          box.y1 > old->height - ATLAS_LETTERING_MARGIN ||
          seen_x < 0 || seen_y < 0 || seen_x + atlas_box_width (&box) > view->width ||
          seen_y + atlas_box_height (&box) > view->height)
        continue;
      g_assert_true (stands (after, text, x, y));
      n++;
    }

  return n;
}

/* No name at rest is cut by the edges of what is seen. */
static void
assert_none_cut (const AtlasLetteringSheet *sheet)
{
  const AtlasLabels *labels = atlas_lettering_sheet_get_labels (sheet);
  const AtlasView *wide = atlas_lettering_sheet_get_view (sheet);
  const AtlasBox seen = { ATLAS_LETTERING_MARGIN, ATLAS_LETTERING_MARGIN,
                          wide->width - ATLAS_LETTERING_MARGIN,
                          wide->height - ATLAS_LETTERING_MARGIN };

  for (guint i = 0; i < atlas_labels_get_n (labels); i++)
    {
      guint n;
      const AtlasBox *parts = atlas_labels_get_parts (labels, i, &n);
      guint n_inside = 0, n_outside = 0;

      for (guint p = 0; p < n; p++)
        {
          n_inside += parts[p].x0 >= seen.x0 && parts[p].x1 <= seen.x1 &&
                      parts[p].y0 >= seen.y0 && parts[p].y1 <= seen.y1;
          n_outside += !atlas_box_overlaps (&parts[p], &seen);
        }
      g_assert_true (n_inside == n || n_outside == n);
    }
}

/* Names make room for cards, which these tests are not about. */
static void
hide_cards (AtlasAppTest *test)
{
  static const char *const cards[] = { "legend_card", "sample_card", "scale_card", "buttons" };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_view (test)),
                                                                       ATLAS_TYPE_MAP_VIEW,
                                                                       cards[i])), FALSE);
}

static void
test_names_stay (AtlasAppTest  *test,
                 gconstpointer  data)
{
  static const int steps[][2] = { { 90, -40 }, { 300, 180 }, { -640, 33 }, { -7, -310 } };

  atlas_app_test_resize (test, 1280, 820);
  open_and_draw (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  hide_cards (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 14);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  assert_none_cut (atlas_map_layer_get_lettering (get_layer (test)));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AtlasLetteringSheet *before =
        atlas_lettering_sheet_ref ((AtlasLetteringSheet *)
                                   atlas_map_layer_get_lettering (get_layer (test)));
      AtlasView view;

      pan (test, steps[i][0], steps[i][1]);
      g_assert_false (atlas_app_test_is_drawn (test));
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      g_assert_true (atlas_map_layer_get_view (get_layer (test), &view));
      g_assert_cmpuint (count_standing (before, atlas_map_layer_get_lettering (get_layer (test)),
                                        &view), >, 0);
      assert_none_cut (atlas_map_layer_get_lettering (get_layer (test)));
      atlas_lettering_sheet_unref (before);
    }
}

/* The whole city, as near as it fits, and all of it in sight. */
static gboolean
shows_city (AtlasAppTest *test)
{
  AtlasMapPlace shown = { atlas_map_view_get_place (get_view (test)).center,
                          shumate_viewport_get_zoom_level (get_viewport (test)) };
  AtlasMapPlace city;

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (test->window)),
                "gtk-enable-animations", FALSE, NULL);
  g_assert_cmpfloat (atlas_map_view_get_place (get_view (test)).zoom, ==, 0);
  atlas_map_view_show_city (get_view (test));
  city = (AtlasMapPlace) { atlas_map_view_get_place (get_view (test)).center,
                           shumate_viewport_get_zoom_level (get_viewport (test)) };
  gtk_settings_reset_property (gtk_widget_get_settings (GTK_WIDGET (test->window)),
                               "gtk-enable-animations");

  return fabs (shown.zoom - city.zoom) < 1e-6 && fabs (shown.center.x - city.center.x) < 1e-6 &&
         fabs (shown.center.y - city.center.y) < 1e-6;
}

static gboolean
is_small (AtlasAppTest *test)
{
  return gtk_widget_get_width (GTK_WIDGET (test->window)) <= 900 &&
         atlas_app_test_is_drawn (test);
}

static gboolean
is_large (AtlasAppTest *test)
{
  return gtk_widget_get_width (GTK_WIDGET (test->window)) > 1500 &&
         atlas_app_test_is_drawn (test);
}

static gboolean
has_details (AtlasAppTest *test)
{
  return gtk_widget_get_width (GTK_WIDGET (get_view (test))) < 1100 &&
         atlas_app_test_is_drawn (test);
}

static void
resize (AtlasAppTest          *test,
        int                    width,
        int                    height,
        AtlasAppTestCondition  is_done)
{
  gtk_window_set_default_size (GTK_WINDOW (test->window), width, height);
  atlas_app_test_wait (test, is_done);
}

static void
test_city_stays (AtlasAppTest  *test,
                 gconstpointer  data)
{
  double zoom;

  open_and_draw (test);
  resize (test, 900, 600, is_small);
  g_assert_true (shows_city (test));
  zoom = shumate_viewport_get_zoom_level (get_viewport (test));
  resize (test, 1600, 1000, is_large);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (get_viewport (test)), >, zoom);
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

  open_and_draw (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 12);
  center = atlas_map_view_get_place (get_view (test)).center;
  resize (test, 900, 600, is_small);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (get_viewport (test)), ==, 12);
  g_assert_cmpfloat_with_epsilon (atlas_map_view_get_place (get_view (test)).center.x,
                                  center.x, 1e-9);
}

/* A block changes its class: the map shows it, and all names stand. */
static void
test_names_stay_in_a_change (AtlasAppTest  *test,
                             gconstpointer  data)
{
  AtlasMapLayer *layer = get_layer (test);
  AtlasLetteringSheet *before;
  AtlasView view;

  open_and_draw (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  shumate_viewport_set_zoom_level (get_viewport (test), 14);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  pan (test, 90, -40);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  before = atlas_lettering_sheet_ref ((AtlasLetteringSheet *) atlas_map_layer_get_lettering (layer));
  g_assert_true (atlas_map_layer_get_view (layer, &view));
  for (guint i = 0; i < 8; i++)
    {
      AtlasScene *scene = atlas_map_layer_get_scene (layer);
      const int class_ = ATLAS_CLASS_KEY;
      AtlasBox changed;
      g_autoptr(AtlasShapes) shapes =
        atlas_test_shapes_set_classes (atlas_scene_get_shapes (scene),
                                       atlas_maps_get_plan (atlas_window_get_maps (test->window)),
                                       &i, &class_, 1, &changed);
      g_autoptr(AtlasScene) other =
        atlas_scene_new (shapes, (AtlasStyle *) atlas_scene_get_style (scene), 2,
                         atlas_scene_get_language (scene), NULL);

      atlas_map_layer_set_scene_within (layer, other, &changed);
    }
  g_assert_false (atlas_app_test_is_drawn (test));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpuint (count_standing (before, atlas_map_layer_get_lettering (layer), &view), >, 0);
  atlas_lettering_sheet_unref (before);
}

static GtkWidget *
get_legend (AtlasAppTest *test)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_view (test)),
                                                    ATLAS_TYPE_MAP_VIEW, "legend_card"));
}

static cairo_surface_t *
draw_map (AtlasAppTest *test)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (map);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (map);
  int height = gtk_widget_get_height (map);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* 0 beyond the edge: maps are resized while they are looked at. */
static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guchar *data = cairo_image_surface_get_data (surface);

  if (x >= cairo_image_surface_get_width (surface) || y >= cairo_image_surface_get_height (surface))
    return 0;

  return ((const guint32 *) (gconstpointer) (
            data + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;
}

/* The letters alone, where they are on the map now. */
static cairo_surface_t *
draw_letters (AtlasAppTest *test)
{
  const AtlasLetteringSheet *sheet = atlas_map_layer_get_lettering (get_layer (test));
  const AtlasView *wide = atlas_lettering_sheet_get_view (sheet);
  cairo_surface_t *surface;
  AtlasView view;
  cairo_t *cr;

  g_assert_true (atlas_map_layer_get_view (get_layer (test), &view));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) view.width, (int) view.height);
  cr = cairo_create (surface);
  cairo_translate (cr, round (atlas_view_x (&view, wide->x0)), round (atlas_view_y (&view, wide->y0)));
  atlas_labels_paint (atlas_lettering_sheet_get_labels (sheet), cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint
count_changed (cairo_surface_t *before,
               cairo_surface_t *after)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (before); y++)
    for (int x = 0; x < cairo_image_surface_get_width (before); x++)
      n += get_pixel (before, x, y) != get_pixel (after, x, y);

  return n;
}

/* Pixels of letters that are of another colour on the map; @n_letters: of how many. */
static guint
count_cut (cairo_surface_t *map,
           cairo_surface_t *letters,
           guint           *n_letters)
{
  guint n = 0;

  *n_letters = 0;
  for (int y = 0; y < cairo_image_surface_get_height (map); y++)
    for (int x = 0; x < cairo_image_surface_get_width (map); x++)
      {
        const guint32 *row = (const guint32 *) (gconstpointer) (
          cairo_image_surface_get_data (letters) +
          y * cairo_image_surface_get_stride (letters));
        guint32 letter = row[x];

        if (letter >> 24 != 255)
          continue;
        n += (letter & 0xffffff) != get_pixel (map, x, y);
        *n_letters += 1;
      }

  return n;
}

/* Blocks are selected: their outlines and their tint change the map, no letter. */
static void
test_names_stand_over_outlines (AtlasAppTest  *test,
                                gconstpointer  data)
{
  AtlasSelection *selection = atlas_session_get_selection (atlas_window_get_session (test->window));
  const guint blocks[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  cairo_surface_t *before, *after, *letters;
  guint n_letters;

  open_and_draw (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  atlas_app_test_wait_for_frame (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 14);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_wait_for_frame (test);
  before = draw_map (test);
  atlas_selection_set (selection, blocks, G_N_ELEMENTS (blocks));
  atlas_app_test_wait_for_frame (test);
  after = draw_map (test);
  letters = draw_letters (test);
  g_assert_cmpuint (count_changed (before, after), >, 1000);
  g_assert_cmpuint (count_cut (after, letters, &n_letters), ==, 0);
  g_assert_cmpuint (n_letters, >, 50);

  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  cairo_surface_destroy (letters);
}

/* Whatever legend a map has, the city that is shown whole is clear of it. Beijing
 * itself, for what is as square as the test's plan always is beside it. */
static void
test_city_is_clear_of_every_legend (AtlasAppTest  *test,
                                    gconstpointer  data)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GFile) sample = g_file_new_for_path (path);
  AtlasSilhouette city;

  atlas_app_test_open (test, sample);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (6));
  atlas_app_test_wait_for_frame (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-city", NULL);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  for (guint i = 0; i < 2 * ATLAS_N_MAPS; i++)
    {
      GtkWidget *legend = get_legend (test);
      graphene_rect_t bounds;
      AtlasBox cover;
      AtlasView view;

      g_action_group_activate_action (G_ACTION_GROUP (test->window), "map",
                                      g_variant_new_uint32 (1 + i * 5 % ATLAS_N_MAPS));
      atlas_app_test_wait_for_frame (test);
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      g_assert_true (atlas_map_layer_get_view (get_layer (test), &view));
      g_assert_true (gtk_widget_compute_bounds (legend, GTK_WIDGET (get_view (test)), &bounds));
      atlas_silhouette_init (&city, atlas_scene_get_shapes (atlas_map_layer_get_scene (
                                                              get_layer (test))));
      cover = (AtlasBox) { bounds.origin.x + 1, bounds.origin.y + 1,
                           bounds.origin.x + bounds.size.width - 1,
                           bounds.origin.y + bounds.size.height - 1 };
      g_assert_true (atlas_silhouette_is_clear (&city, &view, &cover, 1));
    }
}

/* A district that one goes to is not under the legend, and is in the window. */
static void
test_districts_are_clear_of_the_legend (AtlasAppTest  *test,
                                        gconstpointer  data)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GFile) sample = g_file_new_for_path (path);
  GListModel *districts;
  AtlasShapes *shapes;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  atlas_app_test_open (test, sample);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (6));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  districts = atlas_plan_get_features (
    atlas_maps_get_plan (atlas_window_get_maps (test->window)), ATLAS_LAYER_DISTRICTS);
  shapes = atlas_scene_get_shapes (atlas_map_layer_get_scene (get_layer (test)));
  for (guint i = 0; i < g_list_model_get_n_items (districts); i += 3)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (districts, i);
      const AtlasShape *shape = atlas_shapes_get (shapes, ATLAS_LAYER_DISTRICTS, i);
      AtlasBox box = *atlas_geometry_get_box (shape->geometry);
      AtlasSilhouette silhouette;
      graphene_rect_t bounds;
      AtlasBox cover, seen;
      AtlasView view;

      g_action_group_activate_action (
        G_ACTION_GROUP (test->window), "zoom-to",
        g_variant_new_string (atlas_feature_get_name (district, ATLAS_LANGUAGE_ZH)));
      atlas_app_test_wait_for_frame (test);
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      g_assert_true (atlas_map_layer_get_view (get_layer (test), &view));
      g_assert_true (gtk_widget_compute_bounds (get_legend (test), GTK_WIDGET (get_view (test)),
                                                &bounds));
      cover = (AtlasBox) { bounds.origin.x + 1, bounds.origin.y + 1,
                           bounds.origin.x + bounds.size.width - 1,
                           bounds.origin.y + bounds.size.height - 1 };
      atlas_silhouette_init_box (&silhouette, &box);
      g_assert_true (atlas_silhouette_is_clear (&silhouette, &view, &cover, 1));
      seen = atlas_view_get_box (&view);
      g_assert_true (box.x0 > seen.x0 && box.x1 < seen.x1 && box.y0 > seen.y0 && box.y1 < seen.y1);
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

static gboolean
has_zoomed_in (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (get_viewport (test)) >= 12;
}

static void
test_zoom (AtlasAppTest  *test,
           gconstpointer  data)
{
  open_and_draw (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 11);
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

/* Away from the middle, where every zoom would keep what is seen. */
static const AtlasPoint pointed = { 150, 400 };

static AtlasPoint
get_pointed_place (AtlasAppTest *test)
{
  AtlasPoint place;

  shumate_viewport_widget_coords_to_location (get_viewport (test),
                                              GTK_WIDGET (atlas_map_view_get_map (get_view (test))),
                                              pointed.x, pointed.y, &place.y, &place.x);

  return place;
}

static gboolean
is_nearer (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (get_viewport (test)) > 11;
}

static gboolean
is_back (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (get_viewport (test)) <= 11;
}

/* To the pixel where the pointer is let in on a pixel of the screen. */
static void
assert_stays (AtlasAppTest *test,
              AtlasPoint    place)
{
  double pixel = 360 / (256 * exp2 (shumate_viewport_get_zoom_level (get_viewport (test))));
  AtlasPoint now = get_pointed_place (test);

  g_assert_cmpfloat_with_epsilon (now.x, place.x, pixel);
  g_assert_cmpfloat_with_epsilon (now.y, place.y, pixel);
}

static void
test_wheel (AtlasAppTest  *test,
            gconstpointer  data)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
  AtlasPoint place;

  open_and_draw (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 11);
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

  open_and_draw (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 11);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  place = get_pointed_place (test);
  atlas_app_test_click_all (test, GTK_WIDGET (atlas_map_view_get_map (get_view (test))), twice,
                            G_N_ELEMENTS (twice), NULL);
  atlas_app_test_wait (test, is_nearer);
  assert_stays (test, place);
}

static double latitude_before;

static double
get_latitude (AtlasAppTest *test)
{
  return shumate_location_get_latitude (SHUMATE_LOCATION (get_viewport (test)));
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
  open_and_draw (test);
  shumate_viewport_set_zoom_level (get_viewport (test), 14);
  latitude_before = get_latitude (test);
  atlas_app_test_press (test, "plus", "Up");
  atlas_app_test_wait (test, has_moved_north);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (get_viewport (test)), ==, 14.5);
}

static void
test_sample (AtlasAppTest  *test,
             gconstpointer  data)
{
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_view (test)),
                                                               ATLAS_TYPE_MAP_VIEW,
                                                               "sample_card"));

  atlas_app_test_open (test, test->plan);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (test->window), "map",
                                      g_variant_new_uint32 (map));
      g_assert_true (gtk_widget_get_mapped (card));
    }
  atlas_app_test_open (test, test->other_plan);
  g_assert_false (gtk_widget_get_visible (card));
}

static gboolean
legend_is_folded (AtlasAppTest *test)
{
  return atlas_legend_card_get_folded (ATLAS_LEGEND_CARD (get_legend (test)));
}

static void
test_small (AtlasAppTest  *test,
            gconstpointer  data)
{
  atlas_app_test_resize (test, 1280, 820);
  open_and_draw (test);
  g_assert_true (gtk_widget_get_mapped (get_legend (test)));
  g_assert_false (legend_is_folded (test));
  gtk_window_set_default_size (GTK_WINDOW (test->window), 720, 480);
  atlas_app_test_wait (test, legend_is_folded);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

/* Where a card is drawn; FALSE: it is not. */
static gboolean
get_card_box (AtlasAppTest *test,
              const char   *name,
              AtlasBox     *box)
{
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (get_view (test)),
                                                               ATLAS_TYPE_MAP_VIEW, name));
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (card) ||
      !gtk_widget_compute_bounds (card, GTK_WIDGET (get_view (test)), &bounds))
    return FALSE;

  *box = (AtlasBox) { bounds.origin.x, bounds.origin.y, bounds.origin.x + bounds.size.width,
                      bounds.origin.y + bounds.size.height };

  return TRUE;
}

/* Returns: how many cards there are */
static guint
assert_no_card_covers_another (AtlasAppTest *test)
{
  static const char *const cards[] = { "buttons", "scale_card", "sample_card", "legend_card",
                                       "measure_card", "hint_card" };
  AtlasBox boxes[G_N_ELEMENTS (cards)];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    if (get_card_box (test, cards[i], &boxes[n]))
      n++;
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (atlas_box_overlaps (&boxes[i], &boxes[j]));

  return n;
}

static void
test_cards (AtlasAppTest  *test,
            gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (test->window);

  open_and_draw (test);
  g_action_group_activate_action (actions, "measure", NULL);
  for (guint i = 0; i < ATLAS_N_CORNERS; i++)
    {
      const char *corner = atlas_corner_get_key ((AtlasCorner) i);

      g_action_group_activate_action (actions, "legend-corner", g_variant_new_string (corner));
      resize (test, 1600, 1000, is_large);
      g_assert_cmpuint (assert_no_card_covers_another (test), ==, 5);
      resize (test, 800, 560, is_small);
      assert_no_card_covers_another (test);
    }
  g_action_group_activate_action (actions, "measure", NULL);
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
    { "/map-view/lettering-makes-room-for-covers", test_covers },
    { "/map-view/names-stay-where-they-are-while-it-is-panned", test_names_stay },
    { "/map-view/names-stay-where-they-are-while-blocks-change", test_names_stay_in_a_change },
    { "/map-view/names-stand-over-outlines-of-blocks", test_names_stand_over_outlines },
    { "/map-view/the-city-is-clear-of-every-legend", test_city_is_clear_of_every_legend },
    { "/map-view/districts-are-clear-of-the-legend", test_districts_are_clear_of_the_legend },
    { "/map-view/is-drawn-again-after-zooming", test_zoom },
    { "/map-view/the-whole-city-stays-whole-in-a-window-of-another-size", test_city_stays },
    { "/map-view/another-place-keeps-centre-and-zoom", test_other_places_stay },
    { "/map-view/the-wheel-zooms-around-the-pointer", test_wheel },
    { "/map-view/a-double-click-zooms-around-the-pointer", test_double_click },
    { "/map-view/goes-before-its-legend-where-room-is-short", test_small },
    { "/map-view/no-card-covers-another", test_cards },
    { "/map-view/keys-pressed-while-it-moves-are-not-lost", test_keys },
    { "/map-view/made-up-data-always-say-so", test_sample },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
