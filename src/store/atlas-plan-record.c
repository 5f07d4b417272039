#include "atlas-plan-record.h"

#include "atlas-table-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The columns of the tables, in the order of atlas-schema.c. */
enum
{
  CHANGE_EDIT,
  CHANGE_KIND,
  CHANGE_OF_EDIT,
  CHANGE_TIME,
  CHANGE_AUTHOR,
  CHANGE_HOST,
  CHANGE_OBJECT,
  CHANGE_KEY,
  CHANGE_FIELD,
  CHANGE_OLD,
  CHANGE_NEW,
  CHANGE_REASON,
  CHANGE_MEETING,
  CHANGE_HASH,
};

enum
{
  SNAPSHOT_NAME,
  SNAPSHOT_SEQ,
  SNAPSHOT_TIME,
  SNAPSHOT_AUTHOR,
  SNAPSHOT_NOTE,
  SNAPSHOT_ROLE,
};

/* Reads one row of a table into @data. */
typedef gboolean (*RowFunc) (AtlasTableReader  *reader,
                             gpointer           data,
                             GError           **error);

typedef struct
{
  guint  column;
  gsize  offset; /* of a text */
} TextPlace;

/* Is the cell the text that has been found sound before? */
static gboolean
is_same_text (AtlasTableReader *reader,
              guint             column,
              const char       *before)
{
  int at = (int) column + 1;

  return before != NULL && sqlite3_column_type (reader->statement, at) == SQLITE_TEXT &&
         g_strcmp0 ((const char *) sqlite3_column_text (reader->statement, at), before) == 0 &&
         (gsize) sqlite3_column_bytes (reader->statement, at) == strlen (before);
}

/* @before: (nullable): the row before, of which most texts come again */
static gboolean
read_texts (AtlasTableReader  *reader,
            const TextPlace   *places,
            guint              n_places,
            gpointer           at,
            gconstpointer      before,
            GError           **error)
{
  for (guint i = 0; i < n_places; i++)
    {
      const char **text = G_STRUCT_MEMBER_P (at, places[i].offset);
      const char *old = before != NULL ? G_STRUCT_MEMBER (char *, before, places[i].offset) : NULL;

      if (is_same_text (reader, places[i].column, old))
        *text = old;
      else if (!atlas_table_reader_get_text (reader, places[i].column, text, error))
        return FALSE;
    }

  return TRUE;
}

/* The cells of a row must outlive it. */
static void
own_texts (const TextPlace *places,
           guint            n_places,
           gpointer         at)
{
  for (guint i = 0; i < n_places; i++)
    {
      char **text = G_STRUCT_MEMBER_P (at, places[i].offset);

      *text = g_strdup (*text);
    }
}

static gboolean
read_whole (AtlasTableReader  *reader,
            guint              column,
            gint64            *number,
            GError           **error)
{
  double value;

  if (!atlas_table_reader_get_number (reader, column, &value, error))
    return FALSE;
  *number = isnan (value) ? 0 : (gint64) value;

  return TRUE;
}

/* seq is 1, 2, 3 …, and an edit's entries follow each other. */
static gboolean
check_order (AtlasTableReader      *reader,
             const AtlasChangeLog  *log,
             const AtlasChange     *change,
             GError               **error)
{
  guint n = atlas_change_log_get_n (log);
  const AtlasChange *previous = n > 0 ? atlas_change_log_get (log, n - 1) : NULL;

  if (change->seq != (gint64) n + 1)
    atlas_table_reader_fail (reader, CHANGE_EDIT, error,
                             _("entry %u of the change log is missing"), n + 1);
  else if (change->edit != change->seq && (previous == NULL || change->edit != previous->edit))
    atlas_table_reader_fail (reader, CHANGE_EDIT, error,
                             _("the entries of an edit do not follow each other"));
  else if (change->of_edit < 0 || change->of_edit >= change->edit)
    atlas_table_reader_fail (reader, CHANGE_OF_EDIT, error, _("there is no such edit before"));
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_change (AtlasTableReader  *reader,
             gpointer           log,
             GError           **error)
{
  static const TextPlace places[] = {
    { CHANGE_TIME, G_STRUCT_OFFSET (AtlasChange, time) },
    { CHANGE_AUTHOR, G_STRUCT_OFFSET (AtlasChange, author) },
    { CHANGE_HOST, G_STRUCT_OFFSET (AtlasChange, host) },
    { CHANGE_KEY, G_STRUCT_OFFSET (AtlasChange, key) },
    { CHANGE_FIELD, G_STRUCT_OFFSET (AtlasChange, field) },
    { CHANGE_OLD, G_STRUCT_OFFSET (AtlasChange, old_value) },
    { CHANGE_NEW, G_STRUCT_OFFSET (AtlasChange, new_value) },
    { CHANGE_REASON, G_STRUCT_OFFSET (AtlasChange, reason) },
    { CHANGE_MEETING, G_STRUCT_OFFSET (AtlasChange, meeting) },
    { CHANGE_HASH, G_STRUCT_OFFSET (AtlasChange, hash) },
  };
  guint n = atlas_change_log_get_n (log);
  AtlasChange change = { .seq = sqlite3_column_int64 (reader->statement, 0) };

  if (!read_whole (reader, CHANGE_EDIT, &change.edit, error) ||
      !read_whole (reader, CHANGE_OF_EDIT, &change.of_edit, error) ||
      !atlas_table_reader_get_word (reader, CHANGE_KIND, &change.kind, error) ||
      !atlas_table_reader_get_word (reader, CHANGE_OBJECT, &change.object, error) ||
      !read_texts (reader, places, G_N_ELEMENTS (places), &change,
                   n > 0 ? atlas_change_log_get (log, n - 1) : NULL, error) ||
      !check_order (reader, log, &change, error))
    return FALSE;

  atlas_change_log_append (log, &change);

  return TRUE;
}

static gboolean
read_snapshot (AtlasTableReader  *reader,
               gpointer           snapshots,
               GError           **error)
{
  static const TextPlace places[] = {
    { SNAPSHOT_NAME, G_STRUCT_OFFSET (AtlasSnapshot, name) },
    { SNAPSHOT_TIME, G_STRUCT_OFFSET (AtlasSnapshot, time) },
    { SNAPSHOT_AUTHOR, G_STRUCT_OFFSET (AtlasSnapshot, author) },
    { SNAPSHOT_NOTE, G_STRUCT_OFFSET (AtlasSnapshot, note) },
  };
  AtlasSnapshot snapshot = { .name = NULL };
  int role;

  if (!read_texts (reader, places, G_N_ELEMENTS (places), &snapshot, NULL, error) ||
      !read_whole (reader, SNAPSHOT_SEQ, &snapshot.seq, error) ||
      !atlas_table_reader_get_word (reader, SNAPSHOT_ROLE, &role, error))
    return FALSE;

  snapshot.is_published = role >= 0;
  own_texts (places, G_N_ELEMENTS (places), &snapshot);
  g_ptr_array_add (snapshots, g_memdup2 (&snapshot, sizeof snapshot));

  return TRUE;
}

static gboolean
read_meeting (AtlasTableReader  *reader,
              gpointer           meetings,
              GError           **error)
{
  static const TextPlace places[] = {
    { 0, G_STRUCT_OFFSET (AtlasMeeting, id) },
    { 1, G_STRUCT_OFFSET (AtlasMeeting, name) },
    { 2, G_STRUCT_OFFSET (AtlasMeeting, date) },
    { 3, G_STRUCT_OFFSET (AtlasMeeting, place) },
    { 4, G_STRUCT_OFFSET (AtlasMeeting, present) },
    { 5, G_STRUCT_OFFSET (AtlasMeeting, begun) },
    { 6, G_STRUCT_OFFSET (AtlasMeeting, ended) },
  };
  AtlasMeeting meeting = { .id = NULL };

  if (!read_texts (reader, places, G_N_ELEMENTS (places), &meeting, NULL, error))
    return FALSE;

  own_texts (places, G_N_ELEMENTS (places), &meeting);
  g_ptr_array_add (meetings, g_memdup2 (&meeting, sizeof meeting));

  return TRUE;
}

static gboolean
read_preset (AtlasTableReader  *reader,
             gpointer           presets,
             GError           **error)
{
  static const TextPlace places[] = {
    { 0, G_STRUCT_OFFSET (AtlasPreset, name) },
    { 1, G_STRUCT_OFFSET (AtlasPreset, density) },
  };
  AtlasPreset preset = { .name = NULL };

  if (!read_texts (reader, places, G_N_ELEMENTS (places), &preset, NULL, error))
    return FALSE;

  own_texts (places, G_N_ELEMENTS (places), &preset);
  g_ptr_array_add (presets, g_memdup2 (&preset, sizeof preset));

  return TRUE;
}

static gboolean
read_table (AtlasPlanDatabase  *database,
            AtlasTable          number,
            RowFunc             read_row,
            gpointer            data,
            GError            **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (number);
  g_autoptr(AtlasTableReader) reader = NULL;
  gboolean exists, has_row = TRUE;
  int srs_id = 0;

  if (!atlas_table_check (database, table, &exists, &srs_id, error) ||
      (reader = atlas_table_reader_new (database, table, srs_id, error)) == NULL)
    return FALSE;

  while (has_row)
    if (!atlas_table_reader_next (reader, &has_row, error) ||
        (has_row && !read_row (reader, data, error)))
      return FALSE;

  return TRUE;
}

/* A name for a state that never was helps nobody. */
static gboolean
check_snapshots (AtlasPlanDatabase  *database,
                 AtlasPlanRecord    *self,
                 GError            **error)
{
  for (guint i = 0; i < self->snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = self->snapshots->pdata[i];

      if (snapshot->seq < 0 || snapshot->seq > atlas_change_log_get_n (self->log))
        {
          atlas_plan_database_fail (database, error,
                                    _("snapshot “%s” names entry %.0f of the change log, which is "
                                      "not there"), snapshot->name, (double) snapshot->seq);
          return FALSE;
        }
    }

  return TRUE;
}

AtlasPlanRecord *
atlas_plan_record_read (const char    *path,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr(AtlasPlanRecord) self = g_new0 (AtlasPlanRecord, 1);
  g_autoptr(AtlasPlanDatabase) database = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self->log = atlas_change_log_new ();
  self->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_snapshot_free);
  self->meetings = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_meeting_free);
  self->presets = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_preset_free);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      (database = atlas_plan_database_open (path, cancellable, error)) == NULL)
    return NULL;

  self->identity = atlas_file_identity_of (path);
  if (!atlas_table_check_registry (database, error) ||
      !read_table (database, ATLAS_TABLE_CHANGES, read_change, self->log, error) ||
      !read_table (database, ATLAS_TABLE_SNAPSHOTS, read_snapshot, self->snapshots, error) ||
      !read_table (database, ATLAS_TABLE_MEETINGS, read_meeting, self->meetings, error) ||
      !read_table (database, ATLAS_TABLE_PRESETS, read_preset, self->presets, error) ||
      !check_snapshots (database, self, error))
    return NULL;

  g_ptr_array_sort (self->snapshots, atlas_snapshot_compare);
  g_ptr_array_sort (self->presets, atlas_preset_compare);

  return g_steal_pointer (&self);
}

void
atlas_plan_record_free (AtlasPlanRecord *self)
{
  g_clear_pointer (&self->log, atlas_change_log_free);
  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->presets, g_ptr_array_unref);
  g_free (self);
}

const AtlasSnapshot *
atlas_plan_record_get_published (const AtlasPlanRecord *self)
{
  const AtlasSnapshot *latest = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (self->snapshots, i);

      if (snapshot->is_published && (latest == NULL || snapshot->seq >= latest->seq))
        latest = snapshot;
    }

  return latest;
}

/* Of states that are the same, the last one that was published is the published one. */
int
atlas_snapshot_compare (gconstpointer a,
                        gconstpointer b)
{
  const AtlasSnapshot *first = *(const AtlasSnapshot *const *) a;
  const AtlasSnapshot *second = *(const AtlasSnapshot *const *) b;
  int by_time = g_strcmp0 (first->time, second->time);

  if (first->seq != second->seq)
    return first->seq < second->seq ? -1 : 1;

  return by_time != 0 ? by_time : g_strcmp0 (first->name, second->name);
}

AtlasSnapshot *
atlas_snapshot_copy (const AtlasSnapshot *self)
{
  AtlasSnapshot *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->time = g_strdup (self->time);
  copy->author = g_strdup (self->author);
  copy->note = g_strdup (self->note);

  return copy;
}

void
atlas_snapshot_free (AtlasSnapshot *self)
{
  g_free (self->name);
  g_free (self->time);
  g_free (self->author);
  g_free (self->note);
  g_free (self);
}

AtlasMeeting *
atlas_meeting_copy (const AtlasMeeting *self)
{
  AtlasMeeting *copy = g_new0 (AtlasMeeting, 1);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->date = g_strdup (self->date);
  copy->place = g_strdup (self->place);
  copy->present = g_strdup (self->present);
  copy->begun = g_strdup (self->begun);
  copy->ended = g_strdup (self->ended);

  return copy;
}

void
atlas_meeting_free (AtlasMeeting *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->date);
  g_free (self->place);
  g_free (self->present);
  g_free (self->begun);
  g_free (self->ended);
  g_free (self);
}

int
atlas_preset_compare (gconstpointer a,
                      gconstpointer b)
{
  return strcmp ((*(const AtlasPreset *const *) a)->name, (*(const AtlasPreset *const *) b)->name);
}

void
atlas_preset_free (AtlasPreset *self)
{
  g_free (self->name);
  g_free (self->density);
  g_free (self);
}
