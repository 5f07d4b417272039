#include "atlas-pen.h"

#include "atlas-painter.h"

#include <math.h>

/* Metres per point of the whole city on an A3 sheet: there lines have just the
 * style's widths. */
#define REFERENCE_SCALE 236.0

/* Pixels between the lines of a hatch: nearer ones are but a tint. */
#define CLOSEST_HATCH 1.5

static gboolean
keeps_paths (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG ||
         type == CAIRO_SURFACE_TYPE_PS;
}

static AtlasBox
find_seen (const AtlasPen *self)
{
  AtlasBox box = atlas_view_get_box (self->view);
  double scale = self->view->scale;
  AtlasBox clip;

  if (self->vector)
    return box;

  cairo_clip_extents (self->cr, &clip.x0, &clip.y0, &clip.x1, &clip.y1);

  return (AtlasBox) { MAX (box.x0, self->view->x0 + clip.x0 / scale),
                      MAX (box.y0, self->view->y0 + clip.y0 / scale),
                      MIN (box.x1, self->view->x0 + clip.x1 / scale),
                      MIN (box.y1, self->view->y0 + clip.y1 / scale) };
}

void
atlas_pen_init (AtlasPen          *self,
                cairo_t           *cr,
                const AtlasView   *view,
                const AtlasShapes *shapes)
{
  double one = 1, zero = 0, x_scale = 1, y_scale = 1;
  double middle = view->y0 + view->height / view->scale / 2;
  double metres_per_point;

  self->cr = cr;
  self->view = view;
  self->vector = keeps_paths (cr);
  self->seen = find_seen (self);

  cairo_user_to_device_distance (cr, &one, &zero);
  cairo_surface_get_device_scale (cairo_get_target (cr), &x_scale, &y_scale);
  self->pixel = 1 / MAX (fabs (one) * (self->vector ? 1 : x_scale), 1e-9);
  self->tolerance = self->pixel * (self->vector ? 0.06 : 0.4);

  metres_per_point = atlas_shapes_get_metres_per_unit (shapes, middle) / view->scale * view->point;
  self->detail = CLAMP (pow (REFERENCE_SCALE / metres_per_point, 0.2), 1, 2.5);
}

void
atlas_pen_init_plain (AtlasPen        *self,
                      cairo_t         *cr,
                      const AtlasView *view)
{
  *self = (AtlasPen) { .cr = cr, .view = view, .pixel = 1, .detail = 1 };
  self->vector = cr != NULL && keeps_paths (cr);
}

void
atlas_pen_set_color (AtlasPen         *self,
                     const AtlasColor *color)
{
  cairo_set_source_rgba (self->cr, color->red, color->green, color->blue, color->alpha);
}

gboolean
atlas_pen_sees (const AtlasPen *self,
                const AtlasBox *box,
                double          margin)
{
  AtlasBox seen = atlas_box_grow (&self->seen, margin / self->view->scale);

  return atlas_box_overlaps (&seen, box);
}

/* A PDF spells every coordinate out: sixteenths of a point are finer than any
 * print and take a third less room and time than the seven digits cairo has. */
static double
snap (const AtlasPen *self,
      double          value)
{
  return self->vector ? rint (value * 16) / 16 : value;
}

/* Adds a ring or line without vertices that are nearer than the tolerance to
 * the last one: at the scale of the city most of them are. */
static void
add_points (AtlasPen         *self,
            const AtlasPoint *points,
            guint             n,
            gboolean          close)
{
  double last_x = snap (self, atlas_view_x (self->view, points[0].x));
  double last_y = snap (self, atlas_view_y (self->view, points[0].y));

  cairo_move_to (self->cr, last_x, last_y);
  for (guint i = 1; i < n; i++)
    {
      double x = snap (self, atlas_view_x (self->view, points[i].x));
      double y = snap (self, atlas_view_y (self->view, points[i].y));

      if (fabs (x - last_x) < self->tolerance && fabs (y - last_y) < self->tolerance &&
          (close || i < n - 1))
        continue;
      cairo_line_to (self->cr, x, y);
      last_x = x;
      last_y = y;
    }
  if (close)
    cairo_close_path (self->cr);
}

void
atlas_pen_add_polygon (AtlasPen            *self,
                       const AtlasGeometry *polygon)
{
  if (!atlas_pen_sees (self, atlas_geometry_get_box (polygon), 0))
    return;

  for (guint part = 0; part < atlas_geometry_get_n_parts (polygon); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (polygon, part, &n);

      if (n > 0)
        add_points (self, points, n, TRUE);
    }
}

/* Adds the stretches of a line that may be seen. */
static void
add_seen_stretches (AtlasPen         *self,
                    const AtlasPoint *points,
                    guint             n,
                    const AtlasBox   *seen)
{
  guint start = 0;

  for (guint i = 1; i < n; i++)
    {
      AtlasBox box = ATLAS_BOX_EMPTY;

      atlas_box_add (&box, points[i - 1].x, points[i - 1].y);
      atlas_box_add (&box, points[i].x, points[i].y);
      if (atlas_box_overlaps (&box, seen))
        continue;
      if (i - 1 > start)
        add_points (self, points + start, i - start, FALSE);
      start = i;
    }
  if (n - 1 > start)
    add_points (self, points + start, n - start, FALSE);
}

/* Wide lines reach into the view from outside. */
static AtlasBox
get_reached (const AtlasPen *self)
{
  return atlas_box_grow (&self->seen,
                         ATLAS_PAINTER_REACH * self->view->point / self->view->scale);
}

void
atlas_pen_add_inner (AtlasPen           *self,
                     const AtlasBorders *borders)
{
  AtlasBox seen = get_reached (self);

  for (guint part = 0; part < atlas_geometry_get_n_parts (borders->inner); part++)
    {
      guint n;
      const AtlasPoint *points;

      if (part % ATLAS_RUN == 0 &&
          !atlas_box_overlaps (&seen, &borders->inner_runs[part / ATLAS_RUN]))
        {
          part += ATLAS_RUN - 1;
          continue;
        }
      points = atlas_geometry_get_part (borders->inner, part, &n);
      if (n >= 2)
        add_seen_stretches (self, points, n, &seen);
    }
}

void
atlas_pen_add_line (AtlasPen            *self,
                    const AtlasGeometry *line,
                    gboolean             whole)
{
  AtlasBox seen = get_reached (self);

  if (!atlas_box_overlaps (&seen, atlas_geometry_get_box (line)))
    return;

  for (guint part = 0; part < atlas_geometry_get_n_parts (line); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (line, part, &n);

      if (n < 2)
        continue;
      if (whole)
        add_points (self, points, n, FALSE);
      else
        add_seen_stretches (self, points, n, &seen);
    }
}

static void
set_dash (AtlasPen             *self,
          const AtlasLineStyle *style)
{
  double dash[G_N_ELEMENTS (style->dash)];

  for (guint i = 0; i < style->n_dash; i++)
    dash[i] = style->dash[i] * self->view->point;
  cairo_set_dash (self->cr, dash, (int) style->n_dash, 0);
}

void
atlas_pen_stroke (AtlasPen             *self,
                  const AtlasLineStyle *style)
{
  double unit = self->view->point * self->detail;

  if (style->casing.alpha > 0 && style->casing_width > style->width)
    {
      atlas_pen_set_color (self, &style->casing);
      cairo_set_dash (self->cr, NULL, 0, 0);
      cairo_set_line_width (self->cr, style->casing_width * unit);
      cairo_stroke_preserve (self->cr);
    }

  atlas_pen_set_color (self, &style->color);
  set_dash (self, style);
  cairo_set_line_width (self->cr, style->width * unit);
  cairo_stroke (self->cr);
}

/* How far the corners of @box reach along a direction. */
static void
project_box (const AtlasBox   *box,
             const AtlasPoint *direction,
             double           *low,
             double           *high)
{
  *low = MIN (box->x0 * direction->x, box->x1 * direction->x) +
         MIN (box->y0 * direction->y, box->y1 * direction->y);
  *high = MAX (box->x0 * direction->x, box->x1 * direction->x) +
          MAX (box->y0 * direction->y, box->y1 * direction->y);
}

/* Adds the lines over @box. */
static void
add_hatch (AtlasPen       *self,
           const AtlasBox *box,
           double          angle,
           double          spacing)
{
  /* Counter-clockwise, while y runs down. */
  const AtlasPoint along = { cos (angle), -sin (angle) };
  const AtlasPoint across = { sin (angle), cos (angle) };
  double origin = fmod (atlas_view_x (self->view, 0) * across.x +
                        atlas_view_y (self->view, 0) * across.y, spacing);
  double start, end, first, last;

  project_box (box, &along, &start, &end);
  project_box (box, &across, &first, &last);
  for (double i = floor ((first - origin) / spacing); i <= ceil ((last - origin) / spacing); i++)
    {
      double far = origin + i * spacing;

      cairo_move_to (self->cr, start * along.x + far * across.x, start * along.y + far * across.y);
      cairo_line_to (self->cr, end * along.x + far * across.x, end * along.y + far * across.y);
    }
}

void
atlas_pen_hatch (AtlasPen              *self,
                 const AtlasHatchStyle *style)
{
  double spacing = style->spacing * self->view->point;
  AtlasBox box;

  if (style->width <= 0 || (!self->vector && spacing < CLOSEST_HATCH * self->pixel))
    {
      cairo_new_path (self->cr);
      return;
    }

  cairo_save (self->cr);
  /* cairo 1.16's fast rasteriser writes past its row of spans where every pixel
   * of a row differs from its neighbours, as under close slanted lines. */
  cairo_set_antialias (self->cr, CAIRO_ANTIALIAS_DEFAULT);
  cairo_clip (self->cr);
  cairo_clip_extents (self->cr, &box.x0, &box.y0, &box.x1, &box.y1);
  if (box.x1 > box.x0 && box.y1 > box.y0)
    {
      add_hatch (self, &box, style->angle * G_PI / 180, spacing);
      atlas_pen_set_color (self, &style->color);
      cairo_set_dash (self->cr, NULL, 0, 0);
      cairo_set_line_width (self->cr, style->width * self->view->point);
      cairo_stroke (self->cr);
    }
  cairo_restore (self->cr);
}

static void
add_star (cairo_t *cr,
          double   x,
          double   y,
          double   radius)
{
  for (guint i = 0; i < 10; i++)
    {
      double r = i % 2 == 0 ? radius : radius * 0.45;
      double angle = i * G_PI / 5 - G_PI / 2;

      cairo_line_to (cr, x + r * cos (angle), y + r * sin (angle));
    }
  cairo_close_path (cr);
}

static void
add_corners (cairo_t *cr,
             double   x,
             double   y,
             double   radius,
             guint    corners,
             double   first)
{
  for (guint i = 0; i < corners; i++)
    {
      double angle = first + i * 2 * G_PI / corners;

      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

void
atlas_pen_symbol (AtlasPen               *self,
                  const AtlasSymbolStyle *style,
                  double                  x,
                  double                  y,
                  double                  point)
{
  double radius = style->size / 2 * point;

  cairo_new_path (self->cr);
  switch (style->shape)
    {
    case ATLAS_SYMBOL_SHAPE_SQUARE:
      cairo_rectangle (self->cr, x - radius, y - radius, 2 * radius, 2 * radius);
      break;
    case ATLAS_SYMBOL_SHAPE_DIAMOND:
      add_corners (self->cr, x, y, radius, 4, 0);
      break;
    case ATLAS_SYMBOL_SHAPE_TRIANGLE:
      add_corners (self->cr, x, y, radius, 3, -G_PI / 2);
      break;
    case ATLAS_SYMBOL_SHAPE_STAR:
      add_star (self->cr, x, y, radius);
      break;
    case ATLAS_SYMBOL_SHAPE_CIRCLE:
    default:
      cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
    }

  atlas_pen_set_color (self, &style->fill);
  cairo_fill_preserve (self->cr);
  atlas_pen_set_color (self, &style->outline);
  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_set_line_width (self->cr, style->outline_width * point);
  cairo_stroke (self->cr);
}
