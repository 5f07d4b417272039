#pragma once

#include "atlas-change-log.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * atlas_site_check:
 * @log: @plan: as they were read from one file
 *
 * Compares sites with what the log says became of them, as far as it speaks of them:
 * one that it makes is there with its values, one that it deletes is not, and of one
 * that was there before it each attribute that it changes has the last value it gives.
 * Any one thread that may use @plan.
 *
 * Returns: (transfer full) (element-type AtlasRecordDifference): in the order in which
 *   the log first speaks of them; empty: they agree
 */
GPtrArray *atlas_site_check (const AtlasChangeLog *log,
                             AtlasPlan            *plan);

G_END_DECLS
