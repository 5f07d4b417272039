#include "atlas-legend.h"

void
atlas_legend_measure (const AtlasScene *scene,
                      double            point,
                      double            max_width,
                      double           *width,
                      double           *height)
{
  *width = *height = 0;
}

void
atlas_legend_paint (cairo_t          *cr,
                    const AtlasScene *scene,
                    double            point,
                    double            max_width,
                    double            x,
                    double            y)
{
}

void
atlas_scale_bar_measure (const AtlasScene *scene,
                         double            point,
                         double            metres_per_unit,
                         double            max_width,
                         double           *width,
                         double           *height)
{
  *width = *height = 0;
}

void
atlas_scale_bar_paint (cairo_t          *cr,
                       const AtlasScene *scene,
                       double            point,
                       double            metres_per_unit,
                       double            max_width,
                       double            x,
                       double            y)
{
}
