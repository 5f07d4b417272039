#include "atlas-block-json.h"
#include "atlas-change-set.h"
#include "atlas-document-snapshots.h"
#include "atlas-error.h"
#include "atlas-history.h"
#include "atlas-plan-file.h"
#include "atlas-plan-published.h"
#include "atlas-site-json.h"
#include "atlas-test-document.h"

#include <glib/gstdio.h>
#include <math.h>

typedef AtlasTestDocument Fixture;

/* The state of the plan, without its history, as one text. */
static void
assert_same_plan (AtlasPlan *a,
                  AtlasPlan *b)
{
  g_autoptr(AtlasChangeSet) set = atlas_change_set_new_for_plans (a, b);
  g_autoptr(GArray) changes = atlas_change_set_list (set);

  for (guint i = 0; i < changes->len; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      g_test_message ("%s %s: %s, %s", change->key, change->field, change->old_value,
                      change->new_value);
    }
  g_assert_cmpuint (changes->len, ==, 0);
}

/* What is in the file is what is in memory. */
static void
assert_on_disk (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  const AtlasChangeLog *log = atlas_document_get_log (self->document);

  atlas_document_flush (self->document, -1, &error);
  g_assert_no_error (error);
  plan = atlas_plan_file_read (self->path, NULL, &error);
  g_assert_no_error (error);
  assert_same_plan (plan, self->plan);

  record = atlas_plan_record_read (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (atlas_change_log_get_n (record->log), ==, atlas_change_log_get_n (log));
  g_assert_cmpstr (atlas_change_log_get_head (record->log), ==, atlas_change_log_get_head (log));
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
}

static void
apply (Fixture   *self,
       AtlasEdit *edit)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (atlas_document_apply (self->document, edit, ATLAS_CHANGE_EDIT, "because", &error));
  g_assert_no_error (error);
}

static void
set_value (Fixture         *self,
           guint            block,
           AtlasBlockField  field,
           const char      *json)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (self->plan);
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, block, field, json, &error);
  g_assert_no_error (error);
  apply (self, edit);
}

static void
set_class (Fixture    *self,
           guint       block,
           const char *json)
{
  set_value (self, block, ATLAS_BLOCK_CLASS, json);
}

static const AtlasBlockValues *
get_values (Fixture *self,
            guint    block)
{
  return atlas_block_get_values (atlas_plan_get_block (self->plan, block));
}

static void
test_edit_is_recorded (Fixture       *self,
                       gconstpointer  data)
{
  guint block = 0;
  int old_class = get_values (self, block)->class_;
  int new_class = (old_class + 1) % ATLAS_N_CLASSES;
  g_autofree char *json =
    g_strdup_printf ("\"%s\"", atlas_vocabulary_get_key (&atlas_vocabulary_classes, new_class));
  const AtlasChange *change;

  set_class (self, block, json);
  g_assert_cmpint (get_values (self, block)->class_, ==, new_class);
  assert_on_disk (self);

  change = atlas_change_log_get (atlas_document_get_log (self->document), 0);
  g_assert_cmpint (change->seq, ==, 1);
  g_assert_cmpint (change->edit, ==, 1);
  g_assert_cmpstr (change->field, ==, "class");
  g_assert_cmpstr (change->new_value, ==, json);
  g_assert_cmpstr (change->reason, ==, "because");
  g_assert_cmpint (atlas_document_get_n_undo (self->document), ==, 1);
}

static void
test_no_change_is_no_edit (Fixture       *self,
                           gconstpointer  data)
{
  g_autofree char *json = atlas_block_values_dup_json (get_values (self, 1), ATLAS_BLOCK_CLASS);

  set_class (self, 1, json);

  g_assert_cmpuint (atlas_change_log_get_n (atlas_document_get_log (self->document)), ==, 0);
  g_assert_cmpint (atlas_document_get_save_state (self->document), ==, ATLAS_SAVE_UNTOUCHED);
}

static void
test_bad_values_are_refused (Fixture       *self,
                             gconstpointer  data)
{
  static const struct { AtlasBlockField field; const char *json; } bad[] = {
    { ATLAS_BLOCK_CODE, "\"X\"" },
    { ATLAS_BLOCK_AREA, "1" },
    { ATLAS_BLOCK_DISTRICT, "\"110102\"" },
    { ATLAS_BLOCK_CLASS, "\"golden\"" },
    { ATLAS_BLOCK_CLASS, "null" },
    { ATLAS_BLOCK_CLASS, "1" },
    { ATLAS_BLOCK_IMPLEMENTATION_RATE, "100.5" },
    { ATLAS_BLOCK_IMPLEMENTATION_RATE, "-1" },
    { ATLAS_BLOCK_IMPLEMENTATION_RATE, "\"12\"" },
    { ATLAS_BLOCK_NEAR_TERM_PROJECTS, "1.5" },
    { ATLAS_BLOCK_NAME, "12" },
    { ATLAS_BLOCK_NAME, "not json" },
    { ATLAS_BLOCK_COMPOUNDS_COUNT, "[1]" },
  };
  g_autoptr(AtlasEdit) edit = atlas_edit_new (self->plan);
  g_autoptr(GArray) changes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (atlas_edit_set_block (edit, 0, bad[i].field, bad[i].json, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }
  changes = atlas_edit_list (edit);
  g_assert_cmpuint (changes->len, ==, 0);
}

/* --- Random changes --- */

static void
change_some_block (AtlasEdit *edit,
                   AtlasPlan *plan,
                   GRand     *random)
{
  static const char *const values[] = {
    "null", "\"key\"", "\"general\"", "\"core\"", "\"central\"", "\"office\"", "0", "0.1", "17",
    "33.333333333333336", "1e-7", "\"引号\\\"与\\n换行\"",
  };
  guint block = (guint) g_rand_int_range (random, 0, (int) atlas_plan_get_n_blocks (plan));
  AtlasBlockField field = (AtlasBlockField) g_rand_int_range (random, 0, ATLAS_BLOCK_N_FIELDS);

  /* Refused ones change nothing. */
  atlas_edit_set_block (edit, block, field,
                        values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))], NULL);
}

static void
change_some_site (AtlasEdit *edit,
                  GRand     *random)
{
  AtlasSites *sites = atlas_edit_get_sites (edit);
  guint n = atlas_sites_get_n (sites);
  guint i = n == 0 ? 0 : (guint) g_rand_int_range (random, 0, (int) n);
  AtlasSite site = n == 0 ? (AtlasSite) { .resource = 0, .x = 5e5, .y = 4.4e6, .households = -1,
                                          .year_built = -1, .floor_area = 10 }
                          : atlas_sites_get (sites, i);
  int what = n == 0 ? 0 : g_rand_int_range (random, 0, 4);

  site.x += g_rand_double_range (random, -2000, 2000);
  site.floor_area = g_rand_double_range (random, 0, 1e5);
  if (what == 0)
    {
      site.id = NULL;
      atlas_edit_add_site (edit, &site, NULL);
    }
  else if (what == 1)
    atlas_edit_remove_site (edit, i);
  else
    atlas_edit_set_site (edit, i, &site, NULL);
}

static void
change_something (Fixture *self,
                  GRand   *random)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (self->plan);
  int n = g_rand_int_range (random, 1, 6);

  for (int i = 0; i < n; i++)
    if (g_rand_boolean (random))
      change_some_block (edit, self->plan, random);
    else
      change_some_site (edit, random);
  apply (self, edit);
}

#define N_EDITS 30

static void
test_undo_gives_back_each_state (Fixture       *self,
                                 gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  guint n;

  for (guint i = 0; i < N_EDITS; i++)
    {
      guint before = atlas_document_get_n_undo (self->document);
      g_autoptr(AtlasPlan) state = NULL;

      assert_on_disk (self);
      state = atlas_plan_file_read (self->path, NULL, &error);
      g_assert_no_error (error);
      change_something (self, random);
      if (atlas_document_get_n_undo (self->document) > before)
        g_ptr_array_add (states, g_steal_pointer (&state));
    }
  n = atlas_document_get_n_undo (self->document);
  g_assert_cmpuint (n, ==, states->len);
  g_assert_cmpuint (n, >, N_EDITS / 2);
  assert_on_disk (self);
  g_ptr_array_add (states, atlas_plan_file_read (self->path, NULL, &error));

  for (guint i = n; i-- > 0;)
    {
      g_assert_true (atlas_document_undo (self->document, &error));
      assert_same_plan (self->plan, g_ptr_array_index (states, i));
    }
  assert_on_disk (self);
  g_assert_false (atlas_document_undo (self->document, NULL));

  for (guint i = 1; i <= n; i++)
    {
      g_assert_true (atlas_document_redo (self->document, &error));
      assert_same_plan (self->plan, g_ptr_array_index (states, i));
    }
  assert_on_disk (self);
  g_assert_false (atlas_document_redo (self->document, NULL));
}

static void
test_undo_survives_the_program (Fixture       *self,
                                gconstpointer  data)
{
  g_autoptr(AtlasPlan) original = atlas_plan_file_read (self->path, NULL, NULL);
  g_autoptr(GError) error = NULL;

  set_value (self, 0, ATLAS_BLOCK_IMPLEMENTATION_RATE, "1.5");
  set_value (self, 0, ATLAS_BLOCK_IMPLEMENTATION_RATE, "2");
  set_value (self, 0, ATLAS_BLOCK_IMPLEMENTATION_RATE, "3");
  atlas_document_undo (self->document, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 2; i++)
    {
      assert_on_disk (self);
      atlas_test_document_open_again (self);
      g_assert_cmpuint (atlas_document_get_n_redo (self->document), ==, i + 1);
      atlas_document_undo (self->document, &error);
      g_assert_no_error (error);
    }
  while (atlas_document_get_n_undo (self->document) > 0)
    atlas_document_undo (self->document, NULL);
  assert_same_plan (self->plan, original);
}

static void
test_snapshot_brings_its_state_back (Fixture       *self,
                                     gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(AtlasPlan) state = NULL;
  g_autoptr(GError) error = NULL;
  const AtlasSnapshot *snapshot;

  for (guint i = 0; i < 5; i++)
    change_something (self, random);
  atlas_document_make_snapshot (self->document, "评审会前", "note", &error);
  g_assert_no_error (error);
  assert_on_disk (self);
  state = atlas_plan_file_read (self->path, NULL, &error);

  for (guint i = 0; i < 10; i++)
    change_something (self, random);
  snapshot = atlas_document_find_snapshot (self->document, "评审会前");
  g_assert_nonnull (snapshot);
  g_assert_true (atlas_document_restore (self->document, snapshot->seq, "back", &error));
  assert_same_plan (self->plan, state);
  assert_on_disk (self);

  /* It is an edit like others. */
  atlas_document_undo (self->document, &error);
  g_assert_no_error (error);
  g_assert_nonnull (atlas_document_find_snapshot (self->document, "评审会前"));
  assert_on_disk (self);
}

static void
test_snapshot_names (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (atlas_document_make_snapshot (self->document, "A", NULL, &error));
  g_assert_false (atlas_document_make_snapshot (self->document, "A", NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (atlas_document_make_snapshot (self->document, "  ", NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);

  atlas_document_undo (self->document, NULL);
  g_assert_null (atlas_document_find_snapshot (self->document, "A"));
  atlas_document_redo (self->document, NULL);
  g_assert_nonnull (atlas_document_find_snapshot (self->document, "A"));
}

static void
test_reverting_blocks_leaves_others (Fixture       *self,
                                     gconstpointer  data)
{
  int other = get_values (self, 1)->class_;
  guint block = 0;
  const char *wanted = other == ATLAS_CLASS_KEY ? "\"general\"" : "\"key\"";
  g_autofree char *first = atlas_block_values_dup_json (get_values (self, 0), ATLAS_BLOCK_CLASS);
  g_autofree char *now = NULL;
  g_autoptr(GError) error = NULL;

  set_class (self, 0, g_str_equal (first, "\"key\"") ? "\"renewal\"" : "\"key\"");
  set_class (self, 1, wanted);
  atlas_document_revert_blocks (self->document, &block, 1, 0, NULL, &error);
  g_assert_no_error (error);

  now = atlas_block_values_dup_json (get_values (self, 0), ATLAS_BLOCK_CLASS);
  g_assert_cmpstr (now, ==, first);
  g_assert_cmpint (get_values (self, 1)->class_, !=, other);
  assert_on_disk (self);
}

/* --- Sites and amounts --- */

static void
test_sites_carry_their_amounts (Fixture       *self,
                                gconstpointer  data)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (self->plan);
  AtlasSites *sites = atlas_plan_get_sites (self->plan);
  AtlasSite site = { .resource = -1 };
  guint i;
  double count, area;

  for (i = 0; i < atlas_sites_get_n (sites); i++)
    {
      site = atlas_sites_get (sites, i);
      if (site.block >= 0 && site.floor_area > 0 &&
          !isnan (get_values (self, (guint) site.block)->floor_area[site.resource]))
        break;
    }
  g_assert_cmpuint (i, <, atlas_sites_get_n (sites));
  count = get_values (self, (guint) site.block)->count[site.resource];
  area = get_values (self, (guint) site.block)->floor_area[site.resource];

  site.id = NULL;
  site.floor_area = 1000;
  g_assert_true (atlas_edit_add_site (edit, &site, NULL));
  apply (self, edit);
  g_assert_cmpfloat (get_values (self, (guint) site.block)->count[site.resource], ==, count + 1);
  g_assert_cmpfloat_with_epsilon (get_values (self, (guint) site.block)->floor_area[site.resource],
                                  area + 1000, 1e-6);
  assert_on_disk (self);

  atlas_document_undo (self->document, NULL);
  g_assert_cmpfloat (get_values (self, (guint) site.block)->floor_area[site.resource], ==, area);
  assert_on_disk (self);
}

/* --- Copies --- */

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GError) error = NULL;

  atlas_document_save_copy_finish (ATLAS_DOCUMENT (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

static void
save_copy (Fixture    *self,
           const char *name)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  file = g_file_new_for_path (path);
  atlas_document_save_copy_async (self->document, file, NULL, on_copied, loop);
  g_main_loop_run (loop);
}

/* @name: the copy, in the fixture's folder. It becomes the fixture's plan. */
static void
go_on_with_copy (Fixture    *self,
                 const char *name)
{
  g_autofree char *lock = g_strconcat (self->path, ".lock", NULL);

  g_unlink (lock);
  g_unlink (self->path);
  g_free (self->path);
  self->path = g_build_filename (self->folder, name, NULL);
  g_assert_true (g_str_equal (g_file_peek_path (atlas_document_get_file (self->document)),
                              self->path));
}

static void
test_a_copy_has_plan_and_history (Fixture       *self,
                                  gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  guint n;

  for (guint i = 0; i < 5; i++)
    change_something (self, random);
  atlas_document_make_snapshot (self->document, "A", NULL, NULL);
  n = atlas_document_get_n_undo (self->document);

  save_copy (self, "copy.gpkg");
  go_on_with_copy (self, "copy.gpkg");
  assert_on_disk (self);
  set_value (self, 0, ATLAS_BLOCK_IMPLEMENTATION_RATE, "77.125");
  assert_on_disk (self);

  atlas_test_document_open_again (self);
  g_assert_cmpuint (atlas_document_get_n_undo (self->document), ==, n + 1);
  g_assert_nonnull (atlas_document_find_snapshot (self->document, "A"));
  g_assert_nonnull (atlas_document_get_published (self->document));
}

/* Another program writes over the file, so that not even its inode has what was
 * there; and it is deleted. */
static void
test_a_lost_file_is_saved_from_memory (Fixture       *self,
                                       gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4);
  gboolean is_deleted = GPOINTER_TO_INT (data);
  g_autoptr(AtlasPlan) published = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GPtrArray) differences = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    change_something (self, random);
  assert_on_disk (self);
  if (is_deleted)
    g_assert_cmpint (g_unlink (self->path), ==, 0);
  else
    {
      g_autoptr(GFile) file = g_file_new_for_path (self->path);
      g_autoptr(GFileIOStream) io = g_file_open_readwrite (file, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_seekable_truncate (G_SEEKABLE (io), 0, NULL, &error));
      g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (io)),
                                                "not a plan", 10, NULL, NULL, &error));
    }

  set_value (self, 0, ATLAS_BLOCK_IMPLEMENTATION_RATE, "77.125");
  g_assert_false (atlas_document_flush (self->document, -1, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED);
  g_clear_error (&error);

  save_copy (self, "copy.gpkg");
  go_on_with_copy (self, "copy.gpkg");
  assert_on_disk (self);

  published = atlas_plan_file_read (self->path, NULL, &error);
  record = atlas_plan_record_read (self->path, NULL, &error);
  differences = atlas_plan_published_check (self->path, record, published, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 0);
}

/* --- Stacks --- */

static AtlasChange
make_entry (gint64          seq,
            AtlasChangeKind kind,
            gint64          of_edit)
{
  return (AtlasChange) { .seq = seq, .edit = seq, .kind = (int) kind, .of_edit = of_edit,
                         .object = ATLAS_OBJECT_BLOCK, .time = "t", .key = "k", .hash = "h" };
}

static void
test_a_new_edit_ends_redoing (void)
{
  static const struct { AtlasChangeKind kind; gint64 of; } entries[] = {
    { ATLAS_CHANGE_EDIT, 0 }, { ATLAS_CHANGE_EDIT, 0 }, { ATLAS_CHANGE_UNDO, 2 },
    { ATLAS_CHANGE_UNDO, 1 }, { ATLAS_CHANGE_REDO, 1 }, { ATLAS_CHANGE_EDIT, 0 },
  };
  static const guint undo[] = { 1, 2, 1, 0, 1, 2 };
  static const guint redo[] = { 0, 0, 1, 2, 1, 0 };
  g_autoptr(AtlasChangeLog) log = atlas_change_log_new ();
  g_autoptr(AtlasHistory) history = atlas_history_new (log);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      AtlasChange entry = make_entry (i + 1, entries[i].kind, entries[i].of);

      atlas_history_add (history, &entry);
      g_assert_cmpuint (atlas_history_get_n_undo (history), ==, undo[i]);
      g_assert_cmpuint (atlas_history_get_n_redo (history), ==, redo[i]);
    }
  g_assert_cmpint (atlas_history_get_undo (history, 0), ==, 6);
  g_assert_cmpint (atlas_history_get_undo (history, 1), ==, 1);
}

/* --- The chain --- */

static void
test_a_forged_entry_is_found (void)
{
  g_autoptr(AtlasChangeLog) log = atlas_change_log_new ();
  g_autoptr(AtlasChangeLog) forged = atlas_change_log_new ();

  for (gint64 seq = 1; seq <= 5; seq++)
    {
      AtlasChange entry = make_entry (seq, ATLAS_CHANGE_EDIT, 0);
      g_autofree char *hash = atlas_change_hash (&entry, atlas_change_log_get_head (log));

      entry.hash = hash;
      atlas_change_log_append (log, &entry);
      if (seq == 3)
        entry.reason = "another";
      atlas_change_log_append (forged, &entry);
    }

  g_assert_cmpint (atlas_change_log_verify (log), ==, 0);
  g_assert_cmpint (atlas_change_log_verify (forged), ==, 3);
}

/* Of "\n[1,1,\"edit\",null,\"2024-05-01T08:30:00.000Z\",\"王\",\"h\",\"block\",\"DX00-0001\",
 * \"class\",\"\\\"general\\\"\",\"\\\"key\\\"\",null,null]", by sha256sum (GNU coreutils). */
static void
test_the_hash_is_sha256_of_the_json (void)
{
  AtlasChange entry = {
    .seq = 1, .edit = 1, .kind = ATLAS_CHANGE_EDIT, .object = ATLAS_OBJECT_BLOCK,
    .time = "2024-05-01T08:30:00.000Z", .author = "王", .host = "h", .key = "DX00-0001",
    .field = "class", .old_value = "\"general\"", .new_value = "\"key\"",
  };
  g_autofree char *hash = atlas_change_hash (&entry, "");

  g_assert_cmpstr (hash, ==, "77f3d048683e8099ec24ed948fa82ea45ec1968691bdfc68bb6a7c92cd9aba16");
}

/* --- What differs in the end --- */

typedef struct
{
  const char *key;
  const char *field;
  const char *old_value;
  const char *new_value;
} Step;

static void
assert_net (const Step *steps,
            guint       n_steps,
            const Step *net,
            guint       n_net)
{
  g_autoptr(AtlasChangeSet) set = atlas_change_set_new ();
  g_autoptr(GArray) changes = NULL;

  for (guint i = 0; i < n_steps; i++)
    atlas_change_set_add (set, ATLAS_OBJECT_SITE, steps[i].key, steps[i].field, steps[i].old_value,
                          steps[i].new_value);
  changes = atlas_change_set_list (set);
  g_assert_cmpuint (changes->len, ==, n_net);
  for (guint i = 0; i < n_net; i++)
    {
      const AtlasChange *change = &g_array_index (changes, AtlasChange, i);

      g_assert_cmpstr (change->key, ==, net[i].key);
      g_assert_cmpstr (change->field, ==, net[i].field);
      g_assert_cmpstr (change->old_value, ==, net[i].old_value);
      g_assert_cmpstr (change->new_value, ==, net[i].new_value);
    }
}

#define ASSERT_NET(steps, net) assert_net (steps, G_N_ELEMENTS (steps), net, G_N_ELEMENTS (net))

static void
test_net (void)
{
  static const Step came_and_went[] = {
    { "A", NULL, NULL, "{1}" }, { "A", "name", "null", "\"a\"" }, { "A", NULL, "{2}", NULL },
    { "B", "name", "null", "\"b\"" },
  };
  static const Step other_alone[] = { { "B", "name", "null", "\"b\"" } };
  static const Step went_and_came[] = {
    { "A", "name", "\"a\"", "\"b\"" }, { "A", NULL, "{1}", NULL }, { "A", NULL, NULL, "{1}" },
    { "A", "name", "\"b\"", "\"c\"" }, { "A", "note", "null", "\"d\"" },
  };
  static const Step fields[] = {
    { "A", "name", "\"a\"", "\"c\"" }, { "A", "note", "null", "\"d\"" },
  };
  static const Step made_twice[] = {
    { "A", NULL, NULL, "{1}" }, { "A", NULL, "{1}", NULL }, { "A", NULL, NULL, "{2}" },
    { "A", "name", "null", "\"a\"" },
  };
  static const Step made_once[] = {
    { "A", NULL, NULL, "{2}" }, { "A", "name", "null", "\"a\"" },
  };
  static const Step went_twice[] = {
    { "A", "name", "\"a\"", "\"b\"" }, { "A", NULL, "{1}", NULL }, { "A", NULL, NULL, "{2}" },
    { "A", NULL, "{2}", NULL },
  };
  static const Step went_once[] = {
    { "A", "name", "\"a\"", "\"b\"" }, { "A", NULL, "{1}", NULL },
  };

  ASSERT_NET (came_and_went, other_alone);
  ASSERT_NET (went_and_came, fields);
  ASSERT_NET (made_twice, made_once);
  ASSERT_NET (went_twice, went_once);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/edit/" name, Fixture, NULL, atlas_test_document_set_up, function, \
              atlas_test_document_tear_down)
  ADD ("recorded", test_edit_is_recorded);
  ADD ("no-change", test_no_change_is_no_edit);
  ADD ("refused", test_bad_values_are_refused);
  for (guint seed = 1; seed <= 5; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/undo/%u", seed);

      g_test_add (path, Fixture, GUINT_TO_POINTER (seed), atlas_test_document_set_up,
                  test_undo_gives_back_each_state, atlas_test_document_tear_down);
    }
  ADD ("undo-after-restart", test_undo_survives_the_program);
  ADD ("snapshot", test_snapshot_brings_its_state_back);
  ADD ("snapshot-names", test_snapshot_names);
  ADD ("revert-blocks", test_reverting_blocks_leaves_others);
  ADD ("site-amounts", test_sites_carry_their_amounts);
  ADD ("copy", test_a_copy_has_plan_and_history);
  ADD ("written-over", test_a_lost_file_is_saved_from_memory);
  g_test_add ("/edit/deleted", Fixture, GINT_TO_POINTER (TRUE), atlas_test_document_set_up,
              test_a_lost_file_is_saved_from_memory, atlas_test_document_tear_down);
  g_test_add_func ("/edit/history", test_a_new_edit_ends_redoing);
  g_test_add_func ("/edit/forged", test_a_forged_entry_is_found);
  g_test_add_func ("/edit/hash", test_the_hash_is_sha256_of_the_json);
  g_test_add_func ("/edit/what-comes-and-goes-makes-no-difference", test_net);

  return g_test_run ();
}
