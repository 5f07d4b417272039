#pragma once

#include "atlas-box.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasPointTable:
 * @x: @y: (element-type double): metres, in the system that was asked for
 * @weight: (element-type double) (nullable): %NULL: no field was asked for
 * @layer: what the layer is called
 *
 * The points of somebody's file, as columns. Immutable: any thread.
 */
typedef struct
{
  GArray *x;
  GArray *y;
  GArray *weight;
  char   *layer;
} AtlasPointTable;

/**
 * atlas_point_table_check_crs:
 * @crs: like "EPSG:4548"
 *
 * %ATLAS_ERROR_ARGUMENT: it is unknown, geographic, or not in metres.
 */
gboolean         atlas_point_table_check_crs (const char    *crs,
                                              GError       **error);

/**
 * atlas_point_table_read:
 * @layer: (nullable): %NULL where the file has but one
 * @weight_field: (nullable): a field of numbers
 * @crs: what the points are to be in; nothing is transformed
 *
 * Reads a layer of points from a file in one of GDAL's formats; not from those that
 * reach for other files or the network (VRT, web services, databases on servers). A
 * CSV file has columns x and y, or easting and northing. A layer that says nothing of
 * its coordinate system is taken to be in @crs, unless all its numbers could be degrees.
 * Blocking; any thread.
 *
 * %ATLAS_ERROR_ACCESS: the file can't be opened. %ATLAS_ERROR_ARGUMENT: the layer,
 * field or system is not the file's; the message says what it has.
 * %ATLAS_ERROR_FORMAT: a row has no point, more than one, or no number.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasPointTable *atlas_point_table_read      (const char    *path,
                                              const char    *layer,
                                              const char    *weight_field,
                                              const char    *crs,
                                              GCancellable  *cancellable,
                                              GError       **error);
void             atlas_point_table_free      (AtlasPointTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasPointTable, atlas_point_table_free)

G_END_DECLS
