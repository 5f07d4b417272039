#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-published.h"
#include "atlas-plan-record.h"
#include "atlas-test-changes.h"

#include <string.h>

typedef AtlasTestPlanFile File;

static void
set_up (File          *file,
        gconstpointer  data)
{
  atlas_test_plan_file_set_up (file, NULL);
}

static void
tear_down (File          *file,
           gconstpointer  data)
{
  atlas_test_plan_file_tear_down (file);
}

/* The codes of the test plan's first blocks. */
static char *
dup_code (File  *file,
          guint  i)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (file->path, NULL, NULL);

  return g_strdup (atlas_block_get_code (atlas_plan_get_block (plan, i)));
}

static void
set_note (File       *file,
          const char *code,
          const char *new_value)
{
  g_autofree char *old_value = atlas_test_read_json (file->path, ATLAS_OBJECT_BLOCK, code, "note");
  AtlasChange change = { .object = ATLAS_OBJECT_BLOCK, .key = code, .field = "note",
                         .old_value = old_value, .new_value = new_value, .reason = "看过现场" };
  GError *error = NULL;

  atlas_test_plan_file_commit (file, &change, 1, &error);
  g_assert_no_error (error);
}

static void
run_sql (File       *file,
         const char *sql)
{
  sqlite3 *database;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (file->path, &database), ==, SQLITE_OK);
  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (database);
}

static void
assert_changes_equal (const AtlasChange *a,
                      const AtlasChange *b)
{
  g_assert_cmpint (a->seq, ==, b->seq);
  g_assert_cmpint (a->edit, ==, b->edit);
  g_assert_cmpint (a->of_edit, ==, b->of_edit);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->object, ==, b->object);
  g_assert_cmpstr (a->time, ==, b->time);
  g_assert_cmpstr (a->author, ==, b->author);
  g_assert_cmpstr (a->host, ==, b->host);
  g_assert_cmpstr (a->key, ==, b->key);
  g_assert_cmpstr (a->field, ==, b->field);
  g_assert_cmpstr (a->old_value, ==, b->old_value);
  g_assert_cmpstr (a->new_value, ==, b->new_value);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->meeting, ==, b->meeting);
  g_assert_cmpstr (a->hash, ==, b->hash);
}

static void
test_read_back (File          *file,
                gconstpointer  data)
{
  g_autofree char *first = dup_code (file, 0);
  g_autofree char *second = dup_code (file, 1);
  AtlasMeeting meeting = { (char *) "m1", (char *) "规委会", (char *) "2024-05-01", NULL,
                           (char *) "王、李", NULL, NULL };
  AtlasChange changes[] = {
    { .kind = ATLAS_CHANGE_REDO, .object = ATLAS_OBJECT_BLOCK, .key = first, .field = "note",
      .old_value = "null", .new_value = "\"一\"", .meeting = "m1" },
    { .kind = ATLAS_CHANGE_REDO, .object = ATLAS_OBJECT_BLOCK, .key = second, .field = "note",
      .old_value = "null", .new_value = "\"二\"", .meeting = "m1", .reason = "因为" },
  };
  g_autoptr(GStringChunk) texts = g_string_chunk_new (256);
  g_autoptr(AtlasPlanRecord) record = NULL;
  AtlasFileIdentity identity;
  GError *error = NULL;

  set_note (file, first, "\"零\"");
  changes[0].of_edit = changes[1].of_edit = 1;
  atlas_test_chain (file->log, changes, 2, texts);
  atlas_plan_connection_commit (file->connection, changes, 2, &meeting, &error);
  g_assert_no_error (error);

  record = atlas_plan_record_read (file->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_change_log_get_n (record->log), ==, 3);
  assert_changes_equal (atlas_change_log_get (record->log, 0), atlas_change_log_get (file->log, 0));
  assert_changes_equal (atlas_change_log_get (record->log, 1), &changes[0]);
  assert_changes_equal (atlas_change_log_get (record->log, 2), &changes[1]);
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
  identity = atlas_file_identity_of (file->path);
  g_assert_true (atlas_file_identity_equal (&identity, &record->identity));
  g_assert_cmpint (record->meetings->len, ==, 1);
  g_assert_cmpstr (((AtlasMeeting *) record->meetings->pdata[0])->present, ==, "王、李");
  g_assert_cmpint (record->snapshots->len, ==, 1);
  g_assert_true (((AtlasSnapshot *) record->snapshots->pdata[0])->is_published);
}

static const char *const faults[] = {
  "DELETE FROM changes WHERE seq = 2",
  "DELETE FROM changes WHERE seq = 1",
  "UPDATE changes SET edit = 2 WHERE seq = 3; UPDATE changes SET edit = 1 WHERE seq = 2",
  "UPDATE changes SET of_edit = 3 WHERE seq = 3",
  "UPDATE changes SET kind = 'whim' WHERE seq = 1",
  "UPDATE changes SET object = 'moon' WHERE seq = 1",
  "UPDATE changes SET author = x'ff' WHERE seq = 2",
  "UPDATE changes SET author = CAST (x'e78e8b0041' AS TEXT) WHERE seq = 2",
  "UPDATE changes SET edit = 1.5 WHERE seq = 1",
  "UPDATE snapshots SET seq = 4",
  "UPDATE snapshots SET seq = -1",
  "UPDATE snapshots SET role = 'draft'",
};

static void
test_faults (File          *file,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *code = NULL;
      g_autoptr(GError) error = NULL;

      tear_down (file, NULL);
      set_up (file, NULL);
      code = dup_code (file, 0);
      for (guint n = 0; n < 3; n++)
        set_note (file, code, "\"一\"");
      g_clear_pointer (&file->connection, atlas_plan_connection_close);
      run_sql (file, faults[i]);
      g_test_message ("%s", faults[i]);
      g_assert_null (atlas_plan_record_read (file->path, NULL, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
    }
}

static GPtrArray *
check_published (File    *file,
                 GError **error)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (file->path, NULL, NULL);
  g_autoptr(AtlasPlanRecord) record = atlas_plan_record_read (file->path, NULL, NULL);

  return atlas_plan_published_check (file->path, record, plan, NULL, error);
}

static void
test_published (File          *file,
                gconstpointer  data)
{
  g_autofree char *code = dup_code (file, 2);
  g_autofree char *other = dup_code (file, 3);
  g_autofree char *sql = NULL;
  g_autofree char *was = atlas_test_read_json (file->path, ATLAS_OBJECT_BLOCK, code, "note");
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) some = NULL;
  const AtlasPublishedDifference *difference;
  GError *error = NULL;

  set_note (file, code, "\"一\"");
  set_note (file, code, "\"二\"");
  none = check_published (file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (none->len, ==, 0);

  g_clear_pointer (&file->connection, atlas_plan_connection_close);
  sql = g_strdup_printf ("UPDATE published SET note = '三' WHERE code = '%s';"
                         "DELETE FROM published WHERE code = '%s'", code, other);
  run_sql (file, sql);
  some = check_published (file, &error);
  g_assert_no_error (error);
  g_assert_cmpint (some->len, ==, 2);
  difference = some->pdata[0];
  g_assert_cmpstr (difference->code, ==, code);
  g_assert_cmpstr (difference->field, ==, "note");
  g_assert_cmpstr (difference->stored, ==, "\"三\"");
  g_assert_cmpstr (difference->computed, ==, was);
  difference = some->pdata[1];
  g_assert_cmpstr (difference->code, ==, other);
  g_assert_null (difference->field);
  g_assert_null (difference->stored);
}

#define ADD(name, function) \
  g_test_add ("/plan-record/" name, File, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what is committed is read back", test_read_back);
  ADD ("a log that is out of order is refused", test_faults);
  ADD ("the published table is what the log makes of the plan", test_published);

  return g_test_run ();
}
