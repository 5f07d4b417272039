#include "atlas-frame-memory.h"

#include "atlas-memory.h"

#ifdef GDK_WINDOWING_X11

#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>

#define KEY "atlas-frame-memory"
/* The edge of what is left in the memory, pixels; less would not be shared. */
#define REMNANT 64
/* Pixels in a page of most machines. */
#define PAGE 1024

/* All that a server knows of. */
static cairo_surface_t *
create_root (GdkDisplay *display)
{
  Screen *screen = DefaultScreenOfDisplay (gdk_x11_display_get_xdisplay (display));

  return cairo_xlib_surface_create (DisplayOfScreen (screen), RootWindowOfScreen (screen),
                                    DefaultVisualOfScreen (screen), WidthOfScreen (screen),
                                    HeightOfScreen (screen));
}

/* In the largest part of a frame that lies beside the frame: cairo lays everything into
 * a power of two. */
static int
count_pages (cairo_surface_t *frame)
{
  gulong size = (gulong) cairo_image_surface_get_stride (frame) *
                (gulong) cairo_image_surface_get_height (frame);

  return (int) ((1ul << g_bit_storage (size - 1) >> 1) / (4 * PAGE));
}

typedef struct
{
  GdkDisplay *display;
  int         n_pages;
} Parts;

static void
parts_free (gpointer data)
{
  Parts *self = data;

  g_object_unref (self->display);
  g_free (self);
}

/* Of each page a pixel. */
static gboolean
show_to_server (gpointer data)
{
  const Parts *self = data;
  cairo_surface_t *root = create_root (self->display);
  cairo_surface_t *part = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, PAGE,
                                                              self->n_pages);
  cairo_surface_t *column = cairo_surface_create_similar (root, CAIRO_CONTENT_COLOR, 1,
                                                          self->n_pages);
  cairo_t *cr = cairo_create (column);

  cairo_set_source_surface (cr, part, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (column);
  cairo_surface_destroy (part);
  cairo_surface_destroy (root);

  return G_SOURCE_REMOVE;
}

void
atlas_frame_memory_keep (GtkNative *native,
                         int        width,
                         int        height)
{
  GdkDisplay *display;
  cairo_surface_t *root, *frame, *remnant;
  Parts *parts;

  g_return_if_fail (GTK_IS_NATIVE (native));

  display = gtk_widget_get_display (GTK_WIDGET (native));
  if (!GDK_IS_X11_DISPLAY (display))
    return;

  root = create_root (display);
  /* Frames are laid into the memory that was made for the first, and parts of frames between
   * that and the remnant. */
  frame = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, width, height);
  remnant = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, REMNANT, REMNANT);
  atlas_memory_take_ahead (cairo_image_surface_get_data (remnant),
                           cairo_image_surface_get_data (frame));
  parts = g_new (Parts, 1);
  *parts = (Parts) { g_object_ref (display), count_pages (frame) };
  cairo_surface_destroy (frame);
  cairo_surface_destroy (root);
  g_object_set_data_full (G_OBJECT (gtk_native_get_surface (native)), KEY, remnant,
                          (GDestroyNotify) cairo_surface_destroy);
  g_idle_add_full (G_PRIORITY_LOW, show_to_server, parts, parts_free);
}

#else

void
atlas_frame_memory_keep (GtkNative *native,
                         int        width,
                         int        height)
{
}

#endif
