#include "atlas-site-ring.h"

#define LINE_WIDTH 2.0
#define CASING_WIDTH 4.5
#define DASH 5.0

static void
stroke (cairo_t  *cr,
        gboolean  dashed)
{
  static const double dash = DASH;

  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, CASING_WIDTH);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.04, 0.13, 0.27);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_dash (cr, &dash, dashed ? 1 : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

void
atlas_site_ring_paint (cairo_t    *cr,
                       AtlasPoint  at,
                       double      radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, at.x, at.y, radius, 0, 2 * G_PI);
  stroke (cr, FALSE);
}

void
atlas_site_ring_paint_way (cairo_t    *cr,
                           AtlasPoint  from,
                           AtlasPoint  to,
                           double      radius)
{
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  stroke (cr, TRUE);
  atlas_site_ring_paint (cr, to, radius);
  cairo_arc (cr, to.x, to.y, LINE_WIDTH, 0, 2 * G_PI);
  cairo_fill (cr);
}
