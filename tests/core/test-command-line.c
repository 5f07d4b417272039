#include "atlas-plan-file.h"
#include "atlas-test-plan.h"
#include "atlas-test-program.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  fixture->folder = g_dir_make_tmp ("atlas-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  g_assert_true (atlas_plan_file_write (plan, fixture->path, NULL, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Runs the program with up to three arguments. */
static AtlasTestRun
run_program (const char *a,
             const char *b,
             const char *c)
{
  const char *arguments[] = { a, b, c, NULL };

  return atlas_test_run (arguments, NULL);
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

/* Fails with 2, says why on standard error and nothing on standard output. */
static void
assert_refused (const char *a,
                const char *b,
                const char *c,
                const char *told)
{
  g_auto(AtlasTestRun) run = run_program (a, b, c);

  g_assert_cmpint (run.status, ==, 2);
  g_assert_cmpstr (run.output, ==, "");
  assert_contains (run.errors, told);
}

static void
test_bad_usage_is_2 (Fixture       *fixture,
                     gconstpointer  data)
{
  assert_refused (NULL, NULL, NULL, "help");
  assert_refused ("dance", NULL, NULL, "dance");
  assert_refused ("help", "dance", NULL, "dance");
  assert_refused ("info", "--loud", NULL, "--loud");
  assert_refused ("info", "--loud", NULL, "info --help");
  assert_refused ("info", fixture->path, "more", "more");
  assert_refused ("info", "/nowhere/plan.gpkg", NULL, "/nowhere/plan.gpkg");
  assert_refused ("check", fixture->folder, NULL, fixture->folder);
}

/* Runs the program by the shell, which ties its streams to other things. */
static AtlasTestRun
run_shell (const char *command)
{
  g_autofree char *folder =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "cli", NULL);
  g_autofree char *line = g_strdup_printf ("PATH='%s':$PATH; %s", folder, command);
  const char *arguments[] = { "/bin/sh", "-c", line, NULL };
  g_autoptr(GError) error = NULL;
  AtlasTestRun run = { 0 };
  int wait_status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run.output,
                &run.errors, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  run.status = WEXITSTATUS (wait_status);

  return run;
}

/* On a full disk half a result is none; /dev/full is one. */
static void
test_lost_output_is_2 (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char *const commands[] = { "info", "info --json", "check" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *command =
        g_strdup_printf ("renewal-atlas-cli %s '%s' > /dev/full", commands[i], fixture->path);
      g_auto(AtlasTestRun) run = run_shell (command);

      g_assert_cmpint (run.status, ==, 2);
      assert_contains (run.errors, "output");
    }
}

/* What is printed to a closed stream must not get into the file opened next. */
static void
test_closed_streams_do_no_harm (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *command =
    g_strdup_printf ("f=\"$(renewal-atlas-cli info '%1$s')\"; "
                     "renewal-atlas-cli info '%1$s' <&- >&- 2>&- || exit 9; "
                     "test \"$(renewal-atlas-cli info '%1$s' <&- 2>&-)\" = \"$f\"",
                     fixture->path);
  g_auto(AtlasTestRun) run = run_shell (command);

  g_assert_cmpint (run.status, ==, 0);
}

/* "--" ends the options, also where the name looks like one. */
static void
test_name_may_look_like_an_option (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *command =
    g_strdup_printf ("cd '%s' && cp plan.gpkg ./--json && renewal-atlas-cli info -- --json; "
                     "s=$?; rm ./--json; exit $s", fixture->folder);
  g_auto(AtlasTestRun) run = run_shell (command);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.errors, ==, "");
}

static void
test_help_and_version_are_0 (Fixture       *fixture,
                             gconstpointer  data)
{
  g_auto(AtlasTestRun) help = run_program ("help", NULL, NULL);
  g_auto(AtlasTestRun) of_check = run_program ("help", "check", NULL);
  g_auto(AtlasTestRun) version = run_program ("--version", NULL, NULL);

  g_assert_cmpint (help.status, ==, 0);
  assert_contains (help.output, "info");
  assert_contains (help.output, "check");
  g_assert_cmpint (of_check.status, ==, 0);
  assert_contains (of_check.output, "--strict");
  g_assert_cmpint (version.status, ==, 0);
  assert_contains (version.output, "renewal-atlas-cli ");
}

static JsonObject *
parse (const char  *text,
       JsonParser  *parser)
{
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));

  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_info_counts (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto(AtlasTestRun) text = run_program ("info", fixture->path, NULL);
  g_auto(AtlasTestRun) json = run_program ("info", "--json", fixture->path);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *root = parse (json.output, parser);
  JsonObject *total = json_object_get_object_member (root, "total");
  JsonObject *zones = json_object_get_object_member (root, "zones");

  g_assert_cmpint (text.status, ==, 0);
  g_assert_cmpstr (text.errors, ==, "");
  assert_contains (text.output, "2 / 2 / 4");
  assert_contains (text.output, "5.25");
  g_assert_cmpint (json.status, ==, 0);
  g_assert_cmpint (json_object_get_int_member (total, "blocks"), ==, 8);
  g_assert_cmpint (json_object_get_int_member (total, "key_blocks"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (
                     json_object_get_object_member (zones, "core"), "blocks"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (root, "plan"), "data_kind"), ==, "sample");
}

/* The small plan is sound, but is not the plan of the figures. */
static void
test_figures_count_when_strict (Fixture       *fixture,
                                gconstpointer  data)
{
  g_auto(AtlasTestRun) plain = run_program ("check", fixture->path, NULL);
  g_auto(AtlasTestRun) strict = run_program ("check", "--strict", fixture->path);

  g_assert_cmpint (plain.status, ==, 0);
  assert_contains (plain.output, "1371");
  g_assert_cmpint (strict.status, ==, 1);
  g_assert_cmpstr (plain.output, ==, strict.output);
}

static void
change (const char *path,
        const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

static void
test_findings_are_1 (Fixture       *fixture,
                     gconstpointer  data)
{
  g_auto(AtlasTestRun) run = { 0 };
  g_auto(AtlasTestRun) json = { 0 };
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonArray *findings;
  JsonObject *finding;

  change (fixture->path, "DROP TRIGGER rtree_blocks_geom_update3; "
          "DROP TRIGGER rtree_blocks_geom_update4; "
          "UPDATE blocks SET area_m2 = 7 WHERE code = 'DC00-0103'");
  run = run_program ("check", fixture->path, NULL);
  json = run_program ("check", fixture->path, "--json");

  g_assert_cmpint (run.status, ==, 1);
  assert_contains (run.output, "DC00-0103");
  g_assert_cmpint (json.status, ==, 1);
  findings = json_object_get_array_member (parse (json.output, parser), "findings");
  g_assert_cmpuint (json_array_get_length (findings), ==, 1);
  finding = json_array_get_object_element (findings, 0);
  g_assert_cmpstr (json_object_get_string_member (finding, "kind"), ==, "area");
  g_assert_cmpstr (json_object_get_string_member (finding, "subject"), ==, "DC00-0103");
}

static void
test_busy_is_3 (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto(AtlasTestRun) run = { 0 };
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  run = run_program ("info", fixture->path, NULL);
  sqlite3_close (database);

  g_assert_cmpint (run.status, ==, 3);
  g_assert_cmpstr (run.output, ==, "");
  assert_contains (run.errors, fixture->path);
}

static void
test_sample_is_the_default (Fixture       *fixture,
                            gconstpointer  data)
{
  g_auto(AtlasTestRun) named = run_program ("info", fixture->path, NULL);
  g_auto(AtlasTestRun) unnamed = { 0 };

  g_setenv ("RENEWAL_ATLAS_SAMPLE", fixture->path, TRUE);
  unnamed = run_program ("info", NULL, NULL);
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");

  g_assert_cmpint (unnamed.status, ==, 0);
  g_assert_cmpstr (unnamed.output, ==, named.output);
}

/* The plan that comes with the program is without fault, and its figures are
 * the plan's: not a slit of ground is missing between two blocks of a unit. */
static void
test_sample_has_no_finding (Fixture       *fixture,
                            gconstpointer  data)
{
  g_auto(AtlasTestRun) run = run_program ("check", "--strict", NULL);

  g_assert_cmpint (run.status, ==, 0);
  assert_contains (run.output, "\n0 findings\n0 figures differ");
}

typedef void (*Test) (Fixture *, gconstpointer);

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; Test test; } tests[] = {
    { "bad-usage-is-2", test_bad_usage_is_2 },
    { "lost-output-is-2", test_lost_output_is_2 },
    { "closed-streams-do-no-harm", test_closed_streams_do_no_harm },
    { "name-may-look-like-an-option", test_name_may_look_like_an_option },
    { "help-and-version-are-0", test_help_and_version_are_0 },
    { "info-counts", test_info_counts },
    { "figures-count-when-strict", test_figures_count_when_strict },
    { "findings-are-1", test_findings_are_1 },
    { "busy-is-3", test_busy_is_3 },
    { "sample-is-the-default", test_sample_is_the_default },
    { "sample-has-no-finding", test_sample_has_no_finding },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/command-line/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
