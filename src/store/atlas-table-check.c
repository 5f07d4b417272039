#include "atlas-table-reader.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Runs @sql with @name as its parameter; the statement stands on its first row,
 * or is %NULL where there is none or an error. */
static AtlasStatement *
look_up (AtlasPlanDatabase  *database,
         const char         *sql,
         const char         *name,
         GError            **error)
{
  g_autoptr(AtlasStatement) statement = atlas_plan_database_prepare (database, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (!atlas_plan_database_step (database, statement, &has_row, error) || !has_row)
    return NULL;

  return g_steal_pointer (&statement);
}

static const char *
get_text (AtlasStatement *statement,
          int             column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

/* Views and virtual tables have no page of their own: they could be anything,
 * endless or another file. */
static gboolean
check_is_table (AtlasPlanDatabase  *database,
                const char         *name,
                gboolean            optional,
                gboolean           *exists,
                GError            **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(AtlasStatement) found =
    look_up (database, "SELECT type, rootpage FROM sqlite_master WHERE name = ?1 COLLATE NOCASE "
             "AND type IN ('table', 'view')", name, &local_error);

  *exists = found != NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found == NULL)
    {
      if (!optional)
        g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                     _("%s: This GeoPackage is not a plan, or not all of one, for table “%s” is "
                       "missing. Choose a plan file, or open an earlier copy."),
                     database->path, name);
      return optional;
    }
  if (g_strcmp0 (get_text (found, 0), "table") != 0 || sqlite3_column_int64 (found, 1) <= 0)
    {
      atlas_plan_database_fail (database, error,
                                _("table “%s” is not a table but a view or a virtual table"), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_type (AtlasColumnType  type,
         const char      *declared)
{
  static const char *const names[][6] = {
    [ATLAS_COLUMN_TEXT] = { "TEXT" },
    [ATLAS_COLUMN_REAL] = { "REAL", "DOUBLE", "FLOAT" },
    [ATLAS_COLUMN_INTEGER] = { "INTEGER", "INT", "MEDIUMINT", "SMALLINT", "TINYINT" },
  };
  /* TEXT(10) is a TEXT that says how long it may be. */
  g_autofree char *bare = g_strndup (declared, strcspn (declared, "("));

  for (guint i = 0; i < G_N_ELEMENTS (names[type]) && names[type][i] != NULL; i++)
    if (g_ascii_strcasecmp (names[type][i], bare) == 0)
      return TRUE;

  return FALSE;
}

/* Returns: (transfer full) (nullable): column → declared type */
static GHashTable *
list_columns (AtlasPlanDatabase       *database,
              const AtlasSchemaTable  *table,
              gboolean                *has_key,
              GError                 **error)
{
  g_autoptr(GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (\"%s\")", table->name);
  g_autoptr(AtlasStatement) statement = atlas_plan_database_prepare (database, sql, error);
  gboolean has_row = statement != NULL;

  *has_key = FALSE;
  while (has_row)
    {
      if (!atlas_plan_database_step (database, statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;

      /* cid, name, type, notnull, dflt_value, pk */
      g_hash_table_replace (columns, g_strdup (get_text (statement, 1)),
                            g_strdup (get_text (statement, 2)));
      if (g_str_equal (get_text (statement, 1), table->key))
        *has_key = sqlite3_column_int (statement, 5) == 1 &&
                   g_ascii_strcasecmp (get_text (statement, 2), "INTEGER") == 0;
    }

  return statement != NULL ? g_steal_pointer (&columns) : NULL;
}

static gboolean
check_columns (AtlasPlanDatabase       *database,
               const AtlasSchemaTable  *table,
               GError                 **error)
{
  gboolean has_key;
  g_autoptr(GHashTable) columns = list_columns (database, table, &has_key, error);

  if (columns == NULL)
    return FALSE;
  if (!has_key)
    {
      atlas_plan_database_fail (database, error, _("table “%s”: column “%s” is missing, or is not "
                                "the integer primary key"), table->name, table->key);
      return FALSE;
    }

  for (guint i = 0; i < table->n_columns; i++)
    {
      const AtlasSchemaColumn *column = &table->columns[i];
      const char *declared = g_hash_table_lookup (columns, column->name);

      if (declared == NULL)
        atlas_plan_database_fail (database, error, _("table “%s”: column “%s” is missing"),
                                  table->name, column->name);
      else if (!is_type (column->type, declared))
        atlas_plan_database_fail (database, error, _("table “%s”: column “%s” is of type %s, not "
                                  "%s"), table->name, column->name, declared,
                                  atlas_schema_get_type_name (column->type));
      else
        continue;
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_registration (AtlasPlanDatabase       *database,
                    const AtlasSchemaTable  *table,
                    GError                 **error)
{
  const char *expected = table->shape == ATLAS_SHAPE_NONE ? "attributes" : "features";
  g_autoptr(GError) local_error = NULL;
  g_autoptr(AtlasStatement) row =
    look_up (database, "SELECT data_type FROM gpkg_contents WHERE table_name = ?1", table->name,
             &local_error);

  if (row != NULL && g_str_equal (get_text (row, 0), expected))
    return TRUE;

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    atlas_plan_database_fail (database, error, _("table “%s” is not registered as “%s” in table "
                              "“gpkg_contents”"), table->name, expected);

  return FALSE;
}

static gboolean
check_geometry_column (AtlasPlanDatabase       *database,
                       const AtlasSchemaTable  *table,
                       int                     *srs_id,
                       GError                 **error)
{
  const char *shape_name = atlas_schema_get_shape_name (table->shape);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(AtlasStatement) row =
    look_up (database,
             "SELECT g.geometry_type_name, g.srs_id, s.organization, "
             "s.organization_coordsys_id, g.z, g.m "
             "FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s USING (srs_id) "
             "WHERE g.table_name = ?1 AND g.column_name = '" ATLAS_SCHEMA_GEOMETRY_COLUMN "'",
             table->name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row == NULL)
    atlas_plan_database_fail (database, error, _("table “%s” has no geometry column “%s”"),
                              table->name, ATLAS_SCHEMA_GEOMETRY_COLUMN);
  else if (g_ascii_strcasecmp (get_text (row, 0), shape_name) != 0 ||
           sqlite3_column_int (row, 4) != 0 || sqlite3_column_int (row, 5) != 0)
    atlas_plan_database_fail (database, error, _("table “%s”: column “%s” is of type %s, not %s in "
                              "two dimensions"), table->name, ATLAS_SCHEMA_GEOMETRY_COLUMN,
                              get_text (row, 0), shape_name);
  else if (g_ascii_strcasecmp (get_text (row, 2), "EPSG") != 0 ||
           sqlite3_column_int (row, 3) != ATLAS_SCHEMA_EPSG)
    atlas_plan_database_fail (database, error, _("table “%s”: column “%s” is in the coordinate "
                              "system %s:%d, not EPSG:%d"), table->name,
                              ATLAS_SCHEMA_GEOMETRY_COLUMN, get_text (row, 2),
                              sqlite3_column_int (row, 3), ATLAS_SCHEMA_EPSG);
  else
    {
      *srs_id = sqlite3_column_int (row, 1);
      return TRUE;
    }

  return FALSE;
}

gboolean
atlas_table_check_registry (AtlasPlanDatabase  *database,
                            GError            **error)
{
  static const char *const names[] = {
    "gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys",
  };
  gboolean exists;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!check_is_table (database, names[i], FALSE, &exists, error))
      return FALSE;

  return TRUE;
}

gboolean
atlas_table_check (AtlasPlanDatabase       *database,
                   const AtlasSchemaTable  *table,
                   gboolean                *exists,
                   int                     *srs_id,
                   GError                 **error)
{
  if (!check_is_table (database, table->name, table->optional, exists, error))
    return FALSE;
  if (!*exists)
    return TRUE;

  return check_columns (database, table, error) &&
         check_registration (database, table, error) &&
         (table->shape == ATLAS_SHAPE_NONE ||
          check_geometry_column (database, table, srs_id, error));
}
