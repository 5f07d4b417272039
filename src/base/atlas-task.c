#include "atlas-task.h"

static void on_shared (gpointer  data,
                       GObject  *task,
                       gboolean  is_last);

static gboolean
let_go (gpointer data)
{
  g_object_remove_toggle_ref (data, on_shared, NULL);

  return G_SOURCE_REMOVE;
}

/* On the thread that let go. */
static void
on_shared (gpointer  data,
           GObject  *task,
           gboolean  is_last)
{
  g_autoptr(GSource) source = NULL;

  if (!is_last)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, let_go, task, NULL);
  g_source_attach (source, g_task_get_context (G_TASK (task)));
}

void
atlas_task_run_in_thread (GTask           *task,
                          GTaskThreadFunc  func)
{
  g_object_add_toggle_ref (G_OBJECT (task), on_shared, NULL);
  g_task_run_in_thread (task, func);
}
