/* Cards on the map in the window, and what they leave to be seen. */

#include "atlas-map-test.h"

#include "atlas-density-settings.h"
#include "atlas-legend-card.h"
#include "atlas-locator.h"
#include "atlas-map-travel.h"
#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"
#include "atlas-silhouette.h"

#include <math.h>

/* At both sides together, by the style sheet. */
#define CARD_MARGINS 24

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
      GtkWidget *legend = atlas_map_test_get_legend (test);
      graphene_rect_t bounds;
      AtlasBox cover;
      AtlasView view;

      g_action_group_activate_action (G_ACTION_GROUP (test->window), "map",
                                      g_variant_new_uint32 (1 + i * 5 % ATLAS_N_MAPS));
      atlas_app_test_wait_for_frame (test);
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      g_assert_true (atlas_map_layer_get_view (atlas_map_test_get_layer (test), &view));
      g_assert_true (gtk_widget_compute_bounds (legend, GTK_WIDGET (test->map_view), &bounds));
      atlas_silhouette_init (&city, atlas_scene_get_shapes (atlas_map_layer_get_scene (
                                                              atlas_map_test_get_layer (test))));
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

  atlas_app_test_open (test, sample);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (6));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  districts = atlas_plan_get_features (
    atlas_maps_get_plan (atlas_window_get_maps (test->window)), ATLAS_LAYER_DISTRICTS);
  shapes = atlas_scene_get_shapes (atlas_map_layer_get_scene (atlas_map_test_get_layer (test)));
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
      g_assert_true (atlas_map_layer_get_view (atlas_map_test_get_layer (test), &view));
      g_assert_true (gtk_widget_compute_bounds (atlas_map_test_get_legend (test),
                                                GTK_WIDGET (test->map_view), &bounds));
      cover = (AtlasBox) { bounds.origin.x + 1, bounds.origin.y + 1,
                           bounds.origin.x + bounds.size.width - 1,
                           bounds.origin.y + bounds.size.height - 1 };
      atlas_silhouette_init_box (&silhouette, &box);
      g_assert_true (atlas_silhouette_is_clear (&silhouette, &view, &cover, 1));
      seen = atlas_view_get_box (&view);
      g_assert_true (box.x0 > seen.x0 && box.x1 < seen.x1 && box.y0 > seen.y0 && box.y1 < seen.y1);
    }
}

typedef struct
{
  AtlasAppTest *test;
  AtlasScene   *before;
  guint         n_waiting;
} Change;

static void
on_scene_changed (Change *change)
{
  AtlasMapCard *legend = ATLAS_MAP_CARD (atlas_map_test_get_legend (change->test));

  g_assert_true (atlas_map_layer_is_held (atlas_map_test_get_layer (change->test)));
  g_assert_true (atlas_map_card_get_scene (legend) == change->before);
  change->n_waiting++;
}

static void
on_shown (Change *change)
{
  AtlasMapCard *legend = ATLAS_MAP_CARD (atlas_map_test_get_legend (change->test));
  AtlasMapLayer *layer = atlas_map_test_get_layer (change->test);

  g_assert_true (atlas_map_card_get_scene (legend) == atlas_map_layer_get_scene (layer));
  change->before = atlas_map_layer_get_scene (layer);
}

/* The numbers of a legend are not those of another picture. */
static void
test_legend_waits_for_the_map (AtlasAppTest  *test,
                               gconstpointer  data)
{
  AtlasSession *session = atlas_window_get_session (test->window);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  Change change = { .test = test };
  gulong changed, shown;

  atlas_map_test_open (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (3));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  change.before = atlas_map_layer_get_scene (atlas_map_test_get_layer (test));
  changed = g_signal_connect_data (session, "scene-changed", G_CALLBACK (on_scene_changed), &change,
                                   NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  shown = g_signal_connect_data (atlas_map_test_get_layer (test), "shown", G_CALLBACK (on_shown),
                                 &change, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  atlas_density_settings_copy (atlas_session_get_density_settings (session), &settings);
  settings.bandwidth *= 2;
  atlas_session_set_density_settings (session, &settings);
  while (change.n_waiting == 0)
    g_main_context_iteration (NULL, TRUE);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_true (atlas_map_card_get_scene (ATLAS_MAP_CARD (atlas_map_test_get_legend (test))) ==
                 atlas_session_get_scene (session));
  g_signal_handler_disconnect (session, changed);
  g_signal_handler_disconnect (atlas_map_test_get_layer (test), shown);
}

static void
test_sample (AtlasAppTest  *test,
             gconstpointer  data)
{
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->map_view),
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
  return atlas_legend_card_get_folded (ATLAS_LEGEND_CARD (atlas_map_test_get_legend (test)));
}

static gboolean
legend_is_unfolded (AtlasAppTest *test)
{
  return !legend_is_folded (test);
}

/* Nobody has insisted on it who folded and unfolded it where there was room. */
static void
test_small (AtlasAppTest  *test,
            gconstpointer  data)
{
  atlas_app_test_resize (test, 1280, 820);
  atlas_map_test_open (test);
  g_assert_true (gtk_widget_get_mapped (atlas_map_test_get_legend (test)));
  g_assert_false (legend_is_folded (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "fold-legend", NULL);
  atlas_app_test_wait (test, legend_is_folded);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "fold-legend", NULL);
  atlas_app_test_wait (test, legend_is_unfolded);
  atlas_app_test_wait_for_frame (test);
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
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->map_view),
                                                               ATLAS_TYPE_MAP_VIEW, name));
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (card) ||
      !gtk_widget_compute_bounds (card, GTK_WIDGET (test->map_view), &bounds))
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

  atlas_map_test_open (test);
  g_action_group_activate_action (actions, "measure", NULL);
  for (guint i = 0; i < ATLAS_N_CORNERS; i++)
    {
      const char *corner = atlas_corner_get_key ((AtlasCorner) i);

      g_action_group_activate_action (actions, "legend-corner", g_variant_new_string (corner));
      atlas_map_test_resize (test, 1600, 1000, atlas_map_test_is_large);
      g_assert_cmpuint (assert_no_card_covers_another (test), ==, 5);
      atlas_map_test_resize (test, 800, 560, atlas_map_test_is_small);
      assert_no_card_covers_another (test);
    }
  g_action_group_activate_action (actions, "measure", NULL);
}

/* Others keep off the paper of the scale bar, and not off what that may be. */
static void
test_scale (AtlasAppTest  *test,
            gconstpointer  data)
{
  AtlasMapCard *card = ATLAS_MAP_CARD (gtk_widget_get_template_child (
    GTK_WIDGET (test->map_view), ATLAS_TYPE_MAP_VIEW, "scale_card"));
  int least = G_MAXINT, most = 0;

  atlas_map_test_open (test);
  for (double zoom = 9; zoom < 12; zoom += 0.3)
    {
      int asked;
      AtlasBox box;

      shumate_viewport_set_zoom_level (atlas_map_test_get_viewport (test), zoom);
      atlas_app_test_wait_for_frame (test);
      g_assert_true (get_card_box (test, "scale_card", &box));
      gtk_widget_measure (GTK_WIDGET (card), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &asked,
                          NULL, NULL);
      least = MIN (least, gtk_widget_get_width (GTK_WIDGET (card)));
      most = MAX (most, gtk_widget_get_width (GTK_WIDGET (card)));
      g_assert_cmpint (asked - atlas_map_card_get_spare_width (card), ==,
                       (int) atlas_box_width (&box) + CARD_MARGINS);
    }
  g_assert_cmpint (most, >=, least + 20);
}

/* Of @block in the plane, and where that is on the map, CSS pixels. */
static AtlasBox
get_block_box (AtlasAppTest *test,
               guint         block)
{
  return atlas_locator_get_block_box (atlas_maps_get_locator (atlas_window_get_maps (test->window)),
                                      block);
}

static AtlasBox
get_block_place (AtlasAppTest *test,
                 guint         block)
{
  AtlasMapLayer *layer = atlas_map_test_get_layer (test);
  AtlasShapes *shapes = atlas_scene_get_shapes (atlas_map_layer_get_scene (layer));
  const AtlasBox *box = atlas_geometry_get_box (atlas_shapes_get_block_geometry (shapes, block));
  AtlasView view;

  g_assert_true (atlas_map_layer_get_view (layer, &view));

  return (AtlasBox) { atlas_view_x (&view, box->x0), atlas_view_y (&view, box->y0),
                      atlas_view_x (&view, box->x1), atlas_view_y (&view, box->y1) };
}

static void
move_block (AtlasAppTest *test,
            guint         block,
            double        x,
            double        y)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  AtlasBox place = get_block_place (test, block);
  double latitude, longitude;

  shumate_viewport_widget_coords_to_location (
    atlas_map_test_get_viewport (test), map,
    gtk_widget_get_width (map) / 2.0 + (place.x0 + place.x1) / 2 - x,
    gtk_widget_get_height (map) / 2.0 + (place.y0 + place.y1) / 2 - y, &latitude, &longitude);
  shumate_location_set_location (SHUMATE_LOCATION (atlas_map_test_get_viewport (test)), latitude,
                                 longitude);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

/* The legend stands at the lower right. */
static gboolean
is_clear_of (const AtlasBox        *place,
             const graphene_rect_t *legend)
{
  return place->x1 <= legend->origin.x || place->y1 <= legend->origin.y;
}

/* A block lies under the legend, or beyond the edge behind it: it comes out beside it. */
static void
test_block_comes_from_under_the_legend (AtlasAppTest  *test,
                                        gconstpointer  data)
{
  /* At the edge of the plan, so that the map can be moved so far. */
  enum { BLOCK = 4 };
  static const struct { double right, down; } steps[] = { { 0, 0 }, { 1, 0 }, { 0, 1 } };
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  graphene_rect_t legend;

  atlas_map_test_open (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (2));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_true (gtk_widget_compute_bounds (atlas_map_test_get_legend (test),
                                            GTK_WIDGET (test->map_view), &legend));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      AtlasBox box = get_block_box (test, BLOCK);
      AtlasBox before, place;

      move_block (test, BLOCK, legend.origin.x + legend.size.width * (0.5 + steps[i].right),
                  legend.origin.y + legend.size.height * (0.5 + steps[i].down));
      before = get_block_place (test, BLOCK);
      g_assert_false (is_clear_of (&before, &legend));
      atlas_map_travel_bring_into_view (test->map_view, &box);
      atlas_app_test_wait_for_frame (test);
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      place = get_block_place (test, BLOCK);
      g_assert_true (is_clear_of (&place, &legend));
      g_assert_cmpfloat (place.x0, >=, 0);
      g_assert_cmpfloat (place.y0, >=, 0);
      g_assert_cmpfloat (place.x1, <=, gtk_widget_get_width (map));
      g_assert_cmpfloat (place.y1, <=, gtk_widget_get_height (map));
      /* From the middle upwards, which is not as far as the legend is wide. */
      if (i == 0)
        g_assert_cmpfloat (before.y1 - place.y1 + fabs (place.x0 - before.x0), <,
                           legend.size.width / 2 + atlas_box_width (&before));
    }
}

static gboolean
details_are_in (AtlasAppTest *test)
{
  AdwFlap *flap = ADW_FLAP (gtk_widget_get_template_child (GTK_WIDGET (test->window),
                                                           ATLAS_TYPE_WINDOW, "details_flap"));

  return adw_flap_get_reveal_progress (flap) == 1;
}

static gboolean
on_tick (GtkWidget     *window,
         GdkFrameClock *clock,
         gpointer       data)
{
  gtk_widget_queue_resize (GTK_WIDGET (gtk_widget_get_template_child (window, ATLAS_TYPE_WINDOW,
                                                                      "header_bar")));

  return G_SOURCE_CONTINUE;
}

static void
on_layout (GdkFrameClock *clock,
           guint         *n_layouts)
{
  (*n_layouts)++;
}

/* What the city does when a pane slides in asks for no second layout. Had it another
 * size for that, with the header bar's of the same frame GTK would lay out the one
 * and forget the other, and warn that what is around the map has no place. */
static void
test_city_in_one_layout (AtlasAppTest  *test,
                         gconstpointer  data)
{
  GdkFrameClock *clock;
  guint n_layouts = 0, n_frames = 0, tick;
  double widest = 0, narrowest = G_MAXDOUBLE;
  gulong handler;

  atlas_map_test_open (test);
  atlas_map_test_resize (test, 1600, 1000, atlas_map_test_is_large);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-city", NULL);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (test->window));
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (test->window), on_tick, NULL, NULL);
  handler = g_signal_connect (clock, "layout", G_CALLBACK (on_layout), &n_layouts);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "details", NULL);
  do
    {
      double zoom = shumate_viewport_get_zoom_level (atlas_map_test_get_viewport (test));

      atlas_app_test_wait_for_frame (test);
      n_frames++;
      widest = MAX (widest, zoom);
      narrowest = MIN (narrowest, zoom);
    }
  while (!details_are_in (test));
  g_signal_handler_disconnect (clock, handler);
  gtk_widget_remove_tick_callback (GTK_WIDGET (test->window), tick);
  g_assert_cmpfloat (widest, >, narrowest);
  g_assert_cmpuint (n_layouts, ==, n_frames);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/map-cards/the-city-is-clear-of-every-legend", test_city_is_clear_of_every_legend },
    { "/map-cards/districts-are-clear-of-the-legend", test_districts_are_clear_of_the_legend },
    { "/map-cards/a-block-comes-from-under-the-legend", test_block_comes_from_under_the_legend },
    { "/map-cards/the-city-is-fitted-in-the-layout-of-its-frame", test_city_in_one_layout },
    { "/map-cards/goes-before-its-legend-where-room-is-short", test_small },
    { "/map-cards/no-card-covers-another", test_cards },
    { "/map-cards/what-is-free-beside-the-scale-bar-is-free", test_scale },
    { "/map-cards/made-up-data-always-say-so", test_sample },
    { "/map-cards/the-legend-waits-for-the-map", test_legend_waits_for_the_map },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
