#pragma once

#include "atlas-geometry.h"

G_BEGIN_DECLS

/**
 * AtlasWkbReader:
 *
 * Room that is used again for each shape. Not to be shared between threads.
 */
typedef struct
{
  GArray *points;       /* AtlasPoint */
  GArray *part_ends;    /* guint */
  GArray *polygon_ends; /* guint */
} AtlasWkbReader;

void           atlas_wkb_reader_init  (AtlasWkbReader       *self);
void           atlas_wkb_reader_clear (AtlasWkbReader       *self);

/**
 * atlas_wkb_reader_read:
 * @blob: a geometry as GeoPackages hold it: their header, then well-known
 *   binary (OGC 12-128r17, 2.1.3; OGC 06-103r4, 8.2)
 * @srs_id: the number the header must name
 * @problem: (out): if %NULL is returned for a shape that can't be used, what
 *   is wrong with it, in the user's language; %NULL for an empty shape
 *
 * Points, lines and polygons and their multiples in two dimensions. All
 * coordinates are finite and within 10,000 km, lines have two points, rings
 * four and are closed.
 *
 * Returns: (transfer full) (nullable)
 */
AtlasGeometry *atlas_wkb_reader_read  (AtlasWkbReader       *self,
                                       const guint8         *blob,
                                       gsize                 size,
                                       int                   srs_id,
                                       const char          **problem);

/* Returns: (transfer full): a geometry as GeoPackages hold it, little-endian: a POINT
 * without, or a MULTILINESTRING or MULTIPOLYGON with its envelope, as GDAL writes them. A
 * geometry of several points gives its first. */
GByteArray    *atlas_wkb_write        (const AtlasGeometry  *geometry,
                                       int                   srs_id);

/* @box: (out): around the geometry in @blob, empty if that is. Returns: whether it could
 * be read, whatever its coordinate system. */
gboolean       atlas_wkb_read_box     (const guint8         *blob,
                                       gsize                 size,
                                       AtlasBox             *box);

G_END_DECLS
