#include "atlas-saving-test.h"

#include "atlas-bandwidth-row.h"
#include "atlas-density-panel.h"
#include "atlas-density-presets.h"
#include "atlas-document-presets.h"
#include "atlas-plan-file.h"
#include "atlas-settings.h"

#include <string.h>

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
get_setting (AtlasAppTest *test,
             const char   *name)
{
  return gtk_widget_get_template_child (get_panel (test), ATLAS_TYPE_DENSITY_PANEL, name);
}

static GtkAdjustment *
get_bandwidth (AtlasAppTest *test)
{
  return GTK_ADJUSTMENT (gtk_widget_get_template_child (get_setting (test, "bandwidth_row"),
                                                        ATLAS_TYPE_BANDWIDTH_ROW,
                                                        "bandwidth_adjustment"));
}

static gpointer
get_child (AtlasAppTest *test,
           const char   *name)
{
  return gtk_widget_get_template_child (get_setting (test, "presets"),
                                        ATLAS_TYPE_DENSITY_PRESETS, name);
}

static const AtlasDensitySettings *
get_settings (AtlasAppTest *test)
{
  return atlas_session_get_density_settings (get_session (test));
}

static void
activate (AtlasAppTest *test,
          const char   *action,
          const char   *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action,
                                  name != NULL ? g_variant_new_string (name) : NULL);
}

/* --- The list --- */

static GtkListBoxRow *
get_row (AtlasAppTest *test,
         int           i)
{
  return gtk_list_box_get_row_at_index (get_child (test, "list"), i);
}

static int
count_rows (AtlasAppTest *test)
{
  int n = 0;

  while (get_row (test, n) != NULL)
    n++;
  g_assert_true (gtk_widget_get_visible (get_child (test, "scrolled_window")) == (n > 0));
  g_assert_true (gtk_widget_get_visible (get_child (test, "empty_label")) == (n == 0));

  return n;
}

/* The mark stands first in the row. */
static gboolean
is_marked (AtlasAppTest *test,
           int           i)
{
  GtkWidget *box = gtk_list_box_row_get_child (get_row (test, i));

  return gtk_widget_get_opacity (gtk_widget_get_first_child (box)) > 0;
}

static void
click_row (AtlasAppTest *test,
           int           i)
{
  g_signal_emit_by_name (get_child (test, "list"), "row-activated", get_row (test, i));
}

static void
type_and_enter (AtlasAppTest *test,
                const char   *name)
{
  gtk_editable_set_text (get_child (test, "entry"), name);
  g_signal_emit_by_name (get_child (test, "entry"), "activate");
}

static void
open_map (AtlasAppTest *test,
          guint         map)
{
  atlas_saving_open_ready (test, test->other_plan);
  atlas_session_set_map (get_session (test), map);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
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
set_bandwidth (AtlasAppTest *test,
               double        bandwidth)
{
  gtk_adjustment_set_value (get_bandwidth (test), bandwidth);
  g_assert_cmpfloat (get_settings (test)->bandwidth, ==, bandwidth);
}

static void
test_saved_and_applied (AtlasAppTest  *test,
                        gconstpointer  data)
{
  open_map (test, MAP);
  g_assert_cmpint (count_rows (test), ==, 0);
  set_bandwidth (test, 4000);
  type_and_enter (test, "wide");
  g_assert_cmpint (count_rows (test), ==, 1);
  g_assert_true (is_marked (test, 0));
  g_assert_cmpstr (gtk_editable_get_text (get_child (test, "entry")), ==, "");

  set_bandwidth (test, 1000);
  g_assert_false (is_marked (test, 0));
  type_and_enter (test, "narrow");
  g_assert_cmpint (count_rows (test), ==, 2);
  g_assert_true (is_marked (test, 0));
  g_assert_false (is_marked (test, 1));

  click_row (test, 1);
  g_assert_cmpfloat (get_settings (test)->bandwidth, ==, 4000);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_bandwidth (test)), ==, 4000);
  g_assert_false (is_marked (test, 0));
  g_assert_true (is_marked (test, 1));
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

/* At once, and nothing asks the list to look. */
static void
test_undone (AtlasAppTest  *test,
             gconstpointer  data)
{
  open_map (test, MAP);
  type_and_enter (test, "A");
  g_signal_emit_by_name (gtk_widget_get_last_child (
                           gtk_list_box_row_get_child (get_row (test, 0))), "clicked");
  g_assert_cmpint (count_rows (test), ==, 0);
  activate (test, "undo", NULL);
  g_assert_cmpint (count_rows (test), ==, 1);
  g_assert_true (is_marked (test, 0));
  activate (test, "undo", NULL);
  g_assert_cmpint (count_rows (test), ==, 0);
  activate (test, "redo", NULL);
  g_assert_cmpint (count_rows (test), ==, 1);
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

static void
test_replaced (AtlasAppTest  *test,
               gconstpointer  data)
{
  open_map (test, MAP);
  g_assert_false (gtk_widget_get_sensitive (get_child (test, "save_button")));
  type_and_enter (test, "A");
  set_bandwidth (test, 3000);
  gtk_editable_set_text (get_child (test, "entry"), " A ");
  g_assert_cmpstr (gtk_button_get_label (get_child (test, "save_button")), ==, "Replace");
  g_signal_emit_by_name (get_child (test, "save_button"), "clicked");
  g_assert_cmpint (count_rows (test), ==, 1);
  g_assert_true (is_marked (test, 0));
  activate (test, "undo", NULL);
  g_assert_cmpint (count_rows (test), ==, 1);
  g_assert_false (is_marked (test, 0));
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static void
click_rename (AtlasAppTest *test,
              int           i)
{
  GtkWidget *delete = gtk_widget_get_last_child (gtk_list_box_row_get_child (get_row (test, i)));

  g_signal_emit_by_name (gtk_widget_get_prev_sibling (delete), "clicked");
}

/* And no other is lost to its new name. */
static void
test_renamed (AtlasAppTest  *test,
              gconstpointer  data)
{
  AtlasDocument *document;
  GtkWidget *button;

  open_map (test, MAP);
  document = atlas_saving_get_document (test);
  type_and_enter (test, "A");
  type_and_enter (test, "B");
  button = get_child (test, "save_button");
  click_rename (test, 0);
  g_assert_cmpstr (gtk_editable_get_text (get_child (test, "entry")), ==, "A");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Rename");
  gtk_editable_set_text (get_child (test, "entry"), "B");
  g_assert_false (gtk_widget_get_sensitive (button));
  type_and_enter (test, "B");
  g_assert_nonnull (atlas_document_find_preset (document, "A"));
  type_and_enter (test, "C");
  g_assert_null (atlas_document_find_preset (document, "A"));
  g_assert_nonnull (atlas_document_find_preset (document, "C"));
  g_assert_cmpint (count_rows (test), ==, 2);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Save");
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

/* What was typed when it was saved is not at hand to replace it. */
static void
test_a_fresh_name_is_offered (AtlasAppTest  *test,
                              gconstpointer  data)
{
  AtlasDocument *document;
  const char *offered;

  open_map (test, MAP);
  document = atlas_saving_get_document (test);
  type_and_enter (test, "Preset 1");
  gtk_editable_set_text (get_child (test, "entry"), "Preset 1");
  gtk_menu_button_popup (get_child (test, "button"));
  offered = gtk_editable_get_text (get_child (test, "entry"));
  g_assert_cmpstr (offered, !=, "");
  g_assert_null (atlas_document_find_preset (document, offered));
  g_assert_cmpstr (gtk_button_get_label (get_child (test, "save_button")), ==, "Save");
  gtk_menu_button_popdown (get_child (test, "button"));
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

/* Office buildings have no households. */
static void
test_on_another_map (AtlasAppTest  *test,
                     gconstpointer  data)
{
  open_map (test, MAP);
  set_bandwidth (test, 3000);
  gtk_drop_down_set_selected (get_setting (test, "weight_drop_down"), ATLAS_MEASURE_HOUSEHOLDS);
  type_and_enter (test, "A");
  atlas_session_set_map (get_session (test), MAP + 1);
  g_assert_false (is_marked (test, 0));
  click_row (test, 0);
  g_assert_true (is_marked (test, 0));
  g_assert_cmpfloat (get_settings (test)->bandwidth, ==, 3000);
  g_assert_cmpint (get_settings (test)->measure, ==, ATLAS_MEASURE_FLOOR_AREA);
  atlas_session_set_map (get_session (test), MAP);
  g_assert_true (is_marked (test, 0));
  g_assert_cmpint (get_settings (test)->measure, ==, ATLAS_MEASURE_HOUSEHOLDS);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

static gboolean
shows_difference (AtlasAppTest *test)
{
  AtlasScene *scene = atlas_session_get_scene (get_session (test));

  return atlas_app_test_is_idle (test) && atlas_scene_get_ramp (scene)->is_diverging;
}

static gboolean
shows_none (AtlasAppTest *test)
{
  return atlas_app_test_is_idle (test) && !shows_difference (test);
}

static void
test_difference (AtlasAppTest  *test,
                 gconstpointer  data)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  open_map (test, MAP);
  atlas_density_settings_init (&settings);
  settings.minus = ATLAS_DENSITY_MINUS_PUBLISHED;
  settings.contours = TRUE;
  type_and_enter (test, "plain");
  atlas_session_set_density_settings (get_session (test), &settings);
  atlas_app_test_wait (test, shows_difference);
  g_assert_false (is_marked (test, 0));
  type_and_enter (test, "difference");
  g_assert_true (is_marked (test, 0));
  click_row (test, 1);
  atlas_app_test_wait (test, shows_none);
  g_assert_true (is_marked (test, 1));
  click_row (test, 0);
  atlas_app_test_wait (test, shows_difference);
  g_assert_true (is_marked (test, 0));
  g_assert_true (get_settings (test)->contours);
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

static void
put_broken (AtlasAppTest *test)
{
  AtlasDocument *document = atlas_saving_get_document (test);
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));

  atlas_edit_put (edit, &(AtlasChange) { .object = ATLAS_OBJECT_PRESET, .key = "A",
                                         .new_value = "{\"name\":\"A\",\"density\":\"{\"}" },
                  NULL);
  g_assert_true (atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, NULL, NULL));
}

static void
test_broken (AtlasAppTest  *test,
             gconstpointer  data)
{
  open_map (test, MAP);
  put_broken (test);
  g_assert_cmpint (count_rows (test), ==, 1);
  g_assert_false (gtk_list_box_row_get_activatable (get_row (test, 0)));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (get_row (test, 0))),
                            "can't be read"));
  g_assert_null (atlas_window_get_message (test->window));
  activate (test, "density-preset", "A");
  g_assert_nonnull (atlas_window_get_message (test->window));

  type_and_enter (test, "A");
  g_assert_true (gtk_list_box_row_get_activatable (get_row (test, 0)));
  g_assert_true (is_marked (test, 0));
  activate (test, "undo", NULL);
  g_assert_false (gtk_list_box_row_get_activatable (get_row (test, 0)));
  activate (test, "delete-density-preset", "A");
  g_assert_cmpint (count_rows (test), ==, 0);
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

static void
test_only_where_there_is_one (AtlasAppTest  *test,
                              gconstpointer  data)
{
  open_map (test, 2);
  activate (test, "save-density-preset", "A");
  g_assert_cmpint (count_rows (test), ==, 0);
  atlas_session_set_map (get_session (test), MAP);
  activate (test, "save-density-preset", "A");
  g_assert_cmpint (count_rows (test), ==, 1);
  activate (test, "density-preset", "nobody’s");
  atlas_app_test_wait (test, atlas_saving_is_saved);

  /* Another plan has none. */
  atlas_app_test_open (test, test->plan);
  g_assert_cmpint (count_rows (test), ==, 0);
}

/* What is applied is what is seen, whatever had been typed. */
static void
test_filter_is_replaced (AtlasAppTest  *test,
                         gconstpointer  data)
{
  GtkEditable *filter;

  open_map (test, MAP);
  filter = get_setting (test, "filter_entry");
  gtk_editable_set_text (filter, "class = key");
  type_and_enter (test, "key ones");
  gtk_editable_set_text (filter, "class =");
  g_assert_nonnull (atlas_density_panel_get_message (ATLAS_DENSITY_PANEL (get_panel (test))));
  click_row (test, 0);
  g_assert_null (atlas_density_panel_get_message (ATLAS_DENSITY_PANEL (get_panel (test))));
  g_assert_cmpstr (gtk_editable_get_text (filter), ==, "class = key");
  atlas_app_test_wait (test, atlas_app_test_is_idle);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/density-presets/what-is-saved-is-applied-and-marked", test_saved_and_applied },
    { "/density-presets/the-list-follows-undo", test_undone },
    { "/density-presets/one-of-the-same-name-is-replaced", test_replaced },
    { "/density-presets/one-that-is-renamed-takes-no-name-of-another", test_renamed },
    { "/density-presets/a-fresh-name-is-offered", test_a_fresh_name_is_offered },
    { "/density-presets/on-another-map-as-far-as-it-goes", test_on_another_map },
    { "/density-presets/a-difference-is-one-too", test_difference },
    { "/density-presets/what-cannot-be-read-can-be-replaced-or-deleted", test_broken },
    { "/density-presets/only-where-there-is-a-density", test_only_where_there_is_one },
    { "/density-presets/a-filter-that-is-typed-gives-way", test_filter_is_replaced },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
