#include "atlas-window-private.h"

#include "atlas-map-picture.h"
#include "atlas-workers.h"

#include <glib/gi18n-lib.h>

/* What is seen comes first. */
#define PRIORITY_COPY 1

typedef struct
{
  AtlasWindow *window; /* borrowed; not touched once cancelled */
  AtlasScene  *scene;
  AtlasView    view;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  atlas_scene_unref (copy->scene);
  g_free (copy);
}

static GdkTexture *
texture_new_take (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

/* Returns: (nullable): there is not so much memory */
static gpointer
paint (gpointer      data,
       GCancellable *cancellable)
{
  const Copy *copy = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         (int) copy->view.width,
                                                         (int) copy->view.height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  atlas_map_picture_paint (cr, &copy->view, copy->scene);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    return texture_new_take (surface);

  cairo_surface_destroy (surface);

  return NULL;
}

static void
on_painted (gpointer result,
            gpointer data)
{
  const Copy *copy = data;
  AtlasWindow *self = copy->window;
  g_autoptr(GdkTexture) texture = result;
  g_autofree char *message = NULL;

  g_clear_object (&self->copying);
  if (texture == NULL)
    {
      message = g_strdup_printf (_("The map was not copied: there is no memory for %d × %d pixels"),
                                 (int) copy->view.width, (int) copy->view.height);
    }
  else
    {
      gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
      message = g_strdup_printf (_("Copied %d × %d pixels"), gdk_texture_get_width (texture),
                                 gdk_texture_get_height (texture));
    }
  atlas_status_bar_say (self->status_bar, message);
}

/* Another copy while one is painted takes its place.
 * @factor: pixels of the picture a CSS pixel of the window */
static void
copy_map (AtlasWindow *self,
          double       factor)
{
  AtlasMapLayer *layer = atlas_map_view_get_layer (self->map_view);
  g_autoptr(AtlasWorkers) workers = NULL;
  AtlasView view;
  Copy *copy;
  AtlasWork work = {
    .work = paint,
    .free_data = copy_free,
    .free_result = g_object_unref,
    .done = on_painted,
  };

  if (!atlas_map_layer_get_view (layer, &view))
    return;

  copy = g_new0 (Copy, 1);
  copy->window = self;
  copy->scene = atlas_scene_ref (atlas_map_layer_get_scene (layer));
  copy->view = atlas_map_picture_scale_view (&view, factor);
  work.data = copy;
  work.user_data = copy;

  atlas_window_cancel_copy (self);
  self->copying = g_cancellable_new ();
  workers = atlas_workers_ref_default ();
  atlas_workers_push (workers, PRIORITY_COPY, self->copying, &work);
}

static void
on_copy_map (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  copy_map (data, 1);
}

static void
on_copy_map_large (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  copy_map (data, 2);
}

static const GActionEntry entries[] = {
  { .name = "copy-map", .activate = on_copy_map },
  { .name = "copy-map-large", .activate = on_copy_map_large },
};

static void
update_enabled (AtlasWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   atlas_session_get_maps (self->session) != NULL);
    }
}

void
atlas_window_add_copy_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  update_enabled (self);
}

void
atlas_window_cancel_copy (AtlasWindow *self)
{
  g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
}
