/* What the density of a map says, in a window beside it, and the way from there to the
 * map. */

#include "atlas-findings-test.h"

#include "atlas-findings-page.h"

#include <math.h>
#include <string.h>

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

/* Its row is the selected one, and the block is the one beneath, not that before. */
static void
test_a_place_is_marked (AtlasAppTest  *test,
                        gconstpointer  data)
{
  static const char *const pages[] = { "hot_spots_page", "sites_page" };

  atlas_findings_ask_at_site (test, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AtlasFindingsPage *page = ATLAS_FINDINGS_PAGE (atlas_findings_get_child (pages[i]));
      guint last = atlas_findings_page_get_n (page) - 1;

      for (guint j = 0; j <= last; j += MAX (last, 1))
        {
          atlas_selection_clear (atlas_session_get_selection (atlas_findings_get_session (test)));
          atlas_findings_choose (pages[i], (int) j);
          g_assert_true (gtk_list_box_get_selected_row (atlas_findings_get_list (pages[i])) ==
                         atlas_findings_get_row (pages[i], (int) j));
          g_assert_cmpint (atlas_findings_find_block (test, get_mark (test)), ==,
                           atlas_findings_get_selected (test));
          g_assert_cmpint (atlas_findings_get_selected (test), >=, 0);
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

  atlas_findings_open_findings (test);
  site = atlas_findings_get_site (test, 0);
  atlas_density_findings_ask (atlas_findings_get_window (),
                              (AtlasPoint) { site.x + 170, site.y - 90 });
  for (int i = 0; atlas_findings_get_row ("sites_page", i) != NULL; i++)
    {
      AtlasPoint mark;

      atlas_findings_choose ("sites_page", i);
      mark = get_mark (test);
      found = found || hypot (mark.x - site.x, mark.y - site.y) <= 1;
      g_assert_cmpfloat (hypot (mark.x - site.x - 170, mark.y - site.y + 90), >, 10);
    }
  g_assert_true (found);
}

static void
test_a_click_takes_the_mark_off (AtlasAppTest  *test,
                                 gconstpointer  data)
{
  atlas_findings_open_findings (test);
  atlas_findings_move_away (atlas_findings_get_window ());
  atlas_findings_choose ("hot_spots_page", 0);
  g_assert_true (atlas_findings_has_mark (test));
  atlas_findings_click_map (test);
  atlas_app_test_wait (test, atlas_findings_has_no_mark);
}

static void
test_escape_takes_the_mark_off (AtlasAppTest  *test,
                                gconstpointer  data)
{
  atlas_findings_open_findings (test);
  atlas_findings_choose ("hot_spots_page", 0);
  gtk_widget_grab_focus (GTK_WIDGET (test->map_view));
  atlas_app_test_press (test, "Escape", NULL);
  atlas_app_test_wait (test, atlas_findings_has_no_mark);
}

/* So do its window, when it is closed, another map, and what is no place. */
static void
test_what_takes_the_mark_off (AtlasAppTest  *test,
                              gconstpointer  data)
{
  atlas_findings_open_findings (test);
  atlas_findings_choose ("hot_spots_page", 0);
  gtk_window_destroy (GTK_WINDOW (atlas_findings_get_window ()));
  g_assert_false (atlas_findings_has_mark (test));

  atlas_findings_activate (test, "density-findings");
  atlas_findings_choose ("hot_spots_page", 0);
  g_assert_true (atlas_findings_has_mark (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-to",
                                  g_variant_new_string ("selection"));
  g_assert_false (atlas_findings_has_mark (test));

  g_action_group_activate_action (G_ACTION_GROUP (test->window), "zoom-to",
                                  g_variant_new_string (atlas_findings_get_site (test, 0).id));
  g_assert_true (atlas_findings_has_mark (test));
  atlas_session_set_map (atlas_findings_get_session (test), 2);
  g_assert_false (atlas_findings_has_mark (test));
}

static void
test_a_typed_place_stays_marked (AtlasAppTest  *test,
                                 gconstpointer  data)
{
  AtlasSite site;
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint mark;

  atlas_findings_open_map (test, 1);
  site = atlas_findings_get_site (test, 0);
  atlas_map_view_show_place (test->map_view, atlas_projection_point (projection, site.x, site.y));
  mark = get_mark (test);
  g_assert_cmpfloat_with_epsilon (mark.x, site.x, 0.1);
  g_assert_cmpfloat_with_epsilon (mark.y, site.y, 0.1);
}

/* An edit makes the lists anew; the row that was chosen still is, and goes nowhere. */
static void
test_the_row_stays_selected (AtlasAppTest  *test,
                             gconstpointer  data)
{
  GtkListBoxRow *before;
  g_autofree char *place = NULL;
  int last;

  atlas_findings_ask_at_site (test, 0);
  last = (int) atlas_density_findings_get_n (atlas_findings_get_window (), "sites") - 1;
  g_assert_cmpint (last, >, 0);
  atlas_findings_choose ("sites_page", last);
  atlas_selection_clear (atlas_session_get_selection (atlas_findings_get_session (test)));
  before = atlas_findings_get_row ("sites_page", last);
  place = g_strdup (g_object_get_data (G_OBJECT (before), "place"));
  g_object_add_weak_pointer (G_OBJECT (before), (gpointer *) &before);
  atlas_findings_change_class (test, 0);
  while (before != NULL)
    g_main_context_iteration (NULL, TRUE);
  before = gtk_list_box_get_selected_row (atlas_findings_get_list ("sites_page"));
  g_assert_nonnull (before);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (before), "place"), ==, place);
  g_assert_cmpint (atlas_findings_get_selected (test), ==, -1);
}

static const char *
get_terms (void)
{
  return gtk_label_get_text (atlas_findings_get_child ("terms_label"));
}

static gboolean
says_wide (AtlasAppTest *test)
{
  return strstr (get_terms (), "bandwidth 4000\u00a0m") != NULL;
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

  atlas_findings_open_findings (test);
  g_assert_true (g_str_has_prefix (get_terms (), "Old housing compound · Floor area · "));
  g_assert_nonnull (strstr (get_terms (), "bandwidth 2000\u00a0m"));
  atlas_findings_copy_settings (test, &settings);
  settings.bandwidth = 4000;
  atlas_session_set_density_settings (atlas_findings_get_session (test), &settings);
  atlas_app_test_wait (test, says_wide);
  settings.measure = ATLAS_MEASURE_COUNT;
  settings.filter = g_strdup ("class = key");
  atlas_session_set_density_settings (atlas_findings_get_session (test), &settings);
  atlas_app_test_wait (test, says_which_sites);
  g_assert_nonnull (strstr (get_terms (), "Number of sites"));
  atlas_session_set_map (atlas_findings_get_session (test), 5);
  atlas_app_test_wait (test, says_other_resource);
}

static const char *
get_why (AtlasAppTest *test)
{
  return g_str_equal (gtk_stack_get_visible_child_name (atlas_findings_get_child ("stack")), "none")
         ? adw_status_page_get_description (atlas_findings_get_child ("none_page")) : NULL;
}

static gboolean
says_why (AtlasAppTest *test)
{
  return get_why (test) != NULL;
}

static gboolean
says_that_it_is_a_difference (AtlasAppTest *test)
{
  return !says_why (test) && strstr (get_terms (), "difference") != NULL;
}

/* Of a difference there is something. */
static void
test_it_says_why_there_is_nothing (AtlasAppTest  *test,
                                   gconstpointer  data)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_findings_ask_at_site (test, 0);
  g_assert_false (says_why (test));
  atlas_session_set_map (atlas_findings_get_session (test), 2);
  atlas_app_test_wait (test, says_why);
  g_assert_nonnull (strstr (get_why (test), "map 3"));
  g_assert_cmpuint (atlas_density_findings_get_n (atlas_findings_get_window (), "sites"), ==, 0);

  atlas_session_set_map (atlas_findings_get_session (test), ATLAS_FINDINGS_MAP);
  atlas_findings_copy_settings (test, &settings);
  settings.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  settings.minus_what = g_strdup ("factories");
  atlas_session_set_density_settings (atlas_findings_get_session (test), &settings);
  atlas_app_test_wait (test, says_that_it_is_a_difference);
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
    { "/findings/it-says-of-what", test_it_says_of_what },
    { "/findings/it-says-why-there-is-nothing", test_it_says_why_there_is_nothing },
    { "/findings/none-is-said", test_none_is_said },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_findings_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
