#include "atlas-memory.h"
#include "atlas-parallel.h"

#include <sys/mman.h>
#include <unistd.h>

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

/* How many pages of @memory are there. */
static gsize
count_pages (char  *memory,
             gsize  size)
{
  gsize n_pages = size / (gsize) sysconf (_SC_PAGESIZE);
  g_autofree guchar *are_there = g_malloc (n_pages);
  gsize n = 0;

  g_assert_cmpint (mincore (memory, size, are_there), ==, 0);
  for (gsize i = 0; i < n_pages; i++)
    n += are_there[i] & 1;

  return n;
}

/* All pages come, of the first and the last too, and what lies there stays. */
static void
test_memory_is_taken_ahead (void)
{
  enum { SIZE = 6 << 20, MIDDLE = 3 << 20 };
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  char *memory = mmap (NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (memory != MAP_FAILED);
  memory[MIDDLE] = 42;
  g_assert_cmpuint (count_pages (memory, SIZE), <, SIZE / page);
  atlas_memory_take_ahead (memory + 100, memory + SIZE - 100);
#ifdef MADV_POPULATE_WRITE
  while (madvise (memory, page, MADV_POPULATE_WRITE) == 0 &&
         count_pages (memory, SIZE) < SIZE / page)
    g_usleep (1000);
#endif
  for (gsize i = 0; i < SIZE; i++)
    g_assert_cmpint (memory[i], ==, i == MIDDLE ? 42 : 0);
  munmap (memory, SIZE);
}

/* There is none: nothing happens. */
static void
test_no_memory_is_taken_ahead (void)
{
  char *memory = mmap (NULL, 2 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  g_assert_true (memory != MAP_FAILED);
  munmap (memory, 2 << 20);
  atlas_memory_take_ahead (memory, memory + (2 << 20));
  atlas_memory_take_ahead (memory + 10, memory);
  atlas_memory_take_ahead (memory, memory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parallel/each-item-once", test_each_item_is_done_once);
  g_test_add_func ("/parallel/a-worker-by-default", test_there_is_a_worker_by_default);
  g_test_add_func ("/memory/zero-and-aligned", test_memory_is_zero_and_aligned);
  g_test_add_func ("/memory/is-taken-ahead", test_memory_is_taken_ahead);
  g_test_add_func ("/memory/that-is-not-there-is-not-taken-ahead", test_no_memory_is_taken_ahead);

  return g_test_run ();
}
