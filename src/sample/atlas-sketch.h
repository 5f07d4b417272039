#pragma once

#include "atlas-geometry.h"

G_BEGIN_DECLS

/**
 * AtlasSketch:
 * @geometry: EPSG:4548, on a grid of 1 mm
 * @code: (nullable): the property `code` or `id`
 * @accuracy: metres, as its author estimates it; NAN: unknown
 *
 * A feature of one of the GeoJSON sources. Texts that are not there are %NULL.
 */
typedef struct
{
  AtlasGeometry *geometry;
  char          *code;
  char          *name;
  char          *name_en;
  char          *kind;
  char          *source;
  double         accuracy;
} AtlasSketch;

/**
 * atlas_sketch_read:
 *
 * Reads a GeoJSON FeatureCollection in WGS84 of points, lines and polygons and
 * projects it. Errors: %ATLAS_ERROR_ACCESS, and %ATLAS_ERROR_FORMAT naming
 * file and feature.
 *
 * Returns: (transfer full) (nullable) (element-type AtlasSketch)
 */
GPtrArray   *atlas_sketch_read      (const char       *path,
                                     GError          **error);

/* The first sketch of that code, or of that name; %NULL: none. */
AtlasSketch *atlas_sketch_find      (GPtrArray        *sketches,
                                     const char       *code_or_name);

/* A place rounded to whole millimetres. */
AtlasPoint   atlas_sketch_snap      (double            x,
                                     double            y);

/* A place near @at, in whole millimetres, that is on the line from @a to @b but
 * for a thousandth of a millimetre, so that dividing the edge there does not
 * bend it. */
AtlasPoint   atlas_sketch_snap_on   (AtlasPoint        a,
                                     AtlasPoint        b,
                                     AtlasPoint        at);

/* A line through all points of @line with no corners: a centripetal
 * Catmull-Rom spline with @pieces pieces between two points. Closed if @line is.
 * Returns: (transfer full) */
AtlasGeometry *atlas_sketch_smooth  (const AtlasGeometry *line,
                                     guint            pieces);

G_END_DECLS
