#include "atlas-map-description.h"
#include "atlas-test-plan.h"

/* The corner of the plan for tests, metres. */
#define WEST 440000.0
#define SOUTH 4410000.0

static const AtlasPoint inside = { WEST + 700, SOUTH + 300 };
static const AtlasPoint outside = { WEST - 50000, SOUTH };

static char *
describe (guint         map,
          AtlasLanguage language,
          AtlasPoint    middle,
          double        scale,
          const guint  *blocks,
          guint         n_blocks)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(AtlasLocator) locator = atlas_locator_new (plan);
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasScene) scene = atlas_scene_new (shapes, style, map, language, NULL);
  AtlasView view = atlas_view_fit (atlas_shapes_get_box (shapes), 400, 400, 20, 1);

  return atlas_map_description_write (plan, locator, scene, &view, middle, scale,
                                      blocks, n_blocks);
}

static void
test_place (void)
{
  g_autofree char *city = describe (2, ATLAS_LANGUAGE_EN, inside, 51234, NULL, 0);
  g_autofree char *away = describe (6, ATLAS_LANGUAGE_EN, outside, 250000, NULL, 0);
  g_autofree char *chinese = describe (2, ATLAS_LANGUAGE_ZH, inside, 51234, NULL, 0);

  g_assert_cmpstr (city, ==, "Distribution of renewal blocks. Scale 1:51,200. "
                             "In the middle: name_en 0 · Core. No block is selected.");
  g_assert_cmpstr (away, ==, "Distribution of main business districts. Scale 1:250,000. "
                             "In the middle: outside the city. No block is selected.");
  g_assert_cmpstr (chinese, ==, "城市更新街区分布示意图. Scale 1:51,200. "
                                "In the middle: name_zh 0 · 一核. No block is selected.");
}

/* Of the plan for tests DC00-0101 is a key block, the third and fourth are
 * general ones. */
static void
test_selection (void)
{
  static const struct { guint blocks[5]; guint n; const char *end; } cases[] = {
    { { 0 }, 1, " 1 block is selected: DC00-0101. Class: Key." },
    { { 0, 1, 2 }, 3, " 3 blocks are selected: DC00-0101, DC00-0102, DC00-0103. "
                      "Their classes differ." },
    { { 0, 1, 2, 3 }, 4, " 4 blocks are selected, among them DC00-0101, DC00-0102, DC00-0103. "
                         "Their classes differ." },
    { { 2, 3 }, 2, " 2 blocks are selected: DC00-0103, DC00-0104. Class: General." },
    { { 3, 999 }, 2, " 1 block is selected: DC00-0104. Class: General." },
    { { 999 }, 1, " No block is selected." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = describe (2, ATLAS_LANGUAGE_EN, inside, 50000,
                                        cases[i].blocks, cases[i].n);

      g_assert_true (g_str_has_suffix (text, cases[i].end));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-description/tells-which-map-where-at-what-scale", test_place);
  g_test_add_func ("/map-description/tells-what-is-selected", test_selection);

  return g_test_run ();
}
