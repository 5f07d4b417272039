#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Numbered rings around places of a map in the window, to be seen on every fill.
 * Never on sheets. Any thread, one cairo_t each. */

/**
 * atlas_spot_marks_paint:
 * @places: (array length=n): in the scene's coordinates; the first is number 1, and
 *   lies on top
 *
 * A number stands beside its ring where it is on no other one, if there is such a side.
 */
void     atlas_spot_marks_paint   (cairo_t          *cr,
                                   const AtlasView  *view,
                                   const AtlasScene *scene,
                                   const AtlasPoint *places,
                                   guint             n);

/**
 * atlas_spot_marks_measure:
 * @boxes: (array length=n): gets what ring and number of each cover, device units
 */
void     atlas_spot_marks_measure (const AtlasView  *view,
                                   const AtlasScene *scene,
                                   const AtlasPoint *places,
                                   guint             n,
                                   AtlasBox         *boxes);

G_END_DECLS
