/* What is a hot spot whatever the bandwidth, by places whose densities are known. */

#include "atlas-density.h"
#include "atlas-hot-spot-persistence.h"

#define N_LEVELS 4
#define MOST_PLACES 40

static const double bandwidths[N_LEVELS] = { 500, 1000, 2000, 4000 };

typedef struct
{
  double             x[MOST_PLACES];
  double             y[MOST_PLACES];
  double             weight[MOST_PLACES];
  guint              n;
  AtlasHotSpotLevel  levels[N_LEVELS];
  GArray            *found;
} Places;

static void
set_up (Places        *self,
        gconstpointer  data)
{
}

static void
tear_down (Places        *self,
           gconstpointer  data)
{
  for (guint i = 0; i < N_LEVELS; i++)
    g_array_unref ((GArray *) self->levels[i].spots);
  g_array_unref (self->found);
}

/* @x, @y: km, of the middle of a cell but for 50 m */
static void
add (Places *self,
     double  x,
     double  y,
     double  weight)
{
  g_assert_cmpuint (self->n, <, MOST_PLACES);
  self->x[self->n] = 440050 + x * 1000;
  self->y[self->n] = 4410050 + y * 1000;
  self->weight[self->n++] = weight;
}

static void
find (Places *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    {
      const AtlasDensityOptions options = {
        .extent = { 430000, 4400000, 480000, 4440000 }, .cell = 100,
        .bandwidth = bandwidths[i], .kernel = ATLAS_KERNEL_QUARTIC,
      };
      g_autoptr(GError) error = NULL;
      g_autoptr(AtlasGrid) grid = atlas_density_compute (self->x, self->y, self->weight, self->n,
                                                         &options, NULL, &error);

      g_assert_no_error (error);
      self->levels[i].bandwidth = bandwidths[i];
      self->levels[i].spots = atlas_hot_spots_find (grid, bandwidths[i], G_MAXUINT);
    }
  self->found = atlas_hot_spots_find_persistent (self->levels, N_LEVELS);
}

static const AtlasHotSpot *
get_spot (Places *self,
          guint   found,
          guint   level)
{
  const AtlasPersistentHotSpot *spot =
    &g_array_index (self->found, AtlasPersistentHotSpot, found);

  return &g_array_index (self->levels[level].spots, AtlasHotSpot, spot->spots[level]);
}

static void
assert_is_at (Places *self,
              guint   found,
              guint   level,
              double  x,
              double  y)
{
  const AtlasHotSpot *spot = get_spot (self, found, level);

  g_assert_cmpfloat_with_epsilon (spot->x, 440050 + x * 1000, 1);
  g_assert_cmpfloat_with_epsilon (spot->y, 4410050 + y * 1000, 1);
}

/* Single places far from each other are tops at any bandwidth, of the same parts of
 * the maximum. */
static void
test_far_ones_persist (Places        *self,
                       gconstpointer  data)
{
  add (self, 5, 5, 2);
  add (self, 25, 5, 4);
  add (self, 5, 15, 1);
  find (self);

  g_assert_cmpuint (self->found->len, ==, 3);
  for (guint level = 0; level < N_LEVELS; level++)
    {
      assert_is_at (self, 0, level, 25, 5);
      assert_is_at (self, 1, level, 5, 5);
      assert_is_at (self, 2, level, 5, 15);
    }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (
      g_array_index (self->found, AtlasPersistentHotSpot, i).strength, 1 / (double) (1 << i),
      1e-4);
}

/* Two places of 3 and 2 within 1.6 km: two tops as long as their kernels don't meet,
 * one when the bandwidth is wider than that. It is one thing, and its higher part. */
static void
test_one_falls_apart (Places        *self,
                      gconstpointer  data)
{
  add (self, 10, 10, 3);
  add (self, 11.6, 10, 2);
  find (self);

  g_assert_cmpuint (self->levels[0].spots->len, ==, 2);
  g_assert_cmpuint (self->levels[1].spots->len, ==, 2);
  g_assert_cmpuint (self->levels[2].spots->len, ==, 1);
  g_assert_cmpuint (self->levels[3].spots->len, ==, 1);
  g_assert_cmpuint (self->found->len, ==, 1);
  assert_is_at (self, 0, 0, 10, 10);
  assert_is_at (self, 0, 1, 10, 10);
}

/* As high as any of a cluster's places where each stands for itself, and a ripple
 * where they add up. */
static void
test_noise_vanishes (Places        *self,
                     gconstpointer  data)
{
  for (int i = 0; i < 25; i++)
    add (self, 10 + i % 5 * 0.6, 10 + i / 5 * 0.6, 1);
  add (self, 30, 10, 1);
  find (self);

  g_assert_cmpuint (self->levels[0].spots->len, ==, 26);
  g_assert_cmpuint (self->levels[3].spots->len, ==, 1);
  g_assert_cmpuint (self->found->len, ==, 1);
  for (guint level = 0; level < N_LEVELS; level++)
    g_assert_cmpfloat (get_spot (self, 0, level)->x, <, 455000);
}

static GArray *
list (double x,
      double value)
{
  const AtlasHotSpot spot = { x, 0, value };
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (AtlasHotSpot));

  return g_array_append_val (spots, spot);
}

/* The reach is that of the wider one of any two, not of neighbours in the row. */
static void
test_reach (void)
{
  static const struct { double x[3]; guint n; } cases[] = {
    { { 0, 1000, 3000 }, 0 },    /* 3,000 m from narrowest to widest, 2,000 m reach */
    { { 0, 1000, 2000 }, 1 },    /* just */
    { { 0, 1001, 2000 }, 0 },    /* the middle one is too far from the narrowest */
    { { 0, -1000, 1000 }, 1 },
    { { 0, -1000, 1001 }, 0 },   /* too far from the widest */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) narrow = list (cases[i].x[0], 1);
      g_autoptr(GArray) middle = list (cases[i].x[1], 1);
      g_autoptr(GArray) wide = list (cases[i].x[2], 1);
      const AtlasHotSpotLevel levels[] = { { 500, narrow }, { 1000, middle }, { 2000, wide } };
      g_autoptr(GArray) found = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));

      g_assert_cmpuint (found->len, ==, cases[i].n);
    }
}

/* The higher one of two wide tops takes the only narrow one that both reach; and who
 * chose badly at first chooses again. */
static void
test_each_is_part_of_one (void)
{
  const AtlasHotSpot far = { 900, 0, 5 };
  const AtlasHotSpot lower = { -900, 0, 3 };
  g_autoptr(GArray) narrow = list (-800, 4);
  g_autoptr(GArray) middle = list (0, 6);
  g_autoptr(GArray) wide = list (0, 9);
  const AtlasHotSpotLevel levels[] = { { 500, narrow }, { 1000, middle }, { 2000, wide } };
  g_autoptr(GArray) one = NULL, again = NULL;

  g_array_append_val (wide, lower);
  one = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (g_array_index (one, AtlasPersistentHotSpot, 0).spots[2], ==, 0);

  /* Of the middle ones the highest is out of the narrow one's reach. */
  g_array_prepend_val (middle, far);
  again = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpuint (g_array_index (again, AtlasPersistentHotSpot, 0).spots[1], ==, 1);
}

/* Nearly as high as the highest throughout is more than the highest once. */
static void
test_strongest_first (void)
{
  const AtlasHotSpot second = { 9000, 0, 9 }, first = { 0, 0, 1 };
  g_autoptr(GArray) narrow = list (9000, 10);
  g_autoptr(GArray) wide = list (0, 10);
  const AtlasHotSpotLevel levels[] = { { 500, narrow }, { 1000, wide } };
  g_autoptr(GArray) found = NULL;

  g_array_append_val (narrow, first);
  g_array_append_val (wide, second);
  found = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, AtlasPersistentHotSpot, 0).spots[1], ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (found, AtlasPersistentHotSpot, 0).strength, 0.95,
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (g_array_index (found, AtlasPersistentHotSpot, 1).strength, 0.55,
                                  1e-12);
}

/* What is less at one bandwidth is not what is more at another on the same spot; as much
 * less is as strong. */
static void
test_less_is_not_more (void)
{
  const AtlasHotSpot less = { 100, 0, -4 };
  g_autoptr(GArray) narrow = list (0, 8);
  g_autoptr(GArray) wide = list (0, -4);
  const AtlasHotSpotLevel levels[] = { { 500, narrow }, { 1000, wide } };
  g_autoptr(GArray) none = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));
  g_autoptr(GArray) one = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_array_append_val (narrow, less);
  one = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (g_array_index (one, AtlasPersistentHotSpot, 0).spots[0], ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (one, AtlasPersistentHotSpot, 0).strength, 0.75,
                                  1e-12);
}

static void
test_nothing (void)
{
  g_autoptr(GArray) some = list (0, 1);
  g_autoptr(GArray) none = g_array_new (FALSE, FALSE, sizeof (AtlasHotSpot));
  const AtlasHotSpotLevel levels[] = { { 500, some }, { 1000, none }, { 2000, some } };
  g_autoptr(GArray) found = atlas_hot_spots_find_persistent (levels, G_N_ELEMENTS (levels));

  g_assert_cmpuint (found->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/hot-spot-persistence/" name, Places, NULL, set_up, function, tear_down)
  ADD ("far-ones-persist", test_far_ones_persist);
  ADD ("one-that-falls-apart-is-one", test_one_falls_apart);
  ADD ("noise-that-vanishes-is-none", test_noise_vanishes);
  g_test_add_func ("/hot-spot-persistence/as-far-as-the-wider-kernel", test_reach);
  g_test_add_func ("/hot-spot-persistence/each-is-part-of-one", test_each_is_part_of_one);
  g_test_add_func ("/hot-spot-persistence/strongest-first", test_strongest_first);
  g_test_add_func ("/hot-spot-persistence/less-is-not-more", test_less_is_not_more);
  g_test_add_func ("/hot-spot-persistence/none-where-a-level-has-none", test_nothing);

  return g_test_run ();
}
