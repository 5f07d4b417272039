#pragma once

#include "atlas-geometry.h"

G_BEGIN_DECLS

/**
 * atlas_outline_close:
 * @rim: the rim of #AtlasBorders: lines that follow each other head to tail
 *
 * The rim as one polygon, so that what lies inside all shapes together can be
 * filled or clipped to without the borders between them.
 *
 * Returns: (transfer full) (nullable): %NULL where a line has no next one,
 *   because the shapes' rings run different ways, or two, because corners touch
 */
AtlasGeometry *atlas_outline_close (const AtlasGeometry *rim);

G_END_DECLS
