#include "atlas-png.h"

#include <math.h>
#include <png.h>

#define METRES_PER_INCH 0.0254

/* Large enough that a page is few writes, small enough that a cancel or a full
 * disk is noticed soon. */
#define BUFFER_SIZE (1 << 18)

typedef struct
{
  AtlasWriteFunc write;
  gpointer       data;
} Sink;

static void
on_write (png_structp png,
          png_bytep   bytes,
          png_size_t  size)
{
  Sink *sink = png_get_io_ptr (png);

  if (!sink->write (sink->data, bytes, size))
    png_error (png, "stopped");
}

static void
on_flush (png_structp png)
{
}

/* The caller learns of it by the return value. */
static void
on_error (png_structp     png,
          png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
on_warning (png_structp     png,
            png_const_charp message)
{
}

static void
write_title (png_structp  png,
             png_infop    info,
             const char  *title)
{
  char key[] = "Title";
  png_text text = {
    .compression = PNG_ITXT_COMPRESSION_NONE,
    .key = key,
    .text = (char *) title,
  };

  png_set_text (png, info, &text, 1);
}

static void
write_header (png_structp      png,
              png_infop        info,
              cairo_surface_t *image,
              double           dpi)
{
  png_uint_32 per_metre = lround (dpi / METRES_PER_INCH);

  png_set_compression_level (png, 1);
  png_set_compression_buffer_size (png, BUFFER_SIZE);
  png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
  png_set_IHDR (png, info,
                cairo_image_surface_get_width (image), cairo_image_surface_get_height (image),
                8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs (png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_write_info (png, info);

  /* Cairo keeps a pixel in 32 bits, the first of them unused. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  png_set_bgr (png);
  png_set_filler (png, 0, PNG_FILLER_AFTER);
#else
  png_set_filler (png, 0, PNG_FILLER_BEFORE);
#endif
}

static void
write_rows (png_structp      png,
            cairo_surface_t *image)
{
  const guint8 *row = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  int height = cairo_image_surface_get_height (image);

  for (int i = 0; i < height; i++, row += stride)
    png_write_row (png, row);
}

/* Alone in a function whose variables setjmp() can't spoil. */
static gboolean
write_all (png_structp      png,
           png_infop        info,
           cairo_surface_t *image,
           double           dpi,
           const char      *title)
{
  if (setjmp (png_jmpbuf (png)) != 0)
    return FALSE;

  if (title != NULL)
    write_title (png, info, title);
  write_header (png, info, image, dpi);
  write_rows (png, image);
  png_write_end (png, NULL);

  return TRUE;
}

gboolean
atlas_png_write (cairo_surface_t *image,
                 double           dpi,
                 const char      *title,
                 AtlasWriteFunc   write,
                 gpointer         data)
{
  Sink sink = { write, data };
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  gboolean written = FALSE;

  cairo_surface_flush (image);
  if (info != NULL)
    {
      png_set_write_fn (png, &sink, on_write, on_flush);
      written = write_all (png, info, image, dpi, title);
    }
  png_destroy_write_struct (&png, &info);

  return written;
}
