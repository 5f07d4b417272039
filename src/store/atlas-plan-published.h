#pragma once

#include "atlas-plan-record.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasPublishedDifference:
 * @code: of the block
 * @field: the column; %NULL: the whole row
 * @stored: canonical JSON of what the table `published` says; %NULL: no row
 * @computed: canonical JSON of what log and plan say; %NULL: no such block
 */
typedef struct
{
  char       *code;
  const char *field;
  char       *stored;
  char       *computed;
} AtlasPublishedDifference;

/**
 * atlas_plan_published_check:
 * @record: @plan: as they were read from @path
 *
 * Compares the table `published` with the blocks as they were at the published
 * snapshot, see atlas_plan_record_get_published(), or before the log: @plan walked
 * backwards through it. Blocking; any one thread. Errors as atlas_plan_file_read(), and
 * %ATLAS_ERROR_CHANGED where the file is no longer the one that was read.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasPublishedDifference): in
 *   the order of the table, then of the plan; empty: they agree. %NULL: error
 */
GPtrArray *atlas_plan_published_check (const char             *path,
                                       const AtlasPlanRecord  *record,
                                       AtlasPlan              *plan,
                                       GCancellable           *cancellable,
                                       GError                **error);

G_END_DECLS
