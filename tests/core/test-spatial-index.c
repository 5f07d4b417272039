#include "atlas-spatial-index.h"

#include <math.h>

/* Boxes of all sizes, points among them, some that are none, many the same. */
static AtlasBox
random_box (GRand *rand)
{
  static const AtlasBox odd[] = {
    { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE },
    { NAN, 0, NAN, 100 }, { 10, NAN, 20, NAN }, { NAN, NAN, NAN, NAN },
    { -INFINITY, 10, INFINITY, 11 }, { 5, 5, 5, 5 }, { 5, 5, 5, 5 }, { 40, 10, 30, 20 },
  };
  double x = g_rand_double_range (rand, 0, 100);
  double y = g_rand_double_range (rand, 0, 100);
  double size = exp (g_rand_double_range (rand, -5, 4));

  if (g_rand_int_range (rand, 0, 10) == 0)
    return odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))];
  if (g_rand_boolean (rand))
    size = 0;

  return (AtlasBox) { x, y, x + size, y + size / 2 };
}

static AtlasBox *
random_boxes (GRand *rand,
              guint  n)
{
  AtlasBox *boxes = g_new (AtlasBox, n);

  for (guint i = 0; i < n; i++)
    boxes[i] = random_box (rand);

  return boxes;
}

/* Two boxes overlap that have a place in common; nothing is in an empty one. */
static gboolean
have_a_place_in_common (const AtlasBox *a,
                        const AtlasBox *b)
{
  return fmax (a->x0, b->x0) <= fmin (a->x1, b->x1) &&
         fmax (a->y0, b->y0) <= fmin (a->y1, b->y1) &&
         a->x0 <= a->x1 && a->y0 <= a->y1 && b->x0 <= b->x1 && b->y0 <= b->y1;
}

/* Returns: how many were found */
static guint
check_query (const AtlasSpatialIndex *index,
             const AtlasBox          *boxes,
             guint                    n,
             const AtlasBox          *box)
{
  g_autoptr(GArray) found = atlas_spatial_index_query (index, box);
  guint next = 0;

  for (guint i = 0; i < n; i++)
    if (have_a_place_in_common (&boxes[i], box))
      {
        g_assert_cmpuint (next, <, found->len);
        g_assert_cmpuint (g_array_index (found, guint, next), ==, i);
        next++;
      }
  g_assert_cmpuint (next, ==, found->len);

  return next;
}

static void
test_finds_what_looking_at_all_finds (void)
{
  /* Around the numbers at which a level more is needed. */
  static const guint numbers[] = { 0, 1, 2, 15, 16, 17, 255, 256, 257, 4095, 4096, 4097 };
  g_autoptr(GRand) rand = g_rand_new_with_seed (61);
  guint n_found = 0;

  for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
    {
      g_autofree AtlasBox *boxes = random_boxes (rand, numbers[k]);
      g_autoptr(AtlasSpatialIndex) index = atlas_spatial_index_new (boxes, numbers[k]);

      for (guint i = 0; i < 200; i++)
        {
          AtlasBox box = random_box (rand);

          n_found += check_query (index, boxes, numbers[k], &box);
        }
    }
  g_assert_cmpuint (n_found, >, 10000);
}

/* Every box finds itself by each of its corners: touching is enough. */
static void
test_corners_find_their_box (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (62);
  g_autofree AtlasBox *boxes = random_boxes (rand, 1000);
  g_autoptr(AtlasSpatialIndex) index = atlas_spatial_index_new (boxes, 1000);

  for (guint i = 0; i < 1000; i++)
    {
      AtlasBox low = { boxes[i].x0 - 1, boxes[i].y0 - 1, boxes[i].x0, boxes[i].y0 };
      AtlasBox high = { boxes[i].x1, boxes[i].y1, boxes[i].x1 + 1, boxes[i].y1 + 1 };

      check_query (index, boxes, 1000, &low);
      check_query (index, boxes, 1000, &high);
    }
}

/* All in one place, or all nothing: no curve can sort them. */
static void
test_boxes_in_one_place_are_all_found (void)
{
  static const AtlasBox cases[] = { { 3, 4, 3, 4 }, { 3, 4, 5, 6 }, { NAN, NAN, NAN, NAN },
                                    { -INFINITY, -INFINITY, INFINITY, INFINITY } };
  static const AtlasBox everywhere = { -1000, -1000, 1000, 1000 };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      AtlasBox boxes[300];
      g_autoptr(AtlasSpatialIndex) index = NULL;

      for (guint i = 0; i < 300; i++)
        boxes[i] = cases[k];
      index = atlas_spatial_index_new (boxes, 300);
      g_assert_cmpuint (check_query (index, boxes, 300, &everywhere), ==, k == 2 ? 0 : 300);
      check_query (index, boxes, 300, &cases[1]);
    }
}

typedef struct
{
  AtlasSpatialIndex *index;
  const AtlasBox    *boxes;
  guint              n;
  guint              seed;
} Reader;

static gpointer
read_along (gpointer data)
{
  Reader *self = data;
  g_autoptr(GRand) rand = g_rand_new_with_seed (self->seed);

  for (guint i = 0; i < 200; i++)
    {
      AtlasBox box = random_box (rand);

      check_query (self->index, self->boxes, self->n, &box);
    }
  atlas_spatial_index_unref (self->index);

  return NULL;
}

/* Nothing is built at the first question: several threads ask at once. */
static void
test_threads_may_ask_at_once (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (63);
  g_autofree AtlasBox *boxes = random_boxes (rand, 2000);
  g_autoptr(AtlasSpatialIndex) index = atlas_spatial_index_new (boxes, 2000);
  Reader readers[4];
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    {
      readers[i] = (Reader) { atlas_spatial_index_ref (index), boxes, 2000, i };
      threads[i] = g_thread_new ("reader", read_along, &readers[i]);
    }
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spatial-index/all", test_finds_what_looking_at_all_finds);
  g_test_add_func ("/spatial-index/corners", test_corners_find_their_box);
  g_test_add_func ("/spatial-index/one-place", test_boxes_in_one_place_are_all_found);
  g_test_add_func ("/spatial-index/threads", test_threads_may_ask_at_once);

  return g_test_run ();
}
