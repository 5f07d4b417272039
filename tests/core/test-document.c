#include "atlas-document.h"
#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char  *folder;
  char  *path;
  GFile *file;
} Fixture;

/* What opening gave. */
typedef struct
{
  AtlasDocument *document;
  GError        *error;
} Outcome;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("atlas-document-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "plan.gpkg", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  atlas_plan_file_write (plan, fixture->path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
outcome_clear (Outcome *self)
{
  g_clear_object (&self->document);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* Reads the history, too, until that is there or can't be. */
static Outcome
open_file (GFile        *file,
           GCancellable *cancellable)
{
  Outcome outcome = { NULL };

  outcome.document = atlas_document_open_plan (file, cancellable, &outcome.error);
  g_assert_true ((outcome.document == NULL) == (outcome.error != NULL));
  if (outcome.document != NULL)
    atlas_document_read_history (outcome.document);
  while (outcome.document != NULL && !atlas_document_is_ready (outcome.document) &&
         atlas_document_get_save_error (outcome.document) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return outcome;
}

static void
test_opening_gives_the_plan_of_the_file (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_auto(Outcome) outcome = open_file (fixture->file, NULL);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new ();

  g_assert_no_error (outcome.error);
  atlas_test_assert_plans_equal (atlas_document_get_plan (outcome.document), plan);
  g_assert_true (g_file_equal (atlas_document_get_file (outcome.document), fixture->file));
}

/* Looking at a plan changes no byte of its file and leaves nothing beside it. */
static void
test_opening_leaves_the_file_alone (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;
  guint n_files = 0;

  g_assert_true (g_file_get_contents (fixture->path, &before, &size_before, NULL));
  {
    g_auto(Outcome) outcome = open_file (fixture->file, NULL);

    g_assert_no_error (outcome.error);
  }
  g_assert_true (g_file_get_contents (fixture->path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);

  {
    g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);

    while (g_dir_read_name (dir) != NULL)
      n_files++;
  }
  g_assert_cmpuint (n_files, ==, 1);
}

static void
test_the_title_is_in_the_language (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_auto(Outcome) outcome = open_file (fixture->file, NULL);
  g_autofree char *zh = atlas_document_dup_title (outcome.document, ATLAS_LANGUAGE_ZH);
  g_autofree char *en = atlas_document_dup_title (outcome.document, ATLAS_LANGUAGE_EN);

  g_assert_cmpstr (zh, ==, "测试方案");
  g_assert_cmpstr (en, ==, "Test plan");
}

static void
test_a_plan_without_title_is_its_file (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = atlas_plan_new ();
  g_autofree char *title = NULL;
  g_auto(Outcome) outcome = { NULL };

  g_assert_true (atlas_plan_file_write (plan, fixture->path, NULL, NULL));
  outcome = open_file (fixture->file, NULL);
  g_assert_no_error (outcome.error);
  title = atlas_document_dup_title (outcome.document, ATLAS_LANGUAGE_ZH);

  g_assert_cmpstr (title, ==, "plan.gpkg");
}

static void
test_a_missing_file_is_an_access_error (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr(GFile) missing = g_file_new_build_filename (fixture->folder, "none.gpkg", NULL);
  g_auto(Outcome) outcome = open_file (missing, NULL);

  g_assert_error (outcome.error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_nonnull (strstr (outcome.error->message, "none.gpkg"));
}

static void
test_a_folder_is_an_access_error (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->folder);
  g_auto(Outcome) outcome = open_file (folder, NULL);

  g_assert_error (outcome.error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
}

static void
test_another_kind_of_file_is_a_format_error (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };

  g_assert_true (g_file_set_contents (fixture->path, "no plan at all", -1, NULL));
  outcome = open_file (fixture->file, NULL);

  g_assert_error (outcome.error, ATLAS_ERROR, ATLAS_ERROR_FORMAT);
  g_assert_nonnull (strstr (outcome.error->message, fixture->path));
}

/* A window that offers a file from a share must get an answer, not silence. */
static void
test_a_far_file_is_an_access_error (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GFile) far = g_file_new_for_uri ("sftp://server.example/plan.gpkg");
  g_auto(Outcome) outcome = open_file (far, NULL);

  g_assert_error (outcome.error, ATLAS_ERROR, ATLAS_ERROR_ACCESS);
  g_assert_nonnull (strstr (outcome.error->message, "sftp://server.example/plan.gpkg"));
}

static void
test_cancelling_is_told_as_cancelled (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(Outcome) outcome = { NULL };

  g_cancellable_cancel (cancellable);
  outcome = open_file (fixture->file, cancellable);

  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/* Whenever a cancel comes, opening ends once, with the plan or as cancelled. */
static void
test_a_late_cancel_ends_it_once (Fixture       *fixture,
                                 gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(Outcome) outcome = { NULL };

      g_timeout_add (i, cancel, cancellable);
      g_object_ref (cancellable);
      outcome = open_file (fixture->file, cancellable);
      if (outcome.error != NULL)
        g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      while (!g_cancellable_is_cancelled (cancellable))
        g_main_context_iteration (NULL, TRUE);
      g_object_unref (cancellable);
    }
}

/* Who has the document has the plan, though the caller let go of the file. */
static void
test_a_document_holds_its_file (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  g_auto(Outcome) outcome = open_file (file, NULL);

  g_clear_object (&file);
  g_unlink (fixture->path);
  g_assert_cmpstr (g_file_peek_path (atlas_document_get_file (outcome.document)), ==,
                   fixture->path);
  g_assert_cmpuint (atlas_plan_get_n_blocks (atlas_document_get_plan (outcome.document)), ==, 8);
}

/* It is read when the other program has let go, without anybody asking. */
static void
test_a_history_waits_for_a_lock (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_auto(Outcome) outcome = { NULL };
  sqlite3 *database;

  outcome.document = atlas_document_open_plan (fixture->file, NULL, &outcome.error);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);

  atlas_document_read_history (outcome.document);
  while (atlas_document_get_save_state (outcome.document) != ATLAS_SAVE_FAILED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (atlas_document_get_save_error (outcome.document), ATLAS_ERROR, ATLAS_ERROR_BUSY);
  g_assert_false (atlas_document_is_ready (outcome.document));

  sqlite3_close (database);
  while (!atlas_document_is_ready (outcome.document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (atlas_document_get_save_state (outcome.document), ==, ATLAS_SAVE_UNTOUCHED);
}

static void
add (const char *name,
     void      (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/document/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("gives-the-plan", test_opening_gives_the_plan_of_the_file);
  add ("leaves-the-file-alone", test_opening_leaves_the_file_alone);
  add ("title-in-the-language", test_the_title_is_in_the_language);
  add ("without-title", test_a_plan_without_title_is_its_file);
  add ("missing-file", test_a_missing_file_is_an_access_error);
  add ("folder", test_a_folder_is_an_access_error);
  add ("another-kind-of-file", test_another_kind_of_file_is_a_format_error);
  add ("far-file", test_a_far_file_is_an_access_error);
  add ("cancelled", test_cancelling_is_told_as_cancelled);
  add ("late-cancel", test_a_late_cancel_ends_it_once);
  add ("holds-its-file", test_a_document_holds_its_file);
  add ("history-waits-for-a-lock", test_a_history_waits_for_a_lock);

  return g_test_run ();
}
