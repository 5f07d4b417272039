#include "atlas-memory.h"

#include <malloc.h>

/* Bytes. Frames of the window, up to 4K, and tiles are less. Left to itself, or with
 * a smaller limit, glibc gets their memory from the system anew each time, and
 * fresh pages cost more than what is drawn on them: on a virtual machine up to
 * 16 µs each, 20 ms for a frame of 1400 × 900. */
#define LARGE (32 * 1024 * 1024)
/* What a map leaves when another takes its place, a frame and all its tiles, may wait at the
 * end of a heap for the next: or a third of the time of changing maps goes into fresh pages. */
#define SPARE (64 * 1024 * 1024)

/* A heap a thread would keep twice as much as is in use after turning over the
 * maps: two are enough. */
void
atlas_memory_init (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE);
  mallopt (M_TRIM_THRESHOLD, SPARE);
  mallopt (M_ARENA_MAX, 2);
#endif
}
