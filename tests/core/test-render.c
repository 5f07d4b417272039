#include "atlas-document-presets.h"
#include "atlas-document-snapshots.h"
#include "atlas-plan-file.h"
#include "atlas-receipt-text.h"
#include "atlas-style.h"
#include "atlas-test-plan.h"
#include "atlas-test-program.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* Drives renewal-atlas-cli as a person does. */

typedef struct
{
  char *folder;
  char *plan;
  char *output;
} Fixture;

typedef struct
{
  int   status;
  char *errors;
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_free (self->errors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("atlas-render-XXXXXX", NULL);
  fixture->plan = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  fixture->output = g_build_filename (fixture->folder, "maps", NULL);
  atlas_plan_file_write (plan, fixture->plan, NULL, &error);
  g_assert_no_error (error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted; empty where there is no such folder. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_folder (fixture->output);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->plan);
  g_free (fixture->output);
}

/* @arguments: after “render PLAN”, parted by spaces; OUT is the output folder. */
static char **
make_arguments (Fixture    *fixture,
                const char *arguments)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit (arguments, " ", -1);

  g_strv_builder_add_many (builder, ATLAS_CLI, "render", fixture->plan, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    g_strv_builder_add (builder, g_str_equal (words[i], "OUT") ? fixture->output : words[i]);

  return g_strv_builder_end (builder);
}

static Outcome
run (Fixture    *fixture,
     const char *arguments)
{
  g_auto(GStrv) argv = make_arguments (fixture, arguments);
  g_autoptr(GError) error = NULL;
  Outcome outcome = { 0 };
  int status;

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &outcome.errors,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  outcome.status = WEXITSTATUS (status);

  return outcome;
}

static void
assert_files (const char        *folder,
              const char *const *expected)
{
  g_autoptr(GPtrArray) names = list_files (folder);

  g_ptr_array_add (names, NULL);
  g_assert_cmpstrv (names->pdata, (char **) expected);
}

static char *
read_pdf_text (Fixture    *fixture,
               const char *name)
{
  g_autofree char *path = g_build_filename (fixture->output, name, NULL);
  const char *argv[] = { "pdftotext", "-raw", "-enc", "UTF-8", path, "-", NULL };
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);

  return text;
}

static void
test_all_six_are_written_and_nothing_else (Fixture       *fixture,
                                           gconstpointer  data)
{
  static const char *const expected[] = { "map-1.pdf", "map-2.pdf", "map-3.pdf", "map-4.pdf",
                                          "map-5.pdf", "map-6.pdf", NULL };
  g_auto(Outcome) outcome = run (fixture, "--output OUT");

  g_assert_cmpint (outcome.status, ==, 0);
  /* Progress is for terminals. */
  g_assert_cmpstr (outcome.errors, ==, "");
  assert_files (fixture->output, expected);
}

static void
test_formats_have_their_endings (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char *const expected[] = { "map-2.pdf", "map-2.png", "map-2.svg", NULL };
  static const char *const formats[] = { "png", "pdf", "svg" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *arguments =
        g_strdup_printf ("--map 2 --format %s --paper a4 --dpi 72 --output OUT", formats[i]);
      g_auto(Outcome) outcome = run (fixture, arguments);

      g_assert_cmpint (outcome.status, ==, 0);
    }
  assert_files (fixture->output, expected);
}

/* The tests run in an English or C locale; the maps are Chinese all the same. */
static void
test_language_does_not_follow_the_locale (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_auto(Outcome) chinese = run (fixture, "--map 2 --output OUT");
  g_autofree char *zh = read_pdf_text (fixture, "map-2.pdf");
  g_auto(Outcome) english = run (fixture, "--map 2 --lang en --output OUT");
  g_autofree char *en = read_pdf_text (fixture, "map-2.pdf");

  g_assert_cmpint (chinese.status, ==, 0);
  g_assert_cmpint (english.status, ==, 0);
  g_assert_nonnull (strstr (zh, style->maps[1].title[ATLAS_LANGUAGE_ZH]));
  g_assert_null (strstr (en, style->maps[1].title[ATLAS_LANGUAGE_ZH]));
  g_assert_nonnull (strstr (en, style->words.sample[ATLAS_LANGUAGE_EN]));
}

static void
test_bad_arguments_are_named_and_write_nothing (Fixture       *fixture,
                                                gconstpointer  data)
{
  static const struct
  {
    const char *arguments;
    const char *named;
  } cases[] = {
    { "--output OUT --colour red", "colour" },
    { "--output OUT --map 7", "7" },
    { "--output OUT --map 0", "0" },
    { "--output OUT --format gif", "gif" },
    { "--output OUT --paper a5", "a5" },
    { "--output OUT --lang fr", "fr" },
    { "--output OUT --palette gray", "standard, colour-blind, grey" },
    { "--output OUT --dpi 0", "0" },
    { "--output OUT --dpi much", "much" },
    { "--output OUT --format png --paper a0 --dpi 1200", "1200" },
    { "--output OUT --style /nonexistent.style", "/nonexistent.style" },
    { "--output OUT another.gpkg", "another.gpkg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = run (fixture, cases[i].arguments);

      g_assert_cmpint (outcome.status, ==, 2);
      g_assert_nonnull (strstr (outcome.errors, cases[i].named));
      g_assert_false (g_file_test (fixture->output, G_FILE_TEST_EXISTS));
    }
}

static gboolean
is_grey (cairo_surface_t *image)
{
  const guint8 *row = cairo_image_surface_get_data (image);

  for (int y = 0; y < cairo_image_surface_get_height (image); y++)
    {
      const guint32 *pixels = (const guint32 *) (const void *) row;

      for (int x = 0; x < cairo_image_surface_get_width (image); x++)
        {
          guint32 pixel = pixels[x] & 0xffffff;

          if (pixel != (pixel & 0xff) * 0x010101)
            return FALSE;
        }
      row += cairo_image_surface_get_stride (image);
    }

  return TRUE;
}

/* Nothing on a sheet for the copier is coloured, whatever draws it. */
static void
test_grey_sheets_are_grey (Fixture       *fixture,
                           gconstpointer  data)
{
  static const struct { const char *palette; gboolean grey; } cases[] = {
    { "standard", FALSE },
    { "grey", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("--format png --paper a4 --dpi 72 --palette %s "
                                                    "--output OUT", cases[i].palette);
      g_auto(Outcome) outcome = run (fixture, arguments);

      g_assert_cmpint (outcome.status, ==, 0);
      for (guint map = 1; map <= ATLAS_N_MAPS; map++)
        {
          g_autofree char *name = g_strdup_printf ("map-%u.png", map);
          g_autofree char *path = g_build_filename (fixture->output, name, NULL);
          cairo_surface_t *image = cairo_image_surface_create_from_png (path);

          g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);
          g_assert_cmpint (is_grey (image), ==, cases[i].grey);
          cairo_surface_destroy (image);
        }
    }
}

static void
test_faulty_style_is_told_with_its_line (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "faulty.style", NULL);
  g_autofree char *arguments = g_strdup_printf ("--output OUT --style %s", path);

  g_assert_true (g_file_set_contents (path, "[fills]\n\npaper = mauve\n", -1, NULL));
  {
    g_auto(Outcome) outcome = run (fixture, arguments);

    g_assert_cmpint (outcome.status, ==, 2);
    g_assert_nonnull (strstr (outcome.errors, "faulty.style"));
    g_assert_nonnull (strstr (outcome.errors, "3"));
    g_assert_nonnull (strstr (outcome.errors, "paper"));
  }
}

/* Root may write everywhere, but not into a file. */
static void
test_impossible_folder_is_an_error (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *inside = g_build_filename (fixture->plan, "maps", NULL);
  g_autofree char *arguments = g_strdup_printf ("--output %s", inside);
  g_auto(Outcome) outcome = run (fixture, arguments);

  g_assert_cmpint (outcome.status, ==, 2);
  g_assert_nonnull (strstr (outcome.errors, inside));
}

/* 8 blocks of 512 bytes: every sheet is larger. */
static void
test_full_disk_leaves_nothing (Fixture       *fixture,
                               gconstpointer  data)
{
  static const char *const nothing[] = { NULL };
  const char *argv[] = { "sh", "-c", "ulimit -f 8; exec \"$0\" render \"$1\" --output \"$2\"",
                         ATLAS_CLI, fixture->plan, fixture->output, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *errors = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &errors,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 2);
  g_assert_nonnull (strstr (errors, fixture->output));
  assert_files (fixture->output, nothing);
}

static gboolean
has_begun (Fixture *fixture)
{
  g_autoptr(GPtrArray) names = list_files (fixture->output);

  return names->len > 0;
}

static void
assert_whole_pngs (const char *folder)
{
  g_autoptr(GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      cairo_surface_t *image = cairo_image_surface_create_from_png (path);

      g_assert_true (g_str_has_prefix (names->pdata[i], "map-"));
      g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (image);
    }
}

static void
test_interrupt_leaves_whole_files_only (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_auto(GStrv) argv = make_arguments (fixture, "--format png --paper a2 --output OUT");
  g_autoptr(GError) error = NULL;
  GPid pid;
  int status;

  g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                 NULL, &pid, &error);
  g_assert_no_error (error);
  while (!has_begun (fixture))
    g_usleep (1000);
  g_assert_cmpint (kill (pid, SIGINT), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 130);
  assert_whole_pngs (fixture->output);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

/* What the density command says of the same density stands on its sheet. */
static void
test_a_density_goes_with_its_receipt (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_auto(Outcome) outcome = run (fixture, "--map 3 --format svg --output OUT");
  g_autofree char *sheet = g_build_filename (fixture->output, "map-3.svg", NULL);
  g_autofree char *picture = g_build_filename (fixture->folder, "density.tif", NULL);
  g_autofree char *receipt = g_build_filename (fixture->folder, "receipt.json", NULL);
  const char *const arguments[] = { "density", fixture->plan, "--resource", "compounds",
                                    "--output", picture, "--receipt", receipt, NULL };
  g_auto(AtlasTestRun) density = atlas_test_run (arguments, NULL);
  g_autofree char *svg = NULL;
  g_autofree char *json = NULL;
  g_autofree char *digits = NULL;
  const char *hash;

  g_assert_cmpint (outcome.status, ==, 0);
  g_assert_cmpint (density.status, ==, 0);
  g_assert_true (g_file_get_contents (sheet, &svg, NULL, NULL));
  g_assert_true (g_file_get_contents (receipt, &json, NULL, NULL));
  hash = strstr (json, "\"input_sha256\":\"");
  g_assert_nonnull (hash);
  digits = g_strndup (hash + strlen ("\"input_sha256\":\""), ATLAS_RECEIPT_HASH_DIGITS);
  g_assert_nonnull (strstr (svg, digits));
}

/* --- Presets --- */

static AtlasDocument *
open_document (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  AtlasDocument *document = atlas_document_open (fixture->plan, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static void
save_preset (AtlasDocument              *document,
             const char                 *name,
             const AtlasDensitySettings *settings)
{
  g_autoptr(GError) error = NULL;

  atlas_document_save_preset (document, name, settings, &error);
  g_assert_no_error (error);
  atlas_document_flush (document, -1, &error);
  g_assert_no_error (error);
}

/* Returns: the text of the sheet in one line, without white space: it breaks as the
 * sheet wants */
static char *
render_text (Fixture    *fixture,
             const char *arguments,
             const char *preset,
             const char *file)
{
  g_auto(GStrv) given = make_arguments (fixture, arguments);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) argv = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;
  int status;

  g_strv_builder_addv (builder, (const char **) given);
  g_strv_builder_add_many (builder, "--density-preset", preset, NULL);
  argv = g_strv_builder_end (builder);
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (status, ==, 0);
  text = read_pdf_text (fixture, file);
  words = g_strsplit_set (text, " \n\f", -1);

  return g_strjoinv ("", words);
}

static void
assert_says (const char *text,
             const char *expected)
{
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is not in: %s", expected, text);
}

/* Legend and receipt tell what was drawn, and the receipt's digits are those that the
 * density command has for it. */
static void
test_a_preset_is_drawn (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(AtlasDocument) document = open_document (fixture);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autofree char *picture = g_build_filename (fixture->folder, "density.tif", NULL);
  g_autofree char *receipt = g_build_filename (fixture->folder, "receipt.json", NULL);
  const char *const arguments[] = { "density", fixture->plan, "--resource", "compounds",
                                    "--weight", "count", "--neighbours", "2", "--output", picture,
                                    "--receipt", receipt, NULL };
  g_auto(AtlasTestRun) density = atlas_test_run (arguments, NULL);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autofree char *digits = NULL;

  atlas_density_settings_init (&settings);
  settings.measure = ATLAS_MEASURE_COUNT;
  settings.bandwidth_kind = ATLAS_BANDWIDTH_NEIGHBOURS;
  settings.neighbour = 2;
  settings.contours = TRUE;
  save_preset (document, "看 密集处", &settings);
  text = render_text (fixture, "--map 3 --output OUT", " 看 密集处 ", "map-3.pdf");
  g_assert_cmpint (density.status, ==, 0);
  g_assert_true (g_file_get_contents (receipt, &json, NULL, NULL));
  digits = g_strndup (strstr (json, "\"input_sha256\":\"") + strlen ("\"input_sha256\":\""),
                      ATLAS_RECEIPT_HASH_DIGITS);
  assert_says (text, "处/km²，自适应带宽，第2近邻");
  assert_says (text, "自适应带宽（第2近邻；");
  assert_says (text, digits);
  assert_says (text, "等值线，间隔");
}

/* All that the window would draw: what is taken off, and what of which sites. */
static void
test_a_difference_is_drawn (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(AtlasDocument) document = open_document (fixture);
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *chinese = NULL;
  g_autofree char *english = NULL;

  atlas_document_make_snapshot (document, "Before", NULL, &error);
  g_assert_no_error (error);
  atlas_edit_set_block (edit, 0, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA, "900000", &error);
  g_assert_no_error (error);
  atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
  atlas_density_settings_init (&settings);
  settings.minus = ATLAS_DENSITY_MINUS_SNAPSHOT;
  settings.minus_what = g_strdup ("Before");
  settings.filter = g_strdup ("class = key");
  save_preset (document, "changes", &settings);

  chinese = render_text (fixture, "--map 3 --output OUT", "changes", "map-3.pdf");
  assert_says (chinese, "与“Before”之差");
  assert_says (chinese, "个（class=key），建筑面积合计");
  assert_says (chinese, "；减去“Before”：点位");
  english = render_text (fixture, "--map 3 --lang en --output OUT", "changes", "map-3.pdf");
  assert_says (english, "places(class=key),floorarea");
  assert_says (english, ";minus“Before”:");
  assert_says (english, "ofbothmaximatogether");
}

static guint
count_pixels_that_differ (const char *one,
                          const char *other)
{
  cairo_surface_t *a = cairo_image_surface_create_from_png (one);
  cairo_surface_t *b = cairo_image_surface_create_from_png (other);
  int n = cairo_image_surface_get_stride (a) / 4 * cairo_image_surface_get_height (a);
  const guint32 *of_a = (const guint32 *) (gpointer) cairo_image_surface_get_data (a);
  const guint32 *of_b = (const guint32 *) (gpointer) cairo_image_surface_get_data (b);
  guint n_different = 0;

  g_assert_cmpint (cairo_surface_status (a), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_stride (a), ==, cairo_image_surface_get_stride (b));
  for (int i = 0; i < n; i++)
    n_different += of_a[i] != of_b[i];
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);

  return n_different;
}

/* Maps with a density are others then, those without one are the same to the pixel; and
 * so are all where the preset is the plan's own way. */
static void
test_only_densities_are_others (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(AtlasDocument) document = open_document (fixture);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  static const char *const presets[] = { "same", "other" };

  atlas_density_settings_init (&settings);
  save_preset (document, "same", &settings);
  settings.classification = ATLAS_CLASSIFICATION_EQUAL_INTERVALS;
  settings.bandwidth = 4000;
  save_preset (document, "other", &settings);
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autofree char *folder = g_build_filename (fixture->folder, presets[i], NULL);
      g_autofree char *arguments =
        g_strdup_printf ("--format png --paper a4 --dpi 50 --output %s --density-preset %s", folder,
                         presets[i]);
      g_auto(Outcome) plain = run (fixture, "--format png --paper a4 --dpi 50 --output OUT");
      g_auto(Outcome) preset = run (fixture, arguments);

      g_assert_cmpstr (plain.errors, ==, "");
      g_assert_cmpstr (preset.errors, ==, "");
      for (guint map = 1; map <= ATLAS_N_MAPS; map++)
        {
          g_autofree char *name = g_strdup_printf ("map-%u.png", map);
          g_autofree char *one = g_build_filename (fixture->output, name, NULL);
          g_autofree char *other = g_build_filename (folder, name, NULL);
          guint n = count_pixels_that_differ (one, other);

          if (i == 0 || map < 3 || map > 5)
            g_assert_cmpuint (n, ==, 0);
          else
            g_assert_cmpuint (n, >, 100);
        }
      remove_folder (folder);
    }
}

static void
test_a_preset_that_is_not_there_is_told (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(AtlasDocument) document = open_document (fixture);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_auto(Outcome) none = run (fixture, "--output OUT --density-preset wide");
  static const struct { const char *arguments, *told; } cases[] = {
    { "--output OUT --density-preset broad", "narrow, wide" },
    { "--output OUT --map 2 --density-preset wide", "Map 2" },
  };

  g_assert_cmpint (none.status, ==, 2);
  g_assert_nonnull (strstr (none.errors, "nor any other"));
  atlas_density_settings_init (&settings);
  save_preset (document, "wide", &settings);
  save_preset (document, "narrow", &settings);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Outcome) outcome = run (fixture, cases[i].arguments);

      g_assert_cmpint (outcome.status, ==, 2);
      g_assert_nonnull (strstr (outcome.errors, cases[i].told));
      g_assert_false (g_file_test (fixture->output, G_FILE_TEST_EXISTS));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/render/all-six", test_all_six_are_written_and_nothing_else);
  ADD ("/render/formats", test_formats_have_their_endings);
  ADD ("/render/language", test_language_does_not_follow_the_locale);
  ADD ("/render/bad-arguments", test_bad_arguments_are_named_and_write_nothing);
  ADD ("/render/grey-sheets-are-grey", test_grey_sheets_are_grey);
  ADD ("/render/faulty-style", test_faulty_style_is_told_with_its_line);
  ADD ("/render/impossible-folder", test_impossible_folder_is_an_error);
  ADD ("/render/full-disk", test_full_disk_leaves_nothing);
  ADD ("/render/density-goes-with-its-receipt", test_a_density_goes_with_its_receipt);
  ADD ("/render/preset/drawn", test_a_preset_is_drawn);
  ADD ("/render/preset/difference", test_a_difference_is_drawn);
  ADD ("/render/preset/only-densities", test_only_densities_are_others);
  ADD ("/render/preset/not-there", test_a_preset_that_is_not_there_is_told);
  ADD ("/render/interrupt", test_interrupt_leaves_whole_files_only);

  return g_test_run ();
}
