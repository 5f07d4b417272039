#include "atlas-plan-writer.h"

#include "atlas-error.h"
#include "atlas-schema.h"
#include "atlas-time.h"
#include "atlas-wkb.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

typedef GDALDatasetH AtlasDataset;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AtlasDataset, GDALClose, NULL)

typedef OGRFeatureH AtlasRow;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AtlasRow, OGR_F_Destroy, NULL)

typedef OGRFieldDefnH AtlasFieldDefinition;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AtlasFieldDefinition, OGR_Fld_Destroy, NULL)

typedef OGRSpatialReferenceH AtlasSpatialReference;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AtlasSpatialReference, OSRRelease, NULL)

/* GDAL reports some failures by return code, some only to the error handler;
 * the first message counts, the later ones follow from it. */
typedef struct
{
  const char   *path;
  const char   *shown_path;
  GDALDatasetH  dataset;
  GCancellable *cancellable;
  char         *problem;
} PlanWriter;

static void CPL_STDCALL
on_gdal_error (CPLErr       class,
               CPLErrorNum  number,
               const char  *message)
{
  PlanWriter *self = CPLGetErrorHandlerUserData ();

  if (class >= CE_Failure && self->problem == NULL)
    self->problem = g_strdup (message);
}

static gboolean
fail (PlanWriter  *self,
      GError     **error)
{
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                 _("%s: The plan can't be written (%s). Free some space, or choose another "
                   "folder."), self->shown_path,
                 self->problem != NULL ? self->problem : _("no reason is known"));

  return FALSE;
}

static gboolean
add_vocabulary (PlanWriter            *self,
                const AtlasVocabulary *vocabulary)
{
  g_autofree OGRCodedValue *values = g_new0 (OGRCodedValue, vocabulary->n_words + 1);
  OGRFieldDomainH domain;
  gboolean added;

  for (guint i = 0; i < vocabulary->n_words; i++)
    {
      values[i].pszCode = (char *) vocabulary->words[i].key;
      values[i].pszValue = (char *) vocabulary->words[i].label_zh;
    }
  domain = OGR_CodedFldDomain_Create (vocabulary->name, NULL, OFTString, OFSTNone, values);
  added = domain != NULL && GDALDatasetAddFieldDomain (self->dataset, domain, NULL);
  OGR_FldDomain_Destroy (domain);

  return added;
}

/* Vocabularies occur in more than one table. */
static gboolean
add_vocabularies (PlanWriter *self)
{
  g_autoptr(GHashTable) added = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    {
      const AtlasSchemaTable *table = atlas_schema_get_table (i);

      for (guint column = 0; column < table->n_columns; column++)
        if (table->columns[column].vocabulary != NULL &&
            g_hash_table_add (added, (gpointer) table->columns[column].vocabulary) &&
            !add_vocabulary (self, table->columns[column].vocabulary))
          return FALSE;
    }

  return TRUE;
}

static gboolean
create_column (OGRLayerH                layer,
               const AtlasSchemaColumn *column)
{
  static const OGRFieldType types[] = {
    [ATLAS_COLUMN_TEXT] = OFTString,
    [ATLAS_COLUMN_REAL] = OFTReal,
    [ATLAS_COLUMN_INTEGER] = OFTInteger64,
  };
  g_auto(AtlasFieldDefinition) definition = OGR_Fld_Create (column->name, types[column->type]);

  OGR_Fld_SetNullable (definition, !column->required);
  OGR_Fld_SetUnique (definition, column->unique);
  if (column->vocabulary != NULL)
    OGR_Fld_SetDomainName (definition, column->vocabulary->name);

  return OGR_L_CreateField (layer, definition, FALSE) == OGRERR_NONE;
}

static OGRLayerH
create_table (PlanWriter             *self,
              const AtlasSchemaTable *table)
{
  static const OGRwkbGeometryType types[] = {
    [ATLAS_SHAPE_NONE] = wkbNone,
    [ATLAS_SHAPE_POINT] = wkbPoint,
    [ATLAS_SHAPE_LINE] = wkbMultiLineString,
    [ATLAS_SHAPE_POLYGON] = wkbMultiPolygon,
    [ATLAS_SHAPE_ANY] = wkbUnknown,
  };
  g_auto(AtlasSpatialReference) srs = OSRNewSpatialReference (NULL);
  g_autofree char *fid = g_strconcat ("FID=", table->key, NULL);
  char *options[] = {
    fid, (char *) "GEOMETRY_NAME=" ATLAS_SCHEMA_GEOMETRY_COLUMN, (char *) "SPATIAL_INDEX=YES",
    (char *) "ASPATIAL_VARIANT=GPKG_ATTRIBUTES", NULL
  };
  OGRLayerH layer;

  if (table->shape == ATLAS_SHAPE_NONE)
    {
      options[1] = options[3];
      options[2] = NULL;
    }
  if (OSRImportFromEPSG (srs, ATLAS_SCHEMA_EPSG) != OGRERR_NONE)
    return NULL;

  layer = GDALDatasetCreateLayer (self->dataset, table->name,
                                  table->shape != ATLAS_SHAPE_NONE ? srs : NULL,
                                  types[table->shape], options);
  for (guint i = 0; layer != NULL && i < table->n_columns; i++)
    if (!create_column (layer, &table->columns[i]))
      return NULL;

  return layer;
}

static gboolean
create_tables (PlanWriter *self)
{
  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    if (create_table (self, atlas_schema_get_table (i)) == NULL)
      return FALSE;

  return TRUE;
}

static OGRLayerH
find_layer (PlanWriter *self,
            guint       table)
{
  return GDALDatasetGetLayerByName (self->dataset, atlas_schema_get_table (table)->name);
}

static void
set_text (OGRFeatureH row,
          guint       column,
          const char *text)
{
  if (text != NULL)
    OGR_F_SetFieldString (row, (int) column, text);
  else
    OGR_F_SetFieldNull (row, (int) column);
}

static void
set_real (OGRFeatureH row,
          guint       column,
          double      number)
{
  if (isnan (number))
    OGR_F_SetFieldNull (row, (int) column);
  else
    OGR_F_SetFieldDouble (row, (int) column, number);
}

static void
set_integer (OGRFeatureH row,
             guint       column,
             double      number)
{
  if (isnan (number))
    OGR_F_SetFieldNull (row, (int) column);
  else
    OGR_F_SetFieldInteger64 (row, (int) column, (GIntBig) number);
}

static gboolean
set_geometry (OGRFeatureH          row,
              const AtlasGeometry *geometry)
{
  g_autoptr(GByteArray) wkb = NULL;
  OGRGeometryH shape = NULL;

  if (geometry == NULL)
    return TRUE;

  wkb = atlas_wkb_write (geometry);

  return OGR_G_CreateFromWkb (wkb->data, NULL, &shape, (int) wkb->len) == OGRERR_NONE &&
         OGR_F_SetGeometryDirectly (row, shape) == OGRERR_NONE;
}

static gboolean
append_row (PlanWriter  *self,
            OGRLayerH    layer,
            OGRFeatureH  row)
{
  return !g_cancellable_is_cancelled (self->cancellable) && self->problem == NULL &&
         OGR_L_CreateFeature (layer, row) == OGRERR_NONE;
}

static void
set_block_value (OGRFeatureH             row,
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
write_blocks (PlanWriter *self,
              AtlasPlan  *plan,
              AtlasTable  number)
{
  const AtlasSchemaTable *table = atlas_schema_get_table (number);
  OGRLayerH layer = find_layer (self, number);

  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      AtlasBlock *block = atlas_plan_get_block (plan, i);
      g_auto(AtlasRow) row = OGR_F_Create (OGR_L_GetLayerDefn (layer));

      for (guint column = 0; column < table->n_columns; column++)
        set_block_value (row, column, atlas_block_get_values (block),
                         table->columns[column].field);
      if ((table->shape != ATLAS_SHAPE_NONE &&
           !set_geometry (row, atlas_block_get_geometry (block))) ||
          !append_row (self, layer, row))
        return FALSE;
    }

  return TRUE;
}

/* In the order of the table's columns. */
static gboolean
write_site (PlanWriter       *self,
            OGRLayerH         layer,
            const AtlasSite  *site,
            const char       *block)
{
  g_auto(AtlasRow) row = OGR_F_Create (OGR_L_GetLayerDefn (layer));
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

  return set_geometry (row, place) && append_row (self, layer, row);
}

static gboolean
write_sites (PlanWriter *self,
             AtlasPlan  *plan)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  OGRLayerH layer = find_layer (self, ATLAS_TABLE_SITES);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      AtlasSite site = atlas_sites_get (sites, i);
      const char *block = site.block < 0 ? NULL
        : atlas_block_get_code (atlas_plan_get_block (plan, (guint) site.block));

      if (!write_site (self, layer, &site, block))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_feature (PlanWriter             *self,
               OGRLayerH               layer,
               const AtlasSchemaTable *table,
               AtlasFeature           *feature)
{
  g_auto(AtlasRow) row = OGR_F_Create (OGR_L_GetLayerDefn (layer));

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

  return set_geometry (row, atlas_feature_get_geometry (feature)) &&
         append_row (self, layer, row);
}

static gboolean
write_layers (PlanWriter *self,
              AtlasPlan  *plan)
{
  for (guint i = 0; i < ATLAS_N_LAYERS; i++)
    {
      GListModel *features = atlas_plan_get_features (plan, i);
      OGRLayerH layer = find_layer (self, ATLAS_TABLE_LAYERS + i);

      for (guint f = 0; f < g_list_model_get_n_items (features); f++)
        {
          g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, f);

          if (!write_feature (self, layer, atlas_schema_get_table (ATLAS_TABLE_LAYERS + i),
                              feature))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
write_meta_row (PlanWriter *self,
                OGRLayerH   layer,
                const char *key,
                const char *value)
{
  g_auto(AtlasRow) row = OGR_F_Create (OGR_L_GetLayerDefn (layer));

  set_text (row, 0, key);
  set_text (row, 1, value);

  return append_row (self, layer, row);
}

/* What every plan file says of itself comes from here, a plan that never was
 * in a file gets its identity, and one that does not say what it is is a draft. */
static gboolean
write_meta (PlanWriter *self,
            AtlasPlan  *plan)
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
  OGRLayerH layer = find_layer (self, ATLAS_TABLE_PLAN);

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_hash_table_add (written, (gpointer) own[i][0]);
      if (!write_meta_row (self, layer, own[i][0], own[i][1]))
        return FALSE;
    }
  for (GList *key = keys; key != NULL; key = key->next)
    if (!g_hash_table_contains (written, key->data) &&
        !write_meta_row (self, layer, key->data, atlas_plan_get_meta (plan, key->data)))
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
write_snapshot (PlanWriter *self,
                GDateTime  *time)
{
  OGRLayerH layer = find_layer (self, ATLAS_TABLE_SNAPSHOTS);
  g_auto(AtlasRow) row = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  g_autofree char *text = atlas_time_format (time);

  set_text (row, 0, "published");
  set_integer (row, 1, 0);
  set_text (row, 2, text);
  set_text (row, 5, "published");

  return append_row (self, layer, row);
}

static gboolean
create_indexes (PlanWriter *self)
{
  static const char *const statements[] = {
    "CREATE INDEX changes_object_key ON changes (object, key)",
    "CREATE INDEX changes_edit ON changes (edit)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      OGRLayerH result = GDALDatasetExecuteSQL (self->dataset, statements[i], NULL, NULL);

      GDALDatasetReleaseResultSet (self->dataset, result);
      if (self->problem != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_all (PlanWriter *self,
           AtlasPlan  *plan,
           GDateTime  *time)
{
  return add_vocabularies (self) &&
         create_tables (self) &&
         GDALDatasetStartTransaction (self->dataset, FALSE) == OGRERR_NONE &&
         write_blocks (self, plan, ATLAS_TABLE_BLOCKS) &&
         write_blocks (self, plan, ATLAS_TABLE_PUBLISHED) &&
         write_sites (self, plan) &&
         write_layers (self, plan) &&
         write_meta (self, plan) &&
         write_snapshot (self, time) &&
         GDALDatasetCommitTransaction (self->dataset) == OGRERR_NONE &&
         create_indexes (self);
}

static void
set_options (GDateTime *time)
{
  g_autofree char *now = time != NULL ? atlas_time_format (time) : NULL;

  /* The file is new and is flushed as a whole when it is complete: until then
   * neither a journal nor waiting for the disk protects anything. */
  CPLSetThreadLocalConfigOption ("OGR_SQLITE_JOURNAL", time != NULL ? "MEMORY" : NULL);
  CPLSetThreadLocalConfigOption ("OGR_SQLITE_SYNCHRONOUS", time != NULL ? "OFF" : NULL);
  CPLSetThreadLocalConfigOption ("OGR_CURRENT_DATE", now);
}

static gboolean
write_dataset (PlanWriter *self,
               AtlasPlan  *plan,
               GDateTime  *time)
{
  GDALDriverH driver = GDALGetDriverByName ("GPKG");
  g_auto(AtlasDataset) dataset = NULL;

  if (driver == NULL)
    return FALSE;
  dataset = GDALCreate (driver, self->path, 0, 0, 0, GDT_Unknown, NULL);
  if (dataset == NULL)
    return FALSE;
  self->dataset = dataset;

  return write_all (self, plan, time);
}

gboolean
atlas_plan_writer_write (AtlasPlan     *plan,
                         const char    *path,
                         const char    *shown_path,
                         GCancellable  *cancellable,
                         GError       **error)
{
  PlanWriter self = { .path = path, .shown_path = shown_path, .cancellable = cancellable };
  g_autoptr(GDateTime) time = get_time ();
  g_autofree char *problem = NULL;
  gboolean written;

  CPLErrorReset ();
  CPLPushErrorHandlerEx (on_gdal_error, &self);
  set_options (time);
  written = write_dataset (&self, plan, time);
  set_options (NULL);
  CPLPopErrorHandler ();

  problem = self.problem;
  if (!written || self.problem != NULL || CPLGetLastErrorType () >= CE_Failure)
    return fail (&self, error);

  return TRUE;
}
