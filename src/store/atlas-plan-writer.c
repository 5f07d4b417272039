#include "atlas-plan-writer.h"

#include "atlas-plan-database.h"
#include "atlas-plan-record.h"
#include "atlas-resource.h"
#include "atlas-schema.h"
#include "atlas-spatial-functions.h"
#include "atlas-store-resources.h"
#include "atlas-time.h"
#include "atlas-wkb.h"
#include "atlas-write-error.h"

#include <math.h>

#define EMPTY_PLAN "/org/renewalatlas/Atlas/empty-plan.gpkg"

typedef struct
{
  sqlite3      *handle;
  const char   *shown_path;
  GCancellable *cancellable;
} PlanWriter;

static gboolean
fail (PlanWriter  *self,
      GError     **error)
{
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    atlas_write_error_set_from (error, self->shown_path, self->handle);

  return FALSE;
}

/* Returns: (transfer full) (nullable): what adds rows to @table */
static AtlasStatement *
prepare_insert (PlanWriter              *self,
                const AtlasSchemaTable  *table,
                GError                 **error)
{
  g_autofree char *sql = atlas_schema_dup_insert (table, FALSE);
  AtlasStatement *row = NULL;

  if (sqlite3_prepare_v2 (self->handle, sql, -1, &row, NULL) != SQLITE_OK)
    fail (self, error);

  return row;
}

/* The columns of a row begin with parameter 2. */
static void
set_text (AtlasStatement *row,
          guint           column,
          const char     *text)
{
  sqlite3_bind_text (row, (int) column + 2, text, -1, SQLITE_STATIC);
}

static void
set_real (AtlasStatement *row,
          guint           column,
          double          number)
{
  if (isnan (number))
    sqlite3_bind_null (row, (int) column + 2);
  else
    sqlite3_bind_double (row, (int) column + 2, number);
}

static void
set_integer (AtlasStatement *row,
             guint           column,
             double          number)
{
  if (isnan (number))
    sqlite3_bind_null (row, (int) column + 2);
  else
    sqlite3_bind_int64 (row, (int) column + 2, (gint64) number);
}

static void
set_geometry (AtlasStatement         *row,
              const AtlasSchemaTable *table,
              const AtlasGeometry    *geometry)
{
  GByteArray *blob;
  gsize size;
  guint8 *bytes;

  if (geometry == NULL)
    return;

  blob = atlas_wkb_write (geometry, ATLAS_SCHEMA_EPSG);
  bytes = g_byte_array_steal (blob, &size);
  sqlite3_bind_blob (row, (int) table->n_columns + 2, bytes, (int) size, g_free);
  g_byte_array_unref (blob);
}

/* Adds the row, and makes ready for the next. */
static gboolean
append_row (PlanWriter      *self,
            AtlasStatement  *row,
            GError         **error)
{
  if (g_cancellable_is_cancelled (self->cancellable) || sqlite3_step (row) != SQLITE_DONE)
    return fail (self, error);
  sqlite3_reset (row);
  sqlite3_clear_bindings (row);

  return TRUE;
}

static void
set_block_value (AtlasStatement         *row,
                 guint                   column,
                 const AtlasBlockValues *values,
                 AtlasBlockField         field)
{
  const AtlasFieldInfo *info = atlas_block_field_info (field);
  const void *at = (const char *) values + info->offset;

  switch (info->type)
    {
    case ATLAS_FIELD_TEXT:
      set_text (row, column, *(char *const *) at);
      break;
    case ATLAS_FIELD_WORD:
      set_text (row, column, atlas_vocabulary_get_key (info->vocabulary, *(const int *) at));
      break;
    case ATLAS_FIELD_INTEGER:
      set_integer (row, column, *(const double *) at);
      break;
    case ATLAS_FIELD_REAL:
    default:
      set_real (row, column, *(const double *) at);
    }
}

/* The blocks themselves, or their published copy without shapes. */
static gboolean
write_blocks (PlanWriter  *self,
              AtlasPlan   *plan,
              AtlasTable   number,
              GError     **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (number);
  g_autoptr(AtlasStatement) row = prepare_insert (self, table, error);

  for (guint i = 0; row != NULL && i < atlas_plan_get_n_blocks (plan); i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);

      for (guint column = 0; column < table->n_columns; column++)
        set_block_value (row, column, atlas_block_get_values (block),
                         table->columns[column].field);
      if (table->shape != ATLAS_SHAPE_NONE)
        set_geometry (row, table, atlas_block_get_geometry (block));
      if (!append_row (self, row, error))
        return FALSE;
    }

  return row != NULL;
}

/* In the order of the table's columns. */
static void
set_site (AtlasStatement         *row,
          const AtlasSchemaTable *table,
          const AtlasSite        *site,
          const char             *block)
{
  g_autoptr(AtlasGeometry) place = atlas_geometry_new_point (site->x, site->y);

  set_text (row, 0, site->id);
  set_text (row, 1, atlas_vocabulary_get_key (&atlas_vocabulary_resources, site->resource));
  set_text (row, 2, site->name);
  set_text (row, 3, block);
  set_real (row, 4, site->floor_area);
  set_integer (row, 5, site->households < 0 ? NAN : site->households);
  set_integer (row, 6, site->year_built < 0 ? NAN : site->year_built);
  set_text (row, 7, site->note);
  set_text (row, 8, atlas_vocabulary_get_key (&atlas_vocabulary_provenances, site->provenance));
  set_geometry (row, table, place);
}

static gboolean
write_sites (PlanWriter  *self,
             AtlasPlan   *plan,
             GError     **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (ATLAS_TABLE_SITES);
  g_autoptr(AtlasStatement) row = prepare_insert (self, table, error);
  AtlasSites *sites = atlas_plan_get_sites (plan);

  for (guint i = 0; row != NULL && i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      const char *block = site.block < 0 ? NULL
        : atlas_block_get_code (atlas_plan_get_block (plan, (guint) site.block));

      set_site (row, table, &site, block);
      if (!append_row (self, row, error))
        return FALSE;
    }

  return row != NULL;
}

static void
set_feature (AtlasStatement         *row,
             const AtlasSchemaTable *table,
             AtlasFeature           *feature)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *name = table->columns[i].name;

      if (table->columns[i].type == ATLAS_COLUMN_TEXT)
        set_text (row, i, atlas_feature_get_text (feature, name));
      else if (table->columns[i].type == ATLAS_COLUMN_INTEGER)
        set_integer (row, i, atlas_feature_get_number (feature, name));
      else
        set_real (row, i, atlas_feature_get_number (feature, name));
    }
  if (table->shape != ATLAS_SHAPE_NONE)
    set_geometry (row, table, atlas_feature_get_geometry (feature));
}

static gboolean
write_layer (PlanWriter  *self,
             AtlasPlan   *plan,
             AtlasLayer   layer,
             GError     **error)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (ATLAS_TABLE_LAYERS + layer);
  g_autoptr(AtlasStatement) row = prepare_insert (self, table, error);
  GListModel *features = atlas_plan_get_features (plan, layer);

  for (guint i = 0; row != NULL && i < g_list_model_get_n_items (features); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);

      set_feature (row, table, feature);
      if (!append_row (self, row, error))
        return FALSE;
    }

  return row != NULL;
}

static gboolean
write_layers (PlanWriter  *self,
              AtlasPlan   *plan,
              GError     **error)
{
  for (guint layer = 0; layer < ATLAS_N_LAYERS; layer++)
    if (!write_layer (self, plan, layer, error))
      return FALSE;

  return TRUE;
}

static gboolean
write_meta_row (PlanWriter      *self,
                AtlasStatement  *row,
                const char      *key,
                const char      *value,
                GError         **error)
{
  set_text (row, 0, key);
  set_text (row, 1, value);

  return append_row (self, row, error);
}

/* What every plan file says of itself comes from here, a plan that never was
 * in a file gets its identity, and one that does not say what it is is a draft. */
static gboolean
write_meta (PlanWriter  *self,
            AtlasPlan   *plan,
            GError     **error)
{
  g_autofree char *new_id = g_uuid_string_random ();
  const char *plan_id = atlas_plan_get_meta (plan, "plan_id");
  const char *data_kind = atlas_plan_get_meta (plan, "data_kind");
  const char *const own[][2] = {
    { "format", ATLAS_SCHEMA_FORMAT },
    { "format_version", ATLAS_SCHEMA_FORMAT_VERSION },
    { "plan_id", plan_id != NULL ? plan_id : new_id },
    { "data_kind", data_kind != NULL ? data_kind : "draft" },
  };
  g_autoptr(GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GList) keys = atlas_plan_list_meta (plan);
  g_autoptr(AtlasStatement) row =
    prepare_insert (self, atlas_schema_get_table (ATLAS_TABLE_PLAN), error);

  if (row == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_hash_table_add (written, (gpointer) own[i][0]);
      if (!write_meta_row (self, row, own[i][0], own[i][1], error))
        return FALSE;
    }
  for (GList *key = keys; key != NULL; key = key->next)
    if (!g_hash_table_contains (written, key->data) &&
        !write_meta_row (self, row, key->data, atlas_plan_get_meta (plan, key->data), error))
      return FALSE;

  return TRUE;
}

/* SOURCE_DATE_EPOCH makes files that do not depend on when they were made:
 * https://reproducible-builds.org/specs/source-date-epoch/ */
static GDateTime *
get_time (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");

  return epoch != NULL ? g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10))
                       : g_date_time_new_now_utc ();
}

/* Before any change, what is published is what is written. */
static gboolean
write_snapshot (PlanWriter  *self,
                const char  *time,
                GError     **error)
{
  g_autoptr(AtlasStatement) row =
    prepare_insert (self, atlas_schema_get_table (ATLAS_TABLE_SNAPSHOTS), error);

  if (row == NULL)
    return FALSE;

  set_text (row, 0, ATLAS_SNAPSHOT_FIRST);
  set_integer (row, 1, 0);
  set_text (row, 2, time);
  set_text (row, 5, "published");

  return append_row (self, row, error);
}

/* --- The file around the rows --- */

/* What triggers keep up to date; they sleep while a plan is written. Of each table how many
 * rows it has, and of layers their index (OGC 12-128r17, annex F.3) and extent. */
#define COUNT \
  "UPDATE gpkg_ogr_contents SET feature_count = (SELECT count(*) FROM \"%w\") " \
  "WHERE table_name = %Q"
#define INDEX \
  "INSERT INTO \"rtree_%w_geom\" SELECT \"%w\", ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), " \
  "ST_MaxY(geom) FROM \"%w\" WHERE geom NOTNULL AND NOT ST_IsEmpty(geom)"
#define EXTENT \
  "UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT min(ST_MinX(geom)), " \
  "min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom)) FROM \"%w\") WHERE table_name = %Q"

/* Takes @sql, which is %NULL without memory. */
static gboolean
run (PlanWriter  *self,
     char        *sql,
     GError     **error)
{
  gboolean done = sql != NULL && sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK;

  sqlite3_free (sql);

  return done || fail (self, error);
}

static gboolean
write_contents (PlanWriter  *self,
                const char  *time,
                GError     **error)
{
  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    {
      const AtlasSchemaTable *table = atlas_schema_get_table (i);
      const char *name = table->name;

      if (!run (self, sqlite3_mprintf (COUNT, name, name), error) ||
          (table->shape != ATLAS_SHAPE_NONE &&
           (!run (self, sqlite3_mprintf (INDEX, name, table->key, name), error) ||
            !run (self, sqlite3_mprintf (EXTENT, name, name), error))))
        return FALSE;
    }

  return run (self, sqlite3_mprintf ("UPDATE gpkg_contents SET last_change = %Q", time), error);
}

/* The tables that GDAL has made for every plan. */
static gboolean
copy_empty_plan (PlanWriter  *self,
                 GError     **error)
{
  g_autoptr(GBytes) bytes = atlas_resource_lookup (atlas_store_get_resource, EMPTY_PLAN);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  sqlite3 *empty = NULL;
  gboolean copied = FALSE;

  /* It is read only, whatever the type says. */
  if (sqlite3_open (":memory:", &empty) == SQLITE_OK &&
      sqlite3_deserialize (empty, "main", (guint8 *) data, (gint64) size, (gint64) size,
                           SQLITE_DESERIALIZE_READONLY) == SQLITE_OK)
    {
      sqlite3_backup *backup = sqlite3_backup_init (self->handle, "main", empty, "main");

      copied = backup != NULL && sqlite3_backup_step (backup, -1) == SQLITE_DONE;
      copied = sqlite3_backup_finish (backup) == SQLITE_OK && copied;
    }
  sqlite3_close (empty);

  return copied || fail (self, error);
}

/* The file is new and is flushed as a whole when it is complete: until then
 * neither a journal nor waiting for the disk protects anything. */
static gboolean
begin (PlanWriter  *self,
       GError     **error)
{
  return (sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) == SQLITE_OK &&
          atlas_spatial_functions_add (self->handle) == SQLITE_OK &&
          sqlite3_exec (self->handle, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF",
                        NULL, NULL, NULL) == SQLITE_OK) || fail (self, error);
}

static gboolean
write_rows (PlanWriter  *self,
            AtlasPlan   *plan,
            GError     **error)
{
  g_autoptr(GDateTime) now = get_time ();
  g_autofree char *time = atlas_time_format (now);

  return run (self, sqlite3_mprintf ("BEGIN"), error) &&
         write_blocks (self, plan, ATLAS_TABLE_BLOCKS, error) &&
         write_blocks (self, plan, ATLAS_TABLE_PUBLISHED, error) &&
         write_sites (self, plan, error) &&
         write_layers (self, plan, error) &&
         write_meta (self, plan, error) &&
         write_snapshot (self, time, error) &&
         write_contents (self, time, error) &&
         run (self, sqlite3_mprintf ("COMMIT"), error);
}

gboolean
atlas_plan_writer_write (AtlasPlan     *plan,
                         const char    *path,
                         const char    *shown_path,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  PlanWriter self = { .shown_path = shown_path, .cancellable = cancellable };
  gboolean written;

  written = (sqlite3_open_v2 (path, &self.handle, flags, NULL) == SQLITE_OK ||
             fail (&self, error)) &&
            begin (&self, error) &&
            copy_empty_plan (&self, error) &&
            write_rows (&self, plan, error);
  sqlite3_close (self.handle);

  return written;
}
