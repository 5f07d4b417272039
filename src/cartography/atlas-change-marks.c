#include "atlas-change-marks.h"

#include "atlas-shapes-private.h"

#include <math.h>

/* Points: discs grow with the blocks between these. */
#define LEAST_RADIUS 3.4
#define MOST_RADIUS 7.0
/* Of the mean edge of blocks. */
#define SHARE_OF_EDGE 0.4
/* Of the radius: how wide the light and the dark ring are. */
#define LIGHT_RING 0.16
#define DARK_RING 0.16

static const AtlasColor light = { 1, 1, 1, 1 };
static const AtlasColor dark = { 0.04, 0.13, 0.27, 1 };

static double
get_radius (const AtlasView  *view,
            const AtlasScene *scene)
{
  double edge = atlas_shapes_get_mean_block_edge (atlas_scene_get_shapes (scene));
  double points = edge * view->scale / view->point * SHARE_OF_EDGE;

  return CLAMP (points, LEAST_RADIUS, MOST_RADIUS) * view->point;
}

void
atlas_change_marks_place (AtlasChangeMark  *marks,
                          guint             n_marks,
                          const AtlasScene *scene)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (scene);

  for (guint i = 0; i < n_marks; i++)
    {
      const AtlasGeometry *geometry = atlas_shapes_get_block_geometry (shapes, marks[i].block);

      marks[i].place = geometry != NULL ? atlas_geometry_get_inner_point (geometry)
                                        : (AtlasPoint) { NAN, NAN };
    }
}

static void
fill_disc (cairo_t          *cr,
           double            x,
           double            y,
           double            radius,
           const AtlasColor *color)
{
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_fill (cr);
}

static void
fill_half (cairo_t          *cr,
           double            x,
           double            y,
           double            radius,
           double            from,
           const AtlasStyle *style,
           int               class_)
{
  const AtlasColor *color = class_ >= 0 && class_ < ATLAS_N_CLASSES
                            ? &style->fills[ATLAS_FILL_CLASS_KEY + class_] : &light;

  cairo_move_to (cr, x, y);
  cairo_arc (cr, x, y, radius, from, from + G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  cairo_fill (cr);
}

void
atlas_change_mark_paint (cairo_t          *cr,
                         const AtlasStyle *style,
                         int               before,
                         int               now,
                         double            x,
                         double            y,
                         double            radius)
{
  double inner = radius * (1 - LIGHT_RING - DARK_RING);

  cairo_new_path (cr);
  fill_disc (cr, x, y, radius, &light);
  fill_disc (cr, x, y, radius * (1 - LIGHT_RING), &dark);
  if (before == now)
    {
      fill_disc (cr, x, y, inner, &light);
      fill_disc (cr, x, y, inner * 0.45, &dark);
      return;
    }

  fill_half (cr, x, y, inner, G_PI / 2, style, before);
  fill_half (cr, x, y, inner, -G_PI / 2, style, now);
  cairo_rectangle (cr, x - radius * DARK_RING / 2, y - inner, radius * DARK_RING, 2 * inner);
  cairo_set_source_rgb (cr, dark.red, dark.green, dark.blue);
  cairo_fill (cr);
}

/* A place that is not a number is in no view. */
static gboolean
is_seen (const AtlasView       *view,
         const AtlasChangeMark *mark,
         double                 radius)
{
  double x = atlas_view_x (view, mark->place.x);
  double y = atlas_view_y (view, mark->place.y);

  return x > -radius && y > -radius && x < view->width + radius && y < view->height + radius;
}

void
atlas_change_marks_paint (cairo_t               *cr,
                          const AtlasView       *view,
                          const AtlasScene      *scene,
                          const AtlasChangeMark *marks,
                          guint                  n_marks)
{
  double radius = get_radius (view, scene);

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  for (guint i = 0; i < n_marks; i++)
    if (is_seen (view, &marks[i], radius))
      atlas_change_mark_paint (cr, atlas_scene_get_style (scene), marks[i].before, marks[i].now,
                               atlas_view_x (view, marks[i].place.x),
                               atlas_view_y (view, marks[i].place.y), radius);
  cairo_restore (cr);
}

guint
atlas_change_marks_measure (const AtlasView       *view,
                            const AtlasScene      *scene,
                            const AtlasChangeMark *marks,
                            guint                  n_marks,
                            AtlasBox              *box)
{
  double radius = get_radius (view, scene);
  guint n = 0;

  *box = ATLAS_BOX_EMPTY;
  for (guint i = 0; i < n_marks; i++)
    if (is_seen (view, &marks[i], radius))
      {
        atlas_box_add (box, atlas_view_x (view, marks[i].place.x),
                       atlas_view_y (view, marks[i].place.y));
        n++;
      }
  if (n > 0)
    *box = (AtlasBox) {
      floor (MAX (box->x0 - radius - 1, 0)),
      floor (MAX (box->y0 - radius - 1, 0)),
      ceil (MIN (box->x1 + radius + 1, view->width)),
      ceil (MIN (box->y1 + radius + 1, view->height)),
    };

  return n;
}
