/* atlas-empty-plan-builder PLAN: writes a plan file with all its tables and no row, the same
 * byte for byte at any time. Plans are written into copies of it (atlas-plan-writer.h). */
#include "atlas-schema.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* When it was "made": plans that are written tell their own time. */
#define DATE "1970-01-01T00:00:00.000Z"

typedef OGRFieldDefnH AtlasFieldDefinition;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AtlasFieldDefinition, OGR_Fld_Destroy, NULL)

typedef OGRSpatialReferenceH AtlasSpatialReference;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (AtlasSpatialReference, OSRRelease, NULL)

static gboolean
add_vocabulary (GDALDatasetH           dataset,
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
  added = domain != NULL && GDALDatasetAddFieldDomain (dataset, domain, NULL);
  OGR_FldDomain_Destroy (domain);

  return added;
}

/* Vocabularies occur in more than one table. */
static gboolean
add_vocabularies (GDALDatasetH dataset)
{
  g_autoptr(GHashTable) added = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    {
      const AtlasSchemaTable *table = atlas_schema_get_table (i);

      for (guint column = 0; column < table->n_columns; column++)
        if (table->columns[column].vocabulary != NULL &&
            g_hash_table_add (added, (gpointer) table->columns[column].vocabulary) &&
            !add_vocabulary (dataset, table->columns[column].vocabulary))
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
create_table (GDALDatasetH            dataset,
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

  layer = GDALDatasetCreateLayer (dataset, table->name,
                                  table->shape != ATLAS_SHAPE_NONE ? srs : NULL,
                                  types[table->shape], options);
  for (guint i = 0; layer != NULL && i < table->n_columns; i++)
    if (!create_column (layer, &table->columns[i]))
      return NULL;

  return layer;
}

static gboolean
create_tables (GDALDatasetH dataset)
{
  for (guint i = 0; i < ATLAS_N_TABLES; i++)
    if (create_table (dataset, atlas_schema_get_table (i)) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
create_indexes (GDALDatasetH dataset)
{
  static const char *const statements[] = {
    "CREATE INDEX changes_object_key ON changes (object, key)",
    "CREATE INDEX changes_edit ON changes (edit)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      OGRLayerH result = GDALDatasetExecuteSQL (dataset, statements[i], NULL, NULL);

      GDALDatasetReleaseResultSet (dataset, result);
    }

  return CPLGetLastErrorType () < CE_Failure;
}

static gboolean
write_plan (const char *path)
{
  GDALDatasetH dataset =
    GDALCreate (GDALGetDriverByName ("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
  gboolean written = dataset != NULL &&
                     add_vocabularies (dataset) &&
                     create_tables (dataset) &&
                     create_indexes (dataset);

  GDALClose (dataset);

  return written && CPLGetLastErrorType () < CE_Failure;
}

int
main (int   argc,
      char *argv[])
{
  if (argc != 2)
    {
      g_printerr ("Usage: %s PLAN\n", argv[0]);
      return 2;
    }

  GDALAllRegister ();
  CPLSetConfigOption ("OGR_CURRENT_DATE", DATE);

  return write_plan (argv[1]) ? 0 : 2;
}
