#include "atlas-plan-file.h"
#include "atlas-test-plan.h"
#include "atlas-test-program.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* What scripts rely on: the exit code, which of the two streams says what, and
 * that the locale changes neither data nor maps. */

typedef struct
{
  char *folder;
  char *plan;
  char *broken; /* no plan at all */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  fixture->folder = g_dir_make_tmp ("atlas-codes-XXXXXX", NULL);
  fixture->plan = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  fixture->broken = g_build_filename (fixture->folder, "broken.gpkg", NULL);
  g_assert_true (atlas_plan_file_write (plan, fixture->plan, NULL, NULL));
  g_assert_true (g_file_set_contents (fixture->broken, "no plan", -1, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->plan);
  g_free (fixture->broken);
}

/* @line: the arguments, cut at spaces; PLAN, BROKEN and FOLDER stand for the
 * fixture's. @locale: (nullable): of the program */
static AtlasTestRun
run_in (Fixture    *fixture,
        const char *line,
        const char *locale)
{
  g_autoptr(GString) command = g_string_new (line);
  g_auto(GStrv) arguments = NULL;

  g_string_replace (command, "PLAN", fixture->plan, 0);
  g_string_replace (command, "BROKEN", fixture->broken, 0);
  g_string_replace (command, "FOLDER", fixture->folder, 0);
  arguments = g_strsplit (command->str, " ", -1);

  return atlas_test_run ((const char *const *) arguments, locale);
}

typedef struct
{
  const char *line;
  int         status;
  const char *output; /* what standard output has; NULL: it is empty */
  const char *errors; /* the same of standard error */
} Case;

static const Case cases[] = {
  { "help", 0, "Usage:", NULL },
  { "--help", 0, "render", NULL },
  { "-h", 0, "render", NULL },
  { "help render", 0, "--paper", NULL },
  { "help info", 0, "--json", NULL },
  { "render --help", 0, "--paper", NULL },
  { "--version", 0, "renewal-atlas-cli ", NULL },
  { "info PLAN", 0, "Test plan", NULL },
  { "info --json PLAN", 0, "{", NULL },
  { "check PLAN", 0, "0 findings", NULL },
  { "check --json PLAN", 0, "{", NULL },
  { "render PLAN --map 1 --format svg --output FOLDER", 0, NULL, NULL },
  { "render PLAN -m 2 -f PNG -p A4 -d 20 -o FOLDER", 0, NULL, NULL },
  { "density --help", 0, "--bandwidth", NULL },

  { "check --strict PLAN", 1, "differ", NULL },
  { "check --strict --json PLAN", 1, "{", NULL },

  { "", 2, NULL, "help" },
  { "dance", 2, NULL, "dance" },
  { "--dance", 2, NULL, "--dance" },
  { "help dance", 2, NULL, "dance" },
  { "info --dance", 2, NULL, "--dance" },
  { "check --dance", 2, NULL, "--dance" },
  { "render --dance", 2, NULL, "--dance" },
  { "info PLAN more", 2, NULL, "more" },
  { "check PLAN more", 2, NULL, "more" },
  { "render PLAN more", 2, NULL, "more" },
  { "info BROKEN", 2, NULL, "broken.gpkg" },
  { "check BROKEN", 2, NULL, "broken.gpkg" },
  { "render BROKEN --output FOLDER", 2, NULL, "broken.gpkg" },
  { "info FOLDER", 2, NULL, "atlas-codes-" },
  { "check FOLDER/none.gpkg", 2, NULL, "none.gpkg" },
  { "render FOLDER/none.gpkg --output FOLDER", 2, NULL, "none.gpkg" },
  { "render PLAN --map 0", 2, NULL, "--map" },
  { "render PLAN --map 7", 2, NULL, "--map" },
  { "render PLAN --map one", 2, NULL, "--map" },
  { "render PLAN --format jpeg", 2, NULL, "png, pdf, svg" },
  { "render PLAN --paper a5", 2, NULL, "a4, a3" },
  { "render PLAN --lang fr", 2, NULL, "zh, en" },
  { "render PLAN --format png --dpi 0", 2, NULL, "dpi" },
  { "render PLAN --format png --dpi -300", 2, NULL, "dpi" },
  { "render PLAN --format png --dpi nan", 2, NULL, "dpi" },
  { "render PLAN --format png --dpi 1e9", 2, NULL, "dpi" },
  { "render PLAN --dpi many", 2, NULL, "many" },
  { "render PLAN --style FOLDER/none.style", 2, NULL, "none.style" },
  { "render PLAN --style BROKEN", 2, NULL, "broken.gpkg" },
  { "render PLAN --output BROKEN", 2, NULL, "broken.gpkg" },
  { "render PLAN --map", 2, NULL, "--map" },
};

static void
assert_stream (const char *text,
               const char *part)
{
  if (part == NULL)
    g_assert_cmpstr (text, ==, "");
  else if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

/* Results on standard output, errors on standard error, never both. */
static void
test_each_end_has_its_code (Fixture       *fixture,
                            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(AtlasTestRun) run = run_in (fixture, cases[i].line, NULL);

      if (run.status != cases[i].status)
        g_error ("“%s” ends with %d, not %d: %s", cases[i].line, run.status, cases[i].status,
                 run.errors);
      assert_stream (run.output, cases[i].output);
      assert_stream (run.errors, cases[i].errors);
      if (cases[i].errors != NULL)
        g_assert_true (g_str_has_prefix (run.errors, "renewal-atlas-cli: "));
    }
}

static const char *
get_title (const char *json,
           JsonParser *parser)
{
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));

  return json_object_get_string_member (
    json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "plan"),
    "title_zh");
}

/* JSON is the same bytes in every locale, even where that knows no Chinese. */
static void
test_json_does_not_depend_on_the_locale (Fixture       *fixture,
                                         gconstpointer  data)
{
  static const char *const commands[] = { "info --json PLAN", "check --json PLAN" };
  g_autoptr(JsonParser) parser = json_parser_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto(AtlasTestRun) utf8 = run_in (fixture, commands[i], "C.UTF-8");
      g_auto(AtlasTestRun) plain = run_in (fixture, commands[i], "C");

      g_assert_cmpstr (utf8.output, ==, plain.output);
      if (i == 0)
        g_assert_cmpstr (get_title (plain.output, parser), ==, "测试方案");
    }
}

static void
test_names_are_whole_in_every_locale (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_auto(AtlasTestRun) plain = run_in (fixture, "info PLAN", "C");
  g_auto(AtlasTestRun) refused = run_in (fixture, "render PLAN --map 9", "C");

  assert_stream (plain.output, "测试方案");
  g_assert_null (strstr (plain.output, "????"));
  assert_stream (refused.errors, "“9”");
}

/* Maps speak the language they are asked for; the terminal's has no say. */
static void
test_maps_do_not_depend_on_the_locale (Fixture       *fixture,
                                       gconstpointer  data)
{
  static const char *const locales[] = { "C", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8" };
  g_autofree char *path = g_build_filename (fixture->folder, "map-2.svg", NULL);
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_auto(AtlasTestRun) run = run_in (fixture, "render PLAN --map 2 --format svg --output FOLDER",
                                locales[i]);
      g_autofree char *svg = NULL;

      g_assert_cmpint (run.status, ==, 0);
      g_assert_true (g_file_get_contents (path, &svg, NULL, NULL));
      assert_stream (svg, "示例数据");
      if (first == NULL)
        first = g_steal_pointer (&svg);
      else
        g_assert_cmpstr (svg, ==, first);
    }
}

/* Runs the program with standard output on a device that is always full. */
static int
run_on_full_disk (Fixture    *fixture,
                  const char *command,
                  char      **errors)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "renewal-atlas-cli", NULL);
  const char *const argv[] = { program, command, fixture->plan, NULL };
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, errors, &error));
  g_assert_true (g_subprocess_get_if_exited (process));

  return g_subprocess_get_exit_status (process);
}

/* Half a table must not pass for a whole one. */
static void
test_output_that_is_lost_is_an_error (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const char *const commands[] = { "info", "check", "--version" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *errors = NULL;

      g_assert_cmpint (run_on_full_disk (fixture, commands[i], &errors), ==, 2);
      assert_stream (errors, "renewal-atlas-cli: ");
    }
}

/* The bundled sample is what no plan means, wherever it comes from. */
static void
test_the_environment_names_the_sample (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_auto(AtlasTestRun) run = { 0 };

  g_setenv ("RENEWAL_ATLAS_SAMPLE", fixture->plan, TRUE);
  run = run_in (fixture, "info", NULL);
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");

  g_assert_cmpint (run.status, ==, 0);
  assert_stream (run.output, "测试方案");
}

/* Where a part of the program was lost, it says so. */
static void
test_a_lost_part_is_an_error (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", "renewal-atlas-cli", NULL);
  g_autoptr(GFile) program = g_file_new_for_path (path);
  g_autofree char *alone = g_build_filename (fixture->folder, "alone", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (alone);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;

  g_assert_true (g_file_copy (program, file, G_FILE_COPY_NONE, NULL, NULL, NULL, &error));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error, alone, "density", fixture->plan, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error));

  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
  g_assert_cmpstr (output, ==, "");
  assert_stream (errors, "renewal-atlas-exchange");
  assert_stream (errors, "install the program again");
  g_assert_cmpint (g_unlink (alone), ==, 0);
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/exit-codes/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("each-end-has-its-code", test_each_end_has_its_code);
  add ("json-in-every-locale", test_json_does_not_depend_on_the_locale);
  add ("names-in-every-locale", test_names_are_whole_in_every_locale);
  add ("maps-in-every-locale", test_maps_do_not_depend_on_the_locale);
  add ("lost-output", test_output_that_is_lost_is_an_error);
  add ("lost-part", test_a_lost_part_is_an_error);
  add ("environment-names-the-sample", test_the_environment_names_the_sample);

  return g_test_run ();
}
