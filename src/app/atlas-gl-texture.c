#include "atlas-gl-texture.h"

#include <epoxy/gl.h>

#define KEY "atlas-gl-texture"
/* As many as two windows full of tiles. */
#define N_SPARE 24

/* One a display. */
typedef struct
{
  GdkGLContext *context;
  GQueue        spare; /* Pixels that nothing shows any more, the latest first */
  guint         n;     /* Pixels in all */
} Store;

typedef struct
{
  Store    *store;
  guint     id;
  int       width;
  int       height;
  gboolean  smooth;
} Pixels;

static void
pixels_bind (const Pixels *self)
{
  gdk_gl_context_make_current (self->store->context);
  glBindTexture (GL_TEXTURE_2D, self->id);
}

static void
pixels_free (Pixels *self)
{
  gdk_gl_context_make_current (self->store->context);
  glDeleteTextures (1, &self->id);
  self->store->n--;
  g_free (self);
}

static void
pixels_give_back (gpointer data)
{
  Pixels *self = data;
  GQueue *spare = &self->store->spare;

  g_queue_push_head (spare, self);
  if (spare->length > N_SPARE)
    pixels_free (g_queue_pop_tail (spare));
}

/* OpenGL ES has no pixels in cairo's order. Returns: (nullable) (transfer full) */
static GdkGLContext *
make_context (GdkDisplay *display)
{
  g_autoptr(GdkGLContext) context = gdk_display_create_gl_context (display, NULL);

  if (context == NULL || !gdk_gl_context_realize (context, NULL) ||
      gdk_gl_context_get_use_es (context))
    return NULL;

  return g_steal_pointer (&context);
}

/* One context for all textures, asked for once; GTK's own share what it has. It stays as
 * long as the display, which the program never closes. Returns: (nullable) */
static Store *
get_store (GdkDisplay *display)
{
  Store *store = g_object_get_data (G_OBJECT (display), KEY);

  if (store == NULL)
    {
      store = g_new0 (Store, 1);
      store->context = make_context (display);
      g_object_set_data (G_OBJECT (display), KEY, store);
    }

  return store->context != NULL ? store : NULL;
}

static void
set_filter (int filter)
{
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
}

static Pixels *
pixels_new (Store *store,
            int    width,
            int    height)
{
  Pixels *self = g_new0 (Pixels, 1);

  *self = (Pixels) { .store = store, .width = width, .height = height };
  store->n++;
  gdk_gl_context_make_current (store->context);
  glGenTextures (1, &self->id);
  pixels_bind (self);
  set_filter (GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D (GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_BGRA,
                GL_UNSIGNED_INT_8_8_8_8_REV, NULL);

  return self;
}

static Pixels *
pixels_take (Store *store,
             int    width,
             int    height)
{
  for (GList *link = store->spare.head; link != NULL; link = link->next)
    {
      Pixels *self = link->data;

      if (self->width == width && self->height == height)
        {
          g_queue_delete_link (&store->spare, link);
          return self;
        }
    }

  return pixels_new (store, width, height);
}

GdkTexture *
atlas_gl_texture_new (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  GdkTexture *texture;
  Pixels *pixels;
  Store *store;

  g_return_val_if_fail (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32, NULL);

  store = get_store (gdk_display_get_default ());
  if (store == NULL)
    return NULL;

  pixels = pixels_take (store, width, height);
  pixels_bind (pixels);
  /* Rows of cairo's images have nothing between them. */
  glTexSubImage2D (GL_TEXTURE_2D, 0, 0, 0, width, height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV,
                   cairo_image_surface_get_data (surface));
  texture = gdk_gl_texture_new (store->context, pixels->id, width, height, pixels_give_back,
                                pixels);
  g_object_set_data (G_OBJECT (texture), KEY, pixels);
  atlas_gl_texture_set_smooth (texture, FALSE);

  return texture;
}

void
atlas_gl_texture_set_smooth (GdkTexture *texture,
                             gboolean    smooth)
{
  Pixels *pixels = g_object_get_data (G_OBJECT (texture), KEY);

  if (pixels == NULL || pixels->smooth == smooth)
    return;

  pixels->smooth = smooth;
  pixels_bind (pixels);
  set_filter (smooth ? GL_LINEAR : GL_NEAREST);
}

guint
atlas_gl_texture_get_n (void)
{
  Store *store = get_store (gdk_display_get_default ());

  return store != NULL ? store->n : 0;
}
