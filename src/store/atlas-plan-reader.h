#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/* Reads a plan file by its description in atlas-schema.h. Errors as
 * atlas_plan_file_read().
 *
 * Returns: (transfer full) (nullable) */
AtlasPlan *atlas_plan_reader_read (const char    *path,
                                   GCancellable  *cancellable,
                                   GError       **error);

G_END_DECLS
