/* What the density of a map says, in a window beside it, and the way from there to the
 * map and back. */

#include "atlas-app-test.h"

#include "atlas-density-findings.h"
#include "atlas-density-here.h"
#include "atlas-density-panel.h"
#include "atlas-density-strip.h"
#include "atlas-findings-page.h"
#include "atlas-plan-file.h"
#include "atlas-reason-bar.h"
#include "atlas-settings.h"

#include <gdk/x11/gdkx.h>
#include <math.h>
#include <string.h>

#define MAP 3

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static AtlasPlan *
get_plan (AtlasAppTest *test)
{
  return atlas_maps_get_plan (atlas_window_get_maps (test->window));
}

static AtlasDensityFindings *
get_findings (void)
{
  return atlas_app_test_find_window (ATLAS_TYPE_DENSITY_FINDINGS);
}

static gpointer
get_child (const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (get_findings ()),
                                        ATLAS_TYPE_DENSITY_FINDINGS, name);
}

static GtkListBox *
get_list (const char *page)
{
  return atlas_findings_page_get_list (ATLAS_FINDINGS_PAGE (get_child (page)));
}

static GtkListBoxRow *
get_row (const char *page,
         int         i)
{
  return gtk_list_box_get_row_at_index (get_list (page), i);
}

static void
activate (AtlasAppTest *test,
          const char   *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action, NULL);
}

static void
open_map (AtlasAppTest *test,
          guint         map)
{
  atlas_app_test_open (test, test->plan);
  atlas_session_set_map (get_session (test), map);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static void
open_findings (AtlasAppTest *test)
{
  open_map (test, MAP);
  activate (test, "density-findings");
  g_assert_nonnull (get_findings ());
}

static void
choose (const char *page,
        int         i)
{
  g_signal_emit_by_name (get_list (page), "row-activated", get_row (page, i));
}

static gboolean
has_mark (AtlasAppTest *test)
{
  AtlasPoint place;

  return atlas_mark_layer_get_place (atlas_map_view_get_marks (test->map_view), &place);
}

static gboolean
has_no_mark (AtlasAppTest *test)
{
  return !has_mark (test);
}

/* EPSG:4548 */
static AtlasPoint
get_mark (AtlasAppTest *test)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_MERCATOR,
                                                                ATLAS_CRS_PLANE);
  AtlasPoint place;

  g_assert_true (atlas_mark_layer_get_place (atlas_map_view_get_marks (test->map_view), &place));

  return atlas_projection_point (projection, place.x, place.y);
}

/* Returns: the one block that is selected; -1: none or several */
static int
get_selected (AtlasAppTest *test)
{
  guint n;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (get_session (test)), &n);

  return n == 1 ? (int) blocks[0] : -1;
}

static int
find_block (AtlasAppTest *test,
            AtlasPoint    point)
{
  return atlas_locator_find_block (atlas_maps_get_locator (atlas_window_get_maps (test->window)),
                                   point.x, point.y);
}

static AtlasSite
get_site (AtlasAppTest *test,
          guint         i)
{
  return atlas_sites_get (atlas_plan_get_sites (get_plan (test)), i);
}

/* Returns: (transfer full): the page's first line, of the place that was asked about */
static char *
get_answer (void)
{
  return g_strdup (gtk_label_get_text (GTK_LABEL (gtk_widget_get_template_child (
    get_child ("sites_page"), ATLAS_TYPE_FINDINGS_PAGE, "text_label"))));
}

/* Returns: (transfer full): what would be the answer there; @point: EPSG:4548 */
static char *
ask (AtlasPoint point)
{
  atlas_density_findings_ask (get_findings (), point);

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

static void
ask_at_site (AtlasAppTest *test,
             guint         i)
{
  AtlasSite site;

  open_findings (test);
  site = get_site (test, i);
  atlas_density_findings_ask (get_findings (), (AtlasPoint) { site.x, site.y });
}

static void
set_up (AtlasAppTest  *test,
        gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  g_settings_reset (settings, "densities");
  atlas_app_test_set_up (test, data);
}

/* --- From the lists to the map --- */

/* Its row is the selected one, and the block is the one beneath, not that before. */
static void
test_a_place_is_marked (AtlasAppTest  *test,
                        gconstpointer  data)
{
  static const char *const pages[] = { "hot_spots_page", "sites_page" };

  ask_at_site (test, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      guint last = atlas_findings_page_get_n (ATLAS_FINDINGS_PAGE (get_child (pages[i]))) - 1;

      for (guint j = 0; j <= last; j += MAX (last, 1))
        {
          atlas_selection_clear (atlas_session_get_selection (get_session (test)));
          choose (pages[i], (int) j);
          g_assert_true (gtk_list_box_get_selected_row (get_list (pages[i])) ==
                         get_row (pages[i], (int) j));
          g_assert_cmpint (find_block (test, get_mark (test)), ==, get_selected (test));
          g_assert_cmpint (get_selected (test), >=, 0);
        }
    }
}

/* Not at the place beside it that somebody asked about. */
static void
test_the_mark_is_at_the_site (AtlasAppTest  *test,
                              gconstpointer  data)
{
  AtlasSite site;
  gboolean found = FALSE;

  open_findings (test);
  site = get_site (test, 0);
  atlas_density_findings_ask (get_findings (), (AtlasPoint) { site.x + 170, site.y - 90 });
  for (int i = 0; get_row ("sites_page", i) != NULL; i++)
    {
      AtlasPoint mark;

      choose ("sites_page", i);
      mark = get_mark (test);
      found = found || hypot (mark.x - site.x, mark.y - site.y) <= 1;
      g_assert_cmpfloat (hypot (mark.x - site.x - 170, mark.y - site.y + 90), >, 10);
    }
  g_assert_true (found);
}

/* Of the map, where no card lies on it and which is not its middle. */
static AtlasPoint
get_free_place (AtlasAppTest *test)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));

  return (AtlasPoint) { gtk_widget_get_width (map) * 0.3, gtk_widget_get_height (map) * 0.6 };
}

static void
click_map (AtlasAppTest *test)
{
  AtlasPoint place = get_free_place (test);

  atlas_app_test_click (test, GTK_WIDGET (atlas_map_view_get_map (test->map_view)), place.x,
                        place.y, 1, NULL);
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

/* Other windows don't lie on what is clicked. */
static void
move_away (gpointer window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  g_autoptr(GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "xdotool",
                                                     "windowmove", "--sync", id, "1500", "1000",
                                                     NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
test_a_click_takes_the_mark_off (AtlasAppTest  *test,
                                 gconstpointer  data)
{
  open_findings (test);
  move_away (get_findings ());
  choose ("hot_spots_page", 0);
  g_assert_true (has_mark (test));
  click_map (test);
  atlas_app_test_wait (test, has_no_mark);
}

static void
test_escape_takes_the_mark_off (AtlasAppTest  *test,
                                gconstpointer  data)
{
  open_findings (test);
  choose ("hot_spots_page", 0);
  gtk_widget_grab_focus (GTK_WIDGET (test->map_view));
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, has_no_mark);
}

/* So do its window, when it is closed, another map, and what is no place. */
static void
test_what_takes_the_mark_off (AtlasAppTest  *test,
                              gconstpointer  data)
{
  open_findings (test);
  choose ("hot_spots_page", 0);
  gtk_window_destroy (GTK_WINDOW (get_findings ()));
  g_assert_false (has_mark (test));

  activate (test, "density-findings");
  choose ("hot_spots_page", 0);
  g_assert_true (has_mark (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-to",
                                  g_variant_new_string ("selection"));
  g_assert_false (has_mark (test));

  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-to",
                                  g_variant_new_string (get_site (test, 0).id));
  g_assert_true (has_mark (test));
  atlas_session_set_map (get_session (test), 2);
  g_assert_false (has_mark (test));
}

static void
test_a_typed_place_stays_marked (AtlasAppTest  *test,
                                 gconstpointer  data)
{
  AtlasSite site;
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint mark;

  open_map (test, 1);
  site = get_site (test, 0);
  atlas_map_view_show_place (test->map_view, atlas_projection_point (projection, site.x, site.y));
  mark = get_mark (test);
  g_assert_cmpfloat_with_epsilon (mark.x, site.x, 0.1);
  g_assert_cmpfloat_with_epsilon (mark.y, site.y, 0.1);
}

/* Another class than it has, with nothing asked. */
static void
change_class (AtlasAppTest *test,
              guint         block)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (get_plan (test));
  int class_ = atlas_block_get_values (atlas_plan_get_block (get_plan (test), block))->class_;

  g_assert_true (atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS,
                                       class_ == ATLAS_CLASS_KEY ? "\"general\"" : "\"key\"",
                                       NULL));
  g_assert_true (atlas_document_apply (atlas_maps_get_document (
                                         atlas_window_get_maps (test->window)), edit,
                                       ATLAS_CHANGE_EDIT, NULL, NULL));
}

/* An edit makes the lists anew; the row that was chosen still is, and goes nowhere. */
static void
test_the_row_stays_selected (AtlasAppTest  *test,
                             gconstpointer  data)
{
  GtkListBoxRow *before;
  g_autofree char *place = NULL;
  int last;

  ask_at_site (test, 0);
  last = (int) atlas_density_findings_get_n (get_findings (), "sites") - 1;
  g_assert_cmpint (last, >, 0);
  choose ("sites_page", last);
  atlas_selection_clear (atlas_session_get_selection (get_session (test)));
  before = get_row ("sites_page", last);
  place = g_strdup (g_object_get_data (G_OBJECT (before), "place"));
  g_object_add_weak_pointer (G_OBJECT (before), (gpointer *) &before);
  change_class (test, 0);
  while (before != NULL)
    g_main_context_iteration (NULL, TRUE);
  before = gtk_list_box_get_selected_row (get_list ("sites_page"));
  g_assert_nonnull (before);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (before), "place"), ==, place);
  g_assert_cmpint (get_selected (test), ==, -1);
}

/* --- From the map to the lists --- */

static gboolean
shows_sites (AtlasAppTest *test)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get_child ("pages")), "sites") &&
         atlas_density_findings_get_n (get_findings (), "sites") > 0;
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
  AtlasSite site = get_site (test, i);

  show_point (test, (AtlasPoint) { site.x, site.y });
}

/* So that a density is another one some hundred metres away. */
static void
narrow (AtlasAppTest *test)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  settings.bandwidth = 700;
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

/* Makes a pixel few metres, and a place beside the site, in the same block, the one where
 * click_map() clicks. Returns: that */
static AtlasPoint
bring_to_click (AtlasAppTest *test,
                guint         i)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (test->map_view));
  AtlasPoint place = get_free_place (test);
  AtlasSite site = get_site (test, i);
  AtlasPoint beside = { site.x + 300, site.y + 200 };

  g_assert_cmpint (find_block (test, beside), ==, site.block);
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

  open_findings (test);
  move_away (get_findings ());
  narrow (test);
  place = bring_to_click (test, 0);
  middle = get_middle (test);
  g_assert_false (shows_sites (test));
  click_map (test);
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
  open_findings (test);
  move_away (get_findings ());
  show_site (test, 0);
  activate (test, "measure");
  choose ("hot_spots_page", 0);
  atlas_app_test_wait (test, atlas_app_test_is_drawn);
  click_map (test);
  atlas_app_test_wait (test, has_no_mark);
  g_assert_false (shows_sites (test));
}

static AtlasPoint
get_inner_point (AtlasAppTest *test,
                 guint         block)
{
  return atlas_geometry_get_inner_point (
    atlas_block_get_geometry (atlas_plan_get_block (get_plan (test), block)));
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

  open_map (test, MAP);
  here = get_density_here (test);
  g_assert_false (gtk_widget_get_visible (here));
  block = (guint) get_site (test, 0).block;
  atlas_selection_set (atlas_session_get_selection (get_session (test)), &block, 1);
  g_assert_true (gtk_widget_get_visible (here));
  gtk_widget_activate_action (here, "win.density-sites-here", NULL);
  g_assert_nonnull (get_findings ());
  g_assert_true (shows_sites (test));
  answer = get_answer ();
  there = get_inner_point (test, block);
  middle = get_middle (test);
  assert_is_about (answer, there, &middle, 1);

  atlas_session_set_map (get_session (test), 2);
  g_assert_false (gtk_widget_get_visible (here));
}

static gboolean
has_selected_one (AtlasAppTest *test)
{
  return get_selected (test) >= 0;
}

/* … or to where the block was clicked. */
static void
test_the_panel_leads_to_the_click (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  AtlasPoint there, elsewhere[2];
  g_autofree char *answer = NULL;

  open_map (test, MAP);
  narrow (test);
  there = bring_to_click (test, 0);
  elsewhere[0] = get_middle (test);
  elsewhere[1] = get_inner_point (test, (guint) get_site (test, 0).block);
  click_map (test);
  atlas_app_test_wait (test, has_selected_one);
  gtk_widget_activate_action (get_density_here (test), "win.density-sites-here", NULL);
  answer = get_answer ();
  assert_is_about (answer, there, elsewhere, G_N_ELEMENTS (elsewhere));
}

/* Where no district is, the answer is no word longer. */
static void
test_outside_there_is_nothing (AtlasAppTest  *test,
                               gconstpointer  data)
{
  g_autofree char *answer = NULL;

  ask_at_site (test, 0);
  g_assert_true (shows_sites (test));
  answer = ask ((AtlasPoint) { 300000, 4300000 });
  g_assert_true (g_str_has_suffix (answer, ", from 0 places"));
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "sites"), ==, 0);
}

/* --- Keys --- */

static gboolean
is_beside_active (AtlasAppTest *test)
{
  return gtk_window_is_active (g_object_get_data (G_OBJECT (test->window), "beside"));
}

/* Really, in a window beside that of the map. */
static void
press_beside (AtlasAppTest *test,
              gpointer      window,
              const char   *key)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  const char *const keys[] = { "shift", key };

  g_object_set_data (G_OBJECT (test->window), "beside", window);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "xdotool",
                                                         "windowfocus", id, "key", keys[i], NULL);

      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      if (i == 0)
        atlas_app_test_wait (test, is_beside_active);
    }
}

static AtlasReasonBar *
get_reason_bar (AtlasAppTest *test)
{
  return ATLAS_REASON_BAR (gtk_widget_get_template_child (GTK_WIDGET (test->window),
                                                          ATLAS_TYPE_WINDOW, "reason_bar"));
}

static gboolean
is_asking (AtlasAppTest *test)
{
  return atlas_reason_bar_is_asking (get_reason_bar (test));
}

static gboolean
shows_map_4 (AtlasAppTest *test)
{
  return atlas_window_get_map (test->window) == 4;
}

static gboolean
shows_preferences (AtlasAppTest *test)
{
  return atlas_app_test_find_window (ADW_TYPE_PREFERENCES_WINDOW) != NULL;
}

/* Of the window on whichever page the blocks were chosen. */
static void
test_class_keys (AtlasAppTest  *test,
                 gconstpointer  data)
{
  static const char *const actions[] = { "density-findings", "density-strip" };
  const GType types[] = { ATLAS_TYPE_DENSITY_FINDINGS, ATLAS_TYPE_DENSITY_STRIP };

  open_map (test, MAP);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      guint block = 0;
      int class_;

      activate (test, actions[i]);
      atlas_selection_set (atlas_session_get_selection (get_session (test)), &block, 1);
      class_ = atlas_block_get_values (atlas_plan_get_block (get_plan (test), 0))->class_;
      press_beside (test, atlas_app_test_find_window (types[i]),
                    class_ == ATLAS_CLASS_KEY ? "2" : "1");
      atlas_app_test_wait (test, is_asking);
      atlas_reason_bar_close (get_reason_bar (test));
      gtk_window_destroy (atlas_app_test_find_window (types[i]));
    }
}

static void
test_keys_of_the_window (AtlasAppTest  *test,
                         gconstpointer  data)
{
  open_findings (test);
  press_beside (test, get_findings (), "ctrl+4");
  atlas_app_test_wait (test, shows_map_4);
  press_beside (test, get_findings (), "ctrl+comma");
  atlas_app_test_wait (test, shows_preferences);
  gtk_window_destroy (atlas_app_test_find_window (ADW_TYPE_PREFERENCES_WINDOW));
}

static gboolean
is_undone (AtlasAppTest *test)
{
  return atlas_block_get_values (atlas_plan_get_block (get_plan (test), 0))->class_ ==
         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (test->window), "class"));
}

static void
test_undo_key (AtlasAppTest  *test,
               gconstpointer  data)
{
  int class_;

  open_findings (test);
  class_ = atlas_block_get_values (atlas_plan_get_block (get_plan (test), 0))->class_;
  g_object_set_data (G_OBJECT (test->window), "class", GINT_TO_POINTER (class_));
  change_class (test, 0);
  g_assert_false (is_undone (test));
  press_beside (test, get_findings (), "ctrl+z");
  atlas_app_test_wait (test, is_undone);
}

/* --- What the figures are of --- */

static const char *
get_terms (void)
{
  return gtk_label_get_text (get_child ("terms_label"));
}

static gboolean
says_wide (AtlasAppTest *test)
{
  return strstr (get_terms (), "bandwidth 4000 m") != NULL;
}

static gboolean
says_which_sites (AtlasAppTest *test)
{
  return strstr (get_terms (), "only: class = key") != NULL;
}

static gboolean
says_other_resource (AtlasAppTest *test)
{
  return g_str_has_prefix (get_terms (), "Old factory");
}

static void
test_it_says_of_what (AtlasAppTest  *test,
                      gconstpointer  data)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  open_findings (test);
  g_assert_true (g_str_has_prefix (get_terms (), "Old housing compound · Floor area · "));
  g_assert_nonnull (strstr (get_terms (), "bandwidth 2000 m"));
  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  settings.bandwidth = 4000;
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, says_wide);
  settings.measure = ATLAS_MEASURE_COUNT;
  settings.filter = g_strdup ("class = key");
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, says_which_sites);
  g_assert_nonnull (strstr (get_terms (), "Number of sites"));
  atlas_session_set_map (get_session (test), 5);
  atlas_app_test_wait (test, says_other_resource);
}

/* --- Where there is nothing --- */

static const char *
get_why (AtlasAppTest *test)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get_child ("stack")), "none")
         ? adw_status_page_get_description (get_child ("none_page")) : NULL;
}

static gboolean
says_why (AtlasAppTest *test)
{
  return get_why (test) != NULL;
}

static gboolean
says_that_it_is_a_difference (AtlasAppTest *test)
{
  return says_why (test) && strstr (get_why (test), "difference") != NULL;
}

static const char *
get_tooltip (AtlasAppTest *test,
             const char   *button)
{
  GObject *panel = gtk_widget_get_template_child (GTK_WIDGET (test->window), ATLAS_TYPE_WINDOW,
                                                  "density_panel");

  return gtk_widget_get_tooltip_text (GTK_WIDGET (gtk_widget_get_template_child (
           GTK_WIDGET (panel), ATLAS_TYPE_DENSITY_PANEL, button)));
}

/* Here, and on the buttons that lead here. */
static void
test_it_says_why_there_is_nothing (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  static const char *const buttons[] = { "findings_button", "strip_button" };
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  ask_at_site (test, 0);
  g_assert_false (says_why (test));
  atlas_session_set_map (get_session (test), 2);
  atlas_app_test_wait (test, says_why);
  g_assert_nonnull (strstr (get_why (test), "map 3"));
  g_assert_cmpuint (atlas_density_findings_get_n (get_findings (), "sites"), ==, 0);

  atlas_session_set_map (get_session (test), MAP);
  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  settings.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  settings.minus_what = g_strdup ("factories");
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, says_that_it_is_a_difference);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_assert_nonnull (strstr (get_tooltip (test, buttons[i]), "difference"));
}

static gboolean
says_none (AtlasFindingsPage *page)
{
  return gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (
           GTK_WIDGET (page), ATLAS_TYPE_FINDINGS_PAGE, "none_label")));
}

static void
test_none_is_said (AtlasAppTest  *test,
                   gconstpointer  data)
{
  g_autoptr(AtlasFindingsPage) page =
    g_object_ref_sink (g_object_new (ATLAS_TYPE_FINDINGS_PAGE, "offers-all", TRUE, NULL));
  GtkWidget *list = GTK_WIDGET (atlas_findings_page_get_list (page));

  atlas_findings_page_begin (page);
  atlas_findings_page_end (page);
  g_assert_true (says_none (page));
  g_assert_false (gtk_widget_get_visible (list));

  atlas_findings_page_begin (page);
  atlas_findings_page_add (page, "title", "subtitle", "place", "code");
  atlas_findings_page_end (page);
  g_assert_false (says_none (page));
  g_assert_true (gtk_widget_get_visible (list));
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/findings/a-place-is-marked-and-its-block-selected", test_a_place_is_marked },
    { "/findings/the-mark-is-at-the-site", test_the_mark_is_at_the_site },
    { "/findings/a-click-takes-the-mark-off", test_a_click_takes_the_mark_off },
    { "/findings/escape-takes-the-mark-off", test_escape_takes_the_mark_off },
    { "/findings/what-else-takes-the-mark-off", test_what_takes_the_mark_off },
    { "/findings/a-typed-place-stays-marked", test_a_typed_place_stays_marked },
    { "/findings/the-row-stays-selected", test_the_row_stays_selected },
    { "/findings/a-click-asks", test_a_click_asks },
    { "/findings/a-click-that-measures-does-not-ask", test_a_click_that_measures_does_not_ask },
    { "/findings/the-panel-leads-there", test_the_panel_leads_there },
    { "/findings/the-panel-leads-to-the-click", test_the_panel_leads_to_the_click },
    { "/findings/outside-there-is-nothing", test_outside_there_is_nothing },
    { "/findings/class-keys-are-the-map-s", test_class_keys },
    { "/findings/keys-are-the-window-s", test_keys_of_the_window },
    { "/findings/undo-is-the-window-s", test_undo_key },
    { "/findings/it-says-of-what", test_it_says_of_what },
    { "/findings/it-says-why-there-is-nothing", test_it_says_why_there_is_nothing },
    { "/findings/none-is-said", test_none_is_said },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
