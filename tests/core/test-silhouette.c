#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"
#include "atlas-silhouette.h"

#include <math.h>

#define MARGIN 24.0

/* The plan that comes with the program: Beijing is bent, with room in corners. */
typedef struct
{
  AtlasShapes     *shapes;
  AtlasSilhouette  city;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (path, NULL, &error);

  g_assert_no_error (error);
  fixture->shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  atlas_silhouette_init (&fixture->city, fixture->shapes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  atlas_shapes_unref (fixture->shapes);
}

static gboolean
is_in (const AtlasBox *box,
       double          x,
       double          y)
{
  return x > box->x0 && x < box->x1 && y > box->y0 && y < box->y1;
}

/* Every corner of every district, to a hundredth of a pixel. */
static void
assert_shown (Fixture         *fixture,
              const AtlasView *view,
              const AtlasBox  *covers,
              guint            n_covers)
{
  AtlasBox inside = { MARGIN - 0.01, MARGIN - 0.01,
                      view->width - MARGIN + 0.01, view->height - MARGIN + 0.01 };

  for (guint i = 0; i < atlas_shapes_get_n (fixture->shapes, ATLAS_LAYER_DISTRICTS); i++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_points (
        atlas_shapes_get (fixture->shapes, ATLAS_LAYER_DISTRICTS, i)->geometry, &n);

      for (guint k = 0; k < n; k++)
        {
          double x = atlas_view_x (view, points[k].x);
          double y = atlas_view_y (view, points[k].y);

          g_assert_true (is_in (&inside, x, y));
          for (guint c = 0; c < n_covers; c++)
            {
              AtlasBox cover = atlas_box_grow (&covers[c], -0.01);

              g_assert_false (is_in (&cover, x, y));
            }
        }
    }
}

static void
test_nothing_lies_on_the_city (Fixture       *fixture,
                               gconstpointer  data)
{
  for (guint step = 0; step < 60; step++)
    {
      double width = g_test_rand_double_range (500, 1700);
      double height = g_test_rand_double_range (400, 1100);
      guint n = (guint) g_test_rand_int_range (0, 5);
      AtlasBox covers[4];
      AtlasView view;

      for (guint i = 0; i < n; i++)
        {
          double w = g_test_rand_double_range (20, width / 2.5);
          double h = g_test_rand_double_range (20, height / 2.5);

          covers[i].x0 = i % 2 ? width - w : 0;
          covers[i].y0 = i / 2 ? height - h : 0;
          covers[i].x1 = covers[i].x0 + w;
          covers[i].y1 = covers[i].y0 + h;
        }
      view = atlas_silhouette_fit (&fixture->city, width, height, MARGIN, 1, covers, n);
      assert_shown (fixture, &view, covers, n);
    }
}

/* Than with the legend's whole side left to it, but for what it gives up to be
 * nearer to the middle; in a corner where there is no city it may be much larger. */
static void
test_it_is_never_smaller_than_beside (Fixture       *fixture,
                                      gconstpointer  data)
{
  const AtlasBox *box = atlas_shapes_get_box (fixture->shapes);
  double gain = 1;

  for (guint step = 0; step < 60; step++)
    {
      double width = g_test_rand_double_range (600, 1700);
      double height = g_test_rand_double_range (400, 1100);
      double legend = g_test_rand_double_range (100, width / 2);
      AtlasBox cover = { width - legend, height - g_test_rand_double_range (100, height),
                         width, height };
      AtlasView beside = atlas_view_fit (box, width - legend, height, MARGIN, 1);
      AtlasView view;

      /* Beside it there has to be a margin, too. */
      cover.x0 += MARGIN;
      view = atlas_silhouette_fit (&fixture->city, width, height, MARGIN, 1, &cover, 1);
      g_assert_cmpfloat (view.scale, >=, beside.scale * 0.969);
      gain = MAX (gain, view.scale / beside.scale);
    }
  g_assert_cmpfloat (gain, >, 1.25);
}

static void
test_without_covers_it_is_in_the_middle (Fixture       *fixture,
                                         gconstpointer  data)
{
  const AtlasBox cover = { 0, 0, 900, 700 };
  AtlasView plain = atlas_view_fit (atlas_shapes_get_box (fixture->shapes), 900, 700, MARGIN, 2);
  AtlasView views[] = {
    atlas_silhouette_fit (&fixture->city, 900, 700, MARGIN, 2, NULL, 0),
    /* What leaves no room counts as none. */
    atlas_silhouette_fit (&fixture->city, 900, 700, MARGIN, 2, &cover, 1),
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_assert_cmpfloat_with_epsilon (views[i].scale, plain.scale, plain.scale * 1e-9);
      g_assert_cmpfloat_with_epsilon (views[i].x0, plain.x0, 1e-9);
      g_assert_cmpfloat_with_epsilon (views[i].y0, plain.y0, 1e-9);
      g_assert_cmpfloat (views[i].width, ==, 900);
      g_assert_cmpfloat (views[i].point, ==, 2);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/silhouette/nothing-lies-on-the-city", test_nothing_lies_on_the_city);
  ADD ("/silhouette/it-is-never-smaller-than-beside", test_it_is_never_smaller_than_beside);
  ADD ("/silhouette/without-covers-it-is-in-the-middle", test_without_covers_it_is_in_the_middle);

  return g_test_run ();
}
