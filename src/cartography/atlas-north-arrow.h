#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * atlas_north_arrow_get_angle:
 *
 * Where true north is at the middle of a view: 0 up, radians, clockwise. In
 * the plane the grid's north leaves it by the meridian convergence, at
 * Beijing up to about one degree; in Mercator it is 0.
 */
double atlas_north_arrow_get_angle (const AtlasScene *scene,
                                    const AtlasView  *view);

/* The height of an arrow with its letter, in device units. */
double atlas_north_arrow_measure   (const AtlasScene *scene,
                                    double            point);

/* @x: the middle; @y: the upper edge. */
void   atlas_north_arrow_paint     (cairo_t          *cr,
                                    const AtlasScene *scene,
                                    double            point,
                                    double            angle,
                                    double            x,
                                    double            y);

G_END_DECLS
