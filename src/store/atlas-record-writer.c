#include "atlas-record-writer.h"

#include "atlas-published-writer.h"
#include "atlas-schema.h"
#include "atlas-write-error.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3    *handle;
  const char *shown_path;
} RecordWriter;

typedef sqlite3_stmt Statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, sqlite3_finalize)

static gboolean
fail (RecordWriter  *self,
      GError       **error)
{
  atlas_write_error_set_from (error, self->shown_path, self->handle);

  return FALSE;
}

static gboolean
run (RecordWriter  *self,
     const char    *sql,
     GError       **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static void
bind_text (Statement  *statement,
           int         place,
           const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, place, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, place);
}

/* As unknown where it is 0. */
static void
bind_whole (Statement *statement,
            int        place,
            gint64     number)
{
  if (number > 0)
    sqlite3_bind_int64 (statement, place, number);
  else
    sqlite3_bind_null (statement, place);
}

static gboolean
step (RecordWriter  *self,
      Statement     *statement,
      GError       **error)
{
  return (sqlite3_step (statement) == SQLITE_DONE && sqlite3_reset (statement) == SQLITE_OK) ||
         fail (self, error);
}

static gboolean
write_log (RecordWriter          *self,
           const AtlasChangeLog  *log,
           GError               **error)
{
  g_autoptr(Statement) statement = NULL;

  if (sqlite3_prepare_v2 (self->handle,
                          "INSERT INTO changes (seq, edit, kind, of_edit, time, author, host, "
                          "object, key, field, old, new, reason, meeting, hash) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);

  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    {
      const AtlasChange *change = atlas_change_log_get (log, i);
      const char *const texts[] = {
        change->time, change->author, change->host,
        atlas_vocabulary_get_key (&atlas_vocabulary_objects, change->object), change->key,
        change->field, change->old_value, change->new_value, change->reason, change->meeting,
        change->hash,
      };

      bind_whole (statement, 1, change->seq);
      bind_whole (statement, 2, change->edit);
      bind_text (statement, 3, atlas_vocabulary_get_key (&atlas_vocabulary_change_kinds,
                                                         change->kind));
      bind_whole (statement, 4, change->of_edit);
      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        bind_text (statement, (int) t + 5, texts[t]);
      if (!step (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_snapshots (RecordWriter  *self,
                 GPtrArray     *snapshots,
                 GError       **error)
{
  g_autoptr(Statement) statement = NULL;

  /* The plan's writer has made one for a plan without a history. */
  if (!run (self, "DELETE FROM snapshots", error))
    return FALSE;
  if (sqlite3_prepare_v2 (self->handle,
                          "INSERT INTO snapshots (name, seq, time, author, note, role) "
                          "VALUES (?, ?, ?, ?, ?, ?)", -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      bind_text (statement, 1, snapshot->name);
      sqlite3_bind_int64 (statement, 2, snapshot->seq);
      bind_text (statement, 3, snapshot->time);
      bind_text (statement, 4, snapshot->author);
      bind_text (statement, 5, snapshot->note);
      bind_text (statement, 6, snapshot->is_published ? "published" : NULL);
      if (!step (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_meetings (RecordWriter  *self,
                GPtrArray     *meetings,
                GError       **error)
{
  g_autoptr(Statement) statement = NULL;

  if (sqlite3_prepare_v2 (self->handle,
                          "INSERT INTO meetings (id, name, date, place, present, begun, ended) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?)", -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);

  for (guint i = 0; i < meetings->len; i++)
    {
      const AtlasMeeting *meeting = g_ptr_array_index (meetings, i);
      const char *const texts[] = { meeting->id, meeting->name, meeting->date, meeting->place,
                                    meeting->present, meeting->begun, meeting->ended };

      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        bind_text (statement, (int) t + 1, texts[t]);
      if (!step (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_presets (RecordWriter  *self,
               GPtrArray     *presets,
               GError       **error)
{
  g_autoptr(Statement) statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, "INSERT INTO presets (name, density) VALUES (?, ?)", -1,
                          &statement, NULL) != SQLITE_OK)
    return fail (self, error);

  for (guint i = 0; i < presets->len; i++)
    {
      const AtlasPreset *preset = g_ptr_array_index (presets, i);

      bind_text (statement, 1, preset->name);
      bind_text (statement, 2, preset->density);
      if (!step (self, statement, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
atlas_record_writer_write (const char             *path,
                           const char             *shown_path,
                           const AtlasPlanRecord  *record,
                           GError                **error)
{
  RecordWriter self = { .shown_path = shown_path };
  gboolean written;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  written = (sqlite3_open_v2 (path, &self.handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK ||
             fail (&self, error)) &&
            run (&self, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN", error) &&
            write_log (&self, record->log, error) &&
            write_snapshots (&self, record->snapshots, error) &&
            write_meetings (&self, record->meetings, error) &&
            write_presets (&self, record->presets, error) &&
            atlas_published_writer_write (self.handle, shown_path, error) &&
            run (&self, "COMMIT", error);
  sqlite3_close (self.handle);

  return written;
}
