#pragma once

#include "atlas-geos.h"

G_BEGIN_DECLS

/**
 * AtlasStairs:
 * @angle: of the streets, radians against east
 * @step: mean distance of two streets, metres
 * @seed: of the streets' places
 *
 * A grid of streets, unevenly far apart, over all the plane.
 */
typedef struct
{
  double  angle;
  double  step;
  guint64 seed;
} AtlasStairs;

/**
 * atlas_stairs_fit:
 *
 * The cells of the grid that lie, as a rule, more inside @shape than outside:
 * its edge runs along the streets, with no step or spit of a single cell. What
 * @shape gains the result gains too, but for a few cells.
 *
 * Returns: (transfer none): owned by @geos
 */
const AtlasShape *atlas_stairs_fit (const AtlasStairs *self,
                                    AtlasGeos         *geos,
                                    const AtlasShape  *shape);

/* Turns a shape whose edges all run along the axes around the origin by @angle:
 * its corners, rounded to whole millimetres; points between them are left out. */
const AtlasShape *atlas_stairs_turn (AtlasGeos         *geos,
                                     const AtlasShape  *shape,
                                     double             angle);

/* A place turned around the origin. */
AtlasPoint        atlas_stairs_turn_point (AtlasPoint   at,
                                           double       angle);

G_END_DECLS
