#include "atlas-document-presets.h"
#include "atlas-plan-connection.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"
#include "atlas-test-program.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

/* The commands that change a plan and tell of its changes. */

#define MEETING_COLUMNS ",meeting,meeting_name,meeting_date,meeting_place,meeting_present"

typedef struct
{
  char *folder;
  char *plan;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  self->folder = g_dir_make_tmp ("atlas-changes-XXXXXX", NULL);
  self->plan = g_build_filename (self->folder, "plan.gpkg", NULL);
  g_assert_true (atlas_plan_file_write (plan, self->plan, NULL, NULL));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->plan);
}

/* @line: words between bars; PLAN is the fixture's. */
static AtlasTestRun
run (Fixture    *self,
     const char *line)
{
  g_autoptr(GString) command = g_string_new (line);
  g_auto(GStrv) arguments = NULL;

  g_string_replace (command, "PLAN", self->plan, 0);
  arguments = g_strsplit (command->str, "|", -1);

  return atlas_test_run ((const char *const *) arguments, "C.UTF-8");
}

/* @output: (nullable): all of standard output; %NULL: not looked at */
static void
assert_run (Fixture    *self,
            const char *line,
            int         status,
            const char *output)
{
  g_auto(AtlasTestRun) result = run (self, line);

  if (result.status != status)
    g_test_message ("%s: %s", line, result.errors);
  g_assert_cmpint (result.status, ==, status);
  if (output != NULL)
    g_assert_cmpstr (result.output, ==, output);
}

static char *
get_code (guint i)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  return g_strdup (atlas_block_get_code (atlas_plan_get_block (plan, i)));
}

static double
read_rate (Fixture    *self,
           const char *code)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (self->plan, NULL, NULL);

  return atlas_block_get_values (atlas_plan_find_block (plan, code, NULL))->implementation_rate;
}

/* The triggers of layers call functions that only programs of maps have. */
static void
execute (Fixture    *self,
         const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (self->plan, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_set_prints_the_last_number (Fixture       *self,
                                 gconstpointer  data)
{
  g_autofree char *code = get_code (0);
  g_autofree char *set =
    g_strdup_printf ("set|PLAN|--blocks|%s|implementation_rate=12.5|--reason|会议决定", code);

  /* The value and that it was edited. */
  assert_run (self, set, 0, "2\n");
  g_assert_cmpfloat (read_rate (self, code), ==, 12.5);
  /* What is so already is no change. */
  assert_run (self, set, 0, "2\n");
}

static void
test_where_chooses_blocks (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = NULL;

  assert_run (self, "set|PLAN|--where|class = key|class=一般|--reason|r", 0, NULL);
  plan = atlas_plan_file_read (self->plan, NULL, NULL);
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    g_assert_cmpint (atlas_block_get_values (atlas_plan_get_block (plan, i))->class_, !=,
                     ATLAS_CLASS_KEY);
  assert_run (self, "set|PLAN|--where|class = key|class=general|--reason|r", 1, "");
}

static void
test_wrong_usage_changes_nothing (Fixture       *self,
                                  gconstpointer  data)
{
  static const char *const lines[] = {
    "set|PLAN|--blocks|NONE-1|class=key|--reason|r",
    "set|PLAN|--where|class = golden|class=key|--reason|r",
    "set|PLAN|--where|class is known|class=golden|--reason|r",
    "set|PLAN|--where|class is known|code=X|--reason|r",
    "set|PLAN|--where|class is known|nothing=1|--reason|r",
    "set|PLAN|--where|class is known|implementation_rate=101|--reason|r",
    "set|PLAN|--where|class is known|implementation_rate=1,5|--reason|r",
    "set|PLAN|--where|class is known|compounds_floor_area=1,2,3,4|--reason|r",
    "set|PLAN|--where|class is known|compounds_count=2.5|--reason|r",
    "set|PLAN|--where|class is known|class=key",
    "set|PLAN|class=key|--reason|r",
    "set|PLAN|--where|class is known|--reason|r",
    "set|--where|class is known|--reason|r",
    "undo|PLAN", "undo|PLAN|0", "undo|PLAN|x", "redo|PLAN", "undo", "log", "diff", "snapshot|PLAN",
    "log|PLAN|--since|yesterday", "log|PLAN|--csv|--json", "diff|PLAN|--against|nothing",
  };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  g_assert_true (g_file_get_contents (self->plan, &before, &n_before, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_run (self, lines[i], 2, "");
  g_assert_true (g_file_get_contents (self->plan, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* The message leads on: @said: what of it does. */
static void
assert_says (Fixture    *self,
             const char *line,
             const char *said)
{
  g_auto(AtlasTestRun) result = run (self, line);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_cmpstr (result.output, ==, "");
  g_test_message ("%s", result.errors);
  g_assert_nonnull (strstr (result.errors, said));
}

static void
test_messages_lead_on (Fixture       *self,
                       gconstpointer  data)
{
  assert_says (self, "set|PLAN|--where|class is known|klass=key|--reason|r",
               "name, authority, subdistrict, zone, class, ");
  assert_says (self, "set|--where|class is known|class=重点|--reason|r", "which plan?");
  assert_says (self, "set|PLAN|--where|class is known|implementation_rate=1,5|--reason|r", "12.5");
  assert_says (self, "log|PLAN|--block|NONE-1", "NONE-1");
}

static void
test_undo_and_redo_go_over_edits (Fixture       *self,
                                  gconstpointer  data)
{
  g_autofree char *code = get_code (0);
  double first = read_rate (self, code);

  for (int rate = 1; rate <= 3; rate++)
    {
      g_autofree char *set = g_strdup_printf (
        "set|PLAN|--blocks|%s|implementation_rate=%d|--reason|r", code, rate);

      assert_run (self, set, 0, NULL);
    }
  assert_run (self, "undo|PLAN|2", 0, NULL);
  g_assert_cmpfloat (read_rate (self, code), ==, 1);
  assert_run (self, "redo|PLAN", 0, NULL);
  g_assert_cmpfloat (read_rate (self, code), ==, 2);
  assert_run (self, "undo|PLAN|9", 2, "");
  g_assert_cmpfloat (read_rate (self, code), ==, 2);
  assert_run (self, "undo|PLAN|2", 0, NULL);
  g_assert_cmpfloat (read_rate (self, code), ==, first);
  assert_run (self, "check|PLAN", 0, NULL);
}

static void
test_log_tells_who_and_why (Fixture       *self,
                            gconstpointer  data)
{
  g_autofree char *code = get_code (0);
  g_autofree char *set = g_strdup_printf (
    "set|PLAN|--blocks|%s|note=a \"b\", c|--reason|据专家意见|--author|王工|--meeting|评审会", code);
  g_autofree char *of_block = g_strdup_printf ("log|PLAN|--json|--block|%s", code);
  g_autofree char *other = get_code (1);
  g_autofree char *of_other = g_strdup_printf ("log|PLAN|--json|--block|%s", other);
  g_auto(AtlasTestRun) csv = { 0 };
  g_auto(AtlasTestRun) json = { 0 };
  g_autoptr(JsonNode) root = NULL;
  JsonObject *entry;

  assert_run (self, set, 0, NULL);
  csv = run (self, "log|PLAN|--csv");
  g_assert_true (g_str_has_prefix (csv.output, "seq,"));
  g_assert_nonnull (strstr (csv.output, "\"\"\"a \\\"\"b\\\"\", c\"\"\""));

  json = run (self, of_block);
  root = json_from_string (json.output, NULL);
  entry = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpint (json_object_get_int_member (entry, "seq"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (entry, "new"), ==, "a \"b\", c");
  g_assert_cmpstr (json_object_get_string_member (entry, "author"), ==, "王工");
  g_assert_cmpstr (json_object_get_string_member (entry, "reason"), ==, "据专家意见");
  g_assert_nonnull (json_object_get_string_member (entry, "meeting"));

  assert_run (self, "log|PLAN|--json|--since|2999-01-01", 0, "[]\n");
  assert_run (self, of_other, 0, "[]\n");
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

static void
test_diff_tells_what_is_different (Fixture       *self,
                                   gconstpointer  data)
{
  g_autofree char *code = get_code (0);
  g_autofree char *other = g_build_filename (self->folder, "other.gpkg", NULL);
  g_autofree char *against_other = g_strdup_printf ("diff|PLAN|--csv|--against|%s", other);
  g_autofree char *set = g_strdup_printf (
    "set|PLAN|--blocks|%s|implementation_rate=33|--reason|r", code);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_auto(AtlasTestRun) result = { 0 };
  static const char header[] = "object,key,field,old,new" MEETING_COLUMNS "\r\n";

  g_assert_true (atlas_plan_file_write (plan, other, NULL, NULL));
  assert_run (self, "diff|PLAN|--csv", 0, header);
  assert_run (self, against_other, 0, header);
  assert_run (self, "snapshot|PLAN|评审前", 0, "1\n");
  assert_run (self, set, 0, "3\n");
  for (guint i = 0; i < 3; i++)
    {
      const char *lines[] = { "diff|PLAN|--csv", "diff|PLAN|--csv|--against|评审前",
                              against_other };
      g_auto(AtlasTestRun) found = run (self, lines[i]);

      /* The header, the rate and that it was edited. */
      g_assert_cmpuint (count_lines (found.output), ==, 3);
      g_assert_nonnull (strstr (found.output, ",33,,,,,\r\n"));
    }
  assert_run (self, "undo|PLAN", 0, NULL);
  assert_run (self, "diff|PLAN|--csv", 0, header);

  /* What is published anew differs from nothing; what was before can still be named. */
  assert_run (self, set, 0, NULL);
  assert_run (self, "snapshot|PLAN|2026|--publish", 0, NULL);
  assert_run (self, "diff|PLAN|--csv", 0, header);
  result = run (self, "diff|PLAN|--csv|--against|评审前");
  g_assert_cmpuint (count_lines (result.output), ==, 3);
  assert_run (self, "check|PLAN", 0, NULL);
}

/* @lines: CSV, whose last column but three is the name of the meeting. Returns: (transfer
 * full): those of the lines that say something of @field, in their order, with spaces */
static char *
list_meetings (const char *lines,
               const char *field)
{
  g_auto(GStrv) split = g_strsplit (lines, "\r\n", -1);
  g_autofree char *wanted = g_strdup_printf (",%s,", field);
  GString *names = g_string_new (NULL);

  for (guint i = 0; split[i] != NULL; i++)
    if (strstr (split[i], wanted) != NULL)
      {
        g_auto(GStrv) cells = g_strsplit (split[i], ",", -1);

        g_string_append_printf (names, " %s", cells[g_strv_length (cells) - 4]);
      }

  return g_string_free (names, FALSE);
}

static void
assert_meetings (Fixture    *self,
                 const char *line,
                 const char *expected)
{
  g_auto(AtlasTestRun) result = run (self, line);
  g_autofree char *found = list_meetings (result.output, "implementation_rate");

  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (found, ==, expected);
}

static void
set_rate (Fixture    *self,
          const char *rate,
          const char *meeting)
{
  g_autofree char *code = get_code (0);
  g_autofree char *set =
    g_strdup_printf ("set|PLAN|--blocks|%s|implementation_rate=%s|--reason|r|--meeting|%s", code,
                     rate, meeting);

  assert_run (self, set, 0, NULL);
}

static void
test_log_and_diff_tell_the_meeting (Fixture       *self,
                                    gconstpointer  data)
{
  g_auto(AtlasTestRun) csv = { 0 };
  g_auto(AtlasTestRun) json = { 0 };
  g_autoptr(JsonNode) root = NULL;
  JsonObject *entry;

  set_rate (self, "11", "评审会");
  execute (self, "UPDATE meetings SET date = '2024-05-01', place = '一层', present = '王工, 李工'");
  csv = run (self, "log|PLAN|--csv");
  g_assert_nonnull (strstr (csv.output, ",reason,meeting,hash,meeting_name,meeting_date,"
                                        "meeting_place,meeting_present\r\n"));
  g_assert_nonnull (strstr (csv.output, ",评审会,2024-05-01,一层,\"王工, 李工\"\r\n"));

  json = run (self, "diff|PLAN|--json");
  root = json_from_string (json.output, NULL);
  entry = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpstr (json_object_get_string_member (entry, "meeting_name"), ==, "评审会");
  g_assert_cmpstr (json_object_get_string_member (entry, "meeting_date"), ==, "2024-05-01");
  g_assert_cmpstr (json_object_get_string_member (entry, "meeting_place"), ==, "一层");
  g_assert_cmpstr (json_object_get_string_member (entry, "meeting_present"), ==, "王工, 李工");
}

/* Of a difference, it is the meeting in which it became so, whatever was tried since. */
static void
test_undone_meetings_decided_nothing (Fixture       *self,
                                      gconstpointer  data)
{
  set_rate (self, "11", "A");
  assert_run (self, "snapshot|PLAN|S", 0, NULL);
  set_rate (self, "12", "B");
  set_rate (self, "13", "C");
  assert_meetings (self, "log|PLAN|--csv", " A B C");
  assert_meetings (self, "diff|PLAN|--csv", " C");
  assert_run (self, "undo|PLAN", 0, NULL);
  assert_meetings (self, "diff|PLAN|--csv", " B");
  assert_meetings (self, "diff|PLAN|--csv|--against|S", " B");
  assert_run (self, "redo|PLAN", 0, NULL);
  assert_meetings (self, "diff|PLAN|--csv", " C");
  assert_run (self, "undo|PLAN|3", 0, NULL);
  assert_meetings (self, "diff|PLAN|--csv", " A");
}

static char *
get_head (Fixture *self)
{
  g_autoptr(AtlasPlanRecord) record = atlas_plan_record_read (self->plan, NULL, NULL);

  return g_strdup (atlas_change_log_get_head (record->log));
}

static void
test_check_finds_a_forged_history (Fixture       *self,
                                   gconstpointer  data)
{
  g_autofree char *head = NULL;
  g_autofree char *with_head = NULL;
  g_auto(AtlasTestRun) result = { 0 };

  assert_run (self, "snapshot|PLAN|A", 0, NULL);
  assert_run (self, "snapshot|PLAN|B", 0, NULL);
  assert_run (self, "snapshot|PLAN|C", 0, NULL);
  head = get_head (self);
  with_head = g_strdup_printf ("check|PLAN|--head|%s", head);
  assert_run (self, with_head, 0, NULL);

  execute (self, "DELETE FROM changes WHERE seq = 3; DELETE FROM snapshots WHERE name = 'C'");
  assert_run (self, "check|PLAN", 0, NULL);
  assert_run (self, with_head, 1, NULL);

  execute (self, "UPDATE changes SET author = 'nobody' WHERE seq = 2");
  result = run (self, "check|PLAN");
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.output, "broken at entry 2"));
}

/* @sql: changes the file behind the log's back. @said: of the finding; (nullable): all is
 * well. @put_right: (nullable): changes it back */
static void
assert_found (Fixture    *self,
              const char *sql,
              const char *said,
              const char *put_right)
{
  g_auto(AtlasTestRun) result = { 0 };

  execute (self, sql);
  result = run (self, "check|PLAN");
  g_assert_cmpint (result.status, ==, said != NULL ? 1 : 0);
  if (said != NULL)
    g_assert_nonnull (strstr (result.output, said));
  if (put_right != NULL)
    execute (self, put_right);
}

static void
test_check_compares_snapshots_with_the_log (Fixture       *self,
                                            gconstpointer  data)
{
  assert_run (self, "snapshot|PLAN|评审前", 0, NULL);
  assert_run (self, "snapshot|PLAN|撤回", 0, NULL);
  assert_run (self, "undo|PLAN", 0, NULL);
  assert_run (self, "snapshot|PLAN|2026|--publish", 0, NULL);
  assert_run (self, "check|PLAN", 0, NULL);

  assert_found (self, "UPDATE snapshots SET seq = 1 WHERE name = '评审前'",
                "snapshot “评审前” is in the file as the log does not",
                "UPDATE snapshots SET seq = 0 WHERE name = '评审前'");
  assert_found (self, "INSERT INTO snapshots (name, seq, time) "
                      "VALUES ('撤回', 1, '2024-05-01T08:30:00.000Z')",
                "snapshot “撤回” is in the file, but not in the log",
                "DELETE FROM snapshots WHERE name = '撤回'");
  assert_found (self, "INSERT INTO snapshots (name, seq, time) "
                      "VALUES ('新', 0, '2024-05-01T08:30:00.000Z')",
                "snapshot “新” is in the file, but not in the log",
                "DELETE FROM snapshots WHERE name = '新'");
  assert_run (self, "check|PLAN", 0, NULL);
  assert_found (self, "DELETE FROM snapshots WHERE name = '评审前'",
                "snapshot “评审前” is in the log, but not in the file", NULL);
}

static void
assert_said (Fixture    *self,
             const char *line,
             const char *said)
{
  g_auto(AtlasTestRun) result = run (self, line);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_nonnull (strstr (result.errors, said));
}

/* What is published goes only where that is meant, and not the last of it. */
static void
test_snapshots_are_renamed_and_deleted (Fixture       *self,
                                        gconstpointer  data)
{
  assert_run (self, "snapshot|PLAN|A", 0, "1\n");
  assert_run (self, "snapshot|PLAN|2026|--publish", 0, "2\n");
  assert_run (self, "snapshot|PLAN|A|--rename|B", 0, "4\n");
  assert_run (self, "diff|PLAN|--against|B", 0, NULL);
  assert_said (self, "diff|PLAN|--against|A", "A");
  assert_said (self, "snapshot|PLAN|B|--rename|2026", "There is a snapshot 2026 already");
  assert_said (self, "snapshot|PLAN|A|--delete", "There is no snapshot “A”");
  assert_said (self, "snapshot|PLAN|B|--delete|--publish", "either made, or renamed, or deleted");
  assert_said (self, "snapshot|PLAN|B|--unpublish", "--unpublish is for --delete");
  assert_said (self, "snapshot|PLAN|2026|--delete", "told against “published”");
  assert_run (self, "snapshot|PLAN|B|--delete", 0, "5\n");
  assert_run (self, "snapshot|PLAN|2026|--delete|--unpublish", 0, "6\n");
  assert_said (self, "snapshot|PLAN|published|--delete|--unpublish", "Nothing else was ever");
  assert_run (self, "check|PLAN", 0, NULL);
  assert_run (self, "undo|PLAN|3", 0, NULL);
  assert_run (self, "diff|PLAN|--against|A", 0, NULL);
  assert_run (self, "check|PLAN", 0, NULL);
}

static void
save_preset (Fixture    *self,
             const char *name)
{
  g_autoptr(AtlasDocument) document = atlas_document_open (self->plan, NULL, NULL);
  g_auto(AtlasDensitySettings) settings = { 0 };
  g_autoptr(GError) error = NULL;

  atlas_density_settings_init (&settings);
  atlas_document_save_preset (document, name, &settings, &error);
  g_assert_no_error (error);
  atlas_document_flush (document, -1, &error);
  g_assert_no_error (error);
}

static void
test_check_compares_presets_with_the_log (Fixture       *self,
                                          gconstpointer  data)
{
  g_auto(AtlasTestRun) json = { 0 };
  g_autoptr(JsonNode) root = NULL;
  JsonArray *differences;
  JsonObject *difference;

  save_preset (self, "甲");
  save_preset (self, "乙");
  assert_run (self, "check|PLAN", 0, NULL);

  assert_found (self, "INSERT INTO presets (name, density) VALUES ('丙', '{}')",
                "preset “丙” is in the file, but not in the log",
                "DELETE FROM presets WHERE name = '丙'");
  assert_found (self, "DELETE FROM presets WHERE name = '乙'",
                "preset “乙” is in the log, but not in the file", NULL);
  assert_found (self, "UPDATE presets SET density = '{}' WHERE name = '甲'",
                "preset “甲” is in the file as the log does not", NULL);

  json = run (self, "check|PLAN|--json");
  root = json_from_string (json.output, NULL);
  differences = json_object_get_array_member (
    json_object_get_object_member (json_node_get_object (root), "log"), "record_differs");
  g_assert_cmpuint (json_array_get_length (differences), ==, 2);
  difference = json_array_get_object_element (differences, 1);
  g_assert_cmpstr (json_object_get_string_member (difference, "object"), ==, "preset");
  g_assert_cmpstr (json_object_get_string_member (difference, "key"), ==, "乙");
  g_assert_true (json_object_get_null_member (difference, "stored"));
}

static AtlasSite
get_site (AtlasDocument *document,
          guint          i)
{
  return atlas_sites_get (atlas_plan_get_sites (atlas_document_get_plan (document)), i);
}

static void
apply (AtlasDocument *document,
       AtlasEdit     *edit)
{
  g_autoptr(GError) error = NULL;

  atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

static void
set_floor_area (AtlasDocument *document,
                guint          i,
                double         floor_area)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  AtlasSite site = get_site (document, i);

  site.floor_area = floor_area;
  g_assert_true (atlas_edit_set_site (edit, i, &site, NULL));
  apply (document, edit);
}

static void
remove_site (AtlasDocument *document,
             guint          i)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));

  atlas_edit_remove_site (edit, i);
  apply (document, edit);
}

static void
add_site (AtlasDocument *document,
          const char    *id)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  AtlasSite site = get_site (document, 0);

  site.id = id;
  site.name = "新";
  g_assert_true (atlas_edit_add_site (edit, &site, NULL));
  apply (document, edit);
}

static void
flush (AtlasDocument *document)
{
  g_autoptr(GError) error = NULL;

  atlas_document_flush (document, -1, &error);
  g_assert_no_error (error);
}

/* The first site is edited, the second deleted, and one made. @ids: (out): of the first
 * three, of which the third is left alone */
static void
change_sites (Fixture  *self,
              char    **ids)
{
  g_autoptr(AtlasDocument) document = atlas_document_open (self->plan, NULL, NULL);

  for (guint i = 0; i < 3; i++)
    ids[i] = g_strdup (get_site (document, i).id);
  set_floor_area (document, 0, 1234.5);
  remove_site (document, 1);
  add_site (document, "N-1");
  flush (document);
}

static void
assert_site_found (Fixture    *self,
                   const char *id,
                   const char *set,
                   const char *said)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE sites SET %s WHERE site_id = '%s'", set, id);

  assert_found (self, sql, said, NULL);
}

static void
test_check_compares_sites_with_the_log (Fixture       *self,
                                        gconstpointer  data)
{
  g_auto(AtlasTestRun) json = { 0 };
  g_autoptr(JsonNode) root = NULL;
  char *ids[3];
  g_autofree char *said = NULL;
  g_autofree char *back = NULL;
  JsonArray *differences;
  JsonObject *difference;

  change_sites (self, ids);
  assert_run (self, "check|PLAN", 0, NULL);

  /* Of what was not edited, the log does not speak. */
  assert_site_found (self, ids[0], "note = 'seen'", NULL);
  assert_site_found (self, ids[2], "name = 'other'", NULL);
  assert_site_found (self, ids[0], "floor_area = 1",
                     " is 1 in the file, but 1234.5 in the log");
  assert_site_found (self, ids[0], "floor_area = 1234.5", NULL);
  assert_site_found (self, "N-1", "name = 'x'",
                     "name of the site “N-1” is \"x\" in the file, but \"新\" in the log");
  assert_site_found (self, "N-1", "site_id = 'N-2'",
                     "site “N-1” is in the log, but not in the file");
  said = g_strdup_printf ("site “%s” is in the file, but deleted in the log", ids[1]);
  back = g_strdup_printf ("site_id = '%s'", ids[1]);
  assert_site_found (self, "N-2", back, said);

  json = run (self, "check|PLAN|--json");
  root = json_from_string (json.output, NULL);
  differences = json_object_get_array_member (
    json_object_get_object_member (json_node_get_object (root), "log"), "record_differs");
  g_assert_cmpuint (json_array_get_length (differences), ==, 2);
  difference = json_array_get_object_element (differences, 0);
  g_assert_cmpstr (json_object_get_string_member (difference, "object"), ==, "site");
  g_assert_cmpstr (json_object_get_string_member (difference, "key"), ==, ids[1]);
  g_assert_true (json_object_get_null_member (difference, "field"));
  g_assert_true (json_object_get_null_member (difference, "logged"));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

static void
change_some_site (AtlasDocument *document,
                  GRand         *random,
                  guint          step)
{
  guint n = atlas_sites_get_n (atlas_plan_get_sites (atlas_document_get_plan (document)));
  guint i = (guint) g_rand_int_range (random, 0, (int) MIN (n, 8));
  g_autofree char *id = g_strdup_printf ("N-%u", step);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      add_site (document, id);
      break;
    case 1:
      remove_site (document, i);
      break;
    case 2:
      atlas_document_undo (document, NULL);
      break;
    case 3:
      atlas_document_redo (document, NULL);
      break;
    default:
      set_floor_area (document, i, g_rand_double_range (random, 0, 1e5));
    }
}

/* Whatever is done, undone and done again within the program. */
static void
test_check_finds_nothing_where_nothing_is (Fixture       *self,
                                           gconstpointer  data)
{
  g_autoptr(AtlasDocument) document = atlas_document_open (self->plan, NULL, NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint step = 0; step < 200; step++)
    change_some_site (document, random, step);
  g_assert_true (atlas_document_restore (document, 60, NULL, NULL));
  g_assert_true (atlas_document_undo (document, NULL));
  flush (document);
  assert_run (self, "check|PLAN", 0, NULL);
}

static void
test_a_held_plan_is_refused (Fixture       *self,
                             gconstpointer  data)
{
  AtlasFileIdentity identity = atlas_file_identity_of (self->plan);
  g_autoptr(AtlasPlanConnection) connection =
    atlas_plan_connection_open (self->plan, &identity, "", NULL);
  g_auto(AtlasTestRun) result = { 0 };

  g_assert_nonnull (connection);
  result = run (self, "set|PLAN|--where|class is known|class=key|--reason|r");
  g_assert_cmpint (result.status, ==, 3);
  g_assert_nonnull (strstr (result.errors, g_get_host_name ()));
  assert_run (self, "log|PLAN", 0, NULL);
  assert_run (self, "info|PLAN", 0, NULL);
}

/* --- Killed at any moment --- */

static GSubprocess *
start_set (Fixture *self,
           guint    rate)
{
  g_autofree char *value = g_strdup_printf ("implementation_rate=%u", rate);
  const char *const arguments[] = {
    ATLAS_CLI, "set", self->plan, "--where", "class is known", value, "--reason", "r", NULL,
  };
  g_autoptr(GError) error = NULL;
  GSubprocess *program = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);

  g_assert_no_error (error);

  return program;
}

/* How long one takes here that nobody kills, so that the others are killed at
 * any moment of it. */
static int
measure_set (Fixture *self)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GSubprocess) program = start_set (self, 0);

  g_subprocess_wait (program, NULL, NULL);

  return (int) (g_get_monotonic_time () - start);
}

static void
test_killing_loses_nothing_acknowledged (Fixture       *self,
                                         gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  guint n_kills = atlas_test_get_n_kills ();
  guint acknowledged = 0, n_killed = 0;
  int whole_us = measure_set (self);

  /* A few may all have been over before. */
  for (guint i = 0; i < n_kills || n_killed == 0; i++)
    {
      g_autoptr(GSubprocess) program = start_set (self, i % 100 + 1);
      g_autoptr(GBytes) output = NULL;
      g_autoptr(AtlasPlanRecord) record = NULL;
      g_autoptr(GError) error = NULL;

      g_usleep ((gulong) g_rand_int_range (random, 0, whole_us + whole_us / 4));
      g_subprocess_force_exit (program);
      g_subprocess_communicate (program, NULL, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      n_killed += g_subprocess_get_if_signaled (program);
      if (g_bytes_get_size (output) > 0)
        {
          g_autofree char *text = g_strndup (g_bytes_get_data (output, NULL),
                                             g_bytes_get_size (output));

          acknowledged = (guint) g_ascii_strtoull (text, NULL, 10);
        }

      record = atlas_plan_record_read (self->plan, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (atlas_change_log_get_n (record->log), >=, acknowledged);
      g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
    }
  g_test_message ("%u killed", n_killed);
  assert_run (self, "check|PLAN", 0, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/change-commands/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("set", test_set_prints_the_last_number);
  ADD ("where", test_where_chooses_blocks);
  ADD ("usage", test_wrong_usage_changes_nothing);
  ADD ("messages", test_messages_lead_on);
  ADD ("undo", test_undo_and_redo_go_over_edits);
  ADD ("log", test_log_tells_who_and_why);
  ADD ("meeting", test_log_and_diff_tell_the_meeting);
  ADD ("undone-meeting", test_undone_meetings_decided_nothing);
  ADD ("diff", test_diff_tells_what_is_different);
  ADD ("forged", test_check_finds_a_forged_history);
  ADD ("snapshots", test_check_compares_snapshots_with_the_log);
  ADD ("snapshot-names", test_snapshots_are_renamed_and_deleted);
  ADD ("presets", test_check_compares_presets_with_the_log);
  ADD ("sites", test_check_compares_sites_with_the_log);
  ADD ("many-edits", test_check_finds_nothing_where_nothing_is);
  ADD ("held", test_a_held_plan_is_refused);
  ADD ("killed", test_killing_loses_nothing_acknowledged);

  return g_test_run ();
}
