/* Does the sample add up to the plan's figures? The expected numbers are those
 * of the plan's text (its chapters 2, 4 and 7) and of the table of targets that
 * goes with the sources, not the program's own output. */
#include "atlas-sample.h"

#include <math.h>
#include <string.h>

#define WAN 1e4

static AtlasPlan *plan;

static const struct
{
  guint  n_blocks;
  double km2;
  double least;
  double most;
  guint  n_classes[ATLAS_N_CLASSES];
  guint  n_sites[ATLAS_N_RESOURCES];
  double floor_area[ATLAS_N_RESOURCES]; /* 1e4 m² */
} zones[ATLAS_N_ZONES] = {
  { 183, 92.28, 0.3, 1, { 40, 72, 71 }, { 1100, 620, 30 }, { 2750, 1300, 150 } },
  { 560, 1130, 0.6, 5, { 92, 176, 292 }, { 2450, 1060, 170 }, { 8950, 2650, 800 } },
  { 36, 155, 2, 7, { 8, 14, 14 }, { 240, 75, 55 }, { 850, 150, 300 } },
  { 450, 1655, 1, 8, { 30, 90, 330 }, { 760, 400, 360 }, { 2700, 800, 1900 } },
  { 142, 530.22, 1, 8, { 8, 27, 107 }, { 250, 65, 85 }, { 750, 100, 350 } },
};

static const struct
{
  const char *authority;
  guint       n_blocks;
  double      km2;
} authorities[] = {
  { "110101", 83, 41.8 }, { "110102", 100, 50.4 }, { "110105", 215, 430 }, { "110108", 165, 340 },
  { "110106", 140, 285 }, { "110107", 40, 75 }, { "110112", 36 + 50, 155 + 190 },
  { "110113", 95, 360 }, { "110115", 92, 330 }, { "yizhuang", 60, 225 },
  { "110114", 88 + 8, 320 + 30 }, { "110111", 65 + 14, 230 + 60.22 }, { "110109", 22, 75 },
  { "110117", 23, 85 }, { "110116", 25, 95 }, { "110118", 28, 110 }, { "110119", 22, 75 },
};

static const AtlasBlockValues *
values_of (guint i)
{
  return atlas_block_get_values (atlas_plan_get_block (plan, i));
}

static void
assert_within (double value,
               double wanted,
               double share)
{
  g_assert_cmpfloat (fabs (value - wanted), <=, share * wanted);
}

static void
test_blocks_by_zone_are_the_plans (void)
{
  guint n[ATLAS_N_ZONES] = { 0 };
  guint classes[ATLAS_N_ZONES][ATLAS_N_CLASSES] = { 0 };
  double km2[ATLAS_N_ZONES] = { 0 };
  double total = 0;

  g_assert_cmpuint (atlas_plan_get_n_blocks (plan), ==, 1371);
  for (guint i = 0; i < 1371; i++)
    {
      const AtlasBlockValues *values = values_of (i);

      n[values->zone]++;
      classes[values->zone][values->class_]++;
      km2[values->zone] += values->area / 1e6;
      total += values->area / 1e6;
    }
  for (guint z = 0; z < ATLAS_N_ZONES; z++)
    {
      g_assert_cmpuint (n[z], ==, zones[z].n_blocks);
      for (guint c = 0; c < ATLAS_N_CLASSES; c++)
        g_assert_cmpuint (classes[z][c], ==, zones[z].n_classes[c]);
      assert_within (km2[z], zones[z].km2, 0.005);
    }
  assert_within (total, 3562.5, 0.001);
}

static void
test_blocks_by_authority_are_the_plans (void)
{
  for (guint a = 0; a < G_N_ELEMENTS (authorities); a++)
    {
      guint n = 0;
      double km2 = 0;

      for (guint i = 0; i < 1371; i++)
        if (g_strcmp0 (values_of (i)->authority, authorities[a].authority) == 0)
          {
            n++;
            km2 += values_of (i)->area / 1e6;
          }
      g_assert_cmpuint (n, ==, authorities[a].n_blocks);
      assert_within (km2, authorities[a].km2, 0.005);
    }
}

static void
test_block_sizes_are_the_zones (void)
{
  for (guint i = 0; i < 1371; i++)
    {
      g_assert_cmpfloat (values_of (i)->area / 1e6, >=, zones[values_of (i)->zone].least);
      g_assert_cmpfloat (values_of (i)->area / 1e6, <=, zones[values_of (i)->zone].most);
    }
}

static void
test_floor_areas_by_zone_are_the_plans (void)
{
  double floor_area[ATLAS_N_ZONES][ATLAS_N_RESOURCES] = { 0 };
  guint n[ATLAS_N_ZONES][ATLAS_N_RESOURCES] = { 0 };
  AtlasSites *sites = atlas_plan_get_sites (plan);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      int zone = values_of ((guint) site.block)->zone;

      n[zone][site.resource]++;
      floor_area[zone][site.resource] += site.floor_area;
    }
  for (guint z = 0; z < ATLAS_N_ZONES; z++)
    for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
      {
        g_assert_cmpuint (n[z][r], ==, zones[z].n_sites[r]);
        assert_within (floor_area[z][r], zones[z].floor_area[r] * WAN, 0.005);
      }
}

static void
test_block_amounts_are_the_sums_of_their_sites (void)
{
  g_autofree double *count = g_new0 (double, 1371 * ATLAS_N_RESOURCES);
  g_autofree double *floor_area = g_new0 (double, 1371 * ATLAS_N_RESOURCES);
  AtlasSites *sites = atlas_plan_get_sites (plan);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      count[site.block * ATLAS_N_RESOURCES + site.resource] += 1;
      floor_area[site.block * ATLAS_N_RESOURCES + site.resource] += site.floor_area;
    }
  for (guint i = 0; i < 1371; i++)
    for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
      {
        g_assert_cmpfloat (values_of (i)->count[r], ==, count[i * ATLAS_N_RESOURCES + r]);
        g_assert_cmpfloat (values_of (i)->floor_area[r], ==, floor_area[i * ATLAS_N_RESOURCES + r]);
      }
}

static void
test_classes_share_the_floor_area (void)
{
  static const double shares[ATLAS_N_CLASSES] = { 0.38, 0.42, 0.20 };
  double floor_area[ATLAS_N_CLASSES] = { 0 };

  for (guint i = 0; i < 1371; i++)
    floor_area[values_of (i)->class_] +=
      atlas_block_get_renewable_floor_area (atlas_plan_get_block (plan, i));
  for (guint c = 0; c < ATLAS_N_CLASSES; c++)
    assert_within (floor_area[c], shares[c] * 24500 * WAN, 0.01);
}

static void
test_near_term_projects_are_the_plans (void)
{
  static const double wanted[ATLAS_N_CLASSES] = { 420, 170, 40 };
  double n[ATLAS_N_CLASSES] = { 0 };

  for (guint i = 0; i < 1371; i++)
    {
      n[values_of (i)->class_] += values_of (i)->near_term_projects;
      if (values_of (i)->class_ == ATLAS_CLASS_KEY)
        g_assert_cmpfloat (values_of (i)->near_term_projects, >=, 1);
    }
  for (guint c = 0; c < ATLAS_N_CLASSES; c++)
    g_assert_cmpfloat (n[c], ==, wanted[c]);
}

/* More blocks than the key ones reach 80 %, so that the threshold alone does
 * not give the list. */
static void
test_implementation_rate_is_not_enough (void)
{
  guint n[ATLAS_N_CLASSES] = { 0 };

  for (guint i = 0; i < 1371; i++)
    if (values_of (i)->implementation_rate >= 80)
      n[values_of (i)->class_]++;
  g_assert_cmpuint (n[ATLAS_CLASS_KEY], ==, 178);
  g_assert_cmpuint (n[ATLAS_CLASS_RENEWAL], ==, 120);
  g_assert_cmpuint (n[ATLAS_CLASS_GENERAL], ==, 80);
}

static void
test_values_are_a_planners (void)
{
  guint torn_down = 0;

  for (guint i = 0; i < 1371; i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);
      const AtlasBlockValues *values = values_of (i);

      g_assert_cmpfloat (atlas_block_get_renewable_floor_area (block), <=, 1.5 * values->area);
      for (guint i_field = 0; i_field < ATLAS_BLOCK_N_FIELDS; i_field++)
        {
          const AtlasFieldInfo *field = atlas_block_field_info (i_field);

          if (i_field != ATLAS_BLOCK_NOTE && field->type == ATLAS_FIELD_TEXT)
            g_assert_nonnull (G_STRUCT_MEMBER (char *, values, field->offset));
        }
      g_assert_cmpint (values->main_function, >=, 0);
      g_assert_cmpstr (atlas_vocabulary_get_key (&atlas_vocabulary_provenances, values->provenance),
                       ==, "sample");
      g_assert_true (g_str_has_prefix (values->subdistrict, values->district));
      torn_down += values->demolition_share > 20;
    }

  /* The plan's bound is "in principle": few are above it, and some. */
  g_assert_cmpuint (torn_down, >, 0);
  g_assert_cmpuint (torn_down, <, 1371 / 20);
}

static void
test_compounds_are_from_before_2001 (void)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  double floor_area = 0, households = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      if (site.resource != ATLAS_RESOURCE_COMPOUNDS)
        continue;
      g_assert_cmpint (site.year_built, <=, 2000);
      g_assert_cmpint (site.year_built, >=, 1949);
      floor_area += site.floor_area;
      households += site.households;
    }
  assert_within (floor_area / households, 62, 0.05);
}

static void
test_site_ids_do_not_repeat (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  AtlasSites *sites = atlas_plan_get_sites (plan);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      g_assert_true (g_hash_table_add (seen, (gpointer) site.id));
      g_assert_nonnull (site.name);
    }
}

static void
test_codes_are_as_the_bureau_writes_them (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GRegex) pattern = g_regex_new (
    "^(DC|XC|CY|FT|SJS|HD|MTG|FS|TZ|SY|CP|DX|HR|PG|MY|YQ|FZX|YZ)00-[0-9]{4}$", 0, 0, NULL);

  for (guint i = 0; i < 1371; i++)
    {
      const char *code = values_of (i)->code;

      g_assert_true (g_regex_match (pattern, code, 0, NULL));
      g_assert_true (g_hash_table_add (seen, (gpointer) code));
      if (i > 0)
        g_assert_cmpstr (values_of (i - 1)->code, <, code);
      g_assert_cmpint (g_str_has_prefix (code, "YZ"), ==,
                       g_str_equal (values_of (i)->authority, "yizhuang"));
      g_assert_cmpint (g_str_has_prefix (code, "FZX"), ==,
                       values_of (i)->zone == ATLAS_ZONE_SUBCENTER);
    }
}

static void
test_layers_are_complete (void)
{
  static const struct
  {
    AtlasLayer layer;
    guint      n;
  } wanted[] = {
    { ATLAS_LAYER_ZONES, 5 }, { ATLAS_LAYER_DISTRICTS, 16 }, { ATLAS_LAYER_AUTHORITIES, 17 },
    { ATLAS_LAYER_SUBDISTRICTS, 349 },
    { ATLAS_LAYER_AXES, 6 }, { ATLAS_LAYER_ROADS, 5 + 15 }, { ATLAS_LAYER_RAIL, 35 },
    { ATLAS_LAYER_WATER, 40 + 19 }, { ATLAS_LAYER_BUSINESS_DISTRICTS, 52 },
    { ATLAS_LAYER_PROJECTS, 67 }, { ATLAS_LAYER_LANDMARKS, 50 }, { ATLAS_LAYER_STATIONS, 364 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      GListModel *features = atlas_plan_get_features (plan, wanted[i].layer);

      g_assert_cmpuint (g_list_model_get_n_items (features), ==, wanted[i].n);
    }
}

static void
test_each_block_is_in_a_named_subdistrict_of_its_district (void)
{
  GListModel *features = atlas_plan_get_features (plan, ATLAS_LAYER_SUBDISTRICTS);
  g_autoptr(GHashTable) districts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (features); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);

      g_hash_table_insert (districts, (gpointer) atlas_feature_get_text (feature, "code"),
                           (gpointer) atlas_feature_get_text (feature, "district"));
    }
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    if (values_of (i)->subdistrict != NULL)
      g_assert_cmpstr (g_hash_table_lookup (districts, values_of (i)->subdistrict), ==,
                       values_of (i)->district);
}

static void
test_places_have_english_names (void)
{
  static const AtlasLayer layers[] = {
    ATLAS_LAYER_ZONES, ATLAS_LAYER_DISTRICTS, ATLAS_LAYER_AUTHORITIES, ATLAS_LAYER_AXES,
    ATLAS_LAYER_ROADS, ATLAS_LAYER_RAIL, ATLAS_LAYER_WATER, ATLAS_LAYER_BUSINESS_DISTRICTS,
    ATLAS_LAYER_PROJECTS, ATLAS_LAYER_LANDMARKS, ATLAS_LAYER_STATIONS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      GListModel *features = atlas_plan_get_features (plan, layers[i]);

      for (guint j = 0; j < g_list_model_get_n_items (features); j++)
        {
          g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, j);
          const char *name = atlas_feature_get_text (feature, "name_en");

          g_assert_nonnull (name);
          for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
            g_assert_cmpint (g_unichar_get_script (g_utf8_get_char (at)), !=, G_UNICODE_SCRIPT_HAN);
        }
    }
}

static gboolean
same_blocks (AtlasPlan *a,
             AtlasPlan *b)
{
  for (guint i = 0; i < 1371; i++)
    {
      AtlasBlock *p = atlas_plan_get_block (a, i);
      AtlasBlock *q = atlas_plan_get_block (b, i);

      if (g_strcmp0 (atlas_block_get_code (p), atlas_block_get_code (q)) != 0 ||
          !atlas_geometry_equal (atlas_block_get_geometry (p), atlas_block_get_geometry (q)) ||
          atlas_block_get_renewable_floor_area (p) != atlas_block_get_renewable_floor_area (q))
        return FALSE;
    }

  return TRUE;
}

static void
test_building_again_gives_the_same (void)
{
  g_autofree char *dir = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", NULL);
  g_autoptr(AtlasPlan) again = atlas_sample_build (dir, NULL);
  AtlasSites *a = atlas_plan_get_sites (plan);
  AtlasSites *b = atlas_plan_get_sites (again);

  g_assert_true (same_blocks (plan, again));
  g_assert_cmpuint (atlas_sites_get_n (a), ==, atlas_sites_get_n (b));
  g_assert_cmpmem (atlas_sites_get_x (a), atlas_sites_get_n (a) * sizeof (double),
                   atlas_sites_get_x (b), atlas_sites_get_n (b) * sizeof (double));
  g_assert_cmpmem (atlas_sites_get_floor_area (a), atlas_sites_get_n (a) * sizeof (double),
                   atlas_sites_get_floor_area (b), atlas_sites_get_n (b) * sizeof (double));
}

static void
test_missing_source_is_an_error (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (atlas_sample_build ("/nonexistent", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/nonexistent"));
}

/* 61 of the 67 projects have a position; where it lies in a block, that block
 * counts it. */
static void
test_named_projects_count (void)
{
  GListModel *projects = atlas_plan_get_features (plan, ATLAS_LAYER_PROJECTS);
  g_autofree guint *n = g_new0 (guint, 1371);
  guint placed = 0;

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr(AtlasFeature) project = g_list_model_get_item (projects, i);
      const char *code = atlas_feature_get_text (project, "block");
      guint block;

      placed += atlas_feature_get_geometry (project) != NULL;
      if (code == NULL)
        continue;
      g_assert_nonnull (atlas_plan_find_block (plan, code, &block));
      n[block]++;
    }
  g_assert_cmpuint (placed, ==, 61);
  for (guint i = 0; i < 1371; i++)
    g_assert_cmpfloat (values_of (i)->near_term_projects, >=, n[i]);
}

static void
test_plan_says_it_is_a_sample (void)
{
  g_assert_true (atlas_plan_is_sample (plan));
  g_assert_cmpstr (atlas_plan_get_meta (plan, "format"), ==, "renewal-atlas-plan");
  g_assert_cmpstr (atlas_plan_get_meta (plan, "format_version"), ==, "1");
  g_assert_true (g_uuid_string_is_valid (atlas_plan_get_meta (plan, "plan_id")));
  g_assert_nonnull (strstr (atlas_plan_get_meta (plan, "source"), "示例数据"));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr(GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  dir = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", NULL);
  plan = atlas_sample_build (dir, &error);
  g_assert_no_error (error);

  g_test_add_func ("/sample/zones", test_blocks_by_zone_are_the_plans);
  g_test_add_func ("/sample/authorities", test_blocks_by_authority_are_the_plans);
  g_test_add_func ("/sample/block-sizes", test_block_sizes_are_the_zones);
  g_test_add_func ("/sample/floor-areas", test_floor_areas_by_zone_are_the_plans);
  g_test_add_func ("/sample/amounts-are-sums", test_block_amounts_are_the_sums_of_their_sites);
  g_test_add_func ("/sample/class-shares", test_classes_share_the_floor_area);
  g_test_add_func ("/sample/near-term-projects", test_near_term_projects_are_the_plans);
  g_test_add_func ("/sample/implementation-rate", test_implementation_rate_is_not_enough);
  g_test_add_func ("/sample/values", test_values_are_a_planners);
  g_test_add_func ("/sample/compounds", test_compounds_are_from_before_2001);
  g_test_add_func ("/sample/site-ids", test_site_ids_do_not_repeat);
  g_test_add_func ("/sample/codes", test_codes_are_as_the_bureau_writes_them);
  g_test_add_func ("/sample/layers", test_layers_are_complete);
  g_test_add_func ("/sample/subdistricts",
                   test_each_block_is_in_a_named_subdistrict_of_its_district);
  g_test_add_func ("/sample/named-projects", test_named_projects_count);
  g_test_add_func ("/sample/english-names", test_places_have_english_names);
  g_test_add_func ("/sample/same-again", test_building_again_gives_the_same);
  g_test_add_func ("/sample/missing-source", test_missing_source_is_an_error);
  g_test_add_func ("/sample/says-so", test_plan_says_it_is_a_sample);
  result = g_test_run ();
  g_clear_object (&plan);

  return result;
}
