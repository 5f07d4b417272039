#pragma once

#include "atlas-box.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ATLAS_GEOMETRY_POINT,   /* one point a part */
  ATLAS_GEOMETRY_LINE,    /* a part is a polyline */
  ATLAS_GEOMETRY_POLYGON, /* a part is a ring, not repeating its first point */
} AtlasGeometryKind;

/**
 * AtlasGeometry:
 *
 * An immutable, reference-counted shape: a multipoint, multiline or
 * multipolygon as one run of points, cut into parts. Any thread may hold one.
 *
 * In a multipolygon each polygon is an outer ring followed by its holes.
 * Shapes of a plan are in metres, EPSG:4548, x east and y north.
 */
typedef struct _AtlasGeometry AtlasGeometry;

#define ATLAS_TYPE_GEOMETRY (atlas_geometry_get_type ())
GType              atlas_geometry_get_type       (void);

/**
 * atlas_geometry_new:
 * @points: (array length=n_points): all parts one after the other; copied
 * @part_ends: (array length=n_parts): for each part the index just past its
 *   last point; the last one equals @n_points; copied
 * @polygon_ends: (nullable) (array length=n_polygons): for each polygon the
 *   index just past its last ring; %NULL for points, lines, and where every
 *   ring is an outer one; copied
 *
 * Returns: (transfer full): a new shape
 */
AtlasGeometry     *atlas_geometry_new            (AtlasGeometryKind    kind,
                                                  const AtlasPoint    *points,
                                                  guint                n_points,
                                                  const guint         *part_ends,
                                                  guint                n_parts,
                                                  const guint         *polygon_ends,
                                                  guint                n_polygons);

/* A point; and one polygon or line of a single part. */
AtlasGeometry     *atlas_geometry_new_point      (double               x,
                                                  double               y);
AtlasGeometry     *atlas_geometry_new_simple     (AtlasGeometryKind    kind,
                                                  const AtlasPoint    *points,
                                                  guint                n_points);

AtlasGeometry     *atlas_geometry_ref            (AtlasGeometry       *self);
void               atlas_geometry_unref          (AtlasGeometry       *self);

AtlasGeometryKind  atlas_geometry_get_kind       (const AtlasGeometry *self);
const AtlasPoint  *atlas_geometry_get_points     (const AtlasGeometry *self,
                                                  guint               *n_points);
guint              atlas_geometry_get_n_parts    (const AtlasGeometry *self);

/* The points of part @part: @n_points is set to how many. */
const AtlasPoint  *atlas_geometry_get_part       (const AtlasGeometry *self,
                                                  guint                part,
                                                  guint               *n_points);

guint              atlas_geometry_get_n_polygons (const AtlasGeometry *self);

/* The index just past the last ring of polygon @polygon. */
guint              atlas_geometry_get_polygon_end (const AtlasGeometry *self,
                                                  guint                polygon);

const AtlasBox    *atlas_geometry_get_box        (const AtlasGeometry *self);

/* Polygons: area in the square of the unit, holes taken off. Else 0. */
double             atlas_geometry_get_area       (const AtlasGeometry *self);

/* Lines: length; polygons: length of all rings. */
double             atlas_geometry_get_length     (const AtlasGeometry *self);

/* Polygons, by the even-odd rule; a point on an edge may be either. */
gboolean           atlas_geometry_contains       (const AtlasGeometry *self,
                                                  double               x,
                                                  double               y);

/* To the nearest point of the shape, in its unit; 0 inside a polygon. INFINITY
 * for a shape without points and for a place that is not finite. */
double             atlas_geometry_get_distance   (const AtlasGeometry *self,
                                                  double               x,
                                                  double               y);

/**
 * atlas_geometry_get_inner_point:
 *
 * A point for a label. Polygons: the centre of the widest stretch inside the
 * largest polygon along one of several horizontal lines, inside for any valid
 * polygon; the middle of one without any area. Lines: half way along the longest part. Points: the first.
 */
AtlasPoint         atlas_geometry_get_inner_point (const AtlasGeometry *self);

/* The same points in the same parts? */
gboolean           atlas_geometry_equal          (const AtlasGeometry *self,
                                                  const AtlasGeometry *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasGeometry, atlas_geometry_unref)

G_END_DECLS
