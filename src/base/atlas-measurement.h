#pragma once

#include "atlas-box.h"
#include "atlas-quantity.h"

G_BEGIN_DECLS

/**
 * atlas_measurement_describe:
 * @points: (array length=n_points): longitude and latitude in degrees
 *
 * What was measured on the ground, see atlas-geodesic.h, as text to be pasted: a
 * line for each point with its coordinates, the length of the leg to it and
 * that along the line so far, separated by tabs; the total; from three points
 * on the area of the ring they make. Any thread.
 *
 * Returns: (transfer full)
 */
char *atlas_measurement_describe (const AtlasPoint *points,
                                  guint             n_points,
                                  AtlasAreaUnit     unit);

G_END_DECLS
