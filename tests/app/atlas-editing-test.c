#include "atlas-editing-test.h"

#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-settings.h"
#include "atlas-status-bar.h"

gpointer
atlas_editing_get_child (AtlasEditingTest *self,
                         const char       *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->test.window), ATLAS_TYPE_WINDOW, name);
}

AtlasSession *
atlas_editing_get_session (AtlasEditingTest *self)
{
  return atlas_window_get_session (self->test.window);
}

AtlasDocument *
atlas_editing_get_document (AtlasEditingTest *self)
{
  return atlas_maps_get_document (atlas_window_get_maps (self->test.window));
}

const AtlasBlockValues *
atlas_editing_get_values (AtlasEditingTest *self,
                          guint             block)
{
  return atlas_block_get_values (atlas_plan_get_block (
    atlas_document_get_plan (atlas_editing_get_document (self)), block));
}

/* In the status bar. */
const char *
atlas_editing_get_said (AtlasEditingTest *self)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (
    atlas_editing_get_child (self, "status_bar"), ATLAS_TYPE_STATUS_BAR, "message_label")));
}

AtlasReasonBar *
atlas_editing_get_bar (AtlasEditingTest *self)
{
  return ATLAS_REASON_BAR (atlas_editing_get_child (self, "reason_bar"));
}

const char *
atlas_editing_get_question (AtlasEditingTest *self)
{
  return atlas_reason_bar_get_title (atlas_editing_get_bar (self));
}

void
atlas_editing_open_plan (AtlasEditingTest *self)
{
  atlas_app_test_open (&self->test, self->test.other_plan);
  atlas_app_test_wait (&self->test, atlas_app_test_is_ready);
  atlas_app_test_wait (&self->test, atlas_app_test_is_drawn);
}

void
atlas_editing_select_blocks (AtlasEditingTest *self,
                             guint             first,
                             guint             n)
{
  guint blocks[8];

  for (guint i = 0; i < n; i++)
    blocks[i] = first + i;
  atlas_selection_set (atlas_session_get_selection (atlas_editing_get_session (self)), blocks, n);
}

gboolean
atlas_editing_asks (AtlasAppTest *test)
{
  return atlas_reason_bar_is_asking (atlas_editing_get_bar ((AtlasEditingTest *) test));
}

gboolean
atlas_editing_asks_nothing (AtlasAppTest *test)
{
  return !atlas_editing_asks (test);
}

gboolean
atlas_editing_has_text (AtlasAppTest *test)
{
  return *gtk_editable_get_text (GTK_EDITABLE (atlas_reason_bar_get_entry (
           atlas_editing_get_bar ((AtlasEditingTest *) test)))) != '\0';
}

gboolean
atlas_editing_first_is_renewal (AtlasAppTest *test)
{
  return atlas_editing_get_values ((AtlasEditingTest *) test, 0)->class_ == ATLAS_CLASS_RENEWAL;
}

gboolean
atlas_editing_map_has_focus (AtlasAppTest *test)
{
  return gtk_widget_has_focus (GTK_WIDGET (atlas_map_view_get_map (test->map_view)));
}

void
atlas_editing_focus_map (AtlasEditingTest *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->test.map_view));
  atlas_app_test_wait (&self->test, atlas_editing_map_has_focus);
}

/* What the file says of a block by now. (transfer full) */
AtlasPlan *
atlas_editing_read_file (AtlasEditingTest *self)
{
  g_autoptr(GError) error = NULL;
  AtlasPlan *plan;

  g_assert_true (atlas_document_flush (atlas_editing_get_document (self), -1, &error));
  g_assert_no_error (error);
  plan = atlas_plan_file_read (g_file_peek_path (self->test.other_plan), NULL, &error);
  g_assert_no_error (error);

  return plan;
}

void
atlas_editing_assert_logged_reason (AtlasEditingTest *self,
                                    const char       *reason)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlanRecord) record =
    atlas_plan_record_read (g_file_peek_path (self->test.other_plan), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (atlas_change_log_get_n (record->log), >, 0);
  g_assert_cmpstr (atlas_change_log_get (record->log,
                                         atlas_change_log_get_n (record->log) - 1)->reason, ==,
                   reason);
}

GtkWidget *
atlas_editing_find_widget (GtkWidget *widget,
                           GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = atlas_editing_find_widget (child, type);

  return found;
}

static void
set_up (AtlasEditingTest *self,
        gconstpointer     data)
{
  atlas_app_test_set_up (&self->test, NULL);
  self->settings = atlas_settings_new ();
  g_settings_reset (self->settings, "recent-reasons");
  /* Nobody is asked who it is. */
  g_settings_set_string (self->settings, "author", "李明");
  atlas_editing_open_plan (self);
}

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* A tooltip of GTK 4.8 asks what it was to be shown on for the pointer, even when that
 * has gone meanwhile: so its time, half a second, passes first. */
static void
let_tooltips_pass (void)
{
  gboolean passed = FALSE;

  g_timeout_add (600, on_time, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (AtlasEditingTest *self,
           gconstpointer     data)
{
  let_tooltips_pass ();
  g_settings_reset (self->settings, "recent-reasons");
  g_settings_reset (self->settings, "reason-optional");
  g_settings_reset (self->settings, "author");
  g_clear_object (&self->settings);
  atlas_app_test_tear_down (&self->test, NULL);
}

int
atlas_editing_run (int                      *argc,
                   char                   ***argv,
                   const AtlasEditingCase   *cases,
                   guint                     n)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  for (guint i = 0; i < n; i++)
    g_test_add (cases[i].path, AtlasEditingTest, NULL, set_up, cases[i].run, tear_down);

  return g_test_run ();
}
