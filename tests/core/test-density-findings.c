/* What is found in a density: tops, means of zones, and what a value is made of. */

#include "atlas-density-shares.h"
#include "atlas-hot-spots.h"
#include "atlas-zonal-mean.h"

#include <math.h>

#define N 400

typedef struct
{
  double              x[N];
  double              y[N];
  double              weight[N];
  AtlasDensityOptions options;
} Places;

static void
set_up (Places        *self,
        gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));

  self->options = (AtlasDensityOptions) {
    .extent = { 440000, 4410000, 460000, 4430000 }, .cell = 100, .bandwidth = 1500,
    .kernel = ATLAS_KERNEL_QUARTIC,
  };
  for (guint i = 0; i < N; i++)
    {
      self->x[i] = g_rand_double_range (random, 442000, 458000);
      self->y[i] = g_rand_double_range (random, 4412000, 4428000);
      self->weight[i] = g_rand_double_range (random, 0, 1e5);
    }
}

static void
tear_down (Places        *self,
           gconstpointer  data)
{
}

static AtlasGrid *
compute (Places *self)
{
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid = atlas_density_compute (self->x, self->y, self->weight, N, &self->options, NULL,
                                           &error);

  g_assert_no_error (error);

  return grid;
}

/* The very centres of cells are where the grid and the shares meet. */
static void
test_shares_make_the_value (Places        *self,
                            gconstpointer  data)
{
  for (AtlasKernel kernel = 0; kernel < ATLAS_N_KERNELS; kernel++)
    {
      g_autoptr(AtlasGrid) grid = NULL;

      self->options.kernel = kernel;
      grid = compute (self);
      for (double x = 441050; x < 460000; x += 3100)
        for (double y = 4411050; y < 4430000; y += 2700)
          {
            g_autoptr(GArray) shares =
              atlas_density_list_shares (self->x, self->y, self->weight, N, &self->options,
                                         (AtlasPoint) { x, y });
            double sum = 0, parts = 0;

            for (guint i = 0; i < shares->len; i++)
              {
                const AtlasDensityShare *share = &g_array_index (shares, AtlasDensityShare, i);

                g_assert_true (i == 0 ||
                               share->value <= g_array_index (shares, AtlasDensityShare,
                                                              i - 1).value);
                sum += share->value;
                parts += share->share;
              }
            g_assert_cmpfloat_with_epsilon (sum, atlas_grid_get_value_at (grid, x, y),
                                            1e-5 * (double) atlas_grid_get_maximum (grid));
            if (shares->len > 0)
              g_assert_cmpfloat_with_epsilon (parts, 1, 1e-12);
          }
    }
}

/* Every one is a top, the first the maximum, no two are near, and every top that is
 * left out is near a higher one. */
static void
test_tops (Places        *self,
           gconstpointer  data)
{
  g_autoptr(AtlasGrid) grid = compute (self);
  AtlasBox box = atlas_grid_get_box (grid);
  double least = 0.1 * (double) atlas_grid_get_maximum (grid);
  g_autoptr(GArray) spots = atlas_hot_spots_find (grid, 1500, 1000);

  g_assert_cmpuint (spots->len, >, 3);
  g_assert_cmpfloat (g_array_index (spots, AtlasHotSpot, 0).value, ==,
                     atlas_grid_get_maximum (grid));
  for (int row = 0; row < (int) atlas_grid_get_n_rows (grid); row++)
    for (int column = 0; column < (int) atlas_grid_get_n_columns (grid); column++)
      {
        float value = atlas_grid_get_value (grid, column, row);
        double x = box.x0 + (column + 0.5) * 100, y = box.y0 + (row + 0.5) * 100;
        gboolean is_top = (double) value >= least, is_listed = FALSE, is_near = FALSE;

        for (int i = 0; i < 9; i++)
          if (i != 4 && atlas_grid_get_value (grid, column + i % 3 - 1, row + i / 3 - 1) >= value)
            is_top = FALSE;
        for (guint i = 0; i < spots->len; i++)
          {
            const AtlasHotSpot *spot = &g_array_index (spots, AtlasHotSpot, i);
            double distance = hypot (spot->x - x, spot->y - y);

            is_listed |= distance < 1;
            is_near |= distance >= 1 && distance < 1500 && spot->value >= (double) value;
          }
        g_assert_false (is_listed && is_near);
        g_assert_true (is_top == is_listed || (is_top && is_near));
      }
}

static AtlasGeometry *
make_square (double x,
             double y,
             double edge)
{
  const AtlasPoint points[] = {
    { x, y }, { x + edge, y }, { x + edge, y + edge }, { x, y + edge }, { x, y },
  };
  const guint part_end = G_N_ELEMENTS (points), polygon_end = 1;

  return atlas_geometry_new (ATLAS_GEOMETRY_POLYGON, points, G_N_ELEMENTS (points), &part_end, 1,
                             &polygon_end, 1);
}

/* Of four quarters the mean is that of the whole; a speck has its cell's. */
static void
test_means (Places        *self,
            gconstpointer  data)
{
  g_autoptr(AtlasGrid) grid = compute (self);
  g_autoptr(AtlasGeometry) whole = make_square (446000, 4416000, 4000);
  g_autoptr(AtlasGeometry) speck = make_square (448010, 4418010, 20);
  double quarters = 0, sum = 0;

  for (int i = 0; i < 4; i++)
    {
      g_autoptr(AtlasGeometry) quarter = make_square (446000 + i % 2 * 2000, 4416000 + i / 2 * 2000,
                                                      2000);

      quarters += atlas_zonal_mean (grid, quarter) / 4;
    }
  for (double y = 4416050; y < 4420000; y += 100)
    for (double x = 446050; x < 450000; x += 100)
      sum += (double) atlas_grid_get_value_at (grid, x, y);
  g_assert_cmpfloat_with_epsilon (atlas_zonal_mean (grid, whole), sum / 1600, 1e-9 * sum);
  g_assert_cmpfloat_with_epsilon (quarters, sum / 1600, 1e-9 * sum);
  g_assert_cmpfloat (atlas_zonal_mean (grid, speck), ==,
                     atlas_grid_get_value_at (grid, 448020, 4418020));
}

/* A level top is one spot; nothing has none. */
static void
test_level_tops (void)
{
  float values[10 * 10] = { 0 };
  g_autoptr(AtlasGrid) flat = atlas_grid_new (0, 0, 10, 10, 10, values);
  g_autoptr(GArray) none = atlas_hot_spots_find (flat, 0, 10);
  g_autoptr(AtlasGrid) level = NULL;
  g_autoptr(GArray) one = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  values[44] = values[45] = 7;
  level = atlas_grid_new (0, 0, 10, 10, 10, values);
  one = atlas_hot_spots_find (level, 0, 10);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpfloat (g_array_index (one, AtlasHotSpot, 0).x, ==, 45);
  g_assert_cmpfloat (g_array_index (one, AtlasHotSpot, 0).y, ==, 45);
}

/* What stays is nothing, what is more or less counts with that, what is new and what is
 * gone with all of it; together they are the difference. */
static void
test_shares_of_a_difference (void)
{
  const double x[] = { 0, 300, 600, 900, 900 }, y[] = { 0, 0, 0, 0, 0 };
  const double now[] = { 5, 8, 2, 3, 1 };
  const double then_x[] = { 900, 0, 300, 900, 0 }, then_y[] = { 0, 0, 0, 0, 300 };
  const double then[] = { 1, 5, 2, 3, 7 };
  static const struct { guint place; gboolean is_taken; double weight, distance; } expected[] = {
    { 4, TRUE, -7, 300 }, { 1, FALSE, 6, 300 }, { 2, FALSE, 2, 600 },
  };
  const AtlasDensityOptions options = { { 0, 0, 1000, 1000 }, 10, 1000 };
  const AtlasPoint at = { 0, 0 };
  g_autoptr(GArray) ours = atlas_density_list_shares (x, y, now, 5, &options, at);
  g_autoptr(GArray) theirs = atlas_density_list_shares (then_x, then_y, then, 5, &options, at);
  g_autoptr(GArray) shares =
    atlas_density_shares_take_off (&(AtlasDensityShareList) { ours, x, y },
                                   &(AtlasDensityShareList) { theirs, then_x, then_y });
  double parts = 0;

  g_assert_cmpuint (shares->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < shares->len; i++)
    {
      const AtlasDensityShare *share = &g_array_index (shares, AtlasDensityShare, i);
      double u2 = pow (expected[i].distance / 1000, 2);

      g_assert_cmpuint (share->place, ==, expected[i].place);
      g_assert_cmpint (share->is_taken, ==, expected[i].is_taken);
      g_assert_cmpfloat_with_epsilon (share->value,
                                      expected[i].weight * 3 / G_PI * pow (1 - u2, 2), 1e-12);
      parts += share->share;
    }
  g_assert_cmpfloat_with_epsilon (parts, 1, 1e-12);
}

/* In a difference the bottoms of what is less count as well, by magnitude, and are not
 * near a top of what is more. */
static void
test_bottoms_of_a_difference (void)
{
  static const double expected[] = { -9, 7, 5, -2 };
  float values[10 * 10] = { 0 };
  g_autoptr(AtlasGrid) grid = NULL;
  g_autoptr(GArray) spots = NULL;

  values[11] = -9;
  values[12] = -8.9f;
  values[14] = 5;
  values[77] = 7;
  values[79] = 6.9f;
  values[62] = values[63] = -2;
  values[49] = -0.8f;
  values[46] = 0.8f;
  grid = atlas_grid_new (0, 0, 10, 10, 10, values);
  spots = atlas_hot_spots_find (grid, 40, 10);

  g_assert_cmpuint (spots->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < spots->len; i++)
    g_assert_cmpfloat (g_array_index (spots, AtlasHotSpot, i).value, ==, expected[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/density-findings/" name, Places, GUINT_TO_POINTER (5), set_up, function, tear_down)
  ADD ("shares-make-the-value", test_shares_make_the_value);
  ADD ("tops-are-apart-and-complete", test_tops);
  ADD ("means-of-parts-make-that-of-the-whole", test_means);
  g_test_add_func ("/density-findings/a-level-top-is-one", test_level_tops);
  g_test_add_func ("/density-findings/shares-of-a-difference", test_shares_of_a_difference);
  g_test_add_func ("/density-findings/a-difference-has-bottoms", test_bottoms_of_a_difference);

  return g_test_run ();
}
