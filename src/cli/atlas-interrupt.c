#include "atlas-interrupt.h"

#include "atlas-command.h"

#include <glib-unix.h>
#include <unistd.h>

typedef struct
{
  void        (*run) (gpointer data);
  gpointer      data;
  GCancellable *cancellable;
  gboolean      interrupted;
} Work;

static void
work (GTask        *task,
      gpointer      source,
      gpointer      data,
      GCancellable *cancellable)
{
  const Work *self = data;

  self->run (self->data);
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      loop)
{
  g_main_loop_quit (loop);
}

static gboolean
on_interrupt (gpointer data)
{
  Work *self = data;

  if (self->interrupted)
    _exit (ATLAS_EXIT_INTERRUPTED);
  self->interrupted = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

gboolean
atlas_interrupt_run (void        (*run) (gpointer data),
                     gpointer      data,
                     GCancellable *cancellable)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GTask) task = g_task_new (NULL, NULL, on_done, loop);
  Work self = { run, data, cancellable, FALSE };
  guint sources[] = {
    g_unix_signal_add (SIGINT, on_interrupt, &self),
    g_unix_signal_add (SIGTERM, on_interrupt, &self),
    g_unix_signal_add (SIGHUP, on_interrupt, &self),
  };

  g_task_set_task_data (task, &self, NULL);
  g_task_run_in_thread (task, work);
  g_main_loop_run (loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);

  return self.interrupted;
}
