#include "atlas-north-arrow.h"

#include "atlas-lettering.h"
#include "atlas-pen.h"

#include <math.h>

/* In points of an A3 sheet. */
#define HEIGHT 30.0
#define HALF_WIDTH 8.5
#define NOTCH 7.0
#define GAP 2.0

double
atlas_north_arrow_get_angle (const AtlasScene *scene,
                             const AtlasView  *view)
{
  AtlasCrs crs = atlas_shapes_get_crs (atlas_scene_get_shapes (scene));
  g_autoptr(AtlasProjection) to_degrees = NULL;
  g_autoptr(AtlasProjection) to_plane = NULL;
  AtlasPoint middle, degrees, north;

  if (crs != ATLAS_CRS_PLANE)
    return 0;

  to_degrees = atlas_projection_new (ATLAS_CRS_PLANE, ATLAS_CRS_GEOGRAPHIC);
  to_plane = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  middle.x = view->x0 + view->width / view->scale / 2;
  middle.y = -(view->y0 + view->height / view->scale / 2);
  degrees = atlas_projection_point (to_degrees, middle.x, middle.y);
  north = atlas_projection_point (to_plane, degrees.x, degrees.y + 0.01);

  return atan2 (north.x - middle.x, north.y - middle.y);
}

double
atlas_north_arrow_measure (const AtlasScene *scene,
                           double            point)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);

  return (style->texts[ATLAS_TEXT_LEGEND].size * 1.2 + GAP + HEIGHT) * point;
}

static void
paint_half (cairo_t *cr,
            double   side)
{
  cairo_move_to (cr, 0, -HEIGHT / 2);
  cairo_line_to (cr, side * HALF_WIDTH, HEIGHT / 2);
  cairo_line_to (cr, 0, HEIGHT / 2 - NOTCH);
  cairo_close_path (cr);
}

static void
paint_letter (cairo_t          *cr,
              const AtlasScene *scene,
              double            point,
              double            x,
              double            y)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);
  g_autoptr(AtlasLettering) lettering = atlas_lettering_new (language, point);
  const char *letter = style->words.north[language];
  double width, height;

  atlas_lettering_measure (lettering, &style->texts[ATLAS_TEXT_LEGEND], letter, 0,
                           &width, &height);
  atlas_lettering_draw (lettering, cr, &style->texts[ATLAS_TEXT_LEGEND], letter,
                        x - width / 2, y, 0, 0, 0);
}

void
atlas_north_arrow_paint (cairo_t          *cr,
                         const AtlasScene *scene,
                         double            point,
                         double            angle,
                         double            x,
                         double            y)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  AtlasView view = { .point = point };
  AtlasPen pen;
  double top = y + atlas_north_arrow_measure (scene, point) - HEIGHT * point;

  paint_letter (cr, scene, point, x, y);

  cairo_save (cr);
  atlas_pen_init_plain (&pen, cr, &view);
  cairo_translate (cr, x, top + HEIGHT * point / 2);
  cairo_rotate (cr, angle);
  cairo_scale (cr, point, point);
  atlas_pen_set_color (&pen, &style->texts[ATLAS_TEXT_LEGEND].color);
  paint_half (cr, -1);
  cairo_fill (cr);
  cairo_set_line_width (cr, 0.6);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  paint_half (cr, -1);
  paint_half (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}
