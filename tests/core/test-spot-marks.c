/* Numbered rings around places of a map. */

#include "atlas-spot-marks.h"
#include "atlas-test-plan.h"

#include <math.h>

#define SIZE 400
#define POINT 2.0

typedef struct
{
  AtlasStyle  *style;
  AtlasPlan   *plan;
  AtlasShapes *shapes;
  AtlasScene  *scene;
  AtlasView    view;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->style = atlas_style_new_standard ();
  self->plan = atlas_test_plan_new ();
  self->shapes = atlas_shapes_new (self->plan, ATLAS_CRS_MERCATOR);
  self->scene = atlas_scene_new (self->shapes, self->style, 3, ATLAS_LANGUAGE_ZH, NULL);
  self->view = atlas_view_fit (atlas_shapes_get_box (self->shapes), SIZE, SIZE, 24, POINT);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  atlas_scene_unref (self->scene);
  atlas_shapes_unref (self->shapes);
  atlas_style_unref (self->style);
  g_object_unref (self->plan);
}

/* The place that is seen there, device units. */
static AtlasPoint
get_place (Fixture *self,
           double   x,
           double   y)
{
  return (AtlasPoint) { self->view.x0 + x / self->view.scale,
                        self->view.y0 + y / self->view.scale };
}

static cairo_surface_t *
paint (Fixture          *self,
       const AtlasPoint *places,
       guint             n)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  atlas_spot_marks_paint (cr, &self->view, self->scene, places, n);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) (pixels + y * stride))[x];
}

/* What is measured is covered, and no more; the place itself stays to be seen. */
static void
test_covers_what_is_measured (Fixture       *self,
                              gconstpointer  data)
{
  const AtlasPoint place = get_place (self, 200, 150);
  cairo_surface_t *surface = paint (self, &place, 1);
  AtlasBox box;
  guint n = 0;

  atlas_spot_marks_measure (&self->view, self->scene, &place, 1, &box);
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      if (get_pixel (surface, x, y) != 0)
        {
          g_assert_cmpfloat (x, >=, floor (box.x0) - 1);
          g_assert_cmpfloat (x, <=, ceil (box.x1));
          g_assert_cmpfloat (y, >=, floor (box.y0) - 1);
          g_assert_cmpfloat (y, <=, ceil (box.y1));
          n++;
        }
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpuint (get_pixel (surface, 200, 150), ==, 0);
  g_assert_cmpfloat (box.x0, <, 195);
  g_assert_cmpfloat (box.x1, >, 205);
  cairo_surface_destroy (surface);
}

/* Where the two rings cross. */
static void
test_first_is_on_top (Fixture       *self,
                      gconstpointer  data)
{
  const AtlasPoint places[] = { get_place (self, 200, 150), get_place (self, 188, 150) };
  cairo_surface_t *one = paint (self, places, 1);
  cairo_surface_t *both = paint (self, places, 2);

  for (int y = 140; y <= 160; y++)
    if (get_pixel (one, 194, y) >> 24 == 0xff)
      g_assert_cmpuint (get_pixel (both, 194, y), ==, get_pixel (one, 194, y));
  g_assert_cmpuint (get_pixel (one, 178, 150), ==, 0);
  g_assert_cmpuint (get_pixel (both, 178, 150), !=, 0);
  cairo_surface_destroy (one);
  cairo_surface_destroy (both);
}

/* At the picture's right edge, too, the number is seen as a whole. */
static void
test_number_is_not_cut_off (Fixture       *self,
                            gconstpointer  data)
{
  const AtlasPoint middle = get_place (self, 200, 150);
  const AtlasPoint right = get_place (self, SIZE - 16, 150);
  AtlasBox in_middle, at_right;

  atlas_spot_marks_measure (&self->view, self->scene, &middle, 1, &in_middle);
  atlas_spot_marks_measure (&self->view, self->scene, &right, 1, &at_right);
  g_assert_cmpfloat (in_middle.x1 - 200, >, 16);
  g_assert_cmpfloat (at_right.x1, <=, SIZE);
  g_assert_cmpfloat (at_right.x0, <, in_middle.x0 + SIZE - 16 - 200);
}

/* In a row each number finds a side on which no ring and no number is: what one covers
 * reaches no other's middle. */
static void
test_numbers_keep_apart (Fixture       *self,
                         gconstpointer  data)
{
  AtlasPoint places[5];
  AtlasBox boxes[5];

  for (guint i = 0; i < 5; i++)
    places[i] = get_place (self, 150 + i * 24, 150);
  atlas_spot_marks_measure (&self->view, self->scene, places, 5, boxes);
  for (guint i = 0; i < 5; i++)
    for (guint other = 0; other < 5; other++)
      g_assert_true (other == i || boxes[i].x1 < 150 + other * 24 - 10 ||
                     boxes[i].x0 > 150 + other * 24 + 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/spot-marks/cover-what-is-measured", Fixture, NULL, set_up,
              test_covers_what_is_measured, tear_down);
  g_test_add ("/spot-marks/the-first-is-on-top", Fixture, NULL, set_up, test_first_is_on_top,
              tear_down);
  g_test_add ("/spot-marks/numbers-keep-apart", Fixture, NULL, set_up,
              test_numbers_keep_apart, tear_down);
  g_test_add ("/spot-marks/the-number-is-not-cut-off", Fixture, NULL, set_up,
              test_number_is_not_cut_off, tear_down);

  return g_test_run ();
}
