#include "atlas-geodesic.h"
#include "atlas-legend.h"
#include "atlas-lettering.h"
#include "atlas-north-arrow.h"
#include "atlas-projection.h"
#include "atlas-test-plan.h"

#include <math.h>
#include <string.h>

#define POINT 2.0

typedef struct
{
  AtlasPlan   *plan;
  AtlasStyle  *style;
  AtlasShapes *shapes;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  crs)
{
  fixture->plan = atlas_test_plan_new_large (60);
  fixture->style = atlas_style_new_standard ();
  fixture->shapes = atlas_shapes_new (fixture->plan, GPOINTER_TO_INT (crs));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  crs)
{
  atlas_shapes_unref (fixture->shapes);
  atlas_style_unref (fixture->style);
  g_object_unref (fixture->plan);
}

/* A hill of 40,000 m² of floor a km², so that the ramp has numbers. */
static AtlasGrid *
make_density (void)
{
  static const float values[] = { 0, 10000, 40000, 20000 };

  return atlas_grid_new (400000, 4400000, 100, 2, 2, values);
}

static AtlasScene *
make_scene (Fixture       *fixture,
            guint          map,
            AtlasLanguage  language)
{
  g_autoptr(AtlasGrid) density = make_density ();

  return atlas_scene_new (fixture->shapes, fixture->style, map, language, density);
}

static cairo_t *
make_recording (void)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);

  return cr;
}

static AtlasBox
get_ink (cairo_t *cr)
{
  double x, y, width, height;

  cairo_recording_surface_ink_extents (cairo_get_target (cr), &x, &y, &width, &height);

  return (AtlasBox) { x, y, x + width, y + height };
}

static void
test_legend_takes_what_it_measured (Fixture       *fixture,
                                    gconstpointer  crs)
{
  static const double rooms[] = { 240, 400, 700 };

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (guint language = 0; language < 2; language++)
      for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
        {
          g_autoptr(AtlasScene) scene = make_scene (fixture, map, language);
          cairo_t *cr = make_recording ();
          double width, height;
          AtlasBox ink;

          atlas_legend_measure (scene, POINT, rooms[i], &width, &height);
          atlas_legend_paint (cr, scene, POINT, rooms[i], 50, 30);
          ink = get_ink (cr);
          cairo_destroy (cr);

          /* The edge of a glyph or of a stroke may reach over by a hair. */
          g_assert_cmpfloat (width, <=, rooms[i] + 1);
          g_assert_cmpfloat (ink.x0, >=, 50 - POINT);
          g_assert_cmpfloat (ink.y0, >=, 30 - POINT);
          g_assert_cmpfloat (ink.x1, <=, 50 + width + POINT);
          g_assert_cmpfloat (ink.y1, <=, 30 + height + POINT);
          /* And it is not much larger than needed either. */
          g_assert_cmpfloat (ink.x1, >=, 50 + width - 12 * POINT);
          g_assert_cmpfloat (ink.y1, >=, 30 + height - 8 * POINT);
        }
}

static void
test_less_room_makes_a_legend_taller (Fixture       *fixture,
                                      gconstpointer  crs)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 1, ATLAS_LANGUAGE_EN);
  double wide, narrow, width;

  atlas_legend_measure (scene, POINT, 2000, &width, &wide);
  atlas_legend_measure (scene, POINT, 300, &width, &narrow);
  g_assert_cmpfloat (narrow, >, wide * 1.5);
}

/* Texts as the SVG has them. */
static char *
dup_legend_texts (AtlasScene *scene)
{
  GString *texts = g_string_new (NULL);
  cairo_t *cr = make_recording ();

  atlas_lettering_record (cr, texts);
  atlas_legend_paint (cr, scene, POINT, 2000, 0, 0);
  cairo_destroy (cr);

  return g_string_free (texts, FALSE);
}

static void
test_classes_tell_how_many_blocks (Fixture       *fixture,
                                   gconstpointer  crs)
{
  guint counts[ATLAS_N_CLASSES] = { 0 };
  g_autoptr(AtlasScene) scene = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
  g_autofree char *texts = dup_legend_texts (scene);

  for (guint i = 0; i < atlas_plan_get_n_blocks (fixture->plan); i++)
    counts[atlas_block_get_values (atlas_plan_get_block (fixture->plan, i))->class_]++;

  for (guint i = 0; i < ATLAS_N_CLASSES; i++)
    {
      const AtlasMapStyle *map = atlas_scene_get_map_style (scene);
      g_autofree char *expected = g_strdup_printf ("%s（%u）", map->legend[i].text[0], counts[i]);

      g_assert_nonnull (strstr (texts, expected));
    }
}

/* The largest value is 40,000 m² a km², 4 万㎡. */
static void
test_ramp_tells_numbers_and_unit (Fixture       *fixture,
                                  gconstpointer  crs)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 3, ATLAS_LANGUAGE_ZH);
  g_autofree char *texts = dup_legend_texts (scene);
  static const char *const expected[] = { ">0<", ">1<", ">2<", ">3<", ">4<", ">低<", ">高<",
                                          "万㎡/km²", "2000" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (texts, expected[i]));
  g_assert_null (strstr (texts, ">5<"));
}

/* Four numbers at least tell how the ramp runs; more than seven run into each
 * other. In 10,000 m² a km² tops from 1 to 100 have every first digit. */
static void
test_ramp_has_four_to_seven_numbers (Fixture       *fixture,
                                     gconstpointer  crs)
{
  g_autoptr(GRegex) number = g_regex_new (">[0-9.]+<", 0, 0, NULL);

  for (double top = 1; top < 100; top *= 1.07)
    {
      float value = (float) (top * 1e4);
      g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 1, 1, &value);
      g_autoptr(AtlasScene) scene =
        atlas_scene_new (fixture->shapes, fixture->style, 3, ATLAS_LANGUAGE_ZH, density);
      g_autofree char *texts = dup_legend_texts (scene);
      g_autoptr(GMatchInfo) match = NULL;
      guint n = 0;

      for (g_regex_match (number, texts, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        n++;
      g_assert_cmpuint (n, >=, 4);
      g_assert_cmpuint (n, <=, 7);
    }
}

/* The length of the bar without its numbers, which a record takes away. Cairo
 * rounds extents to whole units, hence the magnification. */
static double
get_bar_length (AtlasScene *scene,
                double      metres_per_unit,
                double      max_width)
{
  g_autoptr(GString) texts = g_string_new (NULL);
  cairo_t *cr = make_recording ();
  AtlasBox ink;

  atlas_lettering_record (cr, texts);
  cairo_scale (cr, 100, 100);
  atlas_scale_bar_paint (cr, scene, POINT, metres_per_unit, max_width, 0, 0);
  ink = get_ink (cr);
  cairo_destroy (cr);

  return atlas_box_width (&ink) / 100;
}

/* Drawn over the middle of the map, the bar's ends are as far apart on the
 * ellipsoid as its last number says, in the plane and in Mercator. */
static void
test_scale_bar_is_right_by_the_geodesic (Fixture       *fixture,
                                         gconstpointer  crs)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (GPOINTER_TO_INT (crs), ATLAS_CRS_GEOGRAPHIC);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (fixture->shapes), 1600, 1000, 20, POINT);
  double metres = atlas_scale_bar_get_metres_per_unit (scene, &view, 800, 500);
  double marks[ATLAS_SCALE_BAR_MAX_MARKS];
  guint n = atlas_scale_bar_get_marks (scene, POINT, metres, 400, marks);
  double length = get_bar_length (scene, metres, 400);
  AtlasPoint ends[2];

  for (guint i = 0; i < 2; i++)
    {
      double x = 800 + (i == 0 ? -0.5 : 0.5) * length;

      ends[i].x = view.x0 + x / view.scale;
      ends[i].y = view.y0 + 500 / view.scale;
      if (GPOINTER_TO_INT (crs) == ATLAS_CRS_PLANE)
        ends[i].y = -ends[i].y;
    }
  atlas_projection_apply (projection, ends, 2);

  g_assert_cmpfloat_with_epsilon (atlas_geodesic_distance (&ends[0], &ends[1]) /
                                  (marks[n - 1] * 1000), 1, 0.003);
}

/* Too large to count up to, or too small for steps: no numbers, but an end. */
static void
test_ramp_of_any_height_ends (Fixture       *fixture,
                              gconstpointer  crs)
{
  static const float tops[] = { 0, 1e-44f, 1e-30f, 3e38f, INFINITY };

  for (guint i = 0; i < G_N_ELEMENTS (tops); i++)
    {
      g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 1, 1, &tops[i]);
      g_autoptr(AtlasScene) scene =
        atlas_scene_new (fixture->shapes, fixture->style, 3, ATLAS_LANGUAGE_ZH, density);
      double width, height;

      atlas_legend_measure (scene, POINT, 300, &width, &height);
      g_assert_cmpfloat (height, >, 0);
      g_assert_cmpfloat (height, <, 3000);
    }
}

static void
test_scale_bar_keeps_the_styles_marks_where_they_fit (Fixture       *fixture,
                                                      gconstpointer  crs)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 6, ATLAS_LANGUAGE_ZH);
  static const double expected[] = { 0, 2.5, 5, 10 };
  double marks[ATLAS_SCALE_BAR_MAX_MARKS];

  g_assert_cmpuint (atlas_scale_bar_get_marks (scene, POINT, 20, 2000, marks), ==, 4);
  g_assert_cmpmem (marks, sizeof expected, expected, sizeof expected);
}

static void
test_scale_bar_fits_its_room_at_every_scale (Fixture       *fixture,
                                             gconstpointer  crs)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 6, ATLAS_LANGUAGE_EN);

  for (double metres = 0.05; metres < 3000; metres *= 1.3)
    {
      double marks[ATLAS_SCALE_BAR_MAX_MARKS];
      double width, height;
      guint n = atlas_scale_bar_get_marks (scene, POINT, metres, 300, marks);

      atlas_scale_bar_measure (scene, POINT, metres, 300, &width, &height);
      g_assert_cmpfloat (width, <=, 300);
      g_assert_cmpuint (n, >=, 2);
      g_assert_cmpfloat (marks[0], ==, 0);
      /* Long enough to be of use. */
      g_assert_cmpfloat (marks[n - 1] * 1000 / metres, >, 60);
    }
}

/* The meridian convergence of a transverse Mercator projection is nearly
 * (λ − λ₀) sin φ (Snyder 1987, eq. 8-10 to first order); west of the central
 * meridian, true north leans to the east of the grid's. */
static void
test_north_arrow_shows_true_north (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (60);
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 1, ATLAS_LANGUAGE_ZH, NULL);
  g_autoptr(AtlasProjection) projection =
    atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  static const double longitudes[] = { 115.5, 116.4, 117, 117.4 };

  for (guint i = 0; i < G_N_ELEMENTS (longitudes); i++)
    {
      AtlasPoint middle = atlas_projection_point (projection, longitudes[i], 40);
      AtlasView view = { middle.x - 5000, -middle.y - 5000, 0.1, 1000, 1000, 1 };
      double expected = (117 - longitudes[i]) * G_PI / 180 * sin (40 * G_PI / 180);

      g_assert_cmpfloat_with_epsilon (atlas_north_arrow_get_angle (scene, &view), expected, 1e-5);
    }
}

#define ADD(path, crs, test) \
  g_test_add (path, Fixture, GINT_TO_POINTER (crs), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/legend/takes-what-it-measured", ATLAS_CRS_PLANE, test_legend_takes_what_it_measured);
  ADD ("/legend/less-room-taller", ATLAS_CRS_PLANE, test_less_room_makes_a_legend_taller);
  ADD ("/legend/classes-tell-counts", ATLAS_CRS_PLANE, test_classes_tell_how_many_blocks);
  ADD ("/legend/ramp-numbers-and-unit", ATLAS_CRS_PLANE, test_ramp_tells_numbers_and_unit);
  ADD ("/legend/ramp-has-four-to-seven-numbers", ATLAS_CRS_PLANE,
       test_ramp_has_four_to_seven_numbers);
  ADD ("/legend/ramp-of-any-height-ends", ATLAS_CRS_PLANE, test_ramp_of_any_height_ends);
  ADD ("/scale-bar/geodesic-in-the-plane", ATLAS_CRS_PLANE,
       test_scale_bar_is_right_by_the_geodesic);
  ADD ("/scale-bar/geodesic-in-mercator", ATLAS_CRS_MERCATOR,
       test_scale_bar_is_right_by_the_geodesic);
  ADD ("/scale-bar/styles-marks", ATLAS_CRS_PLANE,
       test_scale_bar_keeps_the_styles_marks_where_they_fit);
  ADD ("/scale-bar/fits-its-room", ATLAS_CRS_PLANE, test_scale_bar_fits_its_room_at_every_scale);
  g_test_add_func ("/north-arrow/true-north", test_north_arrow_shows_true_north);

  return g_test_run ();
}
