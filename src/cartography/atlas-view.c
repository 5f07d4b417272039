#include "atlas-view.h"

AtlasView
atlas_view_fit (const AtlasBox *box,
                double          width,
                double          height,
                double          margin,
                double          point)
{
  AtlasView self = { .width = width, .height = height, .point = point };

  self.scale = MIN ((width - 2 * margin) / atlas_box_width (box),
                    (height - 2 * margin) / atlas_box_height (box));
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
