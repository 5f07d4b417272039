#include "atlas-layer-summary.h"
#include "atlas-test-plan.h"

#include <math.h>

/* name_zh, name_en, kind, accuracy_m, source */
enum { KIND = 2, ACCURACY, SOURCE };

static void
add_road (GPtrArray  *roads,
          const char *kind,
          double      accuracy,
          const char *source)
{
  AtlasFeature *road = atlas_feature_new_take (ATLAS_LAYER_ROADS, NULL);

  atlas_feature_set_text (road, KIND, kind);
  atlas_feature_set_number (road, ACCURACY, accuracy);
  atlas_feature_set_text (road, SOURCE, source);
  g_ptr_array_add (roads, road);
}

static AtlasPlan *
make_plan (void)
{
  AtlasPlan *plan = atlas_test_plan_new ();
  GPtrArray *roads = g_ptr_array_new ();

  add_road (roads, "ring_road", NAN, NULL);
  add_road (roads, "ring_road", 120, "survey");
  add_road (roads, "expressway", 800, "drawn");
  add_road (roads, "ring_road", 90, "drawn");
  add_road (roads, "ring_road", NAN, "survey");
  atlas_plan_take_features (plan, ATLAS_LAYER_ROADS, roads);

  return plan;
}

static void
test_rows_of_a_kind (void)
{
  g_autoptr(AtlasPlan) plan = make_plan ();
  g_autoptr(AtlasLayerSummary) rings =
    atlas_layer_summary_new_for_features (plan, ATLAS_LAYER_ROADS, "ring_road");
  g_autoptr(AtlasLayerSummary) all =
    atlas_layer_summary_new_for_features (plan, ATLAS_LAYER_ROADS, NULL);

  g_assert_cmpuint (rings->n_objects, ==, 4);
  g_assert_cmpfloat (rings->least_accuracy, ==, 90);
  g_assert_cmpfloat (rings->largest_accuracy, ==, 120);
  g_assert_cmpuint (rings->sources->len, ==, 2);
  g_assert_cmpstr (rings->sources->pdata[0], ==, "survey");
  g_assert_cmpstr (rings->sources->pdata[1], ==, "drawn");
  g_assert_cmpuint (all->n_objects, ==, 5);
  g_assert_cmpfloat (all->largest_accuracy, ==, 800);
}

/* Whatever columns a table has or lacks. */
static void
test_every_table_has_a_summary (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    {
      g_autoptr(AtlasLayerSummary) summary =
        atlas_layer_summary_new_for_features (plan, layer, NULL);

      g_assert_cmpuint (summary->n_objects, ==,
                        g_list_model_get_n_items (atlas_plan_get_features (plan, layer)));
      g_assert_true (isnan (summary->least_accuracy) == isnan (summary->largest_accuracy));
    }
}

static void
test_nothing_is_known_of_nothing (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(AtlasLayerSummary) roads =
    atlas_layer_summary_new_for_features (plan, ATLAS_LAYER_ROADS, NULL);

  g_assert_cmpuint (roads->n_objects, ==, 0);
  g_assert_cmpuint (roads->sources->len, ==, 0);
  g_assert_cmpuint (roads->provenances, ==, 0);
  g_assert_true (isnan (roads->least_accuracy));
}

static guint
bit (const char *provenance)
{
  return 1u << atlas_vocabulary_find (&atlas_vocabulary_provenances, provenance);
}

/* The test plan's sites of known provenance are samples; one stray compound
 * and the last block have none. */
static void
test_blocks_and_sites (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasLayerSummary) blocks = atlas_layer_summary_new_for_blocks (plan);
  g_autoptr(AtlasLayerSummary) all = atlas_layer_summary_new_for_sites (plan, -1);
  guint n = 0;

  g_assert_cmpuint (blocks->n_objects, ==, atlas_plan_get_n_blocks (plan));
  g_assert_cmpuint (blocks->provenances, ==, bit ("sample"));
  g_assert_cmpuint (all->n_objects, ==, atlas_sites_get_n (atlas_plan_get_sites (plan)));
  for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    {
      g_autoptr(AtlasLayerSummary) some = atlas_layer_summary_new_for_sites (plan, resource);

      g_assert_cmpuint (some->provenances, ==, bit ("sample"));
      n += some->n_objects;
    }
  g_assert_cmpuint (n, ==, all->n_objects);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layer-summary/rows-of-a-kind", test_rows_of_a_kind);
  g_test_add_func ("/layer-summary/every-table-has-one", test_every_table_has_a_summary);
  g_test_add_func ("/layer-summary/nothing-is-known-of-nothing", test_nothing_is_known_of_nothing);
  g_test_add_func ("/layer-summary/blocks-and-sites", test_blocks_and_sites);

  return g_test_run ();
}
