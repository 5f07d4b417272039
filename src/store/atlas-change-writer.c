#include "atlas-change-writer.h"

#include "atlas-error.h"
#include "atlas-plan-database.h"
#include "atlas-published-writer.h"
#include "atlas-schema.h"
#include "atlas-sql-text.h"
#include "atlas-wkb.h"
#include "atlas-write-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define GEOMETRY_COLUMN ATLAS_SCHEMA_GEOMETRY_COLUMN
/* As the reader has it: no place in the city is farther from the origin. */
#define LARGEST_COORDINATE 1e7

struct _AtlasChangeWriter
{
  sqlite3    *handle;
  char       *path;
  GHashTable *statements; /* SQL → AtlasStatement */
  JsonParser *parser;
  char       *log_insert; /* SQL */
  gboolean    touched[ATLAS_N_TABLES];
};

/* Which rows an entry is about. */
typedef struct
{
  AtlasTable  table;
  const char *key; /* the column that an entry's key is in */
} Place;

static const Place places[] = {
  [ATLAS_OBJECT_BLOCK] = { ATLAS_TABLE_BLOCKS, "code" },
  [ATLAS_OBJECT_SITE] = { ATLAS_TABLE_SITES, "site_id" },
  [ATLAS_OBJECT_SCENE] = { ATLAS_TABLE_SCENES, "scene_id" },
  [ATLAS_OBJECT_PRESET] = { ATLAS_TABLE_PRESETS, "name" },
  [ATLAS_OBJECT_SNAPSHOT] = { ATLAS_TABLE_SNAPSHOTS, "name" },
  [ATLAS_OBJECT_PLAN] = { ATLAS_TABLE_PLAN, "key" },
};

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

AtlasChangeWriter *
atlas_change_writer_new (sqlite3    *handle,
                         const char *path)
{
  AtlasChangeWriter *self = g_new0 (AtlasChangeWriter, 1);

  self->handle = handle;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize);
  self->parser = json_parser_new_immutable ();
  self->log_insert = atlas_schema_dup_insert (atlas_schema_get_table (ATLAS_TABLE_CHANGES), TRUE);

  return self;
}

void
atlas_change_writer_free (AtlasChangeWriter *self)
{
  g_hash_table_unref (self->statements);
  g_object_unref (self->parser);
  g_free (self->log_insert);
  g_free (self->path);
  g_free (self);
}

static gboolean fail (AtlasChangeWriter  *self,
                      const AtlasChange  *change,
                      GError            **error,
                      const char         *format,
                      ...) G_GNUC_PRINTF (4, 5);

static gboolean
fail (AtlasChangeWriter  *self,
      const AtlasChange  *change,
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
               _("%s: table “%s”, row “%s”, column “%s” can't be changed: %s. Take the change back, "
                 "or save a copy and open the file again."), self->path,
               atlas_schema_get_table (places[change->object].table)->name, change->key,
               change->field != NULL ? change->field : "*", what);

  return FALSE;
}

/* Returns: (nullable): @sql, ready to be bound; kept for the next time */
static AtlasStatement *
prepare (AtlasChangeWriter  *self,
         const char         *sql,
         GError            **error)
{
  AtlasStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    atlas_write_error_set_from (error, self->path, self->handle);
  else
    g_hash_table_insert (self->statements, g_strdup (sql), statement);

  return statement;
}

/* Runs to the end what has been bound, and makes it ready for the next time. */
static gboolean
run (AtlasChangeWriter  *self,
     AtlasStatement     *statement,
     GError            **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_DONE)
    atlas_write_error_set_from (error, self->path, self->handle);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return code == SQLITE_DONE;
}

static void
bind_text (AtlasStatement *statement,
           int             at,
           const char     *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

/* Runs @statement, which must change this one row: the row of @change. */
static gboolean
run_on_row (AtlasChangeWriter  *self,
            AtlasStatement     *statement,
            const AtlasChange  *change,
            GError            **error)
{
  if (!run (self, statement, error))
    return FALSE;

  self->touched[places[change->object].table] = TRUE;
  if (sqlite3_changes (self->handle) == 1)
    return TRUE;

  return fail (self, change, error, _("the row is not there"));
}

/* Returns: (nullable): the value of @json, as long as nothing else is parsed */
static JsonNode *
parse (AtlasChangeWriter  *self,
       const AtlasChange  *change,
       const char         *json,
       GError            **error)
{
  if (json != NULL && json_parser_load_from_data (self->parser, json, -1, NULL) &&
      json_parser_get_root (self->parser) != NULL)
    return json_parser_get_root (self->parser);

  fail (self, change, error, _("the value is not JSON"));

  return NULL;
}

static gboolean
bind_null (AtlasChangeWriter        *self,
           AtlasStatement           *statement,
           int                       at,
           const AtlasSchemaColumn  *column,
           const AtlasChange        *change,
           GError                  **error)
{
  if (column->required)
    return fail (self, change, error, _("the value is missing"));
  sqlite3_bind_null (statement, at);

  return TRUE;
}

static gboolean
bind_string (AtlasChangeWriter        *self,
             AtlasStatement           *statement,
             int                       at,
             const AtlasSchemaColumn  *column,
             const char               *text,
             const AtlasChange        *change,
             GError                  **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return fail (self, change, error, _("the text is not valid UTF-8"));
  if (!atlas_schema_is_writable (text))
    return fail (self, change, error, _("the text has a character that can't be written"));
  if (column->vocabulary != NULL && atlas_vocabulary_find (column->vocabulary, text) < 0)
    return fail (self, change, error, _("“%s” is not one of the words for “%s”"), text,
                 column->name);
  bind_text (statement, at, text);

  return TRUE;
}

static gboolean
bind_number (AtlasChangeWriter        *self,
             AtlasStatement           *statement,
             int                       at,
             const AtlasSchemaColumn  *column,
             double                    number,
             const AtlasChange        *change,
             GError                  **error)
{
  if (!atlas_schema_column_holds (column, number))
    return fail (self, change, error, _("%g is out of range"), number);
  if (column->type == ATLAS_COLUMN_INTEGER && number != floor (number))
    return fail (self, change, error, _("the value is not a whole number"));

  if (column->type == ATLAS_COLUMN_INTEGER)
    sqlite3_bind_int64 (statement, at, (gint64) number);
  else
    sqlite3_bind_double (statement, at, number);

  return TRUE;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 ||
          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
bind_value (AtlasChangeWriter        *self,
            AtlasStatement           *statement,
            int                       at,
            const AtlasSchemaColumn  *column,
            JsonNode                 *node,
            const AtlasChange        *change,
            GError                  **error)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return bind_null (self, statement, at, column, change, error);
  if (column->type != ATLAS_COLUMN_TEXT)
    return is_number (node)
             ? bind_number (self, statement, at, column, json_node_get_double (node), change, error)
             : fail (self, change, error, _("the value is not a number"));
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (self, change, error, _("the value is not a text"));

  return bind_string (self, statement, at, column, json_node_get_string (node), change, error);
}

/* Runs a question with one text as its parameter. @answer: (out): the first
 * column of the first row as a number; 0 where there is none */
static gboolean
ask (AtlasChangeWriter  *self,
     const char         *sql,
     const char         *text,
     gint64             *answer,
     GError            **error)
{
  AtlasStatement *statement = prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;

  bind_text (statement, 1, text);
  code = sqlite3_step (statement);
  *answer = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    atlas_write_error_set_from (error, self->path, self->handle);
  sqlite3_reset (statement);

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* The place that [e, n] names. */
static gboolean
read_place (AtlasChangeWriter  *self,
            JsonNode           *node,
            double              place[2],
            const AtlasChange  *change,
            GError            **error)
{
  JsonArray *pair = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; i < 2; i++)
    {
      JsonNode *number = pair != NULL && json_array_get_length (pair) == 2
                           ? json_array_get_element (pair, i) : NULL;

      if (number == NULL || !is_number (number))
        return fail (self, change, error, _("the place is not a pair of coordinates"));
      place[i] = json_node_get_double (number);
      if (!(fabs (place[i]) <= LARGEST_COORDINATE))
        return fail (self, change, error, _("%g is out of range"), place[i]);
    }

  return TRUE;
}

/* The table's extent is a hint for other programs, which only ever grows. */
static gboolean
extend (AtlasChangeWriter  *self,
        const char         *table,
        const double        place[2],
        GError            **error)
{
  AtlasStatement *statement =
    prepare (self, "UPDATE gpkg_contents SET min_x = min (min_x, ?2), min_y = min (min_y, ?3), "
             "max_x = max (max_x, ?2), max_y = max (max_y, ?3) WHERE table_name = ?1", error);

  if (statement == NULL)
    return FALSE;

  bind_text (statement, 1, table);
  sqlite3_bind_double (statement, 2, place[0]);
  sqlite3_bind_double (statement, 3, place[1]);

  return run (self, statement, error);
}

static void
bind_point (AtlasStatement *statement,
            int             at,
            const double    place[2],
            gint64          srs_id)
{
  g_autoptr(AtlasGeometry) point = atlas_geometry_new_point (place[0], place[1]);
  g_autoptr(GByteArray) blob = atlas_wkb_write (point, (int) srs_id);

  sqlite3_bind_blob (statement, at, blob->data, (int) blob->len, SQLITE_TRANSIENT);
}

static gboolean
bind_geometry (AtlasChangeWriter       *self,
               AtlasStatement          *statement,
               int                      at,
               const AtlasSchemaTable  *table,
               JsonNode                *node,
               const AtlasChange       *change,
               GError                 **error)
{
  double place[2];
  gint64 srs_id;

  if (table->shape != ATLAS_SHAPE_POINT)
    return fail (self, change, error, _("the shape can't be changed"));
  if (!read_place (self, node, place, change, error) ||
      !ask (self, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?1", table->name,
            &srs_id, error) ||
      !extend (self, table->name, place, error))
    return FALSE;
  bind_point (statement, at, place, srs_id);

  return TRUE;
}

static char *
make_update (const AtlasSchemaTable *table,
             const char             *column,
             const char             *key)
{
  g_autoptr(GString) sql = g_string_new ("UPDATE ");

  atlas_sql_text_append_name (sql, table->name);
  g_string_append (sql, " SET ");
  atlas_sql_text_append_name (sql, column);
  g_string_append (sql, " = ?1 WHERE ");
  atlas_sql_text_append_name (sql, key);
  g_string_append (sql, " = ?2");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* A word of the table `plan` that was never said has no row yet. */
#define SET_META \
  "INSERT INTO plan (key, value) VALUES (?2, ?1) ON CONFLICT (key) DO UPDATE SET value = ?1"

/* What the file can't be read back without. */
static gboolean
check_meta (AtlasChangeWriter  *self,
            const AtlasChange  *change,
            JsonNode           *node,
            GError            **error)
{
  static const char *const fixed[] = { "format", "format_version", "plan_id", NULL };

  if (g_strv_contains (fixed, change->key))
    return fail (self, change, error, _("the file is known by it"));
  if (g_str_equal (change->key, "data_kind") &&
      (JSON_NODE_TYPE (node) != JSON_NODE_VALUE ||
       atlas_vocabulary_find (&atlas_vocabulary_data_kinds, json_node_get_string (node)) < 0))
    return fail (self, change, error, _("“%s” is not one of the words for “%s”"),
                 change->new_value, change->key);

  return TRUE;
}

/* A site stands in a block that is there. */
static gboolean
check_block (AtlasChangeWriter  *self,
             const AtlasChange  *change,
             JsonNode           *node,
             GError            **error)
{
  gint64 found = 1;
  const char *code = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

  if (code != NULL &&
      !ask (self, "SELECT 1 FROM blocks WHERE code = ?1", code, &found, error))
    return FALSE;

  return found == 1 || fail (self, change, error, _("there is no block “%s”"), code);
}

static gboolean
check_meaning (AtlasChangeWriter  *self,
               const AtlasChange  *change,
               const char         *column,
               JsonNode           *node,
               GError            **error)
{
  if (change->object == ATLAS_OBJECT_PLAN)
    return check_meta (self, change, node, error);
  if (change->object == ATLAS_OBJECT_SITE && g_str_equal (column, "block"))
    return check_block (self, change, node, error);

  return TRUE;
}

static gboolean
update_cell (AtlasChangeWriter  *self,
             const AtlasChange  *change,
             GError            **error)
{
  const Place *place = &places[change->object];
  const AtlasSchemaTable *table = atlas_schema_get_table (place->table);
  const AtlasSchemaColumn *column = atlas_schema_find_column (table, change->field);
  gboolean is_geometry = table->shape != ATLAS_SHAPE_NONE &&
                         g_str_equal (change->field, GEOMETRY_COLUMN);
  JsonNode *node = parse (self, change, change->new_value, error);
  g_autofree char *sql = NULL;
  AtlasStatement *statement;

  if (node == NULL)
    return FALSE;
  if (!is_geometry && (column == NULL || g_str_equal (change->field, place->key)))
    return fail (self, change, error, _("there is no such column that could be changed"));

  sql = change->object == ATLAS_OBJECT_PLAN ? g_strdup (SET_META)
                                            : make_update (table, change->field, place->key);
  if ((statement = prepare (self, sql, error)) == NULL)
    return FALSE;
  if (is_geometry ? !bind_geometry (self, statement, 1, table, node, change, error)
                  : !bind_value (self, statement, 1, column, node, change, error) ||
                    !check_meaning (self, change, change->field, node, error))
    return FALSE;
  bind_text (statement, 2, change->key);

  return run_on_row (self, statement, change, error);
}

static gboolean
delete_row (AtlasChangeWriter  *self,
            const AtlasChange  *change,
            GError            **error)
{
  const Place *place = &places[change->object];
  g_autoptr(GString) sql = g_string_new ("DELETE FROM ");
  AtlasStatement *statement;

  if (change->object == ATLAS_OBJECT_BLOCK || change->object == ATLAS_OBJECT_PLAN)
    return fail (self, change, error, _("such rows stay"));

  atlas_sql_text_append_name (sql, atlas_schema_get_table (place->table)->name);
  g_string_append (sql, " WHERE ");
  atlas_sql_text_append_name (sql, place->key);
  g_string_append (sql, " = ?1");
  if ((statement = prepare (self, sql->str, error)) == NULL)
    return FALSE;
  bind_text (statement, 1, change->key);

  return run_on_row (self, statement, change, error);
}

/* Each column is a member, each member a column, the key the one of the entry. */
static gboolean
bind_members (AtlasChangeWriter       *self,
              AtlasStatement          *statement,
              const AtlasSchemaTable  *table,
              JsonObject              *row,
              const AtlasChange       *change,
              GError                 **error)
{
  gboolean has_shape = table->shape != ATLAS_SHAPE_NONE;
  JsonNode *key = json_object_get_member (row, places[change->object].key);

  if (json_object_get_size (row) != table->n_columns + (has_shape ? 1 : 0))
    return fail (self, change, error, _("the row has not the columns of the table"));
  if (key == NULL || !JSON_NODE_HOLDS_VALUE (key) ||
      g_strcmp0 (json_node_get_string (key), change->key) != 0)
    return fail (self, change, error, _("the row has another key"));

  for (guint i = 0; i < table->n_columns; i++)
    {
      JsonNode *node = json_object_get_member (row, table->columns[i].name);

      if (node == NULL)
        return fail (self, change, error, _("column “%s” is missing"), table->columns[i].name);
      if (!bind_value (self, statement, (int) i + 2, &table->columns[i], node, change, error) ||
          !check_meaning (self, change, table->columns[i].name, node, error))
        return FALSE;
    }

  return !has_shape ||
         bind_geometry (self, statement, (int) table->n_columns + 2, table,
                        json_object_get_member (row, GEOMETRY_COLUMN), change, error);
}

static gboolean
insert_row (AtlasChangeWriter  *self,
            const AtlasChange  *change,
            GError            **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (places[change->object].table);
  JsonNode *node = parse (self, change, change->new_value, error);
  g_autofree char *sql = NULL;
  AtlasStatement *statement;

  if (node == NULL)
    return FALSE;
  if (change->object == ATLAS_OBJECT_BLOCK || change->object == ATLAS_OBJECT_PLAN)
    return fail (self, change, error, _("no such rows can be made"));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (self, change, error, _("the row has not the columns of the table"));

  sql = atlas_schema_dup_insert (table, FALSE);
  if ((statement = prepare (self, sql, error)) == NULL ||
      !bind_members (self, statement, table, json_node_get_object (node), change, error))
    return FALSE;

  return run_on_row (self, statement, change, error);
}

/* What other programs read as the published state follows. */
static gboolean
follow_publication (AtlasChangeWriter  *self,
                    const AtlasChange  *change,
                    GError            **error)
{
  if (!atlas_snapshot_is_published (change))
    return TRUE;

  self->touched[ATLAS_TABLE_PUBLISHED] = TRUE;

  return atlas_published_writer_write (self->handle, self->path, error);
}

static gboolean
change_row (AtlasChangeWriter  *self,
            const AtlasChange  *change,
            GError            **error)
{
  if (change->field != NULL)
    return update_cell (self, change, error);
  if ((change->old_value == NULL) == (change->new_value == NULL))
    return fail (self, change, error, _("the row is neither made nor deleted"));

  return change->new_value == NULL ? delete_row (self, change, error)
                                   : insert_row (self, change, error);
}

/* In the order of the columns. */
static gboolean
append_to_log (AtlasChangeWriter  *self,
               const AtlasChange  *change,
               GError            **error)
{
  AtlasStatement *statement = prepare (self, self->log_insert, error);
  const char *const texts[] = {
    change->time, change->author, change->host,
    atlas_vocabulary_get_key (&atlas_vocabulary_objects, change->object), change->key,
    change->field, change->old_value, change->new_value, change->reason, change->meeting,
    change->hash,
  };

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, change->seq);
  sqlite3_bind_int64 (statement, 2, change->edit);
  bind_text (statement, 3, atlas_vocabulary_get_key (&atlas_vocabulary_change_kinds, change->kind));
  if (change->of_edit > 0)
    sqlite3_bind_int64 (statement, 4, change->of_edit);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    bind_text (statement, (int) i + 5, texts[i]);
  self->touched[ATLAS_TABLE_CHANGES] = TRUE;

  return run (self, statement, error);
}

static gboolean
write_meeting (AtlasChangeWriter   *self,
               const AtlasMeeting  *meeting,
               GError             **error)
{
  AtlasStatement *statement;
  const char *const texts[] = {
    meeting->id, meeting->name, meeting->date, meeting->place, meeting->present, meeting->begun,
    meeting->ended,
  };

  statement = prepare (self, "INSERT INTO meetings (id, name, date, place, present, begun, ended) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) "
                       "DO UPDATE SET ended = ?7 WHERE ?7 IS NOT NULL AND ended IS NOT ?7", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    bind_text (statement, (int) i + 1, texts[i]);
  if (!run (self, statement, error))
    return FALSE;
  if (sqlite3_changes (self->handle) > 0)
    self->touched[ATLAS_TABLE_MEETINGS] = TRUE;

  return TRUE;
}

/* OGC 12-128r17, 1.1.3.1.1: last_change in UTC with milliseconds. */
static gboolean
note_time (AtlasChangeWriter  *self,
           GError            **error)
{
  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    if (self->touched[i])
      {
        AtlasStatement *statement =
          prepare (self, "UPDATE gpkg_contents SET last_change = "
                   "strftime ('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?1", error);

        if (statement == NULL)
          return FALSE;
        bind_text (statement, 1, atlas_schema_get_table (i)->name);
        if (!run (self, statement, error))
          return FALSE;
      }

  return TRUE;
}

/* The chain goes on, and edits are in one piece, or the log could not be read. */
static gboolean
check_chain (AtlasChangeWriter  *self,
             const AtlasChange  *change,
             const AtlasChange  *previous,
             gint64              seq,
             const char         *head,
             GError            **error)
{
  g_autofree char *hash = atlas_change_hash (change, head);

  if (change->seq == seq + 1 && g_strcmp0 (change->hash, hash) == 0 &&
      (change->edit == change->seq || (previous != NULL && change->edit == previous->edit)))
    return TRUE;

  return fail (self, change, error, _("the entry does not follow the last one of the change log"));
}

gboolean
atlas_change_writer_read_head (AtlasChangeWriter  *self,
                               gint64             *seq,
                               char              **hash,
                               GError            **error)
{
  AtlasStatement *statement;
  int code;

  g_return_val_if_fail (self != NULL, FALSE);

  *seq = 0;
  *hash = NULL;
  statement = prepare (self, "SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1", error);
  if (statement == NULL)
    return FALSE;

  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      *seq = sqlite3_column_int64 (statement, 0);
      *hash = g_strdup ((const char *) sqlite3_column_text (statement, 1));
    }
  else if (code != SQLITE_DONE)
    atlas_write_error_set_from (error, self->path, self->handle);
  sqlite3_reset (statement);
  if (*hash == NULL)
    *hash = g_strdup ("");

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

gboolean
atlas_change_writer_write (AtlasChangeWriter   *self,
                           const AtlasChange   *changes,
                           guint                n_changes,
                           const AtlasMeeting  *meeting,
                           GError             **error)
{
  g_autofree char *head = NULL;
  gint64 seq;

  g_return_val_if_fail (self != NULL, FALSE);

  memset (self->touched, 0, sizeof self->touched);
  if (!atlas_change_writer_read_head (self, &seq, &head, error) ||
      (meeting != NULL && !write_meeting (self, meeting, error)))
    return FALSE;

  for (guint i = 0; i < n_changes; i++)
    if (!check_chain (self, &changes[i], i > 0 ? &changes[i - 1] : NULL, seq + i,
                      i > 0 ? changes[i - 1].hash : head, error) ||
        !change_row (self, &changes[i], error) ||
        !append_to_log (self, &changes[i], error) ||
        !follow_publication (self, &changes[i], error))
      return FALSE;

  return note_time (self, error);
}
