/* The way from the map to what its density says there. */

#include "atlas-findings-test.h"

#include "atlas-density-here.h"
#include "atlas-findings-page.h"

#include <math.h>
#include <string.h>

/* Returns: (transfer full): the page's first line, of the place that was asked about */
static char *
get_answer (void)
{
  return g_strdup (gtk_label_get_text (GTK_LABEL (gtk_widget_get_template_child (
    atlas_findings_get_child ("sites_page"), ATLAS_TYPE_FINDINGS_PAGE, "text_label"))));
}

/* Returns: (transfer full): what would be the answer there; @point: EPSG:4548 */
static char *
ask (AtlasPoint point)
{
  atlas_density_findings_ask (atlas_findings_get_window (), point);

  return get_answer ();
}

/* Of answers that begin with it. */
static double
get_density (const char *answer)
{
  g_auto(GStrv) parts = g_strsplit (answer, ",", -1);
  g_autofree char *number = g_strjoinv ("", parts);

  return g_ascii_strtod (number, NULL);
}

/* Was @answer given about @there, within a pixel, and not about any of @elsewhere? */
static void
assert_is_about (const char       *answer,
                 AtlasPoint        there,
                 const AtlasPoint *elsewhere,
                 guint             n)
{
  g_autofree char *expected = ask (there);

  g_assert_cmpfloat (get_density (answer), >, 0);
  g_assert_cmpfloat_with_epsilon (get_density (answer) / get_density (expected), 1, 0.02);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *other = ask (elsewhere[i]);

      g_assert_cmpfloat (fabs (get_density (other) / get_density (expected) - 1), >, 0.1);
    }
}

/* EPSG:4548 */
static AtlasPoint
get_plane_at (AtlasAppTest *test,
              double        x,
              double        y)
{
  ShumateMap *map = atlas_map_view_get_map (test->map_view);
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                                ATLAS_CRS_PLANE);
  double latitude, longitude;

  shumate_viewport_widget_coords_to_location (shumate_map_get_viewport (map), GTK_WIDGET (map), x,
                                              y, &latitude, &longitude);

  return atlas_projection_point (projection, longitude, latitude);
}

static AtlasPoint
get_middle (AtlasAppTest *test)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));

  return get_plane_at (test, gtk_widget_get_width (map) / 2.0, gtk_widget_get_height (map) / 2.0);
}

static gboolean
shows_sites (AtlasAppTest *test)
{
  GtkStack *pages = atlas_findings_get_child ("pages");

  return g_str_equal (gtk_stack_get_visible_child_name (pages), "sites") &&
         atlas_density_findings_get_n (atlas_findings_get_window (), "sites") > 0;
}

/* @point: EPSG:4548, which becomes the middle of the map */
static void
show_point (AtlasAppTest *test,
            AtlasPoint    point)
{
  ShumateViewport *viewport =
    shumate_map_get_viewport (atlas_map_view_get_map (test->map_view));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint degrees = atlas_projection_point (projection, point.x, point.y);

  shumate_location_set_location (SHUMATE_LOCATION (viewport), degrees.y, degrees.x);
}

static void
show_site (AtlasAppTest *test,
           guint         i)
{
  AtlasSite site = atlas_findings_get_site (test, i);

  show_point (test, (AtlasPoint) { site.x, site.y });
}

/* So that a density is another one some hundred metres away. */
static void
narrow (AtlasAppTest *test)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_findings_copy_settings (test, &settings);
  settings.bandwidth = 700;
  atlas_session_set_density_settings (atlas_findings_get_session (test), &settings);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

/* Makes a pixel few metres, and a place beside the site, in the same block, the one where
 * click_map() clicks. Returns: that */
static AtlasPoint
bring_to_click (AtlasAppTest *test,
                guint         i)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  AtlasPoint place = atlas_findings_get_free_place (test);
  AtlasSite site = atlas_findings_get_site (test, i);
  AtlasPoint beside = { site.x + 300, site.y + 200 };

  g_assert_cmpint (atlas_findings_find_block (test, beside), ==, site.block);
  shumate_viewport_set_zoom_level (shumate_map_get_viewport (SHUMATE_MAP (map)), 15);
  show_point (test, beside);
  show_point (test, get_plane_at (test, gtk_widget_get_width (map) - place.x,
                                  gtk_widget_get_height (map) - place.y));
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  g_assert_cmpfloat (hypot (get_plane_at (test, place.x, place.y).x - beside.x,
                            get_plane_at (test, place.x, place.y).y - beside.y), <, 10);

  return beside;
}

/* About the place that is clicked. */
static void
test_a_click_asks (AtlasAppTest  *test,
                   gconstpointer  data)
{
  AtlasPoint place, middle;
  g_autofree char *answer = NULL;

  atlas_findings_open_findings (test);
  atlas_findings_move_away (atlas_findings_get_window ());
  narrow (test);
  place = bring_to_click (test, 0);
  middle = get_middle (test);
  g_assert_false (shows_sites (test));
  atlas_findings_click_map (test);
  atlas_app_test_wait (test, shows_sites);
  answer = get_answer ();
  assert_is_about (answer, place, &middle, 1);
}

/* One that measures asks nothing. */
static void
test_a_click_that_measures_does_not_ask (AtlasAppTest  *test,
                                         gconstpointer  data)
{
  atlas_app_test_resize (test, 1280, 820);
  atlas_findings_open_findings (test);
  atlas_findings_move_away (atlas_findings_get_window ());
  show_site (test, 0);
  atlas_findings_activate (test, "measure");
  atlas_findings_choose ("hot_spots_page", 0);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_findings_click_map (test);
  atlas_app_test_wait (test, atlas_findings_has_no_mark);
  g_assert_false (shows_sites (test));
}

static AtlasPoint
get_inner_point (AtlasAppTest *test,
                 guint         block)
{
  return atlas_geometry_get_inner_point (
    atlas_block_get_geometry (atlas_plan_get_block (atlas_findings_get_plan (test), block)));
}

static GtkWidget *
get_density_here (AtlasAppTest *test)
{
  AtlasBlockPanel *panel = atlas_window_get_block_panel (test->window);

  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (panel), ATLAS_TYPE_BLOCK_PANEL,
                                                    "density_here"));
}

/* The block's panel leads to a place within it, and is silent where there is nothing to be
 * asked. */
static void
test_the_panel_leads_there (AtlasAppTest  *test,
                            gconstpointer  data)
{
  GtkWidget *here;
  AtlasPoint there, middle;
  g_autofree char *answer = NULL;
  guint block;

  atlas_findings_open_map (test, ATLAS_FINDINGS_MAP);
  here = get_density_here (test);
  g_assert_false (gtk_widget_get_visible (here));
  block = (guint) atlas_findings_get_site (test, 0).block;
  atlas_selection_set (atlas_session_get_selection (atlas_findings_get_session (test)), &block, 1);
  g_assert_true (gtk_widget_get_visible (here));
  gtk_widget_activate_action (here, "win.density-sites-here", NULL);
  g_assert_nonnull (atlas_findings_get_window ());
  g_assert_true (shows_sites (test));
  answer = get_answer ();
  there = get_inner_point (test, block);
  middle = get_middle (test);
  assert_is_about (answer, there, &middle, 1);

  atlas_session_set_map (atlas_findings_get_session (test), 2);
  g_assert_false (gtk_widget_get_visible (here));
}

static gboolean
has_selected_one (AtlasAppTest *test)
{
  return atlas_findings_get_selected (test) >= 0;
}

/* … or to where the block was clicked. */
static void
test_the_panel_leads_to_the_click (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  AtlasPoint there, elsewhere[2];
  g_autofree char *answer = NULL;

  atlas_findings_open_map (test, ATLAS_FINDINGS_MAP);
  narrow (test);
  there = bring_to_click (test, 0);
  elsewhere[0] = get_middle (test);
  elsewhere[1] = get_inner_point (test, (guint) atlas_findings_get_site (test, 0).block);
  atlas_findings_click_map (test);
  atlas_app_test_wait (test, has_selected_one);
  gtk_widget_activate_action (get_density_here (test), "win.density-sites-here", NULL);
  answer = get_answer ();
  assert_is_about (answer, there, elsewhere, G_N_ELEMENTS (elsewhere));
}

/* A block that has an amount and no site of a resource; -1: there is none. */
static int
find_block_without (AtlasAppTest  *test,
                    AtlasResource  resource)
{
  AtlasPlan *plan = atlas_findings_get_plan (test);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  g_autofree gboolean *has_sites = g_new0 (gboolean, atlas_plan_get_n_blocks (plan));

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    if (atlas_sites_get (sites, i).resource == (int) resource &&
        atlas_sites_get (sites, i).block >= 0)
      has_sites[atlas_sites_get (sites, i).block] = TRUE;
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    if (!has_sites[i])
      return (int) i;

  return -1;
}

static gboolean
tells_stand_ins (AtlasAppTest *test)
{
  GtkListBoxRow *row = atlas_findings_get_row ("sites_page", 0);

  return shows_sites (test) && row != NULL &&
         strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "spread over") != NULL;
}

/* However many cells of the grid its amount is spread over. */
static void
test_a_block_without_sites_is_one (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  AtlasPlan *plan;
  g_autoptr(AtlasEdit) edit = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;
  int block;

  atlas_findings_open_map (test, 5);
  atlas_findings_activate (test, "density-findings");
  plan = atlas_findings_get_plan (test);
  block = find_block_without (test, ATLAS_RESOURCE_FACTORIES);
  g_assert_cmpint (block, >=, 0);
  edit = atlas_edit_new (plan);
  atlas_edit_set_block (edit, (guint) block, ATLAS_BLOCK_FACTORIES_FLOOR_AREA, "9000000", &error);
  atlas_document_apply (atlas_maps_get_document (atlas_window_get_maps (test->window)), edit,
                        ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
  atlas_density_findings_ask (atlas_findings_get_window (), atlas_geometry_get_inner_point (
    atlas_block_get_geometry (atlas_plan_get_block (plan, (guint) block))));
  atlas_app_test_wait (test, tells_stand_ins);
  for (int i = 0; atlas_findings_get_row ("sites_page", i) != NULL; i++)
    n += strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (
                   atlas_findings_get_row ("sites_page", i))), "spread over") != NULL;
  g_assert_cmpuint (n, ==, 1);
}

/* Where no district is, the answer is no word longer. */
static void
test_outside_there_is_nothing (AtlasAppTest  *test,
                               gconstpointer  data)
{
  g_autofree char *answer = NULL;

  atlas_findings_ask_at_site (test, 0);
  g_assert_true (shows_sites (test));
  answer = ask ((AtlasPoint) { 300000, 4300000 });
  g_assert_true (g_str_has_suffix (answer, ", from 0 places"));
  g_assert_cmpuint (atlas_density_findings_get_n (atlas_findings_get_window (), "sites"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/findings-ask/a-click-asks", test_a_click_asks },
    { "/findings-ask/a-click-that-measures-does-not-ask", test_a_click_that_measures_does_not_ask },
    { "/findings-ask/the-panel-leads-there", test_the_panel_leads_there },
    { "/findings-ask/the-panel-leads-to-the-click", test_the_panel_leads_to_the_click },
    { "/findings-ask/a-block-without-sites-is-one", test_a_block_without_sites_is_one },
    { "/findings-ask/outside-there-is-nothing", test_outside_there_is_nothing },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_findings_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
