/* Densities whose places have bandwidths of their own, against the definitions: all
 * is summed in double one by one. */

#include "atlas-density-adaptation.h"
#include "atlas-density-shares.h"
#include "atlas-error.h"
#include "atlas-test-density.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* What the program promises, as a share of the maximum. */
#define LAW 1e-5

enum { N = 300 };

typedef struct
{
  double x[N];
  double y[N];
  double weight[N];
} Places;

/* Most of them in a town; one in seven weighs nothing. */
static void
scatter (Places *self,
         guint   seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);

  for (guint i = 0; i < N; i++)
    {
      double spread = i % 4 == 0 ? 9000 : 1500;

      self->x[i] = 445000 + g_rand_double_range (random, -spread, spread);
      self->y[i] = 4420000 + g_rand_double_range (random, -spread, spread);
      self->weight[i] = i % 7 == 3 ? 0 : g_rand_double_range (random, 100, 30000);
    }
}

static double *
find (const Places                 *places,
      const AtlasDensityAdaptation *adaptation,
      const AtlasDensityOptions    *options)
{
  g_autoptr(GError) error = NULL;
  double *bandwidths = atlas_density_adaptation_find (adaptation, places->x, places->y,
                                                      places->weight, N, options, NULL, &error);

  g_assert_no_error (error);

  return bandwidths;
}

static double
find_neighbour (const Places *places,
                guint         i,
                guint         k)
{
  return atlas_test_find_neighbour (places->x, places->y, places->weight, N, i, k);
}

static double
sum_at (const Places *places,
        const double *bandwidths,
        double        bandwidth,
        double        x,
        double        y)
{
  return atlas_test_sum_quartic (places->x, places->y, places->weight, N, bandwidths, bandwidth, x,
                                 y);
}

static void
assert_is_sum (const Places              *places,
               const double              *bandwidths,
               const AtlasDensityOptions *options)
{
  AtlasDensityOptions own = *options;
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(GError) error = NULL;
  AtlasBox box;

  own.bandwidths = bandwidths;
  grid = atlas_density_compute (places->x, places->y, places->weight, N, &own, NULL, &error);
  g_assert_no_error (error);
  box = atlas_grid_get_box (grid);
  for (guint row = 0; row < atlas_grid_get_n_rows (grid); row += 3)
    for (guint column = 0; column < atlas_grid_get_n_columns (grid); column += 3)
      g_assert_cmpfloat_with_epsilon (
        atlas_grid_get_value (grid, (int) column, (int) row),
        sum_at (places, bandwidths, 0, box.x0 + (column + 0.5) * options->cell,
                box.y0 + (row + 0.5) * options->cell),
        LAW * (double) atlas_grid_get_maximum (grid));
}

static void
test_each_reaches_its_neighbour (void)
{
  static const guint ks[] = { 1, 5, 40 };
  const AtlasDensityOptions options = { { 435000, 4410000, 455000, 4430000 }, 200, 1000 };
  Places places;

  for (guint run = 0; run < G_N_ELEMENTS (ks); run++)
    {
      const AtlasDensityAdaptation adaptation = { ATLAS_BANDWIDTH_NEIGHBOURS, ks[run], 150, 2500 };
      g_autofree double *bandwidths = NULL;
      double expected[N];

      scatter (&places, run);
      bandwidths = find (&places, &adaptation, &options);
      for (guint i = 0; i < N; i++)
        {
          expected[i] = places.weight[i] > 0
                        ? CLAMP (find_neighbour (&places, i, ks[run]), 150, 2500) : 150;
          g_assert_cmpfloat (bandwidths[i], ==, expected[i]);
        }
      assert_is_sum (&places, expected, &options);
    }
}

/* The pilot is the density in the place's cell, so that it is one of that cell. */
static void
test_each_is_as_narrow_as_it_is_dense (void)
{
  const AtlasDensityOptions options = { { 435000, 4410000, 455000, 4430000 }, 200, 1500 };
  const AtlasDensityAdaptation adaptation = { ATLAS_BANDWIDTH_ABRAMSON, 0, 300, 4000 };
  Places places;
  g_autofree double *bandwidths = NULL;
  double pilot[N], sum = 0;
  guint n = 0, n_between = 0;

  scatter (&places, 9);
  bandwidths = find (&places, &adaptation, &options);
  for (guint i = 0; i < N; i++)
    {
      double x = (floor (places.x[i] / 200) + 0.5) * 200;
      double y = (floor (places.y[i] / 200) + 0.5) * 200;

      pilot[i] = sum_at (&places, NULL, 1500, x, y);
      if (places.weight[i] == 0)
        continue;
      g_assert_cmpfloat (pilot[i], >, 0);
      sum += log (pilot[i]);
      n++;
    }
  for (guint i = 0; i < N; i++)
    {
      double expected = 1500 * sqrt (exp (sum / n) / pilot[i]);

      if (places.weight[i] == 0)
        continue;
      /* A float pilot: half of its relative error, where it is low. */
      g_assert_cmpfloat_with_epsilon (bandwidths[i] / CLAMP (expected, 300, 4000), 1, 2e-3);
      n_between += expected > 300 && expected < 4000;
    }
  g_assert_cmpuint (n_between, >, N / 2);
  assert_is_sum (&places, bandwidths, &options);
}

static void
test_a_part_has_the_bandwidths_of_the_whole (void)
{
  static const AtlasBandwidthKind kinds[] = { ATLAS_BANDWIDTH_NEIGHBOURS,
                                              ATLAS_BANDWIDTH_ABRAMSON };
  Places places;

  scatter (&places, 3);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      AtlasDensityOptions options = { { 435000, 4410000, 455000, 4430000 }, 200, 1500 };
      const AtlasDensityAdaptation adaptation = { kinds[k], 6, 200, 10000 };
      g_autofree double *whole = find (&places, &adaptation, &options);
      g_autofree double *part = NULL;

      options.extent = (AtlasBox) { 444000, 4419000, 444500, 4419500 };
      part = find (&places, &adaptation, &options);
      g_assert_cmpmem (whole, sizeof (double) * N, part, sizeof (double) * N);
    }
}

static void
test_too_few_places_are_told (void)
{
  const AtlasDensityOptions options = { { 435000, 4410000, 455000, 4430000 }, 200, 1500 };
  const double x[] = { 440000, 441000, 442000, 443000 };
  const double y[] = { 4420000, 4420000, 4420000, 4420000 };
  const double weight[] = { 5, 0, 5, 5 };
  static const guint bad[] = { 0, 3, 4 };
  g_autofree double *bandwidths = NULL;
  AtlasDensityAdaptation adaptation = { ATLAS_BANDWIDTH_NEIGHBOURS, 2, 100, 10000 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const AtlasDensityAdaptation none = { ATLAS_BANDWIDTH_NEIGHBOURS, bad[i], 100, 10000 };
      g_autoptr(GError) error = NULL;

      g_assert_null (atlas_density_adaptation_find (&none, x, y, weight, 4, &options, NULL,
                                                    &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }

  bandwidths = atlas_density_adaptation_find (&adaptation, x, y, weight, 4, &options, NULL, NULL);
  g_assert_cmpfloat (bandwidths[0], ==, 3000);
  g_assert_cmpfloat (bandwidths[2], ==, 2000);
}

/* The sites that make a density at a place make all of it. */
static void
test_shares_are_of_each_ones_kernel (void)
{
  AtlasDensityOptions options = { { 435000, 4410000, 455000, 4430000 }, 200, 1500 };
  const AtlasDensityAdaptation adaptation = { ATLAS_BANDWIDTH_NEIGHBOURS, 8, 200, 5000 };
  const AtlasPoint at = { 445300, 4420100 };
  g_autofree double *bandwidths = NULL;
  g_autoptr(GArray) shares = NULL;
  Places places;
  double sum = 0;

  scatter (&places, 4);
  bandwidths = find (&places, &adaptation, &options);
  options.bandwidths = bandwidths;
  shares = atlas_density_list_shares (places.x, places.y, places.weight, N, &options, at);
  g_assert_cmpuint (shares->len, >, 5);
  for (guint i = 0; i < shares->len; i++)
    sum += g_array_index (shares, AtlasDensityShare, i).value;
  g_assert_cmpfloat_with_epsilon (sum / sum_at (&places, bandwidths, 0, at.x, at.y), 1, 1e-12);
}

/* By hand: of 100, 200, 300 and 900 m, the last without weight, 200 m is in the middle. */
static void
test_the_receipt_says_which_were_used (void)
{
  const double x[] = { 1000, 3000, 5000, 7000 }, y[] = { 1000, 1000, 1000, 1000 };
  const double weight[] = { 1, 2, 3, 0 }, bandwidths[] = { 300, 100, 200, 900 };
  const AtlasDensityOptions options = { { 0, 0, 9000, 9000 }, 100, 500, .bandwidths = bandwidths };
  const AtlasDensityAdaptation adaptation = { ATLAS_BANDWIDTH_NEIGHBOURS, 7, 100, 2000 };
  g_autoptr(AtlasGrid) grid = atlas_density_compute (x, y, weight, 4, &options, NULL, NULL);
  g_autoptr(AtlasDensityReceipt) receipt =
    atlas_density_receipt_new (x, y, weight, 4, &options, grid, NULL, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *json = NULL;
  JsonObject *root;

  g_assert_cmpfloat (receipt->own_bandwidths.least, ==, 100);
  g_assert_cmpfloat (receipt->own_bandwidths.median, ==, 200);
  g_assert_cmpfloat (receipt->own_bandwidths.greatest, ==, 300);

  atlas_density_adaptation_describe (&adaptation, 500, receipt);
  json = atlas_density_receipt_to_json (receipt, "1");
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "bandwidth_kind"), ==, "neighbours");
  g_assert_cmpint (json_object_get_int_member (root, "neighbour"), ==, 7);
  g_assert_true (json_object_get_null_member (root, "bandwidth_m"));
  g_assert_true (json_object_get_null_member (root, "pilot_bandwidth_m"));
  g_assert_cmpint (json_object_get_int_member (root, "least_allowed_m"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (root, "most_allowed_m"), ==, 2000);
  g_assert_cmpint (json_object_get_int_member (root, "least_bandwidth_m"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (root, "median_bandwidth_m"), ==, 200);
  g_assert_cmpint (json_object_get_int_member (root, "greatest_bandwidth_m"), ==, 300);
}

static void
test_keys_are_found (void)
{
  for (int kind = 0; kind < ATLAS_N_BANDWIDTH_KINDS; kind++)
    g_assert_cmpint (atlas_bandwidth_kind_find (atlas_bandwidth_kind_get_key (kind)), ==, kind);
  g_assert_cmpint (atlas_bandwidth_kind_find ("loess"), ==, -1);
}

static void
test_neighbours_are_counted_in_words (void)
{
  static const struct { guint neighbour; const char *english; } all[] = {
    { 1, "1st" }, { 2, "2nd" }, { 3, "3rd" }, { 4, "4th" }, { 10, "10th" }, { 11, "11th" },
    { 12, "12th" }, { 13, "13th" }, { 21, "21st" }, { 112, "112th" }, { 122, "122nd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *english = atlas_bandwidth_kind_format_neighbour (all[i].neighbour,
                                                                        ATLAS_LANGUAGE_EN);

      g_assert_cmpstr (english, ==, all[i].english);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-adaptation/neighbours", test_each_reaches_its_neighbour);
  g_test_add_func ("/density-adaptation/abramson", test_each_is_as_narrow_as_it_is_dense);
  g_test_add_func ("/density-adaptation/any-extent", test_a_part_has_the_bandwidths_of_the_whole);
  g_test_add_func ("/density-adaptation/too-few", test_too_few_places_are_told);
  g_test_add_func ("/density-adaptation/shares", test_shares_are_of_each_ones_kernel);
  g_test_add_func ("/density-adaptation/receipt", test_the_receipt_says_which_were_used);
  g_test_add_func ("/density-adaptation/keys", test_keys_are_found);
  g_test_add_func ("/density-adaptation/words", test_neighbours_are_counted_in_words);

  return g_test_run ();
}
