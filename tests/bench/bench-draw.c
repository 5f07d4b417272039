/* How long one full draw of the whole city takes at 1600 × 1000, nothing of it
 * kept from the last one: as one picture, and in stripes on all processors. The
 * painter leaves outlines out where blocks are under 4 pixels, as 100,000 are. */

#include "atlas-bench.h"
#include "atlas-document-density.h"
#include "atlas-painter.h"
#include "atlas-plan-file.h"
#include "atlas-test-plan.h"

#define WIDTH 1600
#define HEIGHT 1000
#define MAP_OF_BLOCKS 2

typedef struct
{
  AtlasScene  *scene;
  GThreadPool *pool;      /* %NULL: on this thread */
  guint        n_stripes;
  guchar      *pixels;
  int          stride;
  AtlasView    view;
  gboolean     lettering;

  GMutex       mutex;
  GCond        done;
  guint        n_left;
} Draw;

/* Stripe @data − 1 of the picture, by a view of its own. */
static void
draw_stripe (gpointer data,
             gpointer user_data)
{
  Draw *self = user_data;
  guint i = GPOINTER_TO_UINT (data) - 1;
  int top = (int) (HEIGHT * i / self->n_stripes);
  int bottom = (int) (HEIGHT * (i + 1) / self->n_stripes);
  cairo_surface_t *surface =
    cairo_image_surface_create_for_data (self->pixels + (gsize) top * (gsize) self->stride,
                                         CAIRO_FORMAT_RGB24, WIDTH, bottom - top, self->stride);
  cairo_t *cr = cairo_create (surface);
  AtlasView view = self->view;

  view.y0 += top / view.scale;
  view.height = bottom - top;
  if (self->lettering)
    atlas_painter_paint (cr, &view, self->scene);
  else
    atlas_painter_paint_ground (cr, &view, self->scene);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  g_mutex_lock (&self->mutex);
  if (--self->n_left == 0)
    g_cond_signal (&self->done);
  g_mutex_unlock (&self->mutex);
}

static void
draw (gpointer data)
{
  Draw *self = data;

  self->n_left = self->n_stripes;
  for (guint i = 0; i < self->n_stripes; i++)
    {
      if (self->pool != NULL)
        g_thread_pool_push (self->pool, GUINT_TO_POINTER (i + 1), NULL);
      else
        draw_stripe (GUINT_TO_POINTER (i + 1), self);
    }

  g_mutex_lock (&self->mutex);
  while (self->n_left > 0)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
bench_scene (const char *name,
             AtlasScene *scene,
             guint       times,
             gboolean    lettering)
{
  g_autofree char *one = g_strdup_printf ("draw-%s-1-thread", name);
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, WIDTH);
  g_autofree guchar *pixels = g_malloc0 ((gsize) stride * HEIGHT);
  Draw self = { .scene = scene, .n_stripes = 1, .pixels = pixels, .stride = stride,
                .lettering = lettering };

  g_mutex_init (&self.mutex);
  g_cond_init (&self.done);
  self.view = atlas_view_fit (atlas_shapes_get_box (atlas_scene_get_shapes (scene)),
                              WIDTH, HEIGHT, 20, 96.0 / 72);
  atlas_bench_run (one, times, draw, &self);

  /* Labels are placed for a view as a whole, never for a stripe. */
  if (!lettering)
    {
      g_autofree char *all = g_strdup_printf ("draw-%s-%u-threads", name, g_get_num_processors ());

      self.n_stripes = g_get_num_processors ();
      self.pool = g_thread_pool_new (draw_stripe, &self, (int) self.n_stripes, TRUE, NULL);
      atlas_bench_run (all, times, draw, &self);
      g_thread_pool_free (self.pool, FALSE, TRUE);
    }

  g_mutex_clear (&self.mutex);
  g_cond_clear (&self.done);
}

static void
bench_blocks (AtlasPlan *plan,
              guint      times)
{
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);

  for (guint outlines = 0; outlines < 2; outlines++)
    {
      g_autofree char *name = g_strdup_printf ("%u-blocks-%s-outlines", atlas_plan_get_n_blocks (plan),
                                               outlines ? "with" : "without");
      g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
      g_autoptr(AtlasScene) scene = NULL;

      if (!outlines)
        style->lines[ATLAS_LINE_BLOCK].width = 0;
      scene = atlas_scene_new (shapes, style, MAP_OF_BLOCKS, ATLAS_LANGUAGE_ZH, NULL);
      bench_scene (name, scene, times, FALSE);
    }
}

static void
bench_sample (void)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasPlan) plan = atlas_plan_file_read (path, NULL, &error);
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();
  g_autoptr(AtlasShapes) shapes = NULL;

  if (plan == NULL)
    g_error ("%s", error->message);

  shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autofree char *ground = g_strdup_printf ("sample-map-%u", map);
      g_autofree char *whole = g_strdup_printf ("sample-map-%u-lettered", map);
      int resource = style->maps[map - 1].resource;
      g_autoptr(AtlasGrid) density = resource < 0 ? NULL :
        atlas_document_density_for_plan (plan, (AtlasResource) resource, NULL, NULL);
      g_autoptr(AtlasScene) scene =
        atlas_scene_new (shapes, style, map, ATLAS_LANGUAGE_ZH, density);

      bench_scene (ground, scene, 11, FALSE);
      bench_scene (whole, scene, 11, TRUE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AtlasPlan) small = NULL;
  g_autoptr(AtlasPlan) large = NULL;

  small = atlas_test_plan_new_large (1371);
  large = atlas_test_plan_new_large (100000);

  bench_blocks (small, 21);
  bench_blocks (large, 7);
  bench_sample ();

  return 0;
}
