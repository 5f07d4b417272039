#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* The one painter for screen, sheets and tests. Any thread, one cairo_t each.
 * The caller clips to its picture; (0, 0) is the view's upper left corner. */

/* Nothing of a shape is drawn farther off than this, typographic points. */
#define ATLAS_PAINTER_REACH 12.0

/* Everything but lettering: what a tile of the window holds. */
void atlas_painter_paint_ground (cairo_t          *cr,
                                 const AtlasView  *view,
                                 const AtlasScene *scene);

/* The ground is these, one over the other. Where a density moves under the hand the first
 * and the last stay as they are. */
typedef enum
{
  ATLAS_GROUND_BELOW, /* opaque */
  ATLAS_GROUND_DENSITY,
  ATLAS_GROUND_ABOVE,
} AtlasGroundPart;

void atlas_painter_paint_ground_part (cairo_t          *cr,
                                      const AtlasView  *view,
                                      const AtlasScene *scene,
                                      AtlasGroundPart   part);

/* Ground and lettering: a whole picture. */
void atlas_painter_paint        (cairo_t          *cr,
                                 const AtlasView  *view,
                                 const AtlasScene *scene);

/* Sites are shown where a typographic point stands for no more metres than this
 * (about 1 : 57,000): further out they would cover each other. */
#define ATLAS_PAINTER_SITES_METRES_PER_POINT 20.0

/* Is the scale large enough for sites to be drawn, where their layer is on? What counts
 * is the scale in the middle of the plan, the same for all views of it. */
gboolean atlas_painter_shows_sites (const AtlasView   *view,
                                    const AtlasShapes *shapes);

G_END_DECLS
