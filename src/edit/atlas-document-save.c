#include "atlas-document-private.h"

#include "atlas-block-json.h"
#include "atlas-error.h"
#include "atlas-plan-copy.h"
#include "atlas-plan-file.h"
#include "atlas-task.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void
on_written (guint         pending,
            const GError *error,
            gpointer      data)
{
  AtlasDocument *self = data;

  self->on_disk = MAX (self->on_disk, atlas_writer_get_committed (self->writer));
  if (error != NULL)
    atlas_document_set_state (self, ATLAS_SAVE_FAILED, error);
  else
    atlas_document_set_state (self, pending > 0 ? ATLAS_SAVE_PENDING : ATLAS_SAVE_DONE, NULL);
}

static const char *
get_hash (AtlasDocument *self,
          gint64         seq)
{
  return seq == 0 ? "" : atlas_change_log_get (self->record->log, (guint) seq - 1)->hash;
}

/* Whose first entry will be @from. */
static void
start_writer (AtlasDocument *self,
              gint64         from)
{
  if (self->writer == NULL)
    self->writer = atlas_writer_new (g_file_peek_path (self->file), &self->identity,
                                     get_hash (self, from - 1), on_written, self);
}

void
atlas_document_write_meeting (AtlasDocument      *self,
                              const AtlasMeeting *meeting)
{
  start_writer (self, (gint64) atlas_change_log_get_n (self->record->log) + 1);
  atlas_writer_push (self->writer, NULL, 0, meeting);
  if (self->save_state != ATLAS_SAVE_FAILED)
    atlas_document_set_state (self, ATLAS_SAVE_PENDING, NULL);
}

void
atlas_document_write (AtlasDocument *self,
                      gint64         from)
{
  const AtlasChangeLog *log = self->record->log;
  guint n;

  start_writer (self, from);
  for (gint64 edit = from; edit <= atlas_change_log_get_n (log); edit += n)
    {
      guint first = atlas_change_log_find_edit (log, edit, &n);
      const AtlasChange *changes = atlas_change_log_get (log, first);

      atlas_writer_push (self->writer, changes, n,
                         atlas_plan_record_find_meeting (self->record, changes->meeting));
    }
  if (self->save_state != ATLAS_SAVE_FAILED)
    atlas_document_set_state (self, ATLAS_SAVE_PENDING, NULL);
}

gboolean
atlas_document_needs_copy (AtlasDocument *self)
{
  g_autofree char *sample = NULL;
  const char *path;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  path = g_file_peek_path (self->file);
  sample = atlas_plan_file_dup_sample_path ();

  /* One that is gone, or was written to before, is for the writer to tell of. */
  return g_strcmp0 (path, sample) == 0 ||
         (self->writer == NULL && g_access (path, W_OK) != 0 && errno != ENOENT);
}

void
atlas_document_retry (AtlasDocument *self)
{
  g_return_if_fail (ATLAS_IS_DOCUMENT (self));

  if (self->writer != NULL)
    atlas_writer_retry (self->writer);
  else
    atlas_document_read_history (self);
}

gboolean
atlas_document_flush (AtlasDocument  *self,
                      gint64          timeout,
                      GError        **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  return self->writer == NULL || atlas_writer_flush (self->writer, timeout, error);
}

char *
atlas_document_dup_share_note (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  if (self->writer == NULL || !atlas_writer_is_shared (self->writer))
    return NULL;

  return g_strdup_printf (_("%s: Files can’t be locked in this folder. A copy on this computer is "
                            "changed, which takes the file’s place each time; if somebody else "
                            "changes the file meanwhile, it says so."),
                          g_file_peek_path (self->file));
}

/* --- As another file --- */

typedef struct
{
  GFile             *file;
  AtlasFileIdentity  identity; /* of the copy */
  gboolean           from_memory;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->file);
  g_free (copy);
}

/* Does the file hold what was written last, is nobody writing it, and is nothing
 * in it that is not ours? Then its bytes are what is to be copied, wherever its
 * name is now. */
static gboolean
is_intact (AtlasDocument *self)
{
  AtlasFileIdentity now = atlas_file_identity_of_fd (self->fd);
  AtlasFileIdentity known = atlas_document_get_identity (self);

  return self->fd >= 0 && atlas_file_identity_equal (&now, &known) &&
         (self->writer == NULL || atlas_writer_get_n_pending (self->writer) == 0) &&
         !g_error_matches (self->save_error, ATLAS_ERROR, ATLAS_ERROR_FOREIGN);
}

static gboolean
write_from_memory (AtlasDocument  *self,
                   Copy           *copy,
                   GCancellable   *cancellable,
                   GError        **error)
{
  const char *path = g_file_peek_path (copy->file);

  if (!atlas_plan_file_write_with_record (self->plan, self->record, path, cancellable, error))
    return FALSE;

  copy->identity = atlas_file_identity_of (path);

  return TRUE;
}

static void
copy_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  AtlasDocument *self = ATLAS_DOCUMENT (source);
  Copy *copy = data;
  GError *error = NULL;

  if (copy->from_memory
      ? write_from_memory (self, copy, cancellable, &error)
      : atlas_plan_copy (self->fd, g_file_peek_path (self->file), g_file_peek_path (copy->file),
                         &copy->identity, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
atlas_document_save_copy_async (AtlasDocument       *self,
                                GFile               *file,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Copy *copy;

  g_return_if_fail (ATLAS_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, atlas_document_save_copy_async);
  if (g_file_peek_path (file) == NULL)
    {
      g_task_return_new_error (task, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                               _("The place is not on this computer. Choose a folder here."));
      return;
    }

  copy = g_new0 (Copy, 1);
  copy->file = g_object_ref (file);
  copy->from_memory = !is_intact (self);
  self->is_frozen = TRUE;
  g_task_set_task_data (task, copy, copy_free);
  atlas_task_run_in_thread (task, copy_in_thread);
}

gboolean
atlas_document_save_copy_finish (AtlasDocument  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  const Copy *copy;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  self->is_frozen = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  copy = g_task_get_task_data (G_TASK (result));
  if (self->writer != NULL)
    self->on_disk = MAX (self->on_disk, atlas_writer_get_committed (self->writer));
  g_clear_pointer (&self->writer, atlas_writer_free);
  if (copy->from_memory && self->record != NULL)
    self->on_disk = atlas_change_log_get_n (self->record->log);
  g_set_object (&self->file, copy->file);
  self->identity = copy->identity;
  if (self->fd >= 0)
    close (self->fd);
  self->fd = g_open (g_file_peek_path (self->file), O_RDONLY | O_CLOEXEC, 0);
  atlas_document_set_state (self, ATLAS_SAVE_DONE, NULL);
  if (self->record != NULL && atlas_change_log_get_n (self->record->log) > self->on_disk)
    atlas_document_write (self, self->on_disk + 1);

  return TRUE;
}

/* --- From a document that was read before --- */

/* By the rule where it is an attribute of a block: whether it makes the block an
 * edited one depends on what the block is here. So does whether a preset is a new
 * one. */
static gboolean
adopt_change (AtlasDocument        *self,
              AtlasEdit            *edit,
              const AtlasChangeLog *log,
              const AtlasChange    *change)
{
  int field = change->object == ATLAS_OBJECT_BLOCK && change->field != NULL
              ? atlas_block_field_find (change->field) : -1;
  guint block;

  if (change->object == ATLAS_OBJECT_PRESET)
    {
      atlas_document_put_preset (self, edit, change);
      return TRUE;
    }
  if (change->object == ATLAS_OBJECT_SNAPSHOT)
    return atlas_document_adopt_snapshot (self, edit, log, change);
  if (field < 0 || !atlas_block_field_info ((AtlasBlockField) field)->editable ||
      atlas_plan_find_block (self->plan, change->key, &block) == NULL)
    return atlas_edit_put (edit, change, NULL);

  return atlas_edit_set_block (edit, block, (AtlasBlockField) field, change->new_value, NULL);
}

static gboolean
adopt_edit (AtlasDocument        *self,
            const AtlasChangeLog *log,
            gint64                edit,
            guint                 n)
{
  g_autoptr(AtlasEdit) adopted = atlas_edit_new (self->plan);
  const AtlasChange *first = atlas_change_log_get (log, (guint) edit - 1);

  for (guint i = 0; i < n; i++)
    if (!adopt_change (self, adopted, log, atlas_change_log_get (log, (guint) edit - 1 + i)))
      return FALSE;

  return atlas_document_apply (self, adopted,
                               atlas_change_kind_is_plain (first->kind)
                               ? (AtlasChangeKind) first->kind : ATLAS_CHANGE_EDIT,
                               first->reason, NULL);
}

gboolean
atlas_document_goes_on_from (AtlasDocument *self,
                             AtlasDocument *other)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (other), FALSE);

  return other->on_disk == 0 ||
         (self->record != NULL &&
          atlas_change_log_get_n (self->record->log) >= other->on_disk &&
          g_str_equal (get_hash (self, other->on_disk), get_hash (other, other->on_disk)));
}

guint
atlas_document_adopt (AtlasDocument *self,
                      AtlasDocument *other)
{
  const AtlasChangeLog *log;
  guint n, n_lost = 0;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), 0);
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (other), 0);

  log = atlas_document_get_log (other);
  if (log == NULL)
    return 0;

  for (gint64 edit = other->on_disk + 1; edit <= atlas_change_log_get_n (log); edit += n)
    {
      atlas_change_log_find_edit (log, edit, &n);
      if (!adopt_edit (self, log, edit, n))
        n_lost++;
    }

  return n_lost;
}
