/* Blocks are changed in a real window by real keys; what counts is the file, read
 * afresh. The plan is the small one of atlas-test-plan.c. */

#include "atlas-app-test.h"
#include "atlas-plan-file.h"
#include "atlas-plan-record.h"
#include "atlas-reason-bar.h"
#include "atlas-reason-entry.h"
#include "atlas-reasons.h"
#include "atlas-settings.h"
#include "atlas-status-bar.h"
#include "atlas-undo-list.h"

#include <math.h>

typedef struct
{
  AtlasAppTest  test;
  GSettings    *settings;
} Fixture;

static gpointer
get_child (Fixture    *self,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->test.window), ATLAS_TYPE_WINDOW, name);
}

static AtlasSession *
get_session (Fixture *self)
{
  return atlas_window_get_session (self->test.window);
}

static AtlasDocument *
get_document (Fixture *self)
{
  return atlas_maps_get_document (atlas_window_get_maps (self->test.window));
}

static const AtlasBlockValues *
get_values (Fixture *self,
            guint    block)
{
  return atlas_block_get_values (atlas_plan_get_block (
    atlas_document_get_plan (get_document (self)), block));
}

/* In the status bar. */
static const char *
get_said (Fixture *self)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (
    get_child (self, "status_bar"), ATLAS_TYPE_STATUS_BAR, "message_label")));
}

static AtlasReasonBar *
get_bar (Fixture *self)
{
  return ATLAS_REASON_BAR (get_child (self, "reason_bar"));
}

static AtlasFieldRow *
get_row (Fixture         *self,
         AtlasBlockField  field)
{
  return atlas_block_panel_get_row (ATLAS_BLOCK_PANEL (get_child (self, "block_panel")), field);
}

static void
open_plan (Fixture *self)
{
  atlas_app_test_open (&self->test, self->test.other_plan);
  atlas_app_test_wait (&self->test, atlas_app_test_is_ready);
  atlas_app_test_wait (&self->test, atlas_app_test_is_drawn);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  atlas_app_test_set_up (&self->test, NULL);
  self->settings = atlas_settings_new ();
  g_settings_reset (self->settings, "recent-reasons");
  /* Nobody is asked who it is. */
  g_settings_set_string (self->settings, "author", "李明");
  open_plan (self);
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
tear_down (Fixture       *self,
           gconstpointer  data)
{
  let_tooltips_pass ();
  g_settings_reset (self->settings, "recent-reasons");
  g_settings_reset (self->settings, "reason-optional");
  g_settings_reset (self->settings, "author");
  g_clear_object (&self->settings);
  atlas_app_test_tear_down (&self->test, NULL);
}

static void
select_blocks (Fixture *self,
               guint    first,
               guint    n)
{
  guint blocks[8];

  for (guint i = 0; i < n; i++)
    blocks[i] = first + i;
  atlas_selection_set (atlas_session_get_selection (get_session (self)), blocks, n);
}

/* --- Waiting --- */

static gboolean
asks (AtlasAppTest *test)
{
  return atlas_reason_bar_is_asking (get_bar ((Fixture *) test));
}

static gboolean
asks_nothing (AtlasAppTest *test)
{
  return !asks (test);
}

static gboolean
has_text (AtlasAppTest *test)
{
  return *gtk_editable_get_text (GTK_EDITABLE (atlas_reason_bar_get_entry (
           get_bar ((Fixture *) test)))) != '\0';
}

static gboolean
first_is_renewal (AtlasAppTest *test)
{
  return get_values ((Fixture *) test, 0)->class_ == ATLAS_CLASS_RENEWAL;
}

static gboolean
first_is_key (AtlasAppTest *test)
{
  return get_values ((Fixture *) test, 0)->class_ == ATLAS_CLASS_KEY;
}

static gboolean
map_has_focus (AtlasAppTest *test)
{
  return gtk_widget_has_focus (GTK_WIDGET (atlas_map_view_get_map (test->map_view)));
}

static void
focus_map (Fixture *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->test.map_view));
  atlas_app_test_wait (&self->test, map_has_focus);
}

/* What the file says of a block by now. (transfer full) */
static AtlasPlan *
read_file (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  AtlasPlan *plan;

  g_assert_true (atlas_document_flush (get_document (self), -1, &error));
  g_assert_no_error (error);
  plan = atlas_plan_file_read (g_file_peek_path (self->test.other_plan), NULL, &error);
  g_assert_no_error (error);

  return plan;
}

static void
assert_class_in_file (Fixture    *self,
                      guint       block,
                      AtlasClass  class_)
{
  g_autoptr(AtlasPlan) plan = read_file (self);

  g_assert_cmpint (atlas_block_get_values (atlas_plan_get_block (plan, block))->class_, ==,
                   class_);
}

/* --- Classes --- */

static guint n_changes;

static void
on_selection_changed (void)
{
  n_changes++;
}

static gboolean
has_selected (AtlasAppTest *test)
{
  return n_changes > 0;
}

static void
click_block (Fixture *self,
             guint    block)
{
  ShumateMap *map = atlas_map_view_get_map (self->test.map_view);
  AtlasPoint inner = atlas_geometry_get_inner_point (atlas_block_get_geometry (
    atlas_plan_get_block (atlas_document_get_plan (get_document (self)), block)));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint degrees = atlas_projection_point (projection, inner.x, inner.y);
  double x, y;

  n_changes = 0;
  g_signal_connect (atlas_session_get_selection (get_session (self)), "changed",
                    G_CALLBACK (on_selection_changed), NULL);
  shumate_viewport_location_to_widget_coords (shumate_map_get_viewport (map), GTK_WIDGET (map),
                                              degrees.y, degrees.x, &x, &y);
  atlas_app_test_click (&self->test, GTK_WIDGET (map), x, y, 1, NULL);
  atlas_app_test_wait (&self->test, has_selected);
  g_signal_handlers_disconnect_by_func (atlas_session_get_selection (get_session (self)),
                                        on_selection_changed, NULL);
}

static void
assert_logged_reason (Fixture    *self,
                      const char *reason)
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

/* Picked by a click, its class set by a key, the reason typed in Chinese; undone,
 * closed, opened again, and there redone and undone. */
static void
test_whole_way (Fixture       *self,
                gconstpointer  data)
{
  atlas_app_test_press (&self->test, "shift", NULL);
  click_block (self, 0);
  atlas_app_test_press (&self->test, "2", NULL);
  atlas_app_test_wait (&self->test, asks);
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "DC00-0101 → Renewal");
  atlas_app_test_type (&self->test, "会议决定");
  atlas_app_test_wait (&self->test, has_text);
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, first_is_renewal);
  assert_class_in_file (self, 0, ATLAS_CLASS_RENEWAL);
  assert_logged_reason (self, "会议决定");
  g_assert_true (map_has_focus (&self->test));

  atlas_app_test_press (&self->test, "ctrl+z", NULL);
  atlas_app_test_wait (&self->test, first_is_key);
  g_assert_cmpstr (get_said (self), ==, "Undone: DC00-0101 → Renewal");
  assert_class_in_file (self, 0, ATLAS_CLASS_KEY);

  atlas_app_test_open (&self->test, self->test.plan);
  open_plan (self);
  focus_map (self);
  atlas_app_test_press (&self->test, "ctrl+y", NULL);
  atlas_app_test_wait (&self->test, first_is_renewal);
  assert_class_in_file (self, 0, ATLAS_CLASS_RENEWAL);
  atlas_app_test_press (&self->test, "ctrl+z", NULL);
  atlas_app_test_wait (&self->test, first_is_key);
  assert_class_in_file (self, 0, ATLAS_CLASS_KEY);
}

static void
test_digits_are_typed (Fixture       *self,
                       gconstpointer  data)
{
  select_blocks (self, 0, 2);
  focus_map (self);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, asks);
  atlas_app_test_press (&self->test, "2", "1");
  atlas_app_test_wait (&self->test, has_text);
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, asks_nothing);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (atlas_reason_bar_get_entry (
                     get_bar (self)))), ==, "21");
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "2 blocks → General");
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 0);
  g_assert_true (map_has_focus (&self->test));
}

static gboolean
keeps_clear (AtlasAppTest *test)
{
  GtkWidget *view = GTK_WIDGET (test->map_view);
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (view, ATLAS_TYPE_MAP_VIEW,
                                                               "hint_card"));
  graphene_rect_t hint, bar;

  return gtk_widget_get_mapped (card) && asks (test) &&
         gtk_widget_compute_bounds (card, view, &hint) &&
         gtk_widget_compute_bounds (GTK_WIDGET (get_bar ((Fixture *) test)), view, &bar) &&
         bar.size.height > 0 && !graphene_rect_intersection (&hint, &bar, NULL);
}

/* What the pointer is on can be read while the reason is typed. */
static void
test_hint_is_seen (Fixture       *self,
                   gconstpointer  data)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (self->test.map_view));

  atlas_app_test_resize (&self->test, 1280, 800);
  select_blocks (self, 0, 2);
  focus_map (self);
  atlas_app_test_click (&self->test, map, gtk_widget_get_width (map) / 2.0,
                        gtk_widget_get_height (map) / 2.0, 0, NULL);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, keeps_clear);
}

static gboolean
is_refused (AtlasAppTest *test)
{
  return gtk_widget_has_css_class (GTK_WIDGET (atlas_reason_bar_get_entry (
           get_bar ((Fixture *) test))), "error");
}

static gboolean
is_not_refused (AtlasAppTest *test)
{
  return !is_refused (test);
}

static void
test_reason_is_needed (Fixture       *self,
                       gconstpointer  data)
{
  select_blocks (self, 0, 1);
  focus_map (self);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, asks);
  atlas_app_test_press (&self->test, "space", "Return");
  atlas_app_test_wait (&self->test, is_refused);
  g_assert_true (asks (&self->test));
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);

  /* One letter may be a slip. */
  atlas_app_test_type (&self->test, "a");
  atlas_app_test_wait (&self->test, is_not_refused);
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, is_refused);
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, asks_nothing);

  g_settings_set_boolean (self->settings, "reason-optional", TRUE);
  focus_map (self);
  atlas_app_test_press (&self->test, "2", NULL);
  atlas_app_test_wait (&self->test, first_is_renewal);
  g_assert_false (asks (&self->test));
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string ("renewal"));
  g_assert_cmpstr (get_said (self), ==, "Not changed: the block is Renewal already");
}

/* The question is about what is selected, and goes with it. */
static void
test_question_follows (Fixture       *self,
                       gconstpointer  data)
{
  select_blocks (self, 0, 2);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string ("general"));
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "2 blocks → General");
  select_blocks (self, 0, 1);
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "DC00-0101 → General");
  select_blocks (self, 0, 2);
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "2 blocks → General");
  atlas_selection_clear (atlas_session_get_selection (get_session (self)));
  g_assert_false (asks (&self->test));

  /* It never becomes one about other blocks. */
  select_blocks (self, 0, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string ("general"));
  g_assert_true (asks (&self->test));
  select_blocks (self, 1, 1);
  g_assert_false (asks (&self->test));
}

static const char *
get_reason (Fixture *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (atlas_reason_bar_get_entry (get_bar (self))));
}

static void
ask_for_class (Fixture    *self,
               guint       block,
               const char *class_)
{
  select_blocks (self, block, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string (class_));
}

static void
type_reason (Fixture    *self,
             const char *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (atlas_reason_bar_get_entry (get_bar (self))), reason);
}

/* It stands there when its blocks are selected again, and for no others. */
static void
test_draft_is_kept (Fixture       *self,
                    gconstpointer  data)
{
  ask_for_class (self, 0, "general");
  type_reason (self, "会议决定");
  select_blocks (self, 1, 1);
  g_assert_false (asks (&self->test));
  ask_for_class (self, 0, "renewal");
  g_assert_cmpstr (get_reason (self), ==, "会议决定");
  select_blocks (self, 1, 1);
  ask_for_class (self, 1, get_values (self, 1)->class_ == ATLAS_CLASS_KEY ? "general" : "key");
  g_assert_true (asks (&self->test));
  g_assert_cmpstr (get_reason (self), ==, "");

  /* Given up is given up. */
  type_reason (self, "会议决定");
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, asks_nothing);
  ask_for_class (self, 1, get_values (self, 1)->class_ == ATLAS_CLASS_KEY ? "general" : "key");
  g_assert_cmpstr (get_reason (self), ==, "");
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 0);
}

static void
test_draft_outlives_closing (Fixture       *self,
                             gconstpointer  data)
{
  ask_for_class (self, 0, "general");
  type_reason (self, "会议决定");
  gtk_window_close (GTK_WINDOW (self->test.window));
  g_assert_nonnull (self->test.window);
  g_assert_true (asks (&self->test));
  g_assert_cmpstr (get_reason (self), ==, "会议决定");
}

static gboolean
asks_author (AtlasAppTest *test)
{
  return atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* Who does not say who it is has the reason still to give. */
static void
test_draft_outlives_author (Fixture       *self,
                            gconstpointer  data)
{
  g_settings_set_string (self->settings, "author", "");
  ask_for_class (self, 0, "renewal");
  type_reason (self, "会议决定");
  g_signal_emit_by_name (atlas_reason_bar_get_entry (get_bar (self)), "activate");
  atlas_app_test_wait (&self->test, asks_author);
  g_assert_false (asks (&self->test));
  adw_message_dialog_response (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  atlas_app_test_wait (&self->test, asks);
  g_assert_cmpstr (get_reason (self), ==, "会议决定");
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "DC00-0101 → Renewal");

  g_settings_set_string (self->settings, "author", "李明");
  g_signal_emit_by_name (atlas_reason_bar_get_entry (get_bar (self)), "activate");
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_RENEWAL);
}

/* --- The list of changes --- */

static void
set_class (Fixture    *self,
           guint       block,
           const char *class_)
{
  g_settings_set_boolean (self->settings, "reason-optional", TRUE);
  select_blocks (self, block, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string (class_));
}

static void
assert_listed (Fixture    *self,
               guint       position,
               const char *name)
{
  GListModel *model = atlas_undo_list_get_model (ATLAS_UNDO_LIST (get_child (self, "undo_list")));
  g_autoptr(GtkStringObject) item = g_list_model_get_item (model, position);

  g_assert_nonnull (item);
  g_assert_cmpstr (gtk_string_object_get_string (item), ==, name);
}

static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  AtlasUndoList *list = ATLAS_UNDO_LIST (get_child (self, "undo_list"));
  g_autofree char *hint = NULL;

  set_class (self, 0, "renewal");
  set_class (self, 0, "general");
  set_class (self, 0, "key");
  set_class (self, 0, "renewal");
  g_assert_cmpuint (g_list_model_get_n_items (atlas_undo_list_get_model (list)), ==, 4);
  assert_listed (self, 0, "DC00-0101 → Renewal");
  assert_listed (self, 1, "DC00-0101 → Key");

  atlas_undo_list_pick (list, 2);
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_RENEWAL);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (atlas_undo_list_get_model (list)), ==, 4);
  assert_listed (self, 2, "DC00-0101 → General");
  g_object_get (gtk_widget_get_first_child (get_child (self, "undo_button")),
                "tooltip-text", &hint, NULL);
  g_assert_cmpstr (hint, ==, "Undo: DC00-0101 → Renewal");

  g_assert_cmpstr (get_said (self), ==, "3 changes undone");
  atlas_undo_list_pick (list, 1);
  g_assert_cmpstr (get_said (self), ==, "2 changes redone");
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
  g_assert_cmpuint (atlas_document_get_n_redo (get_document (self)), ==, 1);
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);

  return found;
}

static gboolean
list_is_open (AtlasAppTest *test)
{
  GtkWidget *list = get_child ((Fixture *) test, "undo_list");

  return gtk_widget_get_mapped (list) && gtk_widget_get_width (list) > 0;
}

static gboolean
list_is_closed (AtlasAppTest *test)
{
  return !gtk_widget_get_mapped (get_child ((Fixture *) test, "undo_list"));
}

/* GTK complains of a pointer that rests on a popover as it goes. */
static void
leave_place_to_list (Fixture *self)
{
  GtkWidget *status_bar = get_child (self, "status_bar");

  atlas_app_test_click (&self->test, status_bar, gtk_widget_get_width (status_bar) - 8.0, 4, 0,
                        NULL);
}

static int
measure_list (Fixture *self)
{
  GtkPopover *list = get_child (self, "undo_list");
  int width;

  gtk_popover_popup (list);
  atlas_app_test_wait (&self->test, list_is_open);
  width = gtk_widget_get_width (GTK_WIDGET (list));
  gtk_popover_popdown (list);
  atlas_app_test_wait (&self->test, list_is_closed);

  return width;
}

/* Its rows are told apart by when, by whom and why. */
static void
test_list_can_be_read (Fixture       *self,
                       gconstpointer  data)
{
  GtkWidget *list = get_child (self, "undo_list");
  g_autoptr(AtlasEdit) change =
    atlas_edit_new (atlas_document_get_plan (get_document (self)));
  g_autoptr(GError) error = NULL;
  GtkWidget *details;
  int width;

  g_assert_true (atlas_edit_set_block (change, 0, ATLAS_BLOCK_CLASS, "\"general\"", NULL));
  atlas_document_apply (get_document (self), change, ATLAS_CHANGE_EDIT, "会议决定", &error);
  g_assert_no_error (error);
  leave_place_to_list (self);
  width = measure_list (self);
  g_assert_cmpint (width, >, 320);
  g_assert_cmpint (measure_list (self), ==, width);

  gtk_popover_popup (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_is_open);
  details = gtk_widget_get_last_child (gtk_widget_get_first_child (gtk_widget_get_first_child (
    find_widget (list, GTK_TYPE_LIST_VIEW))));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (GTK_LABEL (details)), " · 李明 · 会议决定"));
  gtk_popover_popdown (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_is_closed);
}

static GtkWidget *
get_listed_row (Fixture *self,
                guint    position)
{
  GtkWidget *row = gtk_widget_get_first_child (
    find_widget (get_child (self, "undo_list"), GTK_TYPE_LIST_VIEW));

  for (guint i = 0; i < position && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static gboolean
second_goes (Fixture *self)
{
  return gtk_widget_has_css_class (get_listed_row (self, 1), "goes-too");
}

static gboolean
list_has_rows (AtlasAppTest *test)
{
  GtkWidget *row = get_listed_row ((Fixture *) test, 2);

  return row != NULL && gtk_widget_get_mapped (row) && gtk_widget_get_height (row) > 0;
}

/* Tells the list that the pointer is there, or has left; a real one might rest on a
 * popover as it goes, of which GTK complains. */
static void
tell_pointer (GtkWidget  *list_view,
              GtkWidget  *row,
              const char *signal)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (list_view);
  double x = 0, y = 0;

  g_assert_true (gtk_widget_translate_coordinates (row, list_view, 20, 1, &x, &y));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        continue;
      if (g_str_equal (signal, "leave"))
        g_signal_emit_by_name (controller, signal);
      else
        g_signal_emit_by_name (controller, signal, x, y);
    }
}

/* Before it is clicked, a row tells that newer ones go with it, wherever the pointer is
 * on it. */
static void
test_list_tells_what_goes (Fixture       *self,
                           gconstpointer  data)
{
  GtkWidget *list = get_child (self, "undo_list");
  GtkWidget *list_view;

  set_class (self, 0, "renewal");
  set_class (self, 0, "general");
  set_class (self, 0, "key");
  leave_place_to_list (self);
  gtk_popover_popup (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_has_rows);
  list_view = find_widget (list, GTK_TYPE_LIST_VIEW);
  g_assert_false (second_goes (self));
  tell_pointer (list_view, get_listed_row (self, 1), "motion");
  g_assert_true (second_goes (self));
  g_assert_true (gtk_widget_has_css_class (get_listed_row (self, 0), "goes-too"));
  g_assert_false (gtk_widget_has_css_class (get_listed_row (self, 2), "goes-too"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find_widget (list, GTK_TYPE_LABEL))), ==,
                   "Undo 2 changes");
  tell_pointer (list_view, get_listed_row (self, 1), "leave");
  g_assert_false (second_goes (self));
  gtk_popover_popdown (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_is_closed);
}

/* --- Reasons given last --- */

static gboolean
lists_reasons (AtlasAppTest *test)
{
  GtkWidget *list = find_widget (GTK_WIDGET (get_bar ((Fixture *) test)), GTK_TYPE_LIST_BOX);

  return list != NULL && gtk_widget_get_mapped (list) && gtk_widget_get_width (list) > 0;
}

static gboolean
lists_no_reasons (AtlasAppTest *test)
{
  return !lists_reasons (test);
}

static void
test_reasons_can_be_read (Fixture       *self,
                          gconstpointer  data)
{
  GtkWidget *list, *label;

  atlas_reasons_add (self->settings, "五月街区评审会议决定");
  select_blocks (self, 0, 1);
  focus_map (self);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, asks);
  atlas_app_test_press (&self->test, "Down", NULL);
  atlas_app_test_wait (&self->test, lists_reasons);
  list = find_widget (GTK_WIDGET (get_bar (self)), GTK_TYPE_LIST_BOX);
  label = find_widget (gtk_widget_get_first_child (list), GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "五月街区评审会议决定");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, lists_no_reasons);
}

/* --- The panel --- */

static AtlasFieldEdit *edit; /* that is looked at */

static gboolean
is_editing (AtlasAppTest *test)
{
  return edit != NULL && gtk_widget_get_mapped (GTK_WIDGET (edit));
}

static gboolean
edits_nothing (AtlasAppTest *test)
{
  return !gtk_widget_get_visible (GTK_WIDGET (edit));
}

/* However far down the panel it is. */
static gboolean
edit_is_in_sight (AtlasAppTest *test)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (edit), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (GTK_WIDGET (edit), scroller, &bounds) &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (scroller);
}

/* (nullable): it is not there to be clicked */
static GtkWidget *
find_unknown_button (void)
{
  GtkWidget *button =
    GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (edit), ATLAS_TYPE_FIELD_EDIT,
                                               "unknown_button"));

  return gtk_widget_get_mapped (button) && gtk_widget_get_height (button) > 0 ? button : NULL;
}

static gboolean
can_be_unknown (AtlasAppTest *test)
{
  return find_unknown_button () != NULL && edit_is_in_sight (test);
}

static gboolean
first_three_are_unknown (AtlasAppTest *test)
{
  for (guint i = 0; i < 3; i++)
    if (!isnan (get_values ((Fixture *) test, i)->implementation_rate))
      return FALSE;

  return TRUE;
}

static gboolean
first_three_have_no_note (AtlasAppTest *test)
{
  for (guint i = 0; i < 3; i++)
    if (get_values ((Fixture *) test, i)->note != NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_told_off (AtlasAppTest *test)
{
  return atlas_field_edit_get_message (edit) != NULL;
}

static gboolean
panel_is_open (AtlasAppTest *test)
{
  return gtk_widget_get_mapped (get_child ((Fixture *) test, "block_panel"));
}

static const char *
get_typed (void)
{
  return gtk_editable_get_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)));
}

static void
begin_edit (Fixture         *self,
            AtlasBlockField  field)
{
  AtlasFieldRow *row = get_row (self, field);

  atlas_app_test_wait (&self->test, panel_is_open);
  atlas_field_row_begin_edit (row);
  edit = atlas_field_row_get_edit (row);
  g_assert_nonnull (edit);
  atlas_app_test_wait (&self->test, is_editing);
}

static gboolean
third_is_named (AtlasAppTest *test)
{
  return g_strcmp0 (get_values ((Fixture *) test, 2)->name, "abc") == 0;
}

static GtkWidget *
find_selectable_label (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && gtk_label_get_selectable (GTK_LABEL (widget)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_selectable_label (child);

  return found;
}

/* Nothing is typed where a value is only read. */
static void
test_keys_in_the_panel (Fixture       *self,
                        gconstpointer  data)
{
  select_blocks (self, 0, 1);
  atlas_app_test_wait (&self->test, panel_is_open);
  gtk_widget_grab_focus (find_selectable_label (GTK_WIDGET (
                           get_row (self, ATLAS_BLOCK_IMPLEMENTATION_RATE))));
  atlas_app_test_press (&self->test, "2", NULL);
  atlas_app_test_wait (&self->test, asks);
  g_assert_cmpstr (atlas_reason_bar_get_title (get_bar (self)), ==, "DC00-0101 → Renewal");
}

/* The reason for one block's values is not that for the next one's. */
static void
test_panel_reason_goes (Fixture       *self,
                        gconstpointer  data)
{
  AtlasReasonEntry *entry = ATLAS_REASON_ENTRY (
    gtk_widget_get_template_child (get_child (self, "block_panel"), ATLAS_TYPE_BLOCK_PANEL,
                                   "reason_entry"));
  g_autofree char *reason = NULL;

  select_blocks (self, 2, 1);
  begin_edit (self, ATLAS_BLOCK_NAME);
  gtk_editable_set_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)), "abc");
  atlas_reason_entry_set_reason (entry, "会议决定");
  select_blocks (self, 0, 1);
  g_assert_true (third_is_named (&self->test));
  g_assert_true (atlas_document_flush (get_document (self), -1, NULL));
  assert_logged_reason (self, "会议决定");
  reason = atlas_reason_entry_dup_reason (entry);
  g_assert_cmpstr (reason, ==, "");
}

static gboolean
rate_is_55 (AtlasAppTest *test)
{
  return get_values ((Fixture *) test, 0)->implementation_rate == 55.5;
}

static void
test_typed_value (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(AtlasPlan) plan = NULL;

  select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_IMPLEMENTATION_RATE);
  g_assert_cmpstr (get_typed (), ==, "80");
  atlas_app_test_type (&self->test, "55.5");
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, rate_is_55);
  g_assert_true (edits_nothing (&self->test));
  g_assert_cmpstr (atlas_field_row_get_text (get_row (self, ATLAS_BLOCK_IMPLEMENTATION_RATE)), ==,
                   "55.5%");
  plan = read_file (self);
  g_assert_cmpfloat (atlas_block_get_values (atlas_plan_get_block (plan, 0))->implementation_rate,
                     ==, 55.5);
}

static gboolean
edits_rate (AtlasAppTest *test)
{
  edit = atlas_field_row_get_edit (get_row ((Fixture *) test, ATLAS_BLOCK_IMPLEMENTATION_RATE));

  return edit != NULL;
}

static gboolean
offers_authorities (AtlasAppTest *test)
{
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (get_row ((Fixture *) test, ATLAS_BLOCK_AUTHORITY)), ATLAS_TYPE_FIELD_ROW,
    "choice_button"));
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

static gboolean
offers_none (AtlasAppTest *test)
{
  return !offers_authorities (test);
}

static gboolean
panel_is_whole (AtlasAppTest *test)
{
  AdwFlap *flap = ADW_FLAP (get_child ((Fixture *) test, "details_flap"));

  return adw_flap_get_reveal_progress (flap) == 1;
}

static void
test_row_begins (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *value;

  select_blocks (self, 0, 1);
  atlas_app_test_wait (&self->test, panel_is_open);
  atlas_app_test_wait (&self->test, panel_is_whole);
  value = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (get_row (self, ATLAS_BLOCK_AUTHORITY)), ATLAS_TYPE_FIELD_ROW, "value_label"));
  atlas_app_test_click (&self->test, value, gtk_widget_get_width (value) - 4,
                        gtk_widget_get_height (value) / 2.0, 1, NULL);
  atlas_app_test_wait (&self->test, offers_authorities);
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, offers_none);

  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, ATLAS_BLOCK_IMPLEMENTATION_RATE)));
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, edits_rate);
}

static void
on_refused (AtlasBlockPanel  *panel,
            const char       *reason,
            char            **refused)
{
  *refused = g_strdup (reason);
}

/* What could not be is told, as the blocks it was typed for are left. */
static void
test_bad_value_left (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *refused = NULL;

  g_signal_connect (get_child (self, "block_panel"), "refused", G_CALLBACK (on_refused),
                    &refused);
  select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_DEMOLITION_SHARE);
  gtk_editable_set_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)), "500");
  atlas_app_test_wait (&self->test, edit_is_in_sight);
  select_blocks (self, 1, 1);
  g_assert_cmpstr (refused, ==, "“500” can’t be. Type a number from 0 to 100%.");
  g_assert_true (edits_nothing (&self->test));
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 0);
}

static void
test_bad_value (Fixture       *self,
                gconstpointer  data)
{
  select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_IMPLEMENTATION_RATE);
  atlas_app_test_type (&self->test, "500");
  atlas_app_test_wait (&self->test, is_told_off);
  atlas_app_test_press (&self->test, "Return", "shift");
  g_assert_true (is_editing (&self->test));
  g_assert_cmpstr (atlas_field_edit_get_message (edit), ==,
                   "“500” can’t be. Type a number from 0 to 100%.");
  atlas_app_test_wait (&self->test, edit_is_in_sight);
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, edits_nothing);
  g_assert_cmpfloat (get_values (self, 0)->implementation_rate, ==, 80);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 0);
}

static gboolean
has_note (AtlasAppTest *test)
{
  return g_strcmp0 (get_values ((Fixture *) test, 0)->note, "第一行\n第二行") == 0;
}

/* Digits are digits there, and so are keys that change classes. */
static void
test_note (Fixture       *self,
           gconstpointer  data)
{
  select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_NOTE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                              atlas_field_edit_get_input (edit))), "", -1);
  atlas_app_test_type (&self->test, "第一行");
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_type (&self->test, "第二行");
  atlas_app_test_press (&self->test, "ctrl+Return", NULL);
  atlas_app_test_wait (&self->test, has_note);
  g_assert_cmpint (get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
}

/* What was typed is for the blocks it was typed for. */
static void
test_leaving (Fixture       *self,
              gconstpointer  data)
{
  select_blocks (self, 2, 1);
  begin_edit (self, ATLAS_BLOCK_NAME);
  atlas_app_test_type (&self->test, "abc");
  while (!g_str_equal (get_typed (), "abc"))
    g_main_context_iteration (NULL, TRUE);
  select_blocks (self, 0, 1);
  g_assert_true (third_is_named (&self->test));
  g_assert_cmpstr (get_values (self, 0)->name, !=, "abc");

  begin_edit (self, ATLAS_BLOCK_NAME);
  gtk_editable_set_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)), "def");
  focus_map (self);
  g_assert_cmpstr (get_values (self, 0)->name, ==, "def");
}

static void
set_unknown (Fixture               *self,
             AtlasBlockField        field,
             AtlasAppTestCondition  is_unknown)
{
  GtkWidget *button;

  begin_edit (self, field);
  atlas_app_test_wait (&self->test, can_be_unknown);
  button = find_unknown_button ();
  atlas_app_test_click (&self->test, button, gtk_widget_get_width (button) / 2.0,
                        gtk_widget_get_height (button) / 2.0, 1, NULL);
  atlas_app_test_wait (&self->test, is_unknown);
}

/* Another one than the blocks beside it have. */
static void
write_note (Fixture *self,
            guint    block)
{
  g_autoptr(AtlasEdit) written = atlas_edit_new (atlas_document_get_plan (get_document (self)));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (written, block, ATLAS_BLOCK_NOTE, "\"another\"", &error);
  g_assert_no_error (error);
  atlas_document_apply (get_document (self), written, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

/* Each gets the value; their sum is another thing. */
static void
test_several (Fixture       *self,
              gconstpointer  data)
{
  GtkEntry *entry;

  select_blocks (self, 0, 3);
  begin_edit (self, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA);
  entry = GTK_ENTRY (atlas_field_edit_get_input (edit));
  g_assert_cmpstr (get_typed (), ==, "");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (entry), ==, "Several values");
  gtk_editable_set_text (GTK_EDITABLE (entry), "1.1");
  g_assert_null (atlas_field_edit_end (edit));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (get_values (self, i)->floor_area[ATLAS_RESOURCE_COMPOUNDS], ==, 11000);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 1);
  g_assert_cmpstr (atlas_field_row_get_text (get_row (self, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA)),
                   ==, "3.30 × 10⁴ m²");

  /* Of several values none stands there to be deleted. */
  set_unknown (self, ATLAS_BLOCK_IMPLEMENTATION_RATE, first_three_are_unknown);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 2);
  write_note (self, 1);
  set_unknown (self, ATLAS_BLOCK_NOTE, first_three_have_no_note);

  /* Left alone it changes nothing, which Enter says. */
  begin_edit (self, ATLAS_BLOCK_NAME);
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, is_told_off);
  g_assert_true (is_editing (&self->test));
  g_assert_null (atlas_field_edit_end (edit));
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 4);
}

/* --- The editor --- */

typedef struct
{
  guint n_wanted;
  guint n_failed;
} Heard;

static void
on_wanted (AtlasEditor *editor,
           Heard       *heard)
{
  heard->n_wanted++;
}

static void
on_failed (AtlasEditor *editor,
           GError      *error,
           Heard       *heard)
{
  heard->n_failed++;
}

static AtlasEdit *
name_first (Fixture    *self,
            const char *json)
{
  AtlasEdit *change = atlas_edit_new (atlas_document_get_plan (get_document (self)));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (change, 0, ATLAS_BLOCK_NAME, json, &error);
  g_assert_no_error (error);

  return change;
}

/* An edit that needs a copy waits for the answer, and no other takes its place. */
static void
test_copy (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(AtlasEditor) editor = atlas_editor_new (get_session (self));
  g_autofree char *old = g_strdup (g_getenv ("RENEWAL_ATLAS_SAMPLE"));
  Heard heard = { 0 };

  g_signal_connect (editor, "copy-wanted", G_CALLBACK (on_wanted), &heard);
  g_signal_connect (editor, "failed", G_CALLBACK (on_failed), &heard);
  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (self->test.other_plan), TRUE);
  atlas_editor_apply (editor, name_first (self, "\"a\""), ATLAS_CHANGE_EDIT, NULL);
  atlas_editor_apply (editor, name_first (self, "\"b\""), ATLAS_CHANGE_EDIT, NULL);
  g_assert_cmpuint (heard.n_wanted, ==, 1);
  g_assert_cmpuint (heard.n_failed, ==, 1);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 0);
  atlas_editor_go_on (editor, FALSE);
  g_assert_cmpuint (atlas_document_get_n_undo (get_document (self)), ==, 0);

  atlas_editor_apply (editor, name_first (self, "\"c\""), ATLAS_CHANGE_EDIT, NULL);
  g_assert_cmpuint (heard.n_wanted, ==, 2);
  if (old != NULL)
    g_setenv ("RENEWAL_ATLAS_SAMPLE", old, TRUE);
  else
    g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
  atlas_editor_go_on (editor, TRUE);
  g_assert_cmpstr (get_values (self, 0)->name, ==, "c");
  g_assert_cmpuint (heard.n_failed, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*run) (Fixture *, gconstpointer); } tests[] = {
    { "/editing/by-key-with-reason-undone-and-after-a-restart", test_whole_way },
    { "/editing/digits-in-the-reason-are-digits", test_digits_are_typed },
    { "/editing/the-hint-is-seen-beside-the-question", test_hint_is_seen },
    { "/editing/a-reason-is-needed-unless-it-is-optional", test_reason_is_needed },
    { "/editing/the-question-follows-the-selection", test_question_follows },
    { "/editing/a-typed-reason-is-kept-for-its-blocks", test_draft_is_kept },
    { "/editing/a-typed-reason-is-not-closed-away", test_draft_outlives_closing },
    { "/editing/a-typed-reason-outlives-the-question-who-it-is", test_draft_outlives_author },
    { "/editing/the-list-jumps-both-ways", test_list },
    { "/editing/the-list-tells-who-and-why-and-keeps-its-width", test_list_can_be_read },
    { "/editing/the-list-tells-what-goes-too", test_list_tells_what_goes },
    { "/editing/reasons-given-last-can-be-read", test_reasons_can_be_read },
    { "/editing/keys-set-classes-in-the-panel", test_keys_in_the_panel },
    { "/editing/a-reason-in-the-panel-goes-with-its-blocks", test_panel_reason_goes },
    { "/editing/what-is-typed-in-the-panel-is-in-the-file", test_typed_value },
    { "/editing/a-row-is-edited-by-enter-and-a-choice-by-a-click", test_row_begins },
    { "/editing/what-cannot-be-is-refused-in-place", test_bad_value },
    { "/editing/what-cannot-be-is-told-when-it-is-left", test_bad_value_left },
    { "/editing/a-note-has-lines", test_note },
    { "/editing/leaving-a-field-takes-it-for-its-blocks", test_leaving },
    { "/editing/each-of-several-gets-the-value", test_several },
    { "/editing/an-edit-waits-for-its-copy", test_copy },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
