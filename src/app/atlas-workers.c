#include "atlas-workers.h"

#include <sys/resource.h>
#include <unistd.h>

#define MAX_THREADS 8
/* By so much less urgent than the main thread, which with two processors else waits for
 * them while it draws a frame. */
#define NICE 10

struct _AtlasWorkers
{
  GThreadPool *pool;
  guint        n_refs;
  guint        n_pushed;
  int          closing; /* atomic */
};

typedef struct
{
  AtlasWork     work;
  GCancellable *cancellable;
  gpointer      result;
  int           priority;
  guint         number;
} Job;

static AtlasWorkers *default_workers;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->result != NULL)
    job->work.free_result (job->result);
  job->work.free_data (job->work.data);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static gboolean
job_finish (gpointer data)
{
  Job *job = data;

  if (!g_cancellable_is_cancelled (job->cancellable))
    job->work.done (g_steal_pointer (&job->result), job->work.user_data);

  return G_SOURCE_REMOVE;
}

/* Linux has a priority for each thread, other systems only for the process. */
static void
step_back (void)
{
#ifdef __linux__
  static _Thread_local gboolean is_behind;

  if (!is_behind)
    is_behind = setpriority (PRIO_PROCESS, (id_t) gettid (), NICE) == 0;
#endif
}

static void
job_run (gpointer data,
         gpointer user_data)
{
  AtlasWorkers *self = user_data;
  Job *job = data;

  step_back ();
  if (!g_atomic_int_get (&self->closing) && !g_cancellable_is_cancelled (job->cancellable))
    job->result = job->work.work (job->work.data, job->cancellable);

  /* From here on the job is the main thread's. */
  g_idle_add_full (G_PRIORITY_DEFAULT, job_finish, job, job_free);
}

static int
job_compare (gconstpointer a,
             gconstpointer b,
             gpointer      data)
{
  const Job *first = a;
  const Job *second = b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;

  return first->number < second->number ? -1 : first->number > second->number;
}

AtlasWorkers *
atlas_workers_ref_default (void)
{
  AtlasWorkers *self = default_workers;

  if (self == NULL)
    {
      self = default_workers = g_new0 (AtlasWorkers, 1);
      self->pool = g_thread_pool_new (job_run, self,
                                      (int) CLAMP (g_get_num_processors (), 1, MAX_THREADS),
                                      TRUE, NULL);
      g_thread_pool_set_sort_function (self->pool, job_compare, NULL);
    }
  self->n_refs++;

  return self;
}

void
atlas_workers_unref (AtlasWorkers *self)
{
  if (--self->n_refs > 0)
    return;

  if (default_workers == self)
    default_workers = NULL;
  g_atomic_int_set (&self->closing, TRUE);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self);
}

void
atlas_workers_finish (void)
{
  AtlasWorkers *self = default_workers;

  if (self == NULL)
    return;

  g_atomic_int_set (&self->closing, TRUE);
  g_thread_pool_free (self->pool, TRUE, TRUE);
}

void
atlas_workers_push (AtlasWorkers    *self,
                    int              priority,
                    GCancellable    *cancellable,
                    const AtlasWork *work)
{
  Job *job = g_new0 (Job, 1);

  job->work = *work;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->priority = priority;
  job->number = self->n_pushed++;
  g_thread_pool_push (self->pool, job, NULL);
}
