#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * AtlasPlanDatabase:
 *
 * A plan file opened for reading, in one read transaction from opening to
 * closing, so that what is read belongs together. Nothing in the file can make
 * SQLite run anything but plain reads: functions, views and virtual tables are
 * refused. For one thread.
 *
 * Why not by way of GDAL: SQLite tells of each value which type it has, where
 * GDAL quietly turns a text in a column of numbers into 0.
 */
typedef struct
{
  char         *path;
  sqlite3      *handle;
  gboolean      is_wal; /* its journal is of the kind that stays */
  GCancellable *cancellable;
} AtlasPlanDatabase;

/**
 * atlas_plan_database_open:
 *
 * Changes no byte of the file, with one exception: where a program was killed
 * while it wrote, its journal lies beside the file and SQLite takes the half
 * transaction back first. A file that can't be opened, or can't be mended so
 * because it may not be written, is %ATLAS_ERROR_ACCESS; one that is not an
 * undamaged GeoPackage %ATLAS_ERROR_FORMAT; one that somebody else is writing
 * for longer than two seconds %ATLAS_ERROR_BUSY.
 */
AtlasPlanDatabase *atlas_plan_database_open    (const char         *path,
                                                GCancellable       *cancellable,
                                                GError            **error);
void               atlas_plan_database_close   (AtlasPlanDatabase  *self);

/* Returns: (transfer full) (nullable): for sqlite3_finalize() */
sqlite3_stmt      *atlas_plan_database_prepare (AtlasPlanDatabase  *self,
                                                const char         *sql,
                                                GError            **error);

/* @has_row: (out): whether there was another row. Returns: %FALSE: error */
gboolean           atlas_plan_database_step    (AtlasPlanDatabase  *self,
                                                sqlite3_stmt       *statement,
                                                gboolean           *has_row,
                                                GError            **error);

/* Sets %ATLAS_ERROR_FORMAT: the file's name, @message, and what to do next. */
void               atlas_plan_database_fail    (AtlasPlanDatabase  *self,
                                                GError            **error,
                                                const char         *format,
                                                ...) G_GNUC_PRINTF (3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPlanDatabase, atlas_plan_database_close)

typedef sqlite3_stmt AtlasStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasStatement, sqlite3_finalize)

G_END_DECLS
