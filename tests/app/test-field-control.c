/* What people type for attributes of blocks, and what it means; and the reasons
 * they gave. No window. */

#include "atlas-block-json.h"
#include "atlas-error.h"
#include "atlas-field-control.h"
#include "atlas-reasons.h"
#include "atlas-settings.h"
#include "atlas-test-plan.h"
#include "atlas-tooltips.h"

#include <string.h>

#include <math.h>

#define TEN_THOUSAND ATLAS_FLOOR_AREA_UNIT_TEN_THOUSAND
#define SQUARE_METRES ATLAS_FLOOR_AREA_UNIT_SQUARE_METRES

static void
assert_means (AtlasBlockField     field,
              const char         *text,
              AtlasFloorAreaUnit  unit,
              const char         *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *json = atlas_field_parse_text (field, text, unit, &error);

  if (expected == NULL)
    g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (json, ==, expected);
}

static void
test_units (void)
{
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, "2.05", TEN_THOUSAND, "20500");
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, "2.05", SQUARE_METRES, "2.05");
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, " 1,234.5678 ", TEN_THOUSAND, "12345678");
  /* 1.1 × 10000 is 11000.000000000002 in doubles. */
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, "1.1", TEN_THOUSAND, "11000");
  assert_means (ATLAS_BLOCK_COMPOUNDS_COUNT, "12", TEN_THOUSAND, "12");
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, "１２．５", TEN_THOUSAND, "125000");
  assert_means (ATLAS_BLOCK_IMPLEMENTATION_RATE, "85.5", TEN_THOUSAND, "85.5");
  assert_means (ATLAS_BLOCK_IMPLEMENTATION_RATE, "85.5 %", TEN_THOUSAND, "85.5");
  assert_means (ATLAS_BLOCK_IMPLEMENTATION_RATE, "８５．５％", TEN_THOUSAND, "85.5");
}

static void
test_refused (void)
{
  static const char *const no_numbers[] = { "abc", "0x10", "1e3", "nan", "inf", "12 34", "--1",
                                            "-1", ".", "12,5", "1,2,3,4", "1,23" };

  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, no_numbers[i], TEN_THOUSAND, NULL);
      assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, no_numbers[i], SQUARE_METRES, NULL);
      assert_means (ATLAS_BLOCK_NEAR_TERM_PROJECTS, no_numbers[i], TEN_THOUSAND, NULL);
    }
  assert_means (ATLAS_BLOCK_IMPLEMENTATION_RATE, "100.1", TEN_THOUSAND, NULL);
  /* What a file would not take must not come so far. */
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, "999999999999999999", TEN_THOUSAND, NULL);
  assert_means (ATLAS_BLOCK_COMPOUNDS_COUNT, "1000000000000001", TEN_THOUSAND, NULL);
  assert_means (ATLAS_BLOCK_NEAR_TERM_PROJECTS, "1.5", TEN_THOUSAND, NULL);
  assert_means (ATLAS_BLOCK_COMPOUNDS_COUNT, "3.5", TEN_THOUSAND, NULL);
}

/* What may stand there is said in the unit in which it is typed. */
static void
test_limits (void)
{
  static const struct
  {
    AtlasBlockField     field;
    const char         *text;
    AtlasFloorAreaUnit  unit;
    const char         *message;
  } rows[] = {
    { ATLAS_BLOCK_OTHER_FLOOR_AREA, "999999999999", TEN_THOUSAND,
      "“999999999999” can’t be. Type a number from 0 to 100,000,000,000 × 10⁴ m²." },
    { ATLAS_BLOCK_OTHER_FLOOR_AREA, "-1", SQUARE_METRES,
      "“-1” can’t be. Type a number from 0 to 1,000,000,000,000,000 m²." },
    { ATLAS_BLOCK_IMPLEMENTATION_RATE, "101", TEN_THOUSAND,
      "“101” can’t be. Type a number from 0 to 100%." },
    { ATLAS_BLOCK_NEAR_TERM_PROJECTS, "1.5", TEN_THOUSAND,
      "“1.5” can’t be. Type a whole number from 0 to 2,147,483,647." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (atlas_field_parse_text (rows[i].field, rows[i].text, rows[i].unit, &error));
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

static void
test_unknown (void)
{
  assert_means (ATLAS_BLOCK_OTHER_FLOOR_AREA, "  ", TEN_THOUSAND, "null");
  assert_means (ATLAS_BLOCK_NAME, "", TEN_THOUSAND, "null");
  assert_means (ATLAS_BLOCK_AUTHORITY, "", TEN_THOUSAND, NULL);
}

/* What is shown in the entry and left alone would change nothing. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      AtlasBlockSummary summary;
      AtlasBlockValues values;
      AtlasFloorAreaUnit unit = i % 2 == 0 ? TEN_THOUSAND : SQUARE_METRES;
      g_autofree char *text = NULL;
      g_autofree char *json = NULL;
      g_autofree char *expected = NULL;

      atlas_block_values_init (&values);
      values.other_floor_area = g_test_rand_double_range (0, 1) *
                                pow (10, g_test_rand_int_range (-12, 16));
      if (i % 5 == 0)
        values.other_floor_area = g_test_rand_int_range (0, 3000000);
      atlas_block_summary_init (&summary);
      atlas_block_summary_add (&summary, &values);
      text = atlas_field_dup_text (ATLAS_BLOCK_OTHER_FLOOR_AREA, &summary, unit);
      json = atlas_field_parse_text (ATLAS_BLOCK_OTHER_FLOOR_AREA, text, unit, NULL);
      expected = atlas_block_values_dup_json (&values, ATLAS_BLOCK_OTHER_FLOOR_AREA);
      g_assert_cmpstr (json, ==, expected);
      atlas_block_values_clear (&values);
    }
}

static void
test_mixed (void)
{
  AtlasBlockSummary summary;
  AtlasBlockValues values;
  g_autofree char *one = NULL;

  atlas_block_values_init (&values);
  values.other_floor_area = 500;
  atlas_block_summary_init (&summary);
  atlas_block_summary_add (&summary, &values);
  atlas_block_summary_add (&summary, &values);
  one = atlas_field_dup_text (ATLAS_BLOCK_OTHER_FLOOR_AREA, &summary, TEN_THOUSAND);
  g_assert_cmpstr (one, ==, "0.05");

  values.other_floor_area = 501;
  atlas_block_summary_add (&summary, &values);
  g_assert_null (atlas_field_dup_text (ATLAS_BLOCK_OTHER_FLOOR_AREA, &summary, TEN_THOUSAND));
  atlas_block_values_clear (&values);
}

static void
test_warning (void)
{
  g_assert_null (atlas_field_get_warning (ATLAS_BLOCK_DEMOLITION_SHARE, "20"));
  g_assert_nonnull (atlas_field_get_warning (ATLAS_BLOCK_DEMOLITION_SHARE, "20.1"));
  g_assert_null (atlas_field_get_warning (ATLAS_BLOCK_DEMOLITION_SHARE, "null"));
  g_assert_null (atlas_field_get_warning (ATLAS_BLOCK_IMPLEMENTATION_RATE, "85"));
}

static void
test_editable (void)
{
  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    g_assert_cmpint (atlas_field_get_control (i, NULL) != ATLAS_CONTROL_NONE, ==,
                     atlas_block_field_info (i)->editable);
}

/* Every choice is a value that the block may have. */
static void
test_choices (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  for (guint i = 0; i < ATLAS_BLOCK_N_FIELDS; i++)
    if (atlas_field_get_control (i, plan) == ATLAS_CONTROL_CHOICE)
      {
        g_autoptr(GPtrArray) choices = atlas_field_list_choices (i, plan, ATLAS_LANGUAGE_ZH);

        g_assert_cmpuint (choices->len, >, 0);
        for (guint j = 0; j < choices->len; j++)
          {
            const AtlasChoice *choice = g_ptr_array_index (choices, j);
            g_autoptr(GError) error = NULL;
            AtlasBlockValues values;

            atlas_block_values_init (&values);
            g_assert_true (atlas_block_values_set_json (&values, i, choice->json, &error));
            g_assert_no_error (error);
            atlas_block_values_clear (&values);
          }
      }
}

/* A plan that lists its subdistricts lets one be picked; of another their code
 * is typed. */
static void
test_subdistricts (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasPlan) without = atlas_plan_new ();
  g_autoptr(GPtrArray) choices =
    atlas_field_list_choices (ATLAS_BLOCK_SUBDISTRICT, plan, ATLAS_LANGUAGE_ZH);
  g_autoptr(AtlasFeature) first =
    g_list_model_get_item (atlas_plan_get_features (plan, ATLAS_LAYER_SUBDISTRICTS), 0);
  const AtlasChoice *choice = g_ptr_array_index (choices, 0);

  g_assert_cmpint (atlas_field_get_control (ATLAS_BLOCK_SUBDISTRICT, plan), ==,
                   ATLAS_CONTROL_CHOICE);
  g_assert_cmpint (atlas_field_get_control (ATLAS_BLOCK_SUBDISTRICT, without), ==,
                   ATLAS_CONTROL_ENTRY);
  g_assert_nonnull (strstr (choice->label, atlas_feature_get_text (first, "code")));
  g_assert_nonnull (strstr (choice->label, atlas_feature_get_name (first, ATLAS_LANGUAGE_ZH)));
  g_assert_nonnull (strstr (choice->json, atlas_feature_get_text (first, "code")));
}

/* GTK counts a wide character as a narrow one. */
static void
test_tooltips (void)
{
  g_autofree char *fitted = atlas_tooltip_dup_fitted ("主菜单");

  g_assert_true (g_str_has_prefix (fitted, "主菜单"));
  g_assert_cmpint (g_utf8_strlen (fitted, -1), >=, 6);
  g_assert_null (atlas_tooltip_dup_fitted (fitted));
  g_assert_null (atlas_tooltip_dup_fitted ("Main Menu"));
}

static void
test_reasons (void)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();
  g_auto(GStrv) reasons = NULL;

  g_settings_reset (settings, "recent-reasons");
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *reason = g_strdup_printf (" 第%u次会议 ", i);

      atlas_reasons_add (settings, reason);
    }
  atlas_reasons_add (settings, "第15次会议");
  atlas_reasons_add (settings, "   ");
  reasons = atlas_reasons_list (settings);
  g_assert_cmpuint (g_strv_length (reasons), ==, ATLAS_REASONS_MAX);
  g_assert_cmpstr (reasons[0], ==, "第15次会议");
  g_assert_cmpstr (reasons[1], ==, "第29次会议");
  for (guint i = 1; reasons[i] != NULL; i++)
    g_assert_cmpstr (reasons[i], !=, "第15次会议");
  g_settings_reset (settings, "recent-reasons");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-control/numbers-are-in-the-unit-shown", test_units);
  g_test_add_func ("/field-control/what-is-no-number-is-refused", test_refused);
  g_test_add_func ("/field-control/limits-are-in-the-unit-shown", test_limits);
  g_test_add_func ("/field-control/blank-is-unknown-where-that-may-be", test_unknown);
  g_test_add_func ("/field-control/what-is-shown-is-the-very-value", test_round_trip);
  g_test_add_func ("/field-control/several-values-are-none", test_mixed);
  g_test_add_func ("/field-control/much-demolition-is-warned-of", test_warning);
  g_test_add_func ("/field-control/what-is-editable-has-a-control", test_editable);
  g_test_add_func ("/field-control/all-choices-can-be-made", test_choices);
  g_test_add_func ("/field-control/subdistricts-are-picked", test_subdistricts);
  g_test_add_func ("/field-control/tooltips-have-room", test_tooltips);
  g_test_add_func ("/field-control/reasons-newest-first-each-once", test_reasons);

  return g_test_run ();
}
