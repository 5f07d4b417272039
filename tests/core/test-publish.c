/* What is published, and what of it is in the file. */

#include "atlas-difference-list.h"
#include "atlas-document-snapshots.h"
#include "atlas-edit-name.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-plan-published.h"
#include "atlas-test-document.h"

#include <glib/gstdio.h>

#define N_STEPS 40
#define N_BLOCKS 6

typedef AtlasTestDocument Fixture;

static void
set_rate (Fixture *self,
          guint    block,
          double   rate)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (self->document));
  g_autofree char *json = g_strdup_printf ("%g", rate);
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (edit, block, ATLAS_BLOCK_IMPLEMENTATION_RATE, json, &error);
  g_assert_no_error (error);
  atlas_document_apply (self->document, edit, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

static void
publish (Fixture    *self,
         const char *name)
{
  g_autoptr(GError) error = NULL;

  atlas_document_publish (self->document, name, NULL, &error);
  g_assert_no_error (error);
}

/* How many blocks differ from what is published. */
static guint
count_changed (Fixture *self)
{
  const AtlasChangeLog *log = atlas_document_get_log (self->document);
  g_autoptr(AtlasDifferenceList) list =
    atlas_difference_list_new (log, atlas_document_get_published (self->document)->seq,
                               atlas_change_log_get_n (log), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* The table that other programs read is what log and plan say, as `check` has it. */
static void
assert_table (Fixture *self)
{
  g_autoptr(AtlasPlan) plan = NULL;
  g_autoptr(AtlasPlanRecord) record = NULL;
  g_autoptr(GPtrArray) differences = NULL;
  g_autoptr(GError) error = NULL;

  atlas_document_flush (self->document, -1, &error);
  g_assert_no_error (error);
  plan = atlas_plan_file_read (self->path, NULL, &error);
  g_assert_no_error (error);
  record = atlas_plan_record_read (self->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (atlas_plan_record_get_published (record)->seq, ==,
                   atlas_document_get_published (self->document)->seq);
  g_assert_cmpint (atlas_change_log_verify (record->log), ==, 0);
  differences = atlas_plan_published_check (self->path, record, plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->len, ==, 0);
}

static void
test_starts_anew (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *first = g_strdup (atlas_document_get_published (self->document)->name);
  g_autofree char *name = NULL;
  const AtlasSnapshot *published;
  gint64 seq;

  atlas_document_set_author (self->document, "王敏");
  set_rate (self, 0, 12);
  set_rate (self, 1, 34);
  g_assert_cmpuint (count_changed (self), ==, 2);
  seq = atlas_change_log_get_n (atlas_document_get_log (self->document));
  publish (self, "2026");

  published = atlas_document_get_published (self->document);
  g_assert_cmpstr (published->name, ==, "2026");
  g_assert_cmpint (published->seq, ==, seq);
  g_assert_cmpstr (published->author, ==, "王敏");
  g_assert_cmpuint (count_changed (self), ==, 0);
  name = atlas_edit_name (atlas_document_get_log (self->document), seq + 1, ATLAS_LANGUAGE_EN);
  g_assert_cmpstr (name, ==, "“2026” published");
  assert_table (self);

  set_rate (self, 2, 56);
  g_assert_cmpuint (count_changed (self), ==, 1);
  assert_table (self);

  /* What was published before can still be gone back to. */
  atlas_test_document_open_again (self);
  g_assert_cmpstr (atlas_document_get_published (self->document)->name, ==, "2026");
  g_assert_cmpuint (count_changed (self), ==, 1);
  g_assert_cmpint (atlas_document_find_snapshot (self->document, first)->seq, ==, 0);
}

/* A name that is taken is refused, and nothing is on record of it. */
static void
test_taken (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint n;

  publish (self, "2026");
  n = atlas_change_log_get_n (atlas_document_get_log (self->document));
  g_assert_false (atlas_document_publish (self->document, "2026", NULL, &error));
  g_assert_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT);
  g_assert_cmpuint (atlas_change_log_get_n (atlas_document_get_log (self->document)), ==, n);
}

static void
take_step (Fixture *self,
           GRand   *random,
           guint    step)
{
  g_autofree char *name = g_strdup_printf ("state %u", step);
  g_autoptr(GError) error = NULL;

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
    case 1:
      publish (self, name);
      break;
    case 2:
    case 3:
      if (atlas_document_get_n_undo (self->document) > 0)
        atlas_document_undo (self->document, &error);
      break;
    case 4:
      if (atlas_document_get_n_redo (self->document) > 0)
        atlas_document_redo (self->document, &error);
      break;
    case 5:
      atlas_document_make_snapshot (self->document, name, NULL, &error);
      break;
    default:
      set_rate (self, (guint) g_rand_int_range (random, 0, N_BLOCKS),
                g_rand_int_range (random, 0, 101));
    }
  g_assert_no_error (error);
}

static void
test_follows (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint step = 0; step < N_STEPS; step++)
    {
      take_step (self, random, step);
      assert_table (self);
    }
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;

  atlas_document_save_copy_finish (ATLAS_DOCUMENT (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

/* All that is left of a plan whose file is gone is in memory. */
static void
test_lost (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *path = g_build_filename (self->folder, "copy.gpkg", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  set_rate (self, 0, 12);
  publish (self, "2026");
  set_rate (self, 0, 34);
  set_rate (self, 1, 56);
  assert_table (self);
  g_assert_cmpint (g_unlink (self->path), ==, 0);

  atlas_document_save_copy_async (self->document, file, NULL, on_saved, loop);
  g_main_loop_run (loop);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  assert_table (self);
  g_assert_cmpuint (count_changed (self), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/publish/" name, Fixture, NULL, atlas_test_document_set_up, function, \
              atlas_test_document_tear_down)
  ADD ("changes-start-anew-and-what-was-published-before-stays", test_starts_anew);
  ADD ("a-name-that-is-taken-is-refused", test_taken);
  ADD ("the-table-for-others-follows-whatever-is-done", test_follows);
  ADD ("a-lost-file-is-saved-with-what-was-published", test_lost);

  return g_test_run ();
}
