#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * atlas_interrupt_run:
 *
 * Runs @run in a thread and waits for it, so that Ctrl+C, SIGTERM and SIGHUP are
 * heard: they cancel @cancellable, on which @run is to tidy up and return. Who
 * presses Ctrl+C again can't wait for that and ends the program.
 *
 * Returns: whether it was interrupted
 */
gboolean atlas_interrupt_run (void        (*run) (gpointer data),
                              gpointer      data,
                              GCancellable *cancellable);

G_END_DECLS
