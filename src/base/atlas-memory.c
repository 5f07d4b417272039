#include "atlas-memory.h"

#include <sys/mman.h>
#include <unistd.h>

#define ALIGNMENT 128

/* Of a large page of most machines. */
#define LARGE_PAGE ((gsize) 2 << 20)

/* From here on one large page costs less than the small ones. */
#define LARGE (LARGE_PAGE / 8)

static gsize
round_up (gsize size)
{
  return (size + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
}

/* Asks for a page more and gives back what is in front of and behind the boundary. */
static gpointer
map (gsize size)
{
  char *memory = mmap (NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  gsize before;

  if (memory == MAP_FAILED)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes", size);

  before = round_up ((gsize) memory) - (gsize) memory;
  if (before > 0)
    munmap (memory, before);
  munmap (memory + before + size, LARGE_PAGE - before);
#ifdef MADV_HUGEPAGE
  /* Without them all is the same, but slower. */
  madvise (memory + before, size, MADV_HUGEPAGE);
#endif

  return memory + before;
}

gpointer
atlas_memory_new (gsize size)
{
  return size < LARGE ? g_aligned_alloc0 (1, MAX (size, 1), ALIGNMENT) : map (round_up (size));
}

void
atlas_memory_free (gpointer memory,
                   gsize    size)
{
  if (size < LARGE)
    g_aligned_free (memory);
  else if (memory != NULL)
    munmap (memory, round_up (size));
}

#ifdef MADV_POPULATE_WRITE

typedef struct
{
  char *start;
  char *end;
} Range;

/* Large page by large page: as long as one takes, whoever needs an address waits. */
static gpointer
take (gpointer data)
{
  Range *range = data;

  for (char *page = range->start; page < range->end; page += LARGE_PAGE)
    madvise (page, MIN (LARGE_PAGE, (gsize) (range->end - page)), MADV_POPULATE_WRITE);
  g_free (range);

  return NULL;
}

void
atlas_memory_take_ahead (gpointer start,
                         gpointer end)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  Range *range;

  if ((gsize) end <= (gsize) start)
    return;

  range = g_new (Range, 1);
  range->start = (char *) start - (gsize) start % page;
  range->end = end;
  g_thread_unref (g_thread_new ("pages", take, range));
}

#else

void
atlas_memory_take_ahead (gpointer start,
                         gpointer end)
{
}

#endif
