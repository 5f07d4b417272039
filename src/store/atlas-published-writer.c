#include "atlas-published-writer.h"

#include "atlas-block-json.h"
#include "atlas-schema.h"
#include "atlas-sql-text.h"
#include "atlas-write-error.h"

#include <json-glib/json-glib.h>

typedef sqlite3_stmt Statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Statement, sqlite3_finalize)

typedef struct
{
  sqlite3    *handle;
  const char *path;
} Writer;

static gboolean
fail (Writer  *self,
      GError **error)
{
  atlas_write_error_set_from (error, self->path, self->handle);

  return FALSE;
}

static Statement *
prepare (Writer      *self,
         const char  *sql,
         GError     **error)
{
  Statement *statement = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    fail (self, error);

  return statement;
}

/* All but the key: what is not edited is the same in both. */
static gboolean
copy_blocks (Writer  *self,
             GError **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (ATLAS_TABLE_PUBLISHED);
  g_autoptr(GString) columns = g_string_new (NULL);
  g_autofree char *sql = NULL;

  for (guint i = 1; i < table->n_columns; i++)
    {
      g_string_append (columns, i > 1 ? ", " : "");
      atlas_sql_text_append_name (columns, table->columns[i].name);
    }
  sql = g_strdup_printf ("UPDATE published SET (%s) = "
                         "(SELECT %s FROM blocks WHERE blocks.code = published.code)",
                         columns->str, columns->str);

  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static void
bind_json (Statement  *statement,
           const char *json)
{
  g_autoptr(JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    sqlite3_bind_null (statement, 1);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    sqlite3_bind_text (statement, 1, json_node_get_string (node), -1, SQLITE_TRANSIENT);
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    sqlite3_bind_int64 (statement, 1, json_node_get_int (node));
  else
    sqlite3_bind_double (statement, 1, json_node_get_double (node));
}

static gboolean
set_cell (Writer      *self,
          const char  *code,
          const char  *column,
          const char  *json,
          GError     **error)
{
  int field = column != NULL ? atlas_block_field_find (column) : -1;
  g_autofree char *sql = NULL;
  g_autoptr(Statement) statement = NULL;

  if (field < 0 || !atlas_block_field_info ((AtlasBlockField) field)->editable)
    return TRUE;

  sql = g_strdup_printf ("UPDATE published SET \"%s\" = ?1 WHERE code = ?2", column);
  if ((statement = prepare (self, sql, error)) == NULL)
    return FALSE;
  bind_json (statement, json);
  sqlite3_bind_text (statement, 2, code, -1, SQLITE_TRANSIENT);

  return sqlite3_step (statement) == SQLITE_DONE || fail (self, error);
}

/* SQLite takes @old from the row that has the least @seq: what it was at first. */
static gboolean
take_back (Writer  *self,
           GError **error)
{
  g_autoptr(Statement) entries =
    prepare (self, "SELECT key, field, old, min (seq) FROM changes "
             "WHERE object = 'block' AND seq > "
             "(SELECT coalesce (max (seq), 0) FROM snapshots WHERE role = 'published') "
             "GROUP BY key, field", error);
  int code;

  if (entries == NULL)
    return FALSE;

  while ((code = sqlite3_step (entries)) == SQLITE_ROW)
    if (!set_cell (self, (const char *) sqlite3_column_text (entries, 0),
                   (const char *) sqlite3_column_text (entries, 1),
                   (const char *) sqlite3_column_text (entries, 2), error))
      return FALSE;

  return code == SQLITE_DONE || fail (self, error);
}

gboolean
atlas_published_writer_write (sqlite3     *handle,
                              const char  *path,
                              GError     **error)
{
  Writer self = { handle, path };

  g_return_val_if_fail (handle != NULL, FALSE);

  return copy_blocks (&self, error) && take_back (&self, error);
}
