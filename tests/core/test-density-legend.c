/* What the legend says of a density beside its colours. */

#include "atlas-legend.h"
#include "atlas-lettering.h"
#include "atlas-test-plan.h"

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
        gconstpointer  data)
{
  fixture->plan = atlas_test_plan_new ();
  fixture->style = atlas_style_new_standard ();
  fixture->shapes = atlas_shapes_new (fixture->plan, ATLAS_CRS_PLANE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  atlas_shapes_unref (fixture->shapes);
  atlas_style_unref (fixture->style);
  g_object_unref (fixture->plan);
}

/* Wherever lines may end. */
static char *
dup_legend_texts (const AtlasScene *scene)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  GString *texts = g_string_new (NULL);

  atlas_lettering_record (cr, texts);
  atlas_legend_paint (cr, scene, FALSE, POINT, 2000, 0, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_string_replace (texts, "\u2060", "", 0);
  g_string_replace (texts, "\u00a0", " ", 0);

  return g_string_free (texts, FALSE);
}

/* Else a map of some sites passes for one of all, and colours for more than they are. */
static void
test_what_a_density_is_of_is_told (Fixture       *fixture,
                                   gconstpointer  data)
{
  static const struct { AtlasDensityTerms terms; float value; const char *texts[2]; } all[] =
  {
    { { .filter = "class = key" }, 1, { "仅：class = key", "only: class = key" } },
    { { .classification = ATLAS_CLASSIFICATION_QUANTILES, .n_classes = 4 }, 1,
      { "按分位数分级", "classes by quantiles" } },
    { { .classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS, .n_classes = 4 }, 1,
      { "等间距分级", "classes of equal steps" } },
    { { .classification = ATLAS_CLASSIFICATION_NATURAL_BREAKS, .n_classes = 4 }, 1,
      { "按自然断点分级", "classes by natural breaks" } },
    { { .top = 3e4 }, 6.7e4f, { "最高 6.7<", "up to 6.7<" } },
    { { .top = 3e4 }, 0, { "没有符合条件的地点", "no site is counted" } },
    { { .minus = ATLAS_DENSITY_MINUS_PUBLISHED }, 0, { "各处均无差异", "no difference anywhere" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (AtlasLanguage language = 0; language < 2; language++)
      {
        g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 1, 1, &all[i].value);
        g_autoptr(AtlasScene) scene = NULL;
        g_autofree char *texts = NULL;
        AtlasSceneOptions options;

        atlas_scene_options_init (&options, &fixture->style->maps[2]);
        options.density = all[i].terms;
        scene = atlas_scene_new_with_options (fixture->shapes, fixture->style, 3, language,
                                              density, &options);
        texts = dup_legend_texts (scene);
        if (strstr (texts, all[i].texts[language]) == NULL)
          g_error ("“%s” is not in: %s", all[i].texts[language], texts);
        for (guint j = 0; j < G_N_ELEMENTS (all); j++)
          if (!g_str_equal (all[j].texts[language], all[i].texts[language]))
            g_assert_null (strstr (texts, all[j].texts[language]));
      }
}

/* Where each site has its own bandwidth, how it comes by it. */
static void
test_own_bandwidths_are_told (Fixture       *fixture,
                              gconstpointer  data)
{
  static const struct { AtlasBandwidthKind kind; AtlasLanguage language; const char *text; } all[] =
  {
    { ATLAS_BANDWIDTH_NEIGHBOURS, ATLAS_LANGUAGE_ZH, "自适应带宽，第 22 近邻" },
    { ATLAS_BANDWIDTH_NEIGHBOURS, ATLAS_LANGUAGE_EN, "adaptive bandwidth, 22nd neighbour" },
    { ATLAS_BANDWIDTH_ABRAMSON, ATLAS_LANGUAGE_ZH, "自适应带宽，Abramson 法，基准 1500 米" },
    { ATLAS_BANDWIDTH_ABRAMSON, ATLAS_LANGUAGE_EN, "adaptive bandwidth, Abramson, from 1500 m" },
  };
  const float value = 40000;
  g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 1, 1, &value);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      AtlasSceneOptions options;
      g_autoptr(AtlasScene) scene = NULL;
      g_autofree char *texts = NULL;

      atlas_scene_options_init (&options, &fixture->style->maps[2]);
      options.density.bandwidth_kind = all[i].kind;
      options.density.neighbour = 22;
      options.density.bandwidth = 1500;
      scene = atlas_scene_new_with_options (fixture->shapes, fixture->style, 3, all[i].language,
                                            density, &options);
      texts = dup_legend_texts (scene);
      if (strstr (texts, all[i].text) == NULL)
        g_error ("“%s” is not in: %s", all[i].text, texts);
    }
}

typedef struct
{
  AtlasMeasure        measure;
  AtlasClassification classification;
  AtlasLanguage       language;
  const char         *text;
} ContourCase;

/* Whichever they are, with unit; and none where none are drawn. */
static void
test_contours_are_told (Fixture       *fixture,
                        gconstpointer  data)
{
  static const ContourCase cases[] = {
    { ATLAS_MEASURE_FLOOR_AREA, ATLAS_CLASSIFICATION_NONE, ATLAS_LANGUAGE_ZH,
      "等值线，间隔 1 万㎡/km²" },
    { ATLAS_MEASURE_FLOOR_AREA, ATLAS_CLASSIFICATION_NONE, ATLAS_LANGUAGE_EN,
      "Contour lines, every 1 × 10⁴ m²/km²" },
    { ATLAS_MEASURE_COUNT, ATLAS_CLASSIFICATION_NONE, ATLAS_LANGUAGE_EN,
      "Contour lines, every 10000 sites/km²" },
    { ATLAS_MEASURE_FLOOR_AREA, ATLAS_CLASSIFICATION_QUANTILES, ATLAS_LANGUAGE_ZH,
      "等值线，各级分界值（万㎡/km²）" },
  };
  const float values[] = { 15000, 40000 };
  const float nothing = 0;
  g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 2, 1, values);
  g_autoptr(AtlasGrid) empty = atlas_grid_new (0, 0, 100, 1, 1, &nothing);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint drawn = 0; drawn < 4; drawn++)
      {
        AtlasSceneOptions options;
        g_autoptr(AtlasScene) scene = NULL;
        g_autofree char *texts = NULL;

        atlas_scene_options_init (&options, &fixture->style->maps[2]);
        options.density.measure = cases[i].measure;
        options.density.classification = cases[i].classification;
        options.density.contours = drawn != 1;
        if (drawn == 2)
          atlas_scene_options_set_shown (&options, ATLAS_DRAWN_DENSITY, FALSE);
        scene = atlas_scene_new_with_options (fixture->shapes, fixture->style, 3, cases[i].language,
                                              drawn == 3 ? empty : density, &options);
        texts = dup_legend_texts (scene);
        if (drawn == 0 && strstr (texts, cases[i].text) == NULL)
          g_error ("“%s” is not in: %s", cases[i].text, texts);
        if (drawn != 0)
          g_assert_null (strstr (texts, fixture->style->words.contours[cases[i].language]));
      }
}

/* A click would have to hide them alone, and the density's row hides both. */
static void
test_contours_are_no_row_to_click (Fixture       *fixture,
                                   gconstpointer  data)
{
  const float values[] = { 15000, 40000 };
  g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 2, 1, values);
  g_autoptr(AtlasScene) scene = NULL;
  g_autoptr(GArray) rows = NULL;
  AtlasSceneOptions options;
  gboolean after_ramp = FALSE;

  atlas_scene_options_init (&options, &fixture->style->maps[2]);
  options.density.contours = TRUE;
  scene = atlas_scene_new_with_options (fixture->shapes, fixture->style, 3, ATLAS_LANGUAGE_ZH,
                                        density, &options);
  rows = atlas_legend_list_rows (scene, FALSE, POINT, 2000);
  for (guint i = 0; i + 1 < rows->len; i++)
    {
      const AtlasLegendRow *row = &g_array_index (rows, AtlasLegendRow, i);

      if (row->entry.kind != ATLAS_LEGEND_RAMP)
        continue;
      g_assert_cmpint (row[1].entry.kind, ==, ATLAS_LEGEND_LINE);
      g_assert_cmpuint (row[1].entry.number, ==, ATLAS_LINE_CONTOUR);
      g_assert_cmpint (row[1].layer, <, 0);
      after_ramp = TRUE;
    }
  g_assert_true (after_ramp);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/density-legend/what-it-is-of", test_what_a_density_is_of_is_told);
  ADD ("/density-legend/own-bandwidths", test_own_bandwidths_are_told);
  ADD ("/density-legend/contours", test_contours_are_told);
  ADD ("/density-legend/contours-are-no-row-to-click", test_contours_are_no_row_to_click);

  return g_test_run ();
}
