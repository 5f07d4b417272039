#include "atlas-app-test.h"

#include "atlas-plan-file.h"
#include "atlas-select-tool.h"

/* The plan's corner, metres. Its first four blocks are the square kilometres there,
 * two by two from the south-west, then north. */
#define WEST 440000.0
#define SOUTH 4410000.0

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

static AdwFlap *
get_details (AtlasAppTest *test)
{
  return ADW_FLAP (gtk_widget_get_template_child (GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW,
                                                  "details_flap"));
}

/* The pane beside the map does not move under a drag. */
static gboolean
rests (AtlasAppTest *test)
{
  guint n;

  atlas_selection_get (get_selection (test), &n);

  return adw_flap_get_reveal_progress (get_details (test)) == (n > 0) &&
         atlas_app_test_is_drawn (test);
}

static void
open_and_draw (AtlasAppTest *test)
{
  g_action_group_change_action_state (G_ACTION_GROUP (test->window), "select-shape",
                                      g_variant_new_string ("rectangle"));
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_press (test, "shift", NULL);
  atlas_app_test_wait (test, rests);
}

/* The pointer's way: kilometres from the plan's corner. */
static void
drag (AtlasAppTest     *test,
      const AtlasPoint *way,
      guint             n,
      const char       *keys,
      const char       *last)
{
  ShumateViewport *viewport = shumate_map_get_viewport (SHUMATE_MAP (get_map (test)));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  g_autofree AtlasPoint *places = g_new (AtlasPoint, n);

  for (guint i = 0; i < n; i++)
    {
      AtlasPoint degrees = atlas_projection_point (projection, WEST + way[i].x * 1000,
                                                   SOUTH + way[i].y * 1000);

      shumate_viewport_location_to_widget_coords (viewport, get_map (test), degrees.y, degrees.x,
                                                  &places[i].x, &places[i].y);
    }
  atlas_app_test_drag_along (test, get_map (test), places, n, keys, last);
}

static void
on_changed (gboolean *changed)
{
  *changed = TRUE;
}

/* Bits by block. */
static guint
get_selected (AtlasAppTest *test)
{
  guint selected = 0, n_blocks;
  const guint *blocks = atlas_selection_get (get_selection (test), &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    selected |= 1u << blocks[i];

  return selected;
}

/* And waits for what it selects. */
static void
drag_and_see (AtlasAppTest     *test,
              const AtlasPoint *way,
              guint             n,
              const char       *keys,
              guint             expected)
{
  gboolean changed = FALSE;

  g_signal_connect_swapped (get_selection (test), "changed", G_CALLBACK (on_changed), &changed);
  drag (test, way, n, keys, NULL);
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (get_selection (test), &changed);
  g_assert_cmphex (get_selected (test), ==, expected);
  atlas_app_test_wait (test, rests);
}

static double
get_longitude (AtlasAppTest *test)
{
  return shumate_location_get_longitude (SHUMATE_LOCATION (shumate_map_get_viewport (
    SHUMATE_MAP (get_map (test)))));
}

/* Around the first two, both ways; the middles of the other two; and off again. */
static const AtlasPoint lower[] = { { -0.2, -0.2 }, { 1, 0.3 }, { 2.2, 0.8 } };
static const AtlasPoint upper_middles[] = { { 1.7, 1.7 }, { 1, 1.5 }, { 0.3, 1.3 } };
static const AtlasPoint left[] = { { -0.2, 2.2 }, { 0.5, 1 }, { 0.9, -0.2 } };
static const AtlasPoint between_middles[] = { { 0.6, 0.6 }, { 1, 1 }, { 1.4, 1.4 } };
/* Around all of the four but the third, and home straight. */
static const AtlasPoint corner[] = {
  { -0.2, -0.2 }, { 2.2, -0.2 }, { 2.2, 1.1 }, { 2.2, 2.2 }, { 1.1, 2.2 }, { 1.1, 1.1 },
  { -0.2, 1.1 },
};

static void
test_rectangle (AtlasAppTest  *test,
                gconstpointer  data)
{
  double longitude;

  open_and_draw (test);
  longitude = get_longitude (test);
  drag_and_see (test, lower, G_N_ELEMENTS (lower), "shift", 0x3);
  drag_and_see (test, upper_middles, G_N_ELEMENTS (upper_middles), "shift", 0xf);
  drag_and_see (test, left, G_N_ELEMENTS (left), "shift+ctrl", 0xa);
  atlas_selection_clear (get_selection (test));
  atlas_app_test_wait (test, rests);
  /* It was put aside by the pane and put back; no drag has moved it. */
  g_assert_cmpfloat_with_epsilon (get_longitude (test), longitude, 1e-6);
}

static void
test_lasso (AtlasAppTest  *test,
            gconstpointer  data)
{
  open_and_draw (test);
  drag_and_see (test, corner, G_N_ELEMENTS (corner), "shift+alt", 0xb);
  atlas_selection_clear (get_selection (test));
  g_action_group_change_action_state (G_ACTION_GROUP (test->window), "select-shape",
                                      g_variant_new_string ("lasso"));
  atlas_app_test_wait (test, rests);
  drag_and_see (test, corner, G_N_ELEMENTS (corner), "shift", 0xb);
  drag_and_see (test, upper_middles, G_N_ELEMENTS (upper_middles), "shift+alt", 0xf);
  drag_and_see (test, corner, G_N_ELEMENTS (corner), "shift+ctrl", 0x4);
}

/* What the map says of a drag comes and goes within one round of the main loop. */
static void
on_hint (AtlasMapTool *tool,
         GParamSpec   *pspec,
         guint        *n_bands)
{
  const char *hint = atlas_map_tool_get_hint (tool);

  if (hint != NULL && g_str_has_prefix (hint, "Rectangle: Adds Blocks\n"))
    (*n_bands)++;
  else if (*n_bands % 2 == 1)
    (*n_bands)++;
}

/* Drags, until the map says no more that one goes on. */
static void
drag_in_vain (AtlasAppTest     *test,
              const AtlasPoint *way,
              guint             n,
              const char       *last)
{
  AtlasMapTool *tool = atlas_map_view_get_tool (atlas_window_get_map_view (test->window));
  guint n_bands = 0;

  g_signal_connect (tool, "notify::hint", G_CALLBACK (on_hint), &n_bands);
  drag (test, way, n, "shift", last);
  while (n_bands < 2)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (tool, &n_bands);
}

static void
count_change (guint *n_changes)
{
  (*n_changes)++;
}

/* Nor is what is let go after Escape a click, or the next drag another. */
static void
test_escape (AtlasAppTest  *test,
             gconstpointer  data)
{
  guint n_changes = 0;

  open_and_draw (test);
  g_signal_connect_swapped (get_selection (test), "changed", G_CALLBACK (count_change),
                            &n_changes);
  drag_in_vain (test, lower, G_N_ELEMENTS (lower), "Escape");
  g_assert_cmpuint (n_changes, ==, 0);
  drag_and_see (test, left, G_N_ELEMENTS (left), "shift", 0x5);
  g_assert_cmpuint (n_changes, ==, 1);
  g_signal_handlers_disconnect_by_data (get_selection (test), &n_changes);
}

/* Nothing is caught, and nothing lost. */
static void
test_nothing (AtlasAppTest  *test,
              gconstpointer  data)
{
  open_and_draw (test);
  drag_and_see (test, left, G_N_ELEMENTS (left), "shift", 0x5);
  drag_in_vain (test, between_middles, G_N_ELEMENTS (between_middles), NULL);
  drag_and_see (test, lower, G_N_ELEMENTS (lower), "shift", 0x7);
}

static void
press_and_see (AtlasAppTest *test,
               const char   *key,
               guint         expected)
{
  gboolean changed = FALSE;

  g_signal_connect_swapped (get_selection (test), "changed", G_CALLBACK (on_changed), &changed);
  atlas_app_test_press (test, key, NULL);
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (get_selection (test), &changed);
  g_assert_cmphex (get_selected (test), ==, expected);
  atlas_app_test_wait (test, rests);
}

/* So near that, of all blocks, the first alone has its middle in view. */
static void
show_first_block (AtlasAppTest *test)
{
  ShumateViewport *viewport = shumate_map_get_viewport (SHUMATE_MAP (get_map (test)));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint degrees = atlas_projection_point (projection, WEST + 500, SOUTH + 500);

  shumate_viewport_set_zoom_level (viewport, 17);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), degrees.y, degrees.x);
  atlas_app_test_wait (test, rests);
}

static void
test_keys (AtlasAppTest  *test,
           gconstpointer  data)
{
  open_and_draw (test);
  gtk_widget_grab_focus (get_map (test));
  press_and_see (test, "ctrl+a", 0xff);
  press_and_see (test, "ctrl+shift+a", 0);
  show_first_block (test);
  press_and_see (test, "ctrl+a", 0x01);
  press_and_see (test, "ctrl+i", 0xfe);
  press_and_see (test, "ctrl+i", 0x01);
}

static void
activate (AtlasAppTest *test,
          const char   *action,
          const char   *parameter)
{
  g_autoptr(GVariant) variant = parameter != NULL
    ? g_variant_ref_sink (g_variant_new_parsed (parameter)) : NULL;

  g_action_group_activate_action (G_ACTION_GROUP (test->window), action, variant);
}

/* Neither all nor the others are those of a class that is not seen. */
static void
test_hidden (AtlasAppTest  *test,
             gconstpointer  data)
{
  open_and_draw (test);
  activate (test, "map", "uint32 2");
  activate (test, "class-visible", "('key', false)");
  atlas_app_test_wait (test, rests);
  activate (test, "select-all", NULL);
  g_assert_cmphex (get_selected (test), ==, 0xee);
  activate (test, "select", "['DC00-0102']");
  activate (test, "select-invert", NULL);
  g_assert_cmphex (get_selected (test), ==, 0xec);
  activate (test, "class-visible", "('key', true)");
  activate (test, "map", "uint32 1");
}

/* As the sketches of the plan have it. */
static void
test_by (AtlasAppTest  *test,
         gconstpointer  data)
{
  static const struct { const char *action, *parameter; guint expected; } steps[] = {
    { "select-by", "('class', 'key')", 0x11 },
    { "select-by", "('zone', 'core')", 0xc3 },
    { "select-by", "('district', '110102')", 0xf0 },
    { "select-by", "('subdistrict', '110101003')", 0x04 },
    /* What does not exist is nowhere, a number no word. */
    { "select-by", "('class', 'none')", 0x00 },
    { "select", "['XC00-0102', 'DC00-0103']", 0x24 },
    { "select-by", "('area_m2', '1')", 0x24 },
    { "select-like", "'class'", 0xee },
    { "select", "['DC00-0103', 'XC00-0102']", 0x24 },
    { "select-like", "'zone'", 0x24 },
    { "select-like", "'district'", 0xff },
    /* The last one says nothing of it. */
    { "select", "['XC00-0202']", 0x80 },
    { "select-like", "'subdistrict'", 0x80 },
    { "select", "['DC00-0101', 'XC00-0202']", 0x81 },
    { "select-like", "'subdistrict'", 0x01 },
  };

  open_and_draw (test);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      activate (test, steps[i].action, steps[i].parameter);
      g_assert_cmphex (get_selected (test), ==, steps[i].expected);
    }
}

/* A key that yields is the entry's as long as it has the focus. */
static void
test_entry (AtlasAppTest  *test,
            gconstpointer  data)
{
  GtkWidget *entry = gtk_entry_new ();
  int start = 0, end = 0;

  open_and_draw (test);
  gtk_editable_set_text (GTK_EDITABLE (entry), "text");
  adw_header_bar_pack_end (ADW_HEADER_BAR (gtk_widget_get_template_child (
    GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW, "header_bar")), entry);
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, 0);
  atlas_app_test_press (test, "ctrl+a", NULL);
  while (!gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &start, &end))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (end - start, ==, 4);
  g_assert_cmphex (get_selected (test), ==, 0);

  /* What an empty one has no use for is not the map's either. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  atlas_app_test_press (test, "ctrl+a", NULL);
  atlas_app_test_press (test, "x", NULL);
  while (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "x"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmphex (get_selected (test), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/select-many/rectangle-adds-and-takes-off", test_rectangle },
    { "/select-many/lasso-holds-what-it-goes-around", test_lasso },
    { "/select-many/escape-leaves-all-as-it-was", test_escape },
    { "/select-many/beside-inner-points-is-nothing", test_nothing },
    { "/select-many/keys-select-what-is-in-view-and-the-others", test_keys },
    { "/select-many/what-is-hidden-is-not-selected", test_hidden },
    { "/select-many/words-select-all-that-say-them", test_by },
    { "/select-many/entries-keep-their-keys", test_entry },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
