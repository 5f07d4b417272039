#include "atlas-pen.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#define SIDE 120

/* Somewhere in Mercator's metres, at a scale that no pixel fits. */
static const AtlasView whole = { 12958000.37, 4852000.91, 0.371, 2 * SIDE, SIDE, 96.0 / 72 };

static const AtlasHatchStyle hatch = { 30, 5, 1, { 0, 0, 0, 1 } };

static cairo_surface_t *
paint (const AtlasView       *view,
       const AtlasHatchStyle *style,
       double                 margin)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_A8, (int) view->width, (int) view->height);
  cairo_t *cr = cairo_create (surface);
  AtlasPen pen;

  atlas_pen_init_plain (&pen, cr, view);
  cairo_rectangle (cr, margin, margin, view->width - 2 * margin, view->height - 2 * margin);
  atlas_pen_hatch (&pen, style);
  g_assert_false (cairo_has_current_point (cr));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static int
get_ink (cairo_surface_t *surface,
         int              x,
         int              y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x];
}

/* Of 255 levels: cairo has 15 rows of a pixel to smooth an edge, and which of
 * them an edge takes depends on where the picture ends. */
#define NO_SEAM 17

static void
test_tiles_join_without_a_seam (void)
{
  static const double angles[] = { 0, 90, 45, -45, 30, 137 };

  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      AtlasHatchStyle style = hatch;
      AtlasView left = whole, right = whole;
      cairo_surface_t *surfaces[3];

      style.angle = angles[i];
      left.width = right.width = SIDE;
      right.x0 += SIDE / whole.scale;
      surfaces[0] = paint (&whole, &style, 0);
      surfaces[1] = paint (&left, &style, 0);
      surfaces[2] = paint (&right, &style, 0);
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < 2 * SIDE; x++)
          g_assert_cmpint (ABS (get_ink (surfaces[0], x, y) -
                                get_ink (surfaces[1 + x / SIDE], x % SIDE, y)), <=, NO_SEAM);
      for (guint j = 0; j < 3; j++)
        cairo_surface_destroy (surfaces[j]);
    }
}

/* Moved by whole pixels, the picture is the same, moved. */
static void
test_lines_stay_on_the_ground (void)
{
  AtlasView moved = whole;
  cairo_surface_t *before = paint (&whole, &hatch, 0);
  cairo_surface_t *after;

  moved.x0 += 7 / whole.scale;
  moved.y0 -= 3 / whole.scale;
  after = paint (&moved, &hatch, 0);
  for (int y = 0; y < SIDE - 3; y++)
    for (int x = 7; x < 2 * SIDE; x++)
      g_assert_cmpint (ABS (get_ink (before, x, y) - get_ink (after, x - 7, y + 3)), <=, NO_SEAM);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* Of each spacing a line covers its width, at any angle. */
static void
test_ink_is_width_over_spacing (void)
{
  static const double angles[] = { 0, 45, -45, 20, 90, 170 };

  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      const AtlasHatchStyle style = { angles[i], 6, 1.5, { 0, 0, 0, 1 } };
      cairo_surface_t *surface = paint (&whole, &style, 0);
      double sum = 0;

      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < 2 * SIDE; x++)
          sum += get_ink (surface, x, y) / 255.0;
      g_assert_cmpfloat_with_epsilon (sum / (2 * SIDE * SIDE), 0.25, 0.01);
      cairo_surface_destroy (surface);
    }
}

/* Counter-clockwise: one step to the right and one up is the same line. */
static void
test_lines_rise_with_their_angle (void)
{
  const AtlasHatchStyle style = { 45, 8, 1, { 0, 0, 0, 1 } };
  cairo_surface_t *surface = paint (&whole, &style, 0);
  int along = 0, across = 0;

  for (int y = 1; y < SIDE - 1; y++)
    for (int x = 0; x < 2 * SIDE - 1; x++)
      {
        along = MAX (along, ABS (get_ink (surface, x, y) - get_ink (surface, x + 1, y - 1)));
        across = MAX (across, ABS (get_ink (surface, x, y) - get_ink (surface, x + 1, y + 1)));
      }
  g_assert_cmpint (along, <=, NO_SEAM);
  g_assert_cmpint (across, >, 100);
  cairo_surface_destroy (surface);
}

static void
test_nothing_outside_the_path (void)
{
  cairo_surface_t *surface = paint (&whole, &hatch, 20);
  gboolean inside = FALSE;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < 2 * SIDE; x++)
      if (x < 20 || x >= 2 * SIDE - 20 || y < 20 || y >= SIDE - 20)
        g_assert_cmpint (get_ink (surface, x, y), ==, 0);
      else
        inside = inside || get_ink (surface, x, y) > 0;
  g_assert_true (inside);
  cairo_surface_destroy (surface);
}

/* No hatch, one too fine to see, or nothing to fill. */
static void
test_no_lines_where_none_can_be_seen (void)
{
  const AtlasHatchStyle none = { 0 };
  const AtlasHatchStyle fine = { 45, 1, 0.5, { 0, 0, 0, 1 } };
  cairo_surface_t *surfaces[] = {
    paint (&whole, &none, 0), paint (&whole, &fine, 0), paint (&whole, &hatch, SIDE / 2.0),
  };

  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < 2 * SIDE; x++)
          g_assert_cmpint (get_ink (surfaces[i], x, y), ==, 0);
      cairo_surface_destroy (surfaces[i]);
    }
}

static cairo_status_t
collect (void                *closure,
         const unsigned char *data,
         unsigned int         length)
{
  g_string_append_len (closure, (const char *) data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* On paper lines stay lines, however fine. */
static void
test_paths_stay_paths (void)
{
  const AtlasHatchStyle fine = { 45, 1, 0.5, { 1, 0, 0, 1 } };
  g_autoptr(GString) svg = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (collect, svg, 40, 40);
  cairo_t *cr = cairo_create (surface);
  AtlasView view = whole;
  AtlasPen pen;

  view.point = 1;
  atlas_pen_init_plain (&pen, cr, &view);
  cairo_rectangle (cr, 0, 0, 40, 40);
  atlas_pen_hatch (&pen, &fine);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  g_assert_nonnull (strstr (svg->str, "stroke-width"));
  g_assert_null (strstr (svg->str, "<image"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pen/tiles-join-without-a-seam", test_tiles_join_without_a_seam);
  g_test_add_func ("/pen/lines-stay-on-the-ground", test_lines_stay_on_the_ground);
  g_test_add_func ("/pen/ink-is-width-over-spacing", test_ink_is_width_over_spacing);
  g_test_add_func ("/pen/lines-rise-with-their-angle", test_lines_rise_with_their_angle);
  g_test_add_func ("/pen/nothing-outside-the-path", test_nothing_outside_the_path);
  g_test_add_func ("/pen/no-lines-where-none-can-be-seen", test_no_lines_where_none_can_be_seen);
  g_test_add_func ("/pen/paths-stay-paths", test_paths_stay_paths);

  return g_test_run ();
}
