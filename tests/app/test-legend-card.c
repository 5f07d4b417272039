#include "atlas-app-test.h"

#include "atlas-legend-card.h"
#include "atlas-plan-file.h"

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static GtkWidget *
get_card (AtlasAppTest *test,
          const char   *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (
                       GTK_WIDGET (atlas_window_get_map_view (test->window)),
                       ATLAS_TYPE_MAP_VIEW, name));
}

static GtkWidget *
get_legend (AtlasAppTest *test)
{
  return get_card (test, "legend_card");
}

/* From the top. */
static GtkWidget *
get_row (AtlasAppTest *test,
         guint         i)
{
  for (GtkWidget *child = gtk_widget_get_first_child (get_legend (test)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "legend-row") && i-- == 0)
      return child;

  return NULL;
}

static void
open_map (AtlasAppTest *test,
          guint         map)
{
  atlas_app_test_open (test, test->plan);
  atlas_session_set_map (get_session (test), map);
  atlas_session_reset_options (get_session (test));
  g_object_set (get_session (test), "legend-folded", FALSE, "legend-corner", "bottom-right", NULL);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

static void
click (AtlasAppTest *test,
       GtkWidget    *widget)
{
  atlas_app_test_click (test, widget, gtk_widget_get_width (widget) / 2.0,
                        gtk_widget_get_height (widget) / 2.0, 1, NULL);
}

static gboolean
key_blocks_are_shown (AtlasAppTest *test)
{
  return atlas_scene_options_shows_fill (atlas_session_get_options (get_session (test)),
                                         ATLAS_FILL_CLASS_KEY);
}

static gboolean
key_blocks_are_hidden (AtlasAppTest *test)
{
  return !key_blocks_are_shown (test);
}

static void
test_click_hides_a_class (AtlasAppTest  *test,
                          gconstpointer  data)
{
  open_map (test, 2);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_row (test, 0))));
  click (test, get_row (test, 0));
  atlas_app_test_wait (test, key_blocks_are_hidden);
  g_assert_cmpuint (atlas_session_get_options (get_session (test))->hidden_fills, ==,
                    1u << ATLAS_FILL_CLASS_KEY);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_row (test, 0))));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);

  /* By the keyboard it comes back. */
  gtk_widget_grab_focus (get_row (test, 0));
  atlas_app_test_press (test, "space", NULL);
  atlas_app_test_wait (test, key_blocks_are_shown);
  g_assert_true (gtk_widget_has_focus (get_row (test, 0)));
}

static gboolean
density_is_hidden (AtlasAppTest *test)
{
  return !atlas_scene_options_shows (atlas_session_get_options (get_session (test)),
                                     ATLAS_DRAWN_DENSITY);
}

static void
test_click_hides_a_layer (AtlasAppTest  *test,
                          gconstpointer  data)
{
  open_map (test, 3);
  click (test, get_row (test, 1));
  atlas_app_test_wait (test, density_is_hidden);
  atlas_session_reset_options (get_session (test));
}

static gboolean
is_folded (AtlasAppTest *test)
{
  return atlas_legend_card_get_folded (ATLAS_LEGEND_CARD (get_legend (test)));
}

static gboolean
is_unfolded (AtlasAppTest *test)
{
  return !is_folded (test);
}

static void
test_folds (AtlasAppTest  *test,
            gconstpointer  data)
{
  GtkWidget *fold_button;
  int height;

  open_map (test, 2);
  height = gtk_widget_get_height (get_legend (test));
  fold_button = gtk_widget_get_first_child (get_legend (test));
  click (test, fold_button);
  atlas_app_test_wait (test, is_folded);
  atlas_app_test_wait_for_frame (test);
  g_assert_cmpint (gtk_widget_get_height (get_legend (test)), <, height / 2);
  g_assert_false (gtk_widget_get_child_visible (get_row (test, 0)));
  click (test, fold_button);
  atlas_app_test_wait (test, is_unfolded);
  atlas_app_test_wait_for_frame (test);
  g_assert_cmpint (gtk_widget_get_height (get_legend (test)), ==, height);
}

static AtlasBox
get_box (AtlasAppTest *test,
         const char   *name)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (get_card (test, name),
                                            GTK_WIDGET (atlas_window_get_map_view (test->window)),
                                            &bounds));

  return (AtlasBox) { bounds.origin.x, bounds.origin.y, bounds.origin.x + bounds.size.width,
                      bounds.origin.y + bounds.size.height };
}

static gboolean
covers_no_card (AtlasAppTest *test)
{
  static const char *const others[] = { "sample_card", "scale_card", "buttons" };
  AtlasBox legend = get_box (test, "legend_card");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      AtlasBox other = get_box (test, others[i]);

      if (legend.x0 < other.x1 && other.x0 < legend.x1 &&
          legend.y0 < other.y1 && other.y0 < legend.y1)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_said_to_be_folded (AtlasAppTest *test)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (test->window),
                                                               "fold-legend");

  return g_variant_get_boolean (state);
}

static double
get_zoom (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (shumate_map_get_viewport (
    atlas_map_view_get_map (atlas_window_get_map_view (test->window))));
}

/* In a small window it is folded, and who unfolds it can read all of it. */
static void
test_unfolds_where_room_is_short (AtlasAppTest  *test,
                                  gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (atlas_window_get_map_view (test->window));
  GtkWidget *fold_button;
  gboolean is_wanted_folded;
  AtlasBox box;
  double zoom;

  open_map (test, 1);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 720, 480);
  atlas_app_test_wait (test, is_folded);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_true (is_said_to_be_folded (test));
  zoom = get_zoom (test);

  fold_button = gtk_widget_get_first_child (get_legend (test));
  click (test, fold_button);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_true (is_unfolded (test));
  g_assert_false (is_said_to_be_folded (test));
  g_assert_true (gtk_widget_get_child_visible (get_row (test, 0)));
  g_assert_true (covers_no_card (test));
  box = get_box (test, "legend_card");
  g_assert_cmpfloat (box.x0, >=, 0);
  g_assert_cmpfloat (box.y0, >=, 0);
  g_assert_cmpfloat (box.x1, <=, gtk_widget_get_width (view));
  g_assert_cmpfloat (box.y1, <=, gtk_widget_get_height (view));
  /* It lies on the map: the city does not shrink to what is left of that. */
  g_assert_cmpfloat_with_epsilon (get_zoom (test), zoom, 1e-9);

  click (test, fold_button);
  atlas_app_test_wait (test, is_folded);
  g_assert_true (is_said_to_be_folded (test));
  g_object_get (get_session (test), "legend-folded", &is_wanted_folded, NULL);
  g_assert_true (is_wanted_folded);
  g_object_set (get_session (test), "legend-folded", FALSE, NULL);
}

static AtlasCorner
get_corner (AtlasAppTest *test)
{
  GtkWidget *view = GTK_WIDGET (atlas_window_get_map_view (test->window));
  AtlasBox box = get_box (test, "legend_card");

  return atlas_corner_nearest ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2,
                               gtk_widget_get_width (view), gtk_widget_get_height (view));
}

static gboolean
is_at_the_top_left (AtlasAppTest *test)
{
  return get_corner (test) == ATLAS_CORNER_TOP_LEFT;
}

static gboolean
is_at_the_bottom_left (AtlasAppTest *test)
{
  return get_corner (test) == ATLAS_CORNER_BOTTOM_LEFT;
}

static gboolean
is_at_the_top_right (AtlasAppTest *test)
{
  return get_corner (test) == ATLAS_CORNER_TOP_RIGHT;
}

static void
test_corners (AtlasAppTest  *test,
              gconstpointer  data)
{
  static const AtlasAppTestCondition conditions[] = {
    is_at_the_top_left, is_at_the_bottom_left, is_at_the_top_right,
  };
  static const char *const corners[] = { "top-left", "bottom-left", "top-right" };

  open_map (test, 2);
  g_assert_cmpint (get_corner (test), ==, ATLAS_CORNER_BOTTOM_RIGHT);
  g_assert_true (covers_no_card (test));
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (test->window), "legend-corner",
                                      g_variant_new_string (corners[i]));
      atlas_app_test_wait (test, conditions[i]);
      g_assert_true (covers_no_card (test));
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
    }
}

static gboolean
is_dragged (AtlasAppTest *test)
{
  double x, y;

  return atlas_legend_card_get_drag (ATLAS_LEGEND_CARD (get_legend (test)), &x, &y);
}

/* By its title, near the upper left corner of the map. */
static void
test_drag (AtlasAppTest  *test,
           gconstpointer  data)
{
  GtkWidget *view = GTK_WIDGET (atlas_window_get_map_view (test->window));
  g_autofree char *corner = NULL;

  open_map (test, 2);
  atlas_app_test_click (test, get_legend (test), 30, 24, 0, NULL);
  atlas_app_test_button (TRUE);
  for (guint step = 0; !is_dragged (test) || !is_at_the_top_left (test); step++)
    {
      atlas_app_test_click (test, view, 40 + step % 2, 40, 0, NULL);
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
  atlas_app_test_button (FALSE);
  while (is_dragged (test))
    g_main_context_iteration (NULL, TRUE);
  g_object_get (get_session (test), "legend-corner", &corner, NULL);
  g_assert_cmpstr (corner, ==, "top-left");
  /* It snaps beneath the card that is there. */
  atlas_app_test_wait (test, covers_no_card);
  g_assert_true (is_at_the_top_left (test));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/legend-card/click-hides-a-class", test_click_hides_a_class },
    { "/legend-card/click-hides-a-layer", test_click_hides_a_layer },
    { "/legend-card/folds", test_folds },
    { "/legend-card/unfolds-where-room-is-short", test_unfolds_where_room_is_short },
    { "/legend-card/every-corner-has-room", test_corners },
    { "/legend-card/goes-where-it-is-dragged", test_drag },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
