#include "atlas-saving-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

AtlasDocument *
atlas_saving_get_document (AtlasAppTest *test)
{
  return atlas_maps_get_document (atlas_window_get_maps (test->window));
}

void
atlas_saving_open_ready (AtlasAppTest *test,
                         GFile        *file)
{
  atlas_app_test_open (test, file);
  atlas_app_test_wait (test, atlas_app_test_is_ready);
}

/* Another class for a block. */
gboolean
atlas_saving_try_edit (AtlasDocument  *document,
                       guint           block,
                       const char     *class_json,
                       GError        **error)
{
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));

  return atlas_edit_set_block (edit, block, ATLAS_BLOCK_CLASS, class_json, error) &&
         atlas_document_apply (document, edit, ATLAS_CHANGE_EDIT, "a test", error);
}

static const char *
get_other_class (AtlasDocument *document,
                 guint          block)
{
  AtlasBlock *changed = atlas_plan_get_block (atlas_document_get_plan (document), block);

  return atlas_block_get_values (changed)->class_ == ATLAS_CLASS_KEY ? "\"general\"" : "\"key\"";
}

void
atlas_saving_edit (AtlasDocument *document,
                   guint          block)
{
  g_autoptr(GError) error = NULL;

  atlas_saving_try_edit (document, block, get_other_class (document, block), &error);
  g_assert_no_error (error);
}

int
atlas_saving_get_class (AtlasDocument *document,
                        guint          block)
{
  AtlasBlock *asked = atlas_plan_get_block (atlas_document_get_plan (document), block);

  return atlas_block_get_values (asked)->class_;
}

static AtlasSaveState
get_state (AtlasAppTest *test)
{
  return atlas_document_get_save_state (atlas_saving_get_document (test));
}

gboolean
atlas_saving_has_trouble (AtlasAppTest *test)
{
  return atlas_window_get_save_trouble (test->window) != NULL;
}

gboolean
atlas_saving_has_no_trouble (AtlasAppTest *test)
{
  return !atlas_saving_has_trouble (test);
}

void
atlas_saving_assert_says (AtlasAppTest *test,
             const char   *what)
{
  const char *trouble = atlas_window_get_save_trouble (test->window);

  if (trouble == NULL || strstr (trouble, what) == NULL)
    g_error ("The window says %s, not %s", trouble, what);
}

void
atlas_saving_run_sql (GFile      *file,
         const char *sql)
{
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (g_file_peek_path (file), &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (database);
}

gboolean
atlas_saving_is_saved (AtlasAppTest *test)
{
  return get_state (test) == ATLAS_SAVE_DONE;
}

gboolean
atlas_saving_has_failed (AtlasAppTest *test)
{
  return get_state (test) == ATLAS_SAVE_FAILED;
}

void
atlas_saving_write_over (const char *path,
                         const char *bytes,
                         gsize       n)
{
  int file = g_open (path, O_WRONLY | O_TRUNC, 0);

  g_assert_cmpint (write (file, bytes, n), ==, (int) n);
  close (file);
}

void
atlas_saving_activate (AtlasAppTest *test,
                       const char   *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (test->window), action, NULL);
}

/* As another program would find it. */
AtlasDocument *
atlas_saving_read_afresh (GFile *file)
{
  g_autoptr(GError) error = NULL;
  AtlasDocument *document = atlas_document_open (g_file_peek_path (file), NULL, &error);

  g_assert_no_error (error);

  return document;
}

void
atlas_saving_assert_on_disk (AtlasAppTest *test,
                             GFile        *file,
                             guint         block)
{
  g_autoptr(AtlasDocument) document = atlas_saving_read_afresh (file);

  g_assert_cmpint (atlas_saving_get_class (document, block), ==,
                   atlas_saving_get_class (atlas_saving_get_document (test), block));
  g_assert_cmpint (atlas_change_log_verify (atlas_document_get_log (document)), ==, 0);
}

gboolean
atlas_saving_asks (AtlasAppTest *test)
{
  return atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

static gboolean
asks_nothing (AtlasAppTest *test)
{
  return !atlas_saving_asks (test);
}

static gboolean
asks_for_file (AtlasAppTest *test)
{
  return atlas_app_test_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_child_visible (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

void
atlas_saving_answer (AtlasAppTest *test,
                     const char   *label)
{
  GtkWidget *button;

  atlas_app_test_wait (test, atlas_saving_asks);
  button = find_button (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG), label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  atlas_app_test_wait (test, asks_nothing);
}

/* In the test's folder. */
void
atlas_saving_choose_file (AtlasAppTest *test,
                          const char   *name)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  GtkWidget *dialog;

  atlas_app_test_wait (test, asks_for_file);
  dialog = atlas_app_test_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), path);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
}

GFile *
atlas_saving_get_file (AtlasAppTest *test,
                       const char   *name)
{
  return g_file_new_build_filename (test->folder, name, NULL);
}
