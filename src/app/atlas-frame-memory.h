#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * atlas_frame_memory_keep:
 * @width: @height: of a frame, device pixels
 *
 * Has cairo keep the memory that it shares with an X server for as long as @native is
 * realized. cairo gives it back whenever nothing lies in it, and the next frame then gets
 * fresh pages, which on a virtual machine take 20 ms and more for a window of 1400 × 900.
 * Takes them at once: call it when @native is realized, before there is a frame, which
 * would take as long otherwise; what parts of frames will lie in, a thread takes.
 * The server is shown that when there is nothing else to do: it has to find the pages,
 * too, and the first frame with a map would wait for its answer, 15 ms and more. Does
 * nothing on other displays. Main thread.
 */
void atlas_frame_memory_keep (GtkNative *native,
                              int        width,
                              int        height);

G_END_DECLS
