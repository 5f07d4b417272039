/* What the panel says of blocks. The numbers are those of the sketch of the
 * small plan in atlas-test-plan.c. */

#include "atlas-app-test.h"
#include "atlas-block-panel.h"
#include "atlas-chip.h"
#include "atlas-plan-file.h"
#include "atlas-settings.h"

/* The last block of the small plan says only what is required. */
#define LAST 7

typedef struct
{
  AtlasAppTest     test;
  GtkWidget       *window;
  AtlasBlockPanel *panel;
} Fixture;

static gboolean is_settled;

static void
on_mapped (GtkWidget *widget,
           gpointer   data)
{
  is_settled = TRUE;
}

static gboolean
is_mapped (AtlasAppTest *test)
{
  return is_settled;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  atlas_app_test_set_up (&self->test, NULL);
  atlas_app_test_open (&self->test, self->test.plan);

  self->panel = g_object_new (ATLAS_TYPE_BLOCK_PANEL, NULL);
  atlas_block_panel_set_session (self->panel, atlas_window_get_session (self->test.window));
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 320, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->panel));
  is_settled = FALSE;
  g_signal_connect_after (self->panel, "map", G_CALLBACK (on_mapped), NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  atlas_app_test_wait (&self->test, is_mapped);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  atlas_app_test_tear_down (&self->test, NULL);
}

static AtlasSelection *
get_selection (Fixture *self)
{
  return atlas_session_get_selection (atlas_window_get_session (self->test.window));
}

static void
select_blocks (Fixture *self,
               guint    first,
               guint    n)
{
  guint blocks[LAST + 1];

  for (guint i = 0; i < n; i++)
    blocks[i] = first + i;
  atlas_selection_set (get_selection (self), blocks, n);
}

static void
assert_says (Fixture    *self,
             guint       fact,
             const char *text,
             const char *detail)
{
  AtlasFieldRow *row = atlas_block_panel_get_row (self->panel, fact);

  g_assert_cmpstr (atlas_field_row_get_text (row), ==, text);
  g_assert_cmpstr (atlas_field_row_get_detail (row), ==, detail);
}

static void
test_every_fact_has_one_row (Fixture       *self,
                             gconstpointer  data)
{
  guint n_rows[ATLAS_N_FACTS] = { 0 };
  const AtlasFactGroup *group;

  for (guint i = 0; (group = atlas_fact_get_group (i)) != NULL; i++)
    for (guint j = 0; j < group->n_facts; j++)
      n_rows[group->facts[j]]++;

  for (guint i = 0; i < ATLAS_N_FACTS; i++)
    {
      AtlasFieldRow *row = atlas_block_panel_get_row (self->panel, i);

      g_assert_cmpuint (n_rows[i], ==, 1);
      g_assert_cmpuint (atlas_field_row_get_fact (row), ==, i);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                       atlas_fact_get_title (i));
    }
}

static void
test_nothing_selected (Fixture       *self,
                       gconstpointer  data)
{
  g_assert_null (atlas_block_panel_get_heading (self->panel));
  select_blocks (self, 0, 1);
  g_assert_nonnull (atlas_block_panel_get_heading (self->panel));
  atlas_selection_clear (get_selection (self));
  g_assert_null (atlas_block_panel_get_heading (self->panel));
}

static void
test_one_block (Fixture       *self,
                gconstpointer  data)
{
  select_blocks (self, 0, 1);

  g_assert_cmpstr (atlas_block_panel_get_heading (self->panel), ==, "街区“0”");
  assert_says (self, ATLAS_BLOCK_CODE, "DC00-0101", NULL);
  assert_says (self, ATLAS_BLOCK_DISTRICT, "name_en 0", NULL);
  assert_says (self, ATLAS_BLOCK_AUTHORITY, "name_en 0", NULL);
  assert_says (self, ATLAS_BLOCK_SUBDISTRICT, "110101001", NULL);
  assert_says (self, ATLAS_BLOCK_ZONE, "name_en 0", NULL);
  assert_says (self, ATLAS_BLOCK_CLASS, "Key", NULL);
  assert_says (self, ATLAS_BLOCK_MAIN_FUNCTION, "Residential", NULL);
  assert_says (self, ATLAS_BLOCK_IMPLEMENTATION_RATE, "80.0%", NULL);
  assert_says (self, ATLAS_BLOCK_DEMOLITION_SHARE, "0.0%", NULL);
  assert_says (self, ATLAS_BLOCK_NEAR_TERM_PROJECTS, "0", NULL);
  assert_says (self, ATLAS_BLOCK_AREA, "1.00 km²", NULL);
  assert_says (self, ATLAS_BLOCK_COMPOUNDS_COUNT, "2", NULL);
  /* 10,000.25 and 10,500.25 m² */
  assert_says (self, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA, "2.05 × 10⁴ m²", NULL);
  /* and 20,000.5 and 30,000.75 */
  assert_says (self, ATLAS_FACT_RENEWABLE_FLOOR_AREA, "7.05 × 10⁴ m²", NULL);
  assert_says (self, ATLAS_FACT_COMPOUNDS_SITES, "2", NULL);
  assert_says (self, ATLAS_FACT_BUILDINGS_SITES, "1", NULL);
  assert_says (self, ATLAS_BLOCK_PROVENANCE, "Sample data", NULL);
  assert_says (self, ATLAS_BLOCK_NOTE, "with 'quotes', \"more\" and\na second line", NULL);
}

static void
test_unknown_is_a_dash (Fixture       *self,
                        gconstpointer  data)
{
  select_blocks (self, LAST, 1);

  g_assert_cmpstr (atlas_block_panel_get_heading (self->panel), ==, "XC00-0202");
  assert_says (self, ATLAS_BLOCK_NAME, "—", NULL);
  assert_says (self, ATLAS_BLOCK_SUBDISTRICT, "—", NULL);
  assert_says (self, ATLAS_BLOCK_MAIN_FUNCTION, "—", NULL);
  assert_says (self, ATLAS_BLOCK_AREA, "—", NULL);
  assert_says (self, ATLAS_BLOCK_IMPLEMENTATION_RATE, "—", NULL);
  assert_says (self, ATLAS_BLOCK_COMPOUNDS_COUNT, "—", NULL);
  assert_says (self, ATLAS_FACT_RENEWABLE_FLOOR_AREA, "—", NULL);
  assert_says (self, ATLAS_BLOCK_PROVENANCE, "—", NULL);
  assert_says (self, ATLAS_BLOCK_CLASS, "General", NULL);
  assert_says (self, ATLAS_FACT_COMPOUNDS_SITES, "0", NULL);
}

/* Two of one district, zone and authority; of classes 重点 and 更新, with 80 and
 * 80.1 % and three compounds. */
static void
test_two_blocks (Fixture       *self,
                 gconstpointer  data)
{
  select_blocks (self, 0, 2);

  g_assert_cmpstr (atlas_block_panel_get_heading (self->panel), ==, "2 blocks");
  assert_says (self, ATLAS_BLOCK_CODE, "Several values", NULL);
  assert_says (self, ATLAS_BLOCK_CLASS, "Several values", NULL);
  assert_says (self, ATLAS_BLOCK_DISTRICT, "name_en 0", NULL);
  assert_says (self, ATLAS_BLOCK_ZONE, "name_en 0", NULL);
  assert_says (self, ATLAS_BLOCK_AREA, "2.00 km²", NULL);
  assert_says (self, ATLAS_BLOCK_COMPOUNDS_COUNT, "3", NULL);
  assert_says (self, ATLAS_FACT_COMPOUNDS_SITES, "3", NULL);
  /* 0 and 123.456 m */
  assert_says (self, ATLAS_BLOCK_STATION_DISTANCE, "61.7 m", "Mean; 0.0 m to 123 m");
}

/* Only one of these says anything of itself. */
static void
test_unknown_counts_as_nothing (Fixture       *self,
                                gconstpointer  data)
{
  select_blocks (self, LAST - 1, 2);

  assert_says (self, ATLAS_BLOCK_IMPLEMENTATION_RATE, "80.6%", "Of the 1 known");
  assert_says (self, ATLAS_BLOCK_AREA, "25.00 ha", "Sum of the 1 known");
  assert_says (self, ATLAS_BLOCK_MAIN_FUNCTION, "Several values", NULL);

  select_blocks (self, LAST - 2, 3);
  /* 5 and 6 times 123.456 m */
  assert_says (self, ATLAS_BLOCK_STATION_DISTANCE, "679 m",
               "Mean of the 2 known; 617 m to 741 m");
}

static void
test_units_are_the_users (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();

  select_blocks (self, 0, 1);
  g_settings_set_enum (settings, "area-unit", ATLAS_AREA_UNIT_HECTARES);
  assert_says (self, ATLAS_BLOCK_AREA, "100.0 ha", NULL);
  g_settings_set_enum (settings, "floor-area-unit", ATLAS_FLOOR_AREA_UNIT_SQUARE_METRES);
  assert_says (self, ATLAS_BLOCK_FACTORIES_FLOOR_AREA, "30,001 m²", NULL);

  g_settings_reset (settings, "area-unit");
  g_settings_reset (settings, "floor-area-unit");
  assert_says (self, ATLAS_BLOCK_AREA, "1.00 km²", NULL);
}

static void
set_demolition (Fixture    *self,
                guint       block,
                const char *json)
{
  AtlasDocument *document =
    atlas_maps_get_document (atlas_window_get_maps (self->test.window));
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  g_autoptr(GError) error = NULL;

  atlas_app_test_wait (&self->test, atlas_app_test_is_ready);
  atlas_edit_set_block (edit, block, ATLAS_BLOCK_DEMOLITION_SHARE, json, &error);
  g_assert_no_error (error);
  atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

/* 20 percent in principle, as long as it stands there. */
static void
test_against_the_plan (Fixture       *self,
                       gconstpointer  data)
{
  static const char warning[] = "The plan allows no more than 20 percent in principle.";

  set_demolition (self, 0, "20");
  select_blocks (self, 0, 1);
  assert_says (self, ATLAS_BLOCK_DEMOLITION_SHARE, "20.0%", NULL);
  atlas_selection_clear (get_selection (self));
  set_demolition (self, 0, "35");
  select_blocks (self, 0, 1);
  assert_says (self, ATLAS_BLOCK_DEMOLITION_SHARE, "35.0%", warning);
  set_demolition (self, 1, "5");
  select_blocks (self, 0, 2);
  assert_says (self, ATLAS_BLOCK_DEMOLITION_SHARE, "20.0%",
               "Mean; 5.0% to 35.0%\nThe plan allows no more than 20 percent in principle.");
}

static void
on_action (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  char **said = data;

  g_free (*said);
  *said = g_variant_print (parameter, FALSE);
}

/* Stands for the window's actions, so that a panel shows what it asks of them. */
static void
add_action (Fixture    *self,
            const char *name,
            const char *type,
            char      **said)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE (type));

  g_signal_connect (action, "activate", G_CALLBACK (on_action), said);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (self->window, "win", G_ACTION_GROUP (group));
}

static GtkWidget *
find_link (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *link = find_link (child);

      if (link != NULL)
        return link;
    }

  return NULL;
}

static void
assert_leads_to (Fixture    *self,
                 guint       fact,
                 const char *place,
                 char      **said)
{
  GtkWidget *link = find_link (GTK_WIDGET (atlas_block_panel_get_row (self->panel, fact)));

  g_clear_pointer (said, g_free);
  g_assert_cmpint (gtk_widget_get_visible (link), ==, place != NULL);
  if (place == NULL)
    return;

  g_signal_emit_by_name (link, "clicked");
  g_assert_cmpstr (*said, ==, place);
}

static void
test_places_are_links (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *said = NULL;

  add_action (self, "zoom-to", "s", &said);
  select_blocks (self, 0, 2);
  assert_leads_to (self, ATLAS_BLOCK_DISTRICT, "'110101'", &said);
  assert_leads_to (self, ATLAS_BLOCK_ZONE, "'core'", &said);
  assert_leads_to (self, ATLAS_BLOCK_AUTHORITY, NULL, &said);

  select_blocks (self, 3, 2);
  assert_leads_to (self, ATLAS_BLOCK_DISTRICT, NULL, &said);
  assert_leads_to (self, ATLAS_BLOCK_ZONE, NULL, &said);
}

static void
test_list_leads_to_single_blocks (Fixture       *self,
                                  gconstpointer  data)
{
  AtlasBlockList *list = atlas_block_panel_get_list (self->panel);
  g_autofree char *said = NULL;

  add_action (self, "select", "as", &said);
  select_blocks (self, 5, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (list)));

  select_blocks (self, 3, 4);
  g_assert_true (gtk_widget_get_visible (atlas_block_list_get_row (list, 3)));
  g_assert_null (atlas_block_list_get_row (list, 4));

  select_blocks (self, 5, 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (list)));
  g_assert_true (gtk_widget_get_visible (atlas_block_list_get_row (list, 2)));
  g_assert_false (gtk_widget_get_visible (atlas_block_list_get_row (list, 3)));
  gtk_widget_activate (atlas_block_list_get_row (list, 1));
  g_assert_cmpstr (said, ==, "['XC00-0201']");
}

static void
test_other_plan (Fixture       *self,
                 gconstpointer  data)
{
  select_blocks (self, 0, 2);
  atlas_app_test_open (&self->test, self->test.other_plan);
  g_assert_null (atlas_block_panel_get_heading (self->panel));
  select_blocks (self, 3, 1);
  assert_says (self, ATLAS_BLOCK_CODE, "DC00-0104", NULL);
}

/* What nobody sees is not told, and what is seen is never old. */
static void
test_unseen_panel_catches_up (Fixture       *self,
                              gconstpointer  data)
{
  select_blocks (self, 0, 1);
  gtk_widget_set_visible (GTK_WIDGET (self->panel), FALSE);
  select_blocks (self, 1, 1);
  assert_says (self, ATLAS_BLOCK_CODE, "DC00-0101", NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->panel), TRUE);
  assert_says (self, ATLAS_BLOCK_CODE, "DC00-0102", NULL);
}

static void
test_rows_have_names (Fixture       *self,
                      gconstpointer  data)
{
  for (guint i = 0; i < ATLAS_N_FACTS; i++)
    g_assert_true (gtk_test_accessible_has_relation (
                     GTK_ACCESSIBLE (atlas_block_panel_get_row (self->panel, i)),
                     GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static AtlasChip *
find_chip (GtkWidget  *widget,
           const char *label)
{
  AtlasChip *chip = NULL;

  if (ATLAS_IS_CHIP (widget) && g_str_equal (atlas_chip_get_label (ATLAS_CHIP (widget)), label))
    return ATLAS_CHIP (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && chip == NULL;
       child = gtk_widget_get_next_sibling (child))
    chip = find_chip (child, label);

  return chip;
}

static void
assert_is_in_color (Fixture *self)
{
  AtlasSession *session = atlas_window_get_session (self->test.window);
  const AtlasStyle *style = atlas_scene_get_style (atlas_session_get_scene (session));
  const AtlasColor *fill = &style->fills[ATLAS_FILL_CLASS_KEY];
  AtlasChip *chip = find_chip (GTK_WIDGET (self->panel), "Key");
  const GdkRGBA *color = atlas_chip_get_color (chip);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (chip)));
  g_assert_cmpfloat_with_epsilon (color->red, fill->red, 1e-6);
  g_assert_cmpfloat_with_epsilon (color->green, fill->green, 1e-6);
  g_assert_cmpfloat_with_epsilon (color->blue, fill->blue, 1e-6);
}

static void
test_class_has_the_maps_color (Fixture       *self,
                               gconstpointer  data)
{
  AtlasSession *session = atlas_window_get_session (self->test.window);

  select_blocks (self, 0, 1);
  assert_is_in_color (self);
  g_object_set (session, "palette", "grey", NULL);
  assert_is_in_color (self);
  g_object_set (session, "palette", "standard", NULL);
}

/* The window's flap has this width for it. */
static void
test_fits_its_pane (Fixture       *self,
                    gconstpointer  data)
{
  for (guint n = 0; n <= LAST + 1; n++)
    {
      int width;

      select_blocks (self, 0, n);
      gtk_widget_measure (GTK_WIDGET (self->panel), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                          NULL, NULL);
      g_assert_cmpint (width, <=, 320);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/block-panel/every-fact-has-one-row", test_every_fact_has_one_row },
    { "/block-panel/nothing-selected-is-no-block", test_nothing_selected },
    { "/block-panel/one-block-shows-its-values", test_one_block },
    { "/block-panel/unknown-is-a-dash", test_unknown_is_a_dash },
    { "/block-panel/two-blocks-agree-or-add-up", test_two_blocks },
    { "/block-panel/unknown-counts-as-nothing", test_unknown_counts_as_nothing },
    { "/block-panel/units-are-the-users", test_units_are_the_users },
    { "/block-panel/what-the-plan-does-not-want-is-said", test_against_the_plan },
    { "/block-panel/places-are-links", test_places_are_links },
    { "/block-panel/list-leads-to-single-blocks", test_list_leads_to_single_blocks },
    { "/block-panel/another-plan-has-no-selection", test_other_plan },
    { "/block-panel/unseen-panel-catches-up", test_unseen_panel_catches_up },
    { "/block-panel/rows-have-names", test_rows_have_names },
    { "/block-panel/class-has-the-maps-color", test_class_has_the_maps_color },
    { "/block-panel/fits-its-pane", test_fits_its_pane },
  };

  /* A record of what a screen reader would be told; no screen reader. */
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
