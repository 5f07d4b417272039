#pragma once

#include "atlas-scale-bar.h"
#include "atlas-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The legend of a scene, made from the style's entries: swatches, lines,
 * symbols and the density ramp with numbers and unit. All measures are in
 * device units, @point is device units per typographic point (AtlasView). */

/* The size it takes when texts may be up to @max_width wide altogether. */
void atlas_legend_measure (const AtlasScene *scene,
                           double            point,
                           double            max_width,
                           double           *width,
                           double           *height);

void atlas_legend_paint   (cairo_t          *cr,
                           const AtlasScene *scene,
                           double            point,
                           double            max_width,
                           double            x,
                           double            y);

G_END_DECLS
