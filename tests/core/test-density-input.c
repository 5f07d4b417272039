/* Bandwidths of their own, of a plan's sites. */

#include "atlas-density-input.h"
#include "atlas-edit.h"
#include "atlas-receipt-text.h"
#include "atlas-test-density.h"
#include "atlas-test-plan.h"

#include <math.h>
#include <string.h>

#define KM2 1e6

static AtlasDensityInput *
make_input (AtlasPlan                  *plan,
            const AtlasDensitySettings *settings)
{
  g_autoptr(GError) error = NULL;
  AtlasDensityInput *input = atlas_density_input_new (plan, NULL, ATLAS_RESOURCE_COMPOUNDS,
                                                      settings, &error);

  g_assert_no_error (error);

  return input;
}

static AtlasGrid *
compute (const AtlasDensityInput *input)
{
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid = atlas_density_input_compute (input, NULL, &error);

  g_assert_no_error (error);

  return grid;
}

static AtlasDensityReceipt *
make_receipt (const AtlasDensityInput *input)
{
  g_autoptr(AtlasGrid) grid = compute (input);
  g_autoptr(GError) error = NULL;
  AtlasDensityReceipt *receipt = atlas_density_input_make_receipt (input, grid, NULL, &error);

  g_assert_no_error (error);

  return receipt;
}

static double
get (const GArray *array,
     guint         i)
{
  return g_array_index (array, double, i);
}

static const double *
get_all (const GArray *array)
{
  return (const double *) (gconstpointer) array->data;
}

/* Kept between 200 and 10,000 m, as few of them are. */
static double *
find_bandwidths (const AtlasWeightedPlaces *places,
                 guint                      k)
{
  guint n = places->x->len, n_between = 0;
  double *bandwidths = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      double distance = atlas_test_find_neighbour (get_all (places->x), get_all (places->y),
                                                   get_all (places->weight), n, i, k);

      bandwidths[i] = CLAMP (distance, 200, 10000);
      n_between += bandwidths[i] == distance;
    }
  g_assert_cmpuint (n_between, >, n / 2);

  return bandwidths;
}

static double
sum_at (const AtlasWeightedPlaces *places,
        const double              *bandwidths,
        double                     x,
        double                     y)
{
  return atlas_test_sum_quartic (get_all (places->x), get_all (places->y),
                                 get_all (places->weight), places->x->len, bandwidths, 0, x, y);
}

static void
test_each_site_reaches_its_neighbour (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  g_autofree double *bandwidths = NULL;
  const AtlasWeightedPlaces *places;
  AtlasBox box;
  guint n_high = 0;

  atlas_density_settings_init (&settings);
  settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
  settings.neighbour = 3;
  settings.cell = 500;
  input = make_input (plan, &settings);
  grid = compute (input);
  places = atlas_density_input_get_places (input);
  bandwidths = find_bandwidths (places, 3);
  box = atlas_grid_get_box (grid);
  for (guint row = 0; row < atlas_grid_get_n_rows (grid); row += 5)
    for (guint column = 0; column < atlas_grid_get_n_columns (grid); column += 5)
      {
        double value = sum_at (places, bandwidths, box.x0 + (column + 0.5) * 500,
                               box.y0 + (row + 0.5) * 500);

        g_assert_cmpfloat_with_epsilon (atlas_grid_get_value (grid, (int) column, (int) row), value,
                                        1e-5 * (double) atlas_grid_get_maximum (grid));
        n_high += value > 0.01 * (double) atlas_grid_get_maximum (grid);
      }
  g_assert_cmpuint (n_high, >, 50);
}

/* What the sites of a place give is the density of that place, and the figures of the
 * receipt are those of the bandwidths. */
static void
test_shares_and_receipt_are_of_the_same (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  g_autoptr(GArray) shares = NULL;
  g_autofree double *bandwidths = NULL;
  const AtlasWeightedPlaces *places;
  AtlasPoint at;
  double sum = 0;

  atlas_density_settings_init (&settings);
  settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
  settings.neighbour = 2;
  settings.measure = ATLAS_MEASURE_COUNT;
  input = make_input (plan, &settings);
  places = atlas_density_input_get_places (input);
  at = (AtlasPoint) { get (places->x, 5) + 130, get (places->y, 5) - 70 };
  shares = atlas_density_input_list_shares (input, at);
  bandwidths = find_bandwidths (places, 2);
  for (guint i = 0; i < shares->len; i++)
    sum += g_array_index (shares, AtlasDensityShare, i).value;
  g_assert_cmpfloat_with_epsilon (sum / sum_at (places, bandwidths, at.x, at.y), 1, 1e-9);

  receipt = make_receipt (input);
  atlas_test_sort (bandwidths, places->x->len);
  g_assert_cmpuint (receipt->neighbour, ==, 2);
  g_assert_cmpfloat (receipt->bandwidth, ==, 0);
  g_assert_cmpfloat_with_epsilon (receipt->own_bandwidths.least, bandwidths[0], 1e-6);
  g_assert_cmpfloat_with_epsilon (receipt->own_bandwidths.median,
                                  bandwidths[(places->x->len - 1) / 2], 1e-6);
  g_assert_cmpfloat_with_epsilon (receipt->own_bandwidths.greatest,
                                  bandwidths[places->x->len - 1], 1e-6);
  g_assert_cmpfloat (atlas_density_input_get_terms (input).bandwidth, ==,
                     receipt->own_bandwidths.median);
}

/* Each of both is named, and at the centres of cells they make the difference. */
static void
test_sites_make_the_difference (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  const AtlasWeightedPlaces *minus;
  double allowed;
  guint n_taken = 0;

  atlas_density_settings_init (&settings);
  settings.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  settings.minus_what = g_strdup ("buildings");
  input = make_input (plan, &settings);
  minus = atlas_density_input_get_minus (input);
  grid = atlas_density_input_compute (input, NULL, NULL);
  allowed = 2e-5 * (double) MAX (atlas_grid_get_maximum (grid), -atlas_grid_get_minimum (grid));
  for (guint i = 0; i < minus->x->len; i++)
    {
      const AtlasPoint at = { (floor (get (minus->x, i) / 100) + 5.5) * 100,
                              (floor (get (minus->y, i) / 100) + 0.5) * 100 };
      g_autoptr(GArray) shares = atlas_density_input_list_shares (input, at);
      double sum = 0;

      for (guint k = 0; k < shares->len; k++)
        {
          const AtlasDensityShare *share = &g_array_index (shares, AtlasDensityShare, k);

          sum += share->value;
          if (share->is_taken)
            {
              AtlasSite site = atlas_sites_get (
                sites, (guint) g_array_index (minus->site, int, share->place));

              g_assert_cmpint (site.resource, ==, ATLAS_RESOURCE_BUILDINGS);
              g_assert_cmpstr (atlas_density_input_get_minus_name (input, share->place), ==,
                               site.name != NULL ? site.name : site.id);
              n_taken++;
            }
        }
      g_assert_cmpfloat_with_epsilon (sum, atlas_grid_get_value_at (grid, at.x, at.y), allowed);
    }
  g_assert_cmpuint (n_taken, >, 0);
}

/* Gives a block that has no compounds an amount of them. Returns: its number */
static guint
give_amount (AtlasPlan *plan)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  g_autofree gboolean *has_sites = g_new0 (gboolean, atlas_plan_get_n_blocks (plan));
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  g_autoptr(GError) error = NULL;
  guint block = 0;

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    if (atlas_sites_get (sites, i).resource == ATLAS_RESOURCE_COMPOUNDS &&
        atlas_sites_get (sites, i).block >= 0)
      has_sites[atlas_sites_get (sites, i).block] = TRUE;
  while (has_sites[block])
    block++;
  g_assert_cmpuint (block, <, atlas_plan_get_n_blocks (plan));
  atlas_edit_set_block (edit, block, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA, "90000", &error);
  g_assert_no_error (error);
  atlas_edit_apply (edit);

  return block;
}

/* What flows over the border is not drawn: of what is, classes have equal parts. */
static void
test_classes_count_what_is_drawn (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) flowing = NULL;
  g_autoptr(AtlasDensityInput) clipped = NULL;
  g_autoptr(AtlasGrid) all = NULL;
  g_autoptr(AtlasGrid) inside = NULL;
  double breaks[6], expected[6], top;
  guint n_all = 0, n_inside = 0;

  atlas_density_settings_init (&settings);
  settings.bandwidth = 2000;
  flowing = make_input (plan, &settings);
  settings.edge = ATLAS_DENSITY_EDGE_CLIP;
  clipped = make_input (plan, &settings);
  all = compute (flowing);
  inside = compute (clipped);
  for (int row = 0; row < (int) atlas_grid_get_n_rows (all); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (all); column++)
      n_all += atlas_grid_get_value (all, column, row) > 0;
  for (int row = 0; row < (int) atlas_grid_get_n_rows (inside); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (inside); column++)
      n_inside += atlas_grid_get_value (inside, column, row) > 0;
  g_assert_cmpuint (n_all, >, n_inside + n_inside / 10);

  top = (double) atlas_grid_get_maximum (all);
  atlas_classification_find_breaks (ATLAS_CLASSIFICATION_QUANTILES, all, top, 5, breaks);
  atlas_classification_find_breaks (ATLAS_CLASSIFICATION_QUANTILES, inside, top, 5, expected);
  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    g_assert_cmpfloat_with_epsilon (breaks[i], expected[i], 1e-9 * top);
}

/* They are where an amount is, and no sites. */
static void
test_stand_ins_are_no_sites (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (60);
  AtlasBlock *block = atlas_plan_get_block (plan, give_amount (plan));
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  atlas_density_settings_init (&settings);
  settings.filter = g_strdup_printf ("code = \"%s\"", atlas_block_get_code (block));
  settings.minus = ATLAS_DENSITY_MINUS_FILTER;
  settings.minus_what = g_strdup (settings.filter);
  input = make_input (plan, &settings);
  receipt = make_receipt (input);
  json = atlas_density_receipt_to_json (receipt, "1");
  text = atlas_receipt_text_new (receipt, ATLAS_LANGUAGE_EN);

  g_assert_cmpuint (receipt->n_places, >, 0);
  g_assert_cmpuint (receipt->n_stand_ins, ==, receipt->n_places);
  g_assert_cmpuint (receipt->minus.n_stand_ins, ==, receipt->n_places);
  g_assert_cmpfloat_with_epsilon (receipt->sum_of_weights, 90000, 1e-6);
  g_assert_nonnull (strstr (json, "\"sites\":0,\"stand_ins\":"));
  g_assert_nonnull (strstr (text, "0 places and "));
}

static void
test_the_receipt_tells_both_languages (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) neighbours = NULL;
  g_autoptr(AtlasDensityInput) abramson = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  g_autoptr(AtlasDensityReceipt) other = NULL;
  g_autofree char *chinese = NULL;
  g_autofree char *english = NULL;
  g_autofree char *of_abramson = NULL;

  atlas_density_settings_init (&settings);
  settings.cell = 500;
  settings.bandwidth = 1500;
  settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
  settings.neighbour = 22;
  neighbours = make_input (plan, &settings);
  receipt = make_receipt (neighbours);
  chinese = atlas_receipt_text_new (receipt, ATLAS_LANGUAGE_ZH);
  english = atlas_receipt_text_new (receipt, ATLAS_LANGUAGE_EN);
  g_assert_nonnull (strstr (chinese, "第 22 近邻"));
  g_assert_nonnull (strstr (english, "adaptive bandwidth (22nd neighbour; "));

  settings.bandwidth_kind = ATLAS_BANDWIDTH_ABRAMSON;
  abramson = make_input (plan, &settings);
  other = make_receipt (abramson);
  of_abramson = atlas_receipt_text_new (other, ATLAS_LANGUAGE_EN);
  g_assert_nonnull (strstr (of_abramson, "adaptive bandwidth (Abramson, from 1500 m; "));
}

/* A filter may leave no site. */
static void
test_without_sites_there_is_nothing_to_adapt_to (void)
{
  static const struct { const char *filter; guint neighbour; } all[] = {
    { "class = key and class = general", 0 }, { NULL, 3 },
  };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (60);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };
      g_autoptr(AtlasDensityInput) input = NULL;
      g_autoptr(AtlasDensityReceipt) receipt = NULL;

      atlas_density_settings_init (&settings);
      settings.cell = 500;
      settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
      settings.neighbour = 3;
      settings.filter = g_strdup (all[i].filter);
      input = make_input (plan, &settings);
      g_assert_cmpuint (atlas_density_input_get_neighbour (input), ==, all[i].neighbour);
      receipt = make_receipt (input);
      g_assert_cmpuint (receipt->neighbour, ==, all[i].neighbour);
    }
}

/* Where there are fewer sites than the neighbour that was asked for the farthest counts;
 * a site alone is spread as a fixed bandwidth has it. */
static void
test_few_sites_have_what_there_is (void)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  GPtrArray *districts = g_ptr_array_new_with_free_func (g_object_unref);
  AtlasSites *sites = atlas_sites_new ();
  static const double x[] = { 440000, 443000, 447000, 450000 };
  static const int resources[] = { ATLAS_RESOURCE_COMPOUNDS, ATLAS_RESOURCE_COMPOUNDS,
                                   ATLAS_RESOURCE_COMPOUNDS, ATLAS_RESOURCE_FACTORIES };
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) input = NULL;
  g_autoptr(AtlasGrid) grid = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      atlas_sites_add (sites, &(AtlasSite) { .id = id, .resource = resources[i], .block = -1,
                                             .households = -1, .year_built = -1, .provenance = -1,
                                             .x = x[i], .y = 4420000, .floor_area = 1000 });
    }
  g_ptr_array_add (districts, atlas_feature_new_take (
                                ATLAS_LAYER_DISTRICTS,
                                atlas_test_rectangle (435000, 4410000, 455000, 4430000)));
  atlas_plan_take_features (plan, ATLAS_LAYER_DISTRICTS, districts);
  atlas_plan_take_sites (plan, sites);

  atlas_density_settings_init (&settings);
  settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
  settings.neighbour = 10;
  settings.bandwidth = 1234;
  settings.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  settings.minus_what = g_strdup ("factories");
  input = make_input (plan, &settings);
  g_assert_cmpuint (atlas_density_input_get_neighbour (input), ==, 2);
  grid = compute (input);
  /* In the cells' middles beside the factory, and where the first site's kernel of
   * 7,000 m has its own. */
  g_assert_cmpfloat_with_epsilon (
    atlas_grid_get_value_at (grid, 450050, 4421250), 1000 * KM2 * (
      3 / (G_PI * 7000 * 7000) * pow (1 - (3050.0 * 3050 + 1250 * 1250) / (7000.0 * 7000), 2)), 1);
  g_assert_cmpfloat (atlas_grid_get_value_at (grid, 450050, 4420050), <, 0);
}

/* Nothing is computed where no cell has a value; those that have one are the same. */
static void
test_cells_end_at_the_border (void)
{
  static const AtlasDensityEdge edges[] = { ATLAS_DENSITY_EDGE_NONE, ATLAS_DENSITY_EDGE_CLIP,
                                            ATLAS_DENSITY_EDGE_CORRECT };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (60);
  g_autoptr(AtlasFeature) district = g_list_model_get_item (
    atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS), 0);
  const AtlasBox *border = atlas_geometry_get_box (atlas_feature_get_geometry (district));
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasGrid) whole = NULL;

  atlas_density_settings_init (&settings);
  settings.cell = 500;
  settings.bandwidth = 9000;
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      double around = edges[i] == ATLAS_DENSITY_EDGE_NONE ? settings.bandwidth : 0;
      g_autoptr(AtlasDensityInput) input = NULL;
      g_autoptr(AtlasGrid) grid = NULL;
      AtlasBox box;

      settings.edge = edges[i];
      input = make_input (plan, &settings);
      grid = compute (input);
      box = atlas_grid_get_box (grid);
      g_assert_cmpfloat (box.x0, ==, border->x0 - around);
      g_assert_cmpfloat (box.y0, ==, border->y0 - around);
      g_assert_cmpfloat (box.x1, ==, border->x1 + around);
      g_assert_cmpfloat (box.y1, ==, border->y1 + around);
      if (whole == NULL)
        whole = g_steal_pointer (&grid);
      else if (settings.edge == ATLAS_DENSITY_EDGE_CLIP)
        for (int row = 0; row < (int) atlas_grid_get_n_rows (grid); row++)
          for (int column = 0; column < (int) atlas_grid_get_n_columns (grid); column++)
            g_assert_cmpfloat (atlas_grid_get_value (grid, column, row), ==,
                               atlas_grid_get_value (whole, column + 18, row + 18));
    }
}

/* Each side of a difference is told with its own figures. */
static void
test_a_difference_has_a_receipt (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_auto(AtlasDensitySettings) other = { .filter = NULL };
  g_autoptr(AtlasDensityInput) difference = NULL;
  g_autoptr(AtlasDensityInput) taken = NULL;
  g_autoptr(AtlasDensityReceipt) receipt = NULL;
  g_autoptr(AtlasDensityReceipt) of_taken = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  g_autofree char *text = NULL;

  atlas_density_settings_init (&settings);
  settings.cell = 500;
  settings.measure = ATLAS_MEASURE_COUNT;
  settings.bandwidth_kind = ATLAS_BANDWIDTH_ABRAMSON;
  atlas_density_settings_copy (&settings, &other);
  settings.filter = g_strdup ("class = key");
  settings.minus = ATLAS_DENSITY_MINUS_FILTER;
  settings.minus_what = g_strdup ("zone = core");
  other.filter = g_strdup ("zone = core");
  difference = make_input (plan, &settings);
  taken = make_input (plan, &other);
  receipt = make_receipt (difference);
  of_taken = make_receipt (taken);
  grid = compute (difference);

  g_assert_cmpstr (receipt->minus.kind, ==, "filter");
  g_assert_cmpstr (receipt->minus.what, ==, "zone = core");
  g_assert_cmpstr (receipt->minus.input_hash, ==, of_taken->input_hash);
  g_assert_cmpuint (receipt->minus.n_places, ==, of_taken->n_places);
  g_assert_cmpfloat (receipt->minus.sum_of_weights, ==, of_taken->sum_of_weights);
  g_assert_cmpfloat (receipt->minus.own_bandwidths.median, ==, of_taken->own_bandwidths.median);
  g_assert_cmpfloat (receipt->minimum, ==, (double) atlas_grid_get_minimum (grid));
  g_assert_cmpfloat (receipt->minimum, <, 0);
  text = atlas_receipt_text_new (receipt, ATLAS_LANGUAGE_EN);
  g_assert_nonnull (strstr (text, "minus “zone = core”"));
  g_assert_nonnull (strstr (text, "at least −"));
}

static void
edit_a_site (AtlasPlan *plan,
             GRand     *random,
             int        resource)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (plan);
  AtlasSites *sites = atlas_plan_get_sites (plan);
  AtlasSite site;
  guint i;

  do
    site = atlas_sites_get (sites, i = (guint) g_rand_int_range (random, 0,
                                                                 (int) atlas_sites_get_n (sites)));
  while (site.resource != resource);
  site.x += 700;
  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      atlas_edit_remove_site (edit, i);
      break;
    case 1:
      g_assert_true (atlas_edit_set_site (edit, i, &site, NULL));
      break;
    default:
      site.id = NULL;
      g_assert_true (atlas_edit_add_site (edit, &site, NULL));
    }
  atlas_edit_apply (edit);
}

static void
assert_same_outside (const AtlasGrid *before,
                     const AtlasGrid *after,
                     const AtlasBox  *change)
{
  AtlasBox box = atlas_grid_get_box (before);
  double cell = atlas_grid_get_cell (before);
  guint n_different = 0, n_outside = 0;

  for (guint row = 0; row < atlas_grid_get_n_rows (before); row++)
    for (guint column = 0; column < atlas_grid_get_n_columns (before); column++)
      {
        double x = box.x0 + (column + 0.5) * cell;
        double y = box.y0 + (row + 0.5) * cell;
        double difference = fabs ((double) atlas_grid_get_value (before, (int) column, (int) row) -
                                  (double) atlas_grid_get_value (after, (int) column, (int) row));
        gboolean is_inside = x > change->x0 && x < change->x1 && y > change->y0 && y < change->y1;

        n_different += difference > 0;
        n_outside += !is_inside;
        if (!is_inside)
          g_assert_cmpfloat (difference, <=, 1e-6 * (double) atlas_grid_get_maximum (before));
      }
  g_assert_cmpuint (n_different, >, 0);
  g_assert_cmpuint (n_outside, >, 0);
}

/* What is drawn anew after an edit is all that it changes, and not the whole city. */
static void
test_edits_change_what_is_near (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_init (&settings);
  settings.cell = 200;
  settings.bandwidth = 1000;
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr(AtlasDensityInput) before = NULL;
      g_autoptr(AtlasDensityInput) after = NULL;
      g_autoptr(AtlasGrid) old = NULL;
      g_autoptr(AtlasGrid) grid = NULL;
      AtlasBox change;

      settings.kernel = (AtlasKernel) (i % ATLAS_N_KERNELS);
      before = make_input (plan, &settings);
      old = compute (before);
      edit_a_site (plan, random, ATLAS_RESOURCE_COMPOUNDS);
      after = make_input (plan, &settings);
      grid = compute (after);
      change = atlas_density_input_find_change (after, before);
      assert_same_outside (old, grid, &change);
    }
}

/* Nothing is drawn for sites of another kind; all is where sites reach their neighbours. */
static void
test_some_edits_change_nothing_or_all (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_autoptr(GRand) random = g_rand_new_with_seed (6);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(AtlasDensityInput) before = NULL;
  g_autoptr(AtlasDensityInput) after = NULL;
  g_autoptr(AtlasDensityInput) adapted = NULL;
  AtlasBox change;

  atlas_density_settings_init (&settings);
  before = make_input (plan, &settings);
  edit_a_site (plan, random, ATLAS_RESOURCE_FACTORIES);
  after = make_input (plan, &settings);
  change = atlas_density_input_find_change (after, before);
  g_assert_true (atlas_box_is_empty (&change));

  settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
  adapted = make_input (plan, &settings);
  change = atlas_density_input_find_change (adapted, adapted);
  g_assert_cmpfloat (change.x0, ==, -G_MAXDOUBLE);
  change = atlas_density_input_find_change (adapted, after);
  g_assert_cmpfloat (change.x0, ==, -G_MAXDOUBLE);
}

static guint
count_tiles (guint cells)
{
  return (cells + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
}

/* That are the same piece of memory. */
static guint
count_shared_tiles (const AtlasGrid *a,
                    const AtlasGrid *b)
{
  guint n = 0;

  for (guint row = 0; row < count_tiles (atlas_grid_get_n_rows (a)); row++)
    for (guint column = 0; column < count_tiles (atlas_grid_get_n_columns (a)); column++)
      {
        const float *tile = atlas_grid_get_tile (a, column, row);

        n += tile != NULL && tile == atlas_grid_get_tile (b, column, row);
      }

  return n;
}

static void
test_a_change_is_computed_alone (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_init (&settings);
  settings.bandwidth = 600;
  settings.cell = 75;
  settings.minus_what = g_strdup ("buildings");
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(AtlasDensityInput) before = NULL;
      g_autoptr(AtlasDensityInput) after = NULL;
      g_autoptr(AtlasGrid) old = NULL;
      g_autoptr(AtlasGrid) whole = NULL;
      g_autoptr(AtlasGrid) grid = NULL;
      AtlasBox change;

      settings.kernel = (AtlasKernel) (i % ATLAS_N_KERNELS);
      settings.edge = i % 2 == 0 ? ATLAS_DENSITY_EDGE_NONE : ATLAS_DENSITY_EDGE_CLIP;
      settings.minus = i % 3 == 0 ? ATLAS_DENSITY_MINUS_RESOURCE : ATLAS_DENSITY_MINUS_NOTHING;
      before = make_input (plan, &settings);
      old = compute (before);
      edit_a_site (plan, random, ATLAS_RESOURCE_COMPOUNDS);
      after = make_input (plan, &settings);
      change = atlas_density_input_find_change (after, before);
      grid = atlas_density_input_compute_change (after, old, &change);
      whole = compute (after);
      g_assert_nonnull (grid);
      atlas_test_assert_same_grid (grid, whole);
      g_assert_cmpuint (count_shared_tiles (grid, old), >, 0);
    }
}

/* More than that would be felt, and what looks farther can't be taken apart. */
static void
test_not_every_change_is_small (void)
{
  static const struct { AtlasBandwidthKind kind; AtlasDensityEdge edge; double bandwidth;
                        gboolean small; } rows[] = {
    { ATLAS_BANDWIDTH_FIXED, ATLAS_DENSITY_EDGE_NONE, 1000, TRUE },
    { ATLAS_BANDWIDTH_FIXED, ATLAS_DENSITY_EDGE_CORRECT, 1000, FALSE },
    { ATLAS_BANDWIDTH_NEIGHBOURS, ATLAS_DENSITY_EDGE_NONE, 1000, FALSE },
    { ATLAS_BANDWIDTH_FIXED, ATLAS_DENSITY_EDGE_NONE, 20000, FALSE },
  };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (300);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_init (&settings);
  settings.cell = 50;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AtlasDensityInput) input = NULL;
      g_autoptr(AtlasGrid) whole = NULL;
      g_autoptr(AtlasGrid) grid = NULL;
      AtlasBox box;

      settings.bandwidth_kind = rows[i].kind;
      settings.edge = rows[i].edge;
      settings.bandwidth = rows[i].bandwidth;
      input = make_input (plan, &settings);
      whole = compute (input);
      box = atlas_grid_get_box (whole);
      box = (AtlasBox) { (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2,
                         (box.x0 + box.x1) / 2 + 1000, (box.y0 + box.y1) / 2 + 1000 };
      grid = atlas_density_input_compute_change (input, whole, &box);
      g_assert_cmpint (grid != NULL, ==, rows[i].small);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-input/neighbours", test_each_site_reaches_its_neighbour);
  g_test_add_func ("/density-input/shares-and-receipt", test_shares_and_receipt_are_of_the_same);
  g_test_add_func ("/density-input/stand-ins-are-no-sites", test_stand_ins_are_no_sites);
  g_test_add_func ("/density-input/classes-count-what-is-drawn", test_classes_count_what_is_drawn);
  g_test_add_func ("/density-input/sites-make-the-difference",
                   test_sites_make_the_difference);
  g_test_add_func ("/density-input/languages", test_the_receipt_tells_both_languages);
  g_test_add_func ("/density-input/no-sites", test_without_sites_there_is_nothing_to_adapt_to);
  g_test_add_func ("/density-input/few-sites", test_few_sites_have_what_there_is);
  g_test_add_func ("/density-input/border", test_cells_end_at_the_border);
  g_test_add_func ("/density-input/difference", test_a_difference_has_a_receipt);
  g_test_add_func ("/density-input/edits-near", test_edits_change_what_is_near);
  g_test_add_func ("/density-input/edits-elsewhere", test_some_edits_change_nothing_or_all);
  g_test_add_func ("/density-input/change-alone", test_a_change_is_computed_alone);
  g_test_add_func ("/density-input/small-changes", test_not_every_change_is_small);

  return g_test_run ();
}
