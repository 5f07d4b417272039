/* The rings around sites that are others than they were. */

#include "atlas-site-marks.h"
#include "atlas-test-plan.h"

#include <math.h>

#define SIZE 200
/* Device units: from where a site was to where it is. */
#define WAY 80
#define POINT (96.0 / 72.0)
/* Metres per device unit: sites are drawn, and are not. */
#define NEAR 5.0
#define FAR 50.0

typedef struct
{
  AtlasPlan   *plan;
  AtlasStyle  *style;
  AtlasShapes *shapes;
  AtlasScene  *scene;
  AtlasView    view;
  AtlasPoint   middle; /* of the view, EPSG:4548 */
} Fixture;

static void
look (Fixture *self,
      double   metres)
{
  AtlasSiteMark mark = { .was = self->middle, .is = self->middle };
  AtlasPoint east = { self->middle.x + metres, self->middle.y };
  AtlasSiteMark other = { .was = east, .is = east };

  atlas_site_marks_project (&mark, 1, ATLAS_CRS_MERCATOR);
  atlas_site_marks_project (&other, 1, ATLAS_CRS_MERCATOR);
  self->view = (AtlasView) { .scale = 1 / (other.is.x - mark.is.x), .width = SIZE, .height = SIZE,
                             .point = POINT };
  self->view.x0 = mark.is.x - SIZE / 2 / self->view.scale;
  self->view.y0 = mark.is.y - SIZE / 2 / self->view.scale;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->plan = atlas_test_plan_new ();
  self->style = atlas_style_new_standard ();
  self->shapes = atlas_shapes_new (self->plan, ATLAS_CRS_MERCATOR);
  self->scene = atlas_scene_new (self->shapes, self->style, 2, ATLAS_LANGUAGE_ZH, NULL);
  self->middle = atlas_geometry_get_inner_point (
    atlas_block_get_geometry (atlas_plan_get_block (self->plan, 0)));
  look (self, NEAR);
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

/* In the middle of the view; where it was moved, from the left of it. */
static AtlasSiteMark
make_mark (Fixture           *self,
           AtlasSiteMarkKind  kind)
{
  AtlasSiteMark mark = { .kind = kind, .resource = ATLAS_RESOURCE_BUILDINGS,
                         .was = self->middle, .is = self->middle };

  if (kind == ATLAS_SITE_MARK_MOVED)
    mark.was.x -= WAY * NEAR;
  atlas_site_marks_project (&mark, 1, ATLAS_CRS_MERCATOR);

  return mark;
}

/* Returns: (transfer full): on nothing, or on @ground */
static cairo_surface_t *
paint (Fixture             *self,
       const AtlasSiteMark *mark,
       double               ground)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  if (ground >= 0)
    {
      cairo_set_source_rgb (cr, ground, ground, ground);
      cairo_paint (cr);
    }
  atlas_site_marks_paint (cr, &self->view, self->scene, mark, 1);
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
  return ((const guint32 *) (gconstpointer) (
            cairo_image_surface_get_data (surface) +
            y * cairo_image_surface_get_stride (surface)))[x];
}

/* Green, which is most of what is seen as bright. */
static int
get_brightness (cairo_surface_t *surface,
                int              x,
                int              y)
{
  return (int) (get_pixel (surface, x, y) >> 8 & 0xff);
}

static void
test_measured (Fixture       *self,
               gconstpointer  data)
{
  for (guint kind = 0; kind < ATLAS_N_SITE_MARKS; kind++)
    {
      AtlasSiteMark mark = make_mark (self, kind);
      cairo_surface_t *surface = paint (self, &mark, -1);
      AtlasBox box, painted = ATLAS_BOX_EMPTY;

      for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++)
          if (get_pixel (surface, x, y) != 0)
            {
              atlas_box_add (&painted, x, y);
              atlas_box_add (&painted, x + 1, y + 1);
            }
      g_assert_cmpuint (atlas_site_marks_measure (&self->view, self->scene, &mark, 1, &box), ==, 1);
      g_assert_cmpfloat (painted.x0, >=, box.x0);
      g_assert_cmpfloat (painted.y0, >=, box.y0);
      g_assert_cmpfloat (painted.x1, <=, box.x1);
      g_assert_cmpfloat (painted.y1, <=, box.y1);
      /* Not much is drawn in vain. */
      g_assert_cmpfloat (atlas_box_width (&box), <=, atlas_box_width (&painted) + 16);
      cairo_surface_destroy (surface);
    }
}

/* A picture without colours still tells all four from each other. */
static void
test_told_apart (Fixture       *self,
                 gconstpointer  data)
{
  cairo_surface_t *pictures[ATLAS_N_SITE_MARKS];

  for (guint kind = 0; kind < ATLAS_N_SITE_MARKS; kind++)
    {
      AtlasSiteMark mark = make_mark (self, kind);

      pictures[kind] = paint (self, &mark, 0.6);
    }
  for (guint a = 0; a < ATLAS_N_SITE_MARKS; a++)
    for (guint b = 0; b < a; b++)
      {
        guint n = 0;

        for (int y = 0; y < SIZE; y++)
          for (int x = 0; x < SIZE; x++)
            n += ABS (get_brightness (pictures[a], x, y) - get_brightness (pictures[b], x, y)) > 80;
        g_assert_cmpuint (n, >=, 12);
      }
  for (guint kind = 0; kind < ATLAS_N_SITE_MARKS; kind++)
    cairo_surface_destroy (pictures[kind]);
}

/* From dark to bright grounds. */
static void
test_contrast (Fixture       *self,
               gconstpointer  data)
{
  for (guint kind = 0; kind < ATLAS_N_SITE_MARKS; kind++)
    for (int ground = 0; ground <= 2; ground++)
      {
        AtlasSiteMark mark = make_mark (self, kind);
        cairo_surface_t *surface = paint (self, &mark, ground / 2.0);
        guint n = 0;

        for (int y = 0; y < SIZE; y++)
          for (int x = 0; x < SIZE; x++)
            n += ABS (get_brightness (surface, x, y) - ground * 255 / 2) >= 80;
        g_assert_cmpuint (n, >=, 30);
        cairo_surface_destroy (surface);
      }
}

/* Between its ring and its cross; others have their symbol there. */
static void
test_hollow (Fixture       *self,
             gconstpointer  data)
{
  AtlasSiteMark deleted = make_mark (self, ATLAS_SITE_MARK_DELETED);
  AtlasSiteMark edited = make_mark (self, ATLAS_SITE_MARK_EDITED);
  cairo_surface_t *hollow = paint (self, &deleted, -1);
  cairo_surface_t *filled = paint (self, &edited, -1);
  int y = SIZE / 2 + (int) (3.2 * POINT);
  const AtlasColor *fill =
    &self->style->symbols[ATLAS_SYMBOL_SITE_COMPOUNDS + ATLAS_RESOURCE_BUILDINGS].fill;

  g_assert_cmphex (get_pixel (hollow, SIZE / 2, y), ==, 0);
  g_assert_cmpint (get_brightness (filled, SIZE / 2, SIZE / 2), ==,
                   (int) (fill->green * 255 + 0.5));
  cairo_surface_destroy (hollow);
  cairo_surface_destroy (filled);
}

/* Also where neither end is in view. */
static void
test_way (Fixture       *self,
          gconstpointer  data)
{
  AtlasSiteMark mark = make_mark (self, ATLAS_SITE_MARK_MOVED);
  cairo_surface_t *surface;
  AtlasBox box;

  surface = paint (self, &mark, 1);
  g_assert_cmpint (get_brightness (surface, SIZE / 2 - WAY / 2, SIZE / 2), <, 120);
  cairo_surface_destroy (surface);

  self->view.x0 += (SIZE / 2 - WAY / 2 - 10) / self->view.scale;
  self->view.width = 20;
  surface = paint (self, &mark, 1);
  g_assert_cmpint (get_brightness (surface, 10, SIZE / 2), <, 120);
  cairo_surface_destroy (surface);

  self->view.y0 += SIZE / self->view.scale;
  g_assert_cmpuint (atlas_site_marks_measure (&self->view, self->scene, &mark, 1, &box), ==, 0);
  g_assert_true (atlas_box_is_empty (&box));
}

static void
assert_is_nowhere (Fixture             *self,
                   const AtlasSiteMark *mark)
{
  cairo_surface_t *surface = paint (self, mark, -1);
  AtlasBox box;

  g_assert_cmpuint (atlas_site_marks_measure (&self->view, self->scene, mark, 1, &box), ==, 0);
  g_assert_true (atlas_box_is_empty (&box));
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      g_assert_cmphex (get_pixel (surface, x, y), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_zoom (Fixture       *self,
           gconstpointer  data)
{
  AtlasSiteMark mark = make_mark (self, ATLAS_SITE_MARK_ADDED);

  look (self, FAR);
  assert_is_nowhere (self, &mark);
}

/* A site whose place is not known is nowhere, whatever became of it. */
static void
test_nowhere (Fixture       *self,
              gconstpointer  data)
{
  for (guint kind = 0; kind < ATLAS_N_SITE_MARKS; kind++)
    {
      AtlasSiteMark mark = { .kind = kind, .resource = ATLAS_RESOURCE_BUILDINGS,
                             .was = { NAN, NAN }, .is = { NAN, NAN } };

      atlas_site_marks_project (&mark, 1, ATLAS_CRS_MERCATOR);
      assert_is_nowhere (self, &mark);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/site-marks/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing-is-painted-beyond-what-is-measured", test_measured);
  ADD ("are-told-apart-without-colours", test_told_apart);
  ADD ("are-seen-on-every-ground", test_contrast);
  ADD ("where-a-site-was-deleted-is-nothing-within-the-ring", test_hollow);
  ADD ("a-line-leads-from-where-a-site-was-to-where-it-is", test_way);
  ADD ("are-there-from-the-zoom-at-which-sites-are", test_zoom);
  ADD ("without-a-place-are-nowhere", test_nowhere);

  return g_test_run ();
}
