#include "atlas-view.h"

#include <math.h>

/* Part of a coordinate; smaller views show nothing but how doubles are rounded. */
#define LEAST_EXTENT 1e-7

/* Device units; for a box in a picture that has no room inside its margins. */
#define LEAST_SIZE 1.0

AtlasView
atlas_view_fit (const AtlasBox *box,
                double          width,
                double          height,
                double          margin,
                double          point)
{
  AtlasView self = { .width = width, .height = height, .point = point };
  double least = MAX (LEAST_EXTENT * (fabs (box->x0) + fabs (box->y0)), LEAST_EXTENT);

  self.scale = MIN (MAX (width - 2 * margin, LEAST_SIZE) / MAX (atlas_box_width (box), least),
                    MAX (height - 2 * margin, LEAST_SIZE) / MAX (atlas_box_height (box), least));
  self.x0 = (box->x0 + box->x1) / 2 - width / 2 / self.scale;
  self.y0 = (box->y0 + box->y1) / 2 - height / 2 / self.scale;

  return self;
}

AtlasBox
atlas_view_get_box (const AtlasView *self)
{
  return (AtlasBox) { self->x0, self->y0,
                      self->x0 + self->width / self->scale,
                      self->y0 + self->height / self->scale };
}

AtlasView
atlas_view_rescale (const AtlasView *self,
                    double           factor)
{
  return (AtlasView) {
    self->x0, self->y0, self->scale * factor,
    self->width * factor, self->height * factor, self->point * factor };
}
