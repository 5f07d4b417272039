#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The scale bar in kilometres: the style's marks where they fit @max_width and
 * their numbers have room, else round ones that do. @metres_per_unit: ground
 * metres a device unit at the map's centre. Measures are in device units,
 * @point is device units per typographic point (AtlasView). */

#define ATLAS_SCALE_BAR_MAX_MARKS ATLAS_SCALE_BAR_MARKS

/**
 * atlas_scale_bar_get_metres_per_unit:
 * @x: @y: a place on the picture, device units
 *
 * Ground metres a device unit to the east there, by the geodesic on the
 * ellipsoid: the map's own scale is not trusted, since Mercator is 1.3 times
 * too long at Beijing.
 */
double atlas_scale_bar_get_metres_per_unit (const AtlasScene *scene,
                                            const AtlasView  *view,
                                            double            x,
                                            double            y);

/* The marks in kilometres, the first of them 0. Returns: how many */
guint  atlas_scale_bar_get_marks           (const AtlasScene *scene,
                                            double            point,
                                            double            metres_per_unit,
                                            double            max_width,
                                            double            marks[ATLAS_SCALE_BAR_MAX_MARKS]);

void   atlas_scale_bar_measure             (const AtlasScene *scene,
                                            double            point,
                                            double            metres_per_unit,
                                            double            max_width,
                                            double           *width,
                                            double           *height);

/* @x, @y: the upper left corner; the bar itself begins at @x. */
void   atlas_scale_bar_paint               (cairo_t          *cr,
                                            const AtlasScene *scene,
                                            double            point,
                                            double            metres_per_unit,
                                            double            max_width,
                                            double            x,
                                            double            y);

G_END_DECLS
