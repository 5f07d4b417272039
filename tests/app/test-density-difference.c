/* How a density is coloured, and what it is compared with. */

#include "atlas-app-test.h"

#include "atlas-bandwidth-row.h"
#include "atlas-density-colors.h"
#include "atlas-density-findings.h"
#include "atlas-density-minus-row.h"
#include "atlas-density-panel.h"
#include "atlas-document-snapshots.h"
#include "atlas-findings-page.h"
#include "atlas-plan-file.h"
#include "atlas-settings.h"

#include <string.h>

#define MAP 3

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static gpointer
get_panel_child (AtlasAppTest *test,
                 const char   *name)
{
  GObject *panel = gtk_widget_get_template_child (GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW,
                                                  "density_panel");

  return gtk_widget_get_template_child (GTK_WIDGET (panel), ATLAS_TYPE_DENSITY_PANEL, name);
}

static GtkAdjustment *
get_bandwidth (AtlasAppTest *test)
{
  return GTK_ADJUSTMENT (gtk_widget_get_template_child (get_panel_child (test, "bandwidth_row"),
                                                        ATLAS_TYPE_BANDWIDTH_ROW,
                                                        "bandwidth_adjustment"));
}

static gpointer
get_color_child (AtlasAppTest *test,
                 const char   *name)
{
  return gtk_widget_get_template_child (get_panel_child (test, "colors"),
                                        ATLAS_TYPE_DENSITY_COLORS, name);
}

static gpointer
get_minus_child (AtlasAppTest *test,
                 const char   *name)
{
  return gtk_widget_get_template_child (get_panel_child (test, "minus_row"),
                                        ATLAS_TYPE_DENSITY_MINUS_ROW, name);
}

static const char *
get_message (AtlasAppTest *test)
{
  return atlas_density_minus_row_get_message (get_panel_child (test, "minus_row"));
}

static AtlasDocument *
get_document (AtlasAppTest *test)
{
  return atlas_maps_get_document (atlas_window_get_maps (test->window));
}

static AtlasGrid *
get_density (AtlasAppTest *test)
{
  return atlas_scene_get_density (atlas_session_get_scene (get_session (test)));
}

static const AtlasRamp *
get_ramp (AtlasAppTest *test)
{
  return atlas_scene_get_ramp (atlas_session_get_scene (get_session (test)));
}

static gboolean
is_ready (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && atlas_app_test_is_ready (test);
}

static void
open_map (AtlasAppTest *test)
{
  atlas_app_test_open (test, test->other_plan);
  atlas_session_set_map (get_session (test), MAP);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_wait (test, is_ready);
}

static void
set_up (AtlasAppTest  *test,
        gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  g_settings_reset (settings, "densities");
  atlas_app_test_set_up (test, data);
}

/* --- Colours --- */

static void
choose (AtlasAppTest      *test,
        AtlasDensityMinus  minus)
{
  gtk_drop_down_set_selected (get_minus_child (test, "kind_drop_down"), minus);
}

static gboolean
has_both (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_ramp (test)->is_diverging &&
         atlas_grid_get_maximum (get_density (test)) > 0;
}

static void
test_classes (AtlasAppTest  *test,
              gconstpointer  data)
{
  open_map (test);
  g_assert_cmpuint (get_ramp (test)->n_classes, ==, 0);
  g_assert_false (gtk_widget_get_visible (get_color_child (test, "classes_row")));
  gtk_drop_down_set_selected (get_color_child (test, "classes_drop_down"),
                              ATLAS_CLASSIFICATION_QUANTILES);
  g_assert_cmpuint (get_ramp (test)->n_classes, ==, 5);
  g_assert_true (gtk_widget_get_visible (get_color_child (test, "classes_row")));
  gtk_spin_button_set_value (get_color_child (test, "classes_spin"), 7);
  g_assert_cmpuint (get_ramp (test)->n_classes, ==, 7);
  g_assert_cmpfloat (get_ramp (test)->breaks[7], ==, atlas_grid_get_maximum (get_density (test)));

  /* The next run has it so. */
  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  g_assert_cmpuint (get_ramp (test)->n_classes, ==, 7);
}

/* At once, in the next run too; a difference keeps its own. */
static void
test_ramp (AtlasAppTest  *test,
           gconstpointer  data)
{
  GtkWidget *ramp;

  open_map (test);
  ramp = get_color_child (test, "ramp_drop_down");
  g_assert_cmpint (get_ramp (test)->kind, ==, ATLAS_RAMP_KIND_PLAN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ramp), ATLAS_RAMP_KIND_VIRIDIS);
  g_assert_cmpint (get_ramp (test)->kind, ==, ATLAS_RAMP_KIND_VIRIDIS);
  g_assert_true (gtk_widget_get_sensitive (ramp));

  atlas_app_test_open (test, test->plan);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  g_assert_cmpint (get_ramp (test)->kind, ==, ATLAS_RAMP_KIND_VIRIDIS);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (ramp)), ==,
                    ATLAS_RAMP_KIND_VIRIDIS);
  choose (test, ATLAS_DENSITY_MINUS_RESOURCE);
  atlas_app_test_wait (test, has_both);
  g_assert_false (gtk_widget_get_sensitive (ramp));
}

static void
test_contours (AtlasAppTest  *test,
               gconstpointer  data)
{
  open_map (test);
  g_assert_false (atlas_scene_get_options (
                    atlas_session_get_scene (get_session (test)))->density.contours);
  gtk_check_button_set_active (get_color_child (test, "contours_check"), TRUE);
  g_assert_true (atlas_scene_get_options (
                   atlas_session_get_scene (get_session (test)))->density.contours);
}

static gboolean
is_wide (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) &&
         atlas_scene_get_options (
           atlas_session_get_scene (get_session (test)))->density.bandwidth == 4000;
}

/* What is compared has the same colours for the same amounts. */
static void
test_kept_maximum (AtlasAppTest  *test,
                   gconstpointer  data)
{
  static const char *const nonsense[] = { "abc", "", "-5", "0", "99999999999" };
  double before;

  open_map (test);
  before = (double) atlas_grid_get_maximum (get_density (test));
  gtk_check_button_set_active (get_color_child (test, "fixed_check"), TRUE);
  gtk_adjustment_set_value (get_bandwidth (test), 4000);
  atlas_app_test_wait (test, is_wide);
  g_assert_cmpfloat (get_ramp (test)->high, ==, before);
  /* To the bit, though fewer digits are shown. */
  gtk_check_button_set_active (get_color_child (test, "contours_check"), TRUE);
  g_assert_cmpfloat (get_ramp (test)->high, ==, before);

  /* What is no number, or none to end at, changes nothing. */
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (get_color_child (test, "top_spin")), nonsense[i]);
      gtk_spin_button_update (get_color_child (test, "top_spin"));
      g_assert_cmpfloat (get_ramp (test)->high, ==, before);
    }

  /* In ten thousand square metres. */
  gtk_spin_button_set_value (get_color_child (test, "top_spin"), 25);
  g_assert_cmpfloat_with_epsilon (get_ramp (test)->high, 25e4, 1);
  gtk_check_button_set_active (get_color_child (test, "fixed_check"), FALSE);
  g_assert_cmpfloat (get_ramp (test)->high, ==, atlas_grid_get_maximum (get_density (test)));
}

/* --- Differences --- */

static gboolean
is_no_difference (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_ramp (test)->is_diverging &&
         atlas_grid_get_maximum (get_density (test)) == 0 &&
         atlas_grid_get_minimum (get_density (test)) == 0;
}

static gboolean
is_less (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && get_ramp (test)->is_diverging &&
         atlas_grid_get_maximum (get_density (test)) == 0 &&
         atlas_grid_get_minimum (get_density (test)) < 0;
}

static gboolean
is_whole (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && !get_ramp (test)->is_diverging;
}

/* Less in each block than it had. */
static void
take_floor_area (AtlasAppTest *test)
{
  AtlasPlan *plan = atlas_document_get_plan (get_document (test));
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      const AtlasBlockValues *values = atlas_block_get_values (atlas_plan_get_block (plan, i));
      g_autofree char *json = g_strdup_printf ("%.0f", values->floor_area[0] / 2);

      if (!(values->floor_area[0] > 0))
        continue;
      atlas_edit_set_block (edit, i, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA, json, &error);
      g_assert_no_error (error);
    }
  atlas_document_apply (get_document (test), edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

static void
test_minus_published (AtlasAppTest  *test,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  open_map (test);
  choose (test, ATLAS_DENSITY_MINUS_PUBLISHED);
  atlas_app_test_wait (test, is_no_difference);
  take_floor_area (test);
  atlas_app_test_wait (test, is_less);
  atlas_document_publish (get_document (test), "Half", NULL, &error);
  g_assert_no_error (error);
  atlas_app_test_wait (test, is_no_difference);
  g_assert_true (atlas_document_undo (get_document (test), &error));
  atlas_app_test_wait (test, is_less);
  g_assert_true (atlas_document_undo (get_document (test), &error));
  atlas_app_test_wait (test, is_no_difference);
  choose (test, ATLAS_DENSITY_MINUS_NOTHING);
  atlas_app_test_wait (test, is_whole);
}

static AtlasDensityFindings *
get_findings (void)
{
  return atlas_app_test_find_window (ATLAS_TYPE_DENSITY_FINDINGS);
}

static gboolean
finds_less (AtlasAppTest *test)
{
  return is_less (test) && atlas_density_findings_get_n (get_findings (), "hot-spots") > 0 &&
         atlas_density_findings_get_n (get_findings (), "sites") > 0;
}

static const char *
get_first (const char *page,
           gboolean    subtitle)
{
  AtlasFindingsPage *child = ATLAS_FINDINGS_PAGE (
    gtk_widget_get_template_child (GTK_WIDGET (get_findings ()), ATLAS_TYPE_DENSITY_FINDINGS,
                                   page));
  AdwActionRow *row = ADW_ACTION_ROW (
    gtk_list_box_get_row_at_index (atlas_findings_page_get_list (child), 0));

  return subtitle ? adw_action_row_get_subtitle (row)
                  : adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

/* Where nothing differs nothing is found; where there is less, it is told as less, and no
 * block is hot; and of each site what it has less. */
static void
test_findings (AtlasAppTest  *test,
               gconstpointer  data)
{
  AtlasSites *sites;
  AtlasSite site;
  guint i = 0;

  open_map (test);
  choose (test, ATLAS_DENSITY_MINUS_PUBLISHED);
  atlas_app_test_wait (test, is_no_difference);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-findings", NULL);
  sites = atlas_plan_get_sites (atlas_document_get_plan (get_document (test)));
  while (atlas_sites_get (sites, i).resource != ATLAS_RESOURCE_COMPOUNDS ||
         atlas_sites_get (sites, i).block < 0)
    i++;
  site = atlas_sites_get (sites, i);
  atlas_density_findings_ask (get_findings (), (AtlasPoint) { site.x, site.y });
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "hot-spots"), ==, 0);
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "cold"), ==, 0);
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "sites"), ==, 0);

  take_floor_area (test);
  atlas_app_test_wait (test, finds_less);
  g_assert_nonnull (strstr (get_first ("hot_spots_page", FALSE), "−"));
  g_assert_nonnull (strstr (get_first ("hot_spots_page", TRUE), " · E "));
  g_assert_true (g_str_has_prefix (get_first ("sites_page", TRUE), "−"));
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "hot"), ==, 0);
}

static void
test_minus_snapshot (AtlasAppTest  *test,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  open_map (test);
  choose (test, ATLAS_DENSITY_MINUS_SNAPSHOT);
  g_assert_nonnull (get_message (test));
  g_assert_true (is_whole (test));

  choose (test, ATLAS_DENSITY_MINUS_NOTHING);
  take_floor_area (test);
  atlas_document_make_snapshot (get_document (test), "Half", NULL, &error);
  g_assert_no_error (error);
  choose (test, ATLAS_DENSITY_MINUS_SNAPSHOT);
  g_assert_null (get_message (test));
  atlas_app_test_wait (test, is_no_difference);
  take_floor_area (test);
  atlas_app_test_wait (test, is_less);

  /* With the snapshot the difference goes. */
  for (guint i = 0; i < 2; i++)
    g_assert_true (atlas_document_undo (get_document (test), &error));
  take_floor_area (test);
  atlas_app_test_wait (test, is_whole);
  g_assert_cmpuint (gtk_drop_down_get_selected (get_minus_child (test, "kind_drop_down")), ==,
                    ATLAS_DENSITY_MINUS_NOTHING);
}

static gboolean
takes_off_third (AtlasAppTest *test)
{
  const AtlasDensitySettings *settings = atlas_session_get_density_settings (get_session (test));

  return atlas_app_test_is_idle (test) && settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT &&
         g_str_equal (settings->minus_what, "Third") && is_no_difference (test);
}

static gboolean
takes_off_half (AtlasAppTest *test)
{
  const AtlasDensitySettings *settings = atlas_session_get_density_settings (get_session (test));

  return atlas_app_test_is_idle (test) && settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT &&
         g_str_equal (settings->minus_what, "Half") && is_no_difference (test);
}

/* What the map takes off goes by its new name, and stays. */
static void
test_renamed_snapshot (AtlasAppTest  *test,
                       gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (test->window);
  g_autoptr(GError) error = NULL;
  GListModel *names;

  open_map (test);
  atlas_document_make_snapshot (get_document (test), "Half", NULL, &error);
  g_assert_no_error (error);
  choose (test, ATLAS_DENSITY_MINUS_SNAPSHOT);
  names = gtk_drop_down_get_model (get_minus_child (test, "name_drop_down"));
  atlas_app_test_wait (test, takes_off_half);
  g_action_group_activate_action (actions, "rename-snapshot",
                                  g_variant_new ("(ss)", "Half", "Third"));
  g_assert_nonnull (atlas_document_find_snapshot (get_document (test), "Third"));
  atlas_app_test_wait (test, takes_off_third);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (names), 0), ==, "Third");

  g_action_group_activate_action (actions, "delete-snapshot", g_variant_new_string ("Third"));
  g_assert_nonnull (atlas_document_find_snapshot (get_document (test), "Third"));
  g_assert_true (atlas_document_undo (get_document (test), &error));
  atlas_app_test_wait (test, takes_off_half);

  /* Others that can be chosen are listed at once. */
  atlas_document_make_snapshot (get_document (test), "Other", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, 2);

  choose (test, ATLAS_DENSITY_MINUS_NOTHING);
  g_action_group_activate_action (actions, "delete-snapshot", g_variant_new_string ("Half"));
  g_assert_null (atlas_document_find_snapshot (get_document (test), "Half"));
}

static void
test_minus_resource (AtlasAppTest  *test,
                     gconstpointer  data)
{
  open_map (test);
  choose (test, ATLAS_DENSITY_MINUS_RESOURCE);
  atlas_app_test_wait (test, has_both);
  g_assert_cmpstr (atlas_session_get_density_settings (get_session (test))->minus_what, ==,
                   "buildings");
  gtk_drop_down_set_selected (get_minus_child (test, "name_drop_down"), 1);
  atlas_app_test_wait (test, has_both);
  g_assert_cmpstr (atlas_session_get_density_settings (get_session (test))->minus_what, ==,
                   "factories");

  /* Which have no households. */
  gtk_drop_down_set_selected (get_panel_child (test, "weight_drop_down"),
                              ATLAS_MEASURE_HOUSEHOLDS);
  atlas_app_test_wait (test, is_whole);
}

/* Nothing is taken off before it is known what. */
static void
test_minus_filter (AtlasAppTest  *test,
                   gconstpointer  data)
{
  GtkEditable *entry;

  open_map (test);
  choose (test, ATLAS_DENSITY_MINUS_FILTER);
  entry = GTK_EDITABLE (get_minus_child (test, "filter_entry"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_null (get_message (test));
  gtk_editable_set_text (entry, "class =");
  g_assert_nonnull (get_message (test));
  g_assert_cmpint (atlas_session_get_density_settings (get_session (test))->minus, ==,
                   ATLAS_DENSITY_MINUS_NOTHING);
  gtk_editable_set_text (entry, "code != \"\"");
  g_assert_null (get_message (test));
  atlas_app_test_wait (test, is_no_difference);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "code != \"\"");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/density-difference/classes-have-a-colour-each", test_classes },
    { "/density-difference/the-ramp-is-chosen", test_ramp },
    { "/density-difference/contours-are-drawn-on-demand", test_contours },
    { "/density-difference/a-kept-maximum-stays", test_kept_maximum },
    { "/density-difference/from-the-published-plan", test_minus_published },
    { "/density-difference/it-has-findings", test_findings },
    { "/density-difference/from-a-snapshot", test_minus_snapshot },
    { "/density-difference/a-snapshot-that-is-taken-off-is-renamed-and-not-deleted",
      test_renamed_snapshot },
    { "/density-difference/from-another-resource", test_minus_resource },
    { "/density-difference/from-other-sites", test_minus_filter },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, set_up, tests[i].run, atlas_app_test_tear_down);

  return g_test_run ();
}
