/* Memory that tiles of the map share. */
#include "atlas-tile-memory.h"

#include "atlas-tiles.h"

#define TILE (4 * ATLAS_TILE_SIZE * ATLAS_TILE_SIZE) /* bytes */
/* More than wait for the next map, 32. */
#define N_MANY 60
#define MAX_SPARE (32 * TILE)

static cairo_surface_t *
create (void)
{
  return atlas_tile_memory_create_surface (CAIRO_FORMAT_ARGB32, ATLAS_TILE_SIZE, ATLAS_TILE_SIZE);
}

static gboolean
is_filled (cairo_surface_t *surface,
           guint32          pixel)
{
  const guint32 *pixels = (const guint32 *) cairo_image_surface_get_data (surface);

  for (guint i = 0; i < TILE / 4; i++)
    if (pixels[i] != pixel)
      return FALSE;

  return TRUE;
}

static void
fill (cairo_surface_t *surface,
      guint32          pixel)
{
  guint32 *pixels = (guint32 *) cairo_image_surface_get_data (surface);

  cairo_surface_flush (surface);
  for (guint i = 0; i < TILE / 4; i++)
    pixels[i] = pixel;
  cairo_surface_mark_dirty (surface);
}

static void
test_clear (void)
{
  gsize size = 0;

  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = create ();

      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      g_assert_true (is_filled (surface, 0));
      fill (surface, 0xff123456);
      cairo_surface_destroy (surface);
      if (i == 0)
        size = atlas_tile_memory_get_size ();
    }

  g_assert_cmpuint (size, >=, TILE);
  g_assert_cmpuint (atlas_tile_memory_get_size (), ==, size);
}

/* Something else draws with it when the tile is gone: the node that shows it. */
static void
test_shared (void)
{
  cairo_surface_t *surface = create ();
  cairo_surface_t *shown = cairo_surface_reference (surface);
  cairo_surface_t *next;

  fill (surface, 0xff123456);
  cairo_surface_destroy (surface);
  next = create ();
  fill (next, 0xff654321);
  g_assert_true (is_filled (shown, 0xff123456));
  cairo_surface_destroy (next);
  cairo_surface_destroy (shown);
}

static void
test_spare (void)
{
  cairo_surface_t *surfaces[N_MANY];

  for (guint i = 0; i < N_MANY; i++)
    {
      surfaces[i] = create ();
      fill (surfaces[i], i);
    }
  g_assert_cmpuint (atlas_tile_memory_get_size (), >=, N_MANY * TILE);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_assert_true (is_filled (surfaces[i], i));
      cairo_surface_destroy (surfaces[i]);
    }
  g_assert_cmpuint (atlas_tile_memory_get_size (), ==, MAX_SPARE);
}

static void
test_other_size (void)
{
  gsize size = atlas_tile_memory_get_size ();
  cairo_surface_t *surfaces[2 * N_MANY];

  for (guint i = 0; i < 2 * N_MANY; i++)
    {
      surfaces[i] = atlas_tile_memory_create_surface (CAIRO_FORMAT_RGB24, 30, 20);
      g_assert_cmpint (cairo_image_surface_get_width (surfaces[i]), ==, 30);
      g_assert_cmpint (cairo_image_surface_get_height (surfaces[i]), ==, 20);
    }
  g_assert_cmpuint (atlas_tile_memory_get_size (), ==, size);
  for (guint i = 0; i < 2 * N_MANY; i++)
    cairo_surface_destroy (surfaces[i]);
}

/* A tile is known by its first pixel. */
static gpointer
work (gpointer data)
{
  cairo_surface_t *surfaces[5] = { NULL };

  for (guint32 i = 0; i < 2000; i++)
    {
      guint at = i % G_N_ELEMENTS (surfaces);
      guint32 pixel = (GPOINTER_TO_UINT (data) << 8) + at;

      if (surfaces[at] != NULL)
        g_assert_cmphex (*(guint32 *) cairo_image_surface_get_data (surfaces[at]), ==, pixel);
      g_clear_pointer (&surfaces[at], cairo_surface_destroy);
      surfaces[at] = create ();
      *(guint32 *) cairo_image_surface_get_data (surfaces[at]) = pixel;
    }
  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    cairo_surface_destroy (surfaces[i]);

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("tiles", work, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tile-memory/is-clear-and-used-again", test_clear);
  g_test_add_func ("/tile-memory/lasts-as-long-as-what-shows-it", test_shared);
  g_test_add_func ("/tile-memory/is-given-back-but-for-some", test_spare);
  g_test_add_func ("/tile-memory/is-for-tiles-alone", test_other_size);
  g_test_add_func ("/tile-memory/many-threads-take-their-own", test_threads);

  return g_test_run ();
}
