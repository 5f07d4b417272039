/* What a person waits for in the window of 1400 × 900 at 1×: panning, zooming,
 * turning over the maps, with as many blocks as the plan has and with 100,000.
 * Wall time depends on what else the machine does: compare it with the blit, a
 * window of that size that shows one picture a frame and does nothing else. */

#include "atlas-allocator.h"
#include "atlas-application.h"
#include "atlas-bench.h"
#include "atlas-blit.h"
#include "atlas-document.h"
#include "atlas-frame-memory.h"
#include "atlas-frames.h"
#include "atlas-plan-file.h"
#include "atlas-shapes-private.h"
#include "atlas-test-plan.h"
#include "atlas-test-shapes.h"
#include "atlas-window.h"

#include <glib/gstdio.h>
#include <math.h>

#define WIDTH 1400
#define HEIGHT 900
#define N_FRAMES 150
#define N_ZOOMS 7
#define N_TURNS 3
#define N_MOVES 500
#define N_EDITS 7
#define N_STEPS 40
#define N_SITES 21
#define SITE_WIDTH 1600
#define SITE_HEIGHT 1000
#define MAP_OF_BLOCKS 2
#define MAP_OF_DENSITY 3
/* So that the settled picture is there before the next is measured. */
#define REST_MS 400

typedef struct
{
  AtlasWindow     *window;
  ShumateMap      *map;
  ShumateViewport *viewport;
  AtlasMapLayer   *layer;
  const char      *name;
  double           zoom;
  double           bandwidth; /* that is waited for, metres */
  const AtlasGrid *density;   /* that is no longer waited for */
  double           cpu;      /* of a pan with nothing selected, ms a frame */
} Bench;

static void
print (Bench      *self,
       const char *what,
       double      value)
{
  g_autofree char *name = g_strdup_printf ("window-%s-%s", self->name, what);

  atlas_bench_print (name, value, "ms");
}

static void
print_frames (Bench             *self,
              const char        *what,
              const AtlasFrames *frames)
{
  const struct { const char *name; double value; } values[] = {
    { "median", frames->median }, { "p95", frames->p95 }, { "cpu", frames->cpu },
    { "busy", frames->busy }, { "busy-cpu", frames->busy_cpu },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s", what, values[i].name);

      print (self, name, values[i].value);
    }
}

static gboolean
is_complete (gpointer data)
{
  return atlas_map_layer_is_complete (((Bench *) data)->layer);
}

static gboolean
is_sharp (gpointer data)
{
  return atlas_map_layer_is_sharp (((Bench *) data)->layer);
}

static gboolean
is_loaded (gpointer data)
{
  return !atlas_window_is_loading (((Bench *) data)->window) && is_complete (data);
}

static void
wait_until_complete (Bench *self)
{
  atlas_frames_wait (GTK_WIDGET (self->window), is_complete, self, NULL);
  atlas_frames_rest (REST_MS);
}

static void
set_zoom (Bench  *self,
          double  zoom)
{
  shumate_viewport_set_zoom_level (self->viewport, zoom);
}

/* There and back again, so that the city stays in sight. */
static void
pan_step (guint    frame,
          gpointer data)
{
  Bench *self = data;
  double step = frame % 100 < 50 ? 12 : -12;
  double longitude = shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport));
  double latitude = shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport));

  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude,
                                 longitude + step * 360 / (256 * exp2 (self->zoom)));
}

static void
zoom_step (guint    frame,
           gpointer data)
{
  Bench *self = data;

  set_zoom (self, self->zoom + 1 - fabs (frame % 100 - 50.0) / 50);
}

/* From the last step of a zoom on. */
static void
bench_sharp (Bench *self)
{
  g_autoptr(GArray) sharp = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) complete = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < N_ZOOMS; i++)
    {
      gint64 until_sharp, until_complete;

      for (guint k = 1; k <= 5; k++)
        {
          set_zoom (self, self->zoom + 0.11 * i + 0.05 * k);
          atlas_frames_rest (16);
        }
      until_sharp = (gint64) (1000 * atlas_frames_wait (GTK_WIDGET (self->window), is_sharp, self,
                                                        NULL));
      until_complete = until_sharp +
        (gint64) (1000 * atlas_frames_wait (GTK_WIDGET (self->window), is_complete, self, NULL));
      g_array_append_val (sharp, until_sharp);
      g_array_append_val (complete, until_complete);
      atlas_frames_rest (REST_MS);
    }
  print (self, "zoom-to-sharp", atlas_bench_quantile (sharp, 0.5));
  print (self, "zoom-to-complete", atlas_bench_quantile (complete, 0.5));
}

static void
set_map (Bench *self,
         guint  map)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "map", g_variant_new_uint32 (map));
}

static void
bench_switch (Bench *self)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  AtlasFrames longest = { 0 };

  for (guint i = 0; i < N_TURNS * ATLAS_N_MAPS; i++)
    {
      AtlasFrames frames;
      gint64 time;

      set_map (self, 1 + (MAP_OF_BLOCKS + i) % ATLAS_N_MAPS);
      time = (gint64) (1000 * atlas_frames_wait (GTK_WIDGET (self->window), is_complete, self,
                                                 &frames));
      g_array_append_val (times, time);
      longest.busy = MAX (longest.busy, frames.busy);
      longest.busy_cpu = MAX (longest.busy_cpu, frames.busy_cpu);
      atlas_frames_rest (REST_MS);
    }
  print (self, "switch-median", atlas_bench_quantile (times, 0.5));
  print (self, "switch-worst", atlas_bench_quantile (times, 1));
  print (self, "switch-busy", longest.busy);
  print (self, "switch-busy-cpu", longest.busy_cpu);
  set_map (self, MAP_OF_BLOCKS);
  wait_until_complete (self);
}

static gboolean
shows_bandwidth (gpointer data)
{
  Bench *self = data;
  const AtlasScene *scene = atlas_map_layer_get_scene (self->layer);

  return atlas_scene_get_options (scene)->density.bandwidth == self->bandwidth && is_sharp (self);
}

typedef struct
{
  AtlasSession         *session;
  AtlasDensitySettings *settings;
  GArray               *intervals; /* gint64, µs, between new pictures */
  gint64                last;
} Drag;

static void
on_shown (Drag *drag)
{
  gint64 now = g_get_monotonic_time ();
  gint64 interval = now - drag->last;

  if (drag->last != 0)
    g_array_append_val (drag->intervals, interval);
  drag->last = now;
}

static void
drag_step (guint    frame,
           gpointer data)
{
  Drag *drag = data;

  drag->settings->bandwidth += 10;
  atlas_session_set_density_settings (drag->session, drag->settings);
}

/* While a hand moves the slider, it has another place in each frame. */
static void
bench_drag (Bench                      *self,
            const AtlasDensitySettings *before)
{
  AtlasSession *session = atlas_window_get_session (self->window);
  g_autoptr(GArray) intervals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  Drag drag = { session, &settings, intervals, 0 };
  gulong id;

  atlas_density_settings_copy (before, &settings);
  id = g_signal_connect_swapped (self->layer, "shown", G_CALLBACK (on_shown), &drag);
  atlas_frames_run (GTK_WIDGET (self->map), N_STEPS, drag_step, &drag);
  g_signal_handler_disconnect (self->layer, id);
  print (self, "density-drag-median", atlas_bench_quantile (intervals, 0.5));
  print (self, "density-drag-p95", atlas_bench_quantile (intervals, 0.95));
}

/* From a step of the slider to the picture that shows it. */
static void
bench_density (Bench *self)
{
  AtlasSession *session = atlas_window_get_session (self->window);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_auto(AtlasDensitySettings) before = { .filter = NULL };

  set_map (self, MAP_OF_DENSITY);
  wait_until_complete (self);
  atlas_density_settings_copy (atlas_session_get_density_settings (session), &before);
  atlas_density_settings_copy (&before, &settings);
  for (guint i = 1; i <= N_STEPS; i++)
    {
      gint64 time;

      self->bandwidth = settings.bandwidth = before.bandwidth + 50 * i;
      atlas_session_set_density_settings (session, &settings);
      time = (gint64) (1000 * atlas_frames_wait (GTK_WIDGET (self->window), shows_bandwidth, self,
                                                 NULL));
      g_array_append_val (times, time);
    }
  print (self, "density-step-median", atlas_bench_quantile (times, 0.5));
  print (self, "density-step-p95", atlas_bench_quantile (times, 0.95));
  bench_drag (self, &before);
  atlas_session_set_density_settings (session, &before);
  set_map (self, MAP_OF_BLOCKS);
  wait_until_complete (self);
}

static AtlasScene *
reclassify (AtlasPlan  *plan,
            AtlasScene *scene,
            guint       first,
            guint       n,
            AtlasBox   *changed)
{
  AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  g_autofree guint *blocks = g_new (guint, n);
  g_autofree int *classes = g_new (int, n);
  g_autoptr(AtlasShapes) others = NULL;

  for (guint i = 0; i < n; i++)
    {
      blocks[i] = first + i;
      classes[i] = (atlas_shapes_get_block (shapes, first + i)->class_ + 1) % ATLAS_N_CLASSES;
    }
  others = atlas_test_shapes_set_classes (shapes, plan, blocks, classes, n, changed);

  return atlas_scene_new_with_options (others, (AtlasStyle *) atlas_scene_get_style (scene),
                                       atlas_scene_get_map (scene),
                                       atlas_scene_get_language (scene),
                                       atlas_scene_get_density (scene),
                                       atlas_scene_get_options (scene));
}

/* The first block that is seen, so that there is something to draw. */
static guint
find_seen (Bench *self)
{
  const AtlasShapes *shapes = atlas_scene_get_shapes (atlas_map_layer_get_scene (self->layer));
  AtlasView view;
  AtlasBox box;
  guint i = 0;

  atlas_map_layer_get_view (self->layer, &view);
  box = atlas_view_get_box (&view);
  while (!atlas_box_overlaps (&box, atlas_geometry_get_box (
                                atlas_shapes_get_block (shapes, i)->geometry)))
    i++;

  return i;
}

/* From a change of one block or all to the picture that shows it. */
static void
bench_edit (Bench *self)
{
  guint n_blocks =
    atlas_shapes_get_n_blocks (atlas_scene_get_shapes (atlas_map_layer_get_scene (self->layer)));
  const struct { const char *name; guint first, n; } edits[] = {
    { "edit-to-picture", find_seen (self), 1 }, { "edit-all-to-picture", 0, n_blocks },
  };
  AtlasPlan *plan = atlas_maps_get_plan (atlas_window_get_maps (self->window));

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint k = 0; k < N_EDITS; k++)
        {
          AtlasBox changed;
          g_autoptr(AtlasScene) scene = reclassify (plan, atlas_map_layer_get_scene (self->layer),
                                                    edits[i].first, edits[i].n, &changed);
          gint64 time;

          atlas_map_layer_set_scene_within (self->layer, scene, &changed);
          time = (gint64) (1000 * atlas_frames_wait (GTK_WIDGET (self->window), is_sharp, self,
                                                     NULL));
          g_array_append_val (times, time);
          wait_until_complete (self);
        }
      print (self, edits[i].name, atlas_bench_quantile (times, 0.5));
    }
}

static gboolean
is_marked (gpointer data)
{
  AtlasMapView *view = atlas_window_get_map_view (((Bench *) data)->window);

  return is_complete (data) && atlas_mark_layer_is_complete (atlas_map_view_get_marks (view));
}

static AtlasSelection *
get_selection (Bench *self)
{
  return atlas_session_get_selection (atlas_window_get_session (self->window));
}

/* On a map as wide as without: the pane of attributes is closed again. */
static void
bench_pan_selected (Bench *self)
{
  g_autofree char *what = NULL;
  g_autofree char *more = NULL;
  AtlasFrames frames;
  guint n_blocks;

  atlas_selection_get (get_selection (self), &n_blocks);
  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "details",
                                      g_variant_new_boolean (FALSE));
  atlas_frames_rest (REST_MS);
  atlas_frames_wait (GTK_WIDGET (self->window), is_marked, self, NULL);
  atlas_frames_rest (REST_MS);
  frames = atlas_frames_run (GTK_WIDGET (self->map), N_FRAMES, pan_step, self);
  what = g_strdup_printf ("pan-selected-%u", n_blocks);
  more = g_strconcat (what, "-more-cpu", NULL);
  print_frames (self, what, &frames);
  print (self, more, frames.cpu - self->cpu);
  atlas_frames_wait (GTK_WIDGET (self->window), is_marked, self, NULL);
}

static void
resize (Bench *self,
        int    width,
        int    height)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  atlas_frames_rest (REST_MS);
  wait_until_complete (self);
}

static void
move_site (Bench  *self,
           guint   i,
           double  metres)
{
  AtlasMaps *maps = atlas_window_get_maps (self->window);
  AtlasSites *sites = atlas_plan_get_sites (atlas_maps_get_plan (maps));
  g_autoptr(AtlasEdit) edit = atlas_edit_new (atlas_maps_get_plan (maps));
  g_autoptr(GError) error = NULL;
  AtlasSite site = atlas_sites_get (sites, i);

  site.x += metres;
  if (!atlas_edit_set_site (edit, i, &site, &error) ||
      !atlas_document_apply (atlas_maps_get_document (maps), edit, ATLAS_CHANGE_EDIT, NULL, &error))
    g_error ("%s", error->message);
}

static gboolean
shows_another_density (gpointer data)
{
  Bench *self = data;

  return atlas_scene_get_density (atlas_map_layer_get_scene (self->layer)) != self->density &&
         is_sharp (self);
}

/* From one site's edit to the density that shows it, in a larger window. */
static void
bench_site (Bench *self)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  set_map (self, MAP_OF_DENSITY);
  resize (self, SITE_WIDTH, SITE_HEIGHT);
  for (guint k = 0; k < N_SITES; k++)
    {
      gint64 time;

      atlas_frames_rest (REST_MS);
      self->density = atlas_scene_get_density (atlas_map_layer_get_scene (self->layer));
      time = g_get_monotonic_time ();
      move_site (self, 0, k % 2 == 0 ? 100 : -100);
      atlas_frames_wait (GTK_WIDGET (self->window), shows_another_density, self, NULL);
      time = g_get_monotonic_time () - time;
      g_array_append_val (times, time);
    }
  print (self, "site-edit-to-picture", atlas_bench_quantile (times, 0.5));
  print (self, "site-edit-to-picture-p95", atlas_bench_quantile (times, 0.95));
  resize (self, WIDTH, HEIGHT);
  set_map (self, MAP_OF_BLOCKS);
  wait_until_complete (self);
}

static void
select_first (Bench *self,
              guint  n)
{
  g_autofree guint *blocks = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    blocks[i] = i;
  atlas_selection_set (get_selection (self), blocks, n);
  bench_pan_selected (self);
}

/* All general blocks, of which the sample has 814. */
static void
select_general (Bench *self)
{
  AtlasPlan *plan = atlas_document_get_plan (atlas_maps_get_document (
                      atlas_window_get_maps (self->window)));
  guint i = 0;

  while (atlas_block_get_values (atlas_plan_get_block (plan, i))->class_ != ATLAS_CLASS_GENERAL)
    i++;
  atlas_selection_set (get_selection (self), &i, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "select-like",
                                  g_variant_new_string ("class"));
  bench_pan_selected (self);
}

/* As if the pointer went in a circle over the map. */
static void
hover_step (guint    frame,
            gpointer data)
{
  Bench *self = data;
  AtlasMapView *view = atlas_window_get_map_view (self->window);
  double angle = frame * 2 * G_PI / 100;
  AtlasMapEvent event;

  if (!atlas_map_input_locate (atlas_map_view_get_input (view), WIDTH * 0.4 + 200 * cos (angle),
                               HEIGHT * 0.5 + 200 * sin (angle), &event))
    return;

  atlas_map_tool_moved (atlas_map_view_get_tool (view), &event);
  g_signal_emit_by_name (atlas_map_view_get_input (view), "pointed", &event);
}

static void
bench_hover (Bench *self)
{
  AtlasFrames frames = atlas_frames_run (GTK_WIDGET (self->map), N_MOVES, hover_step, self);

  print_frames (self, "hover", &frames);
}

/* Last, as it changes the selection. */
static void
bench_selected (Bench *self,
                guint  n_blocks)
{
  if (n_blocks > 0)
    select_first (self, n_blocks);
  else
    {
      select_first (self, 3);
      select_first (self, 140);
      select_general (self);
    }
  bench_hover (self);
}

static void
bench_plan (AtlasApplication *application,
            GFile            *file,
            const char       *name,
            double            nearer,
            guint             n_selected)
{
  Bench self = { .name = name };
  AtlasFrames frames = { 0 };

  self.window = atlas_window_new (GTK_APPLICATION (application));
  self.map = atlas_map_view_get_map (atlas_window_get_map_view (self.window));
  self.viewport = shumate_map_get_viewport (self.map);
  self.layer = atlas_map_view_get_layer (atlas_window_get_map_view (self.window));
  gtk_window_set_default_size (GTK_WINDOW (self.window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self.window));
  set_map (&self, MAP_OF_BLOCKS);
  atlas_frames_rest (REST_MS);

  atlas_window_open (self.window, file);
  print (&self, "load", atlas_frames_wait (GTK_WIDGET (self.window), is_loaded, &self, &frames));
  print (&self, "load-busy", frames.busy);
  print (&self, "load-busy-cpu", frames.busy_cpu);
  atlas_frames_rest (REST_MS);

  bench_switch (&self);
  bench_density (&self);
  if (atlas_sites_get_n (atlas_plan_get_sites (atlas_maps_get_plan (
                           atlas_window_get_maps (self.window)))) > 0)
    bench_site (&self);
  self.zoom = shumate_viewport_get_zoom_level (self.viewport) + nearer;
  set_zoom (&self, self.zoom);
  wait_until_complete (&self);
  frames = atlas_frames_run (GTK_WIDGET (self.map), N_FRAMES, pan_step, &self);
  print_frames (&self, "pan", &frames);
  self.cpu = frames.cpu;
  wait_until_complete (&self);
  bench_edit (&self);
  bench_selected (&self, n_selected);
  atlas_selection_clear (get_selection (&self));
  wait_until_complete (&self);
  frames = atlas_frames_run (GTK_WIDGET (self.map), N_FRAMES, zoom_step, &self);
  print_frames (&self, "zoom", &frames);
  wait_until_complete (&self);
  bench_sharp (&self);
  gtk_window_destroy (GTK_WINDOW (self.window));
}

static void
turn (guint    frame,
      gpointer data)
{
  atlas_blit_turn (data);
}

static void
bench_blit (void)
{
  Bench self = { .name = "blit" };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *blit = atlas_blit_new (WIDTH, HEIGHT);
  AtlasFrames frames;

  gtk_window_set_child (GTK_WINDOW (window), blit);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_widget_realize (window);
  /* As the program's window, or the floor would be above what it holds up. */
  if (atlas_picture_kind_for (window) == ATLAS_PICTURE_SURFACE)
    atlas_frame_memory_keep (GTK_NATIVE (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  frames = atlas_frames_run (blit, N_FRAMES, turn, blit);
  print_frames (&self, "frame", &frames);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
bench_large (AtlasApplication *application)
{
  g_autofree char *folder = g_dir_make_tmp ("renewal-atlas-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.gpkg", NULL);
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (100000);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  if (!atlas_plan_file_write (plan, path, NULL, &error))
    g_error ("%s", error->message);

  bench_plan (application, file, "100000-blocks", 1.5, 100000);
  g_unlink (path);
  g_rmdir (folder);
}

/* A copy: it is edited. */
static void
bench_sample (AtlasApplication *application)
{
  g_autofree char *sample_path = atlas_plan_file_dup_sample_path ();
  g_autofree char *folder = g_dir_make_tmp ("renewal-atlas-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sample.gpkg", NULL);
  g_autoptr(GFile) sample = g_file_new_for_path (sample_path);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  if (!g_file_copy (sample, file, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);

  bench_plan (application, file, "sample", 2, 0);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AtlasApplication) application = NULL;
  g_autoptr(GError) error = NULL;

  atlas_allocator_init ();
  adw_init ();
  atlas_frames_init ();
  application = atlas_application_new (G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  bench_blit ();
  bench_sample (application);
  bench_large (application);

  return 0;
}
