#pragma once

#include "atlas-file-identity.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/* Reads a plan file by its description in atlas-schema.h. Errors and @identity
 * as atlas_plan_file_load().
 *
 * Returns: (transfer full) (nullable) */
AtlasPlan *atlas_plan_reader_read (const char         *path,
                                   AtlasFileIdentity  *identity,
                                   GCancellable       *cancellable,
                                   GError            **error);

G_END_DECLS
