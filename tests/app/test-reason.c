/* The bar that asks why blocks get another class. */

#include "atlas-editing-test.h"

#include "atlas-reasons.h"

static void
test_digits_are_typed (AtlasEditingTest *self,
                       gconstpointer     data)
{
  atlas_editing_select_blocks (self, 0, 2);
  atlas_editing_focus_map (self);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks);
  atlas_app_test_press (&self->test, "2", "1");
  atlas_app_test_wait (&self->test, atlas_editing_has_text);
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks_nothing);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (atlas_reason_bar_get_entry (
                     atlas_editing_get_bar (self)))), ==, "21");
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "2 blocks → General");
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 0);
  g_assert_true (atlas_editing_map_has_focus (&self->test));
}

static gboolean
keeps_clear (AtlasAppTest *test)
{
  GtkWidget *view = GTK_WIDGET (test->map_view);
  GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (view, ATLAS_TYPE_MAP_VIEW,
                                                               "hint_card"));
  GtkWidget *bar = GTK_WIDGET (atlas_editing_get_bar ((AtlasEditingTest *) test));
  graphene_rect_t hint, question;

  return gtk_widget_get_mapped (card) && atlas_editing_asks (test) &&
         gtk_widget_compute_bounds (card, view, &hint) &&
         gtk_widget_compute_bounds (bar, view, &question) && question.size.height > 0 &&
         !graphene_rect_intersection (&hint, &question, NULL);
}

/* What the pointer is on can be read while the reason is typed. */
static void
test_hint_is_seen (AtlasEditingTest *self,
                   gconstpointer     data)
{
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (self->test.map_view));

  atlas_app_test_resize (&self->test, 1280, 800);
  atlas_editing_select_blocks (self, 0, 2);
  atlas_editing_focus_map (self);
  atlas_app_test_click (&self->test, map, gtk_widget_get_width (map) / 2.0,
                        gtk_widget_get_height (map) / 2.0, 0, NULL);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, keeps_clear);
}

static gboolean
lies_on_no_card (AtlasAppTest *test)
{
  static const char *const cards[] = { "scale_card", "legend_card", "buttons" };
  GtkWidget *view = GTK_WIDGET (test->map_view);
  GtkWidget *bar = GTK_WIDGET (atlas_editing_get_bar ((AtlasEditingTest *) test));
  graphene_rect_t question, bounds;

  if (!atlas_editing_asks (test) || !gtk_widget_compute_bounds (bar, view, &question))
    return FALSE;

  /* But for its margin. */
  graphene_rect_inset (&question, 12, 12);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      GtkWidget *card = GTK_WIDGET (gtk_widget_get_template_child (view, ATLAS_TYPE_MAP_VIEW,
                                                                   cards[i]));

      if (gtk_widget_get_mapped (card) && gtk_widget_compute_bounds (card, view, &bounds) &&
          graphene_rect_intersection (&bounds, &question, NULL))
        return FALSE;
    }

  return question.size.width > 0;
}

/* Whatever room there is: beside them, or instead of them. */
static void
test_cards_are_seen (AtlasEditingTest *self,
                     gconstpointer     data)
{
  static const struct { int width, height; gboolean has_scale; } sizes[] = {
    { 1600, 900, TRUE }, { 1280, 800, TRUE }, { 1024, 700, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *scale = GTK_WIDGET (gtk_widget_get_template_child (
        GTK_WIDGET (self->test.map_view), ATLAS_TYPE_MAP_VIEW, "scale_card"));

      atlas_app_test_resize (&self->test, sizes[i].width, sizes[i].height);
      atlas_editing_select_blocks (self, 0, 2);
      atlas_app_test_wait (&self->test, atlas_app_test_has_details);
      g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                      g_variant_new_string ("general"));
      atlas_app_test_wait_for_frame (&self->test);
      g_assert_true (lies_on_no_card (&self->test));
      g_assert_cmpint (gtk_widget_get_mapped (scale), ==, sizes[i].has_scale);
      atlas_reason_bar_close (atlas_editing_get_bar (self));
      atlas_app_test_wait_for_frame (&self->test);
      g_assert_true (gtk_widget_get_mapped (scale));
    }
}

static gboolean
is_refused (AtlasAppTest *test)
{
  return gtk_widget_has_css_class (GTK_WIDGET (atlas_reason_bar_get_entry (
           atlas_editing_get_bar ((AtlasEditingTest *) test))), "error");
}

static gboolean
is_not_refused (AtlasAppTest *test)
{
  return !is_refused (test);
}

static void
test_reason_is_needed (AtlasEditingTest *self,
                       gconstpointer     data)
{
  atlas_editing_select_blocks (self, 0, 1);
  atlas_editing_focus_map (self);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks);
  atlas_app_test_press (&self->test, "space", "Return");
  atlas_app_test_wait (&self->test, is_refused);
  g_assert_true (atlas_editing_asks (&self->test));
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);

  /* One letter may be a slip. */
  atlas_app_test_type (&self->test, "a");
  atlas_app_test_wait (&self->test, is_not_refused);
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, is_refused);
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_KEY);
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks_nothing);

  g_settings_set_boolean (self->settings, "reason-optional", TRUE);
  atlas_editing_focus_map (self);
  atlas_app_test_press (&self->test, "2", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_first_is_renewal);
  g_assert_false (atlas_editing_asks (&self->test));
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string ("renewal"));
  g_assert_cmpstr (atlas_editing_get_said (self), ==, "Not changed: the block is Renewal already");
}

/* The question is about what is selected, and goes with it. */
static void
test_question_follows (AtlasEditingTest *self,
                       gconstpointer     data)
{
  atlas_editing_select_blocks (self, 0, 2);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string ("general"));
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "2 blocks → General");
  atlas_editing_select_blocks (self, 0, 1);
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "DC00-0101 → General");
  atlas_editing_select_blocks (self, 0, 2);
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "2 blocks → General");
  atlas_selection_clear (atlas_session_get_selection (atlas_editing_get_session (self)));
  g_assert_false (atlas_editing_asks (&self->test));

  /* It never becomes one about other blocks. */
  atlas_editing_select_blocks (self, 0, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string ("general"));
  g_assert_true (atlas_editing_asks (&self->test));
  atlas_editing_select_blocks (self, 1, 1);
  g_assert_false (atlas_editing_asks (&self->test));
}

static const char *
get_reason (AtlasEditingTest *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (atlas_reason_bar_get_entry (
           atlas_editing_get_bar (self))));
}

static void
ask_for_class (AtlasEditingTest *self,
               guint             block,
               const char       *class_)
{
  atlas_editing_select_blocks (self, block, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->test.window), "set-class",
                                  g_variant_new_string (class_));
}

static void
type_reason (AtlasEditingTest *self,
             const char       *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (atlas_reason_bar_get_entry (
                           atlas_editing_get_bar (self))), reason);
}

static const char *
get_other_class (AtlasEditingTest *self,
                 guint             block)
{
  return atlas_editing_get_values (self, block)->class_ == ATLAS_CLASS_KEY ? "general" : "key";
}

/* It stands there when its blocks are selected again, and for no others. */
static void
test_draft_is_kept (AtlasEditingTest *self,
                    gconstpointer     data)
{
  ask_for_class (self, 0, "general");
  type_reason (self, "会议决定");
  atlas_editing_select_blocks (self, 1, 1);
  g_assert_false (atlas_editing_asks (&self->test));
  ask_for_class (self, 0, "renewal");
  g_assert_cmpstr (get_reason (self), ==, "会议决定");
  atlas_editing_select_blocks (self, 1, 1);
  ask_for_class (self, 1, get_other_class (self, 1));
  g_assert_true (atlas_editing_asks (&self->test));
  g_assert_cmpstr (get_reason (self), ==, "");

  /* Given up is given up. */
  type_reason (self, "会议决定");
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks_nothing);
  ask_for_class (self, 1, get_other_class (self, 1));
  g_assert_cmpstr (get_reason (self), ==, "");
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 0);
}

static void
test_draft_outlives_closing (AtlasEditingTest *self,
                             gconstpointer     data)
{
  ask_for_class (self, 0, "general");
  type_reason (self, "会议决定");
  gtk_window_close (GTK_WINDOW (self->test.window));
  g_assert_nonnull (self->test.window);
  g_assert_true (atlas_editing_asks (&self->test));
  g_assert_cmpstr (get_reason (self), ==, "会议决定");
}

static gboolean
asks_author (AtlasAppTest *test)
{
  return atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* Who does not say who it is has the reason still to give. */
static void
test_draft_outlives_author (AtlasEditingTest *self,
                            gconstpointer     data)
{
  g_settings_set_string (self->settings, "author", "");
  ask_for_class (self, 0, "renewal");
  type_reason (self, "会议决定");
  g_signal_emit_by_name (atlas_reason_bar_get_entry (atlas_editing_get_bar (self)), "activate");
  atlas_app_test_wait (&self->test, asks_author);
  g_assert_false (atlas_editing_asks (&self->test));
  adw_message_dialog_response (atlas_app_test_find_window (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  atlas_app_test_wait (&self->test, atlas_editing_asks);
  g_assert_cmpstr (get_reason (self), ==, "会议决定");
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "DC00-0101 → Renewal");

  g_settings_set_string (self->settings, "author", "李明");
  g_signal_emit_by_name (atlas_reason_bar_get_entry (atlas_editing_get_bar (self)), "activate");
  g_assert_cmpint (atlas_editing_get_values (self, 0)->class_, ==, ATLAS_CLASS_RENEWAL);
}

static gboolean
lists_reasons (AtlasAppTest *test)
{
  GtkWidget *bar = GTK_WIDGET (atlas_editing_get_bar ((AtlasEditingTest *) test));
  GtkWidget *list = atlas_editing_find_widget (bar, GTK_TYPE_LIST_BOX);

  return list != NULL && gtk_widget_get_mapped (list) && gtk_widget_get_width (list) > 0;
}

static gboolean
lists_no_reasons (AtlasAppTest *test)
{
  return !lists_reasons (test);
}

static void
test_reasons_can_be_read (AtlasEditingTest *self,
                          gconstpointer     data)
{
  GtkWidget *list, *label;

  atlas_reasons_add (self->settings, "五月街区评审会议决定");
  atlas_editing_select_blocks (self, 0, 1);
  atlas_editing_focus_map (self);
  atlas_app_test_press (&self->test, "3", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks);
  atlas_app_test_press (&self->test, "Down", NULL);
  atlas_app_test_wait (&self->test, lists_reasons);
  list = atlas_editing_find_widget (GTK_WIDGET (atlas_editing_get_bar (self)), GTK_TYPE_LIST_BOX);
  label = atlas_editing_find_widget (gtk_widget_get_first_child (list), GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "五月街区评审会议决定");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  atlas_app_test_press (&self->test, "Escape", NULL);
  atlas_app_test_wait (&self->test, lists_no_reasons);
}

int
main (int   argc,
      char *argv[])
{
  static const AtlasEditingCase cases[] = {
    { "/reason/digits-in-the-reason-are-digits", test_digits_are_typed },
    { "/reason/the-hint-is-seen-beside-the-question", test_hint_is_seen },
    { "/reason/no-card-is-covered-by-halves", test_cards_are_seen },
    { "/reason/a-reason-is-needed-unless-it-is-optional", test_reason_is_needed },
    { "/reason/the-question-follows-the-selection", test_question_follows },
    { "/reason/a-typed-reason-is-kept-for-its-blocks", test_draft_is_kept },
    { "/reason/a-typed-reason-is-not-closed-away", test_draft_outlives_closing },
    { "/reason/a-typed-reason-outlives-the-question-who-it-is", test_draft_outlives_author },
    { "/reason/reasons-given-last-can-be-read", test_reasons_can_be_read },
  };

  return atlas_editing_run (&argc, &argv, cases, G_N_ELEMENTS (cases));
}
