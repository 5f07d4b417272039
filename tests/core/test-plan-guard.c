#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-guard.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  atlas_plan_file_write (plan, fixture->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  sqlite3 *database;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (database);
}

static gboolean
check (const char  *path,
       GError     **error)
{
  g_autoptr(AtlasPlanDatabase) database = atlas_plan_database_open (path, NULL, error);

  return database != NULL && atlas_plan_guard_check (database, error);
}

static void
test_own (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *sample = atlas_plan_file_dup_sample_path ();
  GError *error = NULL;

  g_assert_true (check (fixture->path, &error));
  g_assert_no_error (error);
  g_assert_true (check (sample, &error));
  g_assert_no_error (error);
}

/* How other programs, or other versions, write the same. */
static void
test_spelling (Fixture       *fixture,
               gconstpointer  data)
{
  GError *error = NULL;

  run_sql (fixture,
           "DROP TRIGGER rtree_sites_geom_update1; DROP TRIGGER rtree_sites_geom_update3;"
           "DROP TRIGGER rtree_sites_geom_insert; DROP TRIGGER trigger_insert_feature_count_sites;"
           "CREATE TRIGGER \"rtree_sites_geom_update6\" AFTER UPDATE OF \"geom\" ON \"sites\" "
           "WHEN OLD.\"fid\" = NEW.\"fid\" AND (NEW.\"geom\" NOTNULL AND NOT "
           "ST_IsEmpty(NEW.\"geom\")) AND (OLD.\"geom\" NOTNULL AND NOT ST_IsEmpty(OLD.\"geom\")) "
           "BEGIN UPDATE \"rtree_sites_geom\" SET minx = ST_MinX(NEW.\"geom\"), "
           "maxx = ST_MaxX(NEW.\"geom\"),miny = ST_MinY(NEW.\"geom\"), "
           "maxy = ST_MaxY(NEW.\"geom\") WHERE id = NEW.\"fid\";END;"
           "create  trigger [rtree_sites_geom_insert] after insert on sites when "
           "( new.geom not null and not st_isempty ( new.geom ) )\nbegin\n insert or replace into "
           "rtree_sites_geom values (new.fid, st_minx(new.geom), st_maxx(new.geom), "
           "st_miny(new.geom), st_maxy(new.geom) );\nend");
  g_assert_true (check (fixture->path, &error));
  g_assert_no_error (error);
}

static const struct
{
  const char *name; /* that the message must tell */
  const char *sql;
} foreign[] = {
  { "steal", "CREATE TRIGGER steal AFTER UPDATE ON blocks BEGIN DELETE FROM blocks; END" },
  { "elsewhere", "CREATE TABLE t (a); CREATE TRIGGER elsewhere AFTER INSERT ON t BEGIN "
                 "DELETE FROM blocks; END" },
  /* A known name with something else in it. */
  { "rtree_sites_geom_update2",
    "DROP TRIGGER rtree_sites_geom_update2; CREATE TRIGGER rtree_sites_geom_update2 AFTER UPDATE "
    "OF geom ON sites BEGIN DELETE FROM blocks; END" },
  { "rtree_sites_geom_delete",
    "DROP TRIGGER rtree_sites_geom_delete; CREATE TRIGGER rtree_sites_geom_delete AFTER DELETE ON "
    "sites WHEN OLD.geom NOT NULL BEGIN DELETE FROM rtree_sites_geom WHERE id = OLD.fid; "
    "DELETE FROM blocks; END" },
  { "trigger_insert_feature_count_sites",
    "DROP TRIGGER trigger_insert_feature_count_sites; CREATE TRIGGER "
    "trigger_insert_feature_count_sites AFTER INSERT ON sites BEGIN UPDATE gpkg_ogr_contents SET "
    "feature_count = feature_count + 1 WHERE lower(table_name) = lower('sites') OR 1; END" },
  /* What would be GeoPackage's own on a table that has no spatial index. */
  { "rtree_plan_geom_delete",
    "CREATE TRIGGER rtree_plan_geom_delete AFTER DELETE ON plan WHEN OLD.geom NOT NULL BEGIN "
    "DELETE FROM rtree_plan_geom WHERE id = OLD.fid; END" },
  { "endless", "CREATE VIEW endless AS WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
               "FROM c) SELECT i FROM c" },
  { "quiet", "CREATE VIEW quiet AS SELECT * FROM blocks" },
  { "words", "CREATE VIRTUAL TABLE words USING fts5 (text)" },
  { "boxes", "CREATE VIRTUAL TABLE boxes USING rtree (id, minx, maxx, miny, maxy)" },
  { "presets", "DROP TABLE presets; CREATE TABLE presets (fid INTEGER PRIMARY KEY, name TEXT NOT "
               "NULL UNIQUE ON CONFLICT REPLACE, density TEXT)" },
};

static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *quoted = g_strdup_printf ("“%s”", foreign[i].name);

      tear_down (fixture, NULL);
      set_up (fixture, NULL);
      run_sql (fixture, foreign[i].sql);
      g_test_message ("%s", foreign[i].sql);
      g_assert_false (check (fixture->path, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FOREIGN);
      g_assert_nonnull (strstr (error->message, quoted));
      g_assert_nonnull (strstr (error->message, fixture->path));
    }
}

#define ADD(name, function) \
  g_test_add ("/plan-guard/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what GDAL writes by itself passes", test_own);
  ADD ("other spellings of the same pass", test_spelling);
  ADD ("anything else is refused by name", test_foreign);

  return g_test_run ();
}
