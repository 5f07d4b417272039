#include "atlas-write-error.h"

#include "atlas-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  int         code; /* of SQLite */
  AtlasError  error;
  const char *message;
} Failure;

#define DISK_FULL \
  N_("The disk is full. Free some space, then try again, or save a copy on another disk.")
#define BUSY \
  N_("Another program is reading or writing the file. Close it there, or try again in a moment.")
#define READ_ONLY \
  N_("The file or its folder may not be written. Ask for permission to write to both, or save a " \
     "copy in a folder of your own.")

/* Extended codes before those that they belong to. */
static const Failure failures[] = {
  { SQLITE_READONLY_DBMOVED, ATLAS_ERROR_CHANGED,
    N_("The file was deleted, renamed or moved while it was open. Put it back, or save a copy.") },
  { SQLITE_READONLY, ATLAS_ERROR_ACCESS, READ_ONLY },
  { SQLITE_CANTOPEN, ATLAS_ERROR_ACCESS, READ_ONLY },
  { SQLITE_PERM, ATLAS_ERROR_ACCESS, READ_ONLY },
  { SQLITE_FULL, ATLAS_ERROR_ACCESS, DISK_FULL },
  { SQLITE_BUSY, ATLAS_ERROR_BUSY, BUSY },
  { SQLITE_LOCKED, ATLAS_ERROR_BUSY, BUSY },
  { SQLITE_IOERR, ATLAS_ERROR_ACCESS,
    N_("The disk can't be written. Check that it is connected, then try again, or save a copy on "
       "another disk.") },
};

static const char *
find_message (int         code,
              int         system_code,
              AtlasError *error)
{
  gboolean is_io = (code & 0xff) == SQLITE_IOERR;

  *error = ATLAS_ERROR_ACCESS;
  /* A quota and a largest file size are to SQLite errors like any other. */
  if (is_io && (system_code == ENOSPC || system_code == EDQUOT || system_code == EFBIG))
    return DISK_FULL;

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == code || failures[i].code == (code & 0xff))
      {
        *error = failures[i].error;
        return failures[i].message;
      }

  return NULL;
}

void
atlas_write_error_set (GError     **error,
                       const char  *path,
                       int          code,
                       int          system_code,
                       const char  *detail)
{
  AtlasError kind;
  const char *message = find_message (code, system_code, &kind);

  if (message != NULL)
    g_set_error (error, ATLAS_ERROR, (int) kind, _("%s: %s"), path, _(message));
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                 _("%s: The file does not take the change (%s). Save a copy, and open an earlier "
                   "copy of the file."), path, detail != NULL ? detail : sqlite3_errstr (code));
}

void
atlas_write_error_set_from (GError     **error,
                            const char  *path,
                            sqlite3     *handle)
{
  atlas_write_error_set (error, path, sqlite3_extended_errcode (handle),
                         sqlite3_system_errno (handle), sqlite3_errmsg (handle));
}
