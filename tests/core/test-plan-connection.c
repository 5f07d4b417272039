#include "atlas-error.h"
#include "atlas-json.h"
#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-test-changes.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

typedef AtlasTestPlanFile File;

static void
set_up (File          *file,
        gconstpointer  data)
{
  atlas_test_plan_file_set_up (file, NULL);
}

static void
tear_down (File          *file,
           gconstpointer  data)
{
  atlas_test_plan_file_tear_down (file);
}

/* Texts that are hard to quote, and numbers that are hard to write in decimal. */
static char *
random_text (void)
{
  static const char *const texts[] = {
    "\"\"", "\"老旧小区 ‘一’\"", "\"it's \\\"quoted\\\"; DROP TABLE blocks; --\"",
    "\"two\\nlines\\tand ?1 $x :y\"", "\"\\\\\"", "null",
  };

  return g_strdup (texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
}

static char *
random_number (double low,
               double high)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (g_test_rand_int_range (0, 5) == 0)
    return g_strdup ("null");

  return g_strdup (atlas_json_format_number (buffer, g_test_rand_double_range (low, high)));
}

static char *
random_whole (int low,
              int high)
{
  if (g_test_rand_int_range (0, 5) == 0)
    return g_strdup ("null");

  return g_strdup_printf ("%d", g_test_rand_int_range (low, high));
}

static char *
random_word (const AtlasVocabulary *vocabulary)
{
  return g_strdup_printf ("\"%s\"",
                          vocabulary->words[g_test_rand_int_range (0, vocabulary->n_words)].key);
}

static char *
random_place (void)
{
  char e[G_ASCII_DTOSTR_BUF_SIZE], n[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("[%s,%s]",
                          atlas_json_format_number (e, g_test_rand_double_range (4e5, 5e5)),
                          atlas_json_format_number (n, g_test_rand_double_range (4.3e6, 4.5e6)));
}

static char *
random_value_of_block (AtlasBlockField field)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      return info->required ? g_strdup ("\"110101\"") : random_text ();
    case ATLAS_FIELD_WORD:
      return random_word (info->vocabulary);
    case ATLAS_FIELD_INTEGER:
      return random_whole (0, 1000);
    case ATLAS_FIELD_REAL:
    default:
      return random_number (0, info->maximum < 1e9 ? info->maximum : 1e9);
    }
}

/* One random edit in the making: what its entries point to lives in @texts. */
typedef struct
{
  File         *file;
  GArray       *changes;
  GHashTable   *keys; /* each thing occurs once in an edit */
  GStringChunk *texts;
} Edit;

/* Takes @new_value; NULL with @field NULL: the row goes. */
static void
add_change (Edit        *edit,
            AtlasObject  object,
            const char  *key,
            const char  *field,
            char        *new_value)
{
  g_autofree char *old_value = atlas_test_read_json (edit->file->path, object, key, field);
  AtlasChange change = { .kind = ATLAS_CHANGE_EDIT, .object = object };

  if (g_hash_table_add (edit->keys, g_strdup (key)))
    {
      change.key = g_string_chunk_insert (edit->texts, key);
      change.field = field;
      change.old_value = old_value != NULL ? g_string_chunk_insert (edit->texts, old_value) : NULL;
      change.new_value = new_value != NULL ? g_string_chunk_insert (edit->texts, new_value) : NULL;
      g_array_append_val (edit->changes, change);
    }
  g_free (new_value);
}

/* The keys of a table as it stands in the file. */
static char *
random_key (File        *file,
            AtlasObject  object)
{
  static const char *const queries[] = {
    [ATLAS_OBJECT_BLOCK] = "SELECT code FROM blocks",
    [ATLAS_OBJECT_SITE] = "SELECT site_id FROM sites",
    [ATLAS_OBJECT_SCENE] = "SELECT scene_id FROM scenes",
    [ATLAS_OBJECT_PRESET] = "SELECT name FROM presets",
    [ATLAS_OBJECT_SNAPSHOT] =
      "SELECT name FROM snapshots WHERE role IS NULL",
  };
  g_autofree char *sql =
    g_strdup_printf ("%s ORDER BY 1 LIMIT 1 OFFSET %d %% max (1, (SELECT count (*) FROM (%s)))",
                     queries[object], g_test_rand_int_range (0, G_MAXINT), queries[object]);
  sqlite3 *database;
  sqlite3_stmt *statement;
  char *key = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file->path, &database, SQLITE_OPEN_READONLY, NULL), ==, 0);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, 0);
  if (sqlite3_step (statement) == SQLITE_ROW)
    key = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return key;
}

static void
change_block (Edit *edit)
{
  g_autofree char *key = random_key (edit->file, ATLAS_OBJECT_BLOCK);
  guint field = (guint) g_test_rand_int_range (ATLAS_BLOCK_NAME, ATLAS_BLOCK_N_FIELDS);

  add_change (edit, ATLAS_OBJECT_BLOCK, key, atlas_block_field_info (field)->column,
              random_value_of_block (field));
}

static void
change_site (Edit *edit)
{
  g_autofree char *key = random_key (edit->file, ATLAS_OBJECT_SITE);

  if (key == NULL)
    return;

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      add_change (edit, ATLAS_OBJECT_SITE, key, "floor_area", random_number (0, 1e6));
      break;
    case 1:
      add_change (edit, ATLAS_OBJECT_SITE, key, "households", random_whole (0, 9999));
      break;
    case 2:
      add_change (edit, ATLAS_OBJECT_SITE, key, "geom", random_place ());
      break;
    case 3:
      add_change (edit, ATLAS_OBJECT_SITE, key, "block", g_strdup ("null"));
      break;
    default:
      add_change (edit, ATLAS_OBJECT_SITE, key, NULL, NULL);
    }
}

static void
add_site (Edit *edit)
{
  g_autofree char *key = g_strdup_printf ("new-%d", g_test_rand_int ());
  g_autofree char *block = random_key (edit->file, ATLAS_OBJECT_BLOCK);
  g_autofree char *resource = random_word (&atlas_vocabulary_resources);
  g_autofree char *name = random_text ();
  g_autofree char *area = random_number (0, 1e6);
  g_autofree char *place = random_place ();

  add_change (edit, ATLAS_OBJECT_SITE, key, NULL,
              g_strdup_printf ("{\"site_id\":\"%s\",\"resource\":%s,\"name\":%s,\"block\":\"%s\","
                               "\"floor_area\":%s,\"households\":null,\"year_built\":1985,"
                               "\"note\":null,\"provenance\":\"edited\",\"geom\":%s}",
                               key, resource, name, block, area, place));
}

static void
change_preset (Edit *edit)
{
  g_autofree char *key = random_key (edit->file, ATLAS_OBJECT_PRESET);

  if (key == NULL)
    add_change (edit, ATLAS_OBJECT_PRESET, "近期", NULL,
                g_strdup ("{\"name\":\"近期\",\"density\":\"{\\\"bandwidth\\\":1500}\"}"));
  else if (g_test_rand_bit ())
    add_change (edit, ATLAS_OBJECT_PRESET, key, "density", random_text ());
  else
    add_change (edit, ATLAS_OBJECT_PRESET, key, NULL, NULL);
}

static void
change_snapshot (Edit *edit)
{
  g_autofree char *key = random_key (edit->file, ATLAS_OBJECT_SNAPSHOT);

  if (key == NULL)
    add_change (edit, ATLAS_OBJECT_SNAPSHOT, "一稿", NULL,
                g_strdup ("{\"name\":\"一稿\",\"seq\":0,\"time\":\"2024-05-01T08:30:00.000Z\","
                          "\"author\":null,\"note\":null,\"role\":null}"));
  else
    add_change (edit, ATLAS_OBJECT_SNAPSHOT, key, NULL, NULL);
}

static void
change_scene (Edit *edit)
{
  g_autofree char *key = random_key (edit->file, ATLAS_OBJECT_SCENE);

  if (key == NULL)
    add_change (edit, ATLAS_OBJECT_SCENE, "s1", NULL,
                g_strdup ("{\"scene_id\":\"s1\",\"position\":1,\"name\":null,\"map\":2,"
                          "\"center_e\":450000.1,\"center_n\":4420000.3,\"width_m\":1e4,"
                          "\"layers\":\"[]\",\"filter\":null,\"density\":null,"
                          "\"spotlight\":null,\"text_scale\":1.1,\"notes\":null}"));
  else
    add_change (edit, ATLAS_OBJECT_SCENE, key, "width_m", random_number (1, 1e5));
}

static void
change_plan (Edit *edit)
{
  add_change (edit, ATLAS_OBJECT_PLAN, "title_zh", "value", random_text ());
}

static Edit *
edit_new (File *file)
{
  Edit *edit = g_new0 (Edit, 1);

  edit->file = file;
  edit->changes = g_array_new (FALSE, FALSE, sizeof (AtlasChange));
  edit->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  edit->texts = g_string_chunk_new (1024);

  return edit;
}

static void
edit_free (Edit *edit)
{
  g_array_unref (edit->changes);
  g_hash_table_unref (edit->keys);
  g_string_chunk_free (edit->texts);
  g_free (edit);
}

static Edit *
random_edit (File *file)
{
  static void (*const kinds[]) (Edit *) = {
    change_block, change_block, change_block, change_site, add_site, change_preset,
    change_snapshot, change_scene, change_plan,
  };
  Edit *edit = edit_new (file);
  int n = g_test_rand_int_range (1, 8);

  while (n-- > 0 || edit->changes->len == 0)
    kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))] (edit);

  return edit;
}

static void
commit_edit (File *file,
             Edit *edit)
{
  GError *error = NULL;

  atlas_test_plan_file_commit (file, (AtlasChange *) (gpointer) edit->changes->data,
                               edit->changes->len, &error);
  g_assert_no_error (error);
}

/* What takes an edit back: its entries backwards, old and new exchanged. */
static Edit *
inverse (File *file,
         Edit *edit)
{
  Edit *undo = edit_new (file);

  for (guint i = edit->changes->len; i-- > 0;)
    {
      const AtlasChange *change = &g_array_index (edit->changes, AtlasChange, i);
      AtlasChange back = *change;

      back.kind = ATLAS_CHANGE_UNDO;
      back.of_edit = change->edit;
      back.old_value = change->new_value;
      back.new_value = change->old_value;
      g_array_append_val (undo->changes, back);
    }

  return undo;
}

static void
test_revert (File          *file,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  g_autoptr(GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(AtlasPlan) plan = NULL;
  GError *error = NULL;

  for (guint i = 0; i < 60; i++)
    {
      Edit *edit = random_edit (file);

      g_ptr_array_add (dumps, atlas_test_dump (file->path));
      g_ptr_array_add (edits, edit);
      commit_edit (file, edit);
    }
  for (guint i = edits->len; i-- > 0;)
    {
      Edit *undo = inverse (file, edits->pdata[i]);
      g_autofree char *dump = NULL;

      commit_edit (file, undo);
      dump = atlas_test_dump (file->path);
      g_assert_cmpstr (dump, ==, dumps->pdata[i]);
      edit_free (undo);
    }

  plan = atlas_plan_file_read (file->path, NULL, &error);
  g_assert_no_error (error);
  record = atlas_plan_record_read (file->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
  g_assert_cmpstr (atlas_change_log_get_head (record->log), ==,
                   atlas_change_log_get_head (file->log));
}

static char *
query (File       *file,
       const char *sql)
{
  sqlite3 *database;
  sqlite3_stmt *statement;
  char *text = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file->path, &database, SQLITE_OPEN_READONLY, NULL), ==, 0);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (database);

  return text;
}

static void
assert_query (File       *file,
              const char *sql,
              const char *expected)
{
  g_autofree char *text = query (file, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

#define NEW_SITE \
  "{\"site_id\":\"far\",\"resource\":\"compounds\",\"name\":null,\"block\":null," \
  "\"floor_area\":0.1,\"households\":null,\"year_built\":null,\"note\":null," \
  "\"provenance\":null,\"geom\":[300000.25,4300000.25]}"

/* What other programs go by: counts, dates, extents and the spatial index. */
static void
test_registry (File          *file,
               gconstpointer  data)
{
  AtlasChange change = { .object = ATLAS_OBJECT_SITE, .key = "far", .new_value = NEW_SITE };
  g_autofree char *before = query (file, "SELECT last_change FROM gpkg_contents WHERE table_name = "
                                   "'roads'");
  g_autofree char *stale = NULL;
  GError *error = NULL;

  atlas_test_plan_file_commit (file, &change, 1, &error);
  g_assert_no_error (error);
  g_clear_pointer (&file->connection, atlas_plan_connection_close);

  assert_query (file, "SELECT count (*) FROM gpkg_contents WHERE last_change > (SELECT last_change "
                "FROM gpkg_contents WHERE table_name = 'roads')", "2");
  assert_query (file, "SELECT last_change LIKE '____-__-__T__:__:__.___Z' FROM gpkg_contents WHERE "
                "table_name = 'sites'", "1");
  assert_query (file, "SELECT feature_count = (SELECT count (*) FROM sites) FROM gpkg_ogr_contents "
                "WHERE table_name = 'sites'", "1");
  /* GDAL leaves the count of an empty table unknown. */
  assert_query (file, "SELECT coalesce (feature_count, 1) FROM gpkg_ogr_contents WHERE table_name = "
                "'changes'", "1");
  assert_query (file, "SELECT min_x || ' ' || min_y FROM gpkg_contents WHERE table_name = 'sites'",
                "300000.25 4300000.25");
  assert_query (file, "SELECT round (minx) FROM rtree_sites_geom WHERE id = (SELECT fid FROM sites "
                "WHERE site_id = 'far')", "300000.0");
  stale = query (file, "SELECT last_change FROM gpkg_contents WHERE table_name = 'roads'");
  g_assert_cmpstr (before, ==, stale);
}

static void
test_meeting (File          *file,
              gconstpointer  data)
{
  AtlasMeeting meeting = { (char *) "m1", (char *) "第一次", NULL, NULL, NULL, NULL, NULL };
  g_autoptr(GStringChunk) texts = g_string_chunk_new (256);
  AtlasChange change = { .object = ATLAS_OBJECT_PLAN, .key = "title_zh", .field = "value",
                         .old_value = "null", .new_value = "\"一\"", .meeting = "m1" };
  GError *error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      atlas_test_chain (file->log, &change, 1, texts);
      atlas_plan_connection_commit (file->connection, &change, 1, &meeting, &error);
      g_assert_no_error (error);
      atlas_change_log_append (file->log, &change);
      meeting.name = (char *) "another name";
    }
  assert_query (file, "SELECT count (*) || name FROM meetings", "1第一次");
}

static void
test_untouched (File          *file,
                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size, size_after;
  GError *error = NULL;

  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  g_assert_true (g_file_get_contents (file->path, &before, &size, NULL));
  atlas_test_plan_file_open (file, &error);
  g_assert_no_error (error);
  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  g_assert_true (g_file_get_contents (file->path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
}

static void
test_message (File          *file,
              gconstpointer  data)
{
  AtlasChange change = { .object = ATLAS_OBJECT_PLAN, .key = "title_zh", .field = "value",
                         .old_value = "null", .new_value = "\"一\"" };

  g_test_expect_message ("atlas-store", G_LOG_LEVEL_DEBUG, "Committed 1");
  g_assert_true (atlas_test_plan_file_commit (file, &change, 1, NULL));
  g_test_assert_expected_messages ();
}

#define ADD(name, function) \
  g_test_add ("/plan-connection/" name, File, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what is taken back leaves the file's content as it was", test_revert);
  ADD ("other programs find counts, dates and index right", test_registry);
  ADD ("a meeting is written once", test_meeting);
  ADD ("opening and closing changes no byte", test_untouched);
  ADD ("each commit is told of", test_message);

  return g_test_run ();
}
