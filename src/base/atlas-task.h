#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * atlas_task_run_in_thread:
 *
 * As g_task_run_in_thread(), whose thread may be the last to let go of the task and
 * so of its source object and its data: a widget would then be finalized on that
 * thread while the main thread is at others. Here they go on the thread of the task's
 * main context, in an iteration of it.
 */
void atlas_task_run_in_thread (GTask           *task,
                               GTaskThreadFunc  func);

G_END_DECLS
