#include "atlas-frames.h"

#include "atlas-bench.h"

#include <time.h>

#define N_WARM_UP 20

/* A poll function gets no data. */
static struct
{
  GPollFunc poll;
  gint64    begun, begun_cpu;  /* since it last looked for events, µs */
  gint64    longest, longest_cpu;
} watch;

static gint64
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int
poll_watched (GPollFD *fds,
              guint    n_fds,
              int      timeout)
{
  int n;

  watch.longest = MAX (watch.longest, g_get_monotonic_time () - watch.begun);
  watch.longest_cpu = MAX (watch.longest_cpu, get_cpu () - watch.begun_cpu);
  n = watch.poll (fds, n_fds, timeout);
  watch.begun = g_get_monotonic_time ();
  watch.begun_cpu = get_cpu ();

  return n;
}

void
atlas_frames_init (void)
{
  watch.poll = g_main_context_get_poll_func (NULL);
  watch.begun = g_get_monotonic_time ();
  watch.begun_cpu = get_cpu ();
  g_main_context_set_poll_func (NULL, poll_watched);
}

static void
watch_begin (void)
{
  watch.longest = watch.longest_cpu = 0;
}

static void
watch_end (AtlasFrames *frames)
{
  frames->busy = (double) watch.longest / 1000;
  frames->busy_cpu = (double) watch.longest_cpu / 1000;
}

typedef struct
{
  AtlasFrameStep  step;
  gpointer        data;
  guint           n;
  guint           frame;
  gint64          last, last_cpu;
  GArray         *intervals; /* gint64, µs */
  GArray         *cpu;
} Run;

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Run *self = data;
  gint64 now = g_get_monotonic_time ();
  gint64 now_cpu = get_cpu ();
  gint64 interval = now - self->last;
  gint64 cpu = now_cpu - self->last_cpu;

  self->last = now;
  self->last_cpu = now_cpu;
  if (self->frame > N_WARM_UP)
    {
      g_array_append_val (self->intervals, interval);
      g_array_append_val (self->cpu, cpu);
    }
  else if (self->frame == N_WARM_UP)
    watch_begin ();
  if (self->frame < self->n + N_WARM_UP)
    self->step (self->frame, self->data);

  return self->frame++ < self->n + N_WARM_UP;
}

AtlasFrames
atlas_frames_run (GtkWidget      *widget,
                  guint           n,
                  AtlasFrameStep  step,
                  gpointer        data)
{
  Run self = { .step = step, .data = data, .n = n };
  AtlasFrames frames = { 0 };

  self.intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.cpu = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_add_tick_callback (widget, on_tick, &self, NULL);
  while (self.intervals->len < n)
    g_main_context_iteration (NULL, TRUE);
  watch_end (&frames);

  frames.median = atlas_bench_quantile (self.intervals, 0.5);
  frames.p95 = atlas_bench_quantile (self.intervals, 0.95);
  frames.cpu = atlas_bench_quantile (self.cpu, 0.5);
  g_array_unref (self.intervals);
  g_array_unref (self.cpu);

  return frames;
}

typedef struct
{
  AtlasFrameCondition condition;
  gpointer            data;
  gint64              done; /* 0: not yet */
} Wait;

static void
on_painted (GdkFrameClock *clock,
            gpointer       data)
{
  Wait *self = data;

  if (self->done == 0 && self->condition (self->data))
    self->done = g_get_monotonic_time ();
}

double
atlas_frames_wait (GtkWidget           *widget,
                   AtlasFrameCondition  condition,
                   gpointer             data,
                   AtlasFrames         *busy)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Wait self = { .condition = condition, .data = data };
  gint64 begun = g_get_monotonic_time ();
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &self);

  watch_begin ();
  /* A frame for nothing would take time from what is waited for. */
  if (condition (data))
    gtk_widget_queue_draw (widget);
  while (self.done == 0)
    g_main_context_iteration (NULL, TRUE);
  if (busy != NULL)
    watch_end (busy);
  g_signal_handler_disconnect (clock, id);

  return (double) (self.done - begun) / 1000;
}

static gboolean
on_rested (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
atlas_frames_rest (guint ms)
{
  gboolean rested = FALSE;

  g_timeout_add (ms, on_rested, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}
