#include "atlas-window-private.h"

/* Action and the session's property behind it. */
static const char *const actions[][2] = {
  { "palette", "palette" },
  { "hatched", "hatched" },
  { "text-scale", "text-scale" },
  { "legend-corner", "legend-corner" },
  { "select-shape", "select-shape" },
};

/* The palettes are those of the plan's style, named as it has them. */
static void
on_maps_changed (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  const AtlasStyle *style;
  AtlasLanguage language;

  g_menu_remove_all (self->palette_menu);
  if (maps == NULL)
    return;

  style = atlas_scene_get_style (atlas_maps_get_scene (maps, 1));
  language = atlas_scene_get_language (atlas_maps_get_scene (maps, 1));
  for (guint i = 0; i < atlas_style_get_n_variants (style); i++)
    {
      g_autoptr(GMenuItem) item =
        g_menu_item_new (atlas_style_get_variant_name (style, i, language), NULL);

      g_menu_item_set_action_and_target (item, "win.palette", "s",
                                         atlas_style_get_variant_key (style, i));
      g_menu_append_item (self->palette_menu, item);
    }
}

/* Told is what is seen. */
static void
add_fold_legend (AtlasWindow *self)
{
  g_autoptr(GPropertyAction) action =
    g_property_action_new ("fold-legend", atlas_map_view_get_legend (self->map_view),
                           "shown-folded");

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

void
atlas_window_add_look_actions (AtlasWindow *self)
{
  add_fold_legend (self);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr(GPropertyAction) action =
        g_property_action_new (actions[i][0], self->session, actions[i][1]);

      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  on_maps_changed (self);
}
