#pragma once

#include "atlas-shapes-private.h"

G_BEGIN_DECLS

/**
 * atlas_borders_find:
 * @polygons: (array length=n): shapes that share their edges vertex by vertex
 * @borders: (out caller-allocates): to be cleared by atlas_borders_clear()
 *
 * Finds each edge once and joins edges to long lines, so that a border that
 * two polygons share is stroked once.
 */
void atlas_borders_find  (AtlasGeometry *const *polygons,
                          guint                 n,
                          AtlasBorders         *borders);
void atlas_borders_clear (AtlasBorders         *borders);

G_END_DECLS
