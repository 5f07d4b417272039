#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasWorkers:
 *
 * Long-lived threads that draw: a thread's first text costs tens of
 * milliseconds, so threads are kept. Reference-counted; all calls are on the
 * main thread. Dropping the last reference waits for the jobs that run.
 */
typedef struct _AtlasWorkers AtlasWorkers;

/* Runs on a worker. Returns what @done gets; %NULL gives it nothing. */
typedef gpointer (*AtlasWorkFunc) (gpointer      data,
                                   GCancellable *cancellable);

/* Runs on the main thread, unless the job was cancelled.
 * @result: (transfer full) (nullable) */
typedef void     (*AtlasWorkDone) (gpointer      result,
                                   gpointer      user_data);

typedef struct
{
  AtlasWorkFunc  work;
  gpointer       data;        /* owned by the job */
  GDestroyNotify free_data;
  GDestroyNotify free_result; /* for a result that nobody waits for any more */
  AtlasWorkDone  done;
  gpointer       user_data;
} AtlasWork;

/* The threads that all windows share, made when first asked for. */
AtlasWorkers *atlas_workers_ref_default (void);
void          atlas_workers_unref       (AtlasWorkers    *self);

/* @priority: smaller is sooner; equals run in the order they came. After
 * @cancellable is cancelled, @work's done is never called. */
void          atlas_workers_push        (AtlasWorkers    *self,
                                         int              priority,
                                         GCancellable    *cancellable,
                                         const AtlasWork *work);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasWorkers, atlas_workers_unref)

/* For atexit(): whatever ends the program, like GDK when another one destroyed
 * its window, the threads are done before what they draw with is taken from
 * them. Nothing can be pushed any more. */
void          atlas_workers_finish      (void);

G_END_DECLS
