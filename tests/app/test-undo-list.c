/* The list of changes that can be undone and redone. */

#include "atlas-editing-test.h"

#include "atlas-undo-list.h"

static void
set_class (AtlasEditingTest *self,
           guint             block,
           const char       *class_)
{
  g_settings_set_boolean (self->settings, "reason-optional", TRUE);
  atlas_editing_select_blocks (self, block, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string (class_));
}

static void
assert_listed (AtlasEditingTest *self,
               guint             position,
               const char       *name)
{
  AtlasUndoList *list = ATLAS_UNDO_LIST (atlas_editing_get_child (self, "undo_list"));
  GListModel *model = atlas_undo_list_get_model (list);
  g_autoptr(GtkStringObject) item = g_list_model_get_item (model, position);

  g_assert_nonnull (item);
  g_assert_cmpstr (gtk_string_object_get_string (item), ==, name);
}

static void
test_list (AtlasEditingTest *self,
           gconstpointer     data)
{
  AtlasUndoList *list = ATLAS_UNDO_LIST (atlas_editing_get_child (self, "undo_list"));
  g_autofree char *hint = NULL;

  set_class (self, 0, "renewal");
  set_class (self, 0, "general");
  set_class (self, 0, "key");
  set_class (self, 0, "renewal");
  g_assert_cmpuint (g_list_model_get_n_items (atlas_undo_list_get_model (list)), ==, 4);
  assert_listed (self, 0, "DC00-0101 → Renewal");
  assert_listed (self, 1, "DC00-0101 → Key");

  atlas_undo_list_pick (list, 2);
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_RENEWAL);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (atlas_undo_list_get_model (list)), ==, 4);
  assert_listed (self, 2, "DC00-0101 → General");
  g_object_get (gtk_widget_get_first_child (atlas_editing_get_child (self, "undo_button")),
                "tooltip-text", &hint, NULL);
  g_assert_cmpstr (hint, ==, "Undo: DC00-0101 → Renewal");

  g_assert_cmpstr (atlas_editing_get_said (self), ==, "3 changes undone");
  atlas_undo_list_pick (list, 1);
  g_assert_cmpstr (atlas_editing_get_said (self), ==, "2 changes redone");
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
  g_assert_cmpuint (atlas_document_get_n_redo (atlas_editing_get_document (self)), ==, 1);
}

static gboolean
list_is_open (AtlasAppTest *test)
{
  GtkWidget *list = atlas_editing_get_child ((AtlasEditingTest *) test, "undo_list");

  return gtk_widget_get_mapped (list) && gtk_widget_get_width (list) > 0;
}

static gboolean
list_is_closed (AtlasAppTest *test)
{
  return !gtk_widget_get_mapped (atlas_editing_get_child ((AtlasEditingTest *) test, "undo_list"));
}

/* GTK complains of a pointer that rests on a popover as it goes. */
static void
leave_place_to_list (AtlasEditingTest *self)
{
  GtkWidget *status_bar = atlas_editing_get_child (self, "status_bar");

  atlas_app_test_click (&self->test, status_bar, gtk_widget_get_width (status_bar) - 8.0, 4, 0,
                        NULL);
}

static int
measure_list (AtlasEditingTest *self)
{
  GtkPopover *list = atlas_editing_get_child (self, "undo_list");
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
test_list_can_be_read (AtlasEditingTest *self,
                       gconstpointer     data)
{
  GtkWidget *list = atlas_editing_get_child (self, "undo_list");
  g_autoptr(AtlasEdit) change =
    atlas_edit_new (atlas_document_get_plan (atlas_editing_get_document (self)));
  g_autoptr(GError) error = NULL;
  GtkWidget *details;
  int width;

  g_assert_true (atlas_edit_set_block (change, 0, ATLAS_BLOCK_CLASS, "\"general\"", NULL));
  atlas_document_apply (atlas_editing_get_document (self), change, ATLAS_CHANGE_EDIT, "会议决定",
                        &error);
  g_assert_no_error (error);
  leave_place_to_list (self);
  width = measure_list (self);
  g_assert_cmpint (width, >, 320);
  g_assert_cmpint (measure_list (self), ==, width);

  gtk_popover_popup (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_is_open);
  details = gtk_widget_get_last_child (gtk_widget_get_first_child (gtk_widget_get_first_child (
    atlas_editing_find_widget (list, GTK_TYPE_LIST_VIEW))));
  g_assert_true (g_str_has_suffix (gtk_label_get_text (GTK_LABEL (details)), " · 李明 · 会议决定"));
  gtk_popover_popdown (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_is_closed);
}

static GtkWidget *
get_listed_row (AtlasEditingTest *self,
                guint             position)
{
  GtkWidget *row = gtk_widget_get_first_child (
    atlas_editing_find_widget (atlas_editing_get_child (self, "undo_list"), GTK_TYPE_LIST_VIEW));

  for (guint i = 0; i < position && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static gboolean
second_goes (AtlasEditingTest *self)
{
  return gtk_widget_has_css_class (get_listed_row (self, 1), "goes-too");
}

static gboolean
list_has_rows (AtlasAppTest *test)
{
  GtkWidget *row = get_listed_row ((AtlasEditingTest *) test, 2);

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
test_list_tells_what_goes (AtlasEditingTest *self,
                           gconstpointer     data)
{
  GtkWidget *list = atlas_editing_get_child (self, "undo_list");
  GtkWidget *list_view;
  GtkLabel *title;

  set_class (self, 0, "renewal");
  set_class (self, 0, "general");
  set_class (self, 0, "key");
  leave_place_to_list (self);
  gtk_popover_popup (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_has_rows);
  list_view = atlas_editing_find_widget (list, GTK_TYPE_LIST_VIEW);
  g_assert_false (second_goes (self));
  tell_pointer (list_view, get_listed_row (self, 1), "motion");
  g_assert_true (second_goes (self));
  g_assert_true (gtk_widget_has_css_class (get_listed_row (self, 0), "goes-too"));
  g_assert_false (gtk_widget_has_css_class (get_listed_row (self, 2), "goes-too"));
  title = GTK_LABEL (atlas_editing_find_widget (list, GTK_TYPE_LABEL));
  g_assert_cmpstr (gtk_label_get_text (title), ==, "Undo 2 changes");
  tell_pointer (list_view, get_listed_row (self, 1), "leave");
  g_assert_false (second_goes (self));
  gtk_popover_popdown (GTK_POPOVER (list));
  atlas_app_test_wait (&self->test, list_is_closed);
}

int
main (int   argc,
      char *argv[])
{
  static const AtlasEditingCase cases[] = {
    { "/undo-list/the-list-jumps-both-ways", test_list },
    { "/undo-list/the-list-tells-who-and-why-and-keeps-its-width", test_list_can_be_read },
    { "/undo-list/the-list-tells-what-goes-too", test_list_tells_what_goes },
  };

  return atlas_editing_run (&argc, &argv, cases, G_N_ELEMENTS (cases));
}
