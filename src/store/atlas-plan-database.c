#include "atlas-plan-database.h"

#include "atlas-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 2000

/* What the first page of a database tells (https://www.sqlite.org/fileformat2.html, 1.3). */
typedef struct
{
  guint8  bytes[100];
  goffset size; /* of the file */
} Header;

/* What the system says, and what to do about it. */
static void
set_access_error (const char  *path,
                  int          code,
                  GError     **error)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The file is not there. It was moved, renamed or deleted, or its disk is "
                     "not connected. Look for it, or open another plan."), path);
      break;
    case EISDIR:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: This is a folder. Choose a plan file (.gpkg) in it."), path);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: Permission denied. Ask for permission to read the file, or open another "
                     "plan."), path);
      break;
    default:
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The file can't be opened (%s). Try again, or choose another file."), path,
                   g_strerror (code));
    }
}

static char *
make_uri (const char *path,
          const char *parameters)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);

  return g_strconcat (uri, "?", parameters, NULL);
}

/* Through SQLite: were the file opened and closed by other means, the locks that
 * this process holds on it would go with the first close, those of a writer in
 * the middle of a transaction included (https://www.sqlite.org/howtocorrupt.html,
 * 2.2). */
static sqlite3_file *
open_file (const char  *path,
           sqlite3    **handle)
{
  g_autofree char *uri = make_uri (path, "mode=ro");
  sqlite3_file *file = NULL;

  if (sqlite3_open_v2 (uri, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK ||
      sqlite3_file_control (*handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
    return NULL;

  return file->pMethods != NULL ? file : NULL;
}

static gboolean
read_bytes (const char *path,
            Header     *header)
{
  sqlite3 *handle = NULL;
  sqlite3_file *file = open_file (path, &handle);
  sqlite3_int64 size = 0;
  gboolean read = FALSE;

  if (file != NULL && file->pMethods->xFileSize (file, &size) == SQLITE_OK)
    {
      int code = file->pMethods->xRead (file, header->bytes, sizeof header->bytes, 0);

      /* What the file has not got are zeros. */
      read = code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
      header->size = size;
    }
  sqlite3_close (handle);

  return read;
}

static gboolean
read_header (const char  *path,
             Header      *header,
             GError     **error)
{
  GStatBuf status;
  int code = 0;

  if (g_stat (path, &status) != 0)
    code = errno;
  else if (S_ISDIR (status.st_mode))
    code = EISDIR;
  else if (g_access (path, R_OK) != 0)
    code = errno;
  /* A pipe would be waited for; its header is none. */
  else if (S_ISREG (status.st_mode) && !read_bytes (path, header))
    code = EIO;
  if (code != 0)
    set_access_error (path, code, error);

  return code == 0;
}

static gboolean
check_header (const char    *path,
              const Header  *header,
              GError       **error)
{
  const guint8 *bytes = header->bytes;
  goffset page = bytes[16] << 8 | bytes[17];

  if (memcmp (bytes, "SQLite format 3", 16) != 0 || memcmp (bytes + 68, "GPKG", 4) != 0)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                   _("%s: This is not a plan, for it is not a GeoPackage. Choose a plan file "
                     "(.gpkg)."), path);
      return FALSE;
    }

  /* SQLite itself notices missing pages, but fills up half a page with zeros. */
  page = page == 1 ? 65536 : page;
  if (page < 512 || header->size % page != 0)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                   _("%s: The file is cut off: its length is not a whole number of pages. Copy it "
                     "again, or open an earlier copy."), path);
      return FALSE;
    }

  return TRUE;
}

/* In WAL mode SQLite would make files beside the plan even for reading. Where
 * no log lies there, the file alone is complete and can be read as it is. */
static gboolean
is_wal_without_log (const char   *path,
                    const Header *header)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return header->bytes[19] == 2 && (g_stat (log, &status) != 0 || status.st_size == 0);
}

static int
authorize (void       *data,
           int         action,
           const char *a,
           const char *b,
           const char *c,
           const char *d)
{
  switch (action)
    {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_TRANSACTION:
      return SQLITE_OK;
    case SQLITE_PRAGMA:
      return g_strcmp0 (a, "table_info") == 0 ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
    }
}

static int
on_progress (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

typedef struct
{
  int         code; /* of SQLite */
  AtlasError  error;
  const char *message;
} Failure;

/* The extended codes first; what is not here is a damaged file. */
static const Failure failures[] = {
  { SQLITE_READONLY_ROLLBACK, ATLAS_ERROR_ACCESS,
    N_("The file was being written when a program or the computer stopped. Its last change must "
       "be taken back before it can be read, and that needs permission to write to the file and "
       "its folder. Copy it together with the file of the same name that ends in -journal, and "
       "open the copy.") },
  { SQLITE_BUSY, ATLAS_ERROR_BUSY,
    N_("Another program is writing the file. Try again in a moment.") },
  { SQLITE_LOCKED, ATLAS_ERROR_BUSY,
    N_("Another program is writing the file. Try again in a moment.") },
  { SQLITE_CANTOPEN, ATLAS_ERROR_ACCESS,
    N_("The file can't be opened. Check that its folder may be read, or copy it elsewhere.") },
  { SQLITE_READONLY, ATLAS_ERROR_ACCESS,
    N_("The file can't be read without writing beside it. Copy it, and those whose names begin "
       "with its name, to a folder of your own.") },
  { SQLITE_PERM, ATLAS_ERROR_ACCESS,
    N_("Permission denied. Ask for permission to read the file.") },
  { SQLITE_IOERR, ATLAS_ERROR_ACCESS,
    N_("The disk can't be read. Try again, or copy the file to another disk.") },
  { SQLITE_CORRUPT, ATLAS_ERROR_FORMAT,
    N_("The file is damaged. Open an earlier copy.") },
};

static void
set_sqlite_error (const char    *path,
                  sqlite3       *handle,
                  GCancellable  *cancellable,
                  GError       **error)
{
  int code = sqlite3_extended_errcode (handle);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (failures[i].code == code || failures[i].code == (code & 0xff))
      {
        g_set_error (error, ATLAS_ERROR, (int) failures[i].error, _("%s: %s"), path,
                     _(failures[i].message));
        return;
      }

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
               _("%s: The file is damaged (%s). Open an earlier copy."), path,
               sqlite3_errmsg (handle));
}

/* Opens and begins the transaction; the first read is what finds journals,
 * locks and damage. */
static int
open_once (const char  *uri,
           int          flags,
           sqlite3    **handle)
{
  int code = sqlite3_open_v2 (uri, handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    return code;

  sqlite3_extended_result_codes (*handle, 1);
  sqlite3_busy_timeout (*handle, BUSY_TIMEOUT_MS);

  return sqlite3_exec (*handle, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
                       "BEGIN; SELECT 1 FROM sqlite_master", NULL, NULL, NULL);
}

/* Some shares have no locks. To SQLite that is, mostly, a file that is locked for
 * ever; the system tells the two apart. */
static gboolean
locks_fail (const char *path)
{
  sqlite3 *handle = NULL;
  sqlite3_file *file = open_file (path, &handle);
  int reason = 0;

  if (file != NULL)
    {
      errno = 0;
      if (file->pMethods->xLock (file, SQLITE_LOCK_SHARED) != SQLITE_OK)
        reason = errno;
      else
        file->pMethods->xUnlock (file, SQLITE_LOCK_NONE);
    }
  sqlite3_close (handle);

  return reason == ENOLCK || reason == ENOTSUP || reason == ENOSYS || reason == EINVAL;
}

/* Where locks don't work plans are replaced as a whole (atlas-plan-share.h), so that
 * none is read half. */
static const char *
find_mode (const char   *path,
           const Header *header)
{
  if (is_wal_without_log (path, header))
    return "mode=ro&immutable=1";

  return locks_fail (path) ? "mode=ro&nolock=1" : "mode=ro";
}

/* Opening for update once lets SQLite take the half transaction back. */
static void
take_back_half_transaction (const char *path)
{
  g_autofree char *uri = make_uri (path, "mode=rw");
  sqlite3 *handle = NULL;

  open_once (uri, SQLITE_OPEN_READWRITE, &handle);
  sqlite3_close (handle);
}

AtlasPlanDatabase *
atlas_plan_database_open (const char    *path,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr(AtlasPlanDatabase) self = g_new0 (AtlasPlanDatabase, 1);
  g_autofree char *uri = NULL;
  Header header = { .size = 0 };
  int code;

  self->path = g_strdup (path);
  g_set_object (&self->cancellable, cancellable);

  if (!read_header (path, &header, error) || !check_header (path, &header, error))
    return NULL;

  self->is_wal = header.bytes[18] == 2;
  uri = make_uri (path, find_mode (path, &header));
  code = open_once (uri, SQLITE_OPEN_READONLY, &self->handle);
  if (code == SQLITE_READONLY_ROLLBACK)
    {
      sqlite3_close (g_steal_pointer (&self->handle));
      take_back_half_transaction (path);
      code = open_once (uri, SQLITE_OPEN_READONLY, &self->handle);
    }
  if (code != SQLITE_OK)
    {
      set_sqlite_error (path, self->handle, cancellable, error);
      return NULL;
    }

  sqlite3_set_authorizer (self->handle, authorize, NULL);
  if (cancellable != NULL)
    sqlite3_progress_handler (self->handle, 10000, on_progress, cancellable);

  return g_steal_pointer (&self);
}

void
atlas_plan_database_close (AtlasPlanDatabase *self)
{
  sqlite3_close (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self);
}

AtlasStatement *
atlas_plan_database_prepare (AtlasPlanDatabase  *self,
                             const char         *sql,
                             GError            **error)
{
  AtlasStatement *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    set_sqlite_error (self->path, self->handle, self->cancellable, error);

  return statement;
}

gboolean
atlas_plan_database_step (AtlasPlanDatabase  *self,
                          AtlasStatement     *statement,
                          gboolean           *has_row,
                          GError            **error)
{
  int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;

  set_sqlite_error (self->path, self->handle, self->cancellable, error);

  return FALSE;
}

void
atlas_plan_database_fail (AtlasPlanDatabase  *self,
                          GError            **error,
                          const char         *format,
                          ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
               _("%s: %s. Correct it with a GIS, or open an earlier copy."), self->path, what);
}
