/* Values of blocks are typed in the panel. */

#include "atlas-editing-test.h"

#include "atlas-reason-entry.h"

#include <math.h>

static AtlasFieldRow *
get_row (AtlasEditingTest *self,
         AtlasBlockField   field)
{
  return atlas_block_panel_get_row (ATLAS_BLOCK_PANEL (
                                      atlas_editing_get_child (self, "block_panel")), field);
}

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
    if (!isnan (atlas_editing_get_values ((AtlasEditingTest *) test, i)->implementation_rate))
      return FALSE;

  return TRUE;
}

static gboolean
first_three_have_no_note (AtlasAppTest *test)
{
  for (guint i = 0; i < 3; i++)
    if (atlas_editing_get_values ((AtlasEditingTest *) test, i)->note != NULL)
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
  return gtk_widget_get_mapped (atlas_editing_get_child ((AtlasEditingTest *) test, "block_panel"));
}

static const char *
get_typed (void)
{
  return gtk_editable_get_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)));
}

static void
begin_edit (AtlasEditingTest *self,
            AtlasBlockField   field)
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
  return g_strcmp0 (atlas_editing_get_values ((AtlasEditingTest *) test, 2)->name, "abc") == 0;
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
test_keys_in_the_panel (AtlasEditingTest *self,
                        gconstpointer     data)
{
  atlas_editing_select_blocks (self, 0, 1);
  atlas_app_test_wait (&self->test, panel_is_open);
  gtk_widget_grab_focus (find_selectable_label (GTK_WIDGET (
                           get_row (self, ATLAS_BLOCK_IMPLEMENTATION_RATE))));
  atlas_app_test_press (&self->test, "2", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks);
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "DC00-0101 → Renewal");
}

/* The reason for one block's values is not that for the next one's. */
static void
test_panel_reason_goes (AtlasEditingTest *self,
                        gconstpointer     data)
{
  AtlasReasonEntry *entry = ATLAS_REASON_ENTRY (
    gtk_widget_get_template_child (atlas_editing_get_child (self, "block_panel"),
                                   ATLAS_TYPE_BLOCK_PANEL, "reason_entry"));
  g_autofree char *reason = NULL;

  atlas_editing_select_blocks (self, 2, 1);
  begin_edit (self, ATLAS_BLOCK_NAME);
  gtk_editable_set_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)), "abc");
  atlas_reason_entry_set_reason (entry, "会议决定");
  atlas_editing_select_blocks (self, 0, 1);
  g_assert_true (third_is_named (&self->test));
  g_assert_true (atlas_document_flush (atlas_editing_get_document (self), -1, NULL));
  atlas_editing_assert_logged_reason (self, "会议决定");
  reason = atlas_reason_entry_dup_reason (entry);
  g_assert_cmpstr (reason, ==, "");
}

static gboolean
rate_is_55 (AtlasAppTest *test)
{
  return atlas_editing_get_values ((AtlasEditingTest *) test, 0)->implementation_rate == 55.5;
}

static void
test_typed_value (AtlasEditingTest *self,
                  gconstpointer     data)
{
  g_autoptr(AtlasPlan) plan = NULL;

  atlas_editing_select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_IMPLEMENTATION_RATE);
  g_assert_cmpstr (get_typed (), ==, "80");
  atlas_app_test_type (&self->test, "55.5");
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, rate_is_55);
  g_assert_true (edits_nothing (&self->test));
  g_assert_cmpstr (atlas_field_row_get_text (get_row (self, ATLAS_BLOCK_IMPLEMENTATION_RATE)), ==,
                   "55.5%");
  plan = atlas_editing_read_file (self);
  g_assert_cmpfloat (atlas_block_get_values (atlas_plan_get_block (plan, 0))->implementation_rate,
                     ==, 55.5);
}

static gboolean
edits_rate (AtlasAppTest *test)
{
  edit = atlas_field_row_get_edit (get_row ((AtlasEditingTest *) test,
                                            ATLAS_BLOCK_IMPLEMENTATION_RATE));

  return edit != NULL;
}

static gboolean
offers_authorities (AtlasAppTest *test)
{
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (get_row ((AtlasEditingTest *) test, ATLAS_BLOCK_AUTHORITY)), ATLAS_TYPE_FIELD_ROW,
    "choice_button"));
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

static gboolean
offers_none (AtlasAppTest *test)
{
  return !offers_authorities (test);
}

static void
test_row_begins (AtlasEditingTest *self,
                 gconstpointer     data)
{
  GtkWidget *value;

  atlas_editing_select_blocks (self, 0, 1);
  atlas_app_test_wait (&self->test, panel_is_open);
  atlas_app_test_wait (&self->test, atlas_app_test_has_details);
  atlas_app_test_wait_for_frame (&self->test);
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
test_bad_value_left (AtlasEditingTest *self,
                     gconstpointer     data)
{
  g_autofree char *refused = NULL;

  g_signal_connect (atlas_editing_get_child (self, "block_panel"), "refused",
                    G_CALLBACK (on_refused), &refused);
  atlas_editing_select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_DEMOLITION_SHARE);
  gtk_editable_set_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)), "500");
  atlas_app_test_wait (&self->test, edit_is_in_sight);
  atlas_editing_select_blocks (self, 1, 1);
  g_assert_cmpstr (refused, ==, "“500” can’t be. Type a number from 0 to 100%.");
  g_assert_true (edits_nothing (&self->test));
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 0);
}

static void
test_bad_value (AtlasEditingTest *self,
                gconstpointer     data)
{
  atlas_editing_select_blocks (self, 0, 1);
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
  g_assert_cmpfloat (atlas_editing_get_values (self, 0)->implementation_rate, ==, 80);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 0);
}

static gboolean
has_note (AtlasAppTest *test)
{
  return g_strcmp0 (atlas_editing_get_values ((AtlasEditingTest *) test, 0)->note, "第一行\n第二行") == 0;
}

/* Digits are digits there, and so are keys that change classes. */
static void
test_note (AtlasEditingTest *self,
           gconstpointer     data)
{
  atlas_editing_select_blocks (self, 0, 1);
  begin_edit (self, ATLAS_BLOCK_NOTE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                              atlas_field_edit_get_input (edit))), "", -1);
  atlas_app_test_type (&self->test, "第一行");
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_type (&self->test, "第二行");
  atlas_app_test_press (&self->test, "ctrl+Return", NULL);
  atlas_app_test_wait (&self->test, has_note);
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
}

/* What was typed is for the blocks it was typed for. */
static void
test_leaving (AtlasEditingTest *self,
              gconstpointer     data)
{
  atlas_editing_select_blocks (self, 2, 1);
  begin_edit (self, ATLAS_BLOCK_NAME);
  atlas_app_test_type (&self->test, "abc");
  while (!g_str_equal (get_typed (), "abc"))
    g_main_context_iteration (NULL, TRUE);
  atlas_editing_select_blocks (self, 0, 1);
  g_assert_true (third_is_named (&self->test));
  g_assert_cmpstr (atlas_editing_get_values (self, 0)->name, !=, "abc");

  begin_edit (self, ATLAS_BLOCK_NAME);
  gtk_editable_set_text (GTK_EDITABLE (atlas_field_edit_get_input (edit)), "def");
  atlas_editing_focus_map (self);
  g_assert_cmpstr (atlas_editing_get_values (self, 0)->name, ==, "def");
}

static void
set_unknown (AtlasEditingTest      *self,
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
write_note (AtlasEditingTest *self,
            guint             block)
{
  AtlasDocument *document = atlas_editing_get_document (self);
  g_autoptr(AtlasEdit) written = atlas_edit_new (atlas_document_get_plan (document));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (written, block, ATLAS_BLOCK_NOTE, "\"another\"", &error);
  g_assert_no_error (error);
  atlas_document_apply (document, written, ATLAS_CHANGE_EDIT, NULL, &error);
  g_assert_no_error (error);
}

/* Each gets the value; their sum is another thing. */
static void
test_several (AtlasEditingTest *self,
              gconstpointer     data)
{
  GtkEntry *entry;

  atlas_editing_select_blocks (self, 0, 3);
  begin_edit (self, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA);
  entry = GTK_ENTRY (atlas_field_edit_get_input (edit));
  g_assert_cmpstr (get_typed (), ==, "");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (entry), ==, "Several values");
  gtk_editable_set_text (GTK_EDITABLE (entry), "1.1");
  g_assert_null (atlas_field_edit_end (edit));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (atlas_editing_get_values (self, i)->floor_area[ATLAS_RESOURCE_COMPOUNDS],
                       ==, 11000);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 1);
  g_assert_cmpstr (atlas_field_row_get_text (get_row (self, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA)),
                   ==, "3.30 × 10⁴ m²");

  /* Of several values none stands there to be deleted. */
  set_unknown (self, ATLAS_BLOCK_IMPLEMENTATION_RATE, first_three_are_unknown);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 2);
  write_note (self, 1);
  set_unknown (self, ATLAS_BLOCK_NOTE, first_three_have_no_note);

  /* Left alone it changes nothing, which Enter says. */
  begin_edit (self, ATLAS_BLOCK_NAME);
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, is_told_off);
  g_assert_true (is_editing (&self->test));
  g_assert_null (atlas_field_edit_end (edit));
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  static const AtlasEditingCase cases[] = {
    { "/block-fields/keys-set-classes-in-the-panel", test_keys_in_the_panel },
    { "/block-fields/a-reason-in-the-panel-goes-with-its-blocks", test_panel_reason_goes },
    { "/block-fields/what-is-typed-in-the-panel-is-in-the-file", test_typed_value },
    { "/block-fields/a-row-is-edited-by-enter-and-a-choice-by-a-click", test_row_begins },
    { "/block-fields/what-cannot-be-is-refused-in-place", test_bad_value },
    { "/block-fields/what-cannot-be-is-told-when-it-is-left", test_bad_value_left },
    { "/block-fields/a-note-has-lines", test_note },
    { "/block-fields/leaving-a-field-takes-it-for-its-blocks", test_leaving },
    { "/block-fields/each-of-several-gets-the-value", test_several },
  };

  return atlas_editing_run (&argc, &argv, cases, G_N_ELEMENTS (cases));
}
