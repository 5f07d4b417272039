#pragma once

#include "atlas-geometry.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

G_BEGIN_DECLS

/**
 * AtlasGeos:
 *
 * Set operations on polygons by GEOS. The shapes it returns belong to it and live
 * until atlas_geos_free(), or until they are released; so an expression of many
 * steps needs no clean-up. One thread.
 *
 * An operation GEOS can't do is a mistake in the sources or in the program,
 * and ends it: there is no plan to save.
 */
typedef struct _AtlasGeos AtlasGeos;

typedef GEOSGeometry AtlasShape;

AtlasGeos        *atlas_geos_new         (void);
void              atlas_geos_free        (AtlasGeos           *self);

/* Frees all shapes made since there were @mark of them. */
guint             atlas_geos_mark        (AtlasGeos           *self);
void              atlas_geos_release     (AtlasGeos           *self,
                                          guint                mark);

const AtlasShape *atlas_geos_from        (AtlasGeos           *self,
                                          const AtlasGeometry *geometry);

/* The outer rings and holes of all polygons of @shape; %NULL when it has none.
 * Returns: (transfer full) */
AtlasGeometry    *atlas_geos_to          (AtlasGeos           *self,
                                          const AtlasShape    *shape);

const AtlasShape *atlas_geos_box         (AtlasGeos           *self,
                                          const AtlasBox      *box);
const AtlasShape *atlas_geos_line        (AtlasGeos           *self,
                                          AtlasPoint           from,
                                          AtlasPoint           to);
const AtlasShape *atlas_geos_empty       (AtlasGeos           *self);

const AtlasShape *atlas_geos_union       (AtlasGeos           *self,
                                          const AtlasShape    *a,
                                          const AtlasShape    *b);
const AtlasShape *atlas_geos_union_all   (AtlasGeos           *self,
                                          GPtrArray           *shapes);
const AtlasShape *atlas_geos_intersect   (AtlasGeos           *self,
                                          const AtlasShape    *a,
                                          const AtlasShape    *b);
const AtlasShape *atlas_geos_subtract    (AtlasGeos           *self,
                                          const AtlasShape    *a,
                                          const AtlasShape    *b);

/* Grown by @by metres (negative: shrunk), corners kept sharp. */
const AtlasShape *atlas_geos_grow        (AtlasGeos           *self,
                                          const AtlasShape    *shape,
                                          double               by);

/* The polygons of @shape of at least @least_area, without their holes. */
const AtlasShape *atlas_geos_fill        (AtlasGeos           *self,
                                          const AtlasShape    *shape,
                                          double               least_area);

/* All areas that the lines of @shapes enclose, with vertices on a grid of 1 mm. */
const AtlasShape *atlas_geos_polygonize  (AtlasGeos           *self,
                                          GPtrArray           *shapes);

const AtlasShape *atlas_geos_boundary    (AtlasGeos           *self,
                                          const AtlasShape    *shape);

double            atlas_geos_area        (AtlasGeos           *self,
                                          const AtlasShape    *shape);
AtlasPoint        atlas_geos_inner_point (AtlasGeos           *self,
                                          const AtlasShape    *shape);
guint             atlas_geos_n_parts     (AtlasGeos           *self,
                                          const AtlasShape    *shape);
const AtlasShape *atlas_geos_part        (AtlasGeos           *self,
                                          const AtlasShape    *shape,
                                          guint                part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasGeos, atlas_geos_free)

G_END_DECLS
