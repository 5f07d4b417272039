#include "atlas-error.h"
#include "atlas-lettering.h"
#include "atlas-sheet.h"
#include "atlas-test-plan.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const char *const extensions[] = { "png", "pdf", "svg" };

typedef struct
{
  AtlasPlan   *plan;
  AtlasStyle  *style;
  AtlasShapes *shapes;
  AtlasGrid   *density;
  char        *folder;
} Fixture;

static AtlasGrid *
make_density (const AtlasBox *city)
{
  float values[100];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 1000.0f * i;

  return atlas_grid_new (city->x0, -city->y1, atlas_box_width (city) / 10, 10, 10, values);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->plan = atlas_test_plan_new_large (200);
  atlas_plan_set_meta (fixture->plan, "data_kind", "sample");
  fixture->style = atlas_style_new_standard ();
  fixture->shapes = atlas_shapes_new (fixture->plan, ATLAS_CRS_PLANE);
  fixture->density = make_density (atlas_shapes_get_box (fixture->shapes));
  fixture->folder = g_dir_make_tmp ("atlas-sheet-XXXXXX", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  atlas_grid_unref (fixture->density);
  atlas_shapes_unref (fixture->shapes);
  atlas_style_unref (fixture->style);
  g_object_unref (fixture->plan);
}

static AtlasScene *
make_scene (Fixture       *fixture,
            guint          map,
            AtlasLanguage  language)
{
  return atlas_scene_new (fixture->shapes, fixture->style, map, language, fixture->density);
}

static char *
export (Fixture       *fixture,
        guint          map,
        AtlasLanguage  language,
        AtlasFormat    format,
        double         dpi)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, map, language);
  g_autofree char *name = g_strdup_printf ("map-%u.%s", map, extensions[format]);
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  atlas_sheet_export (scene, format, ATLAS_PAPER_A4, dpi, path, NULL, &error);
  g_assert_no_error (error);

  return path;
}

static char *
read_pdf_text (const char *path)
{
  const char *argv[] = { "pdftotext", "-raw", "-enc", "UTF-8", path, "-", NULL };
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);

  return text;
}

/* Without what separates lines and letters: a title may be broken. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && g_unichar_isprint (g_utf8_get_char (p)))
      g_string_append_unichar (squeezed, g_utf8_get_char (p));

  return g_string_free (squeezed, FALSE);
}

static void
assert_says (const char *text,
             const char *expected)
{
  g_autofree char *a = squeeze (text);
  g_autofree char *b = squeeze (expected);

  if (strstr (a, b) == NULL)
    g_test_message ("“%s” is not in “%s”", b, a);
  g_assert_nonnull (strstr (a, b));
}

static void
test_pdf_texts_can_be_searched (Fixture       *fixture,
                                gconstpointer  data)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    for (guint language = 0; language < 2; language++)
      {
        g_autofree char *path = export (fixture, map, language, ATLAS_FORMAT_PDF, 100);
        g_autofree char *text = read_pdf_text (path);

        assert_says (text, fixture->style->words.series[language]);
        assert_says (text, fixture->style->maps[map - 1].title[language]);
        assert_says (text, fixture->style->words.sample[language]);
        assert_says (text, fixture->style->maps[map - 1].legend[0].text[language]);
      }
}

static void
on_text (GMarkupParseContext  *context,
         const char           *text,
         gsize                 size,
         gpointer              data,
         GError              **error)
{
  if (g_str_equal (g_markup_parse_context_get_element (context), "text") ||
      g_str_equal (g_markup_parse_context_get_element (context), "tspan"))
    g_string_append_len (data, text, size);
}

static void
test_svg_texts_are_texts (Fixture       *fixture,
                          gconstpointer  data)
{
  static const GMarkupParser parser = { .text = on_text };

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autofree char *path = export (fixture, map, ATLAS_LANGUAGE_ZH, ATLAS_FORMAT_SVG, 100);
      g_autoptr(GString) texts = g_string_new (NULL);
      g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new (&parser, 0, texts, NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *svg = NULL;
      gsize size;

      g_file_get_contents (path, &svg, &size, &error);
      g_assert_no_error (error);
      g_markup_parse_context_parse (context, svg, size, &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      assert_says (texts->str, fixture->style->maps[map - 1].title[0]);
      assert_says (texts->str, fixture->style->words.sample[0]);
    }
}

/* Where a text stands on a page, as its SVG has it. */
static double
find_baseline (const char *svg,
               const char *text,
               double     *size)
{
  g_autofree char *pattern =
    g_strdup_printf ("matrix\\(1 0 0 1 [-0-9.]+ ([-0-9.]+)\\)[^>]*font-size=\"([0-9.]+)\"[^>]*>"
                     "<tspan x=\"0\" y=\"([0-9.]+)\">%s<", text);
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  double numbers[3];

  g_assert_true (g_regex_match (regex, svg, 0, &match));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *number = g_match_info_fetch (match, i + 1);

      numbers[i] = g_ascii_strtod (number, NULL);
    }
  *size = numbers[1];

  return numbers[0] + numbers[2];
}

static char *
dup_page_texts (const AtlasScene *scene)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  GString *texts = g_string_new (NULL);

  atlas_lettering_record (cr, texts);
  atlas_sheet_paint (cr, scene, ATLAS_PAPER_A3, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_string_free (texts, FALSE);
}

/* However many layers are switched on, and however large the lettering. */
static void
test_legend_keeps_under_the_head (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const double scales[] = { 1, 1.5, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint language = 0; language < 2; language++)
      {
        g_autoptr(AtlasStyle) style = atlas_style_new_scaled (fixture->style, scales[i]);
        g_autoptr(AtlasScene) scene = NULL;
        g_autofree char *texts = NULL;
        AtlasSceneOptions options;
        double stamp, legend, size;

        atlas_scene_options_init (&options, &style->maps[0]);
        for (guint layer = 0; layer < ATLAS_N_DRAWN_LAYERS; layer++)
          atlas_scene_options_set_shown (&options, layer, TRUE);
        scene = atlas_scene_new_with_options (fixture->shapes, style, 1, language, NULL, &options);
        texts = dup_page_texts (scene);
        stamp = find_baseline (texts, style->words.sample[language], &size);
        legend = find_baseline (texts, style->words.legend[language], &size);
        g_assert_cmpfloat (legend - size, >, stamp);
      }
}

/* The one plan there is a sample of must not be given out as official. */
static void
test_sample_note_replaces_the_source (Fixture       *fixture,
                                      gconstpointer  data)
{
  const AtlasMapStyle *map = &fixture->style->maps[5];
  g_autofree char *sample_path = export (fixture, 6, ATLAS_LANGUAGE_ZH, ATLAS_FORMAT_PDF, 100);
  g_autofree char *sample = read_pdf_text (sample_path);
  g_autofree char *official_path = NULL;
  g_autofree char *official = NULL;

  assert_says (sample, map->sample_note[0]);
  g_assert_null (strstr (sample, "市商务局提供"));

  atlas_plan_set_meta (fixture->plan, "data_kind", "official");
  atlas_shapes_unref (fixture->shapes);
  fixture->shapes = atlas_shapes_new (fixture->plan, ATLAS_CRS_PLANE);
  official_path = export (fixture, 6, ATLAS_LANGUAGE_ZH, ATLAS_FORMAT_PDF, 100);
  official = read_pdf_text (official_path);
  assert_says (official, map->note[0]);
  g_assert_null (strstr (official, fixture->style->words.sample[0]));
}

static cairo_surface_t *
load_png (const char *path)
{
  cairo_surface_t *image = cairo_image_surface_create_from_png (path);

  g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);

  return image;
}

/* Share of pixels that are not the same. */
static double
compare (cairo_surface_t *a,
         cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  gsize n = 0;

  g_assert_cmpint (cairo_image_surface_get_width (b), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    {
      const guint32 *p = (const guint32 *) (gconstpointer)
                         (cairo_image_surface_get_data (a) +
                          y * cairo_image_surface_get_stride (a));
      const guint32 *q = (const guint32 *) (gconstpointer)
                         (cairo_image_surface_get_data (b) +
                          y * cairo_image_surface_get_stride (b));

      for (int x = 0; x < width; x++)
        n += (p[x] & 0xffffff) != (q[x] & 0xffffff);
    }

  return (double) n / width / height;
}

static void
test_png_is_what_was_painted (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
  g_autofree char *path = export (fixture, 2, ATLAS_LANGUAGE_ZH, ATLAS_FORMAT_PNG, 60);
  cairo_surface_t *read = load_png (path);
  cairo_surface_t *painted;
  cairo_t *cr;

  /* 297 × 210 mm at 60 dpi */
  g_assert_cmpint (cairo_image_surface_get_width (read), ==, 702);
  g_assert_cmpint (cairo_image_surface_get_height (read), ==, 496);

  painted = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 702, 496);
  cr = cairo_create (painted);
  atlas_sheet_paint_scaled (cr, scene, ATLAS_PAPER_A4, 60 / 72.0);
  cairo_destroy (cr);
  cairo_surface_flush (painted);
  g_assert_cmpfloat (compare (read, painted), ==, 0);

  cairo_surface_destroy (painted);
  cairo_surface_destroy (read);
}

/* pHYs, PNG specification 11.3.5.3: pixels a metre, big endian, then 1. */
static void
test_png_knows_its_resolution (Fixture       *fixture,
                               gconstpointer  data)
{
  static const guint8 expected[] = { 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1 }; /* 300 / 0.0254 */
  g_autofree char *path = export (fixture, 2, ATLAS_LANGUAGE_ZH, ATLAS_FORMAT_PNG, 300);
  g_autofree char *bytes = NULL;
  gsize size;
  const char *chunk;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  chunk = memmem (bytes, size, "pHYs", 4);
  g_assert_nonnull (chunk);
  g_assert_cmpmem (chunk + 4, sizeof expected, expected, sizeof expected);
}

static void
test_each_map_looks_different (Fixture       *fixture,
                               gconstpointer  data)
{
  cairo_surface_t *images[ATLAS_N_MAPS];

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    {
      g_autofree char *path = export (fixture, i + 1, ATLAS_LANGUAGE_ZH, ATLAS_FORMAT_PNG, 60);

      images[i] = load_png (path);
    }

  /* The fixture has one density for all resources: these differ by their titles. */
  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (compare (images[i], images[j]), >, 0.0005);
  g_assert_cmpfloat (compare (images[0], images[1]), >, 0.05);
  g_assert_cmpfloat (compare (images[1], images[2]), >, 0.05);
  g_assert_cmpfloat (compare (images[1], images[5]), >, 0.05);

  for (guint i = 0; i < ATLAS_N_MAPS; i++)
    cairo_surface_destroy (images[i]);
}

static void
test_municipality_lies_within_the_page (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr(AtlasScene) scene = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
  const AtlasBox *city = atlas_shapes_get_box (fixture->shapes);

  for (AtlasPaper paper = ATLAS_PAPER_A4; paper <= ATLAS_PAPER_A0; paper++)
    {
      AtlasView view = atlas_sheet_get_view (scene, paper);
      double width, height, page_width, page_height;

      atlas_paper_get_size (paper, &page_width, &page_height);
      width = atlas_box_width (city) * view.scale;
      height = atlas_box_height (city) * view.scale;
      g_assert_cmpfloat (atlas_view_x (&view, city->x0), >, 0);
      g_assert_cmpfloat (atlas_view_y (&view, city->y0), >, 0);
      g_assert_cmpfloat (atlas_view_x (&view, city->x1), <, view.width);
      g_assert_cmpfloat (atlas_view_y (&view, city->y1), <, view.height);
      /* And fills it in one direction. */
      g_assert_true (width > 0.6 * page_width || height > 0.85 * page_height);
    }
}

static void
assert_fails_and_leaves_nothing (Fixture      *fixture,
                                 const char   *path,
                                 GCancellable *cancellable,
                                 GQuark        domain,
                                 int           code)
{
  for (AtlasFormat format = ATLAS_FORMAT_PNG; format <= ATLAS_FORMAT_SVG; format++)
    {
      g_autoptr(AtlasScene) scene = make_scene (fixture, 2, ATLAS_LANGUAGE_ZH);
      g_autoptr(GError) error = NULL;
      guint before = count_files (fixture->folder);

      g_assert_false (atlas_sheet_export (scene, format, ATLAS_PAPER_A4, 100, path, cancellable,
                                          &error));
      g_assert_error (error, domain, code);
      if (domain == ATLAS_ERROR)
        g_assert_nonnull (strstr (error->message, path));
      g_assert_cmpuint (count_files (fixture->folder), ==, before);
    }
}

static void
test_missing_folder_is_an_error (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "map-2.pdf", NULL);

  assert_fails_and_leaves_nothing (fixture, path, NULL, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
}

static void
test_cancelled_export_leaves_nothing (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "map-2.pdf", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  assert_fails_and_leaves_nothing (fixture, path, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A limit of file sizes stops a writing half-way, as a full disk does; what was
 * there before stays as it was. */
static void
test_stopped_export_leaves_what_was_there (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "map-2.pdf", NULL);
  g_autofree char *contents = NULL;
  struct rlimit before, limit;

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_fails_and_leaves_nothing (fixture, path, NULL, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "older");
}

static void
test_impossible_resolution_is_an_error (void)
{
  static const double impossible[] = { 0, -300, 9, 1e9, INFINITY, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (atlas_sheet_check_size (ATLAS_FORMAT_PNG, ATLAS_PAPER_A3, impossible[i],
                                              &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }

  /* 1189 mm are 32,767 pixels, cairo's most, at 699 dpi. */
  g_assert_true (atlas_sheet_check_size (ATLAS_FORMAT_PNG, ATLAS_PAPER_A0, 699, NULL));
  g_assert_false (atlas_sheet_check_size (ATLAS_FORMAT_PNG, ATLAS_PAPER_A0, 701, NULL));
  g_assert_true (atlas_sheet_check_size (ATLAS_FORMAT_PDF, ATLAS_PAPER_A0, 701, NULL));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/sheet/pdf-texts-can-be-searched", test_pdf_texts_can_be_searched);
  ADD ("/sheet/svg-texts-are-texts", test_svg_texts_are_texts);
  ADD ("/sheet/sample-note-replaces-source", test_sample_note_replaces_the_source);
  ADD ("/sheet/png-is-what-was-painted", test_png_is_what_was_painted);
  ADD ("/sheet/png-knows-its-resolution", test_png_knows_its_resolution);
  ADD ("/sheet/each-map-looks-different", test_each_map_looks_different);
  ADD ("/sheet/municipality-within-the-page", test_municipality_lies_within_the_page);
  ADD ("/sheet/legend-keeps-under-the-head", test_legend_keeps_under_the_head);
  ADD ("/sheet/missing-folder", test_missing_folder_is_an_error);
  ADD ("/sheet/cancelled-leaves-nothing", test_cancelled_export_leaves_nothing);
  ADD ("/sheet/stopped-leaves-what-was-there", test_stopped_export_leaves_what_was_there);
  g_test_add_func ("/sheet/impossible-resolution", test_impossible_resolution_is_an_error);

  return g_test_run ();
}
