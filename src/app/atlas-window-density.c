#include "atlas-window-private.h"

#include "atlas-density-findings.h"
#include "atlas-density-none.h"
#include "atlas-density-strip.h"
#include "atlas-select-tool.h"

#include <glib/gi18n-lib.h>

static gboolean
has_density (AtlasWindow *self)
{
  return atlas_density_none_explain (atlas_session_get_scene (self->session)) == NULL;
}

/* The place that a row of it led to is meant no longer. */
static void
on_beside_closed (AtlasWindow *self)
{
  if (self->map_view != NULL)
    atlas_mark_layer_hide_place (atlas_map_view_get_marks (self->map_view));
}

static void
set_beside (AtlasWindow  *self,
            GtkWidget   **place,
            GtkWidget    *beside)
{
  g_set_weak_pointer (place, beside);
  atlas_window_share_keys (self, GTK_WINDOW (beside));
  g_signal_connect_object (beside, "destroy", G_CALLBACK (on_beside_closed), self,
                           G_CONNECT_SWAPPED);
}

/* One dialog a window; it goes with it. */
static AtlasDensityFindings *
ensure_findings (AtlasWindow *self)
{
  if (self->density_findings == NULL)
    set_beside (self, &self->density_findings,
                GTK_WIDGET (atlas_density_findings_new (GTK_WINDOW (self), self->session)));

  return ATLAS_DENSITY_FINDINGS (self->density_findings);
}

static void
on_findings (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  AtlasWindow *self = data;

  if (has_density (self))
    gtk_window_present (GTK_WINDOW (ensure_findings (self)));
}

static void
on_strip (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  AtlasWindow *self = data;

  if (!has_density (self))
    return;

  if (self->density_strip == NULL)
    set_beside (self, &self->density_strip,
                GTK_WIDGET (atlas_density_strip_new (GTK_WINDOW (self), self->session)));
  atlas_window_tell_density_strip (self);
  gtk_window_present (GTK_WINDOW (self->density_strip));
}

/* Of longitude and latitude. */
static void
on_density_sites (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;
  g_autoptr(AtlasProjection) projection = NULL;
  AtlasPoint point;

  if (!has_density (self))
    return;

  g_variant_get (parameter, "(dd)", &point.x, &point.y);
  projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  point = atlas_projection_point (projection, point.x, point.y);
  atlas_density_findings_ask (ensure_findings (self), point);
  gtk_window_present (GTK_WINDOW (self->density_findings));
}

/* Where the one block that is selected was clicked; if it was not, within it; else the
 * middle of the map. EPSG:4548. */
static AtlasPoint
find_here (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  g_autoptr(AtlasProjection) projection = NULL;
  AtlasPoint centre;
  guint n_blocks;
  const guint *blocks = atlas_selection_get (atlas_session_get_selection (self->session),
                                             &n_blocks);

  if (n_blocks == 1)
    return atlas_locator_find_block (atlas_maps_get_locator (maps), self->clicked.x,
                                     self->clicked.y) == (int) blocks[0]
           ? self->clicked
           : atlas_geometry_get_inner_point (atlas_block_get_geometry (
               atlas_plan_get_block (atlas_maps_get_plan (maps), blocks[0])));

  projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
  centre = atlas_map_view_get_place (self->map_view).center;

  return atlas_projection_point (projection, centre.x, centre.y);
}

static void
on_density_sites_here (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       data)
{
  AtlasWindow *self = data;

  if (!has_density (self))
    return;

  atlas_density_findings_ask (ensure_findings (self), find_here (self));
  gtk_window_present (GTK_WINDOW (self->density_findings));
}

/* While what the density says is on the screen, a click asks for what it says there;
 * one that measures, or adds a block to others, does that alone. */
static void
on_clicked (AtlasWindow         *self,
            const AtlasMapEvent *event)
{
  GdkModifierType held = event->modifiers & gtk_accelerator_get_default_mod_mask ();

  self->clicked = event->plane;
  if (self->density_findings != NULL && gtk_widget_get_visible (self->density_findings) &&
      ATLAS_IS_SELECT_TOOL (atlas_map_view_get_tool (self->map_view)) && held == 0 &&
      event->n_press == 1 && has_density (self))
    atlas_density_findings_ask (ATLAS_DENSITY_FINDINGS (self->density_findings), event->plane);
}

GMenuModel *
atlas_window_list_density (AtlasWindow *self,
                           AtlasPoint   degrees)
{
  GMenu *menu = g_menu_new ();

  if (has_density (self))
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_("Sites That _Make This Density…"), NULL);

      g_menu_item_set_action_and_target (item, "win.density-sites", "(dd)", degrees.x, degrees.y);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/* Metres; what can't be is ignored. */
static void
on_bandwidth (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  AtlasWindow *self = data;
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  double bandwidth = g_variant_get_double (parameter);

  if (!(bandwidth >= ATLAS_DENSITY_BANDWIDTH_MIN && bandwidth <= ATLAS_DENSITY_BANDWIDTH_MAX))
    return;

  atlas_density_settings_copy (atlas_session_get_density_settings (self->session), &settings);
  settings.bandwidth = MAX (bandwidth, settings.cell / 2);
  if (settings.bandwidth_kind == ATLAS_BANDWIDTH_NEIGHBOURS)
    settings.bandwidth_kind = ATLAS_BANDWIDTH_FIXED;
  atlas_session_set_density_settings (self->session, &settings);
}

void
atlas_window_tell_density_strip (AtlasWindow *self)
{
  AtlasView view;
  AtlasBox seen;

  if (self->density_strip == NULL ||
      !atlas_map_layer_get_view (atlas_map_view_get_layer (self->map_view), &view))
    return;

  seen = atlas_view_get_box (&view);
  atlas_density_strip_set_seen (ATLAS_DENSITY_STRIP (self->density_strip), &seen);
}

static const GActionEntry entries[] = {
  { .name = "density-bandwidth", .activate = on_bandwidth, .parameter_type = "d" },
  { .name = "density-findings", .activate = on_findings },
  { .name = "density-strip", .activate = on_strip },
  { .name = "density-sites", .activate = on_density_sites, .parameter_type = "(dd)" },
  { .name = "density-sites-here", .activate = on_density_sites_here },
};

static void
refresh (AtlasWindow *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);
  gboolean shows_density = scene != NULL && atlas_scene_get_density (scene) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
      entries[i].activate == on_bandwidth ? shows_density : has_density (self));
}

void
atlas_window_add_density_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->session, "scene-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (atlas_map_view_get_input (self->map_view), "clicked",
                           G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  refresh (self);
}
