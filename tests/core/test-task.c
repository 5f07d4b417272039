/* Where tasks end that ran in a thread. */
#include "atlas-task.h"

typedef struct
{
  GThread *finalizer; /* of the source object */
  GThread *freer;     /* of the task's data */
  GThread *holder;
  gboolean is_done;
  gboolean may_let_go; /* atomic */
} Run;

static void
on_finalized (gpointer  data,
              GObject  *source)
{
  ((Run *) data)->finalizer = g_thread_self ();
}

static void
on_freed (gpointer data)
{
  g_atomic_pointer_set (&((Run *) data)->freer, g_thread_self ());
}

typedef struct
{
  GTask *task;
  Run   *run;
} Hold;

/* Lets go of the task last of all, as GLib's own thread does when it is slow. */
static gpointer
hold (gpointer data)
{
  g_autofree Hold *self = data;

  while (!g_atomic_int_get (&self->run->may_let_go))
    g_thread_yield ();
  g_object_unref (self->task);

  return NULL;
}

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  Run *run = data;
  Hold *self = g_new (Hold, 1);

  *self = (Hold) { g_object_ref (task), run };
  run->holder = g_thread_new ("holder", hold, self);
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Run *run = data;

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  g_assert_true (g_task_is_valid (result, source));
  g_assert_null (run->finalizer);
  run->is_done = TRUE;
}

/* Neither the source object nor the data goes on another thread, or while they are held. */
static void
run_task (GMainContext *context)
{
  Run run = { NULL };
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  GTask *task = g_task_new (source, NULL, on_done, &run);

  g_object_weak_ref (source, on_finalized, &run);
  g_object_unref (source);
  g_task_set_task_data (task, &run, on_freed);
  atlas_task_run_in_thread (task, work);
  g_object_unref (task);
  while (g_atomic_pointer_get (&run.freer) == NULL)
    {
      g_main_context_iteration (context, FALSE);
      /* With that iteration, GLib has let go of the task here. */
      g_atomic_int_set (&run.may_let_go, run.is_done);
    }
  g_thread_join (run.holder);
  g_assert_true (run.finalizer == g_thread_self ());
  g_assert_true (run.freer == g_thread_self ());
}

static void
test_ends_where_it_began (void)
{
  for (guint i = 0; i < 20; i++)
    run_task (NULL);
}

static gpointer
run_context (gpointer data)
{
  g_autoptr(GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  run_task (context);
  g_main_context_pop_thread_default (context);

  return NULL;
}

/* Another than the program's, which a thread of its own runs. */
static void
test_ends_in_its_context (void)
{
  g_thread_join (g_thread_new ("context", run_context, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/task/ends-where-it-began", test_ends_where_it_began);
  g_test_add_func ("/task/ends-in-its-context", test_ends_in_its_context);

  return g_test_run ();
}
