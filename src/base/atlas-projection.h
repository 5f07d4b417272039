#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasCrs:
 * @ATLAS_CRS_GEOGRAPHIC: longitude and latitude in degrees, CGCS2000 (EPSG:4490).
 *   WGS84 is taken as the same: the two differ by less than a metre, far below
 *   any map here
 * @ATLAS_CRS_PLANE: CGCS2000 3-degree Gauss-Krüger, central meridian 117° E
 *   (EPSG:4548); x is easting and y northing, in metres
 * @ATLAS_CRS_MERCATOR: normalised spherical Web Mercator: the world is the unit
 *   square, x to the east, y to the *south*; only for the interactive map
 */
typedef enum
{
  ATLAS_CRS_GEOGRAPHIC,
  ATLAS_CRS_PLANE,
  ATLAS_CRS_MERCATOR,
} AtlasCrs;

/**
 * AtlasProjection:
 *
 * A way from one coordinate system to another, by PROJ. Any thread.
 */
typedef struct _AtlasProjection AtlasProjection;

AtlasProjection *atlas_projection_new  (AtlasCrs          from,
                                        AtlasCrs          to);
void             atlas_projection_free (AtlasProjection  *self);

/* Transforms @points in place. Points that can't be transformed become NaN. */
void             atlas_projection_apply (AtlasProjection *self,
                                         AtlasPoint      *points,
                                         gsize            n_points);

/* One point, for convenience. */
AtlasPoint       atlas_projection_point (AtlasProjection *self,
                                         double           x,
                                         double           y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasProjection, atlas_projection_free)

G_END_DECLS
