#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/* Measuring on the ground: on the ellipsoid of CGCS2000, a = 6 378 137 m and
 * 1/f = 298.257222101, along geodesics, by the algorithms of
 * C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43–55,
 * doi 10.1007/s00190-012-0578-z, as PROJ has them; good to nanometres.
 *
 * Points are longitude (x) and latitude (y) in degrees. A point that is not
 * finite makes the result NAN. Any thread. */

/* Metres from @a to @b. */
double atlas_geodesic_distance (const AtlasPoint *a,
                                const AtlasPoint *b);

/**
 * atlas_geodesic_length:
 * @points: (array length=n_points): the corners of a line, open
 *
 * Returns: the line's length in metres; 0 for fewer than two points
 */
double atlas_geodesic_length   (const AtlasPoint *points,
                                guint             n_points);

/* Places along the geodesic from @a to @b: @points (array length=n_points) are
 * both ends and what is between, equally far apart. @n_points: 2 or more */
void   atlas_geodesic_trace    (const AtlasPoint *a,
                                const AtlasPoint *b,
                                AtlasPoint       *points,
                                guint             n_points);

/**
 * atlas_geodesic_area:
 * @points: (array length=n_points): the corners of a ring in either direction,
 *   which need not repeat the first one
 * @perimeter: (out) (optional): the ring's length in metres; of two points,
 *   there and back
 *
 * Where a ring crosses itself, the parts that run the other way count against
 * the rest, as in a plane.
 *
 * Returns: the area in m², never negative; 0 for fewer than three points
 */
double atlas_geodesic_area     (const AtlasPoint *points,
                                guint             n_points,
                                double           *perimeter);

G_END_DECLS
