/* Pixels in OpenGL's memory. */
#include "atlas-gl-texture.h"

#include <gsk/gl/gskglrenderer.h>
#include <string.h>

#define WIDTH  300
#define HEIGHT 200
#define STRIDE (4 * WIDTH)
#define SCALE  3
#define N_MANY 60

typedef guint32 (*Color) (int x,
                          int y);

/* Premultiplied: no channel is above its alpha. */
static guint32
get_any_color (int x,
               int y)
{
  guint32 alpha = 100 + (guint32) (x + y) % 156;

  return alpha << 24 | ((guint32) x % 100) << 16 | ((guint32) y % 90) << 8 | (guint32) (x * y) % 80;
}

/* Black meets white in the middle. */
static guint32
get_black_or_white (int x,
                    int y)
{
  return x < WIDTH / 2 ? 0xff000000 : 0xffffffff;
}

static cairo_surface_t *
paint (Color color)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      pixels[y * WIDTH + x] = color (x, y);
  cairo_surface_mark_dirty (surface);

  return surface;
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  GdkTexture *texture = atlas_gl_texture_new (surface);

  g_assert_true (GDK_IS_GL_TEXTURE (texture));
  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, HEIGHT);

  return texture;
}

static void
assert_pixels (GdkTexture      *texture,
               cairo_surface_t *surface)
{
  g_autofree guchar *pixels = g_malloc (STRIDE * HEIGHT);

  g_assert_cmpint (cairo_image_surface_get_stride (surface), ==, STRIDE);
  gdk_texture_download (texture, pixels, STRIDE);
  g_assert_cmpmem (pixels, STRIDE * HEIGHT, cairo_image_surface_get_data (surface),
                   STRIDE * HEIGHT);
}

/* Upright, channels in their order, none lost. */
static void
test_pixels (void)
{
  cairo_surface_t *surface = paint (get_any_color);
  g_autoptr(GdkTexture) texture = make_texture (surface);

  assert_pixels (texture, surface);
  cairo_surface_destroy (surface);
}

/* One that is shown keeps its pixels, whatever goes and comes beside it. */
static void
test_again (void)
{
  cairo_surface_t *any = paint (get_any_color);
  cairo_surface_t *other = paint (get_black_or_white);
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1, 1);
  g_autoptr(GdkTexture) stays = make_texture (any);
  GdkTexture *goes = make_texture (any);
  GdkTexture *of_another_size = atlas_gl_texture_new (small);
  guint n = atlas_gl_texture_get_n ();
  g_autoptr(GdkTexture) again = NULL;

  g_object_unref (goes);
  g_object_unref (of_another_size);
  again = make_texture (other);
  g_assert_cmpuint (atlas_gl_texture_get_n (), ==, n);
  assert_pixels (stays, any);
  assert_pixels (again, other);
  cairo_surface_destroy (any);
  cairo_surface_destroy (other);
  cairo_surface_destroy (small);
}

/* More are given back than are kept. */
static void
test_many (void)
{
  guint n = atlas_gl_texture_get_n ();
  cairo_surface_t *any = paint (get_any_color);
  cairo_surface_t *other = paint (get_black_or_white);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(GPtrArray) textures = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < N_MANY; i++)
        g_ptr_array_add (textures, make_texture (i % 2 == round ? any : other));
      for (guint i = 0; i < N_MANY; i++)
        assert_pixels (g_ptr_array_index (textures, i), i % 2 == round ? any : other);
      g_assert_cmpuint (atlas_gl_texture_get_n (), >=, N_MANY);
    }
  g_assert_cmpuint (atlas_gl_texture_get_n (), <, n + N_MANY / 2);
  cairo_surface_destroy (any);
  cairo_surface_destroy (other);
}

/* Returns: pixels that are neither black nor white where the texture is drawn larger */
static guint
count_greys (GskRenderer *renderer,
             GdkTexture  *texture)
{
  GskRenderNode *node = gsk_texture_node_new (texture, &GRAPHENE_RECT_INIT (0, 0, SCALE * WIDTH,
                                                                            SCALE * HEIGHT));
  g_autoptr(GdkTexture) picture = gsk_renderer_render_texture (renderer, node, NULL);
  g_autofree guint32 *pixels = g_new (guint32, SCALE * WIDTH * SCALE * HEIGHT);
  guint n_greys = 0;

  g_assert_cmpint (gdk_texture_get_width (picture), ==, SCALE * WIDTH);
  gdk_texture_download (picture, (guchar *) pixels, SCALE * STRIDE);
  for (int i = 0; i < SCALE * WIDTH * SCALE * HEIGHT; i++)
    n_greys += pixels[i] != 0xff000000 && pixels[i] != 0xffffffff;
  gsk_render_node_unref (node);

  return n_greys;
}

static void
test_filter (void)
{
  g_autoptr(GskRenderer) renderer = gsk_gl_renderer_new ();
  cairo_surface_t *surface = paint (get_black_or_white);
  g_autoptr(GdkTexture) texture = make_texture (surface);
  g_autoptr(GError) error = NULL;

  gsk_renderer_realize (renderer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_greys (renderer, texture), ==, 0);
  atlas_gl_texture_set_smooth (texture, TRUE);
  /* In each row those between the middles of the two pixels that meet. */
  g_assert_cmpuint (count_greys (renderer, texture), >=, SCALE * HEIGHT);
  atlas_gl_texture_set_smooth (texture, FALSE);
  g_assert_cmpuint (count_greys (renderer, texture), ==, 0);
  /* What is made of a smooth one is not. */
  atlas_gl_texture_set_smooth (texture, TRUE);
  g_clear_object (&texture);
  texture = make_texture (surface);
  g_assert_cmpuint (count_greys (renderer, texture), ==, 0);
  gsk_renderer_unrealize (renderer);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  /* All other tests do without OpenGL. */
  g_unsetenv ("GDK_DEBUG");
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gl-texture/has-the-pixels-of-the-surface", test_pixels);
  g_test_add_func ("/gl-texture/one-that-went-is-used-again", test_again);
  g_test_add_func ("/gl-texture/many-come-and-go", test_many);
  g_test_add_func ("/gl-texture/is-smooth-where-it-is-scaled", test_filter);

  return g_test_run ();
}
