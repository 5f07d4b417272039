#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * atlas_output_check:
 * @path: where a file is to be put by renaming another
 * @inputs: (array length=n_inputs) (element-type nullable): what it is made from
 *
 * Before any work: is there a folder to write to, and nothing that must not be replaced,
 * like a device or what is read?
 *
 * Returns: %FALSE: %ATLAS_ERROR_ARGUMENT, or %ATLAS_ERROR_ACCESS: the folder is at fault
 */
gboolean atlas_output_check (const char         *path,
                             const char *const  *inputs,
                             guint               n_inputs,
                             GError            **error);

/* Whether both name the same file, which need not be there yet. */
gboolean atlas_output_is_same (const char *one,
                               const char *other);

G_END_DECLS
