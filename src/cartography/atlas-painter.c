#include "atlas-painter.h"

void
atlas_painter_paint_ground (cairo_t          *cr,
                            const AtlasView  *view,
                            const AtlasScene *scene)
{
}

void
atlas_painter_paint (cairo_t          *cr,
                     const AtlasView  *view,
                     const AtlasScene *scene)
{
  atlas_painter_paint_ground (cr, view, scene);
}
