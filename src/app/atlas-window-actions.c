#include "atlas-window-private.h"

#define ZOOM_STEP 0.5

static void
on_map (GSimpleAction *action,
        GVariant      *value,
        gpointer       data)
{
  AtlasWindow *self = data;
  guint map = g_variant_get_uint32 (value);

  if (map >= 1 && map <= ATLAS_N_MAPS)
    atlas_session_set_map (self->session, map);
}

static void
on_zoom_in (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  atlas_map_view_zoom (ATLAS_WINDOW (data)->map_view, ZOOM_STEP);
}

static void
on_zoom_out (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  atlas_map_view_zoom (ATLAS_WINDOW (data)->map_view, -ZOOM_STEP);
}

static void
on_zoom_city (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  atlas_map_view_show_city (ATLAS_WINDOW (data)->map_view);
}

/* GTK would make the shortcuts with each window, which takes every start 10 ms. */
static void
on_show_help_overlay (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       data)
{
  GtkApplicationWindow *window = data;

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr(GtkBuilder) builder =
        gtk_builder_new_from_resource ("/org/renewalatlas/Atlas/ui/atlas-shortcuts.ui");
      GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

      gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (overlay));
    }

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

/* A point of the map is so many on the ground. */
static void
on_scale (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  guint scale = g_variant_get_uint32 (parameter);

  if (scale > 0)
    atlas_map_view_set_scale (ATLAS_WINDOW (data)->map_view, scale);
}

/* --- Layers and classes: "(sb)" says which and whether; the state is a
 * dictionary of all the map has --- */

static void
on_layer_visible (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;
  AtlasSceneOptions options = *atlas_session_get_options (self->session);
  const char *key;
  gboolean shown;
  int layer;

  g_variant_get (parameter, "(&sb)", &key, &shown);
  layer = atlas_drawn_layer_find (key);
  if (layer < 0)
    return;

  atlas_scene_options_set_shown (&options, (AtlasDrawnLayer) layer, shown);
  atlas_session_set_options (self->session, &options);
}

static void
on_class_visible (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;
  AtlasSceneOptions options = *atlas_session_get_options (self->session);
  const char *key;
  gboolean shown;
  int fill;

  g_variant_get (parameter, "(&sb)", &key, &shown);
  fill = atlas_fill_find (key);
  if (fill < 0)
    return;

  atlas_scene_options_set_fill_shown (&options, (AtlasFillId) fill, shown);
  atlas_session_set_options (self->session, &options);
}

static void
on_reset_layers (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  atlas_session_reset_options (ATLAS_WINDOW (data)->session);
}

static GVariant *
layers_state (AtlasSession *session)
{
  const AtlasSceneOptions *options = atlas_session_get_options (session);
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sb}"));

  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    g_variant_builder_add (&builder, "{sb}", atlas_drawn_layer_get_key (i),
                           atlas_scene_options_shows (options, i));

  return g_variant_builder_end (&builder);
}

static GVariant *
classes_state (AtlasSession *session)
{
  const AtlasSceneOptions *options = atlas_session_get_options (session);
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sb}"));

  for (guint fill = 0; fill < ATLAS_N_FILLS; fill++)
    if (atlas_fill_get_key (fill) != NULL)
      g_variant_builder_add (&builder, "{sb}", atlas_fill_get_key (fill),
                             atlas_scene_options_shows_fill (options, fill));

  return g_variant_builder_end (&builder);
}

static void
set_state (AtlasWindow *self,
           const char  *name,
           GVariant    *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
update_states (AtlasWindow *self)
{
  GAction *reset = g_action_map_lookup_action (G_ACTION_MAP (self), "reset-layers");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (reset),
                               atlas_session_has_own_options (self->session));
  set_state (self, "map", g_variant_new_uint32 (atlas_session_get_map (self->session)));
  set_state (self, "layer-visible", layers_state (self->session));
  set_state (self, "class-visible", classes_state (self->session));
}

static const GActionEntry entries[] = {
  { .name = "reset-layers", .activate = on_reset_layers },
  { .name = "zoom-in", .activate = on_zoom_in },
  { .name = "zoom-out", .activate = on_zoom_out },
  { .name = "zoom-city", .activate = on_zoom_city },
  { .name = "scale", .activate = on_scale, .parameter_type = "u" },
  { .name = "show-help-overlay", .activate = on_show_help_overlay },
};

static const struct
{
  const char *name;
  const char *type;
  const char *state;
  GCallback   on_activate;
} stateful[] = {
  { "map", "u", "uint32 1", G_CALLBACK (on_map) },
  { "layer-visible", "(sb)", "@a{sb} {}", G_CALLBACK (on_layer_visible) },
  { "class-visible", "(sb)", "@a{sb} {}", G_CALLBACK (on_class_visible) },
};

void
atlas_window_add_map_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (self->settings != NULL)
    {
      g_autoptr(GAction) notation = g_settings_create_action (self->settings, "notation");

      g_action_map_add_action (G_ACTION_MAP (self), notation);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stateful); i++)
    {
      g_autoptr(GVariant) state = g_variant_new_parsed (stateful[i].state);
      g_autoptr(GSimpleAction) action =
        g_simple_action_new_stateful (stateful[i].name, G_VARIANT_TYPE (stateful[i].type),
                                      g_variant_ref_sink (state));

      g_signal_connect (action, "activate", stateful[i].on_activate, self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }

  g_signal_connect_object (self->session, "notify::map", G_CALLBACK (update_states), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "scene-changed", G_CALLBACK (update_states), self,
                           G_CONNECT_SWAPPED);
  update_states (self);
}
