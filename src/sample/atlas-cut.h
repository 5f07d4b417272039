#pragma once

#include "atlas-random.h"
#include "atlas-subdivision.h"

G_BEGIN_DECLS

/**
 * AtlasCutWish:
 * @share: of the face's area that one part is to get
 * @angle: of the street grid, radians against east
 * @least: @most: bounds for the area of the part that is to get @share, and for
 *   the other one, m²
 *
 * What a street should do to a face.
 */
typedef struct
{
  double share;
  double angle;
  double least[2];
  double most[2];
} AtlasCutWish;

void      atlas_cut_clear  (AtlasCut           *self);

/**
 * atlas_cut_find_street:
 * @points: (array length=n): a simple ring, counter-clockwise
 *
 * Finds a street across a face, near the direction of the grid or square to
 * it, so that the parts have the wished areas and are as compact as can be.
 * The street bends a little, and meets a corner where one is close.
 *
 * Returns: whether there is one; @cut is then set and @right_area is the area
 *   of the part to its right
 */
gboolean  atlas_cut_find_street (const AtlasPoint   *points,
                                 guint               n,
                                 const AtlasCutWish *wish,
                                 AtlasRandom        *random,
                                 AtlasCut           *cut,
                                 double             *right_area);

/**
 * atlas_cut_find_along:
 * @line: a road or river
 * @least: the least area either part may have, m²
 * @narrowest: the least mean width of a part along the line, m
 *
 * Finds a stretch of the line that runs through the face from edge to edge and
 * cuts off neither too little nor a ribbon.
 */
gboolean  atlas_cut_find_along  (const AtlasPoint    *points,
                                 guint                n,
                                 const AtlasGeometry *line,
                                 double               least,
                                 double               narrowest,
                                 AtlasCut            *cut);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AtlasCut, atlas_cut_clear)

G_END_DECLS
