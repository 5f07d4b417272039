#include "atlas-window-private.h"

#include "atlas-map-description.h"
#include "atlas-map-scale.h"

#include <glib/gi18n-lib.h>

/* The map rests, and what is selected, when nothing has changed for so long: to
 * describe it in each frame would cost more than it is worth. */
#define REST_MS 500

/* NULL: there is nothing to be seen yet. */
static char *
dup_description (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  GtkWidget *map = GTK_WIDGET (atlas_map_view_get_map (self->map_view));
  double scale = atlas_map_scale_from_metres_per_pixel (
                   atlas_map_view_get_metres_per_pixel (self->map_view));
  AtlasMapEvent middle;
  guint n_blocks;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (self->session),
                                             &n_blocks);

  if (maps == NULL ||
      !atlas_map_input_locate (atlas_map_view_get_input (self->map_view),
                               gtk_widget_get_width (map) / 2.0,
                               gtk_widget_get_height (map) / 2.0, &middle))
    return NULL;

  return atlas_map_description_write (atlas_maps_get_plan (maps),
                                      atlas_maps_get_locator (maps),
                                      atlas_session_get_scene (self->session), &middle.view,
                                      middle.plane, scale, blocks, n_blocks);
}

static void
describe (AtlasWindow *self)
{
  g_autofree char *shown = dup_description (self);
  const char *keys = _("Arrow keys move the map, plus and minus zoom it, 0 shows the whole city.");
  /* Translators: two texts of whole sentences, one after the other */
  g_autofree char *text = shown != NULL ? g_strdup_printf (C_("sentences", "%s %s"), shown, keys)
                                        : g_strdup (keys);

  gtk_accessible_update_property (GTK_ACCESSIBLE (atlas_map_view_get_map (self->map_view)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static gboolean
on_rested (gpointer data)
{
  AtlasWindow *self = data;

  self->describe_id = 0;
  describe (self);

  return G_SOURCE_REMOVE;
}

static void
on_changed (AtlasWindow *self)
{
  g_clear_handle_id (&self->describe_id, g_source_remove);
  self->describe_id = g_timeout_add (REST_MS, on_rested, self);
}

void
atlas_window_add_description (AtlasWindow *self)
{
  GObject *sources[] = {
    G_OBJECT (shumate_map_get_viewport (atlas_map_view_get_map (self->map_view))),
    G_OBJECT (self->session), G_OBJECT (atlas_session_get_selection (self->session)),
  };
  static const char *const signals[] = { "notify", "scene-changed", "changed" };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_signal_connect_object (sources[i], signals[i], G_CALLBACK (on_changed), self,
                             G_CONNECT_SWAPPED);
  describe (self);
}

void
atlas_window_stop_description (AtlasWindow *self)
{
  g_clear_handle_id (&self->describe_id, g_source_remove);
}
