#include "atlas-place.h"
#include "atlas-test-plan.h"

#include <math.h>
#include <string.h>

/* The corner of the plan for tests, metres. */
#define WEST 440000.0
#define SOUTH 4410000.0
#define DENSITY 123456.0f

typedef struct
{
  AtlasPlan         *plan;
  AtlasLocator      *locator;
  AtlasStyle        *style;
  AtlasShapes       *shapes;
  AtlasGrid         *density;
  AtlasView          city;
  AtlasView          street;
} Test;

static void
set_up (Test          *test,
        gconstpointer  data)
{
  AtlasBox street;
  float values[64 * 64];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = DENSITY;
  test->plan = atlas_test_plan_new ();
  test->locator = atlas_locator_new (test->plan);
  test->style = atlas_style_new_standard ();
  test->shapes = atlas_shapes_new (test->plan, ATLAS_CRS_PLANE);
  /* It reaches 2 km beyond the districts. */
  test->density = atlas_grid_new (WEST - 2000, SOUTH - 2000, 200, 64, 64, values);
  test->city = atlas_view_fit (atlas_shapes_get_box (test->shapes), 200, 100, 0, 1);
  street = (AtlasBox) { WEST, -SOUTH - 1000, WEST + 1000, -SOUTH };
  test->street = atlas_view_fit (&street, 1000, 1000, 0, 1);
}

static void
tear_down (Test          *test,
           gconstpointer  data)
{
  atlas_grid_unref (test->density);
  atlas_shapes_unref (test->shapes);
  atlas_style_unref (test->style);
  atlas_locator_unref (test->locator);
  g_object_unref (test->plan);
}

/* @layer: shown or hidden, whatever the map has */
static AtlasScene *
make_scene (Test            *test,
            guint            map,
            AtlasLanguage    language,
            AtlasDrawnLayer  layer,
            gboolean         shown)
{
  AtlasSceneOptions options;

  atlas_scene_options_init (&options, &test->style->maps[map - 1]);
  atlas_scene_options_set_shown (&options, layer, shown);

  return atlas_scene_new_with_options (test->shapes, test->style, map, language, test->density,
                                       &options);
}

static AtlasPlace
find (Test             *test,
      const AtlasScene *scene,
      double            x,
      double            y)
{
  return atlas_place_find (test->plan, test->locator, scene, &test->street,
                           (AtlasPoint) { x, y });
}

static void
test_order (Test          *test,
            gconstpointer  data)
{
  g_autoptr(AtlasScene) scene = make_scene (test, 2, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_NAMES, TRUE);
  g_autoptr(AtlasScene) chinese = make_scene (test, 2, ATLAS_LANGUAGE_ZH, ATLAS_DRAWN_NAMES, TRUE);
  AtlasPlace place = find (test, scene, WEST + 700, SOUTH + 300);
  g_autofree char *text = atlas_place_describe (&place, test->plan, scene);
  g_autofree char *chinese_text = atlas_place_describe (&place, test->plan, chinese);

  g_assert_cmpint (place.block, ==, 0);
  g_assert_cmpstr (text, ==, "DC00-0101 街区“0” · Key block\nname_en 0 · Core");
  g_assert_nonnull (strstr (chinese_text, "\nname_zh 0 · 一核"));
}

static void
test_no_block (Test          *test,
               gconstpointer  data)
{
  g_autoptr(AtlasScene) scene = make_scene (test, 2, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_NAMES, TRUE);
  AtlasPlace between = find (test, scene, WEST + 2500, SOUTH + 3500);
  AtlasPlace nowhere = find (test, scene, WEST - 5000, SOUTH - 5000);
  g_autofree char *text = atlas_place_describe (&between, test->plan, scene);

  g_assert_cmpint (between.block, ==, -1);
  g_assert_cmpstr (text, ==, "name_en 0 · Core");
  g_assert_null (atlas_place_describe (&nowhere, test->plan, scene));
}

static void
test_points (Test          *test,
             gconstpointer  data)
{
  static const AtlasDrawnLayer layers[] = {
    ATLAS_DRAWN_BUSINESS, ATLAS_DRAWN_PROJECTS, ATLAS_DRAWN_STATIONS, ATLAS_DRAWN_LANDMARKS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr(AtlasScene) scene =
        make_scene (test, 2, ATLAS_LANGUAGE_EN, layers[i], TRUE);
      g_autoptr(AtlasScene) without =
        make_scene (test, 2, ATLAS_LANGUAGE_EN, layers[i], FALSE);
      AtlasPlace place = find (test, scene, WEST + 14, SOUTH + 101);
      g_autofree char *text = atlas_place_describe (&place, test->plan, scene);

      g_assert_cmpint (place.layer, ==, layers[i]);
      g_assert_cmpint (place.feature, ==, 0);
      g_assert_true (g_str_has_prefix (text, "name_en 0 · "));
      g_assert_cmpint (find (test, scene, WEST + 24, SOUTH + 100).feature, ==, -1);
      g_assert_cmpint (find (test, without, WEST + 14, SOUTH + 101).layer, ==, -1);
    }
}

static void
test_sites (Test          *test,
            gconstpointer  data)
{
  AtlasPoint point = { atlas_sites_get_x (atlas_plan_get_sites (test->plan))[0],
                       atlas_sites_get_y (atlas_plan_get_sites (test->plan))[0] };
  g_autoptr(AtlasScene) compounds =
    make_scene (test, 3, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_SITES, TRUE);
  g_autoptr(AtlasScene) factories =
    make_scene (test, 5, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_SITES, TRUE);
  g_autoptr(AtlasScene) without =
    make_scene (test, 3, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_SITES, FALSE);
  AtlasPlace place = find (test, compounds, point.x, point.y);
  AtlasPlace other = find (test, factories, point.x, point.y);
  g_autofree char *text = atlas_place_describe (&place, test->plan, compounds);

  g_assert_cmpint (place.site, ==, 0);
  g_assert_true (g_str_has_prefix (text, "站点一 · Old housing compounds\nDC00-0101 "));
  g_assert_cmpint (atlas_sites_get (atlas_plan_get_sites (test->plan), (guint) other.site).resource,
                   ==, ATLAS_RESOURCE_FACTORIES);
  g_assert_cmpint (find (test, without, point.x, point.y).site, ==, -1);
  g_assert_cmpint (atlas_place_find (test->plan, test->locator, compounds, &test->city,
                                     point).site, ==, -1);
}

static void
test_density (Test          *test,
              gconstpointer  data)
{
  g_autoptr(AtlasScene) scene = make_scene (test, 4, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_NAMES, TRUE);
  g_autoptr(AtlasScene) hidden =
    make_scene (test, 4, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_DENSITY, FALSE);
  AtlasPlace place = find (test, scene, WEST + 2500, SOUTH + 3500);
  g_autofree char *text = atlas_place_describe (&place, test->plan, scene);

  g_assert_cmpfloat (place.density, ==, DENSITY);
  g_assert_true (g_str_has_suffix (text, " 12.3 × 10⁴ m²/km²"));
  g_assert_true (isnan (find (test, hidden, WEST + 2500, SOUTH + 3500).density));
  g_assert_true (isnan (find (test, scene, WEST - 1000, SOUTH).density));
}

/* The plan's first block is a key block. */
static void
test_hidden (Test          *test,
             gconstpointer  data)
{
  AtlasPoint point = { WEST + 700, SOUTH + 300 };

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (guint i = 0; i < 4; i++)
      {
        gboolean shows_blocks = i % 2 == 0, shows_class = i / 2 == 0;
        g_autoptr(AtlasScene) scene = NULL;
        g_autofree char *text = NULL;
        AtlasSceneOptions options;
        AtlasPlace place;

        atlas_scene_options_init (&options, &test->style->maps[map - 1]);
        atlas_scene_options_set_shown (&options, ATLAS_DRAWN_BLOCKS, shows_blocks);
        atlas_scene_options_set_fill_shown (&options, ATLAS_FILL_CLASS_KEY, shows_class);
        scene = atlas_scene_new_with_options (test->shapes, test->style, map, ATLAS_LANGUAGE_EN,
                                              NULL, &options);
        place = find (test, scene, point.x, point.y);
        text = atlas_place_describe (&place, test->plan, scene);
        g_assert_cmpint (place.block, ==, shows_blocks && !shows_class ? -1 : 0);
        g_assert_cmpint (atlas_place_find_block (test->plan, test->locator, scene, point), ==,
                         place.block);
        g_assert_nonnull (strstr (text, "name_en 0 · Core"));
      }
}

/* Those that a box of the plan's metres chooses; the scene's y is the negated
 * northing. */
static GArray *
choose (const AtlasScene *scene,
        AtlasBox          box)
{
  AtlasBox own = { box.x0, -box.y1, box.x1, -box.y0 };
  g_autoptr(AtlasRegion) region = atlas_region_new_box (&own);

  return atlas_place_list_blocks (scene, region);
}

/* By inner points: regions side by side choose each block once between them. */
static void
test_share_out (void)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (400);
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_PLANE);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, 2, ATLAS_LANGUAGE_EN, NULL);
  AtlasBox all = ATLAS_BOX_EMPTY;
  guint times[400] = { 0 };

  for (guint i = 0; i < 400; i++)
    atlas_box_join (&all, atlas_geometry_get_box (
                            atlas_block_get_geometry (atlas_plan_get_block (plan, i))));
  for (guint i = 0; i < 49; i++)
    {
      double width = atlas_box_width (&all) / 7, height = atlas_box_height (&all) / 7;
      AtlasBox box = { all.x0 + i % 7 * width, all.y0 + i / 7 * height,
                       all.x0 + (i % 7 + 1) * width, all.y0 + (i / 7 + 1) * height };
      g_autoptr(GArray) blocks = choose (scene, box);

      for (guint k = 0; k < blocks->len; k++)
        {
          guint number = g_array_index (blocks, guint, k);
          AtlasPoint point = atlas_geometry_get_inner_point (
            atlas_block_get_geometry (atlas_plan_get_block (plan, number)));

          g_assert_true (k == 0 || number > g_array_index (blocks, guint, k - 1));
          g_assert_true (point.x >= box.x0 && point.x <= box.x1);
          g_assert_true (point.y >= box.y0 - 1e-6 && point.y <= box.y1 + 1e-6);
          times[number]++;
        }
    }
  for (guint i = 0; i < 400; i++)
    g_assert_cmpuint (times[i], ==, 1);
}

/* The smallest part that holds the inner point is enough, the largest that does
 * not is too little. */
static void
test_inner_point (Test          *test,
                  gconstpointer  data)
{
  g_autoptr(AtlasScene) scene = make_scene (test, 2, ATLAS_LANGUAGE_EN, ATLAS_DRAWN_NAMES, TRUE);
  AtlasPoint point = atlas_geometry_get_inner_point (
    atlas_block_get_geometry (atlas_plan_get_block (test->plan, 0)));
  g_autoptr(GArray) around =
    choose (scene, (AtlasBox) { point.x - 1, point.y - 1, point.x + 1, point.y + 1 });
  g_autoptr(GArray) beside =
    choose (scene, (AtlasBox) { point.x - 1000, point.y - 1000, point.x - 1, point.y + 1000 });

  g_assert_cmpuint (around->len, ==, 1);
  g_assert_cmpuint (g_array_index (around, guint, 0), ==, 0);
  for (guint i = 0; i < beside->len; i++)
    g_assert_cmpuint (g_array_index (beside, guint, i), !=, 0);
}

/* What can't be pointed at can't be chosen in a heap either. */
static void
test_hidden_in_heaps (Test          *test,
                      gconstpointer  data)
{
  guint n_all = atlas_plan_get_n_blocks (test->plan);

  for (guint i = 0; i < 4; i++)
    {
      gboolean shows_blocks = i % 2 == 0, shows_class = i / 2 == 0;
      guint n_hidden = 0;
      AtlasSceneOptions options;
      g_autoptr(AtlasScene) scene = NULL;
      g_autoptr(GArray) blocks = NULL;

      atlas_scene_options_init (&options, &test->style->maps[1]);
      atlas_scene_options_set_shown (&options, ATLAS_DRAWN_BLOCKS, shows_blocks);
      atlas_scene_options_set_fill_shown (&options, ATLAS_FILL_CLASS_KEY, shows_class);
      scene = atlas_scene_new_with_options (test->shapes, test->style, 2, ATLAS_LANGUAGE_EN,
                                            NULL, &options);
      blocks = atlas_place_list_blocks (scene, NULL);
      for (guint k = 0; k < n_all; k++)
        n_hidden += atlas_block_get_values (atlas_plan_get_block (test->plan, k))->class_ ==
                    ATLAS_CLASS_KEY;
      g_assert_cmpuint (n_hidden, >, 0);
      g_assert_cmpuint (blocks->len, ==, shows_blocks && !shows_class ? n_all - n_hidden : n_all);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (Test *, gconstpointer); } tests[] = {
    { "/place/block-comes-before-what-is-around-it", test_order },
    { "/place/without-a-block-has-district-and-zone-at-most", test_no_block },
    { "/place/points-are-hit-where-they-are-drawn", test_points },
    { "/place/sites-are-hit-where-the-map-draws-them", test_sites },
    { "/place/blocks-can-be-pointed-at-unless-their-class-is-hidden", test_hidden },
    { "/place/a-block-is-chosen-by-its-inner-point", test_inner_point },
    { "/place/hidden-classes-are-not-chosen-by-region", test_hidden_in_heaps },
    { "/place/density-is-what-the-map-shows", test_density },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/regions-side-by-side-share-the-blocks-out", test_share_out);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Test, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
