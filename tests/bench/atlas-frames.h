#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the main thread did over some frames, milliseconds. Wall time is what a
 * person sees and depends on what else the machine does; processor time of the
 * main thread hardly does. */
typedef struct
{
  double median; /* from frame to frame */
  double p95;
  double cpu;    /* of the main thread, median a frame */
  double busy;   /* the longest time without a look for events */
  double busy_cpu;
} AtlasFrames;

/* Called once a frame, before it is drawn. */
typedef void     (*AtlasFrameStep)      (guint    frame,
                                         gpointer data);
typedef gboolean (*AtlasFrameCondition) (gpointer data);

/* Watches how long the main thread is busy; once, at the start. */
void        atlas_frames_init       (void);

/* Has @widget draw @n frames, @step before each, and some more to warm up. */
AtlasFrames atlas_frames_run        (GtkWidget           *widget,
                                     guint                n,
                                     AtlasFrameStep       step,
                                     gpointer             data);

/* Runs the main loop until a frame of @widget has been painted with @condition
 * true. Returns: how long that took; @busy: (nullable): as above */
double      atlas_frames_wait       (GtkWidget           *widget,
                                     AtlasFrameCondition  condition,
                                     gpointer             data,
                                     AtlasFrames         *busy);

/* Runs the main loop for so long. */
void        atlas_frames_rest       (guint                ms);

G_END_DECLS
