#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Takes the next @size bytes of a file; FALSE stops the writing. */
typedef gboolean (*AtlasWriteFunc) (gpointer      data,
                                    const guint8 *bytes,
                                    gsize         size);

/**
 * atlas_png_write:
 * @image: an image surface of format RGB24
 * @dpi: pixels per inch, noted in the file
 * @title: (nullable): UTF-8, noted in the file
 *
 * Writes @image as PNG made for speed: the "up" filter and zlib's level 1 take
 * a quarter of the time of libpng's own choice and lose little on maps, whose
 * rows resemble each other.
 *
 * Returns: FALSE if @write did or memory ran out
 */
gboolean atlas_png_write (cairo_surface_t *image,
                          double           dpi,
                          const char      *title,
                          AtlasWriteFunc   write,
                          gpointer         data);

G_END_DECLS
