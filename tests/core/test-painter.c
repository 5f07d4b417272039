#include "atlas-density.h"
#include "atlas-painter.h"
#include "atlas-shapes-private.h"
#include "atlas-test-plan.h"

#include <math.h>

#define WIDTH 640
#define HEIGHT 480

static cairo_surface_t *
paint (const AtlasScene *scene,
       const AtlasView  *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) view->width,
                                                         (int) view->height);
  cairo_t *cr = cairo_create (surface);

  atlas_painter_paint_ground (cr, view, scene);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           double           x,
           double           y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  const guint32 *row = (const guint32 *) (gconstpointer)
    (data + (int) y * cairo_image_surface_get_stride (surface));

  return row[(int) x] & 0xffffff;
}

static guint32
to_pixel (const AtlasColor *color)
{
  return (guint32) lround (color->red * 255) << 16 | (guint32) lround (color->green * 255) << 8 |
         (guint32) lround (color->blue * 255);
}

static int
channel_distance (guint32 a,
                  guint32 b)
{
  int most = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    most = MAX (most, ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));

  return most;
}

static AtlasView
view_of_block (const AtlasShapes *shapes,
               guint              i)
{
  const AtlasBox *box = atlas_geometry_get_box (atlas_shapes_get_block (shapes, i)->geometry);

  return atlas_view_fit (box, WIDTH, HEIGHT, 40, 1);
}

/* A plan without base map, so that nothing lies over the blocks. */
static void
test_block_has_its_class_colour (void)
{
  static const AtlasCrs systems[] = { ATLAS_CRS_PLANE, ATLAS_CRS_MERCATOR };
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (200);

  for (guint s = 0; s < G_N_ELEMENTS (systems); s++)
    {
      g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, systems[s]);
      g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_ZH, NULL);

      for (guint i = 0; i < 30; i++)
        {
          const AtlasBlockShape *block = atlas_shapes_get_block (shapes, i);
          AtlasView view = view_of_block (shapes, i);
          cairo_surface_t *surface = paint (scene, &view);

          g_assert_cmphex (get_pixel (surface, atlas_view_x (&view, block->label.x),
                                      atlas_view_y (&view, block->label.y)), ==,
                           to_pixel (&style->fills[ATLAS_FILL_CLASS_KEY + block->class_]));
          cairo_surface_destroy (surface);
        }
    }
}

/* What a tile shows is what the whole picture shows there. */
static void
test_tiles_are_the_whole (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, map, ATLAS_LANGUAGE_ZH, NULL);
      AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), WIDTH, HEIGHT, 10, 96.0 / 72);
      cairo_surface_t *whole = paint (scene, &view);
      guint different = 0;

      for (guint tile = 0; tile < 4; tile++)
        {
          AtlasView part = view;
          double left = tile % 2 * WIDTH / 2;
          double top = tile / 2 * HEIGHT / 2;
          cairo_surface_t *surface;

          part.x0 += left / view.scale;
          part.y0 += top / view.scale;
          part.width = WIDTH / 2;
          part.height = HEIGHT / 2;
          surface = paint (scene, &part);
          for (guint y = 0; y < HEIGHT / 2; y++)
            for (guint x = 0; x < WIDTH / 2; x++)
              different += channel_distance (get_pixel (surface, x, y),
                                             get_pixel (whole, x + left, y + top)) > 24;
          cairo_surface_destroy (surface);
        }
      /* Antialiasing rounds to 1/256 pixel: a few edge pixels may differ. */
      g_assert_cmpuint (different, <, WIDTH * HEIGHT / 1000);
      cairo_surface_destroy (whole);
    }
}

static AtlasGrid *
one_site_density (double x,
                  double y)
{
  AtlasBox around = { x - 10000, y - 10000, x + 10000, y + 10000 };
  AtlasDensityOptions options;
  g_autoptr(GError) error = NULL;
  AtlasGrid *grid;

  atlas_density_options_init (&options, &around);
  grid = atlas_density_compute (&x, &y, NULL, 1, &options, NULL, &error);
  g_assert_no_error (error);

  return grid;
}

/* A plan of a single point, in the farthest corner or the middle, in a window
 * without room: places stay numbers that a picture can hold. */
static void
test_view_of_nothing_is_usable (void)
{
  static const double places[] = { 0, 0.8, 4.4e6, -1e7 };
  static const double sizes[] = { 0, 5e-324, 1e-12 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        double near = places[i], far = places[i] + sizes[j];
        AtlasBox box = { near, near, far, far };
        AtlasView view = atlas_view_fit (&box, 360, 10, 24, 1);
        double step = atlas_view_x (&view, 1e7) / 1e7;

        g_assert_cmpfloat (view.scale, >, 0);
        g_assert_true (isfinite (view.scale) && isfinite (view.x0) && isfinite (view.y0));
        g_assert_cmpfloat (fabs (step), <, 1e9);
        g_assert_cmpfloat (fabs (atlas_view_x (&view, near) - 180), <, 1);
      }
}

static AtlasPoint
from_plane (const AtlasShapes *shapes,
            double             x,
            double             y)
{
  AtlasPoint point = { x, y };

  atlas_shapes_from_plane (shapes, &point, 1);

  return point;
}

/* One site in the middle of a district: the darkest colour there, none beyond
 * the bandwidth, whatever the map's coordinate system. */
static void
test_density_lies_where_the_site_is (void)
{
  static const AtlasCrs systems[] = { ATLAS_CRS_PLANE, ATLAS_CRS_MERCATOR };
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (200);
  g_autoptr(AtlasFeature) district =
    g_list_model_get_item (atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS), 0);
  AtlasPoint site = atlas_geometry_get_inner_point (atlas_feature_get_geometry (district));
  g_autoptr(AtlasGrid) grid = one_site_density (site.x, site.y);
  guint32 darkest = to_pixel (&style->ramp.colors[style->ramp.n - 1]);
  guint32 land = to_pixel (&style->fills[ATLAS_FILL_LAND]);

  for (guint s = 0; s < G_N_ELEMENTS (systems); s++)
    {
      g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, systems[s]);
      g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 3, ATLAS_LANGUAGE_ZH, grid);
      AtlasPoint middle = from_plane (shapes, site.x, site.y);
      AtlasPoint beyond = from_plane (shapes, site.x + 2200, site.y);
      double metres = atlas_shapes_get_metres_per_unit (shapes, middle.y);
      AtlasBox box = atlas_box_grow (&(AtlasBox) { middle.x, middle.y, middle.x, middle.y },
                                     2500 / metres);
      AtlasView view = atlas_view_fit (&box, WIDTH, HEIGHT, 0, 1);
      cairo_surface_t *surface = paint (scene, &view);

      g_assert_cmpint (channel_distance (get_pixel (surface, WIDTH / 2, HEIGHT / 2), darkest), <, 16);
      g_assert_cmpint (channel_distance (get_pixel (surface, atlas_view_x (&view, beyond.x),
                                                    atlas_view_y (&view, beyond.y)), land), <, 4);
      cairo_surface_destroy (surface);
    }
}

/* Zero in the west, as much as can be in the east: @column of the grid is the first. */
static AtlasGrid *
make_step (AtlasPoint at,
           guint      column)
{
  guint n = 4 * ATLAS_GRID_TILE;
  g_autofree float *values = g_new (float, n * n);

  for (guint i = 0; i < n * n; i++)
    values[i] = i % n < column ? 0 : 1;

  return atlas_grid_new (at.x - column * 100.0, at.y - n * 50.0, 100, n, n, values);
}

/* What is drawn in one go may begin where the density is zero and end where it is not. */
static void
test_a_density_begins_where_it_is (void)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (200);
  g_autoptr(AtlasFeature) district =
    g_list_model_get_item (atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS), 0);
  AtlasPoint edge = atlas_geometry_get_inner_point (atlas_feature_get_geometry (district));
  g_autoptr(AtlasGrid) grid = make_step (edge, 2 * ATLAS_GRID_TILE);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 3, ATLAS_LANGUAGE_ZH, grid);
  guint32 darkest = to_pixel (&style->ramp.colors[style->ramp.n - 1]);
  guint32 land = to_pixel (&style->fills[ATLAS_FILL_LAND]);

  for (guint i = 0; i < 32; i++)
    {
      /* 100 m a pixel. */
      AtlasView view = { .x0 = edge.x - 6000 - 100 * i, .y0 = -edge.y - 50, .scale = 0.01,
                         .width = 128, .height = 1, .point = 1 };
      cairo_surface_t *surface = paint (scene, &view);

      g_assert_cmpint (channel_distance (get_pixel (surface, 60 + i - 2, 0), land), <, 4);
      g_assert_cmpint (channel_distance (get_pixel (surface, 60 + i + 1, 0), darkest), <, 4);
      cairo_surface_destroy (surface);
    }
}

/* Where a difference is nothing it has that colour, if there is one, also far from all
 * sites: land in its place would be told as something else. */
static void
test_a_difference_of_nothing_is_seen (void)
{
  static const char *const keys[] = { "colour-blind", "grey" };
  const float values[] = { -1000, 2000, 0, 0 };
  g_autoptr(AtlasStyle) standard = atlas_style_new_standard ();
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (200);
  g_autoptr(AtlasFeature) district =
    g_list_model_get_item (atlas_plan_get_features (plan, ATLAS_LAYER_DISTRICTS), 0);
  AtlasPoint site = atlas_geometry_get_inner_point (atlas_feature_get_geometry (district));
  g_autoptr(AtlasGrid) grid = atlas_grid_new (site.x - 10, site.y - 10, 10, 2, 2, values);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  AtlasPoint middle = from_plane (shapes, site.x, site.y);
  AtlasPoint far = from_plane (shapes, site.x + 2200, site.y);
  AtlasBox box = { middle.x - 2500, middle.y - 2500, middle.x + 2500, middle.y + 2500 };
  AtlasView view = atlas_view_fit (&box, WIDTH, HEIGHT, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(AtlasStyle) style = atlas_style_new_variant (standard, keys[i]);
      AtlasColor nothing = style->difference.colors[style->difference.n / 2];
      guint32 expected = to_pixel (nothing.alpha > 0 ? &nothing : &style->fills[ATLAS_FILL_LAND]);
      AtlasSceneOptions options;
      g_autoptr(AtlasScene) scene = NULL;
      cairo_surface_t *surface;

      atlas_scene_options_init (&options, &style->maps[2]);
      options.density.minus = ATLAS_DENSITY_MINUS_PUBLISHED;
      scene = atlas_scene_new_with_options (shapes, style, 3, ATLAS_LANGUAGE_ZH, grid, &options);
      surface = paint (scene, &view);
      g_assert_cmpint (channel_distance (get_pixel (surface, atlas_view_x (&view, far.x),
                                                    atlas_view_y (&view, far.y)), expected), <, 4);
      cairo_surface_destroy (surface);
    }
}

/* Layers that come and go, and edits that leave it alone, cost no new look at it. */
static void
test_a_density_is_looked_at_once (void)
{
  const float values[] = { 1000, 2000, 5000, 0 };
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (200);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr(AtlasShapes) mercator = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasGrid) grid = atlas_grid_new (0, 0, 100, 2, 2, values);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 3, ATLAS_LANGUAGE_ZH, grid);
  AtlasSceneOptions options = *atlas_scene_get_options (scene);
  g_autoptr(AtlasScene) other = NULL;
  g_autoptr(AtlasScene) elsewhere = NULL;
  g_autoptr(AtlasScene) lower = NULL;

  atlas_scene_options_set_shown (&options, ATLAS_DRAWN_RAIL, TRUE);
  other = atlas_scene_new_like (scene, shapes, style, ATLAS_LANGUAGE_EN, grid, &options);
  elsewhere = atlas_scene_new_like (scene, mercator, style, ATLAS_LANGUAGE_ZH, grid, &options);
  options.density.top = 2000;
  lower = atlas_scene_new_like (scene, shapes, style, ATLAS_LANGUAGE_ZH, grid, &options);
  g_assert_true (atlas_scene_get_contours (other) == atlas_scene_get_contours (scene));
  g_assert_true (atlas_scene_get_contours (elsewhere) != atlas_scene_get_contours (scene));
  g_assert_cmpfloat (atlas_scene_get_ramp (other)->high, ==, 5000);
  g_assert_cmpfloat (atlas_scene_get_ramp (lower)->high, ==, 2000);
}

/* A tile in the north has its sites, or not, as one in the south of the same scale. */
static void
test_tiles_agree_on_sites (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  const AtlasBox *box = atlas_shapes_get_box (shapes);
  double metres = atlas_shapes_get_metres_per_unit (shapes, (box->y0 + box->y1) / 2);

  for (int i = -4; i <= 4; i++)
    {
      AtlasView view = { .width = 512, .height = 512, .point = 96.0 / 72 };

      view.y0 = (box->y0 + box->y1) / 2 + i * 0.01;
      view.scale = metres * view.point / (ATLAS_PAINTER_SITES_METRES_PER_POINT * 0.999);
      g_assert_true (atlas_painter_shows_sites (&view, shapes));
      view.scale = metres * view.point / (ATLAS_PAINTER_SITES_METRES_PER_POINT * 1.001);
      g_assert_false (atlas_painter_shows_sites (&view, shapes));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/painter/block-has-its-class-colour", test_block_has_its_class_colour);
  g_test_add_func ("/painter/tiles-are-the-whole", test_tiles_are_the_whole);
  g_test_add_func ("/painter/tiles-agree-on-sites", test_tiles_agree_on_sites);
  g_test_add_func ("/painter/view-of-nothing-is-usable", test_view_of_nothing_is_usable);
  g_test_add_func ("/painter/density-lies-where-the-site-is", test_density_lies_where_the_site_is);
  g_test_add_func ("/painter/a-density-begins-where-it-is", test_a_density_begins_where_it_is);
  g_test_add_func ("/painter/a-density-is-looked-at-once", test_a_density_is_looked_at_once);
  g_test_add_func ("/painter/a-difference-of-nothing-is-seen", test_a_difference_of_nothing_is_seen);

  return g_test_run ();
}
