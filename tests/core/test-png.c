#include "atlas-png.h"

#include <math.h>
#include <string.h>

/* A picture of noise, which hides no mistake behind an even colour. */
static cairo_surface_t *
make_noise (int     width,
            int     height,
            guint32 seed)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  guchar *data;

  cairo_surface_flush (image);
  data = cairo_image_surface_get_data (image);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      ((guint32 *) (gpointer) (data + y * cairo_image_surface_get_stride (image)))[x] =
        g_rand_int (rand);
  cairo_surface_mark_dirty (image);

  return image;
}

static gboolean
append (gpointer      data,
        const guint8 *bytes,
        gsize         size)
{
  g_byte_array_append (data, bytes, (guint) size);

  return TRUE;
}

static GByteArray *
write_png (cairo_surface_t *image,
           double           dpi,
           const char      *title)
{
  GByteArray *file = g_byte_array_new ();

  g_assert_true (atlas_png_write (image, dpi, title, append, file));

  return file;
}

typedef struct
{
  const GByteArray *file;
  guint             at;
} Source;

static cairo_status_t
read_bytes (void          *closure,
            unsigned char *to,
            unsigned int   size)
{
  Source *source = closure;

  if (source->at + size > source->file->len)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (to, source->file->data + source->at, size);
  source->at += size;

  return CAIRO_STATUS_SUCCESS;
}

static guint32
get_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Returns: (nullable): the data of the first chunk of that type (PNG
 * specification, second edition, 5.3) */
static const guint8 *
find_chunk (const GByteArray *file,
            const char       *type,
            guint            *size)
{
  for (guint at = 8; at + 12 <= file->len; at += 12 + *size)
    {
      *size = get_number (file->data + at);
      if (memcmp (file->data + at + 4, type, 4) == 0)
        return file->data + at + 8;
    }

  return NULL;
}

/* Read back by another library's reader every pixel is what it was. */
static void
test_pixels_come_back (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 7, 3 }, { 640, 480 }, { 3, 2000 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      cairo_surface_t *image = make_noise (sizes[i][0], sizes[i][1], i);
      g_autoptr(GByteArray) file = write_png (image, 300, NULL);
      Source source = { file, 0 };
      cairo_surface_t *read = cairo_image_surface_create_from_png_stream (read_bytes, &source);

      g_assert_cmpint (cairo_surface_status (read), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (read), ==, sizes[i][0]);
      g_assert_cmpint (cairo_image_surface_get_height (read), ==, sizes[i][1]);
      for (int y = 0; y < sizes[i][1]; y++)
        {
          const guint32 *a = (gconstpointer) (cairo_image_surface_get_data (image) +
                                              y * cairo_image_surface_get_stride (image));
          const guint32 *b = (gconstpointer) (cairo_image_surface_get_data (read) +
                                              y * cairo_image_surface_get_stride (read));

          for (int x = 0; x < sizes[i][0]; x++)
            g_assert_cmphex (a[x] & 0xffffff, ==, b[x] & 0xffffff);
        }
      cairo_surface_destroy (read);
      cairo_surface_destroy (image);
    }
}

/* A printer takes the size of the page from here. */
static void
test_the_file_knows_its_resolution (void)
{
  static const double resolutions[] = { 72, 96, 150, 300, 1200 };
  cairo_surface_t *image = make_noise (4, 4, 1);

  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      g_autoptr(GByteArray) file = write_png (image, resolutions[i], NULL);
      guint size;
      const guint8 *chunk = find_chunk (file, "pHYs", &size);

      g_assert_nonnull (chunk);
      g_assert_cmpuint (size, ==, 9);
      g_assert_cmpuint (get_number (chunk), ==, get_number (chunk + 4));
      g_assert_cmpfloat (fabs (get_number (chunk) * 0.0254 - resolutions[i]), <, 0.02);
      g_assert_cmpuint (chunk[8], ==, 1); /* the unit is the metre */
    }
  cairo_surface_destroy (image);
}

static void
test_the_title_is_utf8_text (void)
{
  const char *title = "北京市城市更新专项规划";
  cairo_surface_t *image = make_noise (4, 4, 1);
  g_autoptr(GByteArray) file = write_png (image, 300, title);
  g_autoptr(GByteArray) without = write_png (image, 300, NULL);
  guint size = 0;
  const guint8 *chunk = find_chunk (file, "iTXt", &size);

  g_assert_nonnull (chunk);
  g_assert_cmpstr ((const char *) chunk, ==, "Title");
  g_assert_cmpuint (size, >, strlen (title));
  g_assert_cmpmem (chunk + size - strlen (title), strlen (title), title, strlen (title));
  g_assert_null (find_chunk (without, "iTXt", &size));
  cairo_surface_destroy (image);
}

static void
test_the_same_picture_is_the_same_file (void)
{
  cairo_surface_t *image = make_noise (50, 40, 3);
  g_autoptr(GByteArray) first = write_png (image, 300, "t");
  g_autoptr(GByteArray) second = write_png (image, 300, "t");

  g_assert_cmpmem (first->data, first->len, second->data, second->len);
  cairo_surface_destroy (image);
}

static gboolean
stop_after (gpointer      data,
            const guint8 *bytes,
            gsize         size)
{
  guint *left = data;

  return (*left)-- > 0;
}

/* Wherever the disk is full, the caller hears of it, and nothing leaks. */
static void
test_a_stopped_writer_is_told (void)
{
  cairo_surface_t *image = make_noise (600, 600, 4);
  guint n_stopped = 0;

  for (guint n = 0; n < 12; n++)
    {
      guint left = n;

      n_stopped += !atlas_png_write (image, 300, "t", stop_after, &left);
    }
  g_assert_cmpuint (n_stopped, ==, 12);
  cairo_surface_destroy (image);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/png/pixels-come-back", test_pixels_come_back);
  g_test_add_func ("/png/resolution", test_the_file_knows_its_resolution);
  g_test_add_func ("/png/title", test_the_title_is_utf8_text);
  g_test_add_func ("/png/same-picture-same-file", test_the_same_picture_is_the_same_file);
  g_test_add_func ("/png/stopped-writer", test_a_stopped_writer_is_told);

  return g_test_run ();
}
