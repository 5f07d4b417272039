#include "atlas-editor.h"

#include "atlas-edit-name.h"
#include "atlas-error.h"
#include "atlas-locale.h"

#include <glib/gi18n-lib.h>

/* What waits until it can be done. */
typedef struct
{
  AtlasEditorFunc func;
  gpointer        data;
  GDestroyNotify  free_data;
} Task;

struct _AtlasEditor
{
  GObject        parent_instance;

  AtlasSession  *session;
  AtlasDocument *document; /* (nullable) */
  Task           waiting;  /* func NULL: nothing */
  gboolean       is_asking;
};

G_DEFINE_FINAL_TYPE (AtlasEditor, atlas_editor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  AUTHOR_WANTED,
  COPY_WANTED,
  STEPPED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
task_clear (Task *task)
{
  if (task->free_data != NULL)
    task->free_data (task->data);
  *task = (Task) { NULL };
}

static void
fail (AtlasEditor  *self,
      const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
fail_busy (AtlasEditor *self,
           const char  *message)
{
  g_autoptr(GError) error = g_error_new_literal (ATLAS_ERROR, ATLAS_ERROR_BUSY, message);

  fail (self, error);
}

/* What waits is done, or goes on waiting for what is missing. */
static void
try_waiting (AtlasEditor *self)
{
  g_autoptr(GError) error = NULL;
  Task task = self->waiting;
  gboolean asks_author = FALSE;

  if (task.func == NULL || self->is_asking)
    return;
  if (!atlas_document_is_ready (self->document))
    {
      const GError *reason = atlas_document_get_save_error (self->document);

      /* It can't be read, so nothing will ever come. */
      if (reason != NULL)
        {
          fail (self, reason);
          task_clear (&self->waiting);
        }
      return;
    }
  self->is_asking = TRUE;
  g_signal_emit (self, signals[AUTHOR_WANTED], 0, &asks_author);
  if (asks_author)
    return;
  self->is_asking = FALSE;
  if (atlas_document_needs_copy (self->document))
    {
      self->is_asking = TRUE;
      g_signal_emit (self, signals[COPY_WANTED], 0);
      return;
    }

  self->waiting = (Task) { NULL };
  if (!task.func (self->document, task.data, &error))
    fail (self, error);
  task_clear (&task);
}

static void
on_document_changed (AtlasEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_document_ready (AtlasEditor *self)
{
  on_document_changed (self);
  try_waiting (self);
}

static void
set_document (AtlasEditor   *self,
              AtlasDocument *document)
{
  if (document == self->document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  task_clear (&self->waiting);
  self->is_asking = FALSE;
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::ready", G_CALLBACK (on_document_ready), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::save-state", G_CALLBACK (try_waiting), self,
                               G_CONNECT_SWAPPED);
    }
  on_document_changed (self);
}

static void
on_maps_changed (AtlasEditor *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);

  set_document (self, maps != NULL ? atlas_maps_get_document (maps) : NULL);
}

static void
atlas_editor_dispose (GObject *object)
{
  AtlasEditor *self = ATLAS_EDITOR (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  task_clear (&self->waiting);
  g_clear_object (&self->document);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_editor_parent_class)->dispose (object);
}

static void
atlas_editor_class_init (AtlasEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_editor_dispose;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[AUTHOR_WANTED] = g_signal_new ("author-wanted", ATLAS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                         g_signal_accumulator_true_handled, NULL, NULL,
                                         G_TYPE_BOOLEAN, 0);
  signals[COPY_WANTED] = g_signal_new ("copy-wanted", ATLAS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STEPPED] = g_signal_new ("stepped", ATLAS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", ATLAS_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
atlas_editor_init (AtlasEditor *self)
{
}

AtlasEditor *
atlas_editor_new (AtlasSession *session)
{
  AtlasEditor *self = g_object_new (ATLAS_TYPE_EDITOR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  on_maps_changed (self);

  return self;
}

AtlasDocument *
atlas_editor_get_document (AtlasEditor *self)
{
  g_return_val_if_fail (ATLAS_IS_EDITOR (self), NULL);

  return self->document;
}

void
atlas_editor_do (AtlasEditor     *self,
                 AtlasEditorFunc  func,
                 gpointer         data,
                 GDestroyNotify   free_data)
{
  Task task = { func, data, free_data };

  g_return_if_fail (ATLAS_IS_EDITOR (self));
  g_return_if_fail (func != NULL);

  if (self->document == NULL || self->waiting.func != NULL)
    {
      fail_busy (self, self->document == NULL
                       ? _("No plan is open. Open one first.")
                       : _("Another change waits to be made. Answer what is asked for it "
                           "first."));
      task_clear (&task);
      return;
    }

  self->waiting = task;
  try_waiting (self);
}

gboolean
atlas_editor_is_waiting (AtlasEditor *self)
{
  g_return_val_if_fail (ATLAS_IS_EDITOR (self), FALSE);

  return self->waiting.func != NULL;
}

void
atlas_editor_go_on (AtlasEditor *self,
                    gboolean     has_copy)
{
  g_return_if_fail (ATLAS_IS_EDITOR (self));

  self->is_asking = FALSE;
  if (has_copy)
    try_waiting (self);
  else
    task_clear (&self->waiting);
}

/* --- Edits --- */

typedef struct
{
  AtlasEdit       *edit;
  AtlasChangeKind  kind;
  char            *reason;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  atlas_edit_free (change->edit);
  g_free (change->reason);
  g_free (change);
}

static gboolean
apply (AtlasDocument  *document,
       gpointer        data,
       GError        **error)
{
  Change *change = data;

  return atlas_document_apply (document, change->edit, change->kind, change->reason, error);
}

void
atlas_editor_apply (AtlasEditor     *self,
                    AtlasEdit       *edit,
                    AtlasChangeKind  kind,
                    const char      *reason)
{
  Change *change = g_new0 (Change, 1);

  change->edit = edit;
  change->kind = kind;
  change->reason = g_strdup (reason);
  atlas_editor_do (self, apply, change, change_free);
}

/* --- Undo and redo --- */

/* @self: borrowed: what waits goes with it */
typedef struct
{
  AtlasEditor *self;
  int          n;
} Steps;

/* (transfer full) (nullable): there is none */
static char *
dup_next_name (AtlasEditor *self,
               gboolean     back)
{
  if (back)
    return atlas_editor_get_n_undo (self) > 0 ? atlas_editor_dup_undo_name (self, 0) : NULL;

  return atlas_editor_get_n_redo (self) > 0 ? atlas_editor_dup_redo_name (self, 0) : NULL;
}

static gboolean
step (AtlasDocument  *document,
      gpointer        data,
      GError        **error)
{
  const Steps *steps = data;
  int n = steps->n;
  g_autofree char *name = dup_next_name (steps->self, n < 0);

  for (int i = 0; i < ABS (n); i++)
    if (!(n < 0 ? atlas_document_undo (document, error) : atlas_document_redo (document, error)))
      return FALSE;

  g_signal_emit (steps->self, signals[STEPPED], 0, n, name);

  return TRUE;
}

void
atlas_editor_step (AtlasEditor *self,
                   int          n)
{
  Steps *steps = g_new0 (Steps, 1);

  steps->self = self;
  steps->n = n;
  atlas_editor_do (self, step, steps, g_free);
}

guint
atlas_editor_get_n_undo (AtlasEditor *self)
{
  g_return_val_if_fail (ATLAS_IS_EDITOR (self), 0);

  return self->document != NULL ? atlas_document_get_n_undo (self->document) : 0;
}

guint
atlas_editor_get_n_redo (AtlasEditor *self)
{
  g_return_val_if_fail (ATLAS_IS_EDITOR (self), 0);

  return self->document != NULL ? atlas_document_get_n_redo (self->document) : 0;
}

static char *
dup_name (AtlasEditor *self,
          gint64       edit)
{
  return atlas_edit_name (atlas_document_get_log (self->document), edit,
                          atlas_locale_get_language ());
}

char *
atlas_editor_dup_undo_name (AtlasEditor *self,
                            guint        ahead)
{
  g_return_val_if_fail (ahead < atlas_editor_get_n_undo (self), NULL);

  return dup_name (self, atlas_document_get_undo (self->document, ahead));
}

char *
atlas_editor_dup_redo_name (AtlasEditor *self,
                            guint        ahead)
{
  g_return_val_if_fail (ahead < atlas_editor_get_n_redo (self), NULL);

  return dup_name (self, atlas_document_get_redo (self->document, ahead));
}

static const AtlasChange *
get_entry (AtlasEditor *self,
           gint64       edit)
{
  return atlas_change_log_get (atlas_document_get_log (self->document), (guint) edit - 1);
}

const AtlasChange *
atlas_editor_get_undo_entry (AtlasEditor *self,
                             guint        ahead)
{
  g_return_val_if_fail (ahead < atlas_editor_get_n_undo (self), NULL);

  return get_entry (self, atlas_document_get_undo (self->document, ahead));
}

const AtlasChange *
atlas_editor_get_redo_entry (AtlasEditor *self,
                             guint        ahead)
{
  g_return_val_if_fail (ahead < atlas_editor_get_n_redo (self), NULL);

  return get_entry (self, atlas_document_get_redo (self->document, ahead));
}
