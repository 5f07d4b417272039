#pragma once

#include "atlas-plan-record.h"

G_BEGIN_DECLS

/**
 * AtlasRecordDifference:
 * @object: #AtlasObject: a preset or a snapshot
 * @key: its name
 * @stored: canonical JSON of its row in the file; %NULL: it has none
 * @logged: canonical JSON of the row that the log makes; %NULL: none
 */
typedef struct
{
  int   object;
  char *key;
  char *stored;
  char *logged;
} AtlasRecordDifference;

/**
 * atlas_record_check:
 * @record: as it was read from a file
 *
 * Compares presets and snapshots with what the log says became of them. Of the
 * snapshot that a plan is published with, which is made before there is a log, it
 * need not tell. Any one thread.
 *
 * Returns: (transfer full) (element-type AtlasRecordDifference): presets, then
 *   snapshots; those of the file in the order of @record, then those it lacks. Empty:
 *   they agree
 */
GPtrArray *atlas_record_check (const AtlasPlanRecord *record);

G_END_DECLS
