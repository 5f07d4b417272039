#include "atlas-rubber-band.h"

#include <math.h>

/* CSS pixels. */
#define LASSO_STEP 2.0
#define LINE_WIDTH 1.5
#define CASING_WIDTH 3.5
#define DASH 5.0

struct _AtlasRubberBand
{
  AtlasRubberBandShape  shape;
  gboolean              removes;
  GArray               *points; /* AtlasPoint; of a rectangle two corners that face each other */
};

static AtlasPoint
get_point (const AtlasRubberBand *self,
           guint                  i)
{
  return g_array_index (self->points, AtlasPoint, i);
}

static AtlasPoint
get_last (const AtlasRubberBand *self)
{
  return get_point (self, self->points->len - 1);
}

AtlasRubberBand *
atlas_rubber_band_new (AtlasRubberBandShape shape,
                       gboolean             removes,
                       AtlasPoint           from)
{
  AtlasRubberBand *self = g_new0 (AtlasRubberBand, 1);

  self->shape = shape;
  self->removes = removes;
  self->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_array_append_val (self->points, from);

  return self;
}

void
atlas_rubber_band_free (AtlasRubberBand *self)
{
  g_array_unref (self->points);
  g_free (self);
}

gboolean
atlas_rubber_band_removes (const AtlasRubberBand *self)
{
  return self->removes;
}

void
atlas_rubber_band_pull (AtlasRubberBand *self,
                        const AtlasView *view,
                        AtlasPoint       to)
{
  AtlasPoint last = get_last (self);

  if (self->shape == ATLAS_RUBBER_BAND_RECTANGLE)
    g_array_set_size (self->points, 1);
  else if (hypot (to.x - last.x, to.y - last.y) * view->scale < LASSO_STEP)
    return;
  g_array_append_val (self->points, to);
}

static AtlasBox
get_box (const AtlasRubberBand *self)
{
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (guint i = 0; i < self->points->len; i++)
    atlas_box_add (&box, get_point (self, i).x, get_point (self, i).y);

  return box;
}

static void
add_path (const AtlasRubberBand *self,
          cairo_t               *cr,
          const AtlasView       *view)
{
  AtlasBox box = get_box (self);

  if (self->shape == ATLAS_RUBBER_BAND_RECTANGLE)
    cairo_rectangle (cr, atlas_view_x (view, box.x0), atlas_view_y (view, box.y0),
                     atlas_box_width (&box) * view->scale, atlas_box_height (&box) * view->scale);
  else
    for (guint i = 0; i < self->points->len; i++)
      cairo_line_to (cr, atlas_view_x (view, get_point (self, i).x),
                     atlas_view_y (view, get_point (self, i).y));
}

/* A dark line with a light casing is seen on every fill. */
static void
draw (const AtlasRubberBand *self,
      cairo_t               *cr,
      const AtlasView       *view)
{
  static const double dash = DASH;
  double paper = self->removes;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  add_path (self, cr, view);
  cairo_set_source_rgba (cr, MAX (paper, 0.04), MAX (paper, 0.13), MAX (paper, 0.27), 0.15);
  cairo_fill_preserve (cr);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, CASING_WIDTH);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.04, 0.13, 0.27);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_dash (cr, &dash, self->removes ? 1 : 0, 0);
  cairo_stroke (cr);
}

void
atlas_rubber_band_snapshot (const AtlasRubberBand *self,
                            GtkSnapshot           *snapshot,
                            const AtlasView       *view)
{
  AtlasBox box = get_box (self);
  double x0 = MAX (atlas_view_x (view, box.x0) - CASING_WIDTH, 0);
  double y0 = MAX (atlas_view_y (view, box.y0) - CASING_WIDTH, 0);
  double x1 = MIN (atlas_view_x (view, box.x1) + CASING_WIDTH, view->width);
  double y1 = MIN (atlas_view_y (view, box.y1) + CASING_WIDTH, view->height);
  cairo_t *cr;

  if (x1 <= x0 || y1 <= y0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
         (float) x0, (float) y0, (float) (x1 - x0), (float) (y1 - y0)));
  draw (self, cr, view);
  cairo_destroy (cr);
}

AtlasRegion *
atlas_rubber_band_make_region (const AtlasRubberBand *self)
{
  AtlasBox box = get_box (self);

  return self->shape == ATLAS_RUBBER_BAND_RECTANGLE
         ? atlas_region_new_box (&box)
         : atlas_region_new ((const AtlasPoint *) (gconstpointer) self->points->data,
                             self->points->len);
}
