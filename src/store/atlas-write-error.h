#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * atlas_write_error_set:
 * @path: the plan that was being written
 * @code: extended result code of SQLite; @system_code: errno then, or 0
 * @detail: (nullable): what SQLite says, for failures that have no
 *   message of ours
 *
 * Sets the #AtlasError that tells what can be done about it.
 */
void atlas_write_error_set         (GError     **error,
                                    const char  *path,
                                    int          code,
                                    int          system_code,
                                    const char  *detail);

/* The same for what just failed on @handle. */
void atlas_write_error_set_from    (GError     **error,
                                    const char  *path,
                                    sqlite3     *handle);

G_END_DECLS
