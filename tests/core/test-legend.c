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

          atlas_legend_measure (scene, FALSE, POINT, rooms[i], &width, &height);
          atlas_legend_paint (cr, scene, FALSE, POINT, rooms[i], 50, 30);
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

  atlas_legend_measure (scene, FALSE, POINT, 2000, &width, &wide);
  atlas_legend_measure (scene, FALSE, POINT, 300, &width, &narrow);
  g_assert_cmpfloat (narrow, >, wide * 1.5);
}

/* Texts as the SVG has them. */
static char *
dup_legend_texts (AtlasScene *scene)
{
  GString *texts = g_string_new (NULL);
  cairo_t *cr = make_recording ();

  atlas_lettering_record (cr, texts);
  atlas_legend_paint (cr, scene, FALSE, POINT, 2000, 0, 0);
  cairo_destroy (cr);

  return g_string_free (texts, FALSE);
}

static AtlasScene *
make_scene_with (Fixture                 *fixture,
                 guint                    map,
                 const AtlasSceneOptions *options)
{
  g_autoptr(AtlasGrid) density = make_density ();

  return atlas_scene_new_with_options (fixture->shapes, fixture->style, map, ATLAS_LANGUAGE_ZH,
                                       density, options);
}

static GArray *
list_rows (AtlasScene *scene)
{
  return atlas_legend_list_rows (scene, FALSE, POINT, 700);
}

static const AtlasLegendRow *
find_row (GArray          *rows,
          AtlasLegendKind  kind,
          guint            number)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const AtlasLegendRow *row = &g_array_index (rows, AtlasLegendRow, i);

      if (row->entry.kind == kind && row->entry.number == number)
        return row;
    }

  return NULL;
}

/* A plan's map has the plan's legend, word for word. */
static void
test_maps_have_their_own_entries (Fixture       *fixture,
                                  gconstpointer  crs)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr(AtlasScene) scene = make_scene (fixture, map, ATLAS_LANGUAGE_ZH);
      const AtlasMapStyle *style = atlas_scene_get_map_style (scene);
      g_autoptr(GArray) rows = list_rows (scene);

      g_assert_cmpuint (rows->len, ==, style->n_legend);
      for (guint i = 0; i < rows->len; i++)
        {
          const AtlasLegendRow *row = &g_array_index (rows, AtlasLegendRow, i);

          g_assert_cmpstr (row->entry.text[0], ==, style->legend[i].text[0]);
          g_assert_true (row->shown);
        }
    }
}

static gboolean
has_ink (cairo_t  *cr,
         AtlasBox  box)
{
  cairo_surface_t *picture =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (atlas_box_width (&box)),
                                (int) ceil (atlas_box_height (&box)));
  cairo_t *copy = cairo_create (picture);
  const guint8 *data;
  gboolean found = FALSE;

  cairo_set_source_surface (copy, cairo_get_target (cr), -box.x0, -box.y0);
  cairo_paint (copy);
  cairo_destroy (copy);
  cairo_surface_flush (picture);
  data = cairo_image_surface_get_data (picture);
  for (int i = 0; i < cairo_image_surface_get_stride (picture) *
                      cairo_image_surface_get_height (picture); i++)
    found = found || data[i] != 0;
  cairo_surface_destroy (picture);

  return found;
}

/* Whoever clicks on an entry hits its row: between rows there is nothing. */
static void
test_rows_lie_where_entries_are_painted (Fixture       *fixture,
                                         gconstpointer  crs)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr(AtlasScene) scene = make_scene (fixture, map, ATLAS_LANGUAGE_ZH);
      g_autoptr(GArray) rows = list_rows (scene);
      cairo_t *cr = make_recording ();
      double width, height, bottom = 0;

      atlas_legend_measure (scene, FALSE, POINT, 700, &width, &height);
      atlas_legend_paint (cr, scene, FALSE, POINT, 700, 0, 0);
      for (guint i = 0; i < rows->len; i++)
        {
          const AtlasBox *box = &g_array_index (rows, AtlasLegendRow, i).box;

          g_assert_true (has_ink (cr, *box));
          if (i > 0)
            g_assert_false (has_ink (cr, (AtlasBox) { 0, bottom + POINT, width,
                                                      box->y0 - POINT }));
          g_assert_cmpfloat (box->x0, ==, 0);
          g_assert_cmpfloat (box->x1, ==, width);
          g_assert_cmpfloat (box->y0, >, bottom);
          bottom = box->y1;
        }
      g_assert_cmpfloat (bottom, ==, height);
      cairo_destroy (cr);
    }
}

static void
test_hidden_classes_can_be_had_back (Fixture       *fixture,
                                     gconstpointer  crs)
{
  AtlasSceneOptions options;
  g_autoptr(AtlasScene) whole = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
  g_autoptr(AtlasScene) scene = NULL;
  g_autoptr(GArray) rows = NULL;
  g_autofree char *texts = NULL;
  g_autofree char *count = g_strdup_printf ("（0 / %u）",
                                            atlas_scene_get_class_count (whole,
                                                                         ATLAS_CLASS_RENEWAL));

  atlas_scene_options_init (&options, &fixture->style->maps[1]);
  options.hidden_fills = 1u << ATLAS_FILL_CLASS_RENEWAL;
  scene = make_scene_with (fixture, 2, &options);
  rows = list_rows (scene);
  texts = dup_legend_texts (scene);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_true (find_row (rows, ATLAS_LEGEND_FILL, ATLAS_FILL_CLASS_KEY)->shown);
  g_assert_false (find_row (rows, ATLAS_LEGEND_FILL, ATLAS_FILL_CLASS_RENEWAL)->shown);
  g_assert_nonnull (strstr (texts, count));
  g_assert_null (strstr (strstr (texts, count) + 1, "（0 /"));
}

static guint
count_pixels (AtlasScene       *scene,
              const AtlasColor *color)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 700, 300);
  cairo_t *cr = cairo_create (picture);
  guint32 wanted = (guint32) lrint (color->red * 255) << 16 |
                   (guint32) lrint (color->green * 255) << 8 |
                   (guint32) lrint (color->blue * 255);
  const guint32 *pixels;
  guint n = 0;

  atlas_legend_paint (cr, scene, FALSE, POINT, 700, 0, 0);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (picture);
  for (guint i = 0; i < 700 * 300; i++)
    n += (pixels[i] & 0xffffff) == wanted;
  cairo_surface_destroy (picture);

  return n;
}

/* Where a class is hidden, none of its colour is left. */
static void
test_keys_are_drawn_as_the_map_is (Fixture       *fixture,
                                   gconstpointer  crs)
{
  const AtlasColor *color = &fixture->style->fills[ATLAS_FILL_CLASS_KEY];
  g_autoptr(AtlasScene) plain = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
  g_autoptr(AtlasScene) hidden = NULL;
  g_autoptr(AtlasScene) hatched = NULL;
  g_autoptr(AtlasScene) faded = NULL;
  AtlasSceneOptions options;
  guint n = count_pixels (plain, color);

  atlas_scene_options_init (&options, &fixture->style->maps[1]);
  options.hatched = TRUE;
  hatched = make_scene_with (fixture, 2, &options);
  options.hatched = FALSE;
  options.opacity[ATLAS_DRAWN_BLOCKS] = 0.5;
  faded = make_scene_with (fixture, 2, &options);
  options.hidden_fills = 1u << ATLAS_FILL_CLASS_KEY;
  hidden = make_scene_with (fixture, 2, &options);

  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (count_pixels (hidden, color), ==, 0);
  g_assert_cmpuint (count_pixels (faded, color), ==, 0);
  g_assert_cmpuint (count_pixels (hatched, color), <, n * 3 / 4);
}

/* The map's own words stay for a layer that is switched off. */
static void
test_own_layers_stay_when_switched_off (Fixture       *fixture,
                                        gconstpointer  crs)
{
  AtlasSceneOptions options;
  g_autoptr(AtlasScene) scene = NULL;
  g_autoptr(GArray) rows = NULL;
  double width, height;

  atlas_scene_options_init (&options, &fixture->style->maps[2]);
  atlas_scene_options_set_shown (&options, ATLAS_DRAWN_DENSITY, FALSE);
  scene = make_scene_with (fixture, 3, &options);
  rows = list_rows (scene);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_false (find_row (rows, ATLAS_LEGEND_RAMP, 0)->shown);
  g_assert_true (find_row (rows, ATLAS_LEGEND_LINE, ATLAS_LINE_DISTRICT)->shown);
  atlas_legend_measure (scene, FALSE, POINT, 700, &width, &height);
  g_assert_cmpfloat (height, ==, g_array_index (rows, AtlasLegendRow, 1).box.y1);
}

/* A layer that another map explains comes with that map's words; of others
 * the style knows the name. */
static void
test_layers_switched_on_are_explained (Fixture       *fixture,
                                       gconstpointer  crs)
{
  static const AtlasDrawnLayer layers[] = {
    ATLAS_DRAWN_BLOCKS, ATLAS_DRAWN_RAIL, ATLAS_DRAWN_SITES, ATLAS_DRAWN_PROJECTS,
    ATLAS_DRAWN_DENSITY,
  };
  AtlasSceneOptions options;
  g_autoptr(AtlasScene) scene = NULL;
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GArray) far = NULL;
  guint own = fixture->style->maps[0].n_legend;

  atlas_scene_options_init (&options, &fixture->style->maps[0]);
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    atlas_scene_options_set_shown (&options, layers[i], TRUE);
  scene = make_scene_with (fixture, 1, &options);
  rows = atlas_legend_list_rows (scene, TRUE, POINT, 700);
  far = atlas_legend_list_rows (scene, FALSE, POINT, 700);

  /* Three classes, a line, three kinds of sites and the projects; no density
   * without a resource. No sites where none is drawn. */
  g_assert_cmpuint (far->len, ==, own + 3 + 1 + 1);
  g_assert_null (find_row (far, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_SITE_FACTORIES));
  g_assert_cmpuint (rows->len, ==, own + 3 + 1 + 3 + 1);
  g_assert_cmpuint (g_array_index (rows, AtlasLegendRow, own).entry.number, ==,
                    ATLAS_FILL_CLASS_KEY);
  g_assert_cmpstr (find_row (rows, ATLAS_LEGEND_FILL, ATLAS_FILL_CLASS_KEY)->entry.text[0], ==,
                   "城市更新重点街区");
  g_assert_cmpstr (find_row (rows, ATLAS_LEGEND_LINE, ATLAS_LINE_RAIL)->entry.text[0], ==,
                   "轨道交通");
  g_assert_cmpstr (find_row (rows, ATLAS_LEGEND_SYMBOL,
                             ATLAS_SYMBOL_SITE_FACTORIES)->entry.text[0], ==, "老旧厂房");
  g_assert_cmpint (find_row (rows, ATLAS_LEGEND_SYMBOL, ATLAS_SYMBOL_PROJECT)->layer, ==,
                   ATLAS_DRAWN_PROJECTS);
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

static AtlasScene *
make_density_scene (Fixture                 *fixture,
                    AtlasGrid               *density,
                    const AtlasDensityTerms *terms)
{
  AtlasSceneOptions options;

  atlas_scene_options_init (&options, &fixture->style->maps[2]);
  options.density = *terms;

  return atlas_scene_new_with_options (fixture->shapes, fixture->style, 3, ATLAS_LANGUAGE_ZH,
                                       density, &options);
}

static void
test_ramp_has_room_for_its_numbers (Fixture       *fixture,
                                    gconstpointer  crs)
{
  float nothing = 0;
  g_autoptr(AtlasGrid) empty = atlas_grid_new (0, 0, 100, 1, 1, &nothing);
  g_autoptr(AtlasScene) with = make_scene (fixture, 3, ATLAS_LANGUAGE_ZH);
  g_autoptr(AtlasScene) without =
    atlas_scene_new (fixture->shapes, fixture->style, 3, ATLAS_LANGUAGE_ZH, empty);
  double width, height, bare_height;

  atlas_legend_measure (with, FALSE, 1, 300, &width, &height);
  atlas_legend_measure (without, FALSE, 1, 300, &width, &bare_height);
  /* That there is nothing takes a line as well, but no ticks. */
  g_assert_cmpfloat (height, >, bare_height);
}

/* From 20,000 m² a km² less to 40,000 more. */
static void
test_difference_tells_both_ways_and_from_what (Fixture       *fixture,
                                               gconstpointer  crs)
{
  static const char *const expected[] = { ">−4<", ">−2<", ">0<", ">2<", ">4<", ">较低<", ">较高<",
                                          "“老旧厂房”" };
  const float values[] = { -20000, 40000 };
  g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 2, 1, values);
  g_autoptr(AtlasScene) scene = NULL;
  g_autofree char *texts = NULL;
  AtlasDensityTerms terms;

  atlas_density_terms_init (&terms);
  terms.minus = ATLAS_DENSITY_MINUS_RESOURCE;
  terms.minus_what = "factories";
  scene = make_density_scene (fixture, density, &terms);
  texts = dup_legend_texts (scene);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (texts, expected[i]));
  g_assert_null (strstr (texts, ">低<"));
}

/* One number stands at each end of a class. */
static void
test_classes_of_a_density_are_told (Fixture       *fixture,
                                    gconstpointer  crs)
{
  static const char *const expected[] = { ">0<", ">1<", ">2<", ">3<", ">4<" };
  const float values[] = { 15000, 40000 };
  g_autoptr(AtlasGrid) density = atlas_grid_new (0, 0, 100, 2, 1, values);
  g_autoptr(AtlasScene) scene = NULL;
  g_autofree char *texts = NULL;
  AtlasDensityTerms terms;

  atlas_density_terms_init (&terms);
  terms.classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
  terms.n_classes = 4;
  scene = make_density_scene (fixture, density, &terms);
  texts = dup_legend_texts (scene);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (texts, expected[i]));
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

      atlas_legend_measure (scene, FALSE, POINT, 300, &width, &height);
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

/* Dots that are drawn from near are explained from near, those of the map's own
 * resource, and can be had back when they are hidden. */
static void
test_sites_are_explained_where_they_are_drawn (Fixture       *fixture,
                                               gconstpointer  crs)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (guint hidden = 0; hidden < 2; hidden++)
      {
        const AtlasMapStyle *style = &fixture->style->maps[map - 1];
        AtlasSceneOptions options;
        g_autoptr(AtlasScene) scene = NULL;
        g_autoptr(GArray) far = NULL;
        g_autoptr(GArray) near = NULL;
        const AtlasLegendRow *row;

        atlas_scene_options_init (&options, style);
        if (hidden)
          atlas_scene_options_set_shown (&options, ATLAS_DRAWN_SITES, FALSE);
        scene = make_scene_with (fixture, map, &options);
        far = atlas_legend_list_rows (scene, FALSE, POINT, 700);
        near = atlas_legend_list_rows (scene, TRUE, POINT, 700);
        g_assert_cmpuint (far->len, ==, style->n_legend);
        g_assert_cmpuint (near->len, ==, style->n_legend + (style->resource >= 0 ? 1 : 0));
        if (style->resource < 0)
          continue;
        row = find_row (near, ATLAS_LEGEND_SYMBOL,
                        ATLAS_SYMBOL_SITE_COMPOUNDS + (guint) style->resource);
        g_assert_nonnull (row);
        g_assert_cmpint (row->shown, ==, !hidden);
        g_assert_cmpint (row->layer, ==, ATLAS_DRAWN_SITES);
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
  ADD ("/legend/maps-have-their-own-entries", ATLAS_CRS_PLANE, test_maps_have_their_own_entries);
  ADD ("/legend/rows-lie-where-entries-are-painted", ATLAS_CRS_PLANE,
       test_rows_lie_where_entries_are_painted);
  ADD ("/legend/hidden-classes-can-be-had-back", ATLAS_CRS_PLANE,
       test_hidden_classes_can_be_had_back);
  ADD ("/legend/keys-are-drawn-as-the-map-is", ATLAS_CRS_PLANE,
       test_keys_are_drawn_as_the_map_is);
  ADD ("/legend/own-layers-stay-when-switched-off", ATLAS_CRS_PLANE,
       test_own_layers_stay_when_switched_off);
  ADD ("/legend/layers-switched-on-are-explained", ATLAS_CRS_PLANE,
       test_layers_switched_on_are_explained);
  ADD ("/legend/sites-are-explained-where-they-are-drawn", ATLAS_CRS_PLANE,
       test_sites_are_explained_where_they_are_drawn);
  ADD ("/legend/classes-tell-counts", ATLAS_CRS_PLANE, test_classes_tell_how_many_blocks);
  ADD ("/legend/ramp-numbers-and-unit", ATLAS_CRS_PLANE, test_ramp_tells_numbers_and_unit);
  ADD ("/legend/ramp-has-room-for-its-numbers", ATLAS_CRS_PLANE, test_ramp_has_room_for_its_numbers);
  ADD ("/legend/difference-tells-both-ways", ATLAS_CRS_PLANE,
       test_difference_tells_both_ways_and_from_what);
  ADD ("/legend/classes-of-a-density-are-told", ATLAS_CRS_PLANE, test_classes_of_a_density_are_told);
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
