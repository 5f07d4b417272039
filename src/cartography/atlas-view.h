#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasView:
 *
 * Which part of a scene goes where on a picture: our own affine, without a
 * widget. Scene coordinates run to the right and *down* in every system (see
 * #AtlasShapes), so one factor serves both axes.
 */
typedef struct
{
  double x0;     /* scene coordinates of the picture's upper left corner */
  double y0;
  double scale;  /* device units (pixels; points in a PDF) per scene unit */
  double width;  /* of the picture, in device units */
  double height;
  double point;  /* device units per typographic point: all sizes of the style
                  * are in points; 96/72 × scale factor on screen */
} AtlasView;

/* The view that shows @box whole, centred, with @margin device units around;
 * a usable one even where box or room are nothing. */
AtlasView atlas_view_fit   (const AtlasBox  *box,
                            double           width,
                            double           height,
                            double           margin,
                            double           point);

/* The part of the scene that is seen. */
AtlasBox  atlas_view_get_box (const AtlasView *self);

/* The same view in device units of @factor times as many to an inch. */
AtlasView atlas_view_rescale (const AtlasView *self,
                              double           factor);

static inline double
atlas_view_x (const AtlasView *self,
              double           x)
{
  return (x - self->x0) * self->scale;
}

static inline double
atlas_view_y (const AtlasView *self,
              double           y)
{
  return (y - self->y0) * self->scale;
}

G_END_DECLS
