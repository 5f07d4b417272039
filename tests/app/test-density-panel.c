#include "atlas-app-test.h"

#include "atlas-bandwidth-button.h"
#include "atlas-bandwidth-row.h"
#include "atlas-density-bandwidth.h"
#include "atlas-density-findings.h"
#include "atlas-density-panel.h"
#include "atlas-findings-page.h"
#include "atlas-plan-file.h"
#include "atlas-settings.h"

#include <math.h>

#define MAP 3

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static GtkWidget *
get_panel (AtlasAppTest *test)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW,
                                                    "density_panel"));
}

static gpointer
get_child (AtlasAppTest *test,
           const char   *name)
{
  return gtk_widget_get_template_child (get_panel (test), ATLAS_TYPE_DENSITY_PANEL, name);
}

static gpointer
get_bandwidth_child (AtlasAppTest *test,
                     const char   *name)
{
  return gtk_widget_get_template_child (get_child (test, "bandwidth_row"), ATLAS_TYPE_BANDWIDTH_ROW,
                                        name);
}

static double
get_shown_bandwidth (AtlasAppTest *test)
{
  return gtk_adjustment_get_value (get_bandwidth_child (test, "bandwidth_adjustment"));
}

static const AtlasDensityTerms *
get_terms (AtlasAppTest *test)
{
  return &atlas_scene_get_options (atlas_session_get_scene (get_session (test)))->density;
}

static double
get_maximum (AtlasAppTest *test)
{
  return (double) atlas_grid_get_maximum (
    atlas_scene_get_density (atlas_session_get_scene (get_session (test))));
}

static void
open_map (AtlasAppTest *test,
          guint         map)
{
  atlas_app_test_open (test, test->plan);
  atlas_session_set_map (get_session (test), map);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
}

static void
set_up (AtlasAppTest  *test,
        gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  g_settings_reset (settings, "densities");
  atlas_app_test_set_up (test, data);
}

static void
test_only_where_there_is_one (AtlasAppTest  *test,
                              gconstpointer  data)
{
  open_map (test, 2);
  g_assert_false (gtk_widget_get_visible (get_panel (test)));
  atlas_session_set_map (get_session (test), MAP);
  g_assert_true (gtk_widget_get_visible (get_panel (test)));
}

static gboolean
is_wide (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_terms (test)->bandwidth == 4000;
}

/* As much, spread further, is lower. */
static void
test_bandwidth (AtlasAppTest  *test,
                gconstpointer  data)
{
  double before;

  open_map (test, MAP);
  before = get_maximum (test);
  for (int bandwidth = 2000; bandwidth <= 4000; bandwidth += 50)
    gtk_adjustment_set_value (get_bandwidth_child (test, "bandwidth_adjustment"), bandwidth);
  atlas_app_test_wait (test, is_wide);
  g_assert_cmpfloat (get_maximum (test), <, before);

  /* Another window, or the next run, has it so. */
  atlas_app_test_open (test, test->other_plan);
  atlas_app_test_wait (test, is_wide);
  g_assert_cmpfloat (get_shown_bandwidth (test), ==, 4000);
}

/* A typed number is taken as it is, a slider's is round. */
static void
test_typed_bandwidth (AtlasAppTest  *test,
                      gconstpointer  data)
{
  GtkSpinButton *spin;
  gboolean is_done = FALSE;

  open_map (test, MAP);
  spin = get_bandwidth_child (test, "bandwidth_spin");
  gtk_editable_set_text (GTK_EDITABLE (spin), "1234");
  gtk_spin_button_update (spin);
  g_assert_cmpfloat (atlas_session_get_density_settings (get_session (test))->bandwidth, ==, 1234);
  g_signal_emit_by_name (get_bandwidth_child (test, "bandwidth_scale"), "change-value",
                         GTK_SCROLL_JUMP, 1237.4, &is_done);
  g_assert_true (is_done);
  g_assert_cmpfloat (atlas_session_get_density_settings (get_session (test))->bandwidth, ==, 1240);
}

static gboolean
is_counted (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_terms (test)->measure == ATLAS_MEASURE_COUNT;
}

static gboolean
is_the_plans (AtlasAppTest *test)
{
  AtlasDensityTerms plan;

  atlas_density_terms_init (&plan);

  return atlas_app_test_is_idle (test) && atlas_density_terms_equal (get_terms (test), &plan);
}

static void
test_reset (AtlasAppTest  *test,
            gconstpointer  data)
{
  double before;

  open_map (test, MAP);
  before = get_maximum (test);
  gtk_drop_down_set_selected (get_child (test, "weight_drop_down"), ATLAS_MEASURE_COUNT);
  atlas_app_test_wait (test, is_counted);
  g_assert_cmpfloat (get_maximum (test), <, before);
  g_signal_emit_by_name (get_child (test, "reset_button"), "clicked");
  atlas_app_test_wait (test, is_the_plans);
  g_assert_cmpfloat (get_maximum (test), ==, before);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (test, "weight_drop_down")), ==,
                    ATLAS_MEASURE_FLOOR_AREA);
}

static void
type_filter (AtlasAppTest *test,
             const char   *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (test, "filter_entry")), text);
}

static const char *
get_filter (AtlasAppTest *test)
{
  return atlas_session_get_density_settings (get_session (test))->filter;
}

/* What can't be read changes nothing and stays to be put right. */
static void
test_filter (AtlasAppTest  *test,
             gconstpointer  data)
{
  open_map (test, MAP);
  type_filter (test, "类别");
  g_assert_nonnull (atlas_density_panel_get_message (ATLAS_DENSITY_PANEL (get_panel (test))));
  g_assert_null (get_filter (test));
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  type_filter (test, "class = 重点");
  g_assert_null (atlas_density_panel_get_message (ATLAS_DENSITY_PANEL (get_panel (test))));
  g_assert_cmpstr (get_filter (test), ==, "class = key");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_child (test, "filter_entry"))), ==,
                   "class = 重点");
  gtk_editable_delete_text (GTK_EDITABLE (get_child (test, "filter_entry")), 7, -1);
  g_assert_nonnull (atlas_density_panel_get_message (ATLAS_DENSITY_PANEL (get_panel (test))));
  g_assert_cmpstr (get_filter (test), ==, "class = key");
  type_filter (test, "");
  g_assert_null (get_filter (test));
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static void
set_class (AtlasAppTest *test,
           guint         first,
           guint         end,
           const char   *json)
{
  g_autoptr(AtlasEdit) edit =
    atlas_edit_new (atlas_maps_get_plan (atlas_window_get_maps (test->window)));
  g_autoptr(GError) error = NULL;

  for (guint block = first; block < end; block++)
    {
      atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS, json, &error);
      g_assert_no_error (error);
    }
  atlas_document_apply (atlas_maps_get_document (atlas_window_get_maps (test->window)), edit,
                        ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_none (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_maximum (test) == 0;
}

static gboolean
has_some (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_maximum (test) > 0;
}

/* Of the key blocks only: when there are none there is nothing, and no amount was
 * changed for that. */
static void
test_filter_follows_edits (AtlasAppTest  *test,
                           gconstpointer  data)
{
  guint n;

  open_map (test, MAP);
  n = atlas_plan_get_n_blocks (atlas_maps_get_plan (atlas_window_get_maps (test->window)));
  type_filter (test, "class = key");
  atlas_app_test_wait (test, has_some);
  set_class (test, 0, n, "\"general\"");
  atlas_app_test_wait (test, has_none);
  set_class (test, 0, n, "\"key\"");
  atlas_app_test_wait (test, has_some);
}

static guint
count_weights (AtlasAppTest *test)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (get_child (test, "weight_drop_down")));
}

static void
test_only_compounds_have_households (AtlasAppTest  *test,
                                     gconstpointer  data)
{
  open_map (test, MAP);
  g_assert_cmpuint (count_weights (test), ==, 3);
  gtk_drop_down_set_selected (get_child (test, "weight_drop_down"), ATLAS_MEASURE_HOUSEHOLDS);
  atlas_session_set_map (get_session (test), MAP + 1);
  g_assert_cmpuint (count_weights (test), ==, 2);
  g_assert_cmpint (atlas_session_get_density_settings (get_session (test))->measure, ==,
                   ATLAS_MEASURE_FLOOR_AREA);
  atlas_session_set_map (get_session (test), MAP);
  g_assert_cmpint (atlas_session_get_density_settings (get_session (test))->measure, ==,
                   ATLAS_MEASURE_HOUSEHOLDS);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_child (test, "weight_drop_down")), ==,
                    ATLAS_MEASURE_HOUSEHOLDS);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static gboolean
has_scrolled (AtlasAppTest *test)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (get_panel (test), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_adjustment_get_value (
           gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller))) > 0;
}

/* Who turns the wheel over the pane scrolls it, whatever is under the pointer. */
static void
test_the_wheel_changes_nothing (AtlasAppTest  *test,
                                gconstpointer  data)
{
  static const char *const names[] = { "bandwidth_scale", "bandwidth_spin" };

  gtk_window_set_default_size (GTK_WINDOW (test->window), 1024, 700);
  open_map (test, MAP);
  gtk_expander_set_expanded (get_child (test, "expander"), TRUE);
  atlas_app_test_wait_for_frame (test);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *scroller = gtk_widget_get_ancestor (get_panel (test), GTK_TYPE_SCROLLED_WINDOW);

      gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 0);
      atlas_app_test_wait_for_frame (test);
      atlas_app_test_click (test, get_bandwidth_child (test, names[i]), 20, 10, 5, NULL);
      atlas_app_test_wait (test, has_scrolled);
      g_assert_cmpfloat (get_shown_bandwidth (test), ==, 2000);
    }
}

static gboolean
is_as_suggested (AtlasAppTest *test)
{
  const double *wanted = g_object_get_data (G_OBJECT (test->window), "wanted");

  return atlas_app_test_is_idle (test) && get_terms (test)->bandwidth == *wanted;
}

/* By the rule that is named, of the sites of the map. */
static void
test_suggested_bandwidth (AtlasAppTest  *test,
                          gconstpointer  data)
{
  g_autoptr(GMenuModel) menu = NULL;
  g_autoptr(GVariant) target = NULL;
  AtlasWeightedPlaces *places;
  double suggested, wanted;

  open_map (test, MAP);
  menu = atlas_bandwidth_button_make_menu (get_bandwidth_child (test, "bandwidth_button"));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 2);
  target = g_menu_model_get_item_attribute_value (menu, 0, G_MENU_ATTRIBUTE_TARGET,
                                                  G_VARIANT_TYPE_DOUBLE);
  places = atlas_weighted_places_new (
    atlas_maps_get_plan (atlas_window_get_maps (test->window)), ATLAS_RESOURCE_COMPOUNDS,
    ATLAS_MEASURE_FLOOR_AREA);
  suggested = atlas_density_suggest_silverman (
    (const double *) (gpointer) places->x->data, (const double *) (gpointer) places->y->data,
    (const double *) (gpointer) places->weight->data, places->x->len, ATLAS_KERNEL_QUARTIC);
  wanted = CLAMP (10 * round (suggested / 10), ATLAS_DENSITY_BANDWIDTH_MIN,
                  ATLAS_DENSITY_BANDWIDTH_MAX);
  g_assert_cmpfloat (g_variant_get_double (target), ==, wanted);
  g_object_set_data (G_OBJECT (test->window), "wanted", &wanted);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-bandwidth", target);
  atlas_app_test_wait (test, is_as_suggested);
  atlas_weighted_places_free (places);
}

/* --- Bandwidths of their own --- */

static gboolean
is_by_neighbours (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) &&
         get_terms (test)->bandwidth_kind == ATLAS_BANDWIDTH_NEIGHBOURS;
}

static gboolean
is_after_abramson (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) &&
         get_terms (test)->bandwidth_kind == ATLAS_BANDWIDTH_ABRAMSON;
}

static gboolean
is_near (AtlasAppTest *test)
{
  return is_by_neighbours (test) && get_terms (test)->neighbour == 1;
}

static gboolean
is_shown (AtlasAppTest *test,
          const char   *name)
{
  return gtk_widget_get_visible (get_bandwidth_child (test, name));
}

static gboolean
notes (AtlasAppTest *test,
       const char   *words)
{
  return is_shown (test, "note_label") &&
         strstr (gtk_label_get_text (get_bandwidth_child (test, "note_label")), words) != NULL;
}

static void
set_kind (AtlasAppTest       *test,
          AtlasBandwidthKind  kind)
{
  gtk_drop_down_set_selected (get_bandwidth_child (test, "kind_drop_down"), kind);
}

/* The farther the neighbour the lower; a row is there where it means something, and what
 * was set in another is still set when it comes back. */
static void
test_bandwidths_by_neighbours (AtlasAppTest  *test,
                               gconstpointer  data)
{
  double far, fixed;

  open_map (test, MAP);
  fixed = get_maximum (test);
  g_assert_true (is_shown (test, "metres_box"));
  g_assert_false (is_shown (test, "neighbour_box"));
  set_kind (test, ATLAS_BANDWIDTH_NEIGHBOURS);
  g_assert_false (is_shown (test, "metres_box"));
  g_assert_false (is_shown (test, "bandwidth_scale"));
  g_assert_true (is_shown (test, "neighbour_box"));
  atlas_app_test_wait (test, is_by_neighbours);
  far = get_maximum (test);
  gtk_spin_button_set_value (get_bandwidth_child (test, "neighbour_spin"), 1);
  atlas_app_test_wait (test, is_near);
  g_assert_cmpfloat (get_maximum (test), >, far);
  g_assert_true (notes (test, "Half of the sites"));
  set_kind (test, ATLAS_BANDWIDTH_ABRAMSON);
  g_assert_true (is_shown (test, "metres_box"));
  g_assert_false (is_shown (test, "neighbour_box"));
  atlas_app_test_wait (test, is_after_abramson);
  g_assert_cmpfloat (get_maximum (test), >, fixed);
  g_assert_cmpfloat (get_shown_bandwidth (test), ==, 2000);
  set_kind (test, ATLAS_BANDWIDTH_NEIGHBOURS);
  atlas_app_test_wait (test, is_near);
  g_signal_emit_by_name (get_child (test, "reset_button"), "clicked");
  g_assert_true (is_shown (test, "metres_box"));
  atlas_app_test_wait (test, is_the_plans);
  g_assert_cmpfloat (get_maximum (test), ==, fixed);
}

/* What the map shows is computed as it is by anybody else. */
static void
test_bandwidths_after_abramson (AtlasAppTest  *test,
                                gconstpointer  data)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasGrid) grid = NULL;

  open_map (test, MAP);
  gtk_drop_down_set_selected (get_child (test, "edge_drop_down"), ATLAS_DENSITY_EDGE_CORRECT);
  set_kind (test, ATLAS_BANDWIDTH_ABRAMSON);
  atlas_app_test_wait (test, is_after_abramson);
  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  g_assert_cmpint (settings.edge, ==, ATLAS_DENSITY_EDGE_CORRECT);
  input = atlas_density_input_new (atlas_maps_get_plan (atlas_window_get_maps (test->window)), NULL,
                                   ATLAS_RESOURCE_COMPOUNDS, &settings, NULL);
  grid = atlas_density_input_compute (input, NULL, NULL);
  g_assert_cmpfloat (get_maximum (test), ==, (double) atlas_grid_get_maximum (grid));
}

/* Who asks for metres means all sites. */
static void
test_a_suggested_bandwidth_is_fixed (AtlasAppTest  *test,
                                     gconstpointer  data)
{
  open_map (test, MAP);
  set_kind (test, ATLAS_BANDWIDTH_NEIGHBOURS);
  atlas_app_test_wait (test, is_by_neighbours);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-bandwidth",
                                  g_variant_new_double (4000));
  atlas_app_test_wait (test, is_wide);
  g_assert_cmpint (get_terms (test)->bandwidth_kind, ==, ATLAS_BANDWIDTH_FIXED);
  g_assert_true (is_shown (test, "metres_box"));
}

static gboolean
is_empty (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_maximum (test) == 0;
}

static void
test_without_sites_it_is_told (AtlasAppTest  *test,
                               gconstpointer  data)
{
  open_map (test, MAP);
  set_kind (test, ATLAS_BANDWIDTH_NEIGHBOURS);
  atlas_app_test_wait (test, is_by_neighbours);
  type_filter (test, "class = key and class = general");
  atlas_app_test_wait (test, is_empty);
  g_assert_cmpint (get_terms (test)->bandwidth_kind, ==, ATLAS_BANDWIDTH_FIXED);
  g_assert_true (notes (test, "No site has a neighbour"));
}

/* --- What it says --- */

static AtlasDensityFindings *
get_findings (void)
{
  return atlas_app_test_find_window (ATLAS_TYPE_DENSITY_FINDINGS);
}

static guint
count_hot (AtlasAppTest *test)
{
  return atlas_density_findings_get_n (get_findings (), "hot");
}

static gboolean
lists_one_hot_less (AtlasAppTest *test)
{
  return count_hot (test) == GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (test->window), "n")) - 1;
}

static gboolean
selects_one (AtlasAppTest *test)
{
  guint n;

  atlas_selection_get (atlas_session_get_selection (get_session (test)), &n);

  return n == 1;
}

/* A general block that is hot is listed until somebody makes it a key one. */
static void
test_findings_follow (AtlasAppTest  *test,
                      gconstpointer  data)
{
  GtkListBox *list;
  AtlasPlan *plan;
  const guint *blocks;
  guint n;

  open_map (test, MAP);
  plan = atlas_maps_get_plan (atlas_window_get_maps (test->window));
  set_class (test, 0, atlas_plan_get_n_blocks (plan), "\"general\"");
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-findings", NULL);
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "hot-spots"), >, 0);
  g_assert_cmpuint (count_hot (test), >, 0);
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "sites"), ==, 0);
  g_object_set_data (G_OBJECT (test->window), "n", GUINT_TO_POINTER (count_hot (test)));

  list = atlas_findings_page_get_list (
    ATLAS_FINDINGS_PAGE (gtk_widget_get_template_child (GTK_WIDGET (get_findings ()),
                                                        ATLAS_TYPE_DENSITY_FINDINGS,
                                                        "hot_page")));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  atlas_app_test_wait (test, selects_one);

  blocks = atlas_selection_get (atlas_session_get_selection (get_session (test)), &n);
  set_class (test, blocks[0], blocks[0] + 1, "\"key\"");
  atlas_app_test_wait (test, lists_one_hot_less);
}

/* The nearest ones that reach it. */
static void
test_sites_of_a_place (AtlasAppTest  *test,
                       gconstpointer  data)
{
  AtlasPlan *plan;
  AtlasSite site;
  g_autoptr(AtlasProjection) projection = NULL;
  AtlasPoint degrees;

  open_map (test, MAP);
  plan = atlas_maps_get_plan (atlas_window_get_maps (test->window));
  site = atlas_sites_get (atlas_plan_get_sites (plan), 0);
  projection = atlas_projection_new (ATLAS_CRS_PLANE, ATLAS_CRS_GEOGRAPHIC);
  degrees = atlas_projection_point (projection, site.x, site.y);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-sites",
                                  g_variant_new ("(dd)", degrees.x, degrees.y));
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "sites"), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/density-panel/only-where-there-is-one", test_only_where_there_is_one },
    { "/density-panel/a-wider-bandwidth-is-lower-and-kept", test_bandwidth },
    { "/density-panel/a-typed-bandwidth-is-taken-as-it-is", test_typed_bandwidth },
    { "/density-panel/a-bandwidth-is-suggested", test_suggested_bandwidth },
    { "/density-panel/bandwidths-by-neighbours", test_bandwidths_by_neighbours },
    { "/density-panel/bandwidths-after-abramson", test_bandwidths_after_abramson },
    { "/density-panel/a-suggested-bandwidth-is-fixed", test_a_suggested_bandwidth_is_fixed },
    { "/density-panel/without-sites-it-is-told", test_without_sites_it_is_told },
    { "/density-panel/the-wheel-changes-nothing", test_the_wheel_changes_nothing },
    { "/density-panel/as-in-the-plan-again", test_reset },
    { "/density-panel/a-filter-that-cannot-be-read-changes-nothing", test_filter },
    { "/density-panel/a-filter-follows-what-it-asks-for", test_filter_follows_edits },
    { "/density-panel/only-compounds-have-households", test_only_compounds_have_households },
    { "/density-panel/what-it-says-follows-edits", test_findings_follow },
    { "/density-panel/a-place-has-its-sites", test_sites_of_a_place },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
