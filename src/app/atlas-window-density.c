#include "atlas-window-private.h"

#include "atlas-density-findings.h"
#include "atlas-density-strip.h"

#include <glib/gi18n-lib.h>

/* One that nothing is taken from: what a difference says is not what a density does. */
static gboolean
has_density (AtlasWindow *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);

  return scene != NULL && atlas_scene_get_density (scene) != NULL &&
         !atlas_scene_get_ramp (scene)->is_diverging;
}

/* One dialog a window; it goes with it. */
static AtlasDensityFindings *
ensure_findings (AtlasWindow *self)
{
  if (self->density_findings == NULL)
    g_set_weak_pointer (&self->density_findings,
                        GTK_WIDGET (atlas_density_findings_new (GTK_WINDOW (self),
                                                                self->session)));

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
    g_set_weak_pointer (&self->density_strip,
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

GMenuModel *
atlas_window_list_density (AtlasWindow *self,
                           AtlasPoint   degrees)
{
  GMenu *menu = g_menu_new ();

  if (has_density (self))
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_("Sites That Make This _Density…"), NULL);

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
  refresh (self);
}
