#include "atlas-site-marks.h"

#include "atlas-painter.h"
#include "atlas-pen.h"

#include <math.h>

/* Points. */
#define RING 5.6
#define WIDTH 1.1
#define CASING_WIDTH 2.6
#define DASH 1.7
#define CROSS 2.2 /* half of it */
#define OLD_RING 2.2
#define BADGE 3.3
#define BADGE_AWAY (RING + 1.5) /* from the middle of the ring */
#define ARROW 3.4
/* From the middle of a ring to what is farthest of it, across or down. */
#define REACH (BADGE_AWAY * G_SQRT2 / 2 + BADGE + CASING_WIDTH / 2)
/* A swatch has room for so many points to each side of a middle that is so far from
 * that of the ring; of its radius, how long an arrow in it is, across and down. */
#define SWATCH 8.2
#define SWATCH_OFFSET 1.1
#define SWATCH_WAY 0.62

/* As selected blocks have it: blue is the one colour no map's fills have. */
static const AtlasColor dark = { 0.04, 0.13, 0.27, 1 };
static const AtlasColor light = { 1, 1, 1, 1 };

typedef struct
{
  AtlasPen          pen; /* beside a map: of its view only the point counts */
  const AtlasStyle *style;
  double            point;
} Brush;

/* Strokes the current path, light below dark. */
static void
stroke (Brush    *self,
        gboolean  dashed)
{
  const double dash = DASH * self->point;

  atlas_pen_set_color (&self->pen, &light);
  cairo_set_line_width (self->pen.cr, CASING_WIDTH * self->point);
  cairo_stroke_preserve (self->pen.cr);
  atlas_pen_set_color (&self->pen, &dark);
  cairo_set_line_width (self->pen.cr, WIDTH * self->point);
  cairo_set_dash (self->pen.cr, &dash, dashed ? 1 : 0, 0);
  cairo_stroke (self->pen.cr);
  cairo_set_dash (self->pen.cr, NULL, 0, 0);
}

static void
add_ring (Brush      *self,
          AtlasPoint  at,
          double      radius)
{
  cairo_new_sub_path (self->pen.cr);
  cairo_arc (self->pen.cr, at.x, at.y, radius * self->point, 0, 2 * G_PI);
}

static void
add_line (Brush  *self,
          double  x0,
          double  y0,
          double  x1,
          double  y1)
{
  cairo_move_to (self->pen.cr, x0, y0);
  cairo_line_to (self->pen.cr, x1, y1);
}

static void
paint_symbol (Brush      *self,
              int         resource,
              AtlasPoint  at)
{
  if (resource >= 0 && resource < ATLAS_N_RESOURCES)
    atlas_pen_symbol (&self->pen,
                      &self->style->symbols[ATLAS_SYMBOL_SITE_COMPOUNDS + resource], at.x, at.y,
                      self->point);
}

static void
fill_disc (Brush            *self,
           AtlasPoint        at,
           double            radius,
           const AtlasColor *color)
{
  add_ring (self, at, radius);
  atlas_pen_set_color (&self->pen, color);
  cairo_fill (self->pen.cr);
}

/* A dark disc with a light plus, or a light one with a dark dot, as blocks have it. */
static void
paint_badge (Brush             *self,
             AtlasSiteMarkKind  kind,
             AtlasPoint         at)
{
  double away = BADGE_AWAY * self->point * G_SQRT2 / 2;
  AtlasPoint middle = { at.x + away, at.y - away };
  double arm = (BADGE - 0.9) * self->point;

  fill_disc (self, middle, BADGE + (CASING_WIDTH - WIDTH) / 2, &light);
  fill_disc (self, middle, BADGE, &dark);
  if (kind == ATLAS_SITE_MARK_EDITED)
    {
      fill_disc (self, middle, BADGE - WIDTH * 0.9, &light);
      fill_disc (self, middle, BADGE * 0.4, &dark);
      return;
    }

  add_line (self, middle.x - arm, middle.y, middle.x + arm, middle.y);
  add_line (self, middle.x, middle.y - arm, middle.x, middle.y + arm);
  atlas_pen_set_color (&self->pen, &light);
  cairo_set_line_width (self->pen.cr, WIDTH * self->point);
  cairo_stroke (self->pen.cr);
}

static void
paint_deleted (Brush      *self,
               AtlasPoint  at)
{
  double arm = CROSS * self->point;

  add_ring (self, at, RING);
  stroke (self, TRUE);
  add_line (self, at.x - arm, at.y - arm, at.x + arm, at.y + arm);
  add_line (self, at.x - arm, at.y + arm, at.x + arm, at.y - arm);
  stroke (self, FALSE);
}

/* From the old place's small empty ring to the new one's, where there is room
 * between them. */
static void
paint_way (Brush      *self,
           AtlasPoint  was,
           AtlasPoint  is)
{
  double length = hypot (is.x - was.x, is.y - was.y) / self->point;
  double x = (is.x - was.x) / length, y = (is.y - was.y) / length;
  AtlasPoint tip = { is.x - x * (RING + WIDTH), is.y - y * (RING + WIDTH) };

  if (length > RING + OLD_RING + WIDTH)
    {
      add_line (self, was.x + x * OLD_RING, was.y + y * OLD_RING, tip.x, tip.y);
      stroke (self, FALSE);
    }
  add_ring (self, was, OLD_RING);
  stroke (self, FALSE);
  if (length <= RING + OLD_RING + ARROW)
    return;

  cairo_move_to (self->pen.cr, tip.x, tip.y);
  cairo_line_to (self->pen.cr, tip.x - x * ARROW + y * ARROW / 2, tip.y - y * ARROW - x * ARROW / 2);
  cairo_line_to (self->pen.cr, tip.x - x * ARROW - y * ARROW / 2, tip.y - y * ARROW + x * ARROW / 2);
  cairo_close_path (self->pen.cr);
  atlas_pen_set_color (&self->pen, &dark);
  cairo_fill (self->pen.cr);
}

static void
paint_mark (Brush             *self,
            AtlasSiteMarkKind  kind,
            int                resource,
            AtlasPoint         was,
            AtlasPoint         is)
{
  cairo_new_path (self->pen.cr);
  if (kind == ATLAS_SITE_MARK_DELETED)
    {
      paint_deleted (self, was);
      return;
    }

  if (kind == ATLAS_SITE_MARK_MOVED)
    paint_way (self, was, is);
  add_ring (self, is, RING);
  stroke (self, FALSE);
  paint_symbol (self, resource, is);
  if (kind != ATLAS_SITE_MARK_MOVED)
    paint_badge (self, kind, is);
}

static Brush
make_brush (cairo_t          *cr,
            const AtlasView  *view,
            const AtlasStyle *style)
{
  Brush brush = { .style = style, .point = view->point };

  atlas_pen_init_plain (&brush.pen, cr, view);

  return brush;
}

void
atlas_site_marks_project (AtlasSiteMark *marks,
                          guint          n_marks,
                          AtlasCrs       crs)
{
  g_autoptr(AtlasProjection) projection = NULL;

  g_return_if_fail (marks != NULL || n_marks == 0);

  if (n_marks == 0)
    return;

  projection = atlas_projection_new (ATLAS_CRS_PLANE, crs);
  for (guint i = 0; i < n_marks; i++)
    {
      AtlasPoint *points[] = { &marks[i].was, &marks[i].is };

      for (guint k = 0; k < G_N_ELEMENTS (points); k++)
        {
          *points[k] = atlas_projection_point (projection, points[k]->x, points[k]->y);
          if (crs == ATLAS_CRS_PLANE)
            points[k]->y = -points[k]->y;
        }
    }
}

static AtlasPoint
to_view (const AtlasView *view,
         AtlasPoint       place)
{
  return (AtlasPoint) { atlas_view_x (view, place.x), atlas_view_y (view, place.y) };
}

/* What @mark covers; a place that is not a number is in no view. */
static gboolean
measure (const AtlasView     *view,
         const AtlasSiteMark *mark,
         AtlasBox            *box)
{
  AtlasPoint was = to_view (view, mark->was), is = to_view (view, mark->is);

  *box = (AtlasBox) { MIN (was.x, is.x), MIN (was.y, is.y), MAX (was.x, is.x), MAX (was.y, is.y) };
  *box = atlas_box_grow (box, REACH * view->point);

  return isfinite (was.x + was.y + is.x + is.y) && box->x1 > 0 && box->y1 > 0 &&
         box->x0 < view->width && box->y0 < view->height;
}

void
atlas_site_marks_paint (cairo_t             *cr,
                        const AtlasView     *view,
                        const AtlasScene    *scene,
                        const AtlasSiteMark *marks,
                        guint                n_marks)
{
  Brush brush;
  AtlasBox box;

  if (n_marks == 0 || !atlas_painter_shows_sites (view, atlas_scene_get_shapes (scene)))
    return;

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  brush = make_brush (cr, view, atlas_scene_get_style (scene));
  for (guint i = 0; i < n_marks; i++)
    if (measure (view, &marks[i], &box))
      paint_mark (&brush, marks[i].kind, marks[i].resource, to_view (view, marks[i].was),
                  to_view (view, marks[i].is));
  cairo_restore (cr);
}

guint
atlas_site_marks_measure (const AtlasView     *view,
                          const AtlasScene    *scene,
                          const AtlasSiteMark *marks,
                          guint                n_marks,
                          AtlasBox            *box)
{
  guint n = 0;

  *box = ATLAS_BOX_EMPTY;
  if (n_marks == 0 || !atlas_painter_shows_sites (view, atlas_scene_get_shapes (scene)))
    return 0;

  for (guint i = 0; i < n_marks; i++)
    {
      AtlasBox covered;

      if (!measure (view, &marks[i], &covered))
        continue;
      atlas_box_join (box, &covered);
      n++;
    }
  if (n > 0)
    *box = (AtlasBox) { floor (MAX (box->x0, 0)), floor (MAX (box->y0, 0)),
                        ceil (MIN (box->x1, view->width)), ceil (MIN (box->y1, view->height)) };

  return n;
}

void
atlas_site_mark_paint (cairo_t           *cr,
                       const AtlasStyle  *style,
                       AtlasSiteMarkKind  kind,
                       int                resource,
                       double             x,
                       double             y,
                       double             radius)
{
  gboolean moved = kind == ATLAS_SITE_MARK_MOVED;
  double way = moved ? radius * SWATCH_WAY : 0;
  AtlasView view = { .scale = 1, .width = 2 * radius, .height = 2 * radius,
                     .point = radius / (moved ? 1.9 * RING : SWATCH) };
  double offset = moved || kind == ATLAS_SITE_MARK_DELETED ? 0 : SWATCH_OFFSET * view.point;
  AtlasPoint middle = { x - offset, y + offset };
  Brush brush;

  cairo_save (cr);
  brush = make_brush (cr, &view, style);
  paint_mark (&brush, kind, resource, (AtlasPoint) { middle.x - way, middle.y + way },
              (AtlasPoint) { middle.x + way / 2, middle.y - way / 2 });
  cairo_restore (cr);
}
