#include "atlas-view-history.h"

static AtlasMapPlace
place_at (double longitude)
{
  return (AtlasMapPlace) { { longitude, 40 }, 12 };
}

static void
rest_at (AtlasViewHistory *history,
         double            longitude)
{
  AtlasMapPlace place = place_at (longitude);

  atlas_view_history_rest (history, &place);
}

static void
test_back_and_forward (void)
{
  g_autoptr(AtlasViewHistory) history = atlas_view_history_new ();

  g_assert_false (atlas_view_history_has (history, -1));
  g_assert_false (atlas_view_history_has (history, 0));
  for (double longitude = 116; longitude < 120; longitude++)
    rest_at (history, longitude);
  g_assert_false (atlas_view_history_has (history, 1));

  for (double longitude = 118; longitude >= 116; longitude--)
    g_assert_cmpfloat (atlas_view_history_go (history, -1).center.x, ==, longitude);
  g_assert_false (atlas_view_history_has (history, -1));
  for (double longitude = 117; longitude < 120; longitude++)
    g_assert_cmpfloat (atlas_view_history_go (history, 1).center.x, ==, longitude);
  g_assert_false (atlas_view_history_has (history, 1));
}

static void
test_branch (void)
{
  g_autoptr(AtlasViewHistory) history = atlas_view_history_new ();

  rest_at (history, 116);
  rest_at (history, 117);
  rest_at (history, 118);
  atlas_view_history_go (history, -1);
  /* There it rests. */
  rest_at (history, 117);
  g_assert_true (atlas_view_history_has (history, 1));
  rest_at (history, 116.5);
  g_assert_false (atlas_view_history_has (history, 1));
  g_assert_cmpfloat (atlas_view_history_go (history, -1).center.x, ==, 117);
  g_assert_cmpfloat (atlas_view_history_go (history, -1).center.x, ==, 116);
}

/* The centre of the whole city depends on the size of the window. */
static void
test_city (void)
{
  g_autoptr(AtlasViewHistory) history = atlas_view_history_new ();
  AtlasMapPlace city = { { 116.4, 40.1 }, 0 };
  AtlasMapPlace same = { { 116.5, 40.1 }, 0 };

  atlas_view_history_rest (history, &city);
  atlas_view_history_rest (history, &same);
  g_assert_false (atlas_view_history_has (history, -1));
}

static void
test_limit (void)
{
  g_autoptr(AtlasViewHistory) history = atlas_view_history_new ();
  guint n = 0;

  for (guint i = 0; i < 1000; i++)
    rest_at (history, 100 + i * 0.01);
  for (; atlas_view_history_has (history, -1); n++)
    atlas_view_history_go (history, -1);
  g_assert_cmpuint (n, >=, 20);
  g_assert_cmpuint (n, <, 1000);
  atlas_view_history_clear (history);
  g_assert_false (atlas_view_history_has (history, 0));
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_says_so (void)
{
  g_autoptr(AtlasViewHistory) history = atlas_view_history_new ();
  guint n = 0;

  g_signal_connect_swapped (history, "changed", G_CALLBACK (count), &n);
  rest_at (history, 116);
  rest_at (history, 117);
  g_assert_cmpuint (n, ==, 2);
  rest_at (history, 117);
  g_assert_cmpuint (n, ==, 2);
  atlas_view_history_go (history, -1);
  g_assert_cmpuint (n, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-history/back-and-forward-undo-each-other", test_back_and_forward);
  g_test_add_func ("/view-history/moving-after-going-back-drops-what-lay-ahead", test_branch);
  g_test_add_func ("/view-history/city-is-one-place", test_city);
  g_test_add_func ("/view-history/oldest-is-forgotten", test_limit);
  g_test_add_func ("/view-history/says-when-it-changes", test_says_so);

  return g_test_run ();
}
