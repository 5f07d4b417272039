#include "atlas-point-table.h"

#include "atlas-error.h"
#include "atlas-gdal.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Rows between two looks at the cancellable. */
#define CANCEL_STRIDE 4096

/* Of 100: that a system is the listed one. */
#define LEAST_CONFIDENCE 90

/* Formats that are one file, or one with its companions. */
static const char *const drivers[] = {
  "GPKG", "ESRI Shapefile", "GeoJSON", "GeoJSONSeq", "TopoJSON", "CSV", "FlatGeobuf", "XLSX",
  "ODS", "KML", "GML", "GPX", "SQLite", "MapInfo File", "DXF", "OpenFileGDB", "Parquet", "Arrow",
  NULL,
};

static const char *const open_options[] = {
  "X_POSSIBLE_NAMES=x,easting,east,e", "Y_POSSIBLE_NAMES=y,northing,north,n",
  "KEEP_GEOM_COLUMNS=NO", "AUTODETECT_TYPE=YES", NULL,
};

typedef GDALDatasetH Dataset;
typedef OGRSpatialReferenceH Srs;

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Dataset, GDALClose, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Srs, OSRRelease, NULL)

typedef struct
{
  const char      *path;
  OGRLayerH        layer;
  int              field; /* -1: none */
  const char      *field_name;
  GCancellable    *cancellable;
  AtlasPointTable *table;
} Reading;

static Srs
parse_crs (const char  *crs,
           GError     **error)
{
  g_auto(Srs) srs = OSRNewSpatialReference (NULL);

  if (OSRSetFromUserInput (srs, crs) == OGRERR_NONE)
    return g_steal_pointer (&srs);

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("“%s” is no coordinate system that is known. Write it like EPSG:4548."), crs);

  return NULL;
}

static Srs
parse_metric_crs (const char  *crs,
                  GError     **error)
{
  g_auto(Srs) srs = parse_crs (crs, error);

  if (srs == NULL)
    return NULL;

  if (!OSRIsProjected (srs))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s counts in degrees, and a density needs metres. Choose a projected system, "
                   "like EPSG:4548, and transform the points to it first."), crs);
  else if (fabs (OSRGetLinearUnits (srs, NULL) - 1) > 1e-9)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s does not count in metres. Choose a system that does, like EPSG:4548, and "
                   "transform the points to it first."), crs);
  else
    return g_steal_pointer (&srs);

  return NULL;
}

gboolean
atlas_point_table_check_crs (const char  *crs,
                             GError     **error)
{
  g_auto(Srs) srs = NULL;

  atlas_gdal_init ();
  srs = parse_metric_crs (crs, error);

  return srs != NULL;
}

/* A .prj file of another program names a system in its own words, without its number.
 * Returns: (nullable): what it is called in the EPSG's list */
static Srs
identify_srs (OGRSpatialReferenceH srs)
{
  int *confidences = NULL, n = 0;
  OGRSpatialReferenceH *matches = OSRFindMatches (srs, NULL, &n, &confidences);
  Srs found = n > 0 && confidences[0] >= LEAST_CONFIDENCE ? OSRClone (matches[0]) : NULL;

  OSRFreeSRSArray (matches);
  CPLFree (confidences);

  return found;
}

/* Its code where it has one, else its name. */
static char *
describe_srs (OGRSpatialReferenceH srs)
{
  const char *authority = OSRGetAuthorityName (srs, NULL);
  const char *code = OSRGetAuthorityCode (srs, NULL);
  const char *name = OSRGetName (srs);

  if (authority != NULL && code != NULL)
    return g_strdup_printf ("%s:%s", authority, code);

  return g_strdup (name != NULL ? name : "?");
}

static gboolean
is_same_srs (OGRSpatialReferenceH one,
             OGRSpatialReferenceH other)
{
  static const char *const criteria[] = {
    "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS",
    NULL
  };

  return OSRIsSameEx (one, other, criteria);
}

static gboolean
check_layer_crs (const Reading  *reading,
                 const char     *crs,
                 GError        **error)
{
  OGRSpatialReferenceH own = OGR_L_GetSpatialRef (reading->layer);
  g_auto(Srs) wanted = parse_metric_crs (crs, error);
  g_auto(Srs) listed = NULL;
  g_autofree char *name = NULL;

  if (wanted == NULL)
    return FALSE;
  if (own == NULL || is_same_srs (own, wanted))
    return TRUE;

  listed = identify_srs (own);
  if (listed != NULL && is_same_srs (listed, wanted))
    return TRUE;

  name = describe_srs (listed != NULL ? listed : own);
  if (OSRIsProjected (own))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s: The points are in %s, and the density is to be computed in %s. Give "
                   "--crs %s, or transform the points first."), reading->path, name, crs, name);
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s: The points are in %s, which counts in degrees, and the density is to be "
                   "computed in %s. Transform the points to it first."),
                 reading->path, name, crs);

  return FALSE;
}

static char *
list_layers (GDALDatasetH dataset)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    g_strv_builder_add (names, OGR_L_GetName (GDALDatasetGetLayer (dataset, i)));
  list = g_strv_builder_end (names);

  return g_strjoinv (", ", list);
}

static OGRLayerH
find_layer (GDALDatasetH   dataset,
            const char    *path,
            const char    *layer,
            GError       **error)
{
  g_autofree char *names = NULL;
  OGRLayerH found = NULL;

  if (layer != NULL)
    found = GDALDatasetGetLayerByName (dataset, layer);
  else if (GDALDatasetGetLayerCount (dataset) == 1)
    found = GDALDatasetGetLayer (dataset, 0);
  if (found != NULL)
    return found;

  names = list_layers (dataset);
  if (layer != NULL)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s: There is no layer “%s”. Choose one of these for --layer: %s"), path, layer,
                 names);
  else
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("%s: There is more than one layer. Choose one of these for --layer: %s"), path,
                 names);

  return NULL;
}

static char *
list_number_fields (OGRFeatureDefnH definition)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);
      OGRFieldType type = OGR_Fld_GetType (field);

      if (type == OFTInteger || type == OFTInteger64 || type == OFTReal)
        g_strv_builder_add (names, OGR_Fld_GetNameRef (field));
    }
  list = g_strv_builder_end (names);

  return g_strjoinv (", ", list);
}

static gboolean
is_number (const char *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  return end != text && end[strspn (end, " ")] == '\0' && isfinite (number);
}

/* One “nan” among the numbers of a table, and all are texts: that one is to be told.
 * Returns: %TRUE: there are numbers, and @error is set */
static gboolean
tell_text_among_numbers (const Reading  *reading,
                         GError        **error)
{
  g_autofree char *text = NULL;
  gboolean has_numbers = FALSE;
  GIntBig row = 0;
  OGRFeatureH feature;

  OGR_L_ResetReading (reading->layer);
  while ((text == NULL || !has_numbers) &&
         (feature = OGR_L_GetNextFeature (reading->layer)) != NULL)
    {
      g_autofree char *value = g_strdup (OGR_F_GetFieldAsString (feature, reading->field));

      if (is_number (value))
        has_numbers = TRUE;
      else if (text == NULL)
        {
          text = g_steal_pointer (&value);
          row = OGR_F_GetFID (feature);
        }
      OGR_F_Destroy (feature);
    }
  if (text == NULL || !has_numbers)
    return FALSE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
               _("%s: Row %ld has “%s” for “%s”, which is no number. Give it one, or leave it "
                 "out."), reading->path, (glong) row, text, reading->field_name);

  return TRUE;
}

static gboolean
find_field (Reading  *reading,
            GError  **error)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (reading->layer);
  g_autofree char *names = NULL;
  OGRFieldType type;

  if (reading->field_name == NULL)
    return TRUE;

  reading->field = OGR_FD_GetFieldIndex (definition, reading->field_name);
  if (reading->field >= 0)
    {
      type = OGR_Fld_GetType (OGR_FD_GetFieldDefn (definition, reading->field));
      if (type == OFTInteger || type == OFTInteger64 || type == OFTReal)
        return TRUE;
      if (type == OFTString && tell_text_among_numbers (reading, error))
        return FALSE;
    }

  names = list_number_fields (definition);
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("%s: “%s” is no field of numbers. Choose one of these for --weight-field: %s"),
               reading->path, reading->field_name, names);

  return FALSE;
}

static gboolean
add_row (const Reading  *reading,
         OGRFeatureH     feature,
         GError        **error)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  glong row = (glong) OGR_F_GetFID (feature);
  double x, y, weight;

  if (geometry == NULL || wkbFlatten (OGR_G_GetGeometryType (geometry)) != wkbPoint ||
      OGR_G_IsEmpty (geometry))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                   _("%s: Row %ld is not one point. Leave out such rows, or take a layer of "
                     "points."), reading->path, row);
      return FALSE;
    }
  if (reading->field >= 0 && !OGR_F_IsFieldSetAndNotNull (feature, reading->field))
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
                   _("%s: Row %ld has no “%s”. Give it one, or leave it out."), reading->path, row,
                   reading->field_name);
      return FALSE;
    }

  x = OGR_G_GetX (geometry, 0);
  y = OGR_G_GetY (geometry, 0);
  g_array_append_val (reading->table->x, x);
  g_array_append_val (reading->table->y, y);
  if (reading->field >= 0)
    {
      weight = OGR_F_GetFieldAsDouble (feature, reading->field);
      g_array_append_val (reading->table->weight, weight);
    }

  return TRUE;
}

static gboolean
read_rows (const Reading  *reading,
           GError        **error)
{
  gboolean read = TRUE;
  OGRFeatureH feature;

  CPLErrorReset ();
  OGR_L_ResetReading (reading->layer);
  for (guint i = 0; read && (feature = OGR_L_GetNextFeature (reading->layer)) != NULL; i++)
    {
      read = (i % CANCEL_STRIDE != 0 ||
              !g_cancellable_set_error_if_cancelled (reading->cancellable, error)) &&
             add_row (reading, feature, error);
      OGR_F_Destroy (feature);
    }
  if (!read || CPLGetLastErrorType () < CE_Failure)
    return read;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT,
               _("%s: The file can't be read to its end (%s). It may be damaged: get another "
                 "copy."), reading->path, CPLGetLastErrorMsg ());

  return FALSE;
}

/* Longitude and latitude that say nothing of it: as metres they would all be on one spot,
 * thousands of kilometres away. */
static gboolean
check_degrees (const Reading  *reading,
               const char     *crs,
               GError        **error)
{
  const AtlasPointTable *table = reading->table;

  for (guint i = 0; i < table->x->len; i++)
    if (!(fabs (g_array_index (table->x, double, i)) <= 180 &&
          fabs (g_array_index (table->y, double, i)) <= 180))
      return TRUE;
  if (table->x->len == 0)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("%s: The points seem to be in degrees, like %g, %g, and the density is to be "
                 "computed in %s. Transform the points to it first."), reading->path,
               g_array_index (table->x, double, 0), g_array_index (table->y, double, 0), crs);

  return FALSE;
}

static gboolean
check_has_points (const Reading  *reading,
                  GError        **error)
{
  if (OGR_L_GetGeomType (reading->layer) != wkbNone)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("%s: “%s” is a table without points. Name its columns with coordinates x and y, "
                 "or easting and northing, in metres."), reading->path,
               OGR_L_GetName (reading->layer));

  return FALSE;
}

static AtlasPointTable *
table_new (const Reading *reading)
{
  AtlasPointTable *self = g_new0 (AtlasPointTable, 1);

  self->x = g_array_new (FALSE, FALSE, sizeof (double));
  self->y = g_array_new (FALSE, FALSE, sizeof (double));
  if (reading->field >= 0)
    self->weight = g_array_new (FALSE, FALSE, sizeof (double));
  self->layer = g_strdup (OGR_L_GetName (reading->layer));

  return self;
}

AtlasPointTable *
atlas_point_table_read (const char    *path,
                        const char    *layer,
                        const char    *weight_field,
                        const char    *crs,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_auto(Dataset) dataset = NULL;
  g_autoptr(AtlasPointTable) table = NULL;
  Reading reading = { path, NULL, -1, weight_field, cancellable };

  atlas_gdal_init ();
  dataset = GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, open_options, NULL);
  if (dataset == NULL)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("“%s” can't be opened as a file of points. Check its name, and that it is a "
                     "GeoPackage, shapefile, GeoJSON, CSV or the like."), path);
      return NULL;
    }
  if ((reading.layer = find_layer (dataset, path, layer, error)) == NULL ||
      !check_layer_crs (&reading, crs, error) || !check_has_points (&reading, error) ||
      !find_field (&reading, error))
    return NULL;

  table = table_new (&reading);
  reading.table = table;

  return read_rows (&reading, error) && check_degrees (&reading, crs, error)
         ? g_steal_pointer (&table) : NULL;
}

void
atlas_point_table_free (AtlasPointTable *self)
{
  g_array_unref (self->x);
  g_array_unref (self->y);
  g_clear_pointer (&self->weight, g_array_unref);
  g_free (self->layer);
  g_free (self);
}
