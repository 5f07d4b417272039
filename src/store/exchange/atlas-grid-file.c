#include "atlas-grid-file.h"

#include "atlas-error.h"
#include "atlas-gdal.h"

#include <errno.h>
#include <fcntl.h>
#include <gdal.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ogr_srs_api.h>
#include <unistd.h>

/* Cells of a file's block; as many rows are written at a time. */
#define BLOCK 256u

/* Overviews are made until one fits into a block. */
#define MAX_OVERVIEWS 16

static const char *const creation_options[] = {
  "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE", "PREDICTOR=3",
  "BIGTIFF=IF_SAFER", "NUM_THREADS=ALL_CPUS", NULL,
};

typedef struct
{
  const AtlasGrid *grid;
  const char      *crs;
  const char      *unit;
  const char      *description;
  const char      *receipt;
  GCancellable    *cancellable;
  char            *problem; /* (nullable): what GDAL said first */
} Writing;

/* GDAL goes on after a full disk, and only says so. */
static void
note_problem (CPLErr      level,
              CPLErrorNum number,
              const char *message)
{
  Writing *self = CPLGetErrorHandlerUserData ();

  if (level >= CE_Failure && self->problem == NULL)
    self->problem = g_strdup (message);
}

static int
go_on (double      share,
       const char *message,
       void       *data)
{
  return !g_cancellable_is_cancelled (((const Writing *) data)->cancellable);
}

static GDALDatasetH
create (const Writing *self,
        const char    *path)
{
  AtlasBox box = atlas_grid_get_box (self->grid);
  double cell = atlas_grid_get_cell (self->grid);
  double to_ground[] = { box.x0, cell, 0, box.y1, 0, -cell };
  GDALDatasetH dataset =
    GDALCreate (GDALGetDriverByName ("GTiff"), path, (int) atlas_grid_get_n_columns (self->grid),
                (int) atlas_grid_get_n_rows (self->grid), 1, GDT_Float32,
                (char **) creation_options);
  OGRSpatialReferenceH srs;
  GDALRasterBandH band;

  if (dataset == NULL)
    return NULL;

  srs = OSRNewSpatialReference (NULL);
  OSRSetFromUserInput (srs, self->crs);
  GDALSetSpatialRef (dataset, srs);
  OSRRelease (srs);
  GDALSetGeoTransform (dataset, to_ground);
  GDALSetMetadataItem (dataset, ATLAS_GRID_FILE_RECEIPT, self->receipt, NULL);
  if (self->description != NULL)
    GDALSetMetadataItem (dataset, "TIFFTAG_IMAGEDESCRIPTION", self->description, NULL);

  band = GDALGetRasterBand (dataset, 1);
  GDALSetRasterNoDataValue (band, ATLAS_GRID_FILE_NODATA);
  GDALSetRasterUnitType (band, self->unit);

  return dataset;
}

/* Rows of a file go from the north to the south. */
static void
copy_row (const Writing *self,
          int            row,
          float         *values)
{
  int n = (int) atlas_grid_get_n_columns (self->grid);

  for (int column = 0; column < n; column++)
    values[column] = atlas_grid_has_value (self->grid, column, row)
                     ? atlas_grid_get_value (self->grid, column, row)
                     : (float) ATLAS_GRID_FILE_NODATA;
}

static gboolean
write_values (const Writing *self,
              GDALDatasetH   dataset)
{
  int n_columns = (int) atlas_grid_get_n_columns (self->grid);
  int n_rows = (int) atlas_grid_get_n_rows (self->grid);
  GDALRasterBandH band = GDALGetRasterBand (dataset, 1);
  g_autofree float *values = g_new (float, (gsize) n_columns * BLOCK);

  for (int first = 0; first < n_rows; first += (int) BLOCK)
    {
      int n = MIN ((int) BLOCK, n_rows - first);

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      for (int r = 0; r < n; r++)
        copy_row (self, n_rows - 1 - first - r, values + (gsize) r * (gsize) n_columns);
      if (GDALRasterIO (band, GF_Write, 0, first, n_columns, n, values, n_columns, n, GDT_Float32,
                        0, 0) != CE_None)
        return FALSE;
    }

  return TRUE;
}

static guint
list_overviews (const AtlasGrid *grid,
                int              factors[MAX_OVERVIEWS])
{
  guint size = MAX (atlas_grid_get_n_columns (grid), atlas_grid_get_n_rows (grid));
  guint n = 0;

  while (n < MAX_OVERVIEWS && size > BLOCK << n)
    {
      factors[n] = 2 << n;
      n++;
    }

  return n;
}

static gboolean
write_overviews (Writing      *self,
                 GDALDatasetH  dataset)
{
  int factors[MAX_OVERVIEWS];
  guint n = list_overviews (self->grid, factors);

  return n == 0 || GDALBuildOverviews (dataset, "AVERAGE", (int) n, factors, 0, NULL, go_on,
                                       self) == CE_None;
}

/* As those will open it who get it. */
static gboolean
is_complete (const Writing *self,
             const char    *path)
{
  GDALDatasetH dataset = GDALOpenEx (path, GDAL_OF_RASTER, NULL, NULL, NULL);
  int factors[MAX_OVERVIEWS];
  gboolean complete;

  if (dataset == NULL)
    return FALSE;

  complete = GDALGetRasterXSize (dataset) == (int) atlas_grid_get_n_columns (self->grid) &&
             GDALGetRasterYSize (dataset) == (int) atlas_grid_get_n_rows (self->grid) &&
             g_strcmp0 (GDALGetMetadataItem (dataset, ATLAS_GRID_FILE_RECEIPT, NULL),
                        self->receipt) == 0 &&
             GDALGetOverviewCount (GDALGetRasterBand (dataset, 1)) ==
             (int) list_overviews (self->grid, factors);
  GDALClose (dataset);

  return complete;
}

static gboolean
write_file (Writing    *self,
            const char *path)
{
  GDALDatasetH dataset;
  gboolean written;

  CPLPushErrorHandlerEx (note_problem, self);
  dataset = create (self, path);
  written = dataset != NULL && write_values (self, dataset) && write_overviews (self, dataset);
  if (dataset != NULL)
    GDALClose (dataset);
  written = written && self->problem == NULL && is_complete (self, path);
  CPLPopErrorHandler ();

  return written && self->problem == NULL;
}

static gboolean
flush (const char *path)
{
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean flushed = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);

  if (fd >= 0)
    close (fd);

  return flushed;
}

/* @problem: (nullable): %NULL: errno tells */
static void
set_write_error (GError     **error,
                 const char  *path,
                 const char  *problem)
{
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
               _("Can't write “%s” (%s): choose another folder, or check the disk"), path,
               problem != NULL ? problem : g_strerror (errno));
}

/* An empty file beside @path, readable for whom new files are. */
static char *
make_temporary (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *template = g_strdup_printf (".%s.XXXXXX", name);
  g_autofree char *temporary = g_build_filename (folder, template, NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      set_write_error (error, path, NULL);
      return NULL;
    }
  close (fd);

  return g_steal_pointer (&temporary);
}

gboolean
atlas_grid_file_write (const AtlasGrid  *grid,
                       const char       *path,
                       const char       *crs,
                       const char       *unit,
                       const char       *description,
                       const char       *receipt,
                       GCancellable     *cancellable,
                       GError          **error)
{
  Writing writing = { grid, crs, unit, description, receipt, cancellable };
  g_autofree char *temporary = make_temporary (path, error);
  g_autofree char *problem = NULL;
  gboolean written;

  if (temporary == NULL)
    return FALSE;

  atlas_gdal_init ();
  written = write_file (&writing, temporary);
  problem = writing.problem;
  if (written && !g_cancellable_is_cancelled (cancellable) && flush (temporary) &&
      g_rename (temporary, path) == 0)
    return TRUE;

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    set_write_error (error, path, written ? NULL : problem != NULL ? problem : _("incomplete"));
  g_unlink (temporary);

  return FALSE;
}
