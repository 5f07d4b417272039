#pragma once

#include "atlas-file-identity.h"
#include "atlas-plan-record.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/* A plan on disk: a GeoPackage. */

/* Returns: (transfer full): the sample plan that comes with the program: what
 * the environment names as RENEWAL_ATLAS_SAMPLE, else the installed one, else
 * the one in the build folder. It may not be there. */
char      *atlas_plan_file_dup_sample_path (void);

/**
 * atlas_plan_file_load:
 * @identity: (out) (optional): which state of the file was read. Taken while
 *   no program that keeps to SQLite's locks could write it.
 *
 * atlas_plan_file_read() for those who will write the file later.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlan *atlas_plan_file_load         (const char           *path,
                                         AtlasFileIdentity    *identity,
                                         GCancellable         *cancellable,
                                         GError              **error);

/**
 * atlas_plan_file_read:
 *
 * Reads a whole plan in one call, blocking, on any one thread, and changes no
 * byte of the file. Reading is strict: a missing table or column, a wrong type,
 * a duplicate code, a word that is not in its vocabulary is
 * %ATLAS_ERROR_FORMAT, its message naming table, column and row. A file that
 * can't be opened is %ATLAS_ERROR_ACCESS.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPlan *atlas_plan_file_read         (const char           *path,
                                         GCancellable         *cancellable,
                                         GError              **error);
void       atlas_plan_file_read_async   (const char           *path,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
AtlasPlan *atlas_plan_file_read_finish  (GAsyncResult         *result,
                                         GError              **error);

/**
 * atlas_plan_file_write:
 *
 * Writes @plan as a new GeoPackage with all tables of the data model, by way
 * of a temporary file beside @path that takes its place when complete. Any thread. Errors as
 * atlas_plan_writer_write(); %ATLAS_ERROR_ACCESS: the folder does not take it.
 */
gboolean   atlas_plan_file_write        (AtlasPlan            *plan,
                                         const char           *path,
                                         GCancellable         *cancellable,
                                         GError              **error);

/* The same with the history that has led to @plan. @record: (nullable) */
gboolean   atlas_plan_file_write_with_record
                                        (AtlasPlan            *plan,
                                         const AtlasPlanRecord *record,
                                         const char           *path,
                                         GCancellable         *cancellable,
                                         GError              **error);

G_END_DECLS
