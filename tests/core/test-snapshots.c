/* Snapshots that are renamed and deleted: on record, in the file, and undone. */

#include "atlas-document-presets.h"
#include "atlas-document-snapshots.h"
#include "atlas-edit-name.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-published.h"
#include "atlas-record-check.h"
#include "atlas-test-changes.h"
#include "atlas-test-document.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_STEPS 30

typedef AtlasTestDocument Fixture;

static void
make (AtlasDocument *document,
      const char    *name,
      gboolean       is_published)
{
  g_autoptr(GError) error = NULL;

  if (is_published)
    atlas_document_publish (document, name, NULL, &error);
  else
    atlas_document_make_snapshot (document, name, "note", &error);
  g_assert_no_error (error);
}

static void
set_rate (AtlasDocument *document,
          double         rate)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  g_autofree char *json = g_strdup_printf ("%g", rate);

  g_assert_true (atlas_edit_set_block (edit, 0, ATLAS_BLOCK_IMPLEMENTATION_RATE, json, NULL));
  g_assert_true (atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, NULL, NULL));
}

/* A preset that takes a snapshot off. */
static void
save_preset (AtlasDocument *document,
             const char    *name,
             const char    *snapshot)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;

  atlas_density_settings_init (&settings);
  settings.minus = ATLAS_DENSITY_MINUS_SNAPSHOT;
  settings.minus_what = g_strdup (snapshot);
  atlas_document_save_preset (document, name, &settings, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full) (nullable): what the preset takes off */
static char *
dup_minus (AtlasDocument *document,
           const char    *name)
{
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };

  atlas_density_settings_init (&settings);
  g_assert_true (atlas_document_get_preset_settings (document,
                                                     atlas_document_find_preset (document, name),
                                                     ATLAS_RESOURCE_COMPOUNDS, &settings, NULL));

  return g_strdup (settings.minus_what);
}

static void
assert_minus (AtlasDocument *document,
              const char    *preset,
              const char    *snapshot)
{
  g_autofree char *what = dup_minus (document, preset);

  g_assert_cmpstr (what, ==, snapshot);
}

static void
assert_rename (AtlasDocument *document,
               const char    *from,
               const char    *to)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (atlas_document_rename_snapshot (document, from, to, &error));
  g_assert_no_error (error);
}

static void
assert_same_snapshots (GPtrArray *a,
                       GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      g_autofree char *one = atlas_snapshot_dup_row_json (a->pdata[i]);
      g_autofree char *other = atlas_snapshot_dup_row_json (b->pdata[i]);

      g_assert_cmpstr (one, ==, other);
    }
}

/* What is in the file is what is in memory, in its order, and `check` finds nothing. */
static void
assert_on_disk (AtlasDocument *document)
{
  const char *path = g_file_peek_path (atlas_document_get_file (document));
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GPtrArray) of_record = NULL;
  g_autoptr(GPtrArray) of_published = NULL;
  g_autoptr(GError) error = NULL;

  atlas_document_flush (document, -1, &error);
  g_assert_no_error (error);
  plan = atlas_plan_file_read (path, NULL, &error);
  record = atlas_plan_record_read (path, NULL, &error);
  g_assert_no_error (error);
  assert_same_snapshots (record->snapshots, atlas_document_get_snapshots (document));
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
  of_record = atlas_record_check (record, plan);
  g_assert_cmpuint (of_record->len, ==, 0);
  of_published = atlas_plan_published_check (path, record, plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (of_published->len, ==, 0);
}

/* --- There and back --- */

static const AtlasSnapshot *
choose (AtlasDocument *document,
        GRand         *random)
{
  GPtrArray *snapshots = atlas_document_get_snapshots (document);

  return g_ptr_array_index (snapshots, g_rand_int_range (random, 0, (int) snapshots->len));
}

static void
take_step (AtlasDocument *document,
           GRand         *random,
           guint          step)
{
  g_autofree char *name = g_strdup_printf ("状态 %u", step);
  g_autofree char *chosen = g_strdup (choose (document, random)->name);

  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:
      make (document, name, g_rand_boolean (random));
      break;
    case 1:
      save_preset (document, g_rand_boolean (random) ? "甲" : "乙", chosen);
      break;
    case 2:
    case 3:
      if (atlas_document_can_delete_snapshot (document, chosen, NULL))
        {
          g_assert_true (atlas_document_delete_snapshot (document, chosen, NULL));
          break;
        }
      G_GNUC_FALLTHROUGH;
    case 4:
      assert_rename (document, chosen, name);
      break;
    default:
      set_rate (document, step);
    }
}

static void
assert_dump (Fixture    *self,
             const char *expected)
{
  g_autofree char *dump = NULL;

  assert_on_disk (self->document);
  dump = atlas_test_dump (self->path);
  g_assert_cmpstr (dump, ==, expected);
}

static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr(GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (dumps, atlas_test_dump (self->path));
  for (guint step = 1; step <= N_STEPS; step++)
    {
      guint n = atlas_document_get_n_undo (self->document);

      take_step (self->document, random, step);
      assert_on_disk (self->document);
      if (atlas_document_get_n_undo (self->document) > n)
        g_ptr_array_add (dumps, atlas_test_dump (self->path));
    }

  for (guint i = dumps->len - 1; i-- > 0;)
    {
      g_assert_true (atlas_document_undo (self->document, NULL));
      assert_dump (self, dumps->pdata[i]);
    }
  for (guint i = 1; i < dumps->len; i++)
    {
      g_assert_true (atlas_document_redo (self->document, NULL));
      assert_dump (self, dumps->pdata[i]);
    }
}

/* --- Names --- */

static void
test_renamed (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *name = NULL;
  g_autofree char *row = NULL;
  g_autofree char *wanted = NULL;
  AtlasSnapshot *copy;
  guint n;

  set_rate (self->document, 12);
  make (self->document, "评审前", FALSE);
  make (self->document, "另一个", FALSE);
  save_preset (self->document, "甲", "评审前");
  save_preset (self->document, "乙", "另一个");
  copy = atlas_snapshot_copy (atlas_document_find_snapshot (self->document, "评审前"));
  n = atlas_document_get_n_undo (self->document);
  assert_rename (self->document, "评审前", " 第一稿　");

  g_assert_cmpuint (atlas_document_get_n_undo (self->document), ==, n + 1);
  g_assert_null (atlas_document_find_snapshot (self->document, "评审前"));
  g_free (copy->name);
  copy->name = g_strdup ("第一稿");
  wanted = atlas_snapshot_dup_row_json (copy);
  row = atlas_snapshot_dup_row_json (atlas_document_find_snapshot (self->document, "第一稿"));
  g_assert_cmpstr (row, ==, wanted);
  atlas_snapshot_free (copy);
  assert_minus (self->document, "甲", "第一稿");
  assert_minus (self->document, "乙", "另一个");
  name = atlas_edit_name (atlas_document_get_log (self->document),
                          atlas_document_get_undo (self->document, 0), ATLAS_LANGUAGE_EN);
  g_assert_cmpstr (name, ==, "Snapshot “评审前” → “第一稿”");
  assert_on_disk (self->document);

  g_assert_true (atlas_document_undo (self->document, NULL));
  assert_minus (self->document, "甲", "评审前");
  g_assert_true (atlas_document_redo (self->document, NULL));
  assert_minus (self->document, "甲", "第一稿");
}

/* Renaming what it had already is no change, and nothing is lost by a name that can't be. */
static void
test_names (Fixture       *self,
            gconstpointer  data)
{
  static const char *const bad[] = { "", "  ", "　", "a\nb", "a\001b", "\xff", "B", "published" };
  guint n;

  make (self->document, "A", FALSE);
  make (self->document, "B", FALSE);
  assert_rename (self->document, "published", "2024");
  n = atlas_change_log_get_n (atlas_document_get_log (self->document));
  assert_rename (self->document, "A", " A ");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (atlas_document_rename_snapshot (self->document, "A", bad[i], &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
      g_clear_error (&error);
      g_assert_false (atlas_document_make_snapshot (self->document, bad[i], NULL, &error));
      g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
    }
  g_assert_false (atlas_document_rename_snapshot (self->document, "C", "D", NULL));
  g_assert_cmpuint (atlas_change_log_get_n (atlas_document_get_log (self->document)), ==, n);
}

/* Whatever it was called on the way, and whoever went back. */
static void
test_new_names (Fixture       *self,
                gconstpointer  data)
{
  make (self->document, "A", FALSE);
  make (self->document, "X", FALSE);
  g_assert_cmpstr (atlas_document_find_new_name (self->document, "A"), ==, "A");
  assert_rename (self->document, "A", "B");
  assert_rename (self->document, "B", "C");
  g_assert_cmpstr (atlas_document_find_new_name (self->document, "A"), ==, "C");
  g_assert_true (atlas_document_undo (self->document, NULL));
  g_assert_cmpstr (atlas_document_find_new_name (self->document, "C"), ==, "B");
  g_assert_true (atlas_document_undo (self->document, NULL));
  g_assert_cmpstr (atlas_document_find_new_name (self->document, "C"), ==, "A");
  g_assert_true (atlas_document_delete_snapshot (self->document, "A", NULL));
  g_assert_null (atlas_document_find_new_name (self->document, "A"));
  g_assert_null (atlas_document_find_new_name (self->document, "nobody"));
}

/* --- What is deleted, and what is not --- */

static void
assert_kept (AtlasDocument *document,
             const char    *name,
             const char    *said)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (atlas_document_can_delete_snapshot (document, name, NULL));
  g_assert_false (atlas_document_delete_snapshot (document, name, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, said));
}

static void
test_in_use (Fixture       *self,
             gconstpointer  data)
{
  make (self->document, "A", FALSE);
  save_preset (self->document, "甲", "A");
  save_preset (self->document, "乙", "A");
  assert_kept (self->document, "A", "“乙”, “甲”");
  assert_kept (self->document, "B", "There is no snapshot “B”");

  g_assert_true (atlas_document_delete_preset (self->document, "甲", NULL));
  save_preset (self->document, "乙", "published");
  g_assert_true (atlas_document_delete_snapshot (self->document, "A", NULL));
  g_assert_null (atlas_document_find_snapshot (self->document, "A"));
  assert_on_disk (self->document);
}

static void
test_published (Fixture       *self,
                gconstpointer  data)
{
  assert_kept (self->document, "published", "Nothing else was ever published");
  g_assert_null (atlas_document_get_published_before (self->document));

  set_rate (self->document, 12);
  make (self->document, "2026", TRUE);
  g_assert_cmpstr (atlas_document_get_published_before (self->document)->name, ==, "published");
  assert_rename (self->document, "2026", "2026 年度");
  g_assert_cmpstr (atlas_document_get_published (self->document)->name, ==, "2026 年度");
  assert_on_disk (self->document);

  g_assert_true (atlas_document_delete_snapshot (self->document, "2026 年度", NULL));
  g_assert_cmpint (atlas_document_get_published (self->document)->seq, ==, 0);
  assert_on_disk (self->document);
  g_assert_true (atlas_document_undo (self->document, NULL));
  g_assert_cmpstr (atlas_document_get_published (self->document)->name, ==, "2026 年度");
  assert_on_disk (self->document);
  g_assert_true (atlas_document_delete_snapshot (self->document, "published", NULL));
  assert_kept (self->document, "2026 年度", "Nothing else was ever published");
  assert_on_disk (self->document);
}

/* Of the same state, what was published last is the published one, whatever its name. */
static void
test_same_state (Fixture       *self,
                 gconstpointer  data)
{
  make (self->document, "A", TRUE);
  g_assert_cmpstr (atlas_document_get_published (self->document)->name, ==, "A");
  assert_on_disk (self->document);
  assert_rename (self->document, "published", "Z");
  g_assert_cmpstr (atlas_document_get_published (self->document)->name, ==, "A");
  atlas_test_document_open_again (self);
  g_assert_cmpstr (atlas_document_get_published (self->document)->name, ==, "A");
}

/* --- Changes that could not be written --- */

/* Here is another plan, where A has other presets and D is not. */
static void
test_adopted (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(AtlasDocument) other = NULL;
  g_autofree char *path = g_build_filename (self->folder, "other.gpkg", NULL);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  make (self->document, "A", FALSE);
  make (self->document, "B", FALSE);
  make (self->document, "D", FALSE);
  assert_on_disk (self->document);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  assert_rename (self->document, "A", "A2");
  g_assert_true (atlas_document_delete_snapshot (self->document, "B", NULL));
  assert_rename (self->document, "D", "D2");
  g_assert_true (atlas_document_undo (self->document, NULL));
  make (self->document, "C", FALSE);
  g_assert_false (atlas_document_flush (self->document, -1, NULL));

  g_assert_true (atlas_plan_file_write (plan, path, NULL, NULL));
  other = atlas_test_document_open (path);
  make (other, "A", FALSE);
  make (other, "B", FALSE);
  save_preset (other, "甲", "A");
  g_assert_cmpuint (atlas_document_adopt (other, self->document), ==, 2);
  assert_minus (other, "甲", "A2");
  g_assert_null (atlas_document_find_snapshot (other, "A"));
  g_assert_null (atlas_document_find_snapshot (other, "B"));
  g_assert_nonnull (atlas_document_find_snapshot (other, "A2"));
  g_assert_cmpint (atlas_document_find_snapshot (other, "C")->seq, ==,
                   atlas_change_log_get_n (atlas_document_get_log (other)) - 1);
  assert_on_disk (other);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/snapshots/one-that-is-renamed-is-the-same-and-presets-follow", test_renamed },
    { "/snapshots/a-name-is-one-line-and-no-other-s", test_names },
    { "/snapshots/old-names-lead-to-new-ones", test_new_names },
    { "/snapshots/what-a-preset-takes-off-stays", test_in_use },
    { "/snapshots/something-is-always-published", test_published },
    { "/snapshots/of-one-state-the-last-is-published", test_same_state },
    { "/snapshots/adopted-ones-are-found-by-their-names", test_adopted },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/snapshots/undo-and-redo-give-back-each-file/%u",
                                               seed);

      g_test_add (path, Fixture, GUINT_TO_POINTER (seed), atlas_test_document_set_up, test_undo,
                  atlas_test_document_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, atlas_test_document_set_up, tests[i].run,
                atlas_test_document_tear_down);

  return g_test_run ();
}
