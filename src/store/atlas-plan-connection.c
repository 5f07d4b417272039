#include "atlas-plan-connection.h"

#include "atlas-change-writer.h"
#include "atlas-error.h"
#include "atlas-plan-guard.h"
#include "atlas-plan-lock.h"
#include "atlas-plan-share.h"
#include "atlas-spatial-functions.h"
#include "atlas-write-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whoever asks for a commit can ask again; a window must say soon what is wrong. */
#define BUSY_TIMEOUT_MS 1000

struct _AtlasPlanConnection
{
  char              *path;    /* absolute, without symbolic links */
  char              *file;    /* the same, or the copy of @share that is written */
  AtlasPlanLock     *lock;
  AtlasPlanShare    *share;   /* %NULL where locks work */
  sqlite3           *handle;  /* %NULL after a failure: to be opened again */
  AtlasChangeWriter *writer;
  AtlasFileIdentity  identity;
  gint64             data_version; /* of SQLite: other programs' commits change it */
  char              *head;
  gboolean           is_unsure; /* SQLite may have taken back half a transaction since */
};

/* Is the file the one that was open, and in the state it was in? */
static gboolean
check_identity (AtlasPlanConnection      *self,
                const AtlasFileIdentity  *expected,
                GError                  **error)
{
  AtlasFileIdentity now = atlas_file_identity_of (self->file);

  if (self->is_unsure && atlas_file_identity_is_same_file (&now, expected))
    return TRUE;

  return atlas_file_identity_check (&now, expected, self->path, error);
}

/* What SQLite and the log tell of other programs' writing. */
static gboolean
fail_changed (AtlasPlanConnection  *self,
              gboolean              is_replaced,
              GError              **error)
{
  AtlasFileIdentity written = self->identity;

  written.mtime_ns++;
  if (is_replaced)
    written.inode++;

  return atlas_file_identity_check (&written, &self->identity, self->path, error);
}

/* SQLite would notice only when it makes a journal, and call it a failure to open. */
static gboolean
check_permission (const char  *path,
                  GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if ((g_access (path, W_OK) == 0 || errno == ENOENT) && g_access (folder, W_OK) == 0)
    return TRUE;

  atlas_write_error_set (error, path, SQLITE_READONLY, errno, NULL);

  return FALSE;
}

static gboolean
run (AtlasPlanConnection  *self,
     const char           *sql,
     GError              **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  atlas_write_error_set_from (error, self->path, self->handle);

  return FALSE;
}

/* The first column of the one row of @sql. Returns: (transfer full) (nullable) */
static char *
ask (AtlasPlanConnection  *self,
     const char           *sql,
     GError              **error)
{
  g_autoptr(AtlasStatement) statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    return g_strdup ((const char *) sqlite3_column_text (statement, 0));

  atlas_write_error_set_from (error, self->path, self->handle);

  return NULL;
}

/* A single file that can be mailed must be the whole plan at any time, so the
 * journal is one that goes; and a commit that returned is on the disk. */
static gboolean
set_up_handle (AtlasPlanConnection  *self,
               GError              **error)
{
  g_autofree char *mode = NULL;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if ((mode = ask (self, "PRAGMA journal_mode = DELETE", error)) == NULL)
    return FALSE;
  if (!g_str_equal (mode, "delete"))
    {
      atlas_write_error_set (error, self->path, SQLITE_BUSY, 0, NULL);
      return FALSE;
    }

  return run (self, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; "
              "PRAGMA cell_size_check = ON", error);
}

static void
close_handle (AtlasPlanConnection *self)
{
  g_clear_pointer (&self->writer, atlas_change_writer_free);
  g_clear_pointer (&self->handle, sqlite3_close);
}

static gboolean
open_handle (AtlasPlanConnection  *self,
             GError              **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

  if (sqlite3_open_v2 (self->file, &self->handle, flags, NULL) != SQLITE_OK ||
      atlas_spatial_functions_add (self->handle) != SQLITE_OK)
    atlas_write_error_set_from (error, self->path, self->handle);
  else if (set_up_handle (self, error))
    {
      self->writer = atlas_change_writer_new (self->handle, self->path);
      return TRUE;
    }

  close_handle (self);

  return FALSE;
}

static gboolean
read_data_version (AtlasPlanConnection  *self,
                   gint64               *version,
                   GError              **error)
{
  g_autofree char *text = ask (self, "PRAGMA data_version", error);

  *version = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  return text != NULL;
}

/* Within a transaction, so that no other program comes between. */
static gboolean
check_head (AtlasPlanConnection  *self,
            GError              **error)
{
  g_autofree char *head = NULL;
  gint64 seq;

  if (!atlas_change_writer_read_head (self->writer, &seq, &head, error))
    return FALSE;
  if (!g_str_equal (head, self->head))
    return fail_changed (self, FALSE, error);

  return TRUE;
}

static gboolean
check_in_place (AtlasPlanConnection  *self,
                GError              **error)
{
  int has_moved = 0;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (has_moved)
    return fail_changed (self, TRUE, error);

  return TRUE;
}

/* Opens the file, and makes sure that it is the one that was read. */
static gboolean
open_and_compare (AtlasPlanConnection  *self,
                  GError              **error)
{
  gboolean same;

  if (!open_handle (self, error) || !run (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  same = check_identity (self, &self->identity, error) && check_in_place (self, error) &&
         check_head (self, error) && read_data_version (self, &self->data_version, error);
  if (same)
    {
      self->identity = atlas_file_identity_of (self->file);
      self->is_unsure = FALSE;
    }

  return run (self, "ROLLBACK", same ? error : NULL) && same;
}

/* @is_wal: (out): its journal mode is to be changed, which writes the file */
static gboolean
guard (const char  *path,
       gboolean    *is_wal,
       GError     **error)
{
  g_autoptr(AtlasPlanDatabase) database = atlas_plan_database_open (path, NULL, error);

  if (database == NULL)
    return FALSE;
  *is_wal = database->is_wal;

  return atlas_plan_guard_check (database, error);
}

/* A plan is locked under the one name it has, however it was asked for. */
static char *
resolve (const char *path)
{
  char *resolved = realpath (path, NULL);
  char *copy = resolved != NULL ? g_strdup (resolved) : g_canonicalize_filename (path, NULL);

  free (resolved);

  return copy;
}

/* Where the plan can't be locked, a copy of it is written. */
static gboolean
lock_or_copy (AtlasPlanConnection  *self,
              GError              **error)
{
  g_autoptr(GError) local_error = NULL;

  self->lock = atlas_plan_lock_take (self->path, &local_error);
  if (self->lock != NULL)
    return TRUE;
  if (!g_error_matches (local_error, ATLAS_ERROR, ATLAS_ERROR_LOCKS))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  self->share = atlas_plan_share_new (self->path, &self->identity, error);
  if (self->share == NULL)
    return FALSE;
  g_free (self->file);
  self->file = g_strdup (atlas_plan_share_get_copy (self->share));
  self->identity = atlas_file_identity_of (self->file);

  return TRUE;
}

AtlasPlanConnection *
atlas_plan_connection_open (const char               *path,
                            const AtlasFileIdentity  *expected,
                            const char               *head,
                            GError                  **error)
{
  g_autoptr(AtlasPlanConnection) self = g_new0 (AtlasPlanConnection, 1);

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (expected != NULL, NULL);
  g_return_val_if_fail (head != NULL, NULL);

  self->path = resolve (path);
  self->file = g_strdup (self->path);
  self->identity = *expected;
  self->head = g_strdup (head);
  if (!check_identity (self, expected, error) ||
      !check_permission (self->path, error) ||
      !lock_or_copy (self, error) ||
      !check_identity (self, &self->identity, error) ||
      !guard (self->file, &self->is_unsure, error) ||
      !open_and_compare (self, error))
    return NULL;

  g_log ("atlas-store", G_LOG_LEVEL_DEBUG, "Opened %s for writing", self->path);

  return g_steal_pointer (&self);
}

gboolean
atlas_plan_connection_check (const char  *path,
                             GError     **error)
{
  g_autofree char *resolved = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  resolved = resolve (path);

  return check_permission (resolved, error) && atlas_plan_lock_check (resolved, error);
}

void
atlas_plan_connection_close (AtlasPlanConnection *self)
{
  g_return_if_fail (self != NULL);

  close_handle (self);
  if (self->lock != NULL || self->share != NULL)
    g_log ("atlas-store", G_LOG_LEVEL_DEBUG, "Closed %s", self->path);
  g_clear_pointer (&self->lock, atlas_plan_lock_release);
  g_clear_pointer (&self->share, atlas_plan_share_free);
  g_free (self->path);
  g_free (self->file);
  g_free (self->head);
  g_free (self);
}

/* What SQLite's own count of other programs' commits says. */
static gboolean
check_unchanged (AtlasPlanConnection  *self,
                 GError              **error)
{
  gint64 version;

  if (!check_identity (self, &self->identity, error) || !check_in_place (self, error) ||
      !read_data_version (self, &version, error))
    return FALSE;
  if (version != self->data_version)
    return fail_changed (self, FALSE, error);

  return check_head (self, error);
}

/* A transaction that could not be taken back leaves its journal, and whoever opens
 * the file next does it. */
static gboolean
has_journal (AtlasPlanConnection *self)
{
  g_autofree char *journal = g_strconcat (self->file, "-journal", NULL);

  return g_access (journal, F_OK) == 0;
}

/* Undoes what was written of a transaction. Doing so writes the file, too; with a
 * handle that can't do it nothing more can be done. */
static void
take_back (AtlasPlanConnection *self)
{
  AtlasFileIdentity now;

  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  self->is_unsure = TRUE;
  if (!sqlite3_get_autocommit (self->handle) || has_journal (self))
    {
      close_handle (self);
      return;
    }

  now = atlas_file_identity_of (self->file);
  if (atlas_file_identity_is_same_file (&now, &self->identity))
    {
      self->identity = now;
      self->is_unsure = FALSE;
    }
}

static gboolean
write_and_commit (AtlasPlanConnection  *self,
                  const AtlasChange    *changes,
                  guint                 n_changes,
                  const AtlasMeeting   *meeting,
                  GError              **error)
{
  return atlas_change_writer_write (self->writer, changes, n_changes, meeting, error) &&
         run (self, "COMMIT", error) &&
         check_in_place (self, error);
}

/* One transaction in the file at hand. */
static gboolean
commit_to_file (AtlasPlanConnection  *self,
                const AtlasChange    *changes,
                guint                 n_changes,
                const AtlasMeeting   *meeting,
                GError              **error)
{
  if (!check_identity (self, &self->identity, error) ||
      (self->handle == NULL && !open_and_compare (self, error)) ||
      !run (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (!check_unchanged (self, error))
    {
      run (self, "ROLLBACK", NULL);
      return FALSE;
    }
  if (!write_and_commit (self, changes, n_changes, meeting, error))
    {
      take_back (self);
      return FALSE;
    }

  self->identity = atlas_file_identity_of (self->file);
  if (n_changes > 0)
    {
      g_free (self->head);
      self->head = g_strdup (changes[n_changes - 1].hash);
    }

  return TRUE;
}

/* How many of @changes the copy holds from a commit that could not be published. */
static guint
count_unpublished (AtlasPlanConnection *self,
                   const AtlasChange   *changes,
                   guint                n_changes)
{
  for (guint i = n_changes; self->share != NULL && i > 0; i--)
    if (g_strcmp0 (changes[i - 1].hash, self->head) == 0)
      return i;

  return 0;
}

gboolean
atlas_plan_connection_commit (AtlasPlanConnection  *self,
                              const AtlasChange    *changes,
                              guint                 n_changes,
                              const AtlasMeeting   *meeting,
                              GError              **error)
{
  guint done;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_changes > 0 ? changes != NULL : meeting != NULL, FALSE);

  done = count_unpublished (self, changes, n_changes);
  if (!check_permission (self->path, error) ||
      (self->share != NULL && !atlas_plan_share_check (self->share, error)) ||
      ((done < n_changes || n_changes == 0) &&
       !commit_to_file (self, done > 0 ? changes + done : changes, n_changes - done, meeting,
                        error)) ||
      (self->share != NULL && !atlas_plan_share_publish (self->share, error)))
    return FALSE;

  if (n_changes > 0)
    g_log ("atlas-store", G_LOG_LEVEL_DEBUG, "Committed %" G_GINT64_FORMAT,
           changes[n_changes - 1].seq);

  return TRUE;
}

const AtlasFileIdentity *
atlas_plan_connection_get_identity (const AtlasPlanConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->share != NULL ? atlas_plan_share_get_identity (self->share) : &self->identity;
}

gboolean
atlas_plan_connection_is_shared (const AtlasPlanConnection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->share != NULL;
}
