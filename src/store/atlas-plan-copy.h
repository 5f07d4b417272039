#pragma once

#include "atlas-file-identity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * atlas_plan_copy:
 * @fd: the plan's file, open for reading, whatever has become of its name; -1: none
 * @path: its name, for messages, and to be read where @fd is -1
 * @to: a file there is replaced when the copy is complete
 * @identity: (out): of the copy
 *
 * Copies a plan that nobody is writing, byte for byte, by way of a temporary file
 * beside @to. Blocking; any thread. Errors: %ATLAS_ERROR_ACCESS; %ATLAS_ERROR_CHANGED
 * where what was read is no plan any more.
 */
gboolean atlas_plan_copy (int                 fd,
                          const char         *path,
                          const char         *to,
                          AtlasFileIdentity  *identity,
                          GCancellable       *cancellable,
                          GError            **error);

G_END_DECLS
