#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_renderer_init:
 * @devices: where the system lists graphics processors, /dev/dri
 *
 * Chooses what windows are drawn with, by GTK's own variables. Without a
 * graphics processor GTK would have OpenGL computed by the processor, which
 * takes several times as long as cairo for a map that moves, and as much memory
 * as the map itself. Whoever has set GSK_RENDERER gets that. Call it before GTK
 * is initialized and before there are threads.
 */
void atlas_renderer_init (const char *devices);

G_END_DECLS
