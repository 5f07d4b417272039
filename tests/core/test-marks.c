#include "atlas-marks.h"
#include "atlas-test-plan.h"

#define SIZE 400

static const guint8 *
paint (cairo_surface_t   *surface,
       const AtlasView   *view,
       const AtlasScene  *scene,
       AtlasMark          mark,
       const guint       *blocks,
       guint              n_blocks)
{
  cairo_t *cr = cairo_create (surface);

  atlas_marks_paint (cr, view, scene, mark, blocks, n_blocks);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return cairo_image_surface_get_data (surface);
}

/* What is painted at all. */
static AtlasBox
get_painted (const guint8 *pixels,
             int           stride)
{
  AtlasBox box = ATLAS_BOX_EMPTY;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      if (((const guint32 *) (gconstpointer) (pixels + y * stride))[x] != 0)
        {
          atlas_box_add (&box, x, y);
          atlas_box_add (&box, x + 1, y + 1);
        }

  return box;
}

static void
test_measured (void)
{
  static const guint blocks[] = { 1, 4, 6, 999 };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_ZH, NULL);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), SIZE, SIZE, 20, 96.0 / 72.0);

  for (guint n = 1; n <= G_N_ELEMENTS (blocks); n++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
      AtlasBox box, painted;

      g_assert_cmpuint (atlas_marks_measure (&view, scene, ATLAS_MARK_SELECTED, blocks, n, &box),
                        >=, 4 * MIN (n, 3));
      painted = get_painted (paint (surface, &view, scene, ATLAS_MARK_SELECTED, blocks, n),
                             cairo_image_surface_get_stride (surface));
      g_assert_cmpfloat (painted.x0, >=, box.x0);
      g_assert_cmpfloat (painted.y0, >=, box.y0);
      g_assert_cmpfloat (painted.x1, <=, box.x1);
      g_assert_cmpfloat (painted.y1, <=, box.y1);
      /* Not much is drawn in vain. */
      g_assert_cmpfloat (atlas_box_width (&box), <=, atlas_box_width (&painted) + 6);
      g_assert_cmpfloat (atlas_box_height (&box), <=, atlas_box_height (&painted) + 6);
      cairo_surface_destroy (surface);
    }
}

static void
test_unseen (void)
{
  static const guint blocks[] = { 0, 1, 2 };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_ZH, NULL);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), SIZE, SIZE, 20, 96.0 / 72.0);
  AtlasBox box;

  view.x0 += 2 * SIZE / view.scale;
  g_assert_cmpuint (atlas_marks_measure (&view, scene, ATLAS_MARK_HOVERED, blocks,
                                         G_N_ELEMENTS (blocks), &box), ==, 0);
  g_assert_true (atlas_box_is_empty (&box));
  g_assert_cmpuint (atlas_marks_measure (&view, scene, ATLAS_MARK_HOVERED, NULL, 0, &box), ==, 0);
}

/* Pictures side by side are the whole one, though lines reach from one into
 * the other; what is not needed for that is not counted. */
static void
test_seamless (void)
{
  static const guint blocks[] = { 0, 1, 4, 5, 6 };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_ZH, NULL);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), SIZE, SIZE, 20, 96.0 / 72.0);
  AtlasBox box;

  g_assert_cmpuint (atlas_marks_measure (&view, scene, ATLAS_MARK_SELECTED, blocks, 1, &box), >, 0);
  /* Through the line along an edge of the first block. */
  for (int offset = 1; offset <= 6; offset++)
    {
      int seam = (int) box.x0 + offset;
      cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
      cairo_surface_t *part = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
      const guint8 *all = paint (whole, &view, scene, ATLAS_MARK_SELECTED, blocks,
                                 G_N_ELEMENTS (blocks));
      AtlasView left = view;
      const guint8 *some;
      guint n_different = 0;

      left.width = seam;
      some = paint (part, &left, scene, ATLAS_MARK_SELECTED, blocks, G_N_ELEMENTS (blocks));
      for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < seam; x++)
          n_different += ABS (all[4 * (y * SIZE + x)] - some[4 * (y * SIZE + x)]) > 1;
      g_assert_cmpuint (n_different, ==, 0);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (part);
    }
}

static void
test_counted (void)
{
  static const guint blocks[] = { 1, 4, 6, 999 };
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_ZH, NULL);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), SIZE, SIZE, 20, 96.0 / 72.0);
  guint n = atlas_marks_count (scene, blocks, 4, G_MAXUINT);
  AtlasBox box;

  g_assert_cmpuint (n, ==, atlas_marks_measure (&view, scene, ATLAS_MARK_SELECTED, blocks, 4,
                                                &box));
  g_assert_cmpuint (atlas_marks_count (scene, blocks, 4, n), ==, n);
  g_assert_cmpuint (atlas_marks_count (scene, blocks, 4, 2), ==,
                    atlas_marks_count (scene, blocks, 1, G_MAXUINT));
  g_assert_cmpuint (atlas_marks_count (scene, NULL, 0, G_MAXUINT), ==, 0);
}

/* Dark and bright lines together are seen on dark and on bright ground. */
static void
test_contrast (void)
{
  static const double grounds[] = { 0, 0.5, 1 };
  static const guint block = 0;
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_ZH, NULL);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), SIZE, SIZE, 20, 96.0 / 72.0);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (grounds); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
      cairo_t *cr = cairo_create (surface);
      int ground = (int) (grounds[i / 2] * 255);
      const guint8 *pixels;
      int farthest = 0;

      cairo_set_source_rgb (cr, grounds[i / 2], grounds[i / 2], grounds[i / 2]);
      cairo_paint (cr);
      cairo_destroy (cr);
      pixels = paint (surface, &view, scene, i % 2, &block, 1);
      /* Green, which is most of what is seen as bright. */
      for (int pixel = 0; pixel < SIZE * SIZE; pixel++)
        farthest = MAX (farthest, ABS (pixels[4 * pixel + 1] - ground));
      g_assert_cmpint (farthest, >=, 80);
      cairo_surface_destroy (surface);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marks/nothing-is-painted-beyond-what-is-measured", test_measured);
  g_test_add_func ("/marks/what-is-not-seen-costs-nothing", test_unseen);
  g_test_add_func ("/marks/pictures-side-by-side-are-the-whole-one", test_seamless);
  g_test_add_func ("/marks/are-counted-as-far-as-is-asked-for", test_counted);
  g_test_add_func ("/marks/are-seen-on-every-ground", test_contrast);

  return g_test_run ();
}
