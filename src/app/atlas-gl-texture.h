#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Textures whose pixels OpenGL has before they are drawn. Those that GTK is handed
 * in memory it takes while it draws the frame that first shows them, and samples
 * four pixels for one: in software that is half of the time of a frame. Some that went are
 * kept for the next of their size: memory that is new costs more than its pixels.
 * Main thread. */

/* Copies the pixels of @surface, ARGB32. Returns: (nullable) (transfer full): %NULL:
 * OpenGL is not there, or not one that takes cairo's pixels */
GdkTexture *atlas_gl_texture_new        (cairo_surface_t *surface);

/* Of a texture of another kind nothing changes. @smooth: it is drawn scaled */
void        atlas_gl_texture_set_smooth (GdkTexture      *texture,
                                         gboolean         smooth);

/* How many OpenGL has, in use or spare. */
guint       atlas_gl_texture_get_n      (void);

G_END_DECLS
