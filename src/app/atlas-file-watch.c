#include "atlas-file-watch.h"

#include <stdlib.h>

/* So long the file must be left alone: a program writes it in many steps. */
#define QUIET_MS 300

struct _AtlasFileWatch
{
  GObject            parent_instance;

  AtlasDocument     *document;
  GFile             *file;     /* that is watched */
  GFileMonitor      *monitor;  /* (nullable) */
  AtlasFileFate      fate;
  AtlasFileIdentity  seen;     /* on disk, when it was asked last */
  guint              check_id; /* source: the disk is to be asked */
  gboolean           asking;
  gboolean           again;    /* something happened since it was asked */
  gboolean           stopped;  /* nobody looks any more */
};

G_DEFINE_FINAL_TYPE (AtlasFileWatch, atlas_file_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
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

/* The disk may take its time. */
static void
ask_disk (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  AtlasFileIdentity now = atlas_file_identity_of (data);

  g_task_return_pointer (task, g_memdup2 (&now, sizeof now), g_free);
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  AtlasFileWatch *self = ATLAS_FILE_WATCH (source);
  g_autofree AtlasFileIdentity *before = data;
  g_autofree AtlasFileIdentity *now = g_task_propagate_pointer (G_TASK (result), NULL);
  AtlasFileIdentity known = atlas_document_get_identity (self->document);
  gboolean is_own = !is_at_rest (self) || !atlas_file_identity_equal (before, &known);
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

  self->fate = fate;
  self->seen = *now;
  if (is_news && !self->stopped)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
check (gpointer data)
{
  AtlasFileWatch *self = data;
  AtlasFileIdentity known = atlas_document_get_identity (self->document);
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
  task = g_task_new (self, NULL, on_asked, g_memdup2 (&known, sizeof known));
  g_task_set_task_data (task, g_file_get_path (atlas_document_get_file (self->document)), g_free);
  g_task_run_in_thread (task, ask_disk);

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

static void
watch (AtlasFileWatch *self)
{
  GFile *file = atlas_document_get_file (self->document);
  g_autoptr(GFile) resolved = NULL;

  if (self->file != NULL && g_file_equal (self->file, file))
    return;

  g_set_object (&self->file, file);
  self->fate = ATLAS_FILE_SAME;
  g_clear_object (&self->monitor);
  resolved = resolve (file);
  self->monitor = g_file_monitor_file (resolved, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (atlas_file_watch_check), self,
                             G_CONNECT_SWAPPED);
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

  G_OBJECT_CLASS (atlas_file_watch_parent_class)->dispose (object);
}

static void
atlas_file_watch_finalize (GObject *object)
{
  AtlasFileWatch *self = ATLAS_FILE_WATCH (object);

  g_clear_object (&self->file);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (atlas_file_watch_parent_class)->finalize (object);
}

static void
atlas_file_watch_class_init (AtlasFileWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_file_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = atlas_file_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATLAS_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
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

  return self;
}

AtlasFileFate
atlas_file_watch_get_fate (AtlasFileWatch *self)
{
  g_return_val_if_fail (ATLAS_IS_FILE_WATCH (self), ATLAS_FILE_SAME);

  return self->fate;
}

void
atlas_file_watch_check (AtlasFileWatch *self)
{
  g_return_if_fail (ATLAS_IS_FILE_WATCH (self));

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (!self->stopped)
    self->check_id = g_timeout_add (QUIET_MS, check, self);
}
