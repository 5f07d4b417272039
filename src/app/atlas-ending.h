#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * atlas_ending_follow:
 *
 * Before @application runs: it ends within 3 s, with the changes of all windows
 * on disk as far as the disk allows, when it is told to (SIGTERM, SIGHUP, SIGINT),
 * when the session ends, and when the X display is lost. On Wayland GDK ends the
 * program at once; then the change that is just being committed is on disk whole
 * or not at all, and all before it are.
 */
void     atlas_ending_follow (GtkApplication *application);

/**
 * atlas_ending_flush:
 * @timeout: microseconds, for all windows together
 *
 * Waits until the changes of all windows are on disk. Blocking.
 *
 * Returns: %FALSE: some are not, and it was said on the standard error output
 */
gboolean atlas_ending_flush  (GtkApplication *application,
                              gint64          timeout);

G_END_DECLS
