#include "atlas-gl-texture.h"

#include <epoxy/gl.h>

#define KEY "atlas-gl-texture"

typedef struct
{
  GdkGLContext *context;
  guint         id;
  gboolean      smooth;
} Pixels;

static void
pixels_bind (const Pixels *self)
{
  gdk_gl_context_make_current (self->context);
  glBindTexture (GL_TEXTURE_2D, self->id);
}

static void
pixels_free (gpointer data)
{
  Pixels *self = data;

  gdk_gl_context_make_current (self->context);
  glDeleteTextures (1, &self->id);
  g_object_unref (self->context);
  g_free (self);
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

/* One for all textures, asked for once; GTK's own contexts share what it has.
 * Returns: (nullable) */
static GdkGLContext *
get_context (GdkDisplay *display)
{
  static const char asked[] = KEY "-asked";

  if (g_object_get_data (G_OBJECT (display), asked) == NULL)
    {
      g_object_set_data (G_OBJECT (display), asked, display);
      g_object_set_data_full (G_OBJECT (display), KEY, make_context (display), g_object_unref);
    }

  return g_object_get_data (G_OBJECT (display), KEY);
}

static void
set_filter (int filter)
{
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
}

static Pixels *
pixels_new (GdkGLContext    *context,
            cairo_surface_t *surface)
{
  Pixels *self = g_new0 (Pixels, 1);

  self->context = g_object_ref (context);
  gdk_gl_context_make_current (context);
  glGenTextures (1, &self->id);
  pixels_bind (self);
  set_filter (GL_NEAREST);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri (GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  /* Rows of cairo's images have nothing between them. */
  glTexImage2D (GL_TEXTURE_2D, 0, GL_RGBA8, cairo_image_surface_get_width (surface),
                cairo_image_surface_get_height (surface), 0, GL_BGRA,
                GL_UNSIGNED_INT_8_8_8_8_REV, cairo_image_surface_get_data (surface));

  return self;
}

GdkTexture *
atlas_gl_texture_new (cairo_surface_t *surface)
{
  GdkGLContext *context;
  GdkTexture *texture;
  Pixels *pixels;

  g_return_val_if_fail (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32, NULL);

  context = get_context (gdk_display_get_default ());
  if (context == NULL)
    return NULL;

  pixels = pixels_new (context, surface);
  texture = gdk_gl_texture_new (context, pixels->id, cairo_image_surface_get_width (surface),
                                cairo_image_surface_get_height (surface), pixels_free, pixels);
  g_object_set_data (G_OBJECT (texture), KEY, pixels);

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
