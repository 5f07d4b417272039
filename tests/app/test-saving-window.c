#include "atlas-saving-test.h"

#include "atlas-author.h"
#include "atlas-meeting-dialog.h"
#include "atlas-meeting-settings.h"
#include "atlas-plan-file.h"
#include "atlas-plan-lock.h"
#include "atlas-save-copy.h"
#include "atlas-settings.h"

#include <unistd.h>

/* --- Windows --- */

static guint
count_windows (AtlasAppTest *test)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (test->application)); l != NULL;
       l = l->next)
    n += ATLAS_IS_WINDOW (l->data);

  return n;
}

static void
test_links_are_the_same_plan (AtlasAppTest  *test,
                              gconstpointer  data)
{
  g_autoptr(GFile) soft = atlas_saving_get_file (test, "soft.gpkg");
  g_autoptr(GFile) hard = atlas_saving_get_file (test, "hard.gpkg");

  g_assert_cmpint (symlink (g_file_peek_path (test->other_plan), g_file_peek_path (soft)), ==, 0);
  g_assert_cmpint (link (g_file_peek_path (test->other_plan), g_file_peek_path (hard)), ==, 0);
  atlas_saving_open_ready (test, test->other_plan);
  atlas_window_request (test->window, soft);
  atlas_window_request (test->window, hard);
  atlas_app_test_wait (test, atlas_app_test_is_idle);
  g_assert_cmpuint (count_windows (test), ==, 1);
}

static gboolean
is_closed (AtlasAppTest *test)
{
  return test->window == NULL;
}

/* Closes the window while a change can't be saved, as long as the lock is held. */
static AtlasPlanLock *
close_unsaved (AtlasAppTest *test)
{
  AtlasPlanLock *lock = atlas_plan_lock_take (g_file_peek_path (test->other_plan), NULL);

  atlas_saving_open_ready (test, test->other_plan);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  atlas_app_test_wait (test, atlas_saving_has_failed);
  gtk_window_close (GTK_WINDOW (test->window));

  return lock;
}

static void
assert_n_saved (AtlasAppTest *test,
                guint         n_edits)
{
  g_autoptr(AtlasDocument) document = atlas_saving_read_afresh (test->other_plan);

  g_assert_cmpuint (atlas_document_get_n_undo (document), ==, n_edits);
}

static void
test_closing_loses_nothing (AtlasAppTest  *test,
                            gconstpointer  data)
{
  AtlasPlanLock *lock = close_unsaved (test);

  atlas_saving_answer (test, "_Cancel");
  g_assert_nonnull (test->window);

  atlas_plan_lock_release (lock);
  atlas_app_test_wait (test, atlas_saving_is_saved);
  atlas_saving_edit (atlas_saving_get_document (test), 1);
  gtk_window_close (GTK_WINDOW (test->window));
  atlas_app_test_wait (test, is_closed);
  assert_n_saved (test, 2);
}

static gboolean
asks_nothing (AtlasAppTest *test)
{
  return !atlas_saving_asks (test);
}

/* Whoever presses Escape wants nothing to happen. */
static void
test_escape_keeps (AtlasAppTest  *test,
                   gconstpointer  data)
{
  AtlasPlanLock *lock = close_unsaved (test);

  atlas_app_test_wait (test, atlas_saving_asks);
  gtk_window_close (GTK_WINDOW (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG)));
  atlas_app_test_wait (test, asks_nothing);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (test->window);
  atlas_plan_lock_release (lock);
  atlas_app_test_wait (test, atlas_saving_is_saved);
}

/* The question is of no use any more when the disk has all. */
static void
test_saved_while_asking (AtlasAppTest  *test,
                         gconstpointer  data)
{
  AtlasPlanLock *lock = close_unsaved (test);

  atlas_app_test_wait (test, atlas_saving_asks);
  atlas_plan_lock_release (lock);
  atlas_app_test_wait (test, is_closed);
  assert_n_saved (test, 1);
}

static void
test_closing_anyway (AtlasAppTest  *test,
                     gconstpointer  data)
{
  AtlasPlanLock *lock = close_unsaved (test);

  atlas_saving_answer (test, "Close _Anyway");
  atlas_app_test_wait (test, is_closed);
  atlas_plan_lock_release (lock);
}

/* --- Who, and where --- */

static void
on_author_asked (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  int *answered = data;

  *answered = atlas_author_ask_finish (result, NULL) ? 1 : -1;
}

static int
ask_for_author (AtlasAppTest *test,
                GSettings    *settings,
                const char   *response)
{
  int answered = 0;

  atlas_author_ask_async (GTK_WINDOW (test->window), settings, on_author_asked, &answered);
  if (response != NULL)
    atlas_saving_answer (test, response);
  while (answered == 0)
    g_main_context_iteration (NULL, TRUE);

  return answered;
}

static const AtlasChange *
get_last_change (AtlasAppTest *test)
{
  const AtlasChangeLog *log = atlas_document_get_log (atlas_saving_get_document (test));

  return atlas_change_log_get (log, atlas_change_log_get_n (log) - 1);
}

static void
test_author_is_asked_once (AtlasAppTest  *test,
                           gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();
  g_autofree char *proposed = NULL;

  g_settings_reset (settings, "author");
  atlas_saving_open_ready (test, test->other_plan);
  g_assert_cmpint (ask_for_author (test, settings, "_Cancel"), ==, -1);
  g_assert_cmpint (ask_for_author (test, settings, "_Go On"), ==, 1);
  proposed = atlas_author_dup_name (settings);
  g_assert_nonnull (proposed);
  g_assert_cmpint (ask_for_author (test, settings, NULL), ==, 1);

  g_settings_set_string (settings, "author", "王芳");
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  g_assert_cmpstr (get_last_change (test)->author, ==, "王芳");
  g_settings_reset (settings, "author");
}

/* A change that waits for an answer is nowhere but there. */
static void
test_question_outlives_quitting (AtlasAppTest  *test,
                                 gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();
  guint block = 0;

  g_settings_reset (settings, "author");
  g_settings_set_boolean (settings, "reason-optional", TRUE);
  atlas_saving_open_ready (test, test->other_plan);
  atlas_selection_set (atlas_session_get_selection (atlas_window_get_session (test->window)),
                       &block, 1);
  g_action_group_activate_action (G_ACTION_GROUP (test->window), "set-class",
                                  g_variant_new_string ("general"));
  atlas_app_test_wait (test, atlas_saving_asks);
  g_action_group_activate_action (G_ACTION_GROUP (test->application), "quit", NULL);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (test->window);
  g_assert_true (atlas_saving_asks (test));

  atlas_saving_answer (test, "_Go On");
  atlas_app_test_wait (test, atlas_saving_is_saved);
  assert_n_saved (test, 1);
  g_settings_reset (settings, "author");
  g_settings_reset (settings, "reason-optional");
}

/* The first text that is typed into. */
static GtkEditable *
find_row (GtkWidget *widget)
{
  GtkEditable *found = ADW_IS_ENTRY_ROW (widget) ? GTK_EDITABLE (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child);

  return found;
}

static const AtlasMeeting *
get_last_meeting (AtlasDocument *document)
{
  GPtrArray *meetings = atlas_document_get_meetings (document);

  return g_ptr_array_index (meetings, meetings->len - 1);
}

static void
begin_meeting (AtlasAppTest *test)
{
  atlas_saving_activate (test, "meeting");
  atlas_app_test_wait (test, atlas_saving_asks);
  gtk_editable_set_text (find_row (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG)),
                         "街区评审");
  atlas_saving_answer (test, "_Begin");
}

static void
test_meeting (AtlasAppTest  *test,
              gconstpointer  data)
{
  g_autoptr(AtlasDocument) afresh = NULL;
  const AtlasMeeting *meeting;
  g_autofree char *id = NULL;

  atlas_saving_open_ready (test, test->other_plan);
  begin_meeting (test);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  id = g_strdup (get_last_change (test)->meeting);
  g_assert_nonnull (id);
  atlas_app_test_wait (test, atlas_saving_is_saved);

  afresh = atlas_saving_read_afresh (test->other_plan);
  meeting = get_last_meeting (afresh);
  g_assert_cmpstr (meeting->id, ==, id);
  g_assert_cmpstr (meeting->name, ==, "街区评审");
  g_assert_nonnull (meeting->begun);
  g_assert_null (meeting->place);
  g_assert_null (meeting->ended);
  g_assert_cmpstr (get_last_meeting (atlas_saving_get_document (test))->id, ==, id);

  atlas_saving_activate (test, "meeting");
  atlas_saving_answer (test, "_End the Meeting");
  atlas_app_test_wait (test, atlas_saving_is_saved);
  g_clear_object (&afresh);
  afresh = atlas_saving_read_afresh (test->other_plan);
  meeting = get_last_meeting (afresh);
  g_assert_cmpstr (meeting->id, ==, id);
  g_assert_cmpstr (meeting->ended, >, meeting->begun);
  atlas_saving_edit (atlas_saving_get_document (test), 1);
  g_assert_null (get_last_change (test)->meeting);
}

/* The plan is opened anew, as by another start of the program. */
static void
open_anew (AtlasAppTest *test)
{
  atlas_saving_open_ready (test, test->plan);
  atlas_saving_open_ready (test, test->other_plan);
}

/* It is one meeting on record, until it is ended or the day is over. */
static void
test_meeting_goes_on (AtlasAppTest  *test,
                      gconstpointer  data)
{
  g_autoptr(GSettings) settings = atlas_settings_new ();
  g_autoptr(AtlasMeeting) old = NULL;
  g_autofree char *id = NULL;

  atlas_saving_open_ready (test, test->other_plan);
  begin_meeting (test);
  atlas_saving_edit (atlas_saving_get_document (test), 0);
  id = g_strdup (get_last_change (test)->meeting);
  atlas_app_test_wait (test, atlas_saving_is_saved);

  atlas_saving_open_ready (test, test->plan);
  g_assert_null (atlas_document_get_meeting (atlas_saving_get_document (test)));
  atlas_saving_open_ready (test, test->other_plan);
  atlas_saving_edit (atlas_saving_get_document (test), 1);
  g_assert_cmpstr (get_last_change (test)->meeting, ==, id);
  g_assert_cmpuint (atlas_document_get_meetings (atlas_saving_get_document (test))->len, ==, 1);
  atlas_app_test_wait (test, atlas_saving_is_saved);

  old = atlas_meeting_copy (atlas_document_get_meeting (atlas_saving_get_document (test)));
  atlas_saving_activate (test, "meeting");
  atlas_saving_answer (test, "_End the Meeting");
  atlas_app_test_wait (test, atlas_saving_is_saved);
  open_anew (test);
  g_assert_null (atlas_document_get_meeting (atlas_saving_get_document (test)));

  g_free (old->begun);
  old->begun = g_strdup ("2024-05-01T08:30:00.000Z");
  atlas_meeting_settings_keep (settings, test->other_plan, old);
  open_anew (test);
  g_assert_null (atlas_document_get_meeting (atlas_saving_get_document (test)));
}

static void
list_rows (GtkWidget *widget,
           GPtrArray *rows)
{
  if (ADW_IS_ENTRY_ROW (widget))
    g_ptr_array_add (rows, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_rows (child, rows);
}

static void
test_meeting_date (AtlasAppTest  *test,
                   gconstpointer  data)
{
  static const struct { const char *date; gboolean good; } dates[] = {
    { "2026-02-28", TRUE }, { "2026-02-31", FALSE }, { "明天", FALSE }, { "", TRUE },
  };
  AtlasMeetingDialog *dialog = atlas_meeting_dialog_new (NULL, NULL);
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();

  list_rows (GTK_WIDGET (dialog), rows);
  gtk_editable_set_text (g_ptr_array_index (rows, 0), "街区评审");
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, 1);

      gtk_editable_set_text (GTK_EDITABLE (row), dates[i].date);
      g_assert_cmpint (gtk_widget_has_css_class (row, "error"), ==, !dates[i].good);
      g_assert_cmpint (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog),
                                                                "begin"), ==, dates[i].good);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- Names --- */

static void
test_copy_names (AtlasAppTest  *test,
                 gconstpointer  data)
{
  g_autoptr(GDateTime) time = g_date_time_new_local (2024, 5, 1, 12, 0, 0);
  g_autofree char *first = atlas_save_copy_dup_name (test->plan, time, test->folder);
  g_autoptr(GFile) taken = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpstr (first, ==, "plan 2024-05-01.gpkg");
  taken = atlas_app_test_make_file (test, first, "");
  second = atlas_save_copy_dup_name (test->plan, time, test->folder);
  g_assert_cmpstr (second, ==, "plan 2024-05-01 (2).gpkg");
}

static void
test_copy_folder (AtlasAppTest  *test,
                  gconstpointer  data)
{
  g_autofree char *beside = atlas_save_copy_dup_folder (test->plan);
  g_autoptr(GFile) gone = g_file_new_build_filename (test->folder, "gone", "plan.gpkg", NULL);
  g_autofree char *of_gone = atlas_save_copy_dup_folder (gone);
  g_autofree char *of_sample = NULL;

  g_assert_cmpstr (beside, ==, test->folder);
  g_assert_true (g_file_test (of_gone, G_FILE_TEST_IS_DIR));

  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (test->plan), TRUE);
  of_sample = atlas_save_copy_dup_folder (test->plan);
  g_assert_cmpstr (of_sample, !=, test->folder);
  g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (AtlasAppTest *, gconstpointer); } tests[] = {
    { "/saving-window/links-are-the-same-plan", test_links_are_the_same_plan },
    { "/saving-window/closing-loses-nothing-unasked", test_closing_loses_nothing },
    { "/saving-window/closing-anyway-closes", test_closing_anyway },
    { "/saving-window/quitting-leaves-a-question-open", test_question_outlives_quitting },
    { "/saving-window/escape-keeps-it-open", test_escape_keeps },
    { "/saving-window/saved-while-asking-it-closes", test_saved_while_asking },
    { "/saving-window/author-is-asked-once", test_author_is_asked_once },
    { "/saving-window/meeting-is-stored-with-changes", test_meeting },
    { "/saving-window/meeting-goes-on-when-the-plan-is-opened-again", test_meeting_goes_on },
    { "/saving-window/a-meeting-is-on-a-day-that-there-is", test_meeting_date },
    { "/saving-window/names-of-copies-are-free", test_copy_names },
    { "/saving-window/copies-are-kept-beside-the-plan", test_copy_folder },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, AtlasAppTest, NULL, atlas_app_test_set_up, tests[i].run,
                atlas_app_test_tear_down);

  return g_test_run ();
}
