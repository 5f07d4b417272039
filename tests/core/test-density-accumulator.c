#include "atlas-density-accumulator.h"
#include "atlas-error.h"

#include <math.h>

#define R 2000.0
#define LAW 1e-5

static const AtlasBox city = { 430000, 4410000, 460000, 4430000 };

typedef struct
{
  double x[400];
  double y[400];
  double weight[400];
  gsize  n;
} Places;

static void
draw_place (GRand  *random,
            Places *places,
            gsize   i)
{
  places->x[i] = g_rand_double_range (random, city.x0 - R, city.x1 + R);
  places->y[i] = g_rand_double_range (random, city.y0 - R, city.y1 + R);
  places->weight[i] = g_rand_int_range (random, 0, 4) == 0 ? 0
                                                           : g_rand_double_range (random, 0, 50000);
}

static void
scatter (Places *self)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (40);

  self->n = G_N_ELEMENTS (self->x);
  for (gsize i = 0; i < self->n; i++)
    draw_place (random, self, i);
}

static AtlasDensityAccumulator *
accumulate (const Places              *places,
            const AtlasDensityOptions *options)
{
  g_autoptr(GError) error = NULL;
  AtlasDensityAccumulator *self =
    atlas_density_accumulator_new (places->x, places->y, places->weight, places->n, options, NULL,
                                   &error);

  g_assert_no_error (error);

  return self;
}

static AtlasGrid *
compute (const Places              *places,
         const AtlasDensityOptions *options)
{
  return atlas_density_compute (places->x, places->y, places->weight, places->n, options, NULL,
                                NULL);
}

/* The largest difference; 0 means the same bits. */
static double
compare (const AtlasGrid *a,
         const AtlasGrid *b)
{
  double largest = 0;

  g_assert_cmpuint (atlas_grid_get_n_columns (a), ==, atlas_grid_get_n_columns (b));
  g_assert_cmpuint (atlas_grid_get_n_rows (a), ==, atlas_grid_get_n_rows (b));
  for (int row = 0; row < (int) atlas_grid_get_n_rows (a); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (a); column++)
      {
        g_assert_true (atlas_grid_has_value (a, column, row) ==
                       atlas_grid_has_value (b, column, row));
        largest = MAX (largest, fabs ((double) atlas_grid_get_value (a, column, row) -
                                      (double) atlas_grid_get_value (b, column, row)));
      }

  return largest;
}

static AtlasGeometry *
make_region (void)
{
  const AtlasPoint points[] = {
    { 435000, 4412000 }, { 455000, 4413000 }, { 450000, 4428000 }, { 437000, 4426000 },
  };

  return atlas_geometry_new_simple (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points));
}

static void
test_it_begins_as_the_computation (void)
{
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { city, 100, R, .region = region };
  Places places;

  scatter (&places);
  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    for (options.edge = 0; options.edge < ATLAS_N_DENSITY_EDGES; options.edge++)
      {
        g_autoptr(AtlasDensityAccumulator) accumulator = accumulate (&places, &options);
        g_autoptr(AtlasGrid) grid = atlas_density_accumulator_get_grid (accumulator);
        g_autoptr(AtlasGrid) computed = compute (&places, &options);

        g_assert_cmpfloat (compare (grid, computed), <=, LAW * atlas_grid_get_maximum (computed));
      }
}

static void
edit (AtlasDensityAccumulator *accumulator,
      Places                  *places,
      GRand                   *random)
{
  gsize i = (gsize) g_rand_int_range (random, 0, (gint32) places->n);

  g_assert_true (atlas_density_accumulator_remove (accumulator, places->x[i], places->y[i],
                                                   places->weight[i], NULL));
  draw_place (random, places, i);
  g_assert_true (atlas_density_accumulator_add (accumulator, places->x[i], places->y[i],
                                                places->weight[i], NULL));
}

/* A look now and then, so that tiles change more than once between two. */
static void
test_ten_thousand_edits_are_a_fresh_computation (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  const AtlasDensityOptions options = { city, 100, R };
  g_autoptr(AtlasDensityAccumulator) accumulator = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(AtlasGrid) computed = NULL;
  Places places;

  scatter (&places);
  accumulator = accumulate (&places, &options);
  for (guint i = 0; i < 10000; i++)
    {
      edit (accumulator, &places, random);
      if (i % 7 == 0)
        {
          g_clear_pointer (&grid, atlas_grid_unref);
          grid = atlas_density_accumulator_get_grid (accumulator);
        }
    }

  g_clear_pointer (&grid, atlas_grid_unref);
  grid = atlas_density_accumulator_get_grid (accumulator);
  computed = compute (&places, &options);
  g_assert_cmpfloat (compare (grid, computed), <=, LAW * atlas_grid_get_maximum (computed));
}

static void
test_there_and_back_leaves_every_bit (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (42);
  g_autoptr(AtlasGeometry) region = make_region ();
  AtlasDensityOptions options = { city, 100, R, .region = region };

  for (options.kernel = 0; options.kernel < ATLAS_N_KERNELS; options.kernel++)
    {
      Places before, places;
      g_autoptr(AtlasDensityAccumulator) accumulator = NULL;
      g_autoptr(AtlasGrid) first = NULL;
      g_autoptr(AtlasGrid) second = NULL;

      options.edge = options.kernel % ATLAS_N_DENSITY_EDGES;
      scatter (&before);
      places = before;
      accumulator = accumulate (&places, &options);
      first = atlas_density_accumulator_get_grid (accumulator);
      for (guint i = 0; i < 30; i++)
        edit (accumulator, &places, random);
      g_assert_cmpfloat (atlas_grid_get_sum (first), >, 0);
      for (gsize i = 0; i < places.n; i++)
        {
          atlas_density_accumulator_add (accumulator, before.x[i], before.y[i], before.weight[i],
                                         NULL);
          atlas_density_accumulator_remove (accumulator, places.x[i], places.y[i],
                                            places.weight[i], NULL);
        }
      second = atlas_density_accumulator_get_grid (accumulator);
      g_assert_cmpfloat (compare (first, second), ==, 0);
    }
}

static void
test_all_removed_leaves_nothing (void)
{
  const AtlasDensityOptions options = { city, 100, R };
  g_autoptr(AtlasDensityAccumulator) accumulator = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  Places places;

  scatter (&places);
  accumulator = accumulate (&places, &options);
  for (gsize i = 0; i < places.n; i++)
    atlas_density_accumulator_remove (accumulator, places.x[i], places.y[i], places.weight[i],
                                      NULL);
  grid = atlas_density_accumulator_get_grid (accumulator);

  g_assert_cmpfloat (atlas_grid_get_maximum (grid), ==, 0);
  for (guint row = 0; row < 4; row++)
    g_assert_null (atlas_grid_get_tile (grid, 0, row));
}

static void
test_threads_change_no_bit (void)
{
  AtlasDensityOptions options = { city, 100, R, .n_workers = 1 };
  g_autoptr(AtlasDensityAccumulator) alone = NULL;
  g_autoptr(AtlasGrid) grid = NULL;
  Places places;

  scatter (&places);
  alone = accumulate (&places, &options);
  grid = atlas_density_accumulator_get_grid (alone);
  for (options.n_workers = 2; options.n_workers < 8; options.n_workers++)
    {
      g_autoptr(AtlasDensityAccumulator) together = accumulate (&places, &options);
      g_autoptr(AtlasGrid) other = atlas_density_accumulator_get_grid (together);

      g_assert_cmpfloat (compare (grid, other), ==, 0);
    }
}

/* A site's edit is to cost what its surroundings do; and a snapshot stays as it was. */
static void
test_tiles_out_of_reach_are_shared (void)
{
  const AtlasDensityOptions options = { city, 100, R };
  g_autoptr(AtlasDensityAccumulator) accumulator = NULL;
  g_autoptr(AtlasGrid) before = NULL;
  g_autoptr(AtlasGrid) copy = NULL;
  g_autoptr(AtlasGrid) after = NULL;
  g_autoptr(AtlasGrid) same = NULL;
  Places places;
  guint n_changed = 0;

  scatter (&places);
  accumulator = accumulate (&places, &options);
  before = atlas_density_accumulator_get_grid (accumulator);
  copy = compute (&places, &options);
  atlas_density_accumulator_add (accumulator, 433000, 4413000, 1e6, NULL);
  after = atlas_density_accumulator_get_grid (accumulator);
  same = atlas_density_accumulator_get_grid (accumulator);

  for (guint row = 0; row < 4; row++)
    for (guint column = 0; column < 5; column++)
      n_changed += atlas_grid_get_tile (before, column, row) !=
                   atlas_grid_get_tile (after, column, row);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (same == after);
  g_assert_cmpfloat (compare (before, copy), <=, LAW * atlas_grid_get_maximum (copy));
}

static void
test_nonsense_is_refused (void)
{
  const AtlasDensityOptions options = { city, 100, R };
  const double bandwidths[400] = { 0 };
  const AtlasDensityOptions bad[] = {
    { city, 0, R }, { city, 100, R, .bandwidths = bandwidths },
    { city, 100, R, .edge = ATLAS_DENSITY_EDGE_CLIP },
  };
  g_autoptr(AtlasDensityAccumulator) accumulator = NULL;
  g_autoptr(GError) error = NULL;
  Places places;

  scatter (&places);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) refusal = NULL;

      g_assert_null (atlas_density_accumulator_new (places.x, places.y, places.weight, places.n,
                                                    &bad[i], NULL, &refusal));
      g_assert_error (refusal, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }

  accumulator = accumulate (&places, &options);
  g_assert_false (atlas_density_accumulator_add (accumulator, 440000, 4420000, -1, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_false (atlas_density_accumulator_add (accumulator, NAN, 4420000, 1, NULL));
  g_assert_true (atlas_density_accumulator_add (accumulator, 1e300, -1e300, 1, NULL));
}

static void
test_cancelling_gives_none (void)
{
  const AtlasDensityOptions options = { city, 100, R };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Places places;

  scatter (&places);
  g_cancellable_cancel (cancellable);
  g_assert_null (atlas_density_accumulator_new (places.x, places.y, NULL, places.n, &options,
                                                cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-accumulator/begins-computed", test_it_begins_as_the_computation);
  g_test_add_func ("/density-accumulator/ten-thousand-edits",
                   test_ten_thousand_edits_are_a_fresh_computation);
  g_test_add_func ("/density-accumulator/there-and-back", test_there_and_back_leaves_every_bit);
  g_test_add_func ("/density-accumulator/all-removed", test_all_removed_leaves_nothing);
  g_test_add_func ("/density-accumulator/threads", test_threads_change_no_bit);
  g_test_add_func ("/density-accumulator/shared-tiles", test_tiles_out_of_reach_are_shared);
  g_test_add_func ("/density-accumulator/nonsense", test_nonsense_is_refused);
  g_test_add_func ("/density-accumulator/cancelling", test_cancelling_gives_none);

  return g_test_run ();
}
