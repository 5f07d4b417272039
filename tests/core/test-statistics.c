#include "atlas-figures.h"
#include "atlas-statistics.h"
#include "atlas-test-plan.h"

#include <math.h>

static void
add (AtlasTally       *sum,
     const AtlasTally *tally)
{
  sum->n_blocks += tally->n_blocks;
  sum->area += tally->area;
  sum->other_floor_area += tally->other_floor_area;
  sum->near_term_projects += tally->near_term_projects;
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    {
      sum->floor_area[i] += tally->floor_area[i];
      sum->count[i] += tally->count[i];
      sum->n_sites[i] += tally->n_sites[i];
    }
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    {
      sum->n_by_class[i] += tally->n_by_class[i];
      sum->class_floor_area[i] += tally->class_floor_area[i];
    }
}

static void
assert_close (double a,
              double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * MAX (fabs (b), 1));
}

/* Each block counts once in its zone and once under its authority; a site
 * outside all blocks counts in the total alone. */
static void
assert_is_total (const AtlasTally *sum,
                 const AtlasTally *total,
                 guint             n_stray)
{
  g_assert_cmpuint (sum->n_blocks, ==, total->n_blocks);
  assert_close (sum->area, total->area);
  assert_close (sum->near_term_projects, total->near_term_projects);
  assert_close (atlas_tally_get_renewable_floor_area (sum),
                atlas_tally_get_renewable_floor_area (total));
  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    {
      g_assert_cmpuint (sum->n_by_class[i], ==, total->n_by_class[i]);
      assert_close (sum->class_floor_area[i], total->class_floor_area[i]);
    }
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    assert_close (sum->count[i], total->count[i]);
  g_assert_cmpuint (sum->n_sites[0] + n_stray, ==, total->n_sites[0]);
}

static void
assert_parts_are_the_total (AtlasPlan *plan,
                            guint      n_stray)
{
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasStatistics) statistics = atlas_statistics_new (blocks);
  AtlasTally zones = { 0 }, authorities = { 0 };

  for (guint i = 0; i < ATLAS_N_ZONES; i++)
    add (&zones, &statistics->zones[i]);
  for (guint i = 0; i < statistics->authorities->len; i++)
    add (&authorities,
         &g_array_index (statistics->authorities, AtlasAuthorityTally, i).tally);

  assert_is_total (&zones, &statistics->total, n_stray);
  assert_is_total (&authorities, &statistics->total, n_stray);
}

static void
test_parts_are_the_total (void)
{
  g_autoptr(AtlasPlan) small = atlas_test_plan_new ();
  g_autoptr(AtlasPlan) large = atlas_test_plan_new_large (900);

  assert_parts_are_the_total (small, 1);
  assert_parts_are_the_total (large, 0);
}

/* Counted by hand from the sketch of the small plan: four squares of 1 km²,
 * one with a hole of 0.04, the block in it, and two squares of 300 and 400 m;
 * the last block says nothing of itself but its class. */
static void
test_small_plan_by_hand (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasStatistics) statistics = atlas_statistics_new (blocks);
  const AtlasTally *total = &statistics->total;
  const AtlasAuthorityTally *first =
    &g_array_index (statistics->authorities, AtlasAuthorityTally, 0);

  g_assert_cmpuint (total->n_blocks, ==, 8);
  g_assert_cmpuint (total->n_by_class[ATLAS_CLASS_KEY], ==, 2);
  g_assert_cmpuint (total->n_by_class[ATLAS_CLASS_RENEWAL], ==, 2);
  g_assert_cmpuint (total->n_by_class[ATLAS_CLASS_GENERAL], ==, 4);
  assert_close (total->area, 4e6 + 0.96e6 + 0.04e6 + 0.09e6 + 0.16e6);
  g_assert_cmpuint (total->n_sites[ATLAS_RESOURCE_COMPOUNDS], ==, 6);
  g_assert_cmpuint (total->n_sites[ATLAS_RESOURCE_FACTORIES], ==, 3);
  assert_close (total->count[ATLAS_RESOURCE_COMPOUNDS], 5);
  assert_close (total->floor_area[ATLAS_RESOURCE_COMPOUNDS], 5 * 10000.25 + 500);
  assert_close (total->near_term_projects, 0 + 1 + 2 + 3 + 4 + 5 + 6);

  g_assert_cmpuint (statistics->authorities->len, ==, 2);
  g_assert_cmpstr (first->authority, ==, "110101");
  g_assert_cmpuint (first->tally.n_blocks, ==, 4);
  assert_close (statistics->zones[ATLAS_ZONE_NEWTOWNS].area, 0.96e6);
}

static const AtlasFigure *
find_figure (GArray     *figures,
             const char *key)
{
  for (guint i = 0; i < figures->len; i++)
    if (g_str_equal (g_array_index (figures, AtlasFigure, i).key, key))
      return &g_array_index (figures, AtlasFigure, i);

  g_error ("there is no figure %s", key);
}

/* The numbers are the plan's: chapter 2 part 3, chapter 4 part 2 and chapter 7. */
static void
set_plan_totals (AtlasStatistics *statistics)
{
  static const double zones[ATLAS_N_ZONES] = { 0.42e8, 1.24e8, 0.13e8, 0.54e8, 0.12e8 };
  AtlasTally *total = &statistics->total;

  total->n_blocks = 1371;
  total->n_by_class[ATLAS_CLASS_KEY] = 178;
  total->n_by_class[ATLAS_CLASS_RENEWAL] = 379;
  total->n_by_class[ATLAS_CLASS_GENERAL] = 814;
  total->area = 3562.5e6;
  total->near_term_projects = 630;
  total->floor_area[ATLAS_RESOURCE_COMPOUNDS] = 1.6e8;
  total->floor_area[ATLAS_RESOURCE_BUILDINGS] = 500e4;
  total->floor_area[ATLAS_RESOURCE_FACTORIES] = 2.45e8 - 1.6e8 - 500e4;
  total->count[ATLAS_RESOURCE_FACTORIES] = 700;
  for (guint i = 0; i < ATLAS_N_ZONES; i++)
    {
      statistics->zones[i] = (AtlasTally) { 0 };
      statistics->zones[i].other_floor_area = zones[i];
    }
}

static void
test_figures_of_the_plan_do_not_differ (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasStatistics) statistics = atlas_statistics_new (blocks);
  g_autoptr(GArray) figures = NULL;

  set_plan_totals (statistics);
  figures = atlas_figures_compare (blocks, statistics);
  g_assert_cmpuint (figures->len, ==, 16);
  for (guint i = 0; i < figures->len; i++)
    {
      const AtlasFigure *figure = &g_array_index (figures, AtlasFigure, i);

      /* The small plan has one business district that stands for the plan's. */
      g_assert_cmpint (figure->differs, ==,
                       g_str_equal (figure->key, "business_district_count"));
    }
}

static void
test_other_figures_differ (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasBlockTable) blocks = atlas_block_table_new (plan);
  g_autoptr(AtlasStatistics) statistics = atlas_statistics_new (blocks);
  g_autoptr(GArray) figures = NULL;

  set_plan_totals (statistics);
  statistics->total.n_blocks++;
  statistics->total.area *= 1.002;
  statistics->total.near_term_projects = 599;
  statistics->zones[ATLAS_ZONE_CENTRAL].other_floor_area *= 1.004;
  statistics->zones[ATLAS_ZONE_CORE].other_floor_area *= 1.006;
  figures = atlas_figures_compare (blocks, statistics);

  g_assert_true (find_figure (figures, "block_count")->differs);
  g_assert_true (find_figure (figures, "block_area_total")->differs);
  g_assert_true (find_figure (figures, "near_term_project_min")->differs);
  g_assert_true (find_figure (figures, "renewable_floor_area_core")->differs);
  g_assert_false (find_figure (figures, "renewable_floor_area_central")->differs);
  g_assert_cmpfloat (find_figure (figures, "block_count")->plan, ==, 1371);
  g_assert_cmpfloat (find_figure (figures, "block_count")->file, ==, 1372);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/statistics/parts-are-the-total", test_parts_are_the_total);
  g_test_add_func ("/statistics/small-plan-by-hand", test_small_plan_by_hand);
  g_test_add_func ("/figures/plan-does-not-differ", test_figures_of_the_plan_do_not_differ);
  g_test_add_func ("/figures/others-differ", test_other_figures_differ);

  return g_test_run ();
}
