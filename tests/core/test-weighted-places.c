/* Do the places where amounts are, for a density, add up to what blocks have,
 * whatever was edited? */
#include "atlas-weighted-places.h"

#include "atlas-edit.h"
#include "atlas-sample.h"
#include "atlas-test-plan.h"

#include <math.h>

/* A corner of the test plans, metres. */
#define WEST 440000.0
#define SOUTH 4410000.0
#define ROUNDING 1e-9

static double
get_amount (AtlasPlan     *plan,
            guint          block,
            AtlasResource  resource,
            AtlasMeasure   measure)
{
  const AtlasBlockValues *values = atlas_block_get_values (atlas_plan_get_block (plan, block));

  return measure == ATLAS_MEASURE_COUNT ? values->count[resource] : values->floor_area[resource];
}

static double
get_own (const AtlasSite *site,
         AtlasMeasure     measure)
{
  return measure == ATLAS_MEASURE_COUNT ? 1 : site->floor_area;
}

/* --- Plans that nobody has edited --- */

/* A factor of 1 leaves no trace, not even in the last bit. */
static void
assert_sites_as_they_are (AtlasPlan     *plan,
                          AtlasResource  resource,
                          AtlasMeasure   measure)
{
  g_autoptr(AtlasWeightedPlaces) places = atlas_weighted_places_new (plan, resource, measure);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  guint n = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      double own = get_own (&site, measure);

      if (site.resource != (int) resource || isnan (own))
        continue;
      g_assert_cmpuint (n, <, places->weight->len);
      g_assert_cmpfloat (g_array_index (places->weight, double, n), ==, own);
      g_assert_cmpfloat (g_array_index (places->x, double, n), ==, site.x);
      g_assert_cmpfloat (g_array_index (places->y, double, n), ==, site.y);
      n++;
    }
  g_assert_cmpuint (n, ==, places->weight->len);
}

static void
assert_unedited (AtlasPlan *plan)
{
  for (guint resource = 0; resource < ATLAS_N_RESOURCES; resource++)
    {
      assert_sites_as_they_are (plan, resource, ATLAS_MEASURE_FLOOR_AREA);
      assert_sites_as_they_are (plan, resource, ATLAS_MEASURE_COUNT);
    }
}

static void
test_factors_are_one_in_the_test_plans (void)
{
  g_autoptr(AtlasPlan) small = atlas_test_plan_new ();
  g_autoptr(AtlasPlan) large = atlas_test_plan_new_large (200);

  assert_unedited (small);
  assert_unedited (large);
}

static void
test_factors_are_one_in_the_sample (void)
{
  g_autofree char *dir = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) sample = atlas_sample_build (dir, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (atlas_sites_get_n (atlas_plan_get_sites (sample)), ==, 7720);
  assert_unedited (sample);
}

/* One block, with what it has of office buildings. */
static AtlasPlan *
make_plan (AtlasGeometry *shape,
           double         count,
           double         floor_area)
{
  AtlasPlan *plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new ();
  AtlasBlockValues values;

  atlas_block_values_init (&values);
  values.code = g_strdup ("DC00-0001");
  values.district = g_strdup ("110101");
  values.zone = ATLAS_ZONE_CORE;
  values.class_ = ATLAS_CLASS_KEY;
  values.count[ATLAS_RESOURCE_BUILDINGS] = count;
  values.floor_area[ATLAS_RESOURCE_BUILDINGS] = floor_area;
  g_ptr_array_add (blocks, atlas_block_new_take (shape, &values));
  atlas_plan_take_blocks (plan, blocks);

  return plan;
}

/* Who added them up in another order, or in decimal, has not edited them. */
static void
test_a_factor_of_rounding_is_one (void)
{
  static const double areas[] = { 0.1, 0.2, 0.3 };
  const double sum = 0.6;
  g_autoptr(AtlasPlan) plan =
    make_plan (atlas_test_rectangle (WEST, SOUTH, WEST + 500, SOUTH + 500), 3, sum);
  AtlasSites *sites = atlas_sites_new ();

  g_assert_cmpfloat (areas[0] + areas[1] + areas[2], !=, sum);
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      AtlasSite site = { .id = id, .resource = ATLAS_RESOURCE_BUILDINGS, .households = -1,
                         .year_built = -1, .x = WEST + 100 * i, .y = SOUTH + 100,
                         .floor_area = areas[i] };

      atlas_sites_add (sites, &site);
    }
  atlas_plan_take_sites (plan, sites);
  assert_unedited (plan);
}

/* --- Edits, both ways --- */

/* Adds up by where the places are, as a density would. The last one is of all
 * places outside. Returns: (transfer full) */
static double *
sum_by_block (AtlasPlan                 *plan,
              const AtlasWeightedPlaces *places)
{
  guint n_blocks = atlas_plan_get_n_blocks (plan);
  double *sums = g_new0 (double, n_blocks + 1);

  for (guint i = 0; i < places->weight->len; i++)
    {
      int block = atlas_plan_find_block_at (plan, g_array_index (places->x, double, i),
                                            g_array_index (places->y, double, i));

      g_assert_cmpfloat (g_array_index (places->weight, double, i), >=, 0);
      sums[block < 0 ? n_blocks : (guint) block] += g_array_index (places->weight, double, i);
    }

  return sums;
}

static double
sum_strays (AtlasPlan     *plan,
            AtlasResource  resource,
            AtlasMeasure   measure)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  double sum = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      double own = get_own (&site, measure);

      if (site.resource == (int) resource && site.block < 0 && !isnan (own))
        sum += own;
    }

  return sum;
}

static void
assert_adds_up (AtlasPlan     *plan,
                AtlasResource  resource,
                AtlasMeasure   measure)
{
  g_autoptr(AtlasWeightedPlaces) places = atlas_weighted_places_new (plan, resource, measure);
  g_autofree double *sums = sum_by_block (plan, places);
  guint n_blocks = atlas_plan_get_n_blocks (plan);
  double strays = sum_strays (plan, resource, measure);

  for (guint i = 0; i < n_blocks; i++)
    {
      double amount = get_amount (plan, i, resource, measure);

      g_assert_cmpfloat (fabs (sums[i] - amount), <=, ROUNDING * MAX (amount, 1));
    }
  g_assert_cmpfloat (fabs (sums[n_blocks] - strays), <=, ROUNDING * MAX (strays, 1));
}

/* Some of them outside all blocks. */
static AtlasPoint
make_place (GRand *rand)
{
  return (AtlasPoint) { WEST + g_rand_double_range (rand, -20000, 80000),
                        SOUTH + g_rand_double_range (rand, -20000, 80000) };
}

static void
edit_amount (AtlasEdit *edit,
             AtlasPlan *plan,
             GRand     *rand)
{
  AtlasBlockField field = (AtlasBlockField) (ATLAS_BLOCK_COMPOUNDS_COUNT +
                                             g_rand_int_range (rand, 0, 2 * ATLAS_N_RESOURCES));
  guint block = (guint) g_rand_int_range (rand, 0, (gint32) atlas_plan_get_n_blocks (plan));
  g_autofree char *json = g_strdup_printf ("%d", g_rand_boolean (rand)
                                                 ? g_rand_int_range (rand, 0, 20) : 0);
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, block, field, json, &error);
  g_assert_no_error (error);
}

static void
edit_site (AtlasEdit *edit,
           GRand     *rand)
{
  AtlasSites *sites = atlas_edit_get_sites (edit);
  guint i = (guint) g_rand_int_range (rand, 0, (gint32) atlas_sites_get_n (sites));
  AtlasSite site = atlas_sites_get (sites, i);
  AtlasPoint place = make_place (rand);
  g_autoptr(GError) error = NULL;

  if (g_rand_boolean (rand))
    {
      site.x = place.x;
      site.y = place.y;
    }
  if (g_rand_boolean (rand))
    site.floor_area = g_rand_int_range (rand, 0, 50000);
  if (g_rand_boolean (rand))
    site.resource = g_rand_int_range (rand, 0, ATLAS_N_RESOURCES);
  atlas_edit_set_site (edit, i, &site, &error);
  g_assert_no_error (error);
}

static void
add_site (AtlasEdit *edit,
          GRand     *rand)
{
  AtlasPoint place = make_place (rand);
  AtlasSite site = { .resource = g_rand_int_range (rand, 0, ATLAS_N_RESOURCES), .households = -1,
                     .year_built = -1, .provenance = -1, .x = place.x, .y = place.y,
                     .floor_area = g_rand_boolean (rand) ? NAN : g_rand_int_range (rand, 0, 9000) };
  g_autoptr(GError) error = NULL;

  atlas_edit_add_site (edit, &site, &error);
  g_assert_no_error (error);
}

static void
make_edit (AtlasPlan *plan,
           GRand     *rand)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  guint n_sites = atlas_sites_get_n (atlas_plan_get_sites (plan));

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      edit_amount (edit, plan, rand);
      g_assert_false (atlas_edit_has_sites (edit));
      break;
    case 1:
      edit_site (edit, rand);
      break;
    case 2:
      add_site (edit, rand);
      break;
    default:
      atlas_edit_remove_site (edit, (guint) g_rand_int_range (rand, 0, (gint32) n_sites));
    }
  atlas_edit_apply (edit);
}

static void
test_blocks_have_their_amounts_after_any_edits (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (25);
  g_autoptr(GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  /* Enough sites that none goes last. */
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);

      add_site (edit, rand);
      atlas_edit_apply (edit);
    }
  for (guint i = 0; i < 150; i++)
    {
      make_edit (plan, rand);
      for (guint resource = 0; resource < ATLAS_N_RESOURCES; resource++)
        {
          assert_adds_up (plan, resource, ATLAS_MEASURE_FLOOR_AREA);
          assert_adds_up (plan, resource, ATLAS_MEASURE_COUNT);
        }
    }
}

/* --- What stands in for sites --- */

/* @n: how many there are to be; 0: that is not known beforehand */
static void
assert_stand_ins (AtlasPlan    *plan,
                  AtlasMeasure  measure,
                  guint         n)
{
  g_autoptr(AtlasWeightedPlaces) places =
    atlas_weighted_places_new (plan, ATLAS_RESOURCE_BUILDINGS, measure);
  AtlasGeometry *shape = atlas_block_get_geometry (atlas_plan_get_block (plan, 0));
  double amount = get_amount (plan, 0, ATLAS_RESOURCE_BUILDINGS, measure);
  double sum = 0;

  g_assert_cmpuint (places->weight->len, >=, 1);
  if (n > 0)
    g_assert_cmpuint (places->weight->len, ==, n);
  for (guint i = 0; i < places->weight->len; i++)
    {
      g_assert_true (atlas_geometry_contains (shape, g_array_index (places->x, double, i),
                                              g_array_index (places->y, double, i)));
      sum += g_array_index (places->weight, double, i);
    }
  g_assert_cmpfloat (fabs (sum - amount), <=, ROUNDING * amount);
}

static void
test_stand_ins_lie_inside_and_have_the_amount (void)
{
  static const AtlasPoint crescent[] = {
    { WEST, SOUTH }, { WEST + 900, SOUTH + 20 }, { WEST + 910, SOUTH + 700 },
    { WEST + 880, SOUTH + 700 }, { WEST + 860, SOUTH + 60 }, { WEST + 3, SOUTH + 30 },
  };
  /* How many 100 m cells have their centre inside. */
  static const struct { double west, south, width, height; guint n; } rectangles[] = {
    { 0, 0, 1000, 1000, 100 }, { 40, 40, 20, 20, 1 }, { 60, 0, 80, 80, 1 }, { 0, 0, 30, 30, 1 },
    { 49, 49, 102, 102, 4 },
  };
  g_autoptr(AtlasPlan) bent =
    make_plan (atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, crescent,
                                          G_N_ELEMENTS (crescent)), 3, 12345.5);

  assert_stand_ins (bent, ATLAS_MEASURE_FLOOR_AREA, 0);
  assert_stand_ins (bent, ATLAS_MEASURE_COUNT, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rectangles); i++)
    {
      double x = WEST + rectangles[i].west, y = SOUTH + rectangles[i].south;
      g_autoptr(AtlasPlan) plan =
        make_plan (atlas_test_rectangle (x, y, x + rectangles[i].width,
                                         y + rectangles[i].height), 7, 50000);

      assert_stand_ins (plan, ATLAS_MEASURE_FLOOR_AREA, rectangles[i].n);
      assert_stand_ins (plan, ATLAS_MEASURE_COUNT, rectangles[i].n);
    }
}

static void
test_nothing_stands_in_for_nothing (void)
{
  static const double amounts[] = { 0, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr(AtlasPlan) plan =
        make_plan (atlas_test_rectangle (WEST, SOUTH, WEST + 500, SOUTH + 500), amounts[i],
                   amounts[i]);
      g_autoptr(AtlasWeightedPlaces) places =
        atlas_weighted_places_new (plan, ATLAS_RESOURCE_BUILDINGS, ATLAS_MEASURE_FLOOR_AREA);

      g_assert_cmpuint (places->weight->len, ==, 0);
    }
}

/* Nor where the block's amount is not known. */
static void
test_sites_outside_all_blocks_count_as_they_are (void)
{
  static const double amounts[] = { 0, 4000, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr(AtlasPlan) plan =
        make_plan (atlas_test_rectangle (WEST, SOUTH, WEST + 500, SOUTH + 500), NAN, amounts[i]);
      AtlasSites *sites = atlas_sites_new ();
      AtlasSite site = { .id = "in", .resource = ATLAS_RESOURCE_BUILDINGS, .households = -1,
                         .year_built = -1, .x = WEST + 250, .y = SOUTH + 250,
                         .floor_area = 1000 };
      g_autoptr(AtlasWeightedPlaces) places = NULL;

      atlas_sites_add (sites, &site);
      site = (AtlasSite) { .id = "out", .resource = ATLAS_RESOURCE_BUILDINGS, .block = -1,
                           .households = -1, .year_built = -1, .x = WEST - 250, .y = SOUTH,
                           .floor_area = 700.25 };
      atlas_sites_add (sites, &site);
      atlas_plan_take_sites (plan, sites);

      places = atlas_weighted_places_new (plan, ATLAS_RESOURCE_BUILDINGS,
                                          ATLAS_MEASURE_FLOOR_AREA);
      g_assert_cmpuint (places->weight->len, ==, 2);
      g_assert_cmpfloat (g_array_index (places->weight, double, 0), ==,
                         isnan (amounts[i]) ? 1000 : amounts[i]);
      g_assert_cmpfloat (g_array_index (places->weight, double, 1), ==, 700.25);
    }
}

/* --- Which sites --- */

static const char *const filters[] = {
  "class = key", "zone = core and year_built < 1990", "households is unknown",
  "not (class = key)", "year_built is known or class = general", "year_built is unknown",
};

/* The filter's word, site by site. */
static gboolean
is_meant (AtlasPlan         *plan,
          const AtlasSite   *site,
          const AtlasFilter *filter)
{
  AtlasSiteRow row = { .year_built = site->year_built < 0 ? NAN : site->year_built,
                       .households = site->households < 0 ? NAN : site->households };

  if (site->block >= 0)
    row.block = *atlas_block_get_values (atlas_plan_get_block (plan, (guint) site->block));
  else
    atlas_block_values_init (&row.block);

  return atlas_filter_matches_site (filter, &row);
}

/* Those that it holds for, with the weights that they have without it. */
static void
assert_filtered (AtlasPlan *plan)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  guint n_meant = 0, n_left_out = 0;

  for (guint k = 0; k < G_N_ELEMENTS (filters); k++)
    {
      g_autoptr(AtlasFilter) filter = atlas_filter_parse_for_sites (filters[k], NULL);
      g_autoptr(AtlasWeightedPlaces) places =
        atlas_weighted_places_new_filtered (plan, ATLAS_RESOURCE_COMPOUNDS,
                                            ATLAS_MEASURE_FLOOR_AREA, filter);
      guint n = 0;

      for (guint i = 0; i < atlas_sites_get_n (sites); i++)
        {
          AtlasSite site = atlas_sites_get (sites, i);

          if (site.resource != ATLAS_RESOURCE_COMPOUNDS || isnan (site.floor_area))
            continue;
          if (!is_meant (plan, &site, filter))
            {
              n_left_out++;
              continue;
            }
          n_meant++;
          g_assert_cmpuint (n, <, places->weight->len);
          g_assert_cmpfloat (g_array_index (places->x, double, n), ==, site.x);
          g_assert_cmpfloat (g_array_index (places->weight, double, n), ==, site.floor_area);
          n++;
        }
      g_assert_cmpuint (n, ==, places->weight->len);
    }
  g_assert_cmpuint (n_meant, >, 0);
  g_assert_cmpuint (n_left_out, >, 0);
}

static void
test_a_filter_leaves_the_others_out (void)
{
  g_autoptr(AtlasPlan) small = atlas_test_plan_new ();
  g_autoptr(AtlasPlan) large = atlas_test_plan_new_large (200);

  assert_filtered (small);
  assert_filtered (large);
}

static void
test_stand_ins_follow_the_filter (void)
{
  g_autoptr(AtlasPlan) plan =
    make_plan (atlas_test_rectangle (WEST, SOUTH, WEST + 500, SOUTH + 500), 3, 1000);
  g_autoptr(AtlasFilter) key = atlas_filter_parse_for_sites ("class = key", NULL);
  g_autoptr(AtlasFilter) old = atlas_filter_parse_for_sites ("year_built < 1990", NULL);
  g_autoptr(AtlasWeightedPlaces) of_key =
    atlas_weighted_places_new_filtered (plan, ATLAS_RESOURCE_BUILDINGS, ATLAS_MEASURE_FLOOR_AREA,
                                        key);
  g_autoptr(AtlasWeightedPlaces) of_old =
    atlas_weighted_places_new_filtered (plan, ATLAS_RESOURCE_BUILDINGS, ATLAS_MEASURE_FLOOR_AREA,
                                        old);

  g_assert_cmpuint (of_key->weight->len, ==, 25);
  g_assert_cmpuint (of_old->weight->len, ==, 0);
}

/* Blocks have no households to scale them to. */
static void
test_households_count_as_they_are (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasWeightedPlaces) places =
    atlas_weighted_places_new (plan, ATLAS_RESOURCE_COMPOUNDS, ATLAS_MEASURE_HOUSEHOLDS);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  guint n = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);

      if (site.resource == ATLAS_RESOURCE_COMPOUNDS && site.households >= 0)
        g_assert_cmpfloat (g_array_index (places->weight, double, n++), ==, site.households);
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, ==, places->weight->len);
}

/* A field of sites is none of blocks. */
static void
test_blocks_have_no_year (void)
{
  g_autoptr(AtlasFilter) of_sites = atlas_filter_parse_for_sites ("year_built >= 1990", NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (of_sites);
  text = atlas_filter_to_string (of_sites);
  g_assert_cmpstr (text, ==, "year_built >= 1990");
  g_assert_null (atlas_filter_parse ("year_built >= 1990", NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/weighted-places/factors-are-1-in-the-test-plans",
                   test_factors_are_one_in_the_test_plans);
  g_test_add_func ("/weighted-places/factors-are-1-in-the-sample",
                   test_factors_are_one_in_the_sample);
  g_test_add_func ("/weighted-places/a-factor-of-rounding-is-1", test_a_factor_of_rounding_is_one);
  g_test_add_func ("/weighted-places/blocks-have-their-amounts-after-any-edits",
                   test_blocks_have_their_amounts_after_any_edits);
  g_test_add_func ("/weighted-places/stand-ins", test_stand_ins_lie_inside_and_have_the_amount);
  g_test_add_func ("/weighted-places/nothing-stands-in-for-nothing",
                   test_nothing_stands_in_for_nothing);
  g_test_add_func ("/weighted-places/sites-outside",
                   test_sites_outside_all_blocks_count_as_they_are);

  g_test_add_func ("/weighted-places/filter-leaves-out", test_a_filter_leaves_the_others_out);
  g_test_add_func ("/weighted-places/stand-ins-follow", test_stand_ins_follow_the_filter);
  g_test_add_func ("/weighted-places/households", test_households_count_as_they_are);
  g_test_add_func ("/weighted-places/blocks-have-no-year", test_blocks_have_no_year);

  return g_test_run ();
}
