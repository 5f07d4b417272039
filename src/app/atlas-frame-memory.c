#include "atlas-frame-memory.h"

#include "atlas-memory.h"

#ifdef GDK_WINDOWING_X11

#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>

#define KEY "atlas-frame-memory"
/* The edge of what is left in the memory, pixels; less would not be shared. */
#define REMNANT 64

void
atlas_frame_memory_keep (GtkNative *native,
                         int        width,
                         int        height)
{
  GdkDisplay *display;
  Screen *screen;
  cairo_surface_t *root, *frame, *remnant;

  g_return_if_fail (GTK_IS_NATIVE (native));

  display = gtk_widget_get_display (GTK_WIDGET (native));
  if (!GDK_IS_X11_DISPLAY (display))
    return;

  screen = DefaultScreenOfDisplay (gdk_x11_display_get_xdisplay (display));
  root = cairo_xlib_surface_create (DisplayOfScreen (screen), RootWindowOfScreen (screen),
                                    DefaultVisualOfScreen (screen), WidthOfScreen (screen),
                                    HeightOfScreen (screen));
  /* Frames are laid into the memory that was made for the first, and parts of frames between
   * that and the remnant. */
  frame = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, width, height);
  remnant = cairo_surface_create_similar_image (root, CAIRO_FORMAT_RGB24, REMNANT, REMNANT);
  atlas_memory_take_ahead (cairo_image_surface_get_data (remnant),
                           cairo_image_surface_get_data (frame));
  cairo_surface_destroy (frame);
  cairo_surface_destroy (root);
  g_object_set_data_full (G_OBJECT (gtk_native_get_surface (native)), KEY, remnant,
                          (GDestroyNotify) cairo_surface_destroy);
}

#else

void
atlas_frame_memory_keep (GtkNative *native,
                         int        width,
                         int        height)
{
}

#endif
