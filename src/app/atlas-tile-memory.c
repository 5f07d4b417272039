#include "atlas-tile-memory.h"

#include "atlas-memory.h"
#include "atlas-tiles.h"

#include <string.h>

#define TILE ((gsize) 4 * ATLAS_TILE_SIZE * ATLAS_TILE_SIZE) /* bytes */
/* A large page of most machines. */
#define N_TILES 2
#define CHUNK (N_TILES * TILE)
#define ALL ((1u << N_TILES) - 1)
/* What tiles of one map leave may wait for those of the next. */
#define N_SPARE 16

typedef struct
{
  char  *memory;
  guint  used; /* a bit a tile */
} Chunk;

static GMutex mutex;   /* of the following */
static GArray *chunks; /* Chunk */
static guint n_spare;  /* of which no tile is used */

/* This and what follows are called with the mutex locked. */
static void
add_chunk (void)
{
  Chunk chunk = { atlas_memory_new (CHUNK), 0 };

  if (chunks == NULL)
    chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_array_append_val (chunks, chunk);
  n_spare++;
}

/* @i: if there is none, the next to be made */
static gboolean
find_room (guint *i)
{
  for (*i = 0; chunks != NULL && *i < chunks->len; (*i)++)
    if (g_array_index (chunks, Chunk, *i).used != ALL)
      return TRUE;

  return FALSE;
}

static gpointer
take (void)
{
  Chunk *chunk;
  guint i;
  int tile;

  if (!find_room (&i))
    add_chunk ();
  chunk = &g_array_index (chunks, Chunk, i);
  n_spare -= chunk->used == 0;
  tile = g_bit_nth_lsf (~chunk->used, -1);
  chunk->used |= 1u << tile;

  return chunk->memory + (gsize) tile * TILE;
}

static gboolean
find_chunk (const char *memory,
            guint      *i)
{
  for (*i = 0; *i < chunks->len; (*i)++)
    {
      const Chunk *chunk = &g_array_index (chunks, Chunk, *i);

      if (memory >= chunk->memory && memory < chunk->memory + CHUNK)
        return TRUE;
    }

  return FALSE;
}

static void
give_back (const char *memory)
{
  Chunk *chunk;
  guint i;

  if (!find_chunk (memory, &i))
    g_return_if_reached ();

  chunk = &g_array_index (chunks, Chunk, i);
  chunk->used &= ~(1u << (gsize) (memory - chunk->memory) / TILE);
  if (chunk->used != 0)
    return;

  if (n_spare < N_SPARE)
    n_spare++;
  else
    {
      atlas_memory_free (chunk->memory, CHUNK);
      g_array_remove_index (chunks, i);
    }
}

/* On whatever thread, without the mutex. */
static void
on_finished (void *memory)
{
  g_mutex_lock (&mutex);
  give_back (memory);
  g_mutex_unlock (&mutex);
}

cairo_surface_t *
atlas_tile_memory_create_surface (cairo_format_t format,
                                  int            width,
                                  int            height)
{
  static const cairo_user_data_key_t key;
  int stride = cairo_format_stride_for_width (format, width);
  cairo_surface_t *surface;
  gpointer memory;

  if ((gsize) stride * (gsize) height != TILE)
    return cairo_image_surface_create (format, width, height);

  g_mutex_lock (&mutex);
  memory = take ();
  g_mutex_unlock (&mutex);
  memset (memory, 0, TILE);
  surface = cairo_image_surface_create_for_data (memory, format, width, height, stride);
  cairo_surface_set_user_data (surface, &key, memory, on_finished);

  return surface;
}

gsize
atlas_tile_memory_get_size (void)
{
  gsize size;

  g_mutex_lock (&mutex);
  size = chunks != NULL ? chunks->len * CHUNK : 0;
  g_mutex_unlock (&mutex);

  return size;
}
