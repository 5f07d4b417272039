#pragma once

#include "atlas-geometry.h"

G_BEGIN_DECLS

/**
 * AtlasSubdivision:
 *
 * Faces in the plane that share nodes: where one face gets a new node on an
 * edge, so does its neighbour, and so neighbours keep the same vertices however
 * often they are cut. Faces are simple rings without holes, counter-clockwise,
 * with nodes on a grid of 1 mm.
 */
typedef struct _AtlasSubdivision AtlasSubdivision;

/**
 * AtlasCut:
 * @from_edge: @to_edge: edges of a face; edge i runs from its node i to the next
 * @points: (element-type AtlasPoint): a line through the inside of the face;
 *   the first point lies on @from_edge, the last on @to_edge
 */
typedef struct
{
  guint   from_edge;
  guint   to_edge;
  GArray *points;
} AtlasCut;

AtlasSubdivision *atlas_subdivision_new         (void);
void              atlas_subdivision_free        (AtlasSubdivision       *self);

/* Adds a ring; nodes at the same place as earlier ones are those. */
guint             atlas_subdivision_add         (AtlasSubdivision       *self,
                                                 const AtlasPoint       *points,
                                                 guint                   n);

guint             atlas_subdivision_get_n_faces (const AtlasSubdivision *self);

/* The node numbers of a face, and the places of its nodes; borrowed until the
 * next change, or with `dup` owned. */
const guint      *atlas_subdivision_get_nodes   (const AtlasSubdivision *self,
                                                 guint                   face,
                                                 guint                  *n);
AtlasPoint       *atlas_subdivision_dup_points  (const AtlasSubdivision *self,
                                                 guint                   face,
                                                 guint                  *n);
double            atlas_subdivision_get_area    (const AtlasSubdivision *self,
                                                 guint                   face);

/* The face at the other side of an edge of @face; -1: none. */
int               atlas_subdivision_get_neighbour (const AtlasSubdivision *self,
                                                   guint                   face,
                                                   guint                   edge);

/**
 * atlas_subdivision_split:
 *
 * Splits @face in two: it keeps the part to the left of the cut, and a new
 * face gets the part to the right. The cut must cross no other edge.
 *
 * Returns: the new face; -1 when the cut would leave a part without area
 */
int               atlas_subdivision_split       (AtlasSubdivision       *self,
                                                 guint                   face,
                                                 const AtlasCut         *cut);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasSubdivision, atlas_subdivision_free)

G_END_DECLS
