#include "atlas-ending.h"

#include "atlas-error.h"
#include "atlas-window.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef GDK_WINDOWING_X11
#include <X11/Xlib.h>
#endif
#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

/* What is left of the 3 s is for closing. */
#define FLUSH_US (2500 * G_TIME_SPAN_MILLISECOND)
/* Between two tries while another program holds a file. */
#define AGAIN_US (50 * G_TIME_SPAN_MILLISECOND)

static gboolean
flush_document (AtlasDocument *document,
                gint64         until)
{
  g_autoptr(GError) error = NULL;

  while (!atlas_document_flush (document, MAX (0, until - g_get_monotonic_time ()), &error))
    {
      if (!g_error_matches (error, ATLAS_ERROR, ATLAS_ERROR_BUSY) ||
          g_get_monotonic_time () >= until)
        {
          g_printerr ("%s\n", error->message);
          return FALSE;
        }
      g_clear_error (&error);
      g_usleep (AGAIN_US);
      atlas_document_retry (document);
    }

  return TRUE;
}

gboolean
atlas_ending_flush (GtkApplication *application,
                    gint64          timeout)
{
  gint64 until = g_get_monotonic_time () + timeout;
  gboolean flushed = TRUE;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), FALSE);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    {
      AtlasMaps *maps = ATLAS_IS_WINDOW (l->data) ? atlas_window_get_maps (l->data) : NULL;

      if (maps != NULL && !flush_document (atlas_maps_get_document (maps), until))
        flushed = FALSE;
    }

  return flushed;
}

/* Windows keep their size when they are closed, not when the program ends. Where
 * the disk does not answer, closing a file would wait for it. */
static gboolean
on_signal (gpointer data)
{
  GtkWindow *window;

  if (!atlas_ending_flush (data, FLUSH_US))
    {
      g_settings_sync ();
      _exit (EXIT_FAILURE);
    }

  while ((window = gtk_application_get_active_window (data)) != NULL)
    gtk_window_destroy (window);
  g_application_quit (data);

  return G_SOURCE_REMOVE;
}

static void
on_query_end (GtkApplication *application)
{
  if (!atlas_ending_flush (application, FLUSH_US))
    gtk_application_inhibit (application, gtk_application_get_active_window (application),
                             GTK_APPLICATION_INHIBIT_LOGOUT,
                             _("Changes of a plan are not on disk"));
}

#ifdef GDK_WINDOWING_X11

/* On the main thread, in the middle of whatever Xlib was asked for, and it must
 * not return. That what is pending can be waited for is sure even so: it is with
 * threads of its own that have nothing to do with the display. */
static int
on_display_lost (Display *display)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    atlas_ending_flush (GTK_APPLICATION (application), FLUSH_US);
  _exit (EXIT_FAILURE);

  return 0;
}

#endif

#ifdef GDK_WINDOWING_WAYLAND

/* GTK ends the program at once when it sees this; so it must be seen before. */
static gboolean
on_compositor_gone (int          fd,
                    GIOCondition condition,
                    gpointer     application)
{
  atlas_ending_flush (application, FLUSH_US);
  _exit (EXIT_FAILURE);

  return G_SOURCE_REMOVE;
}

static void
watch_compositor (GtkApplication *application)
{
  GdkDisplay *display = gdk_display_get_default ();
  struct wl_display *wayland = GDK_IS_WAYLAND_DISPLAY (display)
                               ? gdk_wayland_display_get_wl_display (display) : NULL;

  if (wayland != NULL)
    g_unix_fd_add_full (G_PRIORITY_HIGH, wl_display_get_fd (wayland), G_IO_HUP | G_IO_ERR,
                        on_compositor_gone, application, NULL);
}

#endif

/* After GTK has opened the display and has set its own ways. */
static void
on_startup (GtkApplication *application)
{
  static const int numbers[] = { SIGTERM, SIGHUP, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_unix_signal_add (numbers[i], on_signal, application);
#ifdef GDK_WINDOWING_X11
  XSetIOErrorHandler (on_display_lost);
#endif
#ifdef GDK_WINDOWING_WAYLAND
  watch_compositor (application);
#endif
}

void
atlas_ending_follow (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_object_set (application, "register-session", TRUE, NULL);
  g_signal_connect_after (application, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (application, "query-end", G_CALLBACK (on_query_end), NULL);
}
