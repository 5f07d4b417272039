#pragma once

#include "atlas-change-log.h"
#include "atlas-plan-connection.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * AtlasTestPlanFile:
 *
 * The test plan in a file in a folder of its own, opened for writing, with the
 * log as it should stand in the file.
 */
typedef struct
{
  char                *folder;
  char                *path;
  AtlasFileIdentity    identity; /* as it was written at first */
  AtlasPlanConnection *connection;
  AtlasChangeLog      *log;
} AtlasTestPlanFile;

/* @parent: (nullable): where the folder is made; %NULL: among temporary files */
void     atlas_test_plan_file_set_up    (AtlasTestPlanFile *self,
                                         const char        *parent);
void     atlas_test_plan_file_tear_down (AtlasTestPlanFile *self);

/* Opens the file again, after the log's head. */
gboolean atlas_test_plan_file_open      (AtlasTestPlanFile *self,
                                         GError           **error);

/* Makes @changes the next edit after the log, hashes and all, and commits it. */
gboolean atlas_test_plan_file_commit    (AtlasTestPlanFile *self,
                                         AtlasChange       *changes,
                                         guint              n,
                                         GError           **error);

/* Numbers, dates and hashes for one edit that follows @log. Texts are put into
 * @texts. */
void     atlas_test_chain               (AtlasChangeLog    *log,
                                         AtlasChange       *changes,
                                         guint              n,
                                         GStringChunk      *texts);

/* Returns: (transfer full): canonical JSON of a cell as it stands in the file;
 * @column %NULL: of the row with all columns and the place; %NULL: no such row */
char    *atlas_test_read_json           (const char        *path,
                                         AtlasObject        object,
                                         const char        *key,
                                         const char        *column);

/**
 * atlas_test_dump:
 *
 * Returns: (transfer full): every row of every table of the data model but the
 *   log, in the order of their text keys and without numbers of rows; doubles bit
 *   for bit. Read by SQLite alone.
 */
char    *atlas_test_dump                (const char        *path);

G_END_DECLS
