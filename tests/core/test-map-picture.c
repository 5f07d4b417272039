#include "atlas-map-picture.h"

#include "atlas-lettering.h"
#include "atlas-test-plan.h"

#include <math.h>
#include <string.h>

#define WIDTH 1000
#define HEIGHT 700
#define POINT (96.0 / 72.0)

typedef struct
{
  AtlasStyle  *style;
  AtlasPlan   *plan;
  AtlasShapes *shapes;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data_kind)
{
  self->style = atlas_style_new_standard ();
  self->plan = atlas_test_plan_new ();
  atlas_plan_set_meta (self->plan, "data_kind", data_kind);
  self->shapes = atlas_shapes_new (self->plan, ATLAS_CRS_MERCATOR);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data_kind)
{
  atlas_shapes_unref (self->shapes);
  atlas_style_unref (self->style);
  g_object_unref (self->plan);
}

static AtlasView
make_view (Fixture *self,
           double   width,
           double   height)
{
  return atlas_view_fit (atlas_shapes_get_box (self->shapes), width, height, 24, POINT);
}

/* @words: (nullable): gets the texts, which then are not drawn */
static cairo_surface_t *
paint (const AtlasScene *scene,
       const AtlasView  *view,
       GString          *words)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) view->width,
                                                         (int) view->height);
  cairo_t *cr = cairo_create (surface);

  if (words != NULL)
    atlas_lettering_record (cr, words);
  atlas_map_picture_paint (cr, view, scene);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static char *
read_words (const AtlasScene *scene,
            const AtlasView  *view)
{
  GString *words = g_string_new (NULL);

  cairo_surface_destroy (paint (scene, view, words));

  return g_string_free (words, FALSE);
}

static void
test_words (Fixture       *self,
            gconstpointer  data_kind)
{
  gboolean sample = strcmp (data_kind, "sample") == 0;

  for (AtlasLanguage language = ATLAS_LANGUAGE_ZH; language <= ATLAS_LANGUAGE_EN; language++)
    for (guint map = 1; map <= ATLAS_N_MAPS; map++)
      {
        g_autoptr(AtlasScene) scene = atlas_scene_new (self->shapes, self->style, map, language,
                                                       NULL);
        /* So wide that no title is broken. */
        AtlasView view = make_view (self, 2 * WIDTH, HEIGHT);
        g_autofree char *words = read_words (scene, &view);

        g_assert_cmpint (strstr (words, self->style->words.sample[language]) != NULL, ==, sample);
        g_assert_nonnull (strstr (words, self->style->words.legend[language]));
        g_assert_nonnull (strstr (words, self->style->words.north[language]));
        g_assert_nonnull (strstr (words, self->style->words.kilometres[language]));
        g_assert_nonnull (strstr (words, atlas_scene_get_map_style (scene)->title[language]));
      }
}

static void
assert_inside (const AtlasBox  *box,
               const AtlasView *view)
{
  g_assert_cmpfloat (box->x0, >=, 0);
  g_assert_cmpfloat (box->y0, >=, 0);
  g_assert_cmpfloat (box->x1, <=, view->width);
  g_assert_cmpfloat (box->y1, <=, view->height);
}

static void
test_cards (Fixture       *self,
            gconstpointer  data_kind)
{
  static const int sizes[][2] = {
    { 480, 240 }, { 720, 480 }, { 760, 900 }, { WIDTH, HEIGHT }, { 1920, 1080 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint map = 1; map <= ATLAS_N_MAPS; map++)
      {
        g_autoptr(AtlasScene) scene = atlas_scene_new (self->shapes, self->style, map,
                                                       ATLAS_LANGUAGE_EN, NULL);
        AtlasView view = make_view (self, sizes[i][0], sizes[i][1]);
        AtlasMapPictureCards cards;

        atlas_map_picture_lay_out (scene, &view, &cards);
        assert_inside (&cards.title, &view);
        assert_inside (&cards.scale, &view);
        g_assert_false (atlas_box_overlaps (&cards.title, &cards.scale));
        if (sizes[i][0] < WIDTH && atlas_box_is_empty (&cards.legend))
          continue;
        assert_inside (&cards.legend, &view);
        g_assert_false (atlas_box_overlaps (&cards.title, &cards.legend));
        g_assert_false (atlas_box_overlaps (&cards.scale, &cards.legend));
      }
}

/* How many pixels of @box are within a few steps of @color. */
static guint
count_pixels (cairo_surface_t  *surface,
              const AtlasBox   *box,
              const AtlasColor *color)
{
  const int wanted[] = { (int) lround (color->blue * 255), (int) lround (color->green * 255),
                         (int) lround (color->red * 255) };
  guint n = 0;

  for (int y = (int) box->y0; y < (int) box->y1; y++)
    for (int x = (int) box->x0; x < (int) box->x1; x++)
      {
        guint32 pixel = ((const guint32 *) (gconstpointer) (
          cairo_image_surface_get_data (surface) +
          y * cairo_image_surface_get_stride (surface)))[x];
        gboolean same = TRUE;

        for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
          same = same && ABS ((int) (pixel >> 8 * i & 0xff) - wanted[i]) <= 4;
        n += same ? 1 : 0;
      }

  return n;
}

/* Cards are opaque paper with letters on it: dark where the legend is, and red
 * where it says that the data are made up. */
static void
test_paint (Fixture       *self,
            gconstpointer  data_kind)
{
  g_autoptr(AtlasScene) scene = atlas_scene_new (self->shapes, self->style, 2, ATLAS_LANGUAGE_ZH,
                                                 NULL);

  for (int factor = 1; factor <= 2; factor++)
    {
      AtlasView window = make_view (self, WIDTH, HEIGHT);
      AtlasView view = atlas_map_picture_scale_view (&window, factor);
      cairo_surface_t *surface = paint (scene, &view, NULL);
      const AtlasColor *paper = &self->style->fills[ATLAS_FILL_PAPER];
      AtlasMapPictureCards cards;
      guint area;

      atlas_map_picture_lay_out (scene, &view, &cards);
      area = (guint) (atlas_box_width (&cards.legend) * atlas_box_height (&cards.legend));
      g_assert_cmpuint (count_pixels (surface, &cards.legend, paper), >, area / 2);
      g_assert_cmpuint (count_pixels (surface, &cards.legend,
                                      &self->style->texts[ATLAS_TEXT_LEGEND].color), >, 50);
      g_assert_cmpuint (count_pixels (surface, &cards.title,
                                      &self->style->texts[ATLAS_TEXT_SAMPLE].color), >, 50);
      cairo_surface_destroy (surface);
    }
}

/* From a screen of any resolution. */
static void
test_scale (Fixture       *self,
            gconstpointer  data_kind)
{
  g_autoptr(AtlasScene) scene = atlas_scene_new (self->shapes, self->style, 2, ATLAS_LANGUAGE_ZH,
                                                 NULL);
  AtlasView window = make_view (self, WIDTH, HEIGHT);
  AtlasView fine = window;
  AtlasMapPictureCards small, large;

  fine.width *= 1.5;
  fine.height *= 1.5;
  fine.scale *= 1.5;
  fine.point *= 1.5;
  for (int factor = 1; factor <= 2; factor++)
    {
      AtlasView view = atlas_map_picture_scale_view (factor == 1 ? &fine : &window, factor);

      g_assert_cmpfloat (view.width, ==, factor * WIDTH);
      g_assert_cmpfloat (view.height, ==, factor * HEIGHT);
      g_assert_cmpfloat_with_epsilon (view.scale / window.scale, factor, 1e-12);
      g_assert_cmpfloat_with_epsilon (view.point, factor * POINT, 1e-12);
      g_assert_cmpfloat (view.x0, ==, window.x0);
      g_assert_cmpfloat (view.y0, ==, window.y0);
      atlas_map_picture_lay_out (scene, &view, factor == 1 ? &small : &large);
    }
  /* Letters are fitted to pixels, so cards are not just twice as large. */
  g_assert_cmpfloat_with_epsilon (atlas_box_width (&large.legend) /
                                  atlas_box_width (&small.legend), 2, 0.05);
  g_assert_cmpfloat_with_epsilon (atlas_box_height (&large.legend) /
                                  atlas_box_height (&small.legend), 2, 0.05);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    const char *data_kind;
    void      (*run) (Fixture       *self,
                      gconstpointer  data_kind);
  } tests[] = {
    { "/map-picture/says-what-it-shows", "draft", test_words },
    { "/map-picture/made-up-data-always-say-so", "sample", test_words },
    { "/map-picture/cards-lie-in-it-and-apart", "sample", test_cards },
    { "/map-picture/cards-are-paper-with-letters", "sample", test_paint },
    { "/map-picture/shows-the-same-at-every-resolution", "sample", test_scale },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data_kind, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
