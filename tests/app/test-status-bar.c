#include "atlas-app-test.h"

#include "atlas-coordinate.h"
#include "atlas-place-popover.h"
#include "atlas-plan-file.h"
#include "atlas-status-bar.h"

#include <gdk/x11/gdkx.h>
#include <math.h>

static AtlasMapView *
get_view (AtlasAppTest *test)
{
  return atlas_window_get_map_view (test->window);
}

static GtkWidget *
get_bar (AtlasAppTest *test)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW,
                                                    "status_bar"));
}

static gpointer
get_part (AtlasAppTest *test,
          const char   *name)
{
  return gtk_widget_get_template_child (get_bar (test), ATLAS_TYPE_STATUS_BAR, name);
}

static const char *
get_text (AtlasAppTest *test,
          const char   *name)
{
  return gtk_inscription_get_text (get_part (test, name));
}

static void
open_and_draw (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

/* The pointer really goes there; @x, @y: of the map. */
static void
point_at (AtlasAppTest *test,
          double        x,
          double        y)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
  GtkNative *native = GTK_NATIVE (test->window);
  g_autofree char *window =
    g_strdup_printf ("%lu", gdk_x11_surface_get_xid (gtk_native_get_surface (native)));
  g_autofree char *x_text = NULL;
  g_autofree char *y_text = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  graphene_point_t at;
  double left, top;

  g_assert_true (gtk_widget_compute_point (map, GTK_WIDGET (test->window),
                                           &GRAPHENE_POINT_INIT ((float) x, (float) y), &at));
  gtk_native_get_surface_transform (native, &left, &top);
  x_text = g_strdup_printf ("%.0f", at.x + left);
  y_text = g_strdup_printf ("%.0f", at.y + top);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "mousemove", "--window",
                              window, x_text, y_text, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_pointed (AtlasAppTest *test)
{
  return g_strcmp0 (get_text (test, "whose_text"), "Pointer") == 0;
}

static gboolean
is_middle (AtlasAppTest *test)
{
  return g_strcmp0 (get_text (test, "whose_text"), "Middle") == 0;
}

static void
assert_place (AtlasAppTest *test,
              double        longitude,
              double        latitude)
{
  static const char *const names[] = { "place_text", "other_text" };
  const double tolerance[] = { 2e-5, 2 };
  g_autoptr(AtlasProjection) to_plane = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                              ATLAS_CRS_PLANE);
  AtlasPoint wanted[] = { { longitude, latitude },
                          atlas_projection_point (to_plane, longitude, latitude) };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GError) error = NULL;
      AtlasCoordinate read;

      g_assert_true (atlas_coordinate_parse (get_text (test, names[i]), &read, &error));
      g_assert_cmpint (read.crs, ==, i == 0 ? ATLAS_CRS_GEOGRAPHIC : ATLAS_CRS_PLANE);
      g_assert_cmpfloat_with_epsilon (read.point.x, wanted[i].x, tolerance[i]);
      g_assert_cmpfloat_with_epsilon (read.point.y, wanted[i].y, tolerance[i]);
    }
}

/* Through libshumate, which does not know how the bar gets its places. At a
 * large scale, as the layer's tiles lie on whole pixels. */
static void
test_place (AtlasAppTest  *test,
            gconstpointer  data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (atlas_map_view_get_map (get_view (test)));
  ShumateLocation *center = SHUMATE_LOCATION (viewport);
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (get_view (test)));
  double longitude, latitude;

  open_and_draw (test);
  g_assert_true (is_middle (test) || is_pointed (test));
  shumate_viewport_set_zoom_level (viewport, 17);
  point_at (test, 200, -20);
  atlas_app_test_wait (test, is_middle);
  point_at (test, 120, 90);
  atlas_app_test_wait (test, is_pointed);
  shumate_viewport_widget_coords_to_location (viewport, map, 120, 90, &latitude, &longitude);
  assert_place (test, longitude, latitude);

  point_at (test, 200, -20);
  atlas_app_test_wait (test, is_middle);
  assert_place (test, shumate_location_get_longitude (center),
                shumate_location_get_latitude (center));
}

static void
test_widths (AtlasAppTest  *test,
             gconstpointer  data)
{
  static const double zooms[] = { 7, 9.3, 12.7, 17 };
  int first = 0, width;

  open_and_draw (test);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      shumate_viewport_set_zoom_level (
        shumate_map_get_viewport (atlas_map_view_get_map (get_view (test))), zooms[i]);
      gtk_widget_measure (get_bar (test), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      if (i == 0)
        first = width;
      g_assert_cmpint (width, ==, first);
      point_at (test, 30 * i + 10, 50);
      atlas_app_test_wait (test, is_pointed);
      gtk_widget_measure (get_bar (test), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      g_assert_cmpint (width, ==, first);
    }
}

static gboolean
is_at_scale (AtlasAppTest *test)
{
  return g_strcmp0 (get_text (test, "scale_text"), "1:50,000") == 0;
}

/* At 1:50,000 an inch of 96 pixels is 1,270 m. */
static void
test_scale (AtlasAppTest  *test,
            gconstpointer  data)
{
  open_and_draw (test);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "scale",
                                  g_variant_new_uint32 (50000));
  atlas_app_test_wait (test, is_at_scale);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpfloat_with_epsilon (atlas_map_view_get_metres_per_pixel (get_view (test)) * 96, 1270,
                                  1);
}

static void
type_place (AtlasAppTest *test,
            const char   *text)
{
  AtlasPlacePopover *popover = get_part (test, "place_popover");
  GObject *entry = gtk_widget_get_template_child (GTK_WIDGET (popover), ATLAS_TYPE_PLACE_POPOVER,
                                                  "entry");

  gtk_menu_button_popup (GTK_MENU_BUTTON (get_part (test, "place_button")));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "activate");
}

static gboolean
has_error (AtlasAppTest *test)
{
  return gtk_widget_get_visible (GTK_WIDGET (
    gtk_widget_get_template_child (get_part (test, "place_popover"), ATLAS_TYPE_PLACE_POPOVER,
                                   "error_label")));
}

static AtlasPoint
get_middle (AtlasAppTest *test)
{
  ShumateLocation *center = SHUMATE_LOCATION (
    shumate_map_get_viewport (atlas_map_view_get_map (get_view (test))));

  return (AtlasPoint) { shumate_location_get_longitude (center),
                        shumate_location_get_latitude (center) };
}

static gboolean
is_at_goal (AtlasAppTest *test)
{
  AtlasPoint middle = get_middle (test);
  AtlasPoint *goal = g_object_get_data (G_OBJECT (test->window), "goal");

  return fabs (middle.x - goal->x) < 1e-4 && fabs (middle.y - goal->y) < 1e-4;
}

static void
test_go (AtlasAppTest  *test,
         gconstpointer  data)
{
  g_autoptr(AtlasProjection) to_plane = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                              ATLAS_CRS_PLANE);
  AtlasPoint goal, plane;
  g_autofree char *degrees_text = NULL;
  g_autofree char *plane_text = NULL;

  open_and_draw (test);
  goal = get_middle (test);
  g_object_set_data (G_OBJECT (test->window), "goal", &goal);
  type_place (test, "nowhere");
  g_assert_true (has_error (test));
  /* Near Beijing, but not of this plan. */
  type_place (test, "118.4 41.9");
  g_assert_true (has_error (test));
  type_place (test, "E 600000 N 4600000");
  g_assert_true (has_error (test));
  g_assert_true (is_at_goal (test));

  goal.x += 0.003;
  degrees_text = atlas_coordinate_format (goal, ATLAS_NOTATION_DEGREES);
  type_place (test, degrees_text);
  g_assert_false (has_error (test));
  atlas_app_test_wait (test, is_at_goal);

  goal.y -= 0.003;
  plane = atlas_projection_point (to_plane, goal.x, goal.y);
  plane_text = atlas_coordinate_format (plane, ATLAS_NOTATION_PLANE);
  type_place (test, plane_text);
  atlas_app_test_wait (test, is_at_goal);
}

static gboolean
asks_for_a_place (AtlasAppTest *test)
{
  return gtk_widget_get_mapped (get_part (test, "place_popover"));
}

static gboolean
asks_for_nothing (AtlasAppTest *test)
{
  return !asks_for_a_place (test);
}

/* Both coordinates can be clicked. */
static void
test_click (AtlasAppTest  *test,
            gconstpointer  data)
{
  static const char *const buttons[] = { "place_button", "other_button" };

  open_and_draw (test);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = get_part (test, buttons[i]);

      atlas_app_test_click (test, button, gtk_widget_get_width (button) / 2.0,
                            gtk_widget_get_height (button) / 2.0, 1, NULL);
      atlas_app_test_wait (test, asks_for_a_place);
      atlas_app_test_press (test, "Escape", NULL);
      atlas_app_test_wait (test, asks_for_nothing);
    }
}

static gboolean
has_selected (AtlasAppTest *test)
{
  guint n;
  const guint *blocks = atlas_selection_get (
    atlas_session_get_selection (atlas_window_get_session (test->window)), &n);

  return n == 1 && blocks[0] == 2;
}

static gboolean
asks_for_place (AtlasAppTest *test)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (test->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, get_part (test, "place_popover"));
}

static gboolean
has_left (AtlasAppTest *test)
{
  return !is_at_goal (test);
}

/* By keys alone. */
static void
test_find (AtlasAppTest  *test,
           gconstpointer  data)
{
  AtlasSession *session = atlas_window_get_session (test->window);
  AtlasPoint before;

  open_and_draw (test);
  before = get_middle (test);
  g_object_set_data (G_OBJECT (test->window), "goal", &before);
  atlas_app_test_press (test, "ctrl+f", NULL);
  atlas_app_test_wait (test, asks_for_place);
  atlas_app_test_type (test, "nowhere");
  atlas_app_test_press (test, "Return", NULL);
  atlas_app_test_wait (test, has_error);
  g_assert_false (has_selected (test));
  /* Nothing typed is no mistake. */
  type_place (test, "");
  g_assert_false (has_error (test));
  type_place (test, "12 34");
  g_assert_true (has_error (test));

  atlas_app_test_press (test, "ctrl+a", NULL);
  atlas_app_test_type (test, atlas_block_get_code (atlas_plan_get_block (
    atlas_maps_get_plan (atlas_session_get_maps (session)), 2)));
  atlas_app_test_press (test, "Return", NULL);
  atlas_app_test_wait (test, has_selected);
  atlas_app_test_wait (test, has_left);
  g_assert_false (asks_for_place (test));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (test->window)),
                                         GTK_WIDGET (get_view (test))));
}

static const char *
get_label (AtlasAppTest *test,
           const char   *name)
{
  GtkWidget *label = get_part (test, name);

  return gtk_widget_get_visible (label) ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static void
test_selection (AtlasAppTest  *test,
                gconstpointer  data)
{
  static const guint blocks[] = { 0, 2 };
  AtlasSelection *selection = atlas_session_get_selection (atlas_window_get_session (test->window));
  g_autofree char *area_text = NULL;
  double area = 0;

  open_and_draw (test);
  g_assert_null (get_label (test, "blocks_label"));
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autoptr(AtlasBlock) block = g_list_model_get_item (
        atlas_plan_get_blocks (atlas_document_get_plan (atlas_maps_get_document (
          atlas_window_get_maps (test->window)))), blocks[i]);

      area += atlas_block_get_values (block)->area;
    }
  area_text = atlas_quantity_format_area (area, ATLAS_AREA_UNIT_AUTO);
  atlas_selection_set (selection, blocks, G_N_ELEMENTS (blocks));
  g_assert_cmpstr (get_label (test, "blocks_label"), ==, "2 blocks selected");
  g_assert_cmpstr (get_label (test, "area_label"), ==, area_text);
  atlas_selection_set (selection, blocks, 1);
  g_assert_cmpstr (get_label (test, "blocks_label"), ==, "1 block selected");
  atlas_status_bar_say (ATLAS_STATUS_BAR (get_bar (test)), "Said");
  g_assert_cmpstr (get_label (test, "message_label"), ==, "Said");
  g_assert_null (get_label (test, "blocks_label"));
  atlas_selection_clear (selection);
  g_assert_null (get_label (test, "area_label"));
}

static gboolean
lacks_other (AtlasAppTest *test)
{
  return !gtk_widget_get_child_visible (get_part (test, "other_button"));
}

static void
test_narrow (AtlasAppTest  *test,
             gconstpointer  data)
{
  static const guint blocks[] = { 0, 1, 2 };
  static const char *const names[] = {
    "place_button", "other_button", "scale_button", "blocks_label", "area_label",
    "floor_area_label", "rate_label",
  };

  open_and_draw (test);
  g_assert_false (lacks_other (test));
  atlas_selection_set (atlas_session_get_selection (atlas_window_get_session (test->window)),
                       blocks, G_N_ELEMENTS (blocks));
  gtk_window_set_default_size (GTK_WINDOW (test->window), 720, 480);
  atlas_app_test_wait (test, lacks_other);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *part = get_part (test, names[i]);
      graphene_rect_t bounds;
      int least;

      if (!gtk_widget_get_mapped (part))
        continue;
      g_assert_true (gtk_widget_compute_bounds (part, get_bar (test), &bounds));
      gtk_widget_measure (part, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_assert_cmpfloat (bounds.size.width, >=, least);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=,
                         gtk_widget_get_width (get_bar (test)));
    }
  g_assert_true (gtk_widget_get_mapped (get_part (test, "place_button")));
  g_assert_true (gtk_widget_get_mapped (get_part (test, "blocks_label")));
}

/* What has no room is told where the pointer rests. */
static void
test_whole (AtlasAppTest  *test,
            gconstpointer  data)
{
  static const guint blocks[] = { 0, 1, 2 };
  static const char *const names[] = {
    "blocks_label", "area_label", "floor_area_label", "rate_label",
  };

  open_and_draw (test);
  atlas_selection_set (atlas_session_get_selection (atlas_window_get_session (test->window)),
                       blocks, G_N_ELEMENTS (blocks));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto(GStrv) lines = g_strsplit (gtk_widget_get_tooltip_text (
                                          get_part (test, names[i])), "\n", -1);

      g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (names));
      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        g_assert_cmpstr (lines[k], ==, get_label (test, names[k]));
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/status-bar/place-is-the-pointer's-or-the-middle", test_place },
    { "/status-bar/numbers-that-change-do-not-jump", test_widths },
    { "/status-bar/a-chosen-scale-is-the-map's", test_scale },
    { "/status-bar/a-typed-place-is-gone-to", test_go },
    { "/status-bar/a-click-on-a-coordinate-asks-for-one", test_click },
    { "/status-bar/a-block-is-found-by-its-code", test_find },
    { "/status-bar/sums-up-what-is-selected", test_selection },
    { "/status-bar/leaves-out-what-has-no-room", test_narrow },
    { "/status-bar/tells-all-of-the-selection-at-each-part", test_whole },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
