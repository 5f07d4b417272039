#include "atlas-selection.h"

#define N_BLOCKS 40

typedef struct
{
  AtlasSelection *selection;
  gboolean        expected[N_BLOCKS];
  guint           changes;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->selection = atlas_selection_new ();
  g_signal_connect_swapped (fixture->selection, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->selection);
}

static void
assert_as_expected (Fixture *fixture)
{
  guint n, found = 0;
  const guint *blocks = atlas_selection_get (fixture->selection, &n);

  for (guint i = 0; i < N_BLOCKS; i++)
    {
      g_assert_true (atlas_selection_contains (fixture->selection, i) == fixture->expected[i]);
      if (fixture->expected[i])
        g_assert_cmpuint (blocks[found++], ==, i);
    }
  g_assert_cmpuint (n, ==, found);
}

/* In whatever order and how often blocks are picked, each is there once. */
static void
test_is_a_set_in_order (Fixture       *fixture,
                        gconstpointer  data)
{
  for (guint step = 0; step < 500; step++)
    {
      guint block = (guint) g_test_rand_int_range (0, N_BLOCKS);

      atlas_selection_toggle (fixture->selection, block);
      fixture->expected[block] = !fixture->expected[block];
      assert_as_expected (fixture);
    }
}

static void
test_setting_takes_any_order (Fixture       *fixture,
                              gconstpointer  data)
{
  static const guint blocks[] = { 7, 3, 7, 0, 39, 3 };

  atlas_selection_set (fixture->selection, blocks, G_N_ELEMENTS (blocks));
  fixture->expected[0] = fixture->expected[3] = fixture->expected[7] = TRUE;
  fixture->expected[39] = TRUE;
  assert_as_expected (fixture);
}

/* Panels and the map follow each change, and rest where there is none. */
static void
test_says_changes_only (Fixture       *fixture,
                        gconstpointer  data)
{
  static const guint blocks[] = { 3, 5 }, same[] = { 5, 3, 5 };

  atlas_selection_clear (fixture->selection);
  g_assert_cmpuint (fixture->changes, ==, 0);
  atlas_selection_set (fixture->selection, blocks, 2);
  g_assert_cmpuint (fixture->changes, ==, 1);
  atlas_selection_set (fixture->selection, same, 3);
  g_assert_cmpuint (fixture->changes, ==, 1);
  atlas_selection_toggle (fixture->selection, 4);
  g_assert_cmpuint (fixture->changes, ==, 2);
  atlas_selection_clear (fixture->selection);
  g_assert_cmpuint (fixture->changes, ==, 3);
}

/* To add and to take off many is to do so one by one. */
static void
test_adds_and_removes (Fixture       *fixture,
                       gconstpointer  data)
{
  for (guint step = 0; step < 300; step++)
    {
      gboolean adds = g_test_rand_int_range (0, 2) == 0;
      guint blocks[6];
      guint n = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (blocks) + 1);

      for (guint i = 0; i < n; i++)
        {
          blocks[i] = (guint) g_test_rand_int_range (0, N_BLOCKS);
          fixture->expected[blocks[i]] = adds;
        }
      if (adds)
        atlas_selection_add (fixture->selection, blocks, n);
      else
        atlas_selection_remove (fixture->selection, blocks, n);
      assert_as_expected (fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/selection/set", test_is_a_set_in_order);
  ADD ("/selection/any-order", test_setting_takes_any_order);
  ADD ("/selection/many", test_adds_and_removes);
  ADD ("/selection/changes", test_says_changes_only);

  return g_test_run ();
}
