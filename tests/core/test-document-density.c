#include "atlas-density-region.h"
#include "atlas-document-density.h"
#include "atlas-error.h"
#include "atlas-test-plan.h"

#include <math.h>

#define KM2_PER_CELL (0.1 * 0.1)

static void
add_site (AtlasSites *sites,
          const char *id,
          int         resource,
          double      x,
          double      floor_area)
{
  atlas_sites_add (sites, &(AtlasSite) { .id = id, .resource = resource, .block = -1,
                                         .households = -1, .year_built = -1, .provenance = -1,
                                         .x = x, .y = 4420000, .floor_area = floor_area });
}

/* One district of 20 × 20 km around E 445 km, N 4420 km. */
static AtlasPlan *
make_plan (AtlasSites *sites)
{
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *districts = g_ptr_array_new_with_free_func (g_object_unref);
  AtlasGeometry *square = atlas_test_rectangle (435000, 4410000, 455000, 4430000);

  g_ptr_array_add (districts, atlas_feature_new_take (ATLAS_LAYER_DISTRICTS, square));
  atlas_plan_take_features (plan, ATLAS_LAYER_DISTRICTS, districts);
  atlas_plan_take_sites (plan, sites);

  return plan;
}

static double
get_total (AtlasPlan     *plan,
           AtlasResource  resource)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid = atlas_document_density_for_plan (plan, resource, NULL, &error);

  g_assert_no_error (error);

  return atlas_grid_get_sum (grid) * KM2_PER_CELL;
}

static void
test_each_resource_has_its_own_floor_area (void)
{
  AtlasSites *sites = atlas_sites_new ();
  g_autoptr(AtlasPlan) plan = NULL;

  add_site (sites, "a", ATLAS_RESOURCE_COMPOUNDS, 440000, 1000);
  add_site (sites, "b", ATLAS_RESOURCE_COMPOUNDS, 455000, 2000);
  add_site (sites, "c", ATLAS_RESOURCE_FACTORIES, 445000, 50000);
  plan = make_plan (sites);

  g_assert_cmpfloat_with_epsilon (get_total (plan, ATLAS_RESOURCE_COMPOUNDS), 3000, 0.3);
  g_assert_cmpfloat_with_epsilon (get_total (plan, ATLAS_RESOURCE_FACTORIES), 50000, 5);
  g_assert_cmpfloat (get_total (plan, ATLAS_RESOURCE_BUILDINGS), ==, 0);
}

static void
test_unknown_floor_area_adds_nothing (void)
{
  AtlasSites *sites = atlas_sites_new ();
  g_autoptr(AtlasPlan) plan = NULL;

  add_site (sites, "a", ATLAS_RESOURCE_COMPOUNDS, 440000, 1000);
  add_site (sites, "b", ATLAS_RESOURCE_COMPOUNDS, 441000, NAN);
  plan = make_plan (sites);

  g_assert_cmpfloat_with_epsilon (get_total (plan, ATLAS_RESOURCE_COMPOUNDS), 1000, 0.1);
}

static void
test_the_grid_covers_the_districts (void)
{
  g_autoptr(AtlasPlan) plan = make_plan (atlas_sites_new ());
  g_autoptr(AtlasGrid) grid =
    atlas_document_density_for_plan (plan, ATLAS_RESOURCE_COMPOUNDS, NULL, NULL);
  AtlasBox box = atlas_grid_get_box (grid);

  g_assert_cmpfloat (atlas_grid_get_cell (grid), ==, 100);
  g_assert_cmpfloat (box.x0, ==, 435000 - 2000);
  g_assert_cmpfloat (box.y0, ==, 4410000 - 2000);
  g_assert_cmpfloat (box.x1, ==, 455000 + 2000);
  g_assert_cmpfloat (box.y1, ==, 4430000 + 2000);
}

static void
test_a_plan_of_blocks_only_has_densities (void)
{
  g_autoptr(AtlasPlan) whole = atlas_test_plan_new_large (60);
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < atlas_plan_get_n_blocks (whole); i++)
    g_ptr_array_add (blocks, g_object_ref (atlas_plan_get_block (whole, i)));
  atlas_plan_take_blocks (plan, blocks);
  atlas_plan_take_sites (plan, atlas_sites_ref (atlas_plan_get_sites (whole)));

  for (int resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    g_assert_cmpfloat_with_epsilon (get_total (plan, (AtlasResource) resource) /
                                    get_total (whole, (AtlasResource) resource), 1, 1e-4);
}

static void
test_an_empty_plan_is_refused (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasGrid) grid =
    atlas_document_density_for_plan (plan, ATLAS_RESOURCE_COMPOUNDS, NULL, &error);

  g_assert_null (grid);
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
}

/* A slip of the pen in a file must be told, not drawn. */
static void
test_an_impossible_floor_area_is_refused (void)
{
  AtlasSites *sites = atlas_sites_new ();
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(GError) error = NULL;

  add_site (sites, "a", ATLAS_RESOURCE_COMPOUNDS, 440000, 1e300);
  plan = make_plan (sites);
  grid = atlas_document_density_for_plan (plan, ATLAS_RESOURCE_COMPOUNDS, NULL, &error);

  g_assert_null (grid);
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
}

/* Of districts with holes and of several pieces, one by one; else of blocks. */
static void
test_the_region_is_where_districts_are (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasPlan) blocks_only = atlas_test_plan_new ();
  g_autoptr(AtlasGeometry) region = atlas_density_region_new (plan, NULL);
  g_autoptr(AtlasGeometry) of_blocks = NULL;
  GListModel *districts = atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS);
  double area = 0, block_area = 0;

  for (guint i = 0; i < g_list_model_get_n_items (districts); i++)
    {
      g_autoptr(AtlasFeature) district = g_list_model_get_item (districts, i);

      area += atlas_geometry_get_area (atlas_feature_get_geometry (district));
    }
  g_assert_cmpuint (g_list_model_get_n_items (districts), ==, 2);
  g_assert_cmpfloat_with_epsilon (atlas_geometry_get_area (region), area, 1e-6 * area);

  atlas_plan_take_features (blocks_only, ATLAS_LAYER_DISTRICTS,
                            g_ptr_array_new_with_free_func (g_object_unref));
  of_blocks = atlas_density_region_new (blocks_only, NULL);
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    block_area += atlas_geometry_get_area (
      atlas_block_get_geometry (atlas_plan_get_block (plan, i)));
  g_assert_cmpfloat_with_epsilon (atlas_geometry_get_area (of_blocks), block_area,
                                  1e-6 * block_area);
}

static void
test_without_shapes_there_is_no_region (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (atlas_density_region_new (plan, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-density/each-resource", test_each_resource_has_its_own_floor_area);
  g_test_add_func ("/document-density/unknown-floor-area", test_unknown_floor_area_adds_nothing);
  g_test_add_func ("/document-density/covers-the-districts", test_the_grid_covers_the_districts);
  g_test_add_func ("/document-density/blocks-only", test_a_plan_of_blocks_only_has_densities);
  g_test_add_func ("/document-density/empty-plan", test_an_empty_plan_is_refused);
  g_test_add_func ("/document-density/impossible-floor-area",
                   test_an_impossible_floor_area_is_refused);

  g_test_add_func ("/document-density/region", test_the_region_is_where_districts_are);
  g_test_add_func ("/document-density/no-region", test_without_shapes_there_is_no_region);

  return g_test_run ();
}
