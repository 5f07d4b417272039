#pragma once

#include "atlas-change-log.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * atlas_plan_state_new:
 * @log: its own
 * @seq: after which entry; 0: before any
 *
 * A copy of the blocks and sites of @plan as they were, walked backwards through the
 * log; without districts and the base map. On the thread that may use @plan.
 * %ATLAS_ERROR_ARGUMENT: the log does not belong to the plan.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlan *atlas_plan_state_new (AtlasPlan             *plan,
                                 const AtlasChangeLog  *log,
                                 gint64                 seq,
                                 GError               **error);

G_END_DECLS
