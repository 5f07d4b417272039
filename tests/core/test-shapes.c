#include "atlas-borders.h"
#include "atlas-outline.h"
#include "atlas-shapes-private.h"
#include "atlas-test-plan.h"
#include "atlas-test-shapes.h"

#include <math.h>

/* Four squares of 10 m in a row: three shared edges. */
static void
test_shared_edges_are_found_once (void)
{
  AtlasGeometry *squares[4];
  AtlasBorders borders;

  for (guint i = 0; i < 4; i++)
    squares[i] = atlas_test_rectangle (10 * i, 0, 10 * i + 10, 10);
  atlas_borders_find (squares, 4, &borders);

  g_assert_cmpfloat_with_epsilon (atlas_geometry_get_length (borders.inner), 3 * 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (atlas_geometry_get_length (borders.rim), 2 * 40 + 2 * 10, 1e-9);

  atlas_borders_clear (&borders);
  for (guint i = 0; i < 4; i++)
    atlas_geometry_unref (squares[i]);
}

static void
test_a_lone_polygon_is_all_rim (void)
{
  AtlasGeometry *square = atlas_test_rectangle (0, 0, 10, 10);
  AtlasBorders borders;

  atlas_borders_find (&square, 1, &borders);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.inner), ==, 0);
  g_assert_cmpfloat (atlas_geometry_get_length (borders.rim), ==, 40);
  g_assert_cmpuint (atlas_geometry_get_n_parts (borders.rim), ==, 1);

  atlas_borders_clear (&borders);
  atlas_geometry_unref (square);
}

/* A ring of eight squares round a hole: the outline has what they cover, and
 * nothing of the hole. */
static void
test_outline_covers_what_the_shapes_cover (void)
{
  AtlasGeometry *squares[8];
  AtlasBorders borders;
  g_autoptr(AtlasGeometry) outline = NULL;
  guint n = 0;

  for (guint i = 0; i < 9; i++)
    if (i != 4)
      squares[n++] = atlas_test_rectangle (10 * (i % 3), 10 * (i / 3),
                                           10 * (i % 3) + 10, 10 * (i / 3) + 10);
  atlas_borders_find (squares, 8, &borders);
  outline = atlas_outline_close (borders.rim);

  g_assert_nonnull (outline);
  g_assert_cmpfloat_with_epsilon (atlas_geometry_get_length (outline), 4 * 30 + 4 * 10, 1e-9);
  g_assert_true (atlas_geometry_contains (outline, 5, 5));
  g_assert_false (atlas_geometry_contains (outline, 15, 15));
  g_assert_false (atlas_geometry_contains (outline, 35, 15));

  atlas_borders_clear (&borders);
  for (guint i = 0; i < 8; i++)
    atlas_geometry_unref (squares[i]);
}

/* Where two squares touch with a corner there are two ways on. */
static void
test_outline_does_not_guess (void)
{
  AtlasGeometry *squares[2] = { atlas_test_rectangle (0, 0, 10, 10),
                                atlas_test_rectangle (10, 10, 20, 20) };
  AtlasBorders borders;
  g_autoptr(AtlasGeometry) outline = NULL;

  atlas_borders_find (squares, 2, &borders);
  outline = atlas_outline_close (borders.rim);
  if (outline != NULL)
    {
      g_assert_true (atlas_geometry_contains (outline, 5, 5));
      g_assert_true (atlas_geometry_contains (outline, 15, 15));
      g_assert_false (atlas_geometry_contains (outline, 15, 5));
    }

  atlas_borders_clear (&borders);
  for (guint i = 0; i < 2; i++)
    atlas_geometry_unref (squares[i]);
}

/* The mesh leads from the window's Mercator back to the plane: at any place
 * within the plan it agrees with PROJ to 0.2 m. */
static void
test_mesh_agrees_with_the_projection (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (1000);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasProjection) exact = atlas_projection_new (ATLAS_CRS_MERCATOR, ATLAS_CRS_PLANE);
  const AtlasBox *box = atlas_shapes_get_box (shapes);

  for (guint i = 0; i < 1000; i++)
    {
      double x = box->x0 + atlas_box_width (box) * (i % 37) / 36;
      double y = box->y0 + atlas_box_height (box) * (i % 41) / 40;
      AtlasPoint right = atlas_projection_point (exact, x, y);
      AtlasPoint found = atlas_shapes_to_plane (shapes, x, y);

      g_assert_cmpfloat (hypot (found.x - right.x, found.y - right.y), <, 0.2);
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

static void
test_scene_runs_down (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasShapes) plane = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr(AtlasShapes) mercator = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  AtlasPoint low = { 450000, 4400000 };
  AtlasPoint high = { 450000, 4450000 };

  g_assert_cmpfloat (from_plane (plane, low.x, low.y).y, ==, -low.y);
  g_assert_cmpfloat (from_plane (mercator, low.x, low.y).y, >,
                     from_plane (mercator, high.x, high.y).y);
}

/* Web Mercator stretches lengths by 1 / cos φ: 1.30 at Beijing. */
static void
test_mercator_metres (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  AtlasPoint a = from_plane (shapes, 450000, 4418000);
  AtlasPoint b = from_plane (shapes, 451000, 4418000);
  double metres = hypot (b.x - a.x, b.y - a.y) * atlas_shapes_get_metres_per_unit (shapes, a.y);

  g_assert_cmpfloat_with_epsilon (metres, 1000, 3);
}

/* Classes change, again and back, and the original does not know. */
static void
test_edited (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (100);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasShapes) stranger = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasShapes) back = NULL;
  const int class_ = atlas_shapes_get_block (shapes, 7)->class_;
  const int other = (class_ + 1) % ATLAS_N_CLASSES;
  const guint block = 7;
  AtlasShapes *once;
  AtlasBox changed;

  once = atlas_test_shapes_set_classes (shapes, plan, &block, &other, 1, &changed);
  g_assert_cmpint (atlas_shapes_get_block (once, 7)->class_, ==, other);
  g_assert_cmpint (atlas_shapes_get_block (shapes, 7)->class_, ==, class_);
  g_assert_cmpuint (atlas_shapes_get_class_count (once, (AtlasClass) other), ==,
                    atlas_shapes_get_class_count (shapes, (AtlasClass) other) + 1);
  g_assert_cmpuint (atlas_shapes_get_class_count (once, (AtlasClass) class_), ==,
                    atlas_shapes_get_class_count (shapes, (AtlasClass) class_) - 1);

  back = atlas_test_shapes_set_classes (once, plan, &block, &class_, 1, &changed);
  atlas_shapes_unref (once);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (atlas_shapes_get_block (back, i)->class_, ==,
                     atlas_shapes_get_block (shapes, i)->class_);
  g_assert_true (atlas_shapes_are_related (shapes, back));
  g_assert_false (atlas_shapes_are_related (stranger, back));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shapes/outline-covers", test_outline_covers_what_the_shapes_cover);
  g_test_add_func ("/shapes/outline-does-not-guess", test_outline_does_not_guess);
  g_test_add_func ("/shapes/shared-edges-once", test_shared_edges_are_found_once);
  g_test_add_func ("/shapes/edited-and-back", test_edited);
  g_test_add_func ("/shapes/lone-polygon-all-rim", test_a_lone_polygon_is_all_rim);
  g_test_add_func ("/shapes/mesh-agrees-with-projection", test_mesh_agrees_with_the_projection);
  g_test_add_func ("/shapes/scene-runs-down", test_scene_runs_down);
  g_test_add_func ("/shapes/mercator-metres", test_mercator_metres);

  return g_test_run ();
}
