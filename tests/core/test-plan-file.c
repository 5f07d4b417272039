#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-spatial-functions.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char      *folder;
  char      *path;
  AtlasPlan *plan;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("atlas-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  fixture->plan = atlas_test_plan_new ();
  atlas_plan_file_write (fixture->plan, fixture->path, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_chmod (fixture->folder, 0700);
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_object (&fixture->plan);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names in a folder, sorted: "a b c". */
static char *
list_folder (const char *folder)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

/* Without waiting for the disk, which these tests do not cut off. */
static void
put_bytes (const char *path,
           const char *bytes,
           gsize       size)
{
  g_unlink (path);
  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
}

static char *
hash_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, size);
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (atlas_spatial_functions_add (database), ==, SQLITE_OK);

  return database;
}

static void
run_sql (sqlite3    *database,
         const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* Returns: (transfer full): the first column of the first row */
static char *
query (sqlite3    *database,
       const char *sql)
{
  sqlite3_stmt *statement;
  char *text = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);

  return text;
}

/* Makes the table anew without UNIQUE and NOT NULL, as a program that cares
 * for neither might. */
static void
relax (sqlite3    *database,
       const char *table)
{
  g_autofree char *question =
    g_strdup_printf ("SELECT replace (replace (replace (sql, ' UNIQUE', ''), ' NOT NULL', ''), "
                     "'\"%s\"', 'relaxed') FROM sqlite_master WHERE name = '%s'", table, table);
  g_autofree char *create = query (database, question);
  g_autofree char *move =
    g_strdup_printf ("INSERT INTO relaxed SELECT * FROM %s; DROP TABLE %s; "
                     "ALTER TABLE relaxed RENAME TO %s", table, table, table);

  run_sql (database, create);
  run_sql (database, move);
}

typedef struct
{
  const char *relaxed; /* table */
  const char *damage;
  const char *told[4]; /* what the message must name */
} Rule;

static const Rule rules[] = {
  { NULL, "DROP TABLE meetings", { "meetings", "missing" } },
  { NULL, "ALTER TABLE blocks DROP COLUMN station_distance", { "blocks", "station_distance" } },
  { NULL, "ALTER TABLE changes DROP COLUMN hash", { "changes", "hash" } },
  { NULL, "DROP TABLE presets; CREATE TABLE presets (fid INTEGER PRIMARY KEY, name TEXT, "
          "density INTEGER)", { "presets", "density", "INTEGER" } },
  { NULL, "DROP TABLE presets; CREATE TABLE presets (fid TEXT, name TEXT, density TEXT)",
    { "presets", "fid" } },
  { NULL, "ALTER TABLE presets RENAME TO p; CREATE VIEW presets AS SELECT * FROM p",
    { "presets", "view" } },
  { NULL, "DROP TABLE presets; CREATE VIRTUAL TABLE presets USING rtree (fid, a, b)",
    { "presets", "virtual" } },
  { NULL, "ALTER TABLE gpkg_contents RENAME TO c; CREATE VIEW gpkg_contents AS SELECT * FROM c",
    { "gpkg_contents", "view" } },
  { NULL, "DELETE FROM gpkg_contents WHERE table_name = 'presets'", { "presets" } },
  { NULL, "PRAGMA foreign_keys = OFF; UPDATE gpkg_geometry_columns SET srs_id = 4326 "
          "WHERE table_name = 'blocks'", { "blocks", "geom", "4326", "4548" } },
  { NULL, "UPDATE gpkg_geometry_columns SET geometry_type_name = 'POINT' "
          "WHERE table_name = 'roads'", { "roads", "geom", "POINT", "MULTILINESTRING" } },
  { "blocks", "UPDATE blocks SET code = 'DC00-0101' WHERE fid = 3",
    { "blocks", "code", "row 3", "DC00-0101" } },
  { "blocks", "UPDATE blocks SET code = NULL WHERE fid = 3", { "blocks", "code", "row 3" } },
  { "blocks", "UPDATE blocks SET zone = NULL WHERE fid = 2",
    { "blocks", "zone", "row 2", "DC00-0102" } },
  { "blocks", "UPDATE blocks SET code = x'07' WHERE fid = 2", { "blocks", "code", "row 2" } },
  { NULL, "UPDATE blocks SET class = 'huge' WHERE fid = 2",
    { "blocks", "class", "row 2 (DC00-0102)", "huge" } },
  { NULL, "UPDATE blocks SET implementation_rate = 120 WHERE fid = 2",
    { "blocks", "implementation_rate", "DC00-0102", "120" } },
  { NULL, "UPDATE blocks SET area_m2 = -1 WHERE fid = 2", { "blocks", "area_m2", "DC00-0102" } },
  { NULL, "UPDATE blocks SET area_m2 = 9e999 WHERE fid = 2", { "blocks", "area_m2" } },
  { NULL, "UPDATE blocks SET area_m2 = 1e308 WHERE fid = 2", { "blocks", "area_m2", "1e+308" } },
  { NULL, "UPDATE sites SET floor_area = 1e308 WHERE fid = 1", { "sites", "floor_area" } },
  { NULL, "UPDATE blocks SET area_m2 = 'wide' WHERE fid = 2",
    { "blocks", "area_m2", "DC00-0102", "number" } },
  { NULL, "UPDATE blocks SET near_term_projects = 1.5 WHERE fid = 2",
    { "blocks", "near_term_projects", "DC00-0102", "whole" } },
  { NULL, "UPDATE blocks SET name = CAST (x'41ff42' AS TEXT) WHERE fid = 2",
    { "blocks", "name", "DC00-0102", "UTF-8" } },
  { NULL, "UPDATE blocks SET name = CAST (x'41efbfbe42' AS TEXT) WHERE fid = 2",
    { "blocks", "name", "DC00-0102", "character" } },
  { NULL, "UPDATE blocks SET name = 'a' || char (1) WHERE fid = 2",
    { "blocks", "name", "DC00-0102", "character" } },
  { NULL, "UPDATE blocks SET note = x'00' WHERE fid = 2", { "blocks", "note", "text" } },
  { NULL, "UPDATE blocks SET geom = NULL WHERE fid = 2", { "blocks", "geom", "DC00-0102" } },
  { NULL, "UPDATE blocks SET geom = 'MULTIPOLYGON' WHERE fid = 2", { "blocks", "geom", "row 2" } },
  { NULL, "UPDATE blocks SET geom = substr (geom, 1, length (geom) - 8) WHERE fid = 2",
    { "blocks", "geom", "cut off" } },
  { NULL, "UPDATE blocks SET geom = geom || x'00' WHERE fid = 2", { "blocks", "geom" } },
  { NULL, "UPDATE blocks SET geom = (SELECT geom FROM sites LIMIT 1) WHERE fid = 2",
    { "blocks", "geom", "kind" } },
  { NULL, "UPDATE blocks SET geom = CAST (substr (geom, 1, 4) || x'e6100000' || substr (geom, 9) "
          "AS BLOB) WHERE fid = 2", { "blocks", "geom", "coordinate system" } },
  { NULL, "UPDATE sites SET geom = CAST (x'47500001c4110000' || x'0101000000' || "
          "x'000000000000f07f' || x'0000000000000000' AS BLOB) WHERE fid = 1",
    { "sites", "geom", "not a number" } },
  { NULL, "UPDATE sites SET geom = CAST (x'47500001c4110000' || x'0101000000' || "
          "x'0000000000000000' || x'9c7500883ce437fe' AS BLOB) WHERE fid = 1",
    { "sites", "geom", "10,000 km" } },
  { NULL, "UPDATE sites SET block = 'ZZ00-0000' WHERE fid = 2",
    { "sites", "block", "row 2", "ZZ00-0000" } },
  { NULL, "UPDATE sites SET resource = 'castles' WHERE fid = 2",
    { "sites", "resource", "castles" } },
  { NULL, "UPDATE sites SET households = -5 WHERE fid = 1", { "sites", "households" } },
  { "sites", "UPDATE sites SET site_id = 'stray' WHERE fid = 1", { "sites", "site_id", "stray" } },
  { NULL, "UPDATE zones SET zone = 'moon' WHERE fid = 1", { "zones", "zone", "moon" } },
  { "landmarks", "UPDATE landmarks SET id = 1", { "landmarks", "id", "row 2" } },
  { "plan", "UPDATE plan SET key = 'format' WHERE key = 'source'", { "plan", "key", "format" } },
  { NULL, "UPDATE plan SET value = 'other' WHERE key = 'format'", { "plan", "value", "format" } },
  { NULL, "UPDATE plan SET value = '2' WHERE key = 'format_version'",
    { "plan", "value", "format_version", "2" } },
  { NULL, "UPDATE plan SET value = 'guess' WHERE key = 'data_kind'",
    { "plan", "value", "data_kind", "guess" } },
  { NULL, "DELETE FROM plan WHERE key = 'format'", { "plan", "format" } },
};

static void
test_written_plan_reads_back_equal (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) read = atlas_plan_file_read (fixture->path, NULL, &error);

  g_assert_no_error (error);
  atlas_test_assert_plans_equal (fixture->plan, read);
}

static void
test_large_plan_reads_back_equal (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (5000);
  g_autoptr(AtlasPlan) read = NULL;
  g_autoptr(GError) error = NULL;

  /* In the place of another plan. */
  atlas_plan_file_write (plan, fixture->path, NULL, &error);
  g_assert_no_error (error);
  read = atlas_plan_file_read (fixture->path, NULL, &error);
  g_assert_no_error (error);
  atlas_test_assert_plans_equal (plan, read);
}

static void
test_every_fault_is_named (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *damaged = g_build_filename (fixture->folder, "damaged.gpkg", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtlasPlan) read = NULL;
      sqlite3 *database;

      put_bytes (damaged, bytes, size);
      database = open_database (damaged);
      if (rules[i].relaxed != NULL)
        relax (database, rules[i].relaxed);
      run_sql (database, rules[i].damage);
      sqlite3_close (database);

      read = atlas_plan_file_read (damaged, NULL, &error);
      g_test_message ("%s: %s", rules[i].damage, error != NULL ? error->message : "read");
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
      g_assert_null (read);
      g_assert_nonnull (strstr (error->message, damaged));
      for (guint t = 0; t < G_N_ELEMENTS (rules[i].told) && rules[i].told[t] != NULL; t++)
        if (strstr (error->message, rules[i].told[t]) == NULL)
          g_error ("“%s” is not in: %s", rules[i].told[t], error->message);
    }
}

static void
test_terrain_may_be_missing (Fixture       *fixture,
                             gconstpointer  data)
{
  sqlite3 *database = open_database (fixture->path);
  g_autoptr(AtlasPlan) read = NULL;
  g_autoptr(GError) error = NULL;

  run_sql (database, "DELETE FROM gpkg_geometry_columns WHERE table_name = 'terrain'; "
           "DELETE FROM gpkg_contents WHERE table_name = 'terrain'; DROP TABLE terrain");
  sqlite3_close (database);
  read = atlas_plan_file_read (fixture->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (atlas_plan_get_features (read, ATLAS_LAYER_TERRAIN)),
                    ==, 0);
}

static void
test_opening_changes_nothing (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *before = hash_file (fixture->path);
  g_autofree char *after = NULL;
  g_autofree char *names = NULL;
  g_autoptr(AtlasPlan) read = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf old, new;

  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  g_stat (fixture->path, &old);
  read = atlas_plan_file_read (fixture->path, NULL, &error);
  g_assert_no_error (error);
  after = hash_file (fixture->path);
  g_stat (fixture->path, &new);
  names = list_folder (fixture->folder);

  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (old.st_mtim.tv_sec, ==, new.st_mtim.tv_sec);
  g_assert_cmpint (old.st_mtim.tv_nsec, ==, new.st_mtim.tv_nsec);
  g_assert_cmpstr (names, ==, "plan.gpkg");
}

/* Other programs leave files in WAL mode, for which SQLite wants to make files
 * beside them even to read. */
static void
test_wal_mode_leaves_nothing_beside (Fixture       *fixture,
                                     gconstpointer  data)
{
  sqlite3 *database = open_database (fixture->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *names = NULL;
  g_autoptr(AtlasPlan) read = NULL;
  g_autoptr(GError) error = NULL;

  run_sql (database, "PRAGMA journal_mode = WAL");
  sqlite3_close (database);
  before = hash_file (fixture->path);
  read = atlas_plan_file_read (fixture->path, NULL, &error);
  g_assert_no_error (error);
  atlas_test_assert_plans_equal (fixture->plan, read);
  after = hash_file (fixture->path);
  names = list_folder (fixture->folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (names, ==, "plan.gpkg");
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  put_bytes (to, bytes, size);
}

/* File and journal as they are in the midst of a transaction are what a killed
 * program leaves behind. */
static void
test_half_transaction_is_taken_back (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *left = g_build_filename (fixture->folder, "left.gpkg", NULL);
  g_autofree char *left_journal = g_strconcat (left, "-journal", NULL);
  g_autofree char *before = hash_file (fixture->path);
  g_autofree char *half = NULL;
  sqlite3 *database = open_database (fixture->path);
  g_autoptr(AtlasPlan) read = NULL;
  g_autoptr(GError) error = NULL;

  run_sql (database, "PRAGMA cache_size = 1; BEGIN; "
           "UPDATE blocks SET class = 'key', note = hex (zeroblob (20000))");
  copy_file (fixture->path, left);
  copy_file (journal, left_journal);
  run_sql (database, "ROLLBACK");
  sqlite3_close (database);
  half = hash_file (left);
  g_assert_cmpstr (half, !=, before);

  read = atlas_plan_file_read (left, NULL, &error);
  g_assert_no_error (error);
  atlas_test_assert_plans_equal (fixture->plan, read);
  g_assert_false (g_file_test (left_journal, G_FILE_TEST_EXISTS));
}

static void
test_truncated_file_is_an_error (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20221231);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (guint i = 0; i < 60; i++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, (gint32) size);
      g_autoptr(GError) error = NULL;
      g_autoptr(AtlasPlan) read = NULL;

      /* Half of them at the end of a page, which is harder to see. */
      length = i % 2 == 0 ? length : length / 4096 * 4096;
      put_bytes (fixture->path, bytes, length);
      read = atlas_plan_file_read (fixture->path, NULL, &error);
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
    }
}

static void
test_garbage_is_an_error (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autofree char *bytes = NULL;
  char page[4096];
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  memcpy (page, bytes, sizeof page);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AtlasPlan) read = NULL;

      /* With the right first page, or without. */
      for (gsize at = i % 2 == 0 ? 4096 : 0; at < size; at++)
        bytes[at] = (char) g_rand_int (random);
      if (i % 2 == 0)
        memcpy (bytes, page, sizeof page);
      put_bytes (fixture->path, bytes, size);
      read = atlas_plan_file_read (fixture->path, NULL, &error);
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
      /* In our words, which can be translated. */
      g_assert_null (strstr (error->message, "malformed"));
    }
}

/* Some flipped bits change a name and nothing else: no error is due then, but
 * never a crash, and never NULL without an error. */
static void
test_flipped_bits_never_crash (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  for (guint i = 0; i < 300; i++)
    {
      gsize at[4];
      char flips[4];
      g_autoptr(GError) error = NULL;
      g_autoptr(AtlasPlan) read = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (at); k++)
        {
          at[k] = (gsize) g_rand_int_range (random, 0, (gint32) size);
          flips[k] = (char) (1 << g_rand_int_range (random, 0, 8));
          bytes[at[k]] ^= flips[k];
        }
      put_bytes (fixture->path, bytes, size);
      read = atlas_plan_file_read (fixture->path, NULL, &error);
      g_assert_true ((read == NULL) == (error != NULL));
      for (guint k = 0; k < G_N_ELEMENTS (at); k++)
        bytes[at[k]] ^= flips[k];
    }
}

static void
test_what_is_no_plan_is_refused (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *missing = g_build_filename (fixture->folder, "nowhere.gpkg", NULL);

  g_assert_null (atlas_plan_file_read (missing, NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_nonnull (strstr (error->message, missing));
  g_assert_nonnull (strstr (error->message, "not there"));
  g_clear_error (&error);

  g_assert_null (atlas_plan_file_read (fixture->folder, NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_nonnull (strstr (error->message, "folder"));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (missing, "name,area\n", -1, NULL));
  g_assert_null (atlas_plan_file_read (missing, NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
}

static void
test_locked_file_is_busy (Fixture       *fixture,
                          gconstpointer  data)
{
  sqlite3 *database = open_database (fixture->path);
  g_autoptr(AtlasPlan) read = NULL;
  g_autoptr(GError) error = NULL;

  run_sql (database, "BEGIN EXCLUSIVE");
  read = atlas_plan_file_read (fixture->path, NULL, &error);
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_BUSY);
  sqlite3_close (database);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static AtlasPlan *
read_and_wait (const char    *path,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  atlas_plan_file_read_async (path, cancellable, on_read, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return atlas_plan_file_read_finish (result, error);
}

static void
test_reading_in_a_thread (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) read = read_and_wait (fixture->path, cancellable, &error);

  g_assert_no_error (error);
  atlas_test_assert_plans_equal (fixture->plan, read);

  g_cancellable_cancel (cancellable);
  g_assert_null (read_and_wait (fixture->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (atlas_plan_file_write (fixture->plan, fixture->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_writing_fails_cleanly (Fixture    *fixture,
                              AtlasPlan  *plan,
                              const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *names = NULL;

  g_assert_false (atlas_plan_file_write (plan, path, NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_nonnull (strstr (error->message, path));
  names = list_folder (fixture->folder);
  g_assert_cmpstr (names, ==, "plan.gpkg");
}

static void
test_impossible_folder_is_an_error (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "plan.gpkg", NULL);
  g_autofree char *in_file = g_build_filename (fixture->path, "plan.gpkg", NULL);

  assert_writing_fails_cleanly (fixture, fixture->plan, nowhere);
  assert_writing_fails_cleanly (fixture, fixture->plan, in_file);
}

/* A limit on the size of files fails the same calls as a full disk. Wherever
 * it strikes, the plan that was there stays and nothing is left beside it. */
static void
test_full_disk_leaves_the_old_plan (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const rlim_t limits[] = { 0, 30000, 150000, 300000, 440000 };
  g_autofree char *before = hash_file (fixture->path);
  g_autofree char *after = NULL;
  struct rlimit old, new;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      new = old;
      new.rlim_cur = limits[i];
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &new), ==, 0);
      assert_writing_fails_cleanly (fixture, fixture->plan, fixture->path);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
    }

  after = hash_file (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_faulty_plan_is_not_written (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  GPtrArray *blocks = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *names = NULL;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (blocks, g_object_ref (atlas_plan_get_block (fixture->plan, 0)));
  atlas_plan_take_blocks (plan, blocks);
  g_assert_false (atlas_plan_file_write (plan, fixture->path, NULL, &error));
  g_assert_nonnull (error);
  names = list_folder (fixture->folder);
  g_assert_cmpstr (names, ==, "plan.gpkg");
}

/* The data model, column for column. */
static const char *const data_model[][2] = {
  { "blocks", "fid INTEGER,geom MULTIPOLYGON,code TEXT,name TEXT,district TEXT,authority TEXT,"
    "subdistrict TEXT,zone TEXT,class TEXT,area_m2 REAL,implementation_rate REAL,"
    "main_function TEXT,compounds_count REAL,buildings_count REAL,factories_count REAL,"
    "compounds_floor_area REAL,buildings_floor_area REAL,factories_floor_area REAL,"
    "other_floor_area REAL,near_term_projects INTEGER,demolition_share REAL,"
    "station_distance REAL,note TEXT,provenance TEXT" },
  { "sites", "fid INTEGER,geom POINT,site_id TEXT,resource TEXT,name TEXT,block TEXT,"
    "floor_area REAL,households INTEGER,year_built INTEGER,note TEXT,provenance TEXT" },
  { "changes", "seq INTEGER,edit INTEGER,kind TEXT,of_edit INTEGER,time TEXT,author TEXT,"
    "host TEXT,object TEXT,key TEXT,field TEXT,old TEXT,new TEXT,reason TEXT,meeting TEXT,"
    "hash TEXT" },
  { "snapshots", "fid INTEGER,name TEXT,seq INTEGER,time TEXT,author TEXT,note TEXT,role TEXT" },
  { "meetings", "fid INTEGER,id TEXT,name TEXT,date TEXT,place TEXT,present TEXT,begun TEXT,"
    "ended TEXT" },
  { "plan", "fid INTEGER,key TEXT,value TEXT" },
  { "scenes", "fid INTEGER,scene_id TEXT,position INTEGER,name TEXT,map INTEGER,center_e REAL,"
    "center_n REAL,width_m REAL,layers TEXT,filter TEXT,density TEXT,spotlight TEXT,"
    "text_scale REAL,notes TEXT" },
  { "presets", "fid INTEGER,name TEXT,density TEXT" },
  { "zones", "fid INTEGER,geom MULTIPOLYGON,zone TEXT,name_zh TEXT,name_en TEXT,"
    "guidance_zh TEXT,guidance_en TEXT" },
  { "districts", "fid INTEGER,geom MULTIPOLYGON,code TEXT,name_zh TEXT,name_en TEXT" },
  { "authorities", "fid INTEGER,code TEXT,name_zh TEXT,name_en TEXT" },
  { "subdistricts", "fid INTEGER,code TEXT,name_zh TEXT,name_en TEXT,district TEXT" },
  { "axes", "fid INTEGER,geom MULTILINESTRING,name_zh TEXT,name_en TEXT,kind TEXT,"
    "accuracy_m REAL,source TEXT" },
  { "water", "fid INTEGER,geom GEOMETRY,name_zh TEXT,name_en TEXT,kind TEXT,accuracy_m REAL,"
    "source TEXT" },
  { "projects", "fid INTEGER,geom POINT,id INTEGER,name TEXT,district TEXT,ring_zone TEXT,"
    "project_type TEXT,lon REAL,lat REAL,accuracy_m REAL,note TEXT,name_en TEXT,"
    "provenance TEXT,block TEXT" },
};

static void
test_tables_are_those_of_the_data_model (Fixture       *fixture,
                                         gconstpointer  data)
{
  sqlite3 *database = open_database (fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (data_model); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT group_concat (name || ' ' || type) FROM pragma_table_info ('%s')",
                         data_model[i][0]);
      g_autofree char *columns = query (database, sql);

      g_assert_cmpstr (columns, ==, data_model[i][1]);
    }
  sqlite3_close (database);
}

typedef struct
{
  const char *question;
  const char *answer;
} Fact;

static void
test_file_is_a_plain_geopackage (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const Fact facts[] = {
    { "PRAGMA application_id", "1196444487" }, /* "GPKG" */
    { "PRAGMA journal_mode", "delete" },
    { "PRAGMA integrity_check", "ok" },
    { "SELECT count (*) FROM sqlite_master WHERE type = 'view'", "0" },
    { "SELECT count (*) FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'rtree_%' AND "
      "name NOT LIKE 'trigger_%_feature_count_%' AND name NOT LIKE 'gpkg_tile_%'", "0" },
    { "SELECT group_concat (DISTINCT srs_id) FROM gpkg_geometry_columns", "4548" },
    { "SELECT count (*) FROM gpkg_geometry_columns", "13" },
    { "SELECT count (*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'", "13" },
    { "SELECT count (*) FROM gpkg_contents WHERE data_type = 'attributes'", "9" },
    { "SELECT group_concat (value) FROM (SELECT value FROM gpkg_data_column_constraints "
      "WHERE constraint_name = 'class' ORDER BY value)", "general,key,renewal" },
    { "SELECT constraint_name FROM gpkg_data_columns "
      "WHERE table_name = 'blocks' AND column_name = 'zone'", "zone" },
    { "SELECT count (*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'changes' AND "
      "(sql LIKE '%(object, key)' OR sql LIKE '%(edit)')", "2" },
    { "SELECT name || seq || role FROM snapshots", "published0published" },
    /* The index has each block once, around it as closely as its 32 bits can. */
    { "SELECT count (*) - sum (minx BETWEEN ST_MinX (geom) - 1 AND ST_MinX (geom) AND "
      "maxx BETWEEN ST_MaxX (geom) AND ST_MaxX (geom) + 1 AND "
      "miny BETWEEN ST_MinY (geom) - 1 AND ST_MinY (geom) AND "
      "maxy BETWEEN ST_MaxY (geom) AND ST_MaxY (geom) + 1) "
      "FROM blocks LEFT JOIN rtree_blocks_geom ON id = fid", "0" },
    { "SELECT min_x = (SELECT min (ST_MinX (geom)) FROM sites) AND "
      "max_y = (SELECT max (ST_MaxY (geom)) FROM sites) FROM gpkg_contents "
      "WHERE table_name = 'sites'", "1" },
    { "SELECT feature_count - (SELECT count (*) FROM sites) FROM gpkg_ogr_contents "
      "WHERE table_name = 'sites'", "0" },
  };
  sqlite3 *database = open_database (fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *answer = query (database, facts[i].question);

      g_test_message ("%s", facts[i].question);
      g_assert_cmpstr (answer, ==, facts[i].answer);
    }
  sqlite3_close (database);
}

static void
test_published_is_a_copy_of_the_blocks (Fixture       *fixture,
                                        gconstpointer  data)
{
  sqlite3 *database = open_database (fixture->path);
  g_autofree char *n = query (database, "SELECT count (*) FROM published");
  g_autofree char *columns =
    query (database, "SELECT group_concat (name) FROM pragma_table_info ('published') "
           "WHERE name <> 'fid'");
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM (SELECT %s FROM blocks EXCEPT "
                     "SELECT %s FROM published)", columns, columns);
  g_autofree char *different = query (database, sql);

  g_assert_cmpstr (n, ==, "8");
  g_assert_cmpstr (different, ==, "0");
  /* Not editable: what the block is, where it is, and what is measured. */
  for (guint field = 0; field < ATLAS_BLOCK_N_FIELDS; field++)
    {
      const AtlasFieldInfo *info = atlas_block_field_info (field);
      g_autofree char *list = g_strdup_printf (",%s,", columns);
      g_autofree char *name = g_strdup_printf (",%s,", info->column);

      g_assert_cmpint (strstr (list, name) != NULL, ==,
                       info->editable || field == ATLAS_BLOCK_CODE);
    }
  sqlite3_close (database);
}

typedef void (*Test) (Fixture *, gconstpointer);

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; Test test; } tests[] = {
    { "written-plan-reads-back-equal", test_written_plan_reads_back_equal },
    { "large-plan-reads-back-equal", test_large_plan_reads_back_equal },
    { "every-fault-is-named", test_every_fault_is_named },
    { "terrain-may-be-missing", test_terrain_may_be_missing },
    { "opening-changes-nothing", test_opening_changes_nothing },
    { "wal-mode-leaves-nothing-beside", test_wal_mode_leaves_nothing_beside },
    { "half-transaction-is-taken-back", test_half_transaction_is_taken_back },
    { "truncated-file-is-an-error", test_truncated_file_is_an_error },
    { "garbage-is-an-error", test_garbage_is_an_error },
    { "flipped-bits-never-crash", test_flipped_bits_never_crash },
    { "what-is-no-plan-is-refused", test_what_is_no_plan_is_refused },
    { "locked-file-is-busy", test_locked_file_is_busy },
    { "reading-in-a-thread", test_reading_in_a_thread },
    { "impossible-folder-is-an-error", test_impossible_folder_is_an_error },
    { "full-disk-leaves-the-old-plan", test_full_disk_leaves_the_old_plan },
    { "faulty-plan-is-not-written", test_faulty_plan_is_not_written },
    { "tables-are-those-of-the-data-model", test_tables_are_those_of_the_data_model },
    { "file-is-a-plain-geopackage", test_file_is_a_plain_geopackage },
    { "published-is-a-copy-of-the-blocks", test_published_is_a_copy_of_the_blocks },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/plan-file/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
