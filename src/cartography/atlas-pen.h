#pragma once

#include "atlas-shapes-private.h"
#include "atlas-style.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/**
 * AtlasPen:
 *
 * A cairo context with the view it draws: turns shapes into paths, leaving out
 * what is not seen and what is finer than the device shows. Private to
 * cartography; on the stack, for one picture.
 */
typedef struct
{
  cairo_t         *cr;
  const AtlasView *view;
  AtlasBox         seen;      /* of the view, what is not clipped, in scene coordinates */
  double           pixel;     /* one device pixel in the context's units */
  double           tolerance; /* vertices nearer than this to the last one are left out */
  double           detail;    /* lines grow a little with the scale: 1 for the whole city */
  gboolean         vector;    /* the target keeps paths: PDF, SVG */
} AtlasPen;

void atlas_pen_init          (AtlasPen             *self,
                              cairo_t              *cr,
                              const AtlasView      *view,
                              const AtlasShapes    *shapes);

/* For colours, strokes and symbols beside a map, in just the style's widths. Of
 * @view only the point counts. */
void atlas_pen_init_plain    (AtlasPen             *self,
                              cairo_t              *cr,
                              const AtlasView      *view);

void atlas_pen_set_color     (AtlasPen             *self,
                              const AtlasColor     *color);

/* Is any of @geometry seen, with @margin in the context's units around it? */
gboolean atlas_pen_sees      (const AtlasPen       *self,
                              const AtlasBox       *box,
                              double                margin);

/* Adds to the current path. */
void atlas_pen_add_polygon   (AtlasPen             *self,
                              const AtlasGeometry  *polygon);
void atlas_pen_add_line      (AtlasPen             *self,
                              const AtlasGeometry  *line,
                              gboolean              whole);

/* The same as a line's for the `inner` of borders. */
void atlas_pen_add_inner     (AtlasPen             *self,
                              const AtlasBorders   *borders);

/* Strokes the current path: first the casing, when there is one, then the
 * line. */
void atlas_pen_stroke        (AtlasPen             *self,
                              const AtlasLineStyle *style);

/* Draws the lines of a hatch within the current path and takes the path away.
 * The lines are counted from the scene's origin: tiles join without a seam, and
 * nothing moves on the ground while the map is moved. Of @style.width 0, and
 * where the device can't part the lines, nothing. */
void atlas_pen_hatch         (AtlasPen              *self,
                              const AtlasHatchStyle *style);
void atlas_pen_symbol        (AtlasPen               *self,
                              const AtlasSymbolStyle *style,
                              double                  x,
                              double                  y,
                              double                  point);

G_END_DECLS
