#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * atlas_resource_lookup:
 * @get_resource: what glib-compile-resources has made for the part of the program
 *   that @path is in; without a call of it a linker leaves the resource out
 * @path: of what is built in; that it isn't there is an error of the program's
 *
 * As g_resource_lookup_data() of what @get_resource returns, which is %NULL while
 * another thread registers all resources (GLib 2.74). Any thread.
 *
 * Returns: (transfer full): the data
 */
GBytes *atlas_resource_lookup (GResource *(*get_resource) (void),
                               const char  *path);

G_END_DECLS
