#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Textures whose pixels OpenGL has before they are drawn. Those that GTK is handed
 * in memory it takes while it draws the frame that first shows them, and samples
 * four pixels for one: in software that is half of the time of a frame. Main thread. */

/* Copies the pixels of @surface, ARGB32. Returns: (nullable) (transfer full): %NULL:
 * OpenGL is not there, or not one that takes cairo's pixels */
GdkTexture *atlas_gl_texture_new        (cairo_surface_t *surface);

/* Of a texture of another kind nothing changes. @smooth: it is drawn scaled */
void        atlas_gl_texture_set_smooth (GdkTexture      *texture,
                                         gboolean         smooth);

G_END_DECLS
