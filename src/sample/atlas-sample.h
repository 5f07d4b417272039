#pragma once

#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * atlas_sample_build:
 * @source_dir: the folder of the text sources, data/sample
 *
 * Makes the sample plan: the same on every machine. Its blocks and sites are
 * made up; see data/sample/README.md for what is taken from where.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlan *atlas_sample_build (const char  *source_dir,
                               GError     **error);

G_END_DECLS
