#include "atlas-test-changes.h"

#include "atlas-json.h"
#include "atlas-plan-file.h"
#include "atlas-schema.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

static const struct
{
  const char *table;
  const char *key;
} objects[] = {
  [ATLAS_OBJECT_BLOCK] = { "blocks", "code" },
  [ATLAS_OBJECT_SITE] = { "sites", "site_id" },
  [ATLAS_OBJECT_SCENE] = { "scenes", "scene_id" },
  [ATLAS_OBJECT_PRESET] = { "presets", "name" },
  [ATLAS_OBJECT_SNAPSHOT] = { "snapshots", "name" },
  [ATLAS_OBJECT_PLAN] = { "plan", "key" },
};

gboolean
atlas_test_plan_file_open (AtlasTestPlanFile  *self,
                           GError            **error)
{
  AtlasFileIdentity identity = atlas_file_identity_of (self->path);

  self->connection = atlas_plan_connection_open (self->path, &identity,
                                                 atlas_change_log_get_head (self->log), error);

  return self->connection != NULL;
}

void
atlas_test_plan_file_set_up (AtlasTestPlanFile *self,
                             const char        *parent)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autofree char *folder = g_build_filename (parent != NULL ? parent : g_get_tmp_dir (),
                                              "atlas-XXXXXX", NULL);
  GError *error = NULL;

  self->folder = g_steal_pointer (&folder);
  g_assert_nonnull (g_mkdtemp (self->folder));
  self->path = g_build_filename (self->folder, "plan.gpkg", NULL);
  atlas_plan_file_write (plan, self->path, NULL, &error);
  g_assert_no_error (error);
  self->identity = atlas_file_identity_of (self->path);
  self->log = atlas_change_log_new ();
  atlas_test_plan_file_open (self, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
atlas_test_plan_file_tear_down (AtlasTestPlanFile *self)
{
  g_clear_pointer (&self->connection, atlas_plan_connection_close);
  g_clear_pointer (&self->log, atlas_change_log_free);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

void
atlas_test_chain (AtlasChangeLog *log,
                  AtlasChange    *changes,
                  guint           n,
                  GStringChunk   *texts)
{
  gint64 first = atlas_change_log_get_n (log) + 1;
  const char *head = atlas_change_log_get_head (log);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *hash = NULL;

      changes[i].seq = first + i;
      changes[i].edit = first;
      changes[i].time = "2024-05-01T08:30:00.000Z";
      changes[i].author = "王";
      changes[i].host = "desk";
      hash = atlas_change_hash (&changes[i], head);
      changes[i].hash = head = g_string_chunk_insert (texts, hash);
    }
}

gboolean
atlas_test_plan_file_commit (AtlasTestPlanFile  *self,
                             AtlasChange        *changes,
                             guint               n,
                             GError            **error)
{
  g_autoptr(GStringChunk) texts = g_string_chunk_new (256);

  atlas_test_chain (self->log, changes, n, texts);
  if (!atlas_plan_connection_commit (self->connection, changes, n, NULL, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    atlas_change_log_append (self->log, &changes[i]);

  return TRUE;
}

static sqlite3 *
open_for_reading (const char *path)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);

  return database;
}

static void
append_point (GString      *json,
              sqlite3_stmt *row,
              int           column)
{
  const guint8 *blob = sqlite3_column_blob (row, column);
  double place[2];

  /* Eight bytes of header, five of well-known binary, then the coordinates. */
  g_assert_cmpint (sqlite3_column_bytes (row, column), ==, 8 + 5 + 16);
  memcpy (place, blob + 13, sizeof place);
  g_string_append_c (json, '[');
  atlas_json_append_number (json, place[0]);
  g_string_append_c (json, ',');
  atlas_json_append_number (json, place[1]);
  g_string_append_c (json, ']');
}

static void
append_cell (GString      *json,
             sqlite3_stmt *row,
             int           column)
{
  switch (sqlite3_column_type (row, column))
    {
    case SQLITE_NULL:
      g_string_append (json, "null");
      break;
    case SQLITE_TEXT:
      atlas_json_append_string (json, (const char *) sqlite3_column_text (row, column));
      break;
    case SQLITE_BLOB:
      append_point (json, row, column);
      break;
    default:
      atlas_json_append_number (json, sqlite3_column_double (row, column));
    }
}

static void
append_row (GString      *json,
            sqlite3_stmt *row)
{
  const char *separator = "{";

  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (!g_str_equal (sqlite3_column_name (row, i), "fid"))
      {
        g_string_append (json, separator);
        atlas_json_append_string (json, sqlite3_column_name (row, i));
        g_string_append_c (json, ':');
        append_cell (json, row, i);
        separator = ",";
      }
  g_string_append_c (json, '}');
}

char *
atlas_test_read_json (const char  *path,
                      AtlasObject  object,
                      const char  *key,
                      const char  *column)
{
  g_autofree char *name = column == NULL ? g_strdup ("*") : g_strdup_printf ("\"%s\"", column);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s = ?1", name,
                                          objects[object].table, objects[object].key);
  sqlite3 *database = open_for_reading (path);
  GString *json = g_string_new (NULL);
  sqlite3_stmt *row;
  gboolean found;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &row, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (row, 1, key, -1, SQLITE_STATIC);
  found = sqlite3_step (row) == SQLITE_ROW;
  if (found && column == NULL)
    append_row (json, row);
  else if (found)
    append_cell (json, row, 0);
  sqlite3_finalize (row);
  sqlite3_close (database);

  return g_string_free (json, !found);
}

static void
dump_cell (GString      *text,
           sqlite3_stmt *row,
           int           column)
{
  const guint8 *bytes = sqlite3_column_blob (row, column);

  g_string_append_printf (text, "%s=", sqlite3_column_name (row, column));
  if (sqlite3_column_type (row, column) == SQLITE_FLOAT)
    g_string_append_printf (text, "%a ", sqlite3_column_double (row, column));
  else if (sqlite3_column_type (row, column) == SQLITE_BLOB)
    for (int i = 0; i < sqlite3_column_bytes (row, column); i++)
      g_string_append_printf (text, "%02x", bytes[i]);
  else
    g_string_append_printf (text, "%d:%s ", sqlite3_column_type (row, column),
                            (const char *) bytes);
}

static void
dump_table (GString                *text,
            sqlite3                *database,
            const AtlasSchemaTable *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY \"%s\"", table->name,
                                          table->columns[0].name);
  sqlite3_stmt *row;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      g_string_append_printf (text, "%s: ", table->name);
      for (int i = 0; i < sqlite3_column_count (row); i++)
        if (!g_str_equal (sqlite3_column_name (row, i), "fid"))
          dump_cell (text, row, i);
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (row);
}

char *
atlas_test_dump (const char *path)
{
  sqlite3 *database = open_for_reading (path);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    if (i != ATLAS_TABLE_CHANGES)
      dump_table (text, database, atlas_schema_get_table (i));
  sqlite3_close (database);

  return g_string_free (text, FALSE);
}
