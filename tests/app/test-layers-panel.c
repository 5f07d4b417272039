#include "atlas-app-test.h"

#include "atlas-plan-file.h"

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static GtkWidget *
get_row (AtlasAppTest    *test,
         AtlasDrawnLayer  layer)
{
  return GTK_WIDGET (atlas_layers_panel_get_row (atlas_window_get_layers_panel (test->window),
                                                 layer));
}

static GtkWidget *
get_child (AtlasAppTest    *test,
           AtlasDrawnLayer  layer,
           const char      *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (get_row (test, layer), ATLAS_TYPE_LAYER_ROW,
                                                    name));
}

static void
click (AtlasAppTest *test,
       GtkWidget    *widget)
{
  atlas_app_test_click (test, widget, gtk_widget_get_width (widget) / 2.0,
                        gtk_widget_get_height (widget) / 2.0, 1, NULL);
}

static guint
find (AtlasAppTest    *test,
      AtlasDrawnLayer  layer)
{
  return atlas_scene_options_find (atlas_session_get_options (get_session (test)), layer);
}

static void
open_map (AtlasAppTest *test,
          guint         map)
{
  atlas_app_test_resize (test, 1280, 820);
  atlas_app_test_open (test, test->plan);
  atlas_session_set_map (get_session (test), map);
  atlas_session_reset_options (get_session (test));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

/* From the top; hidden rows are not listed. */
static GPtrArray *
list_rows (AtlasAppTest *test)
{
  GtkWidget *list_box = gtk_widget_get_parent (get_row (test, ATLAS_DRAWN_NAMES));
  GPtrArray *rows = g_ptr_array_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list_box), i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      g_ptr_array_add (rows, row);

  return rows;
}

/* The list is the order of drawing upside down, but for what the map lacks. */
static void
assert_list_is_the_order (AtlasAppTest *test)
{
  const AtlasSceneOptions *options = atlas_session_get_options (get_session (test));
  const AtlasMapStyle *map = atlas_scene_get_map_style (atlas_session_get_scene (
                               get_session (test)));
  g_autoptr(GPtrArray) rows = list_rows (test);
  guint n = 0;

  for (guint i = ATLAS_N_DRAWN_LAYERS; i-- > 0; )
    if (atlas_scene_options_offers (map, options->order[i]))
      g_assert_cmpint (atlas_layer_row_get_layer (rows->pdata[n++]), ==, options->order[i]);
  g_assert_cmpuint (n, ==, rows->len);
}

static void
test_lists_what_the_map_has (AtlasAppTest  *test,
                             gconstpointer  data)
{
  g_autoptr(GPtrArray) rows = NULL;

  open_map (test, 1);
  assert_list_is_the_order (test);
  rows = list_rows (test);
  g_assert_cmpint (atlas_layer_row_get_layer (rows->pdata[0]), ==, ATLAS_DRAWN_NAMES);
  g_assert_false (gtk_widget_get_visible (get_row (test, ATLAS_DRAWN_DENSITY)));
  atlas_session_set_map (get_session (test), 3);
  g_assert_true (gtk_widget_get_visible (get_row (test, ATLAS_DRAWN_DENSITY)));
  assert_list_is_the_order (test);
}

/* All of a row in the pane that scrolls. */
static gboolean
is_in_view (AtlasAppTest    *test,
            AtlasDrawnLayer  layer)
{
  GtkWidget *row = get_row (test, layer);
  GtkWidget *window = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (row, window, &bounds));

  return bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (window);
}

static gboolean
shows_opacity_of_blocks (AtlasAppTest *test)
{
  GtkWidget *scale = get_child (test, ATLAS_DRAWN_BLOCKS, "scale");

  return gtk_widget_get_mapped (scale) && gtk_widget_get_height (scale) > 0 &&
         is_in_view (test, ATLAS_DRAWN_BLOCKS);
}

static gboolean
blocks_are_at_the_ground (AtlasAppTest *test)
{
  return find (test, ATLAS_DRAWN_BLOCKS) == 0 && is_in_view (test, ATLAS_DRAWN_BLOCKS);
}

/* What is chosen in the list, and moved in it, is seen. */
static void
test_comes_into_view (AtlasAppTest  *test,
                      gconstpointer  data)
{
  GtkWidget *row;

  open_map (test, 2);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 1024, 640);
  atlas_app_test_wait_for_frame (test);
  row = get_row (test, ATLAS_DRAWN_BLOCKS);
  g_assert_false (is_in_view (test, ATLAS_DRAWN_BLOCKS));
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  atlas_app_test_wait (test, shows_opacity_of_blocks);
  gtk_widget_grab_focus (row);
  while (find (test, ATLAS_DRAWN_BLOCKS) > 0)
    {
      guint before = find (test, ATLAS_DRAWN_BLOCKS);

      atlas_app_test_press (test, "alt+Down", NULL);
      while (find (test, ATLAS_DRAWN_BLOCKS) == before)
        g_main_context_iteration (NULL, TRUE);
    }
  atlas_app_test_wait (test, blocks_are_at_the_ground);
  atlas_session_reset_options (get_session (test));
}

static gboolean
is_noted (AtlasAppTest *test)
{
  return gtk_widget_get_visible (get_child (test, ATLAS_DRAWN_SITES, "note_label"));
}

static gboolean
is_not_noted (AtlasAppTest *test)
{
  return !is_noted (test);
}

/* Who switches sites on where none is drawn is told from where on there are. */
static void
test_tells_from_where_on (AtlasAppTest  *test,
                          gconstpointer  data)
{
  AtlasSceneOptions options;

  open_map (test, 2);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "scale",
                                  g_variant_new_uint32 (57000));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_false (is_noted (test));
  options = *atlas_session_get_options (get_session (test));
  atlas_scene_options_set_shown (&options, ATLAS_DRAWN_SITES, TRUE);
  atlas_session_set_options (get_session (test), &options);
  g_assert_true (is_noted (test));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "scale",
                                  g_variant_new_uint32 (56000));
  atlas_app_test_wait (test, is_not_noted);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (get_child (test, ATLAS_DRAWN_SITES,
                                                                      "note_label"))),
                            "1:56,700"));
  atlas_session_reset_options (get_session (test));
}

static gboolean
rail_is_shown (AtlasAppTest *test)
{
  return atlas_scene_options_shows (atlas_session_get_options (get_session (test)),
                                    ATLAS_DRAWN_RAIL);
}

static gboolean
rail_is_hidden (AtlasAppTest *test)
{
  return !rail_is_shown (test);
}

static void
test_click_switches (AtlasAppTest  *test,
                     gconstpointer  data)
{
  GtkWidget *check_button;

  open_map (test, 1);
  check_button = get_child (test, ATLAS_DRAWN_RAIL, "check_button");
  click (test, check_button);
  atlas_app_test_wait (test, rail_is_shown);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check_button)));
  click (test, check_button);
  atlas_app_test_wait (test, rail_is_hidden);
  g_assert_false (atlas_session_has_own_options (get_session (test)));
}

static gboolean
zones_went_up (AtlasAppTest *test)
{
  return find (test, ATLAS_DRAWN_ZONES) == 1;
}

static gboolean
zones_are_back (AtlasAppTest *test)
{
  return find (test, ATLAS_DRAWN_ZONES) == 0;
}

/* The row that moves keeps the focus, so that one can go on. */
static void
test_keys_move (AtlasAppTest  *test,
                gconstpointer  data)
{
  open_map (test, 1);
  gtk_widget_grab_focus (get_row (test, ATLAS_DRAWN_ZONES));
  atlas_app_test_press (test, "alt+Up", NULL);
  atlas_app_test_wait (test, zones_went_up);
  assert_list_is_the_order (test);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (test->window)) ==
                 get_row (test, ATLAS_DRAWN_ZONES));
  atlas_app_test_press (test, "alt+Down", NULL);
  atlas_app_test_wait (test, zones_are_back);
  assert_list_is_the_order (test);
}

static gboolean
axes_are_marked (AtlasAppTest *test)
{
  return gtk_widget_has_css_class (get_row (test, ATLAS_DRAWN_LANDMARKS), "drop-above");
}

static gboolean
axes_went_up (AtlasAppTest *test)
{
  return find (test, ATLAS_DRAWN_AXES) == find (test, ATLAS_DRAWN_LANDMARKS) + 1;
}

/* From the handle of the axes to the upper half of the landmarks. */
static void
test_drag_moves (AtlasAppTest  *test,
                 gconstpointer  data)
{
  GtkWidget *handle, *target;

  open_map (test, 1);
  g_assert_false (axes_went_up (test));
  handle = get_child (test, ATLAS_DRAWN_AXES, "handle");
  target = get_row (test, ATLAS_DRAWN_LANDMARKS);
  atlas_app_test_click (test, handle, 8, 8, 0, NULL);
  atlas_app_test_button (TRUE);
  for (guint step = 0; !axes_are_marked (test); step++)
    {
      atlas_app_test_click (test, target, 60 + step % 2, 4, 0, NULL);
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
  atlas_app_test_button (FALSE);
  atlas_app_test_wait (test, axes_went_up);
  assert_list_is_the_order (test);
  g_assert_false (axes_are_marked (test));
  atlas_session_reset_options (get_session (test));
}

static gboolean
water_is_paler (AtlasAppTest *test)
{
  return atlas_session_get_options (get_session (test))->opacity[ATLAS_DRAWN_WATER] == 0.9;
}

static gboolean
slider_is_there (AtlasAppTest *test)
{
  return gtk_widget_get_mapped (get_child (test, ATLAS_DRAWN_WATER, "scale"));
}

/* A row that is clicked shows its slider; a step of it is 5 %. */
static void
test_slider (AtlasAppTest  *test,
             gconstpointer  data)
{
  GtkWidget *percent_label;
  GAction *reset;

  open_map (test, 1);
  reset = g_action_map_lookup_action (G_ACTION_MAP (test->window), "reset-layers");
  percent_label = get_child (test, ATLAS_DRAWN_WATER, "percent_label");
  g_assert_false (gtk_widget_get_visible (percent_label));
  g_assert_false (g_action_get_enabled (reset));
  click (test, get_child (test, ATLAS_DRAWN_WATER, "name_label"));
  atlas_app_test_wait (test, slider_is_there);
  gtk_widget_grab_focus (get_child (test, ATLAS_DRAWN_WATER, "scale"));
  atlas_app_test_press (test, "Left", "Left");
  atlas_app_test_wait (test, water_is_paler);
  g_assert_true (gtk_widget_get_visible (percent_label));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (percent_label)), ==, "90%");
  g_assert_true (g_action_get_enabled (reset));

  g_action_activate (reset, NULL);
  g_assert_false (atlas_session_has_own_options (get_session (test)));
  g_assert_false (g_action_get_enabled (reset));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (percent_label)), ==, "100%");
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}

static gboolean
card_is_open (AtlasAppTest *test)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (
                          get_child (test, ATLAS_DRAWN_BLOCKS, "card_button")));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

/* The plan of the test has eight blocks, is a sample and was made up. */
static void
test_card (AtlasAppTest  *test,
           gconstpointer  data)
{
  GtkWidget *button, *card;

  open_map (test, 2);
  button = get_child (test, ATLAS_DRAWN_BLOCKS, "card_button");
  click (test, button);
  atlas_app_test_wait (test, card_is_open);
  card = gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_assert_true (has_label (card, "Renewal blocks"));
  g_assert_true (has_label (card, "8"));
  g_assert_true (has_label (card, "made up"));
  g_assert_true (has_label (card, "Sample data"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/layers-panel/lists-what-the-map-has", test_lists_what_the_map_has },
    { "/layers-panel/tells-from-where-on-sites-are-drawn", test_tells_from_where_on },
    { "/layers-panel/what-is-chosen-comes-into-view", test_comes_into_view },
    { "/layers-panel/click-switches-a-layer", test_click_switches },
    { "/layers-panel/keys-move-a-layer", test_keys_move },
    { "/layers-panel/drag-moves-a-layer", test_drag_moves },
    { "/layers-panel/slider-makes-a-layer-translucent", test_slider },
    { "/layers-panel/card-tells-what-a-layer-is", test_card },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
