#pragma once

#include "atlas-plan-record.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasRecordDifference:
 * @object: #AtlasObject: a preset, a snapshot or a site
 * @key: its name; of a site its id
 * @field: (nullable): of a site, the column that differs; %NULL: the whole row
 * @stored: canonical JSON of its row, or cell, in the file; %NULL: it has none
 * @logged: canonical JSON of what the log makes of it; %NULL: nothing
 */
typedef struct
{
  int   object;
  char *key;
  char *field;
  char *stored;
  char *logged;
} AtlasRecordDifference;

/* Texts are copied. */
AtlasRecordDifference *atlas_record_difference_new  (int                    object,
                                                     const char            *key,
                                                     const char            *field,
                                                     const char            *stored,
                                                     const char            *logged);
void                   atlas_record_difference_free (AtlasRecordDifference *self);

/**
 * atlas_record_check:
 * @record: @plan: as they were read from one file
 *
 * Compares presets, snapshots and sites with what the log says became of them. Of the
 * snapshot that a plan is published with, which is made before there is a log, it
 * need not tell; of sites see atlas_site_check(). Any one thread that may use @plan.
 *
 * Returns: (transfer full) (element-type AtlasRecordDifference): presets, then
 *   snapshots; those of the file in the order of @record, then those it lacks; then
 *   sites. Empty: they agree
 */
GPtrArray *atlas_record_check (const AtlasPlanRecord *record,
                               AtlasPlan             *plan);

G_END_DECLS
