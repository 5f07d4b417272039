/* One density at four bandwidths, in a window of its own. */

#include "atlas-app-test.h"

#include "atlas-coordinate.h"
#include "atlas-density-strip.h"
#include "atlas-hot-spots.h"
#include "atlas-plan-file.h"
#include "atlas-settings.h"
#include "atlas-strip-layout.h"
#include "atlas-test-plan.h"

#include <math.h>
#include <string.h>

#define MAP 3
#define N 4

static const double bandwidths[N] = { 500, 1000, 2000, 4000 };

static AtlasSession *
get_session (AtlasAppTest *test)
{
  return atlas_window_get_session (test->window);
}

static AtlasDensityStrip *
get_strip (void)
{
  return atlas_app_test_find_window (ATLAS_TYPE_DENSITY_STRIP);
}

static gpointer
get_child (const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (get_strip ()), ATLAS_TYPE_DENSITY_STRIP, name);
}

static GtkWidget *
get_map (guint i)
{
  GtkWidget *child = gtk_widget_get_first_child (get_child ("maps_box"));

  while (i-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static const AtlasDensityTerms *
get_terms (guint i)
{
  return &atlas_scene_get_options (atlas_density_strip_get_scene (get_strip (), i))->density;
}

static AtlasGrid *
get_density (guint i)
{
  return atlas_scene_get_density (atlas_density_strip_get_scene (get_strip (), i));
}

static double
get_maximum (guint i)
{
  return (double) atlas_grid_get_maximum (get_density (i));
}

static gboolean
is_all_idle (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && atlas_density_strip_is_idle (get_strip ());
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
open_strip (AtlasAppTest *test)
{
  open_map (test, MAP);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-strip", NULL);
  atlas_app_test_wait (test, is_all_idle);
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
test_only_of_a_density (AtlasAppTest  *test,
                        gconstpointer  data)
{
  open_map (test, 2);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-strip", NULL);
  g_assert_null (get_strip ());
}

/* As much, spread farther, is lower; and every map says its own bandwidth. */
static void
test_four_bandwidths (AtlasAppTest  *test,
                      gconstpointer  data)
{
  open_strip (test);
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpfloat (get_terms (i)->bandwidth, ==, bandwidths[i]);
      g_assert_true (i == 0 || get_maximum (i) < get_maximum (i - 1));
    }
  g_assert_cmpuint (atlas_density_strip_get_n (get_strip ()), >, 0);
}

static void
test_scales (AtlasAppTest  *test,
             gconstpointer  data)
{
  open_strip (test);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat (get_terms (i)->top, ==, 0);
  gtk_check_button_set_active (get_child ("same_scale_check"), TRUE);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat (get_terms (i)->top, ==, get_maximum (0));
  gtk_check_button_set_active (get_child ("same_scale_check"), FALSE);
  g_assert_cmpfloat (get_terms (3)->top, ==, 0);
  atlas_app_test_wait (test, is_all_idle);
}

static gboolean
is_wide (AtlasAppTest *test)
{
  return is_all_idle (test) &&
         atlas_scene_get_options (atlas_session_get_scene (get_session (test)))
         ->density.bandwidth == 4000;
}

/* The map has that bandwidth, and nothing was computed anew here. */
static void
test_click_sets_the_bandwidth (AtlasAppTest  *test,
                               gconstpointer  data)
{
  AtlasGrid *before;

  open_strip (test);
  /* Now the map knows what its density was computed from. */
  g_signal_emit_by_name (get_map (1), "clicked");
  g_assert_cmpfloat (atlas_session_get_density_settings (get_session (test))->bandwidth, ==, 1000);
  atlas_app_test_wait (test, is_all_idle);
  before = get_density (0);
  g_signal_emit_by_name (get_map (3), "clicked");
  atlas_app_test_wait (test, is_wide);
  g_assert_true (get_density (0) == before);
}

static void
set_bandwidth (AtlasAppTest *test,
               double        bandwidth)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  settings.bandwidth = bandwidth;
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, is_all_idle);
}

/* Returns: where the row leads, EPSG:4548, which is what it is named after */
static AtlasPoint
get_row_place (int row)
{
  GtkListBoxRow *widget = gtk_list_box_get_row_at_index (get_child ("spots_list"), row);
  AtlasCoordinate coordinate;

  g_assert_true (atlas_coordinate_parse (g_object_get_data (G_OBJECT (widget), "place"),
                                         &coordinate, NULL));

  return coordinate.point;
}

/* The hot spot of that bandwidth that lies there; 0: none does. */
static double
find_height (AtlasPoint place,
             guint      level)
{
  g_autoptr(GArray) spots = atlas_hot_spots_find (get_density (level), bandwidths[level],
                                                  G_MAXUINT);

  for (guint i = 0; i < spots->len; i++)
    {
      const AtlasHotSpot *spot = &g_array_index (spots, AtlasHotSpot, i);

      if (fabs (spot->x - place.x) <= 1 && fabs (spot->y - place.y) <= 1)
        return spot->value;
    }

  return 0;
}

/* A hot spot is called what the map calls it, and the highest there comes first. */
static void
test_ranked_by_the_map (AtlasAppTest  *test,
                        gconstpointer  data)
{
  static const struct { double bandwidth; guint level; } cases[] = {
    { 2000, 2 }, { 500, 0 }, { 1300, 1 }, { 1500, 2 }, { 10000, 3 },
  };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (400);
  g_autoptr(GError) error = NULL;

  /* One with many. */
  atlas_plan_file_write (plan, g_file_peek_path (test->plan), NULL, &error);
  g_assert_no_error (error);
  open_strip (test);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double before = G_MAXDOUBLE;

      set_bandwidth (test, cases[i].bandwidth);
      g_assert_cmpuint (atlas_density_strip_get_n (get_strip ()), >, 1);
      g_assert_cmpuint (atlas_density_strip_get_reference (get_strip ()), ==, cases[i].level);
      for (guint row = 1; row <= atlas_density_strip_get_n (get_strip ()); row++)
        {
          double height = find_height (get_row_place ((int) row), cases[i].level);

          g_assert_cmpfloat (height, >, 0);
          g_assert_cmpfloat (height, <=, before);
          before = height;
        }
    }
}

static void
set_filter (AtlasAppTest *test,
            const char   *filter)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  g_free (settings.filter);
  settings.filter = g_strdup (filter);
  atlas_session_set_density_settings (get_session (test), &settings);
}

static gboolean
has_none (AtlasAppTest *test)
{
  return is_all_idle (test) && get_maximum (0) == 0 &&
         atlas_density_strip_get_n (get_strip ()) == 0;
}

static gboolean
has_some (AtlasAppTest *test)
{
  return is_all_idle (test) && get_maximum (0) > 0 &&
         atlas_density_strip_get_n (get_strip ()) > 0;
}

static void
set_class (AtlasAppTest *test,
           const char   *json)
{
  AtlasPlan *plan = atlas_maps_get_plan (atlas_window_get_maps (test->window));
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  g_autoptr(GError) error = NULL;

  for (guint block = 0; block < atlas_plan_get_n_blocks (plan); block++)
    {
      atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS, json, &error);
      g_assert_no_error (error);
    }
  atlas_document_apply (atlas_maps_get_document (atlas_window_get_maps (test->window)), edit,
                        ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

/* The map's filter, and what edits make of it. */
static void
test_follows (AtlasAppTest  *test,
              gconstpointer  data)
{
  open_strip (test);
  g_assert_true (has_some (test));
  set_filter (test, "name = \"nobody\"");
  atlas_app_test_wait (test, has_none);
  set_filter (test, "class = key");
  set_class (test, "\"key\"");
  atlas_app_test_wait (test, has_some);
  g_assert_nonnull (strstr (gtk_label_get_text (get_child ("terms_label")), "class = key"));
  set_class (test, "\"general\"");
  atlas_app_test_wait (test, has_none);
}

/* Another map has another density; one without has none. */
static void
test_follows_the_map (AtlasAppTest  *test,
                      gconstpointer  data)
{
  GtkStack *stack;

  open_strip (test);
  stack = get_child ("stack");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "maps");
  atlas_session_set_map (get_session (test), MAP + 1);
  atlas_app_test_wait (test, is_all_idle);
  g_assert_cmpuint (atlas_scene_get_map (atlas_density_strip_get_scene (get_strip (), 0)), ==,
                    MAP + 1);
  atlas_session_set_map (get_session (test), 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "none");
}

static gboolean
shows_none (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) &&
         g_str_equal (gtk_stack_get_visible_child_name (get_child ("stack")), "none");
}

static gboolean
shows_differences (AtlasAppTest *test)
{
  return is_all_idle (test) &&
         atlas_scene_get_ramp (atlas_density_strip_get_scene (get_strip (), 0))->is_diverging;
}

/* It is one at each bandwidth, centred on zero, and all end at the same magnitude where
 * that is asked for. */
static void
test_differences (AtlasAppTest  *test,
                  gconstpointer  data)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  double highs[N], most = 0;

  open_strip (test);
  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  settings.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  settings.minus_what = g_strdup ("factories");
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, shows_differences);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (test->window),
                                                    "density-strip"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child ("stack")), ==, "maps");
  for (guint i = 0; i < N; i++)
    {
      AtlasScene *scene = atlas_density_strip_get_scene (get_strip (), i);
      AtlasGrid *density = atlas_scene_get_density (scene);

      highs[i] = atlas_scene_get_ramp (scene)->high;
      g_assert_cmpfloat (highs[i], ==, MAX (atlas_grid_get_maximum (density),
                                            -atlas_grid_get_minimum (density)));
      most = MAX (most, highs[i]);
    }
  g_assert_cmpfloat (highs[0], !=, highs[3]);

  gtk_check_button_set_active (get_child ("same_scale_check"), TRUE);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat (atlas_scene_get_ramp (
                         atlas_density_strip_get_scene (get_strip (), i))->high, ==, most);
  g_assert_nonnull (strstr (gtk_label_get_text (get_child ("scale_label")), "±"));
}

static void
set_kind (AtlasAppTest       *test,
          AtlasBandwidthKind  kind)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)), &settings);
  settings.bandwidth_kind = kind;
  atlas_session_set_density_settings (get_session (test), &settings);
}

/* Neighbours leave no bandwidth to compare; a pilot has one. */
static void
test_own_bandwidths (AtlasAppTest  *test,
                     gconstpointer  data)
{
  open_strip (test);
  set_kind (test, ATLAS_BANDWIDTH_NEIGHBOURS);
  atlas_app_test_wait (test, shows_none);
  g_assert_nonnull (strstr (adw_status_page_get_description (get_child ("none_page")),
                            "neighbour"));

  set_kind (test, ATLAS_BANDWIDTH_ABRAMSON);
  atlas_app_test_wait (test, is_all_idle);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child ("stack")), ==, "maps");
  for (guint i = 0; i < N; i++)
    {
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };
      g_autoptr(AtlasDensityInput) input = NULL;
      g_autoptr(AtlasGrid) grid = NULL;

      atlas_density_settings_copy (atlas_session_get_density_settings (get_session (test)),
                                   &settings);
      settings.bandwidth = bandwidths[i];
      input = atlas_density_input_new (atlas_maps_get_plan (atlas_window_get_maps (test->window)),
                                       NULL, ATLAS_RESOURCE_COMPOUNDS, &settings, NULL);
      grid = atlas_density_input_compute (input, NULL, NULL);
      g_assert_cmpfloat (atlas_grid_get_maximum (grid), ==,
                         atlas_grid_get_maximum (atlas_scene_get_density (
                           atlas_density_strip_get_scene (get_strip (), i))));
    }
}

static double
get_scale (AtlasAppTest *test)
{
  AtlasView view;

  return atlas_map_layer_get_view (atlas_map_view_get_layer (test->map_view), &view) ? view.scale
                                                                                     : 0;
}

static gboolean
is_near (AtlasAppTest *test)
{
  double before = *(double *) g_object_get_data (G_OBJECT (test->window), "scale");

  return get_scale (test) > 2 * before;
}

/* The first row is the heading. */
static void
test_row_goes_there (AtlasAppTest  *test,
                     gconstpointer  data)
{
  GtkListBox *list;
  double before;

  open_strip (test);
  before = get_scale (test);
  g_object_set_data (G_OBJECT (test->window), "scale", &before);
  list = get_child ("spots_list");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpfloat (get_scale (test), ==, before);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  atlas_app_test_wait (test, is_near);
}

static gboolean
shows_what_the_map_shows (AtlasAppTest *test)
{
  const AtlasBox *extent = atlas_density_strip_get_extent (get_strip ());
  AtlasView view;
  AtlasBox seen;

  if (!atlas_map_layer_get_view (atlas_map_view_get_layer (test->map_view), &view))
    return FALSE;

  seen = atlas_view_get_box (&view);

  return atlas_app_test_is_idle (test) && atlas_density_strip_is_idle (get_strip ()) &&
         extent->x0 == seen.x0 && extent->y0 == seen.y0 && extent->x1 == seen.x1 &&
         extent->y1 == seen.y1;
}

static gboolean
shows_what_it_shows_near (AtlasAppTest *test)
{
  return is_near (test) && shows_what_the_map_shows (test);
}

/* If it is wanted: where the map is, and where it goes. */
static void
test_as_on_the_map (AtlasAppTest  *test,
                    gconstpointer  data)
{
  double scale;
  AtlasBox before;

  open_strip (test);
  scale = get_scale (test);
  g_object_set_data (G_OBJECT (test->window), "scale", &scale);
  g_assert_false (shows_what_the_map_shows (test));
  before = *atlas_density_strip_get_extent (get_strip ());
  gtk_check_button_set_active (get_child ("same_extent_check"), TRUE);
  atlas_app_test_wait (test, shows_what_the_map_shows);
  atlas_map_view_zoom (test->map_view, 2);
  atlas_app_test_wait (test, shows_what_it_shows_near);
  gtk_check_button_set_active (get_child ("same_extent_check"), FALSE);
  g_assert_cmpfloat (atlas_density_strip_get_extent (get_strip ())->x0, ==, before.x0);
  atlas_app_test_wait (test, is_all_idle);
}

static gboolean
is_gone (AtlasAppTest *test)
{
  return get_strip () == NULL && atlas_app_test_is_idle (test);
}

/* Nothing of it is left, and the next one is computed. */
static void
test_closed_while_it_computes (AtlasAppTest  *test,
                               gconstpointer  data)
{
  AtlasDensityStrip *strip;

  open_map (test, MAP);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-strip", NULL);
  strip = get_strip ();
  g_assert_false (atlas_density_strip_is_idle (strip));
  g_object_add_weak_pointer (G_OBJECT (strip), (gpointer *) &strip);
  gtk_window_close (GTK_WINDOW (strip));
  while (strip != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_gone (test));
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-strip", NULL);
  atlas_app_test_wait (test, is_all_idle);
}

static gboolean
is_computing (AtlasAppTest *test)
{
  return gtk_spinner_get_spinning (get_child ("spinner"));
}

/* At once: what is computed does not keep it, which else outlived the window it is beside. */
static void
test_gone_while_it_computes (AtlasAppTest  *test,
                             gconstpointer  data)
{
  AtlasDensityStrip *strip;

  open_map (test, MAP);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "density-strip", NULL);
  atlas_app_test_wait (test, is_computing);
  strip = get_strip ();
  g_object_add_weak_pointer (G_OBJECT (strip), (gpointer *) &strip);
  gtk_window_destroy (GTK_WINDOW (strip));
  g_assert_null (strip);
}

static GtkWidget *
add_box (GtkWidget *parent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (box, 100, 50);
  gtk_widget_set_parent (box, parent);

  return box;
}

/* All in a row where there is room, else two and two; as high as that needs. */
static void
test_two_by_two (void)
{
  static const struct { int width, height; } sizes[] = {
    { 418, 50 }, { 600, 50 }, { 417, 106 }, { 206, 106 },
  };
  GtkWidget *parent = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *boxes[N];
  int minimum, natural;

  gtk_widget_set_layout_manager (parent, atlas_strip_layout_new ());
  for (guint i = 0; i < N; i++)
    boxes[i] = add_box (parent);
  gtk_widget_measure (parent, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 206);
  g_assert_cmpint (natural, ==, 418);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gtk_widget_measure (parent, GTK_ORIENTATION_VERTICAL, sizes[i].width, &minimum, &natural,
                          NULL, NULL);
      g_assert_cmpint (minimum, ==, sizes[i].height);
    }
  for (guint i = 0; i < N; i++)
    gtk_widget_unparent (boxes[i]);
  g_object_unref (parent);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/density-strip/only-of-a-density", test_only_of_a_density },
    { "/density-strip/a-map-a-bandwidth", test_four_bandwidths },
    { "/density-strip/each-has-its-scale-or-all-have-one", test_scales },
    { "/density-strip/a-click-sets-the-bandwidth", test_click_sets_the_bandwidth },
    { "/density-strip/ranked-and-named-by-the-map-s-bandwidth", test_ranked_by_the_map },
    { "/density-strip/follows-filter-and-edits", test_follows },
    { "/density-strip/follows-the-map", test_follows_the_map },
    { "/density-strip/differences-too", test_differences },
    { "/density-strip/own-bandwidths", test_own_bandwidths },
    { "/density-strip/a-row-goes-there", test_row_goes_there },
    { "/density-strip/shows-what-the-map-shows", test_as_on_the_map },
    { "/density-strip/closed-while-it-computes", test_closed_while_it_computes },
    { "/density-strip/gone-while-it-computes", test_gone_while_it_computes },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/density-strip/four-in-a-row-or-two-by-two", test_two_by_two);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
