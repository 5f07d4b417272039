#include "atlas-parallel.h"

typedef struct
{
  AtlasParallelFunc run;
  gpointer          data;
  guint             n_items;
  guint             next;   /* atomic */
} Job;

typedef struct
{
  Job     *job;
  guint    number;
  GThread *thread;
} Worker;

static gpointer
work (gpointer data)
{
  const Worker *self = data;
  Job *job = self->job;
  guint item;

  while ((item = g_atomic_int_add (&job->next, 1)) < job->n_items)
    job->run (item, self->number, job->data);

  return NULL;
}

guint
atlas_parallel_count_workers (guint n_workers)
{
  return n_workers != 0 ? n_workers : g_get_num_processors ();
}

void
atlas_parallel_run (guint             n_items,
                    guint             n_workers,
                    AtlasParallelFunc run,
                    gpointer          data)
{
  guint n = MIN (atlas_parallel_count_workers (n_workers), n_items);
  Job job = { run, data, n_items, 0 };
  g_autofree Worker *workers = g_new0 (Worker, MAX (n, 1));

  workers[0] = (Worker) { &job, 0, NULL };
  /* Where no more threads can be had, those that are there do the work. */
  for (guint i = 1; i < n; i++)
    {
      workers[i] = (Worker) { &job, i, NULL };
      workers[i].thread = g_thread_try_new ("atlas-parallel", work, &workers[i], NULL);
    }

  work (&workers[0]);
  for (guint i = 1; i < n; i++)
    if (workers[i].thread != NULL)
      g_thread_join (workers[i].thread);
}
