#include "atlas-memory.h"
#include "atlas-parallel.h"

enum { ITEMS = 1000 };

typedef struct
{
  int   done[ITEMS];  /* atomic */
  guint n_workers;
} Work;

static void
do_item (guint    item,
         guint    worker,
         gpointer data)
{
  Work *work = data;

  g_assert_cmpuint (worker, <, work->n_workers);
  g_atomic_int_inc (&work->done[item]);
}

static void
test_each_item_is_done_once (void)
{
  for (guint n_workers = 1; n_workers < 9; n_workers++)
    for (guint n = 0; n <= ITEMS; n += ITEMS / 4)
      {
        Work work = { { 0 }, n_workers };

        atlas_parallel_run (n, n_workers, do_item, &work);
        for (guint i = 0; i < ITEMS; i++)
          g_assert_cmpint (work.done[i], ==, i < n);
      }
}

static void
test_there_is_a_worker_by_default (void)
{
  g_assert_cmpuint (atlas_parallel_count_workers (0), >=, 1);
  g_assert_cmpuint (atlas_parallel_count_workers (5), ==, 5);
}

static void
test_memory_is_zero_and_aligned (void)
{
  static const gsize sizes[] = { 0, 1, 4097, 300000, 2 << 20, (2 << 20) + 1, 9000001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      char *memory = atlas_memory_new (sizes[i]);

      g_assert_cmpuint ((gsize) memory % 128, ==, 0);
      for (gsize k = 0; k < sizes[i]; k++)
        {
          g_assert_cmpint (memory[k], ==, 0);
          memory[k] = 1;
        }
      atlas_memory_free (memory, sizes[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parallel/each-item-once", test_each_item_is_done_once);
  g_test_add_func ("/parallel/a-worker-by-default", test_there_is_a_worker_by_default);
  g_test_add_func ("/memory/zero-and-aligned", test_memory_is_zero_and_aligned);

  return g_test_run ();
}
