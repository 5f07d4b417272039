#include "atlas-app-test.h"

#include "atlas-plan-file.h"
#include "atlas-select-tool.h"

#include <math.h>
#include <string.h>

static GtkWidget *
get_map (AtlasAppTest *test)
{
  return GTK_WIDGET (atlas_map_view_get_map (atlas_window_get_map_view (test->window)));
}

static AtlasSelection *
get_selection (AtlasAppTest *test)
{
  return atlas_session_get_selection (atlas_window_get_session (test->window));
}

static AtlasPlan *
get_plan (AtlasAppTest *test)
{
  return atlas_document_get_plan (atlas_maps_get_document (atlas_window_get_maps (test->window)));
}

static AtlasPoint
get_degrees (AtlasAppTest *test,
             guint         block)
{
  AtlasPoint inner = atlas_geometry_get_inner_point (
    atlas_block_get_geometry (atlas_plan_get_block (get_plan (test), block)));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);

  return atlas_projection_point (projection, inner.x, inner.y);
}

static void
show_block (AtlasAppTest *test,
            guint         block)
{
  AtlasPoint degrees = get_degrees (test, block);

  shumate_location_set_location (SHUMATE_LOCATION (shumate_map_get_viewport (
                                   SHUMATE_MAP (get_map (test)))), degrees.y, degrees.x);
}

/* Where a block is on the map, CSS pixels. */
static AtlasPoint
get_place (AtlasAppTest *test,
           guint         block)
{
  ShumateMap *map = atlas_map_view_get_map (atlas_window_get_map_view (test->window));
  AtlasPoint degrees = get_degrees (test, block);
  AtlasPoint place;

  shumate_viewport_location_to_widget_coords (shumate_map_get_viewport (map), GTK_WIDGET (map),
                                              degrees.y, degrees.x, &place.x, &place.y);

  return place;
}

static void
click (AtlasAppTest *test,
       guint         block,
       guint         button,
       const char   *key)
{
  AtlasPoint place = get_place (test, block);

  atlas_app_test_click (test, get_map (test), place.x, place.y, button, key);
}

static void
open_and_draw (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_press (test, "shift", NULL);
}

static void
count_change (guint *n_changes)
{
  (*n_changes)++;
}

/* Lets the window see what the pointer did: until the selection changes. */
static void
wait_for_change (AtlasAppTest *test,
                 guint        *n_changes)
{
  while (*n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  *n_changes = 0;
}

static guint
get_n_selected (AtlasAppTest *test)
{
  guint n;

  atlas_selection_get (get_selection (test), &n);

  return n;
}

static void
test_click (AtlasAppTest  *test,
            gconstpointer  data)
{
  guint n_changes = 0;

  open_and_draw (test);
  g_signal_connect_swapped (get_selection (test), "changed", G_CALLBACK (count_change),
                            &n_changes);
  click (test, 0, 1, NULL);
  wait_for_change (test, &n_changes);
  g_assert_true (atlas_selection_contains (get_selection (test), 0));
  click (test, 3, 1, "shift");
  wait_for_change (test, &n_changes);
  g_assert_cmpuint (get_n_selected (test), ==, 2);
  click (test, 0, 1, "ctrl");
  wait_for_change (test, &n_changes);
  g_assert_cmpuint (get_n_selected (test), ==, 1);
  g_assert_true (atlas_selection_contains (get_selection (test), 3));
  click (test, 7, 1, NULL);
  wait_for_change (test, &n_changes);
  g_assert_cmpuint (get_n_selected (test), ==, 1);
  g_assert_true (atlas_selection_contains (get_selection (test), 7));
  /* The upper left corner of the map is no block's. */
  atlas_app_test_click (test, get_map (test), 300, 10, 1, NULL);
  wait_for_change (test, &n_changes);
  g_assert_cmpuint (get_n_selected (test), ==, 0);
  g_signal_handlers_disconnect_by_data (get_selection (test), &n_changes);
}

static gboolean
has_six (AtlasAppTest *test)
{
  return get_n_selected (test) == 6;
}

/* While the pane of attributes opens beside the map. */
static void
test_quick (AtlasAppTest  *test,
            gconstpointer  data)
{
  static const guint blocks[] = { 0, 1, 3, 5, 6, 7 };
  AtlasPoint places[G_N_ELEMENTS (blocks)];

  open_and_draw (test);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    places[i] = get_place (test, blocks[i]);
  atlas_app_test_click_all (test, get_map (test), places, G_N_ELEMENTS (blocks), "shift");
  atlas_app_test_wait (test, has_six);
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    g_assert_true (atlas_selection_contains (get_selection (test), blocks[i]));
}

static double
get_zoom (AtlasAppTest *test)
{
  return shumate_viewport_get_zoom_level (shumate_map_get_viewport (
           SHUMATE_MAP (get_map (test))));
}

static gboolean
has_zoomed (AtlasAppTest *test)
{
  return get_zoom (test) > 11;
}

static void
test_double (AtlasAppTest  *test,
             gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  AtlasPoint places[2];

  /* A busy machine's fingers are slow. */
  g_object_set (settings, "gtk-double-click-time", 10000, NULL);
  open_and_draw (test);
  shumate_viewport_set_zoom_level (shumate_map_get_viewport (SHUMATE_MAP (get_map (test))), 11);
  show_block (test, 7);
  places[0] = places[1] = get_place (test, 7);
  atlas_app_test_click_all (test, get_map (test), places, 2, "ctrl");
  atlas_app_test_wait (test, has_zoomed);
  gtk_settings_reset_property (settings, "gtk-double-click-time");
  g_assert_cmpuint (get_n_selected (test), ==, 1);
  g_assert_true (atlas_selection_contains (get_selection (test), 7));
}

/* One with shift between them is no click of the map's own, but one all the same. */
static void
test_no_double (AtlasAppTest  *test,
                gconstpointer  data)
{
  static const struct { guint block; const char *key; } clicks[] = {
    { 0, NULL }, { 3, "shift" }, { 0, "ctrl" },
  };
  GtkSettings *settings = gtk_settings_get_default ();
  guint n_changes = 0;
  double zoom;

  g_object_set (settings, "gtk-double-click-time", 10000, NULL);
  open_and_draw (test);
  zoom = get_zoom (test);
  g_signal_connect_swapped (get_selection (test), "changed", G_CALLBACK (count_change),
                            &n_changes);
  for (guint i = 0; i < G_N_ELEMENTS (clicks); i++)
    {
      click (test, clicks[i].block, 1, clicks[i].key);
      wait_for_change (test, &n_changes);
    }
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpfloat (get_zoom (test), ==, zoom);
  g_signal_handlers_disconnect_by_data (get_selection (test), &n_changes);
  gtk_settings_reset_property (settings, "gtk-double-click-time");
}

static double
get_longitude (AtlasAppTest *test)
{
  return shumate_location_get_longitude (SHUMATE_LOCATION (shumate_map_get_viewport (
    SHUMATE_MAP (get_map (test)))));
}

static void
test_pan (AtlasAppTest  *test,
          gconstpointer  data)
{
  guint n_changes = 0;
  AtlasPoint from, to;
  double longitude;

  open_and_draw (test);
  g_signal_connect_swapped (get_selection (test), "changed", G_CALLBACK (count_change),
                            &n_changes);
  from = get_place (test, 0);
  to = (AtlasPoint) { from.x + 120, from.y - 20 };
  longitude = get_longitude (test);
  atlas_app_test_drag (test, get_map (test), from, to);
  while (get_longitude (test) == longitude)
    g_main_context_iteration (NULL, TRUE);
  /* A click comes after all that the drag did. */
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpuint (n_changes, ==, 0);
  click (test, 1, 1, NULL);
  wait_for_change (test, &n_changes);
  g_assert_true (atlas_selection_contains (get_selection (test), 1));
  g_assert_cmpuint (get_n_selected (test), ==, 1);
  g_signal_handlers_disconnect_by_data (get_selection (test), &n_changes);
}

static AtlasSelectTool *
get_tool (AtlasAppTest *test)
{
  return ATLAS_SELECT_TOOL (atlas_map_view_get_tool (atlas_window_get_map_view (test->window)));
}

static gboolean
hovers_sixth (AtlasAppTest *test)
{
  return atlas_select_tool_get_hovered (get_tool (test)) == 6;
}

static gboolean
hovers_nothing (AtlasAppTest *test)
{
  return atlas_map_tool_get_hint (ATLAS_MAP_TOOL (get_tool (test))) == NULL;
}

static gboolean
hint_tells_a_density (AtlasAppTest *test)
{
  const char *hint = atlas_map_tool_get_hint (ATLAS_MAP_TOOL (get_tool (test)));

  return hint != NULL && strstr (hint, "Density ") != NULL;
}

/* Another map under a pointer that rests is told as well. */
static void
test_hover_follows_the_map (AtlasAppTest  *test,
                            gconstpointer  data)
{
  open_and_draw (test);
  atlas_app_test_click (test, GTK_WIDGET (test->window), 300, 5, 0, NULL);
  click (test, 6, 0, NULL);
  atlas_app_test_wait (test, hovers_sixth);
  g_assert_false (hint_tells_a_density (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "map", g_variant_new_uint32 (3));
  atlas_app_test_wait (test, hint_tells_a_density);
}

static void
test_hover (AtlasAppTest  *test,
            gconstpointer  data)
{
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (atlas_window_get_map_view (test->window)), ATLAS_TYPE_MAP_VIEW, "hint_card"));
  const char *hint;

  open_and_draw (test);
  /* From elsewhere: where it was already it would not move. */
  atlas_app_test_click (test, GTK_WIDGET (test->window), 300, 5, 0, NULL);
  click (test, 6, 0, NULL);
  atlas_app_test_wait (test, hovers_sixth);
  hint = atlas_map_tool_get_hint (ATLAS_MAP_TOOL (get_tool (test)));
  g_assert_true (g_str_has_prefix (hint, "XC00-0201 "));
  g_assert_true (gtk_widget_get_mapped (card));
  g_assert_cmpuint (get_n_selected (test), ==, 0);
  atlas_app_test_click (test, GTK_WIDGET (test->window), 300, 5, 0, NULL);
  atlas_app_test_wait (test, hovers_nothing);
  g_assert_false (gtk_widget_get_mapped (card));
}

static gboolean
has_none (AtlasAppTest *test)
{
  return get_n_selected (test) == 0;
}

static gboolean
has_one (AtlasAppTest *test)
{
  return get_n_selected (test) == 1;
}

static void
test_keys (AtlasAppTest  *test,
           gconstpointer  data)
{
  GtkWidget *map = get_map (test);
  guint n_selected;

  open_and_draw (test);
  show_block (test, 5);
  gtk_widget_grab_focus (map);
  atlas_app_test_press (test, "Return", NULL);
  atlas_app_test_wait (test, has_one);
  g_assert_cmpuint (atlas_selection_get (get_selection (test), &n_selected)[0], ==, 5);
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, has_none);
  atlas_app_test_press (test, "space", NULL);
  atlas_app_test_wait (test, has_one);
}

static void
test_other_plan (AtlasAppTest  *test,
                 gconstpointer  data)
{
  open_and_draw (test);
  /* From elsewhere: where it was already it would not move. */
  atlas_app_test_click (test, GTK_WIDGET (test->window), 300, 5, 0, NULL);
  click (test, 6, 0, NULL);
  atlas_app_test_wait (test, hovers_sixth);
  atlas_app_test_open (test, test->other_plan);
  g_assert_cmpuint (get_n_selected (test), ==, 0);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

static gboolean
is_enabled (AtlasAppTest *test,
            const char   *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (test->window), action);
}

static gboolean
can_go_back (AtlasAppTest *test)
{
  return is_enabled (test, "back");
}

static gboolean
can_go_forward (AtlasAppTest *test)
{
  return is_enabled (test, "forward");
}

static void
activate (AtlasAppTest *test,
          const char   *action,
          const char   *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action,
                                  g_variant_new_parsed (parameter));
}

static void
test_actions (AtlasAppTest  *test,
              gconstpointer  data)
{
  AtlasSelection *selection = get_selection (test);
  guint n;

  open_and_draw (test);
  activate (test, "select", "['XC00-0201', 'nowhere', 'DC00-0101']");
  g_assert_cmpuint (get_n_selected (test), ==, 2);
  g_assert_true (atlas_selection_contains (selection, 0));
  g_assert_true (atlas_selection_contains (selection, 6));
  activate (test, "select", "['DC00-0104']");
  activate (test, "select-like", "'class'");
  g_assert_cmpuint (get_n_selected (test), ==, 4);
  activate (test, "select", "['DC00-0104']");
  activate (test, "select-like", "'district'");
  g_assert_cmpuint (get_n_selected (test), ==, 4);
  g_assert_cmpuint (atlas_selection_get (selection, &n)[3], ==, 3);
  activate (test, "select", "['DC00-0104']");
  activate (test, "select-like", "'zone'");
  g_assert_cmpuint (get_n_selected (test), ==, 1);
  activate (test, "select", "@as []");
  g_assert_cmpuint (get_n_selected (test), ==, 0);
}

static AdwFlap *
get_details (AtlasAppTest *test)
{
  return ADW_FLAP (gtk_widget_get_template_child (GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW,
                                                  "details_flap"));
}

static gboolean
points_at_map (AtlasAppTest *test)
{
  return !hovers_nothing (test);
}

static gboolean
has_no_details (AtlasAppTest *test)
{
  return adw_flap_get_reveal_progress (get_details (test)) <= 0;
}

/* What is seen stays where it is in the window, at the ends of the city, too,
 * and what is chosen is seen. */
static void
test_details (AtlasAppTest  *test,
              gconstpointer  data)
{
  static const struct { guint block; const char *codes; } ends[] = {
    { 7, "['XC00-0202']" }, { 0, "['DC00-0101']" },
  };

  open_and_draw (test);
  shumate_viewport_set_zoom_level (shumate_map_get_viewport (SHUMATE_MAP (get_map (test))), 12);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      AtlasPoint before, after;

      g_assert_false (adw_flap_get_reveal_flap (get_details (test)));
      show_block (test, ends[i].block);
      click (test, ends[i].block, 0, NULL);
      atlas_app_test_wait (test, points_at_map);
      before = get_place (test, ends[i].block);
      activate (test, "select", ends[i].codes);
      atlas_app_test_wait (test, atlas_app_test_has_details);
      atlas_app_test_wait (test, atlas_app_test_is_drawn);
      after = get_place (test, ends[i].block);
      g_assert_cmpfloat (after.x, <, gtk_widget_get_width (get_map (test)));
      g_assert_cmpfloat_with_epsilon (before.x, after.x, 2);
      g_assert_cmpfloat_with_epsilon (before.y, after.y, 2);
      activate (test, "select", "@as []");
      atlas_app_test_wait (test, has_no_details);
      after = get_place (test, ends[i].block);
      g_assert_cmpfloat_with_epsilon (before.x, after.x, 2);
    }
}

/* The whole city does not move away from the pointer, either, and is whole again
 * when the attributes go. */
static void
test_city_holds_still (AtlasAppTest  *test,
                       gconstpointer  data)
{
  AtlasMapView *view = atlas_window_get_map_view (test->window);
  AtlasPoint before, after;
  int width;

  atlas_app_test_resize (test, 1280, 820);
  open_and_draw (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-city", NULL);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  before = get_place (test, 0);
  width = gtk_widget_get_width (get_map (test));
  click (test, 0, 1, NULL);
  atlas_app_test_wait (test, atlas_app_test_has_details);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpint (gtk_widget_get_width (get_map (test)), <, width);
  after = get_place (test, 0);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 2);
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 2);
  activate (test, "select", "@as []");
  atlas_app_test_wait (test, has_no_details);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpfloat (atlas_map_view_get_place (view).zoom, ==, 0);
  after = get_place (test, 0);
  g_assert_cmpfloat_with_epsilon (before.x, after.x, 2);

  /* But that was then. */
  atlas_app_test_click (test, get_map (test), 4, gtk_widget_get_height (get_map (test)) / 2.0, 1,
                        NULL);
  atlas_app_test_wait_for_frame (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "details", NULL);
  atlas_app_test_wait (test, atlas_app_test_has_details);
  atlas_app_test_wait_for_frame (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpint (gtk_widget_get_width (get_map (test)), <, width);
  after = get_place (test, 0);
  g_assert_cmpfloat (after.x, <, before.x - 20);
}

/* Wherever the focus is. */
static void
test_escape (AtlasAppTest  *test,
             gconstpointer  data)
{
  GtkWidget *row = GTK_WIDGET (atlas_map_list_get_row (atlas_window_get_map_list (test->window), 1));
  GtkWidget *panel = GTK_WIDGET (atlas_window_get_block_panel (test->window));
  GtkWidget *focus;

  open_and_draw (test);
  activate (test, "select", "['XC00-0201']");
  atlas_app_test_wait (test, atlas_app_test_has_details);
  gtk_widget_grab_focus (row);
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, has_none);

  activate (test, "select", "['XC00-0201']");
  atlas_app_test_wait (test, atlas_app_test_has_details);
  gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (test->window));
  g_assert_true (gtk_widget_is_ancestor (focus, panel));
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, has_none);
  atlas_app_test_wait (test, has_no_details);
  g_assert_true (gtk_widget_has_focus (get_map (test)));
}

/* The first text of @widget that can be typed. */
static GtkWidget *
find_text (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child);

  return found;
}

static gboolean
has_typed (AtlasAppTest *test)
{
  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (
                        gtk_window_get_focus (GTK_WINDOW (test->window)))), "x");
}

static void
test_escape_of_text (AtlasAppTest  *test,
                     gconstpointer  data)
{
  open_and_draw (test);
  activate (test, "select", "['XC00-0201']");
  atlas_app_test_wait (test, atlas_app_test_has_details);
  gtk_widget_grab_focus (find_text (GTK_WIDGET (atlas_window_get_block_panel (test->window))));
  atlas_app_test_press (test, "Escape", "x");
  atlas_app_test_wait (test, has_typed);
  g_assert_cmpuint (get_n_selected (test), ==, 1);
}

static gboolean
has_menu (AtlasAppTest *test)
{
  GtkWidget *child = gtk_widget_get_first_child (
    GTK_WIDGET (atlas_window_get_map_view (test->window)));

  while (child != NULL && !(GTK_IS_POPOVER_MENU (child) && gtk_widget_get_mapped (child)))
    child = gtk_widget_get_next_sibling (child);

  return child != NULL;
}

static gboolean
has_no_menu (AtlasAppTest *test)
{
  return !has_menu (test);
}

static void
on_text_read (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

/* (transfer full) */
static char *
read_clipboard (AtlasAppTest *test)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (test->window)), NULL,
                                 on_text_read, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);

  return text;
}

/* Of the block under the pointer, which it selects. */
static void
test_menu (AtlasAppTest  *test,
           gconstpointer  data)
{
  g_autofree char *text = NULL;
  guint n;

  open_and_draw (test);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (test->window)), "nothing");
  click (test, 7, 3, NULL);
  atlas_app_test_wait (test, has_menu);
  g_assert_cmpuint (atlas_selection_get (get_selection (test), &n)[0], ==, 7);
  g_assert_cmpuint (n, ==, 1);
  /* Its letter in the menu. */
  atlas_app_test_press (test, "y", NULL);
  atlas_app_test_wait (test, has_no_menu);
  text = read_clipboard (test);
  g_assert_cmpstr (text, ==, "XC00-0202");
}

/* Where no block is, CSS pixels of the map. */
static AtlasPoint
find_gap (AtlasAppTest *test)
{
  g_autoptr(AtlasProjection) to_plane = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                              ATLAS_CRS_PLANE);
  AtlasMaps *maps = atlas_window_get_maps (test->window);
  ShumateMap *map = atlas_map_view_get_map (atlas_window_get_map_view (test->window));

  for (double y = 120; y < gtk_widget_get_height (GTK_WIDGET (map)) - 120; y += 10)
    for (double x = 200; x < gtk_widget_get_width (GTK_WIDGET (map)) / 2.0; x += 10)
      {
        AtlasPoint place;

        shumate_viewport_widget_coords_to_location (shumate_map_get_viewport (map),
                                                    GTK_WIDGET (map), x, y, &place.y, &place.x);
        place = atlas_projection_point (to_plane, place.x, place.y);
        if (atlas_locator_find_block (atlas_maps_get_locator (maps), place.x, place.y) < 0 &&
            atlas_locator_find_feature (atlas_maps_get_locator (maps), ATLAS_LAYER_DISTRICTS,
                                        place.x, place.y, 0) >= 0)
          return (AtlasPoint) { x, y };
      }

  g_assert_not_reached ();
}

/* The first label that begins so. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *beginning)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) &&
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), beginning))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, beginning);

  return found;
}

/* Beside the blocks it leads to the district. */
static void
test_menu_zooms (AtlasAppTest  *test,
                 gconstpointer  data)
{
  AtlasMapView *view = atlas_window_get_map_view (test->window);
  AtlasPoint gap;
  GtkWidget *label;

  open_and_draw (test);
  shumate_viewport_set_zoom_level (shumate_map_get_viewport (SHUMATE_MAP (get_map (test))), 12);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  gap = find_gap (test);
  atlas_app_test_click (test, get_map (test), gap.x, gap.y, 3, NULL);
  atlas_app_test_wait (test, has_menu);
  g_assert_cmpuint (get_n_selected (test), ==, 0);
  label = find_label (GTK_WIDGET (view), "Zoom to ");
  g_assert_nonnull (label);
  gtk_widget_activate (gtk_widget_get_parent (label));
  atlas_app_test_wait (test, has_no_menu);
  g_assert_cmpfloat (atlas_map_view_get_place (view).zoom, !=, 12);
}

static int
get_class (AtlasAppTest *test,
           guint         block)
{
  return atlas_block_get_values (atlas_plan_get_block (get_plan (test), block))->class_;
}

static gboolean
has_selected_fewer (AtlasAppTest *test)
{
  return get_n_selected (test) < atlas_plan_get_n_blocks (get_plan (test));
}

/* Of a selection of all kinds, the block under the pointer is the one that is meant. */
static void
test_menu_likes (AtlasAppTest  *test,
                 gconstpointer  data)
{
  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint *blocks;
  guint n, n_like = 0;

  open_and_draw (test);
  for (guint i = 0; i < atlas_plan_get_n_blocks (get_plan (test)); i++)
    g_array_append_val (all, i);
  atlas_selection_set (get_selection (test), (const guint *) (gpointer) all->data, all->len);
  atlas_app_test_wait (test, atlas_app_test_has_details);
  click (test, 7, 3, NULL);
  atlas_app_test_wait (test, has_menu);
  for (guint i = 0; i < atlas_plan_get_n_blocks (get_plan (test)); i++)
    n_like += get_class (test, i) == get_class (test, 7);
  g_assert_false (has_selected_fewer (test));
  /* Its letter in the menu. */
  atlas_app_test_press (test, "c", NULL);
  atlas_app_test_wait (test, has_no_menu);
  atlas_app_test_wait (test, has_selected_fewer);
  blocks = atlas_selection_get (get_selection (test), &n);
  g_assert_cmpuint (n, ==, n_like);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (get_class (test, blocks[i]), ==, get_class (test, 7));
}

static void
test_history (AtlasAppTest  *test,
              gconstpointer  data)
{
  AtlasPoint there;
  double longitude;

  open_and_draw (test);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_false (is_enabled (test, "forward"));
  activate (test, "zoom-to", "'XC00-0202'");
  atlas_app_test_wait (test, can_go_back);
  there = get_degrees (test, 7);
  longitude = get_longitude (test);
  g_assert_cmpfloat_with_epsilon (longitude, there.x, 1e-3);
  activate (test, "zoom-to", "'nowhere'");
  g_assert_cmpfloat (get_longitude (test), ==, longitude);
  atlas_app_test_press (test, "alt+Left", NULL);
  atlas_app_test_wait (test, can_go_forward);
  g_assert_false (is_enabled (test, "back"));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/select/click-selects-shift-adds-control-turns-over", test_click },
    { "/select/quick-clicks-are-all-taken", test_quick },
    { "/select/double-click-selects-once-and-zooms", test_double },
    { "/select/a-click-elsewhere-parts-two", test_no_double },
    { "/select/pan-is-no-click", test_pan },
    { "/select/pointer-names-what-is-under-it", test_hover },
    { "/select/a-pointer-that-rests-is-told-of-another-map", test_hover_follows_the_map },
    { "/select/keys-select-at-the-middle", test_keys },
    { "/select/escape-clears-from-any-pane", test_escape },
    { "/select/escape-of-a-text-leaves-the-selection", test_escape_of_text },
    { "/select/actions-select-by-code-and-likeness", test_actions },
    { "/select/attributes-do-not-hide-the-block", test_details },
    { "/select/a-click-does-not-move-the-whole-city", test_city_holds_still },
    { "/select/menu-copies-the-code-of-the-block-under-it", test_menu },
    { "/select/menu-beside-the-blocks-zooms-to-the-district", test_menu_zooms },
    { "/select/menu-selects-those-like-the-block-under-it", test_menu_likes },
    { "/select/back-leads-where-the-map-rested", test_history },
    { "/select/another-plan-selects-nothing", test_other_plan },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
