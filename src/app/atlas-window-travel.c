#include "atlas-window-private.h"

#include "atlas-destination.h"
#include "atlas-map-travel.h"

/* The map rests when it has not been moved for so long. */
#define REST_MS 500

static AtlasPlan *
get_plan (AtlasWindow *self)
{
  return atlas_maps_get_plan (atlas_session_get_maps (self->session));
}

/* --- Going somewhere --- */

static AtlasBox
get_selection_box (AtlasWindow *self)
{
  AtlasLocator *locator = atlas_maps_get_locator (atlas_session_get_maps (self->session));
  AtlasBox all = ATLAS_BOX_EMPTY;
  guint n_blocks;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (self->session),
                                             &n_blocks);

  for (guint i = 0; i < n_blocks; i++)
    {
      AtlasBox box = atlas_locator_get_block_box (locator, blocks[i]);

      atlas_box_join (&all, &box);
    }

  return all;
}

static void
remember (AtlasWindow *self)
{
  AtlasMapPlace place = atlas_map_view_get_place (self->map_view);

  if (atlas_session_get_maps (self->session) != NULL)
    atlas_view_history_rest (self->history, &place);
}

/* What is only a place has nothing else that could be seen. */
static void
mark (AtlasWindow    *self,
      const AtlasBox *box)
{
  AtlasMarkLayer *marks = atlas_map_view_get_marks (self->map_view);
  g_autoptr(AtlasProjection) projection = NULL;

  if (box->x0 != box->x1 || box->y0 != box->y1)
    {
      atlas_mark_layer_hide_place (marks);
      return;
    }

  projection = atlas_projection_new (ATLAS_CRS_PLANE, ATLAS_CRS_MERCATOR);
  atlas_mark_layer_show_place (marks, atlas_projection_point (projection, box->x0, box->y0));
}

static void
on_zoom_to (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  AtlasWindow *self = data;
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  const char *text = g_variant_get_string (parameter, NULL);
  g_autoptr(GError) error = NULL;
  AtlasBox box;

  if (maps == NULL)
    return;

  if (g_str_equal (text, "city"))
    {
      atlas_map_view_show_city (self->map_view);
      return;
    }
  if (g_str_equal (text, "selection"))
    box = get_selection_box (self);
  else if (!atlas_destination_find (get_plan (self), atlas_maps_get_locator (maps), text, &box,
                                    &error))
    {
      atlas_status_bar_say (self->status_bar, error->message);
      return;
    }
  if (atlas_box_is_empty (&box))
    return;

  /* Whoever leaves at once wants to come back to where the plan was opened. */
  if (!atlas_view_history_has (self->history, 0))
    remember (self);
  atlas_map_travel_show_box (self->map_view, &box);
  mark (self, &box);
}

static void
on_find_place (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  AtlasWindow *self = data;

  if (atlas_session_get_maps (self->session) != NULL)
    atlas_status_bar_ask_place (self->status_bar);
}

/* --- Back and forward --- */

static void
update_enabled (AtlasWindow *self)
{
  GAction *back = g_action_map_lookup_action (G_ACTION_MAP (self), "back");
  GAction *forward = g_action_map_lookup_action (G_ACTION_MAP (self), "forward");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (back),
                               atlas_view_history_has (self->history, -1));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (forward),
                               atlas_view_history_has (self->history, 1));
}

static gboolean
on_rested (gpointer data)
{
  AtlasWindow *self = data;

  /* On a busy machine a frame may take longer than that. */
  if (atlas_map_view_is_gliding (self->map_view))
    return G_SOURCE_CONTINUE;

  self->rest_id = 0;
  remember (self);
  atlas_window_remember (self);
  atlas_window_tell_density_strip (self);

  return G_SOURCE_REMOVE;
}

static void
on_moved (AtlasWindow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, on_rested, self);
}

static void
turn (AtlasWindow *self,
      int          step)
{
  AtlasMapPlace place;

  if (!atlas_view_history_has (self->history, step))
    return;

  place = atlas_view_history_go (self->history, step);
  atlas_map_view_go_to_place (self->map_view, &place);
}

static void
on_back (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  turn (data, -1);
}

static void
on_forward (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  turn (data, 1);
}

static void
on_turned (AtlasWindow *self,
           int          step)
{
  turn (self, step);
}

static void
on_maps_changed (AtlasWindow *self)
{
  atlas_view_history_clear (self->history);
  on_moved (self);
}

static const GActionEntry entries[] = {
  { .name = "zoom-to", .activate = on_zoom_to, .parameter_type = "s" },
  { .name = "find-place", .activate = on_find_place },
  { .name = "back", .activate = on_back },
  { .name = "forward", .activate = on_forward },
};

void
atlas_window_add_travel_actions (AtlasWindow *self)
{
  ShumateMap *map = atlas_map_view_get_map (self->map_view);

  self->history = atlas_view_history_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->history, "changed", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shumate_map_get_viewport (map), "notify", G_CALLBACK (on_moved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_map_view_get_input (self->map_view), "turned",
                           G_CALLBACK (on_turned), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  update_enabled (self);
}

void
atlas_window_stop_travel (AtlasWindow *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->history);
}
