#include "atlas-plan-guard.h"

#include "atlas-error.h"
#include "atlas-schema.h"
#include "atlas-sql-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the templates %T is the table, %G its geometry column, %F its key and %R its
 * spatial index, each as a name; %S the table as a string. */
#define PLACE \
  "(NEW.%F, ST_MinX(NEW.%G), ST_MaxX(NEW.%G), ST_MinY(NEW.%G), ST_MaxY(NEW.%G))"
#define IS_SHAPE "(NEW.%G NOTNULL AND NOT ST_IsEmpty(NEW.%G))"
#define WAS_SHAPE "(OLD.%G NOTNULL AND NOT ST_IsEmpty(OLD.%G))"
#define IS_NO_SHAPE "(NEW.%G ISNULL OR ST_IsEmpty(NEW.%G))"
#define WAS_NO_SHAPE "(OLD.%G ISNULL OR ST_IsEmpty(OLD.%G))"
#define FORGET "DELETE FROM %R WHERE id = OLD.%F; "
#define REMEMBER "INSERT OR REPLACE INTO %R VALUES " PLACE "; "

typedef struct
{
  const char *name; /* the part of it that is the same for all tables */
  const char *rest;
} Trigger;

/* Of a spatial index: OGC 12-128r17, annex F.3, and as GDAL writes it; update1
 * until 3.6 and GeoPackage 1.3, update5 to update7 since. */
static const Trigger index_triggers[] = {
  { "_insert", "AFTER INSERT ON %T WHEN " IS_SHAPE " BEGIN " REMEMBER "END" },
  { "_update1", "AFTER UPDATE OF %G ON %T WHEN OLD.%F = NEW.%F AND " IS_SHAPE
    " BEGIN " REMEMBER "END" },
  { "_update2", "AFTER UPDATE OF %G ON %T WHEN OLD.%F = NEW.%F AND " IS_NO_SHAPE
    " BEGIN " FORGET "END" },
  { "_update3", "AFTER UPDATE ON %T WHEN OLD.%F != NEW.%F AND " IS_SHAPE
    " BEGIN " FORGET REMEMBER "END" },
  { "_update3", "AFTER UPDATE OF %G ON %T WHEN OLD.%F != NEW.%F AND " IS_SHAPE
    " BEGIN " FORGET REMEMBER "END" },
  { "_update4", "AFTER UPDATE ON %T WHEN OLD.%F != NEW.%F AND " IS_NO_SHAPE
    " BEGIN DELETE FROM %R WHERE id IN (OLD.%F, NEW.%F); END" },
  { "_update5", "AFTER UPDATE ON %T WHEN OLD.%F != NEW.%F AND " IS_SHAPE
    " BEGIN " FORGET REMEMBER "END" },
  { "_update6", "AFTER UPDATE OF %G ON %T WHEN OLD.%F = NEW.%F AND " IS_SHAPE " AND " WAS_SHAPE
    " BEGIN UPDATE %R SET minx = ST_MinX(NEW.%G), maxx = ST_MaxX(NEW.%G), "
    "miny = ST_MinY(NEW.%G), maxy = ST_MaxY(NEW.%G) WHERE id = NEW.%F; END" },
  { "_update7", "AFTER UPDATE OF %G ON %T WHEN OLD.%F = NEW.%F AND " IS_SHAPE " AND " WAS_NO_SHAPE
    " BEGIN INSERT INTO %R VALUES " PLACE "; END" },
  { "_delete", "AFTER DELETE ON %T WHEN OLD.%G NOT NULL BEGIN " FORGET "END" },
};

/* GDAL's own table gpkg_ogr_contents; the table's name ends the trigger's. */
static const Trigger count_triggers[] = {
  { "trigger_insert_feature_count_", "AFTER INSERT ON %T BEGIN UPDATE gpkg_ogr_contents SET "
    "feature_count = feature_count + 1 WHERE lower(table_name) = lower(%S); END" },
  { "trigger_delete_feature_count_", "AFTER DELETE ON %T BEGIN UPDATE gpkg_ogr_contents SET "
    "feature_count = feature_count - 1 WHERE lower(table_name) = lower(%S); END" },
};

/* OGC 12-128r17, annex D: what the columns of gpkg_tile_matrix must not be. */
typedef struct
{
  const char *column;
  const char *wrong;
  const char *message;
} TileCheck;

static const TileCheck tile_checks[] = {
  { "zoom_level", "(NEW.zoom_level < 0)", "cannot be less than 0" },
  { "matrix_width", "(NEW.matrix_width < 1)", "cannot be less than 1" },
  { "matrix_height", "(NEW.matrix_height < 1)", "cannot be less than 1" },
  { "pixel_x_size", "NOT (NEW.pixel_x_size > 0)", "must be greater than 0" },
  { "pixel_y_size", "NOT (NEW.pixel_y_size > 0)", "must be greater than 0" },
};

/* A registered table; @geometry is %NULL where it has none. */
typedef struct
{
  const char *table;
  const char *geometry;
  const char *key;
  const char *index;
} Names;

static void
append_expanded (GString     *sql,
                 const char  *template,
                 const Names *names)
{
  for (const char *c = template; *c != '\0'; c++)
    if (*c != '%')
      g_string_append_c (sql, *c);
    else if (*++c == 'S')
      atlas_sql_text_append_string (sql, names->table);
    else
      atlas_sql_text_append_name (sql, *c == 'T' ? names->table
                                     : *c == 'G' ? names->geometry
                                     : *c == 'F' ? names->key : names->index);
}

static void
allow (GHashTable *allowed,
       const char *sql)
{
  g_hash_table_add (allowed, atlas_sql_text_normalise (sql, FALSE));
}

static void
allow_trigger (GHashTable    *allowed,
               const char    *name,
               const Trigger *trigger,
               const Names   *names)
{
  g_autoptr(GString) sql = g_string_new ("CREATE TRIGGER ");

  atlas_sql_text_append_name (sql, name);
  g_string_append_c (sql, ' ');
  append_expanded (sql, trigger->rest, names);
  allow (allowed, sql->str);
}

static void
allow_index (GHashTable  *allowed,
             const Names *names)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  append_expanded (sql, "CREATE VIRTUAL TABLE %R USING rtree(id, minx, maxx, miny, maxy)", names);
  allow (allowed, sql->str);
  for (guint i = 0; i < G_N_ELEMENTS (index_triggers); i++)
    {
      g_autofree char *name = g_strconcat (names->index, index_triggers[i].name, NULL);

      allow_trigger (allowed, name, &index_triggers[i], names);
    }
}

static void
allow_counts (GHashTable *allowed,
              const char *table)
{
  const Names names = { .table = table };

  for (guint i = 0; i < G_N_ELEMENTS (count_triggers); i++)
    {
      g_autofree char *name = g_strconcat (count_triggers[i].name, table, NULL);

      allow_trigger (allowed, name, &count_triggers[i], &names);
    }
}

static void
allow_tile_checks (GHashTable *allowed)
{
  static const char *const actions[][2] = { { "insert", "INSERT" }, { "update", "UPDATE OF" } };

  for (guint i = 0; i < G_N_ELEMENTS (tile_checks); i++)
    for (guint action = 0; action < G_N_ELEMENTS (actions); action++)
      {
        const TileCheck *check = &tile_checks[i];
        g_autofree char *sql =
          g_strdup_printf ("CREATE TRIGGER 'gpkg_tile_matrix_%s_%s' BEFORE %s %s ON "
                           "'gpkg_tile_matrix' FOR EACH ROW BEGIN SELECT RAISE(ABORT, '%s on table "
                           "''gpkg_tile_matrix'' violates constraint: %s %s') WHERE %s; END",
                           check->column, actions[action][0], actions[action][1],
                           action == 1 ? check->column : "", actions[action][0], check->column,
                           check->message, check->wrong);

        allow (allowed, sql);
      }
}

static const char *
get_text (AtlasStatement *statement,
          int             column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

/* Returns: (transfer full) (nullable): the integer primary key of @table; ""
 * where it has none. %NULL: error */
static char *
find_key (AtlasPlanDatabase  *database,
          const char         *table,
          GError            **error)
{
  g_autoptr(GString) sql = g_string_new ("PRAGMA table_info (");
  g_autoptr(AtlasStatement) statement = NULL;
  gboolean has_row = TRUE;

  atlas_sql_text_append_name (sql, table);
  g_string_append_c (sql, ')');
  if ((statement = atlas_plan_database_prepare (database, sql->str, error)) == NULL)
    return NULL;

  while (has_row)
    {
      if (!atlas_plan_database_step (database, statement, &has_row, error))
        return NULL;
      /* cid, name, type, notnull, dflt_value, pk */
      if (has_row && sqlite3_column_int (statement, 5) == 1)
        return g_strdup (get_text (statement, 1));
    }

  return g_strdup ("");
}

static gboolean
allow_indexes (AtlasPlanDatabase  *database,
               GHashTable         *allowed,
               GError            **error)
{
  g_autoptr(AtlasStatement) statement =
    atlas_plan_database_prepare (database, "SELECT table_name, column_name FROM "
                                 "gpkg_geometry_columns", error);
  gboolean has_row = statement != NULL;

  while (has_row)
    {
      Names names = { NULL };
      g_autofree char *key = NULL;
      g_autofree char *index = NULL;

      if (!atlas_plan_database_step (database, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;

      names.table = get_text (statement, 0);
      names.geometry = get_text (statement, 1);
      names.key = key = find_key (database, names.table, error);
      names.index = index = g_strdup_printf ("rtree_%s_%s", names.table, names.geometry);
      if (key == NULL)
        return FALSE;
      allow_index (allowed, &names);
    }

  return statement != NULL;
}

static gboolean
allow_all_counts (AtlasPlanDatabase  *database,
                  GHashTable         *allowed,
                  GError            **error)
{
  g_autoptr(AtlasStatement) statement =
    atlas_plan_database_prepare (database, "SELECT table_name FROM gpkg_contents", error);
  gboolean has_row = statement != NULL;

  while (has_row)
    {
      if (!atlas_plan_database_step (database, statement, &has_row, error))
        return FALSE;
      if (has_row)
        allow_counts (allowed, get_text (statement, 0));
    }

  return statement != NULL;
}

static void
fail (AtlasPlanDatabase  *database,
      const char         *what,
      const char         *name,
      GError            **error)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FOREIGN,
               _("%s: %s “%s” is not GeoPackage's own and could change other rows, or read other "
                 "files, with each edit. The plan can be looked at; to edit it, copy its rows into "
                 "a fresh plan."), database->path, what, name);
}

static gboolean
is_ours (const char *table)
{
  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    if (g_ascii_strcasecmp (atlas_schema_get_table (i)->name, table) == 0)
      return TRUE;

  return FALSE;
}

/* Clauses of a table's definition by which one change makes or hinders others. */
static gboolean
acts_by_itself (const char *sql)
{
  static const char *const clauses[] = { " conflict", " references", " check", " generated", " as" };
  g_autofree char *words = atlas_sql_text_normalise (sql, TRUE);
  g_autofree char *spaced = g_strconcat (words, " ", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
    {
      g_autofree char *clause = g_strconcat (clauses[i], " ", NULL);

      if (strstr (spaced, clause) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_object (AtlasPlanDatabase  *database,
              AtlasStatement     *row,
              GHashTable         *allowed,
              GError            **error)
{
  const char *type = get_text (row, 0);
  const char *name = get_text (row, 1);
  const char *sql = get_text (row, 2);
  g_autofree char *words = atlas_sql_text_normalise (sql, FALSE);

  if (g_hash_table_contains (allowed, words))
    return TRUE;

  if (g_str_equal (type, "trigger"))
    fail (database, _("the trigger"), name, error);
  else if (g_str_equal (type, "view"))
    fail (database, _("the view"), name, error);
  else if (g_str_equal (type, "table") && sqlite3_column_int64 (row, 3) <= 0)
    fail (database, _("the virtual table"), name, error);
  else if (g_str_equal (type, "table") && is_ours (name) && acts_by_itself (sql))
    fail (database, _("a clause of the table"), name, error);
  else
    return TRUE;

  return FALSE;
}

gboolean
atlas_plan_guard_check (AtlasPlanDatabase  *database,
                        GError            **error)
{
  g_autoptr(GHashTable) allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(AtlasStatement) statement = NULL;
  gboolean has_row = TRUE;

  allow_tile_checks (allowed);
  if (!allow_indexes (database, allowed, error) || !allow_all_counts (database, allowed, error))
    return FALSE;

  statement = atlas_plan_database_prepare (database, "SELECT type, name, sql, rootpage FROM "
                                           "sqlite_master ORDER BY name", error);
  if (statement == NULL)
    return FALSE;

  while (has_row)
    if (!atlas_plan_database_step (database, statement, &has_row, error) ||
        (has_row && !check_object (database, statement, allowed, error)))
      return FALSE;

  return TRUE;
}
