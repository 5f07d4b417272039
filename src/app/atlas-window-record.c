#include "atlas-window-private.h"

#include "atlas-document-snapshots.h"
#include "atlas-snapshot-questions.h"
#include "atlas-snapshots-dialog.h"

#include <glib/gi18n-lib.h>

/* (nullable): none is open, or its history is still being read */
static AtlasDocument *
get_document (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = maps != NULL ? atlas_maps_get_document (maps) : NULL;

  return document != NULL && atlas_document_is_ready (document) ? document : NULL;
}

/* --- What is to be done to the document --- */

/**
 * Task:
 * @seq: the entry to take back, or the state to go back to
 * @blocks: (nullable): (element-type guint): that are to be as they were at @seq
 * @ids: (nullable): of sites that are to be so
 * @name: (nullable): of a snapshot
 * @text: (nullable): why, or a snapshot's note, or its name to be
 */
typedef struct
{
  gint64  seq;
  GArray *blocks;
  char  **ids;
  char   *name;
  char   *text;
} Task;

static Task *
task_new (gint64      seq,
          const char *name,
          const char *text)
{
  Task *task = g_new0 (Task, 1);

  task->seq = seq;
  task->name = g_strdup (name);
  task->text = g_strdup (text);

  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_clear_pointer (&task->blocks, g_array_unref);
  g_strfreev (task->ids);
  g_free (task->name);
  g_free (task->text);
  g_free (task);
}

/* --- Taking back --- */

static gboolean
revert_entry (AtlasDocument  *document,
              gpointer        data,
              GError        **error)
{
  Task *task = data;
  const AtlasChange *change = atlas_change_log_get (atlas_document_get_log (document),
                                                    (guint) task->seq - 1);
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_document_get_plan (document));
  AtlasChange back = {
    .object = change->object,
    .key = change->key,
    .field = change->field,
    .old_value = change->new_value,
    .new_value = change->old_value,
  };

  return atlas_edit_put (edit, &back, error) &&
         atlas_document_apply (document, edit, ATLAS_CHANGE_REVERT, NULL, error);
}

/* Of the seq of an entry about a block's attribute. */
static void
on_revert_entry (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  AtlasWindow *self = data;
  AtlasDocument *document = get_document (self);
  gint64 seq = g_variant_get_int64 (parameter);

  if (document == NULL || seq < 1 ||
      seq > atlas_change_log_get_n (atlas_document_get_log (document)))
    return;

  if (atlas_document_can_revert_entry (document, seq))
    atlas_editor_do (self->editor, revert_entry, task_new (seq, NULL, NULL), task_free);
}

static gboolean
revert_blocks (AtlasDocument  *document,
               gpointer        data,
               GError        **error)
{
  Task *task = data;

  return atlas_document_revert_blocks (document,
                                       (const guint *) (gpointer) task->blocks->data,
                                       task->blocks->len, task->seq, NULL, error);
}

static void
on_revert_blocks (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;
  AtlasDocument *document = get_document (self);
  GVariantIter iter;
  const char *code;
  Task *task;

  if (document == NULL)
    return;

  task = task_new (atlas_changes_pane_find_base (document), NULL, NULL);
  task->blocks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_variant_iter_init (&iter, parameter);
  while (g_variant_iter_next (&iter, "&s", &code))
    {
      guint block;

      if (atlas_plan_find_block (atlas_document_get_plan (document), code, &block) != NULL)
        g_array_append_val (task->blocks, block);
    }
  atlas_editor_do (self->editor, revert_blocks, task, task_free);
}

static gboolean
revert_sites (AtlasDocument  *document,
              gpointer        data,
              GError        **error)
{
  Task *task = data;

  return atlas_document_revert_sites (document, (const char *const *) task->ids, task->seq, NULL,
                                      error);
}

static void
on_revert_sites (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  AtlasWindow *self = data;
  AtlasDocument *document = get_document (self);
  Task *task;

  if (document == NULL)
    return;

  task = task_new (atlas_changes_pane_find_base (document), NULL, NULL);
  task->ids = g_variant_dup_strv (parameter, NULL);
  atlas_editor_do (self->editor, revert_sites, task, task_free);
}

/* --- Changed against published --- */

static void
on_show_changes (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       data)
{
  gtk_widget_set_visible (GTK_WIDGET (ATLAS_WINDOW (data)->changes_pane),
                          g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

/* --- Snapshots --- */

/* One dialog a window; it goes with it. */
static void
on_snapshots (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  AtlasWindow *self = data;

  if (self->snapshots_dialog == NULL)
    g_set_weak_pointer (&self->snapshots_dialog,
                        GTK_WIDGET (atlas_snapshots_dialog_new (GTK_WINDOW (self),
                                                                self->session)));
  gtk_window_present (GTK_WINDOW (self->snapshots_dialog));
}

static gboolean
make_snapshot (AtlasDocument  *document,
               gpointer        data,
               GError        **error)
{
  Task *task = data;

  return atlas_document_make_snapshot (document, task->name, task->text, error);
}

static gboolean
publish (AtlasDocument  *document,
         gpointer        data,
         GError        **error)
{
  Task *task = data;

  return atlas_document_publish (document, task->name, task->text, error);
}

/* What gives the plan as it is a name. */
static void
name_plan (AtlasWindow     *self,
           GVariant        *parameter,
           AtlasEditorFunc  func)
{
  const char *name, *note;

  g_variant_get (parameter, "(&s&s)", &name, &note);
  if (get_document (self) != NULL)
    atlas_editor_do (self->editor, func, task_new (0, name, *note != '\0' ? note : NULL),
                     task_free);
}

static void
on_make_snapshot (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  name_plan (data, parameter, make_snapshot);
}

static void
on_publish (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  name_plan (data, parameter, publish);
}

static gboolean
rename_snapshot (AtlasDocument  *document,
                 gpointer        data,
                 GError        **error)
{
  Task *task = data;

  return atlas_document_rename_snapshot (document, task->name, task->text, error);
}

static void
on_rename_snapshot (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  AtlasWindow *self = data;
  const char *name, *to;

  g_variant_get (parameter, "(&s&s)", &name, &to);
  if (get_document (self) != NULL)
    atlas_editor_do (self->editor, rename_snapshot, task_new (0, name, to), task_free);
}

static gboolean
delete_snapshot (AtlasDocument  *document,
                 gpointer        data,
                 GError        **error)
{
  Task *task = data;

  return atlas_document_delete_snapshot (document, task->name, error);
}

static void
on_delete_snapshot (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  AtlasWindow *self = data;
  const char *name = g_variant_get_string (parameter, NULL);

  /* Who is refused was told why before. */
  if (get_document (self) != NULL &&
      atlas_snapshot_can_delete (atlas_session_get_maps (self->session), name, NULL))
    atlas_editor_do (self->editor, delete_snapshot, task_new (0, name, NULL), task_free);
}

static gboolean
restore_snapshot (AtlasDocument  *document,
                  gpointer        data,
                  GError        **error)
{
  Task *task = data;

  return atlas_document_restore (document, task->seq, task->text, error);
}

static void
on_restore_snapshot (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  AtlasWindow *self = data;
  AtlasDocument *document = get_document (self);
  const char *name = g_variant_get_string (parameter, NULL);
  const AtlasSnapshot *snapshot = document != NULL
                                  ? atlas_document_find_snapshot (document, name) : NULL;

  /* On record is its name, which is of no language; the entries' kind tells the rest. */
  if (snapshot != NULL)
    atlas_editor_do (self->editor, restore_snapshot, task_new (snapshot->seq, name, name),
                     task_free);
}

static const GActionEntry entries[] = {
  { .name = "snapshots", .activate = on_snapshots },
  { .name = "make-snapshot", .activate = on_make_snapshot, .parameter_type = "(ss)" },
  { .name = "publish", .activate = on_publish, .parameter_type = "(ss)" },
  { .name = "rename-snapshot", .activate = on_rename_snapshot, .parameter_type = "(ss)" },
  { .name = "delete-snapshot", .activate = on_delete_snapshot, .parameter_type = "s" },
  { .name = "restore-snapshot", .activate = on_restore_snapshot, .parameter_type = "s" },
  { .name = "show-changes", .state = "false", .change_state = on_show_changes },
  { .name = "revert-entry", .activate = on_revert_entry, .parameter_type = "x" },
  { .name = "revert-blocks", .activate = on_revert_blocks, .parameter_type = "as" },
  { .name = "revert-sites", .activate = on_revert_sites, .parameter_type = "as" },
};

void
atlas_window_add_record_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
