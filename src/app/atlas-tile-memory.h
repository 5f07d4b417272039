#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_tile_memory_create_surface:
 * @format: of 4 bytes a pixel
 *
 * As cairo_image_surface_create(). Where it is a whole tile of the map, its memory is one
 * that only tiles lie in: in the heap those that stay would lie between frames of the
 * window, which come and go, and each frame would get fresh pages. Any thread, and so is
 * that of its last reference.
 *
 * Returns: (transfer full): all clear
 */
cairo_surface_t *atlas_tile_memory_create_surface (cairo_format_t format,
                                                   int            width,
                                                   int            height);

/* Bytes, in use or spare. Any thread. */
gsize            atlas_tile_memory_get_size       (void);

G_END_DECLS
