#include "atlas-scale-bar.h"

#include "atlas-geodesic.h"
#include "atlas-lettering.h"
#include "atlas-pen.h"
#include "atlas-projection.h"

#include <math.h>

/* In points of an A3 sheet. */
#define BAR 4.0
#define GAP 2.5
#define LINE 0.5
#define CLEARANCE 3.0 /* between two numbers */
#define UNIT_GAP 4.0

#define METRES_PER_KM 1000.0

typedef struct
{
  AtlasLettering       *lettering;
  const AtlasTextStyle *text;
  const char           *unit;
  double                point;
  double                per_km;   /* device units a kilometre */
  double                marks[ATLAS_SCALE_BAR_MAX_MARKS];
  guint                 n_marks;
} Bar;

double
atlas_scale_bar_get_metres_per_unit (const AtlasScene *scene,
                                     const AtlasView  *view,
                                     double            x,
                                     double            y)
{
  AtlasCrs crs = atlas_shapes_get_crs (atlas_scene_get_shapes (scene));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (crs, ATLAS_CRS_GEOGRAPHIC);
  double half = 10 * view->point;
  AtlasPoint ends[] = { { x - half, y }, { x + half, y } };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      ends[i].x = view->x0 + ends[i].x / view->scale;
      ends[i].y = view->y0 + ends[i].y / view->scale;
      if (crs == ATLAS_CRS_PLANE)
        ends[i].y = -ends[i].y;
    }
  atlas_projection_apply (projection, ends, G_N_ELEMENTS (ends));

  return atlas_geodesic_distance (&ends[0], &ends[1]) / (2 * half);
}

static double
number_width (Bar    *self,
              double  mark)
{
  g_autofree char *number = g_strdup_printf ("%g", mark);
  double width, height;

  atlas_lettering_measure (self->lettering, self->text, number, 0, &width, &height);

  return width;
}

/* What the last number and the unit take to the right of the bar; the first
 * number stands flush with the bar. */
static double
overhang (Bar *self)
{
  double width, height;

  atlas_lettering_measure (self->lettering, self->text, self->unit, 0, &width, &height);

  return number_width (self, self->marks[self->n_marks - 1]) / 2 + UNIT_GAP * self->point + width;
}

static double
bar_length (Bar *self)
{
  return self->marks[self->n_marks - 1] * self->per_km;
}

/* Where a number begins, from the beginning of the bar. */
static double
number_x (Bar   *self,
          guint  i)
{
  return i == 0 ? 0
                : self->marks[i] * self->per_km - number_width (self, self->marks[i]) / 2;
}

static gboolean
bar_fits (Bar    *self,
          double  max_width)
{
  if (bar_length (self) + overhang (self) > max_width)
    return FALSE;

  for (guint i = 1; i < self->n_marks; i++)
    {
      double end = number_x (self, i - 1) + number_width (self, self->marks[i - 1]);

      if (number_x (self, i) < end + CLEARANCE * self->point)
        return FALSE;
    }

  return TRUE;
}

/* The longest of 1, 2 and 5 times a power of ten that fits, in two halves. */
static void
choose_round_marks (Bar    *self,
                    double  max_width)
{
  static const double steps[] = { 5, 2, 1 };
  double longest = MAX (max_width / self->per_km, 1e-6);

  self->n_marks = 3;
  for (int power = (int) floor (log10 (longest)); power > -6; power--)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      {
        self->marks[0] = 0;
        self->marks[2] = steps[i] * pow (10, power);
        self->marks[1] = self->marks[2] / 2;
        if (self->marks[2] <= longest && bar_fits (self, max_width))
          return;
      }

  /* Not even that: a bar without a middle. */
  self->n_marks = 2;
  self->marks[1] = pow (10, floor (log10 (longest / 2)));
}

static void
bar_init (Bar              *self,
          const AtlasScene *scene,
          double            point,
          double            metres_per_unit,
          double            max_width)
{
  const AtlasStyle *style = atlas_scene_get_style (scene);
  const AtlasMapStyle *map = atlas_scene_get_map_style (scene);
  AtlasLanguage language = atlas_scene_get_language (scene);

  *self = (Bar) {
    .lettering = atlas_lettering_new (language, point),
    .text = &style->texts[ATLAS_TEXT_NOTE],
    .unit = style->words.kilometres[language],
    .point = point,
    .per_km = METRES_PER_KM / metres_per_unit,
    .n_marks = map->n_scale_bar,
  };
  for (guint i = 0; i < map->n_scale_bar; i++)
    self->marks[i] = map->scale_bar[i];

  if (self->n_marks < 2 || !bar_fits (self, max_width))
    choose_round_marks (self, max_width);
}

static void
bar_clear (Bar *self)
{
  atlas_lettering_free (self->lettering);
}

guint
atlas_scale_bar_get_marks (const AtlasScene *scene,
                           double            point,
                           double            metres_per_unit,
                           double            max_width,
                           double            marks[ATLAS_SCALE_BAR_MAX_MARKS])
{
  Bar bar;

  bar_init (&bar, scene, point, metres_per_unit, max_width);
  for (guint i = 0; i < bar.n_marks; i++)
    marks[i] = bar.marks[i];
  bar_clear (&bar);

  return bar.n_marks;
}

static double
number_height (Bar *self)
{
  double width, height;

  atlas_lettering_measure (self->lettering, self->text, self->unit, 0, &width, &height);

  return height;
}

void
atlas_scale_bar_measure (const AtlasScene *scene,
                         double            point,
                         double            metres_per_unit,
                         double            max_width,
                         double           *width,
                         double           *height)
{
  Bar bar;

  bar_init (&bar, scene, point, metres_per_unit, max_width);
  *width = bar_length (&bar) + overhang (&bar);
  *height = number_height (&bar) + (GAP + BAR) * point;
  bar_clear (&bar);
}

static void
paint_numbers (Bar     *self,
               cairo_t *cr,
               double   x,
               double   y)
{
  double end = x + bar_length (self) + number_width (self, self->marks[self->n_marks - 1]) / 2;

  for (guint i = 0; i < self->n_marks; i++)
    {
      g_autofree char *number = g_strdup_printf ("%g", self->marks[i]);

      atlas_lettering_draw (self->lettering, cr, self->text, number, x + number_x (self, i), y,
                            0, 0, 0);
    }
  atlas_lettering_draw (self->lettering, cr, self->text, self->unit,
                        end + UNIT_GAP * self->point, y, 0, 0, 0);
}

/* Filled and open by turns, as printed maps have it. */
static void
paint_bar (Bar     *self,
           cairo_t *cr,
           double   x,
           double   y)
{
  double line = LINE * self->point;
  AtlasView view = { .point = self->point };
  AtlasPen pen;

  atlas_pen_init_plain (&pen, cr, &view);
  atlas_pen_set_color (&pen, &self->text->color);
  for (guint i = 1; i < self->n_marks; i += 2)
    cairo_rectangle (cr, x + self->marks[i - 1] * self->per_km, y,
                     (self->marks[i] - self->marks[i - 1]) * self->per_km, BAR * self->point);
  cairo_fill (cr);
  cairo_rectangle (cr, x + line / 2, y + line / 2,
                   bar_length (self) - line, BAR * self->point - line);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
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
  Bar bar;

  bar_init (&bar, scene, point, metres_per_unit, max_width);
  cairo_save (cr);
  paint_numbers (&bar, cr, x, y);
  paint_bar (&bar, cr, x, y + number_height (&bar) + GAP * point);
  cairo_restore (cr);
  bar_clear (&bar);
}
