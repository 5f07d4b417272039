#include "atlas-window-private.h"

#include "atlas-site-tool.h"

/* (nullable) */
static AtlasSiteTool *
get_tool (AtlasWindow *self)
{
  AtlasMapTool *tool = atlas_map_view_get_tool (self->map_view);

  return ATLAS_IS_SITE_TOOL (tool) ? ATLAS_SITE_TOOL (tool) : NULL;
}

static void
on_done (AtlasWindow *self)
{
  atlas_map_view_set_tool (self->map_view, NULL);
}

/* Who edits sites wants to see them, on whatever map. */
static void
show_sites (AtlasWindow *self)
{
  AtlasSceneOptions options = *atlas_session_get_options (self->session);

  if (get_tool (self) == NULL || atlas_scene_options_shows (&options, ATLAS_DRAWN_SITES))
    return;

  atlas_scene_options_set_shown (&options, ATLAS_DRAWN_SITES, TRUE);
  atlas_session_set_options (self->session, &options);
}

static void
look (AtlasWindow *self)
{
  AtlasMapEvent event;

  if (get_tool (self) != NULL &&
      atlas_map_input_locate (atlas_map_view_get_input (self->map_view), 0, 0, &event))
    atlas_site_tool_look (get_tool (self), &event.view);
}

static gboolean
begin (AtlasDocument  *document,
       gpointer        data,
       GError        **error)
{
  AtlasWindow *self = data;
  g_autoptr(AtlasMapTool) tool = atlas_site_tool_new (self->session, self->editor);

  g_signal_connect_object (tool, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tool, "refused", G_CALLBACK (atlas_window_say_refused), self,
                           G_CONNECT_SWAPPED);
  atlas_map_view_set_tool (self->map_view, tool);
  gtk_widget_grab_focus (GTK_WIDGET (self->map_view));

  return TRUE;
}

/* Where the plan needs a copy first, it is asked for before the tool is there. */
static void
on_edit_sites (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  AtlasWindow *self = data;

  if (get_tool (self) == NULL)
    atlas_editor_do (self->editor, begin, g_object_ref (self), g_object_unref);
  else
    on_done (self);
}

static void
update_state (AtlasWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "edit-sites");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (get_tool (self) != NULL));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               atlas_session_get_maps (self->session) != NULL);
  show_sites (self);
  look (self);
}

void
atlas_window_add_sites_action (AtlasWindow *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (atlas_map_view_get_map (self->map_view));
  g_autoptr(GSimpleAction) action =
    g_simple_action_new_stateful ("edit-sites", NULL, g_variant_new_boolean (FALSE));

  g_signal_connect (action, "activate", G_CALLBACK (on_edit_sites), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  g_signal_connect_object (self->map_view, "notify::tool", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::map", G_CALLBACK (show_sites), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->session, "scene-changed", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_state (self);
}
