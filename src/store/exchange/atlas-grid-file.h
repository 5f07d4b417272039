#pragma once

#include "atlas-grid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What cells without a value hold in a file; densities are never below 0. */
#define ATLAS_GRID_FILE_NODATA (-9999.0)

/* The metadata item of a file that holds its receipt. */
#define ATLAS_GRID_FILE_RECEIPT "RENEWAL_ATLAS_RECEIPT"

/**
 * atlas_grid_file_write:
 * @crs: the system of the grid, like "EPSG:4548"
 * @unit: of its values
 * @description: (nullable): one line for people
 * @receipt: JSON
 *
 * Writes a GeoTIFF: one band of float32, nodata where the grid has no value,
 * compressed by deflate, in blocks of 256 × 256 cells, with overviews, and @receipt in
 * its metadata. By way of a temporary file beside @path that takes its place when
 * complete: else there is no file, or the one there was. Blocking; any thread.
 *
 * %ATLAS_ERROR_ACCESS: it can't be written.
 */
gboolean atlas_grid_file_write (const AtlasGrid  *grid,
                                const char       *path,
                                const char       *crs,
                                const char       *unit,
                                const char       *description,
                                const char       *receipt,
                                GCancellable     *cancellable,
                                GError          **error);

G_END_DECLS
