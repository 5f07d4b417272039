#pragma once

#include "atlas-record-check.h"
#include "atlas-plan.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AtlasLogCheck:
 * @n: entries of the log
 * @head: hash of the last one; "" for an empty log
 * @broken: seq of the first entry that the chain of hashes does not hold; 0: none
 * @wanted: (nullable): the hash of an earlier end that is looked for
 * @found: seq of the entry that has it; -1: none has
 * @published: (nullable) (element-type AtlasPublishedDifference): none was looked
 *   for in a log that is broken
 * @record: (nullable) (element-type AtlasRecordDifference): likewise
 *
 * What is found out about a plan's history.
 */
typedef struct
{
  guint      n;
  char      *head;
  gint64     broken;
  char      *wanted;
  gint64     found;
  GPtrArray *published;
  GPtrArray *record;
} AtlasLogCheck;

/* @wanted: (nullable). Errors as atlas_plan_record_read(). */
AtlasLogCheck *atlas_log_check_new   (const char     *path,
                                      AtlasPlan      *plan,
                                      const char     *wanted,
                                      GError        **error);
void           atlas_log_check_free  (AtlasLogCheck  *self);

/* How much is not as it should be. */
guint          atlas_log_check_count (AtlasLogCheck  *self);

void           atlas_log_check_print (AtlasLogCheck  *self);

/* A member "log" of the object that @builder is in. */
void           atlas_log_check_add   (AtlasLogCheck  *self,
                                      JsonBuilder    *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLogCheck, atlas_log_check_free)

G_END_DECLS
