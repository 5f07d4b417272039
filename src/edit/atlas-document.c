#include "atlas-document-private.h"

#include "atlas-error.h"
#include "atlas-plan-file.h"
#include "atlas-task.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Between two tries to read a history while another program holds the file. */
#define HISTORY_AGAIN_MS 500

G_DEFINE_FINAL_TYPE (AtlasDocument, atlas_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_READY,
  PROP_SAVE_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
atlas_document_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AtlasDocument *self = ATLAS_DOCUMENT (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, self->record != NULL);
      break;
    case PROP_SAVE_STATE:
      g_value_set_int (value, self->save_state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_document_finalize (GObject *object)
{
  AtlasDocument *self = ATLAS_DOCUMENT (object);

  g_clear_handle_id (&self->history_id, g_source_remove);
  /* Before the log, whose texts it borrows. */
  g_clear_pointer (&self->writer, atlas_writer_free);
  g_clear_pointer (&self->history, atlas_history_free);
  g_clear_pointer (&self->record, atlas_plan_record_free);
  g_clear_pointer (&self->meeting, atlas_meeting_free);
  g_clear_pointer (&self->saved_time, g_date_time_unref);
  g_clear_error (&self->save_error);
  g_clear_object (&self->file);
  g_clear_object (&self->plan);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->author);
  g_free (self->host);

  G_OBJECT_CLASS (atlas_document_parent_class)->finalize (object);
}

static void
atlas_document_class_init (AtlasDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = atlas_document_get_property;
  object_class->finalize = atlas_document_finalize;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  properties[PROP_SAVE_STATE] =
    g_param_spec_int ("save-state", NULL, NULL, ATLAS_SAVE_UNTOUCHED, ATLAS_SAVE_FAILED,
                      ATLAS_SAVE_UNTOUCHED, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
atlas_document_init (AtlasDocument *self)
{
  self->fd = -1;
  self->host = g_strdup (g_get_host_name ());
  atlas_document_set_author (self, NULL);
}

static AtlasDocument *
new_for_plan (GFile                   *file,
              AtlasPlan               *plan,
              const AtlasFileIdentity *identity)
{
  AtlasDocument *self = g_object_new (ATLAS_TYPE_DOCUMENT, NULL);

  self->file = g_object_ref (file);
  self->plan = plan;
  self->identity = *identity;
  self->fd = g_open (g_file_peek_path (file), O_RDONLY | O_CLOEXEC, 0);

  return self;
}

void
atlas_document_take_record (AtlasDocument   *self,
                            AtlasPlanRecord *record)
{
  g_autoptr(GError) error = NULL;

  if (!atlas_file_identity_equal (&record->identity, &self->identity))
    {
      g_set_error (&error, ATLAS_ERROR, ATLAS_ERROR_CHANGED,
                   _("%s: Another program has written the file since it was read. Reload it."),
                   g_file_peek_path (self->file));
      atlas_plan_record_free (record);
      atlas_document_set_state (self, ATLAS_SAVE_FAILED, error);
      return;
    }

  self->record = record;
  self->history = atlas_history_new (record->log);
  self->on_disk = atlas_change_log_get_n (record->log);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

AtlasDocument *
atlas_document_open_plan (GFile         *file,
                          GCancellable  *cancellable,
                          GError       **error)
{
  const char *path = g_file_peek_path (file);
  AtlasFileIdentity identity;
  AtlasPlan *plan;

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS,
                   _("%s: The file is not in a folder of this computer. Copy it to one, and open "
                     "the copy."), uri);
      return NULL;
    }

  plan = atlas_plan_file_load (path, &identity, cancellable, error);

  return plan != NULL ? new_for_plan (file, plan, &identity) : NULL;
}

AtlasDocument *
atlas_document_open (const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(AtlasDocument) self = NULL;
  AtlasPlanRecord *record;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  if ((self = atlas_document_open_plan (file, cancellable, error)) == NULL ||
      (record = atlas_plan_record_read (path, cancellable, error)) == NULL)
    return NULL;

  atlas_document_take_record (self, record);
  if (self->save_error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->save_error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* --- In a thread --- */

static void
read_record (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  AtlasPlanRecord *record =
    atlas_plan_record_read (g_file_peek_path (ATLAS_DOCUMENT (source)->file), cancellable, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify) atlas_plan_record_free);
  else
    g_task_return_error (task, error);
}

static gboolean
read_history_again (gpointer data)
{
  AtlasDocument *self = data;

  self->history_id = 0;
  atlas_document_read_history (self);

  return G_SOURCE_REMOVE;
}

static void
on_record_read (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  AtlasDocument *self = ATLAS_DOCUMENT (source);
  g_autoptr(GError) error = NULL;
  AtlasPlanRecord *record = g_task_propagate_pointer (G_TASK (result), &error);

  if (record != NULL)
    {
      atlas_document_take_record (self, record);
      if (self->save_state == ATLAS_SAVE_FAILED && self->writer == NULL)
        atlas_document_set_state (self, ATLAS_SAVE_UNTOUCHED, NULL);
      return;
    }

  self->reads_history = FALSE;
  /* Another program holds the file: nobody need ask again when it has let go. */
  if (g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_BUSY))
    self->history_id = g_timeout_add (HISTORY_AGAIN_MS, read_history_again, self);
  atlas_document_set_state (self, ATLAS_SAVE_FAILED, error);
}

void
atlas_document_read_history (AtlasDocument *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ATLAS_IS_DOCUMENT (self));

  if (self->reads_history || self->record != NULL)
    return;

  g_clear_handle_id (&self->history_id, g_source_remove);
  self->reads_history = TRUE;
  task = g_task_new (self, NULL, on_record_read, NULL);
  g_task_set_source_tag (task, read_record);
  atlas_task_run_in_thread (task, read_record);
}

AtlasPlan *
atlas_document_get_plan (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->plan;
}

GFile *
atlas_document_get_file (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->file;
}

char *
atlas_document_dup_title (AtlasDocument *self,
                          AtlasLanguage  language)
{
  const char *title;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  title = atlas_plan_get_meta (self->plan,
                               language == ATLAS_LANGUAGE_EN ? "title_en" : "title_zh");

  return title != NULL ? g_strdup (title) : g_file_get_basename (self->file);
}

/* An account without a real name has "Unknown" for one. */
static const char *
get_account_name (void)
{
  const char *name = g_get_real_name ();

  return name == NULL || *name == '\0' || g_str_equal (name, "Unknown") ? g_get_user_name () : name;
}

void
atlas_document_set_author (AtlasDocument *self,
                           const char    *author)
{
  g_return_if_fail (ATLAS_IS_DOCUMENT (self));

  g_free (self->author);
  self->author = g_strdup (author != NULL && *author != '\0' ? author : get_account_name ());
}

void
atlas_document_set_meeting (AtlasDocument      *self,
                            const AtlasMeeting *meeting)
{
  AtlasMeeting *copy;

  g_return_if_fail (ATLAS_IS_DOCUMENT (self));

  copy = meeting != NULL ? atlas_meeting_copy (meeting) : NULL;
  g_clear_pointer (&self->meeting, atlas_meeting_free);
  self->meeting = copy;
}

const AtlasMeeting *
atlas_document_get_meeting (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->meeting;
}

gboolean
atlas_document_is_ready (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);

  return self->record != NULL;
}

void
atlas_document_set_state (AtlasDocument  *self,
                          AtlasSaveState  state,
                          const GError   *error)
{
  g_clear_error (&self->save_error);
  self->save_error = error != NULL ? g_error_copy (error) : NULL;
  self->save_state = state;
  if (state == ATLAS_SAVE_DONE)
    {
      g_clear_pointer (&self->saved_time, g_date_time_unref);
      self->saved_time = g_date_time_new_now_local ();
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

void
atlas_document_tell (AtlasDocument    *self,
                     const AtlasDelta *delta)
{
  g_signal_emit (self, signals[CHANGED], 0, delta);
}

AtlasSaveState
atlas_document_get_save_state (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), ATLAS_SAVE_UNTOUCHED);

  return self->save_state;
}

GDateTime *
atlas_document_get_saved_time (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->saved_time;
}

const GError *
atlas_document_get_save_error (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->save_error;
}

AtlasFileIdentity
atlas_document_get_identity (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), ((AtlasFileIdentity) { 0 }));

  return self->writer != NULL ? atlas_writer_get_identity (self->writer) : self->identity;
}
