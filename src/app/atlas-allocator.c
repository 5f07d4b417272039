#include "atlas-allocator.h"

#include "atlas-memory.h"

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes. Frames of the window, up to 4K, are less; tiles lie elsewhere. Left to itself, or with
 * a smaller limit, glibc gets their memory from the system anew each time, and
 * fresh pages cost more than what is drawn on them: on a virtual machine up to
 * 16 µs each, 20 ms for a frame of 1400 × 900. */
#define LARGE (32 * 1024 * 1024)
/* What a map leaves when another takes its place, frames and what it was drawn with, may wait
 * at the end of a heap for the next, or much of the time of changing maps goes into fresh
 * pages. */
#define SPARE (64 * 1024 * 1024)

/* Of a large page of most machines. */
#define LARGE_PAGE ((uintptr_t) 2 << 20)
/* How much of the heap is in them: what the window takes, and less than SPARE, or it would be
 * given back. */
#define LARGE_PAGES (48 * 1024 * 1024)
/* Of a window's first frames with a map: they are 5 MB each, and the map's cards. */
#define AHEAD (16 * 1024 * 1024)
/* glibc's own. */
#define TOP_PAD (128 * 1024)

/* Has the main thread's heap in large pages, as it is of itself where the system's default
 * is to use them: a start then has 4,000 page faults instead of 11,000. Only what is there
 * can be asked for, so the heap is made longer than it need be, which takes no memory. */
static void
take_large_pages (void)
{
#ifdef MADV_HUGEPAGE
  uintptr_t start = ((uintptr_t) sbrk (0) + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
  uintptr_t end;

  mallopt (M_TOP_PAD, LARGE_PAGES);
  g_free (g_malloc (LARGE_PAGE));
  mallopt (M_TOP_PAD, TOP_PAD);
  end = (uintptr_t) sbrk (0);
  if (end > start)
    madvise ((void *) start, end - start, MADV_HUGEPAGE);
#endif
}

/* A heap a thread would keep twice as much as is in use after turning over the
 * maps: two are enough. */
void
atlas_allocator_init (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE);
  mallopt (M_TRIM_THRESHOLD, SPARE);
  mallopt (M_ARENA_MAX, 2);
  take_large_pages ();
#endif
}

void
atlas_allocator_take_ahead (void)
{
#ifdef __GLIBC__
  char *end = sbrk (0);
  gsize n_free = mallinfo2 ().keepcost; /* at the end */

  atlas_memory_take_ahead (end - n_free, end - n_free + MIN (n_free, AHEAD));
#endif
}
