#include "atlas-window-private.h"

#include "atlas-measure-tool.h"

static void
on_done (AtlasWindow *self)
{
  atlas_map_view_set_tool (self->map_view, NULL);
}

static void
on_measure (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  AtlasWindow *self = data;
  g_autoptr(AtlasMapTool) tool = NULL;

  if (!ATLAS_IS_MEASURE_TOOL (atlas_map_view_get_tool (self->map_view)))
    {
      tool = atlas_measure_tool_new (self->session);
      g_signal_connect_object (tool, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
    }
  atlas_map_view_set_tool (self->map_view, tool);
  gtk_widget_grab_focus (GTK_WIDGET (self->map_view));
}

static void
update_state (AtlasWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "measure");
  gboolean measuring = ATLAS_IS_MEASURE_TOOL (atlas_map_view_get_tool (self->map_view));

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (measuring));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               atlas_session_get_maps (self->session) != NULL);
}

void
atlas_window_add_measure_action (AtlasWindow *self)
{
  g_autoptr(GSimpleAction) action =
    g_simple_action_new_stateful ("measure", NULL, g_variant_new_boolean (FALSE));

  g_signal_connect (action, "activate", G_CALLBACK (on_measure), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  g_signal_connect_object (self->map_view, "notify::tool", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
}
