/* What is selected adds up to what the plan says when all is selected, and
 * nothing that is unknown counts as 0. */

#include "atlas-block-summary.h"
#include "atlas-figures.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"

#include <math.h>

static AtlasBlockSummary
summarize (AtlasPlan *plan,
           guint      first,
           guint      end)
{
  AtlasBlockSummary summary;

  atlas_block_summary_init (&summary);
  for (guint i = first; i < end; i++)
    atlas_block_summary_add (&summary, atlas_block_get_values (atlas_plan_get_block (plan, i)));

  return summary;
}

static void
assert_close (double a,
              double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * MAX (fabs (b), 1));
}

static void
assert_is_total (AtlasPlan *plan)
{
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasStatistics) statistics = atlas_statistics_new (blocks);
  const AtlasTally *total = &statistics->total;
  AtlasBlockSummary all = summarize (plan, 0, atlas_plan_get_n_blocks (plan));

  g_assert_cmpuint (all.n_blocks, ==, total->n_blocks);
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    g_assert_cmpuint (all.n_by_class[i], ==, total->n_by_class[i]);
  assert_close (all.fields[ATLAS_BLOCK_AREA].sum, total->area);
  assert_close (all.fields[ATLAS_BLOCK_OTHER_FLOOR_AREA].sum, total->other_floor_area);
  assert_close (all.fields[ATLAS_BLOCK_NEAR_TERM_PROJECTS].sum, total->near_term_projects);
  assert_close (all.renewable_floor_area.sum, atlas_tally_get_renewable_floor_area (total));
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    {
      assert_close (all.fields[ATLAS_BLOCK_COMPOUNDS_COUNT + i].sum, total->count[i]);
      assert_close (all.fields[ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA + i].sum, total->floor_area[i]);
    }
}

static AtlasPlan *
load_sample (void)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GError) error = NULL;
  AtlasPlan *plan = atlas_plan_file_read (path, NULL, &error);

  g_assert_no_error (error);

  return plan;
}

static void
test_all_are_the_plan (void)
{
  g_autoptr(AtlasPlan) small = atlas_test_plan_new ();
  g_autoptr(AtlasPlan) large = atlas_test_plan_new_large (900);
  g_autoptr(AtlasPlan) sample = load_sample ();

  assert_is_total (small);
  assert_is_total (large);
  assert_is_total (sample);
}

static double
find_plan_figure (GArray     *figures,
                  const char *key)
{
  for (guint i = 0; i < figures->len; i++)
    if (g_str_equal (g_array_index (figures, AtlasFigure, i).key, key))
      return g_array_index (figures, AtlasFigure, i).plan;

  g_error ("there is no figure %s", key);
}

/* As the plan prints them in chapters 2, 4 and 7, which data/figures.csv has. */
static void
test_the_sample_is_the_published_plan (void)
{
  g_autoptr(AtlasPlan) plan = load_sample ();
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasStatistics) statistics = atlas_statistics_new (blocks);
  g_autoptr(GArray) figures = atlas_figures_compare (blocks, statistics);
  AtlasBlockSummary all = summarize (plan, 0, atlas_plan_get_n_blocks (plan));
  double area = find_plan_figure (figures, "block_area_total");
  double floor_area = find_plan_figure (figures, "renewable_floor_area_total");

  g_assert_cmpfloat (all.n_blocks, ==, find_plan_figure (figures, "block_count"));
  g_assert_cmpfloat (all.n_by_class[ATLAS_CLASS_KEY], ==,
                     find_plan_figure (figures, "key_block_count"));
  g_assert_cmpfloat_with_epsilon (all.fields[ATLAS_BLOCK_AREA].sum / 1e6, area, 0.001 * area);
  g_assert_cmpfloat_with_epsilon (all.renewable_floor_area.sum / 1e8, floor_area, 0.005 * floor_area);
}

static void
test_one_block_is_itself (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      const AtlasBlockValues *values = atlas_block_get_values (atlas_plan_get_block (plan, i));
      AtlasBlockSummary one = summarize (plan, i, i + 1);

      for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
        g_assert_false (one.fields[field].mixed);
      g_assert_true (one.fields[ATLAS_BLOCK_CODE].text == values->code);
      g_assert_true (one.fields[ATLAS_BLOCK_NOTE].text == values->note);
      g_assert_cmpint (one.fields[ATLAS_BLOCK_CLASS].word, ==, values->class_);
      g_assert_cmpint (one.fields[ATLAS_BLOCK_MAIN_FUNCTION].word, ==, values->main_function);
      g_assert_cmpint (one.fields[ATLAS_BLOCK_AREA].n_known, ==, !isnan (values->area));
      g_assert_cmpfloat (one.fields[ATLAS_BLOCK_AREA].sum, ==,
                         isnan (values->area) ? 0 : values->area);
    }
}

/* The small plan's last block says only what is required. */
static void
test_unknown_is_not_nothing (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  AtlasBlockSummary last = summarize (plan, 7, 8), both = summarize (plan, 6, 8);
  AtlasBlockField rate = ATLAS_BLOCK_IMPLEMENTATION_RATE;

  g_assert_cmpuint (last.fields[rate].n_known, ==, 0);
  g_assert_true (isnan (atlas_field_summary_get_mean (&last.fields[rate])));
  g_assert_true (isnan (last.fields[rate].minimum));
  g_assert_cmpuint (last.renewable_floor_area.n_known, ==, 0);
  g_assert_cmpint (last.fields[ATLAS_BLOCK_MAIN_FUNCTION].word, ==, -1);
  g_assert_cmpuint (last.fields[ATLAS_BLOCK_NOTE].n_known, ==, 0);
  g_assert_cmpuint (last.fields[ATLAS_BLOCK_CODE].n_known, ==, 1);

  g_assert_cmpuint (both.fields[rate].n_known, ==, 1);
  g_assert_true (both.fields[rate].mixed);
  assert_close (atlas_field_summary_get_mean (&both.fields[rate]), 80.6);
}

/* One of the four kinds is enough to know something of the whole. */
static void
test_renewable_is_known_by_any_kind (void)
{
  for (guint kind = 0; kind <= ATLAS_N_RESOURCES; kind++)
    {
      AtlasBlockValues values;
      AtlasBlockSummary summary;

      atlas_block_values_init (&values);
      if (kind < ATLAS_N_RESOURCES)
        values.floor_area[kind] = 5;
      else
        values.other_floor_area = 5;
      atlas_block_summary_init (&summary);
      atlas_block_summary_add (&summary, &values);
      g_assert_cmpuint (summary.renewable_floor_area.n_known, ==, 1);
      g_assert_cmpfloat (summary.renewable_floor_area.sum, ==, 5);
    }
}

/* By the sketch of the small plan: the first two are of one district and zone,
 * of classes 重点 and 更新, with rates of 80 and 80.1 %. */
static void
test_some_say_the_same (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  AtlasBlockSummary two = summarize (plan, 0, 2);

  g_assert_false (two.fields[ATLAS_BLOCK_DISTRICT].mixed);
  g_assert_cmpstr (two.fields[ATLAS_BLOCK_DISTRICT].text, ==, "110101");
  g_assert_false (two.fields[ATLAS_BLOCK_ZONE].mixed);
  g_assert_false (two.fields[ATLAS_BLOCK_NOTE].mixed);
  g_assert_true (two.fields[ATLAS_BLOCK_CODE].mixed);
  g_assert_true (two.fields[ATLAS_BLOCK_CLASS].mixed);
  g_assert_true (two.fields[ATLAS_BLOCK_IMPLEMENTATION_RATE].mixed);
  assert_close (atlas_field_summary_get_mean (&two.fields[ATLAS_BLOCK_IMPLEMENTATION_RATE]),
                80.05);
  assert_close (two.fields[ATLAS_BLOCK_AREA].sum, 2e6);
}

/* Whoever comes first, "mixed" is the same. */
static void
test_order_does_not_matter (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    for (guint j = 0; j < atlas_plan_get_n_blocks (plan); j++)
      {
        const AtlasBlockValues *a = atlas_block_get_values (atlas_plan_get_block (plan, i));
        const AtlasBlockValues *b = atlas_block_get_values (atlas_plan_get_block (plan, j));
        AtlasBlockSummary ab, ba;

        atlas_block_summary_init (&ab);
        atlas_block_summary_add (&ab, a);
        atlas_block_summary_add (&ab, b);
        atlas_block_summary_init (&ba);
        atlas_block_summary_add (&ba, b);
        atlas_block_summary_add (&ba, a);
        for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
          {
            g_assert_cmpint (ab.fields[field].mixed, ==, ba.fields[field].mixed);
            g_assert_cmpuint (ab.fields[field].n_known, ==, ba.fields[field].n_known);
            if (i == j)
              g_assert_false (ab.fields[field].mixed);
          }
      }
}

/* Each site is in one block or in none, as the site table says. */
static void
test_sites_are_counted_where_they_lie (void)
{
  static const guint some[] = { 0, 2, 5 };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  AtlasSites *sites = atlas_plan_get_sites (plan);
  guint counts[ATLAS_N_RESOURCES];

  atlas_sites_count_in_blocks (sites, some, G_N_ELEMENTS (some), counts);
  g_assert_cmpuint (counts[ATLAS_RESOURCE_COMPOUNDS], ==, 2 + 0 + 1);
  g_assert_cmpuint (counts[ATLAS_RESOURCE_BUILDINGS], ==, 1 + 2 + 1);
  g_assert_cmpuint (counts[ATLAS_RESOURCE_FACTORIES], ==, 1 + 0 + 1);

  atlas_sites_count_in_blocks (sites, NULL, 0, counts);
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    g_assert_cmpuint (counts[i], ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/block-summary/all-are-the-plan", test_all_are_the_plan);
  g_test_add_func ("/block-summary/the-sample-is-the-published-plan",
                   test_the_sample_is_the_published_plan);
  g_test_add_func ("/block-summary/one-block-is-itself", test_one_block_is_itself);
  g_test_add_func ("/block-summary/unknown-is-not-nothing", test_unknown_is_not_nothing);
  g_test_add_func ("/block-summary/renewable-is-known-by-any-kind",
                   test_renewable_is_known_by_any_kind);
  g_test_add_func ("/block-summary/some-say-the-same", test_some_say_the_same);
  g_test_add_func ("/block-summary/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/block-summary/sites-are-counted-where-they-lie",
                   test_sites_are_counted_where_they_lie);

  return g_test_run ();
}
