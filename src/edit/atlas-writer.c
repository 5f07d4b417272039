#include "atlas-writer.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>

/* How often it is looked whether another program has let the file go, and whether
 * somebody has freed the disk, given leave to write or put the file back. */
#define BUSY_SECONDS 1
#define OTHER_SECONDS 5

typedef struct
{
  GArray       *changes;
  AtlasMeeting *meeting; /* (nullable) */
} Job;

struct _AtlasWriter
{
  gatomicrefcount    refs;     /* its thread and its owner */
  char              *path;
  char              *head;     /* as it was read; the connection takes it over */
  AtlasWriterNotify  notify;
  gpointer           data;     /* main thread only; %NULL notify: nobody is there */
  GThread           *thread;

  GMutex             mutex;    /* for all below */
  GCond              wake;     /* of the thread */
  GCond              done;     /* of who waits */
  GQueue             jobs;
  AtlasFileIdentity  identity;
  gint64             committed;
  gboolean           is_shared;
  GError            *error;    /* of the first job's last try */
  gboolean           wanted;   /* to be tried */
  gboolean           stopped;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_array_unref (job->changes);
  g_clear_pointer (&job->meeting, atlas_meeting_free);
  g_free (job);
}

static void
writer_unref (AtlasWriter *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_queue_clear_full (&self->jobs, job_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->wake);
  g_cond_clear (&self->done);
  g_free (self->head);
  g_free (self->path);
  g_free (self);
}

static gboolean
tell (gpointer data)
{
  AtlasWriter *self = data;
  g_autoptr(GError) error = NULL;
  guint pending;

  g_mutex_lock (&self->mutex);
  pending = self->jobs.length;
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->mutex);

  if (self->notify != NULL)
    self->notify (pending, error, self->data);

  return G_SOURCE_REMOVE;
}

static void
tell_later (AtlasWriter *self)
{
  g_atomic_ref_count_inc (&self->refs);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell, self, (GDestroyNotify) writer_unref);
}

/* Returns: after which the same may go well; 0: never by itself */
static gint64
get_patience (const GError *error)
{
  if (g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_BUSY))
    return BUSY_SECONDS * G_USEC_PER_SEC;
  if (g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_ACCESS) ||
      g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_CHANGED))
    return OTHER_SECONDS * G_USEC_PER_SEC;

  return 0;
}

/* With the mutex held. Returns: (nullable): the job that is next; %NULL: stop */
static Job *
wait_for_job (AtlasWriter *self)
{
  while (!self->stopped && (self->jobs.length == 0 || !self->wanted))
    {
      gint64 patience = get_patience (self->error);

      if (patience == 0)
        g_cond_wait (&self->wake, &self->mutex);
      else if (!g_cond_wait_until (&self->wake, &self->mutex,
                                   g_get_monotonic_time () + patience))
        self->wanted = TRUE;
    }

  return self->stopped ? NULL : g_queue_peek_head (&self->jobs);
}

static gboolean
commit (AtlasWriter          *self,
        const Job            *job,
        AtlasPlanConnection **connection,
        GError              **error)
{
  AtlasFileIdentity expected;

  g_mutex_lock (&self->mutex);
  expected = self->identity;
  g_mutex_unlock (&self->mutex);

  if (*connection == NULL)
    *connection = atlas_plan_connection_open (self->path, &expected, self->head, error);

  return *connection != NULL &&
         atlas_plan_connection_commit (*connection,
                                       (const AtlasChange *) (gpointer) job->changes->data,
                                       job->changes->len, job->meeting, error);
}

/* With the mutex held. @last: (nullable): the job's last entry */
static void
finish_job (AtlasWriter       *self,
            const AtlasChange *last,
            GError            *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (error != NULL)
    self->wanted = FALSE;
  else
    {
      if (last != NULL)
        {
          g_free (self->head);
          self->head = g_strdup (last->hash);
          self->committed = last->seq;
        }
      job_free (g_queue_pop_head (&self->jobs));
    }
  g_cond_broadcast (&self->done);
}

static gpointer
run (gpointer data)
{
  AtlasWriter *self = data;
  AtlasPlanConnection *connection = NULL;
  Job *job;

  g_mutex_lock (&self->mutex);
  while ((job = wait_for_job (self)) != NULL)
    {
      GError *error = NULL;
      guint n = job->changes->len;
      const AtlasChange *last = n > 0 ? &g_array_index (job->changes, AtlasChange, n - 1) : NULL;

      g_mutex_unlock (&self->mutex);
      commit (self, job, &connection, &error);
      g_mutex_lock (&self->mutex);

      if (connection != NULL)
        {
          self->identity = *atlas_plan_connection_get_identity (connection);
          self->is_shared = atlas_plan_connection_is_shared (connection);
        }
      finish_job (self, last, error);
      /* A file that is another one now is opened anew, or never again. */
      if (error != NULL && !g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_BUSY))
        g_clear_pointer (&connection, atlas_plan_connection_close);
      tell_later (self);
    }
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&connection, atlas_plan_connection_close);
  writer_unref (self);

  return NULL;
}

AtlasWriter *
atlas_writer_new (const char              *path,
                  const AtlasFileIdentity *identity,
                  const char              *head,
                  AtlasWriterNotify        notify,
                  gpointer                 user_data)
{
  AtlasWriter *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (AtlasWriter, 1);
  g_atomic_ref_count_init (&self->refs);
  g_atomic_ref_count_inc (&self->refs);
  self->path = g_strdup (path);
  self->head = g_strdup (head);
  self->identity = *identity;
  self->notify = notify;
  self->data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->wake);
  g_cond_init (&self->done);
  g_queue_init (&self->jobs);
  self->thread = g_thread_new ("plan-writer", run, self);

  return self;
}

void
atlas_writer_free (AtlasWriter *self)
{
  self->notify = NULL;
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);

  /* The texts of its jobs are borrowed, and its lock must be free again. */
  g_thread_join (self->thread);
  writer_unref (self);
}

void
atlas_writer_push (AtlasWriter        *self,
                   const AtlasChange  *changes,
                   guint               n_changes,
                   const AtlasMeeting *meeting)
{
  Job *job;

  g_return_if_fail (self != NULL);
  g_return_if_fail (n_changes > 0 || meeting != NULL);

  job = g_new0 (Job, 1);
  job->changes = g_array_new (FALSE, FALSE, sizeof (AtlasChange));
  if (n_changes > 0)
    g_array_append_vals (job->changes, changes, n_changes);
  job->meeting = meeting != NULL ? atlas_meeting_copy (meeting) : NULL;

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->jobs, job);
  self->wanted = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
}

void
atlas_writer_retry (AtlasWriter *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->wanted = self->jobs.length > 0;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->mutex);
}

guint
atlas_writer_get_n_pending (AtlasWriter *self)
{
  guint pending;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  pending = self->jobs.length;
  g_mutex_unlock (&self->mutex);

  return pending;
}

gboolean
atlas_writer_flush (AtlasWriter  *self,
                    gint64        timeout,
                    GError      **error)
{
  gint64 until = g_get_monotonic_time () + timeout;
  gboolean in_time = TRUE;
  GError *reason = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  while (in_time && self->jobs.length > 0 && self->wanted)
    if (timeout < 0)
      g_cond_wait (&self->done, &self->mutex);
    else
      in_time = g_cond_wait_until (&self->done, &self->mutex, until);
  if (self->jobs.length > 0)
    reason = self->error != NULL
             ? g_error_copy (self->error)
             : g_error_new (ATLAS_ERROR, ATLAS_ERROR_BUSY,
                            _("%s: The disk does not answer. Wait, and try again."), self->path);
  g_mutex_unlock (&self->mutex);

  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, reason);

  return FALSE;
}

gint64
atlas_writer_get_committed (AtlasWriter *self)
{
  gint64 committed;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  committed = self->committed;
  g_mutex_unlock (&self->mutex);

  return committed;
}

AtlasFileIdentity
atlas_writer_get_identity (AtlasWriter *self)
{
  AtlasFileIdentity identity;

  g_return_val_if_fail (self != NULL, ((AtlasFileIdentity) { 0 }));

  g_mutex_lock (&self->mutex);
  identity = self->identity;
  g_mutex_unlock (&self->mutex);

  return identity;
}

gboolean
atlas_writer_is_shared (AtlasWriter *self)
{
  gboolean is_shared;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  is_shared = self->is_shared;
  g_mutex_unlock (&self->mutex);

  return is_shared;
}
