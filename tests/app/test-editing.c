/* A block is changed in a real window, by real keys; what counts is the file, read
 * afresh. The plan is the small one of atlas-test-plan.c. */

#include "atlas-editing-test.h"

#include "atlas-reason-bar.h"

static gboolean
first_is_key (AtlasAppTest *test)
{
  return atlas_editing_get_values ((AtlasEditingTest *) test, 0)->class_ == ATLAS_CLASS_KEY;
}

static void
assert_class_in_file (AtlasEditingTest *self,
                      guint             block,
                      AtlasClass        class_)
{
  g_autoptr(AtlasPlan) plan = atlas_editing_read_file (self);

  g_assert_cmpint (atlas_block_get_values (atlas_plan_get_block (plan, block))->class_, ==,
                   class_);
}

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
click_block (AtlasEditingTest *self,
             guint             block)
{
  ShumateMap *map = atlas_map_view_get_map (self->test.map_view);
  AtlasPoint inner = atlas_geometry_get_inner_point (atlas_block_get_geometry (
    atlas_plan_get_block (atlas_document_get_plan (atlas_editing_get_document (self)), block)));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_PLANE,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint degrees = atlas_projection_point (projection, inner.x, inner.y);
  double x, y;

  n_changes = 0;
  g_signal_connect (atlas_session_get_selection (atlas_editing_get_session (self)), "changed",
                    G_CALLBACK (on_selection_changed), NULL);
  shumate_viewport_location_to_widget_coords (shumate_map_get_viewport (map), GTK_WIDGET (map),
                                              degrees.y, degrees.x, &x, &y);
  atlas_app_test_click (&self->test, GTK_WIDGET (map), x, y, 1, NULL);
  atlas_app_test_wait (&self->test, has_selected);
  g_signal_handlers_disconnect_by_func (
    atlas_session_get_selection (atlas_editing_get_session (self)), on_selection_changed, NULL);
}

/* Picked by a click, its class set by a key, the reason typed in Chinese; undone,
 * closed, opened again, and there redone and undone. */
static void
test_whole_way (AtlasEditingTest *self,
                gconstpointer     data)
{
  atlas_app_test_press (&self->test, "shift", NULL);
  click_block (self, 0);
  atlas_app_test_press (&self->test, "2", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_asks);
  g_assert_cmpstr (atlas_editing_get_question (self), ==, "DC00-0101 → Renewal");
  atlas_app_test_type (&self->test, "会议决定");
  atlas_app_test_wait (&self->test, atlas_editing_has_text);
  atlas_app_test_press (&self->test, "Return", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_first_is_renewal);
  assert_class_in_file (self, 0, ATLAS_CLASS_RENEWAL);
  atlas_editing_assert_logged_reason (self, "会议决定");
  g_assert_true (atlas_editing_map_has_focus (&self->test));

  atlas_app_test_press (&self->test, "ctrl+z", NULL);
  atlas_app_test_wait (&self->test, first_is_key);
  g_assert_cmpstr (atlas_editing_get_said (self), ==, "Undone: DC00-0101 → Renewal");
  assert_class_in_file (self, 0, ATLAS_CLASS_KEY);

  atlas_app_test_open (&self->test, self->test.plan);
  atlas_editing_open_plan (self);
  atlas_editing_focus_map (self);
  atlas_app_test_press (&self->test, "ctrl+y", NULL);
  atlas_app_test_wait (&self->test, atlas_editing_first_is_renewal);
  assert_class_in_file (self, 0, ATLAS_CLASS_RENEWAL);
  atlas_app_test_press (&self->test, "ctrl+z", NULL);
  atlas_app_test_wait (&self->test, first_is_key);
  assert_class_in_file (self, 0, ATLAS_CLASS_KEY);
}

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
name_first (AtlasEditingTest *self,
            const char       *json)
{
  AtlasEdit *change = atlas_edit_new (atlas_document_get_plan (atlas_editing_get_document (self)));
  g_autoptr(GError) error = NULL;

  atlas_edit_set_block (change, 0, ATLAS_BLOCK_NAME, json, &error);
  g_assert_no_error (error);

  return change;
}

/* An edit that needs a copy waits for the answer, and no other takes its place. */
static void
test_copy (AtlasEditingTest *self,
           gconstpointer     data)
{
  g_autoptr(AtlasEditor) editor = atlas_editor_new (atlas_editing_get_session (self));
  g_autofree char *old = g_strdup (g_getenv ("RENEWAL_ATLAS_SAMPLE"));
  Heard heard = { 0 };

  g_signal_connect (editor, "copy-wanted", G_CALLBACK (on_wanted), &heard);
  g_signal_connect (editor, "failed", G_CALLBACK (on_failed), &heard);
  g_setenv ("RENEWAL_ATLAS_SAMPLE", g_file_peek_path (self->test.other_plan), TRUE);
  atlas_editor_apply (editor, name_first (self, "\"a\""), ATLAS_CHANGE_EDIT, NULL);
  atlas_editor_apply (editor, name_first (self, "\"b\""), ATLAS_CHANGE_EDIT, NULL);
  g_assert_cmpuint (heard.n_wanted, ==, 1);
  g_assert_cmpuint (heard.n_failed, ==, 1);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 0);
  atlas_editor_go_on (editor, FALSE);
  g_assert_cmpuint (atlas_document_get_n_undo (atlas_editing_get_document (self)), ==, 0);

  atlas_editor_apply (editor, name_first (self, "\"c\""), ATLAS_CHANGE_EDIT, NULL);
  g_assert_cmpuint (heard.n_wanted, ==, 2);
  if (old != NULL)
    g_setenv ("RENEWAL_ATLAS_SAMPLE", old, TRUE);
  else
    g_unsetenv ("RENEWAL_ATLAS_SAMPLE");
  atlas_editor_go_on (editor, TRUE);
  g_assert_cmpstr (atlas_editing_get_values (self, 0)->name, ==, "c");
  g_assert_cmpuint (heard.n_failed, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const AtlasEditingCase cases[] = {
    { "/editing/by-key-with-reason-undone-and-after-a-restart", test_whole_way },
    { "/editing/an-edit-waits-for-its-copy", test_copy },
  };

  return atlas_editing_run (&argc, &argv, cases, G_N_ELEMENTS (cases));
}
