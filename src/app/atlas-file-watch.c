#include "atlas-file-watch.h"

#include "atlas-plan-connection.h"
#include "atlas-plan-file.h"
#include "atlas-task.h"

#include <stdlib.h>

/* So long the file must be left alone: a program writes it in many steps. */
#define QUIET_MS 300
/* No disk tells that a process has died, and some tell nothing. */
#define HINDERED_S 5

struct _AtlasFileWatch
{
  GObject            parent_instance;

  AtlasDocument     *document;
  GFile             *file;     /* that is watched */
  GFileMonitor      *monitor;  /* (nullable) */
  GFileMonitor      *lock_monitor; /* (nullable): on who else edits it */
  AtlasFileFate      fate;
  AtlasFileIdentity  seen;     /* on disk, when it was asked last */
  GError            *hindrance; /* (nullable): likewise */
  guint              check_id; /* source: the disk is to be asked */
  gboolean           asking;
  gboolean           again;    /* something happened since it was asked */
  gboolean           stopped;  /* nobody looks any more */
};

G_DEFINE_FINAL_TYPE (AtlasFileWatch, atlas_file_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  HINDERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A document's own commits move between two looks. */
static gboolean
is_at_rest (AtlasFileWatch *self)
{
  AtlasSaveState state = atlas_document_get_save_state (self->document);

  return state == ATLAS_SAVE_UNTOUCHED || state == ATLAS_SAVE_DONE;
}

static AtlasFileFate
compare (const AtlasFileIdentity *known,
         const AtlasFileIdentity *now)
{
  if (now->inode == 0)
    return ATLAS_FILE_GONE;
  if (!atlas_file_identity_is_same_file (known, now))
    return ATLAS_FILE_REPLACED;

  return atlas_file_identity_equal (known, now) ? ATLAS_FILE_SAME : ATLAS_FILE_CHANGED;
}

typedef struct
{
  char              *path;
  gboolean           asks_hindrance; /* nobody in this process writes it */
  AtlasFileIdentity  before;         /* as the document knew it */
  AtlasFileIdentity  now;
  GError            *hindrance;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_clear_error (&question->hindrance);
  g_free (question);
}

/* The disk may take its time. */
static void
ask_disk (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Question *question = data;

  question->now = atlas_file_identity_of (question->path);
  if (question->asks_hindrance)
    atlas_plan_connection_check (question->path, &question->hindrance);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_untouched (AtlasFileWatch *self)
{
  return atlas_document_get_save_state (self->document) == ATLAS_SAVE_UNTOUCHED;
}

static gboolean check (gpointer data);

static void
take_hindrance (AtlasFileWatch *self,
                Question       *question)
{
  if (!question->asks_hindrance || !is_untouched (self))
    return;

  g_clear_error (&self->hindrance);
  self->hindrance = g_steal_pointer (&question->hindrance);
  if (self->stopped)
    return;

  if (self->hindrance != NULL && self->check_id == 0)
    self->check_id = g_timeout_add_seconds (HINDERED_S, check, self);
  g_signal_emit (self, signals[HINDERED], 0);
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  AtlasFileWatch *self = ATLAS_FILE_WATCH (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  const AtlasFileIdentity *now = &question->now;
  AtlasFileIdentity known = atlas_document_get_identity (self->document);
  gboolean is_own = !is_at_rest (self) || !atlas_file_identity_equal (&question->before, &known);
  AtlasFileFate fate = compare (&known, now);
  gboolean is_news = fate != self->fate ||
                     (fate != ATLAS_FILE_SAME && !atlas_file_identity_equal (&self->seen, now));

  self->asking = FALSE;
  if (is_own || self->again)
    {
      self->again = FALSE;
      if (is_at_rest (self))
        atlas_file_watch_check (self);
      return;
    }

  take_hindrance (self, question);
  self->fate = fate;
  self->seen = *now;
  if (is_news && !self->stopped)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_sample (const char *path)
{
  g_autofree char *sample = atlas_plan_file_dup_sample_path ();

  return g_strcmp0 (path, sample) == 0;
}

static gboolean
check (gpointer data)
{
  AtlasFileWatch *self = data;
  Question *question;
  g_autoptr(GTask) task = NULL;

  self->check_id = 0;
  if (!is_at_rest (self))
    return G_SOURCE_REMOVE;
  if (self->asking)
    {
      self->again = TRUE;
      return G_SOURCE_REMOVE;
    }

  self->asking = TRUE;
  question = g_new0 (Question, 1);
  question->path = g_file_get_path (atlas_document_get_file (self->document));
  question->asks_hindrance = is_untouched (self) && !is_sample (question->path);
  question->before = atlas_document_get_identity (self->document);
  task = g_task_new (self, NULL, on_asked, NULL);
  g_task_set_task_data (task, question, question_free);
  atlas_task_run_in_thread (task, ask_disk);

  return G_SOURCE_REMOVE;
}

/* Events come for the folder's entry of that name: behind a symbolic link it is
 * the file's own that counts. */
static GFile *
resolve (GFile *file)
{
  char *path = realpath (g_file_peek_path (file), NULL);
  GFile *resolved = path != NULL ? g_file_new_for_path (path) : g_object_ref (file);

  free (path);

  return resolved;
}

/* Returns: (transfer full) (nullable) */
static GFileMonitor *
monitor (AtlasFileWatch    *self,
         GFile             *file,
         GFileMonitorFlags  flags)
{
  GFileMonitor *monitor = g_file_monitor_file (file, flags, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect_object (monitor, "changed", G_CALLBACK (atlas_file_watch_check), self,
                             G_CONNECT_SWAPPED);

  return monitor;
}

static void
watch (AtlasFileWatch *self)
{
  GFile *file = atlas_document_get_file (self->document);
  g_autoptr(GFile) resolved = NULL;
  g_autofree char *lock_path = NULL;
  g_autoptr(GFile) lock = NULL;

  if (self->file != NULL && g_file_equal (self->file, file))
    return;

  g_set_object (&self->file, file);
  self->fate = ATLAS_FILE_SAME;
  g_clear_error (&self->hindrance);
  g_clear_object (&self->monitor);
  g_clear_object (&self->lock_monitor);
  resolved = resolve (file);
  lock_path = g_strconcat (g_file_peek_path (resolved), ".lock", NULL);
  lock = g_file_new_for_path (lock_path);
  self->monitor = monitor (self, resolved, G_FILE_MONITOR_WATCH_MOVES);
  self->lock_monitor = monitor (self, lock, G_FILE_MONITOR_NONE);
}

/* A copy is another file; and after a commit something may have been missed. */
static void
on_save_state_changed (AtlasFileWatch *self)
{
  watch (self);
  if (is_at_rest (self))
    atlas_file_watch_check (self);
}

static void
atlas_file_watch_dispose (GObject *object)
{
  AtlasFileWatch *self = ATLAS_FILE_WATCH (object);

  self->stopped = TRUE;
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->lock_monitor);

  G_OBJECT_CLASS (atlas_file_watch_parent_class)->dispose (object);
}

static void
atlas_file_watch_finalize (GObject *object)
{
  AtlasFileWatch *self = ATLAS_FILE_WATCH (object);

  g_clear_object (&self->file);
  g_clear_object (&self->document);
  g_clear_error (&self->hindrance);

  G_OBJECT_CLASS (atlas_file_watch_parent_class)->finalize (object);
}

static void
atlas_file_watch_class_init (AtlasFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_file_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_file_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[HINDERED] = g_signal_new ("hindered", ATLAS_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
atlas_file_watch_init (AtlasFileWatch *self)
{
}

AtlasFileWatch *
atlas_file_watch_new (AtlasDocument *document)
{
  AtlasFileWatch *self;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (document), NULL);

  self = g_object_new (ATLAS_TYPE_FILE_WATCH, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "notify::save-state", G_CALLBACK (on_save_state_changed),
                           self, G_CONNECT_SWAPPED);
  watch (self);
  atlas_file_watch_check (self);

  return self;
}

AtlasFileFate
atlas_file_watch_get_fate (AtlasFileWatch *self)
{
  g_return_val_if_fail (ATLAS_IS_FILE_WATCH (self), ATLAS_FILE_SAME);

  return self->fate;
}

const GError *
atlas_file_watch_get_hindrance (AtlasFileWatch *self)
{
  g_return_val_if_fail (ATLAS_IS_FILE_WATCH (self), NULL);

  return self->hindrance;
}

void
atlas_file_watch_check (AtlasFileWatch *self)
{
  g_return_if_fail (ATLAS_IS_FILE_WATCH (self));

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (!self->stopped)
    self->check_id = g_timeout_add (QUIET_MS, check, self);
}
