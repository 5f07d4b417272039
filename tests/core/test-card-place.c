#include "atlas-card-place.h"

#define WIDTH 760.0
#define HEIGHT 620.0

static gboolean
overlap (const AtlasBox *a,
         const AtlasBox *b)
{
  return a->x0 < b->x1 && b->x0 < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

/* Whatever lies there, a card that finds a place covers nothing. */
static void
test_covers_nothing (void)
{
  for (guint step = 0; step < 3000; step++)
    {
      AtlasCorner corner = (AtlasCorner) g_test_rand_int_range (0, ATLAS_N_CORNERS);
      double card_width = g_test_rand_double_range (10, WIDTH);
      double card_height = g_test_rand_double_range (10, HEIGHT);
      guint n = (guint) g_test_rand_int_range (0, 5);
      AtlasBox others[5], place;

      for (guint i = 0; i < n; i++)
        {
          others[i].x0 = g_test_rand_double_range (0, WIDTH - 50);
          others[i].y0 = g_test_rand_double_range (0, HEIGHT - 50);
          others[i].x1 = others[i].x0 + g_test_rand_double_range (10, 50);
          others[i].y1 = others[i].y0 + g_test_rand_double_range (10, 50);
        }
      if (!atlas_card_place (corner, WIDTH, HEIGHT, card_width, card_height, others, n, &place))
        {
          g_assert_cmpuint (n, >, 0);
          continue;
        }
      g_assert_cmpfloat_with_epsilon (place.x1 - place.x0, card_width, 1e-9);
      g_assert_cmpfloat_with_epsilon (place.y1 - place.y0, card_height, 1e-9);
      g_assert_cmpfloat (place.x0, >=, 0);
      g_assert_cmpfloat (place.y0, >=, 0);
      for (guint i = 0; i < n; i++)
        g_assert_false (overlap (&place, &others[i]));
    }
}

static void
test_free_corner_is_taken (void)
{
  for (guint corner = 0; corner < ATLAS_N_CORNERS; corner++)
    {
      AtlasBox place;

      g_assert_true (atlas_card_place (corner, WIDTH, HEIGHT, 200, 300, NULL, 0, &place));
      g_assert_cmpfloat (corner & 1 ? WIDTH - place.x1 : place.x0, ==, 0);
      g_assert_cmpfloat (corner & 2 ? HEIGHT - place.y1 : place.y0, ==, 0);
      g_assert_cmpuint (atlas_corner_nearest ((place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2,
                                              WIDTH, HEIGHT), ==, corner);
    }
}

/* Above the scale bar as long as it does not meet the buttons there, then
 * beside these, and nowhere when it is too tall for that as well. */
static void
test_makes_way (void)
{
  const AtlasBox others[] = {
    { WIDTH - 180, HEIGHT - 100, WIDTH, HEIGHT }, { WIDTH - 60, 0, WIDTH, 120 },
  };
  AtlasBox place;

  g_assert_true (atlas_card_place (ATLAS_CORNER_BOTTOM_RIGHT, WIDTH, HEIGHT, 280, 400, others, 2,
                                   &place));
  g_assert_cmpfloat (place.x1, ==, WIDTH);
  g_assert_cmpfloat (place.y1, ==, HEIGHT - 100);
  g_assert_true (atlas_card_place (ATLAS_CORNER_BOTTOM_RIGHT, WIDTH, HEIGHT, 280, 500, others, 2,
                                   &place));
  g_assert_cmpfloat (place.x1, ==, WIDTH - 60);
  g_assert_cmpfloat (place.y1, ==, HEIGHT - 100);
  g_assert_true (atlas_card_place (ATLAS_CORNER_TOP_RIGHT, WIDTH, HEIGHT, 280, 500, others, 2,
                                   &place));
  g_assert_cmpfloat (place.x1, ==, WIDTH - 60);
  g_assert_cmpfloat (place.y0, ==, 0);
  g_assert_false (atlas_card_place (ATLAS_CORNER_BOTTOM_RIGHT, WIDTH, HEIGHT, 280, HEIGHT + 1,
                                    others, 2, &place));
}

static void
test_words_stand_for_corners (void)
{
  for (guint corner = 0; corner < ATLAS_N_CORNERS; corner++)
    g_assert_cmpuint (atlas_corner_find (atlas_corner_get_key (corner)), ==, corner);
  g_assert_cmpuint (atlas_corner_find ("middle"), ==, ATLAS_CORNER_BOTTOM_RIGHT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-place/covers-nothing", test_covers_nothing);
  g_test_add_func ("/card-place/free-corner-is-taken", test_free_corner_is_taken);
  g_test_add_func ("/card-place/makes-way", test_makes_way);
  g_test_add_func ("/card-place/words-stand-for-corners", test_words_stand_for_corners);

  return g_test_run ();
}
