/* Tiles and the workers that draw them. */
#include "atlas-marks.h"
#include "atlas-painter.h"
#include "atlas-projection.h"
#include "atlas-test-plan.h"
#include "atlas-test-shapes.h"
#include "atlas-tiles.h"

#include <math.h>

static void
count (gpointer data)
{
  ++*(guint *) data;
}

static AtlasScene *
make_scene (guint map)
{
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (400);
  g_autoptr(AtlasShapes) shapes = atlas_shapes_new (plan, ATLAS_CRS_MERCATOR);
  g_autoptr(AtlasStyle) style = atlas_style_new_standard ();

  return atlas_scene_new (shapes, style, map, ATLAS_LANGUAGE_EN, NULL);
}

static AtlasView
make_view (AtlasScene *scene,
           double      zoom)
{
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (scene));
  AtlasView view = { .width = 900, .height = 700, .point = 4.0 / 3 };

  view.scale = 256 * exp2 (zoom);
  view.x0 = round ((box->x0 + box->x1) / 2 * view.scale - view.width / 2) / view.scale;
  view.y0 = round ((box->y0 + box->y1) / 2 * view.scale - view.height / 2) / view.scale;

  return view;
}

static cairo_surface_t *
new_picture (const AtlasView  *view,
             cairo_t         **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) view->width,
                                                         (int) view->height);

  *cr = cairo_create (surface);

  return surface;
}

/* How many pixels of the two differ by more than one step in a channel. */
static guint
count_differences (cairo_surface_t *a,
                   cairo_surface_t *b)
{
  const guchar *first = (cairo_surface_flush (a), cairo_image_surface_get_data (a));
  const guchar *second = (cairo_surface_flush (b), cairo_image_surface_get_data (b));
  int n = cairo_image_surface_get_stride (a) * cairo_image_surface_get_height (a);
  guint n_different = 0;

  for (int i = 0; i < n; i += 4)
    n_different += ABS (first[i] - second[i]) > 1 || ABS (first[i + 1] - second[i + 1]) > 1 ||
                   ABS (first[i + 2] - second[i + 2]) > 1;

  return n_different;
}

static void
test_seamless (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();

  for (guint map = 1; map <= 2; map++)
    {
      g_autoptr(AtlasScene) scene = make_scene (map);
      AtlasView view = make_view (scene, 10.37);
      guint n_ready = 0;
      AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                           ATLAS_PICTURE_SURFACE, count, &n_ready);
      cairo_t *whole_cr, *tiled_cr;
      cairo_surface_t *whole = new_picture (&view, &whole_cr);
      cairo_surface_t *tiled = new_picture (&view, &tiled_cr);

      atlas_tiles_want (tiles, &view);
      g_assert_false (atlas_tiles_cover (tiles, &view));
      while (!atlas_tiles_cover (tiles, &view))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (n_ready, >=, 4);

      atlas_painter_paint_ground (whole_cr, &view, scene);
      atlas_tiles_draw (tiles, &view, NULL, tiled_cr);
      /* Antialiasing sees the shapes in another frame; a seam would be 700 long. */
      g_assert_cmpuint (count_differences (whole, tiled), <, 100);

      atlas_tiles_free (tiles);
      cairo_destroy (whole_cr);
      cairo_destroy (tiled_cr);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (tiled);
    }
  atlas_workers_unref (workers);
}

static void
draw_until_marked (AtlasTiles      *tiles,
                   const AtlasView *view,
                   cairo_surface_t *picture)
{
  cairo_t *cr = cairo_create (picture);

  while (!atlas_tiles_are_marked (tiles, view))
    g_main_context_iteration (NULL, TRUE);
  atlas_tiles_draw (tiles, view, NULL, cr);
  cairo_destroy (cr);
}

/* Marks come, are others, and go: tiles that are ready, tiles that are not. */
static void
test_marked (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  g_autoptr(AtlasScene) scene = make_scene (2);
  AtlasView view = make_view (scene, 10.37);
  guint blocks[400];
  g_autoptr(GBytes) some = NULL;
  g_autoptr(GBytes) all = NULL;
  GBytes *marks[4];

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    blocks[i] = i;
  some = g_bytes_new (blocks, 150 * sizeof (guint));
  all = g_bytes_new (blocks, sizeof blocks);
  marks[0] = some;
  marks[1] = all;
  marks[2] = NULL;
  marks[3] = some;
  for (guint late = 0; late < 2; late++)
    {
      guint n_ready = 0;
      AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                           ATLAS_PICTURE_SURFACE, count, &n_ready);

      atlas_tiles_want (tiles, &view);
      while (late && !atlas_tiles_cover (tiles, &view))
        g_main_context_iteration (NULL, TRUE);
      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        {
          cairo_t *cr;
          cairo_surface_t *whole = new_picture (&view, &cr);
          cairo_surface_t *tiled;
          gsize size = 0;
          const guint *marked = marks[i] != NULL ? g_bytes_get_data (marks[i], &size) : NULL;

          atlas_painter_paint_ground (cr, &view, scene);
          atlas_marks_paint (cr, &view, scene, ATLAS_MARK_SELECTED, marked,
                             (guint) (size / sizeof (guint)));
          cairo_destroy (cr);
          tiled = new_picture (&view, &cr);
          cairo_destroy (cr);
          atlas_tiles_set_marked (tiles, marks[i]);
          g_assert_true (!late || atlas_tiles_cover (tiles, &view));
          draw_until_marked (tiles, &view, tiled);
          g_assert_cmpuint (count_differences (whole, tiled), <, 200);
          cairo_surface_destroy (whole);
          cairo_surface_destroy (tiled);
        }
      atlas_tiles_free (tiles);
    }
  atlas_workers_unref (workers);
}

/* What is seen stays, and no tile around it. */
static void
test_seen (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  g_autoptr(AtlasScene) scene = make_scene (2);
  AtlasView view = make_view (scene, 10.37);
  AtlasView wide = view;
  guint n_ready = 0;
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, count, &n_ready);

  wide.x0 -= ATLAS_TILE_SIZE / view.scale;
  wide.width += ATLAS_TILE_SIZE;
  atlas_tiles_want (tiles, &view);
  while (!atlas_tiles_cover (tiles, &wide))
    g_main_context_iteration (NULL, TRUE);
  atlas_tiles_keep_seen (tiles, &view);
  g_assert_true (atlas_tiles_cover (tiles, &view));
  g_assert_false (atlas_tiles_cover (tiles, &wide));

  atlas_tiles_free (tiles);
  atlas_workers_unref (workers);
}

/* @scene with every block of one class, or only the first. */
static AtlasScene *
change (AtlasScene *scene,
        gboolean    all,
        int         class_,
        AtlasBox   *changed)
{
  AtlasShapes *shapes = atlas_scene_get_shapes (scene);
  guint blocks[400];
  int classes[400];
  g_autoptr(AtlasPlan) plan = atlas_test_plan_new_large (G_N_ELEMENTS (blocks));
  g_autoptr(AtlasShapes) others = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      blocks[i] = i;
      classes[i] = class_;
    }
  others = atlas_test_shapes_set_classes (shapes, plan, blocks, classes,
                                          all ? G_N_ELEMENTS (blocks) : 1, changed);

  return atlas_scene_new (others, (AtlasStyle *) atlas_scene_get_style (scene),
                          atlas_scene_get_map (scene), ATLAS_LANGUAGE_EN, NULL);
}

static void
wait_until_current (AtlasTiles      *tiles,
                    const AtlasView *view)
{
  while (!atlas_tiles_are_current (tiles, view))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_shows (AtlasTiles      *tiles,
              const AtlasView *view,
              AtlasScene      *scene)
{
  cairo_t *whole_cr, *tiled_cr;
  cairo_surface_t *whole = new_picture (view, &whole_cr);
  cairo_surface_t *tiled = new_picture (view, &tiled_cr);

  atlas_painter_paint_ground (whole_cr, view, scene);
  atlas_tiles_draw (tiles, view, NULL, tiled_cr);
  g_assert_cmpuint (count_differences (whole, tiled), <, 100);
  cairo_destroy (whole_cr);
  cairo_destroy (tiled_cr);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (tiled);
}

/* So much is not drawn at once. */
static void
test_untouched (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  g_autoptr(AtlasScene) scene = make_scene (2);
  AtlasView view = make_view (scene, 11.3);
  AtlasBox changed;
  g_autoptr(AtlasScene) other = change (scene, FALSE, -1, &changed);
  double middle_x = (changed.x0 + changed.x1) / 2, middle_y = (changed.y0 + changed.y1) / 2;
  double far = 1.5 * ATLAS_TILE_SIZE / view.scale;
  guint n_ready = 0;
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, count, &n_ready);
  g_autoptr(AtlasPicture) inside = NULL;
  g_autoptr(AtlasPicture) outside = NULL;

  changed = atlas_box_grow (&changed, 200 / view.scale);
  view.width = 4 * ATLAS_TILE_SIZE;
  view.x0 = round (middle_x * view.scale - view.width / 2) / view.scale;
  view.y0 = round (middle_y * view.scale - view.height / 2) / view.scale;
  atlas_tiles_want (tiles, &view);
  wait_until_current (tiles, &view);
  inside = atlas_picture_ref ((AtlasPicture *) atlas_tiles_get_picture (tiles, middle_x, middle_y));
  outside = atlas_picture_ref ((AtlasPicture *) atlas_tiles_get_picture (tiles, middle_x + far,
                                                                         middle_y));

  atlas_tiles_renew (tiles, other, &changed);
  g_assert_true (atlas_tiles_cover (tiles, &view));
  g_assert_false (atlas_tiles_are_current (tiles, &view));
  g_assert_true (atlas_tiles_get_picture (tiles, middle_x, middle_y) == inside);
  wait_until_current (tiles, &view);
  g_assert_true (atlas_tiles_get_picture (tiles, middle_x, middle_y) != inside);
  g_assert_true (atlas_tiles_get_picture (tiles, middle_x + far, middle_y) == outside);
  assert_shows (tiles, &view, other);

  atlas_tiles_free (tiles);
  atlas_workers_unref (workers);
}

/* How much of a tile is another when its scene, where all is, is said to be another in a
 * small place only. */
static double
find_share (AtlasScene *scene,
            AtlasScene *other)
{
  AtlasView view = make_view (scene, 10);
  AtlasWorkers *workers = atlas_workers_ref_default ();
  guint n_ready = 0, n_different;
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, count, &n_ready);
  cairo_t *before_cr, *after_cr;
  cairo_surface_t *before, *after;
  AtlasBox changed;

  view.x0 = floor (view.x0 * view.scale / ATLAS_TILE_SIZE) * ATLAS_TILE_SIZE / view.scale;
  view.y0 = floor (view.y0 * view.scale / ATLAS_TILE_SIZE) * ATLAS_TILE_SIZE / view.scale;
  view.width = view.height = ATLAS_TILE_SIZE;
  changed = (AtlasBox) { view.x0 + 200 / view.scale, view.y0 + 200 / view.scale,
                         view.x0 + 210 / view.scale, view.y0 + 210 / view.scale };
  before = new_picture (&view, &before_cr);
  after = new_picture (&view, &after_cr);
  atlas_tiles_want (tiles, &view);
  wait_until_current (tiles, &view);
  atlas_tiles_draw (tiles, &view, NULL, before_cr);
  atlas_tiles_renew (tiles, other, &changed);
  g_assert_true (atlas_tiles_are_current (tiles, &view));
  atlas_tiles_draw (tiles, &view, NULL, after_cr);
  n_different = count_differences (before, after);

  cairo_destroy (before_cr);
  cairo_destroy (after_cr);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  atlas_tiles_free (tiles);
  atlas_workers_unref (workers);

  return n_different / (double) (ATLAS_TILE_SIZE * ATLAS_TILE_SIZE);
}

/* What did not change is not painted again, and so little at once. */
static void
test_partly (void)
{
  g_autoptr(AtlasScene) blocks = make_scene (2);
  g_autoptr(AtlasStyle) grey = atlas_style_new_variant (
    (AtlasStyle *) atlas_scene_get_style (blocks), "grey");
  g_autoptr(AtlasScene) other = NULL;
  double share;

  g_assert_nonnull (grey);
  other = atlas_scene_new_like (blocks, atlas_scene_get_shapes (blocks), grey, ATLAS_LANGUAGE_EN,
                                NULL, atlas_scene_get_options (blocks));
  share = find_share (blocks, other);
  g_assert_cmpfloat (share, >, 0.02);
  g_assert_cmpfloat (share, <, 0.3);
}

/* How many tiles have a part of it. */
static guint
count_seen (const AtlasView *view)
{
  double left = round (view->x0 * view->scale), top = round (view->y0 * view->scale);

  return (guint) ((floor ((left + view->width - 1) / ATLAS_TILE_SIZE) -
                   floor (left / ATLAS_TILE_SIZE) + 1) *
                  (floor ((top + view->height - 1) / ATLAS_TILE_SIZE) -
                   floor (top / ATLAS_TILE_SIZE) + 1));
}

/* However many changes come while a tile is drawn, it is drawn once more; those that are
 * not seen, once, when no more changes come. */
static void
test_coalesced (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  AtlasScene *scene = make_scene (2);
  AtlasView view = make_view (scene, 11.5);
  AtlasView wide = view;
  guint n_ready = 0, n_tiles;
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, count, &n_ready);

  wide.x0 -= ATLAS_TILE_SIZE / view.scale;
  wide.y0 -= ATLAS_TILE_SIZE / view.scale;
  wide.width += 2 * ATLAS_TILE_SIZE;
  wide.height += 2 * ATLAS_TILE_SIZE;
  atlas_tiles_want (tiles, &view);
  wait_until_current (tiles, &wide);
  n_tiles = n_ready;
  g_assert_cmpuint (n_tiles, ==, count_seen (&wide));
  n_ready = 0;
  for (guint i = 0; i < 50; i++)
    {
      AtlasBox changed;
      AtlasScene *next = change (scene, TRUE, (int) (i % ATLAS_N_CLASSES), &changed);

      atlas_tiles_renew (tiles, next, &changed);
      atlas_scene_unref (scene);
      scene = next;
    }
  wait_until_current (tiles, &view);
  assert_shows (tiles, &view, scene);
  wait_until_current (tiles, &wide);
  g_assert_cmpfloat (atlas_box_width (atlas_shapes_get_box (atlas_scene_get_shapes (scene))), >,
                     wide.width / wide.scale);
  g_assert_cmpuint (n_ready, <=, n_tiles + count_seen (&view));

  atlas_tiles_free (tiles);
  atlas_scene_unref (scene);
  atlas_workers_unref (workers);
}

#define GRID 60
#define CELL 500.0

/* Around the middle of the plan, high at the corner of that number. */
static AtlasScene *
change_density (AtlasScene              *scene,
                guint                    corner,
                const AtlasSceneOptions *options)
{
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (scene));
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_MERCATOR,
                                                                ATLAS_CRS_PLANE);
  AtlasPoint middle = atlas_projection_point (projection, (box->x0 + box->x1) / 2,
                                              (box->y0 + box->y1) / 2);
  g_autofree float *values = g_new (float, GRID * GRID);
  g_autoptr(AtlasGrid) grid = NULL;

  for (guint row = 0; row < GRID; row++)
    for (guint column = 0; column < GRID; column++)
      values[row * GRID + column] =
        (float) ((corner % 2 == 0 ? column : GRID - column) * (corner < 2 ? row : GRID - row));
  grid = atlas_grid_new (middle.x - GRID * CELL / 2, middle.y - GRID * CELL / 2, CELL, GRID, GRID,
                         values);

  return atlas_scene_new_like (scene, atlas_scene_get_shapes (scene),
                               (AtlasStyle *) atlas_scene_get_style (scene), ATLAS_LANGUAGE_EN,
                               grid, options);
}

/* What lies below and above a density is kept while that moves, and not when it changes. */
static void
test_density_moves (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  AtlasScene *scene = make_scene (3);
  AtlasView view = make_view (scene, 10.37);
  const AtlasBox *all = atlas_shapes_get_box (atlas_scene_get_shapes (scene));
  AtlasSceneOptions options = *atlas_scene_get_options (scene);
  guint n_ready = 0;
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, count, &n_ready);

  atlas_tiles_want (tiles, &view);
  wait_until_current (tiles, &view);
  for (guint step = 0; step < 8; step++)
    {
      AtlasScene *next;

      /* The blocks are on, and then over it. */
      if (step == 4)
        atlas_scene_options_set_shown (&options, ATLAS_DRAWN_BLOCKS, TRUE);
      if (step == 6)
        atlas_scene_options_move_under (&options, ATLAS_DRAWN_DENSITY, ATLAS_DRAWN_BLOCKS);
      next = change_density (scene, step % 4, &options);
      atlas_tiles_renew (tiles, next, all);
      atlas_scene_unref (scene);
      scene = next;
      wait_until_current (tiles, &view);
      assert_shows (tiles, &view, scene);
    }

  atlas_tiles_free (tiles);
  atlas_scene_unref (scene);
  atlas_workers_unref (workers);
}

/* Marks are those of the tile that is drawn anew. */
static void
test_renewed_marked (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  g_autoptr(AtlasScene) scene = make_scene (2);
  AtlasView view = make_view (scene, 10.37);
  AtlasBox changed;
  g_autoptr(AtlasScene) other = change (scene, TRUE, ATLAS_CLASS_KEY, &changed);
  const guint block = 200;
  g_autoptr(GBytes) marked = g_bytes_new (&block, sizeof block);
  guint n_ready = 0;
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, count, &n_ready);
  cairo_t *cr;
  cairo_surface_t *whole = new_picture (&view, &cr);
  cairo_surface_t *tiled = cairo_surface_create_similar_image (whole, CAIRO_FORMAT_RGB24,
                                                               (int) view.width,
                                                               (int) view.height);

  atlas_painter_paint_ground (cr, &view, other);
  atlas_marks_paint (cr, &view, other, ATLAS_MARK_SELECTED, &block, 1);
  cairo_destroy (cr);
  atlas_tiles_want (tiles, &view);
  wait_until_current (tiles, &view);
  atlas_tiles_renew (tiles, other, &changed);
  atlas_tiles_set_marked (tiles, marked);
  draw_until_marked (tiles, &view, tiled);
  g_assert_cmpuint (count_differences (whole, tiled), <, 200);

  cairo_surface_destroy (whole);
  cairo_surface_destroy (tiled);
  atlas_tiles_free (tiles);
  atlas_workers_unref (workers);
}

static void
fail_if_ready (gpointer data)
{
  g_assert_not_reached ();
}

static void
test_forgotten (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  g_autoptr(AtlasScene) scene = make_scene (2);
  AtlasView view = make_view (scene, 11.5);
  AtlasTiles *tiles = atlas_tiles_new (workers, scene, view.scale, view.point,
                                       ATLAS_PICTURE_SURFACE, fail_if_ready, NULL);

  atlas_tiles_want (tiles, &view);
  atlas_tiles_free (tiles);
  atlas_workers_unref (workers);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

typedef struct
{
  GMutex   mutex;    /* held: the worker waits */
  GString *finished; /* the jobs' letters */
} Order;

typedef struct
{
  Order *order;
  char   letter;
} Letter;

static gpointer
work (gpointer      data,
      GCancellable *cancellable)
{
  Letter *letter = data;

  g_mutex_lock (&letter->order->mutex);
  g_mutex_unlock (&letter->order->mutex);

  return g_strndup (&letter->letter, 1);
}

static void
on_done (gpointer result,
         gpointer data)
{
  g_autofree char *letter = result;
  Order *order = data;

  g_string_append (order->finished, letter);
}

static void
push (AtlasWorkers *workers,
      Order        *order,
      char          letter,
      int           priority,
      GCancellable *cancellable)
{
  Letter *data = g_new (Letter, 1);
  AtlasWork job = { work, data, g_free, g_free, on_done, order };

  *data = (Letter) { order, letter };
  atlas_workers_push (workers, priority, cancellable, &job);
}

static void
test_cancelled (void)
{
  AtlasWorkers *workers = atlas_workers_ref_default ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Order order = { .finished = g_string_new (NULL) };

  g_mutex_init (&order.mutex);
  g_mutex_lock (&order.mutex);
  push (workers, &order, 'x', 0, cancellable);
  push (workers, &order, 'a', 0, NULL);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&order.mutex);
  while (order.finished->len < 1)
    g_main_context_iteration (NULL, TRUE);
  atlas_workers_unref (workers);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpstr (order.finished->str, ==, "a");
  g_string_free (order.finished, TRUE);
  g_mutex_clear (&order.mutex);
}

/* After a long zoom a picture may have no pixel left: then it is not there, and
 * what comes after it is. */
static void
test_no_room_no_harm (void)
{
  AtlasView view = { .width = 4, .height = 4 };
  cairo_t *cr;
  cairo_surface_t *surface = new_picture (&view, &cr);
  g_autoptr(AtlasPicture) picture =
    atlas_picture_new_take (cairo_image_surface_create (CAIRO_FORMAT_RGB24, 8, 8),
                            ATLAS_PICTURE_SURFACE);

  atlas_picture_draw (picture, NULL, cr, &GRAPHENE_RECT_INIT (1, 1, 0, 2));
  atlas_picture_draw (picture, NULL, cr, &GRAPHENE_RECT_INIT (1, 1, 2, 0));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tiles/together-are-the-whole-picture", test_seamless);
  g_test_add_func ("/tiles/show-which-blocks-are-marked", test_marked);
  g_test_add_func ("/tiles/a-change-leaves-the-others-alone", test_untouched);
  g_test_add_func ("/tiles/a-change-leaves-the-rest-of-a-tile", test_partly);
  g_test_add_func ("/tiles/many-changes-are-drawn-as-one", test_coalesced);
  g_test_add_func ("/tiles/a-density-moves", test_density_moves);
  g_test_add_func ("/tiles/a-changed-one-keeps-its-marks", test_renewed_marked);
  g_test_add_func ("/tiles/only-what-is-seen-is-kept", test_seen);
  g_test_add_func ("/tiles/forgotten-ones-stay-silent", test_forgotten);
  g_test_add_func ("/tiles/no-room-no-harm", test_no_room_no_harm);
  g_test_add_func ("/workers/cancelled-jobs-stay-silent", test_cancelled);

  return g_test_run ();
}
