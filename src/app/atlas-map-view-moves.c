#include "atlas-map-view-private.h"

#include "atlas-geodesic.h"
#include "atlas-map-scale.h"
#include "atlas-projection.h"
#include "atlas-silhouette.h"

#include <math.h>

/* Of the animation to where a key or button leads. */
#define ZOOM_MS 200
/* An animation may end this much late on a busy machine. */
#define LATE_MS 1000
/* An arrow key moves the map by this share of what is seen. */
#define KEY_STEP 0.125
/* Zoom levels; places nearer to each other are the same. */
#define SAME_ZOOM 0.001
/* A place that is looked for is shown at least as near as this. */
#define PLACE_ZOOM 13
/* Room around the city when it is shown whole, CSS pixels. */
#define CITY_MARGIN 24
/* And what of its size may be lost for no card to lie on it. */
#define CLEAR_SHARE 0.92
/* Zoom levels: with so much more room for the city it is worth a new look. */
#define OFF_ZOOM 0.1

/* A drag that was let go runs out, which libshumate ends only when a gesture begins: of
 * those, turning the map asks for nothing else. */
static void
end_run_out (AtlasMapView *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ROTATE (controller) && !gtk_gesture_is_active (GTK_GESTURE (controller)))
        g_signal_emit_by_name (controller, "begin", NULL);
    }
}

static void
go_to (AtlasMapView *self,
       double        longitude,
       double        latitude,
       double        zoom,
       gboolean      animate)
{
  gboolean animations = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-enable-animations", &animations, NULL);
  end_run_out (self);
  self->goal = (AtlasMapPlace) {
    { longitude, latitude }, CLAMP (zoom, ATLAS_MAP_VIEW_MIN_ZOOM, ATLAS_MAP_VIEW_MAX_ZOOM),
  };
  if (animate && animations && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      shumate_map_go_to_full_with_duration (self->map, latitude, longitude, self->goal.zoom,
                                            ZOOM_MS);
      self->animated_until = g_get_monotonic_time () + (ZOOM_MS + LATE_MS) * 1000;
      return;
    }

  self->animated_until = 0;
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, self->goal.zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
}

/* Where it is, or is on the way to: keys pressed faster than an animation runs must
 * not get lost. Nothing can be connected to ShumateMap::animation-completed:
 * libshumate 1.0 declares it with a marshaller for an argument it does not have. */
static AtlasMapPlace
get_goal (AtlasMapView *self)
{
  if (atlas_map_view_is_gliding (self))
    return self->goal;

  return (AtlasMapPlace) {
    atlas_map_view_get_center (self), shumate_viewport_get_zoom_level (self->viewport),
  };
}

/* The city whole, with nothing of it under the legend; under small cards neither,
 * where that makes it hardly smaller. */
static AtlasView
get_city_view (AtlasMapView *self,
               int           width,
               int           height)
{
  AtlasMapCards cards = atlas_map_view_get_cards (self);
  AtlasBox covers[ATLAS_MAP_CARDS_N];
  AtlasSilhouette city;
  AtlasView large, clear;
  gboolean has_legend;
  guint n = atlas_map_cards_list_places (&cards, width, height, covers, &has_legend);

  atlas_silhouette_init (&city, atlas_scene_get_shapes (self->scene));
  large = atlas_silhouette_fit (&city, width, height, CITY_MARGIN, 1, covers, has_legend ? 1 : 0);
  clear = atlas_silhouette_fit (&city, width, height, CITY_MARGIN, 1, covers, n);

  return clear.scale >= large.scale * CLEAR_SHARE ? clear : large;
}

static AtlasMapPlace
get_city_place (AtlasMapView *self,
                int           width,
                int           height)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_MERCATOR,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasView view = get_city_view (self, width, height);
  AtlasBox seen = atlas_view_get_box (&view);

  return (AtlasMapPlace) {
    atlas_projection_point (projection, (seen.x0 + seen.x1) / 2, (seen.y0 + seen.y1) / 2),
    log2 (view.scale / atlas_map_view_world_size (0)),
  };
}

static gboolean
is_covered (AtlasMapView        *self,
            const AtlasMapPlace *place,
            int                  width,
            int                  height)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC,
                                                                ATLAS_CRS_MERCATOR);
  AtlasPoint center = atlas_projection_point (projection, place->center.x, place->center.y);
  AtlasMapCards cards = atlas_map_view_get_cards (self);
  AtlasBox covers[ATLAS_MAP_CARDS_N];
  AtlasView view = { .scale = atlas_map_view_world_size (place->zoom) };
  AtlasSilhouette city;
  gboolean has_legend;

  atlas_map_cards_list_places (&cards, width, height, covers, &has_legend);
  atlas_silhouette_init (&city, atlas_scene_get_shapes (self->scene));
  view.x0 = center.x - width / 2.0 / view.scale;
  view.y0 = center.y - height / 2.0 / view.scale;
  /* What lies half a pixel on it can't be seen. */
  covers[0] = atlas_box_grow (&covers[0], -0.5);

  return has_legend && !atlas_silhouette_is_clear (&city, &view, covers, 1);
}

static gboolean
on_move_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  AtlasMapView *self = ATLAS_MAP_VIEW (widget);
  GtkWidget *map = GTK_WIDGET (self->map);
  AtlasMapPlace goal = get_goal (self);
  double right, down, latitude, longitude;

  g_variant_get (arguments, "(dd)", &right, &down);
  self->animated_until = 0;
  end_run_out (self);
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, goal.zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), goal.center.y, goal.center.x);
  shumate_viewport_widget_coords_to_location (self->viewport, map,
                                              gtk_widget_get_width (map) * (0.5 + right),
                                              gtk_widget_get_height (map) * (0.5 + down),
                                              &latitude, &longitude);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);

  return GDK_EVENT_STOP;
}

static gboolean
on_zoom_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  double levels;

  g_variant_get (arguments, "(d)", &levels);
  atlas_map_view_zoom (ATLAS_MAP_VIEW (widget), levels);

  return GDK_EVENT_STOP;
}

static gboolean
on_city_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  atlas_map_view_show_city (ATLAS_MAP_VIEW (widget));

  return GDK_EVENT_STOP;
}

/* To a CSS pixel. */
static gboolean
are_same (const AtlasMapPlace *a,
          const AtlasMapPlace *b)
{
  double pixel = 360 / atlas_map_view_world_size (a->zoom);

  return fabs (a->zoom - b->zoom) < SAME_ZOOM && fabs (a->center.x - b->center.x) < pixel &&
         fabs (a->center.y - b->center.y) < pixel;
}

AtlasPoint
atlas_map_view_get_center (AtlasMapView *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (self->viewport);

  return (AtlasPoint) { shumate_location_get_longitude (location),
                        shumate_location_get_latitude (location) };
}

/* But for the bar. */
static AtlasMapCards
get_cards (AtlasMapView *self)
{
  return (AtlasMapCards) { ATLAS_LEGEND_CARD (self->legend_card),
                           { self->buttons, GTK_WIDGET (self->scale_card),
                             GTK_WIDGET (self->sample_card) },
                           { self->site_card, self->measure_card, GTK_WIDGET (self->hint_card) },
                           ATLAS_BOX_EMPTY };
}

gboolean
atlas_map_view_place_bar (AtlasMapView *self,
                          int           width,
                          int           height,
                          AtlasBox     *place)
{
  AtlasMapCards cards = get_cards (self);

  return atlas_map_cards_place_bar (&cards, self->bar, width, height, place);
}

AtlasMapCards
atlas_map_view_get_cards (AtlasMapView *self)
{
  AtlasMapCards cards = get_cards (self);

  if (self->bar != NULL && gtk_widget_get_visible (self->bar))
    atlas_map_view_place_bar (self, gtk_widget_get_width (GTK_WIDGET (self)),
                              gtk_widget_get_height (GTK_WIDGET (self)), &cards.bar);

  return cards;
}

double
atlas_map_view_world_size (double zoom)
{
  return 256 * exp2 (zoom);
}

void
atlas_map_view_fit_city (AtlasMapView *self,
                         int           width,
                         int           height,
                         gboolean      animate)
{
  AtlasMapPlace place = get_city_place (self, width, height);

  self->beyond = 0;
  go_to (self, CLAMP (place.center.x, self->limits.x0, self->limits.x1),
         CLAMP (place.center.y, self->limits.y0, self->limits.y1), place.zoom, animate);
  self->city = self->goal;
}

gboolean
atlas_map_view_is_city_off (AtlasMapView *self,
                            int           width,
                            int           height)
{
  return get_city_place (self, width, height).zoom > self->city.zoom + OFF_ZOOM ||
         is_covered (self, &self->city, width, height);
}

gboolean
atlas_map_view_is_at_city (AtlasMapView *self)
{
  AtlasMapPlace place = {
    atlas_map_view_get_center (self), shumate_viewport_get_zoom_level (self->viewport),
  };

  return self->show_city_when_sized ||
         are_same (&self->city, atlas_map_view_is_gliding (self) ? &self->goal : &place);
}

void
atlas_map_view_end_journey (AtlasMapView *self)
{
  AtlasMapPlace place = {
    atlas_map_view_get_center (self), shumate_viewport_get_zoom_level (self->viewport),
  };

  if (are_same (&self->goal, &place))
    self->animated_until = 0;
}

void
atlas_map_view_leave_journey (AtlasMapView *self)
{
  self->animated_until = 0;
  end_run_out (self);
}

void
atlas_map_view_class_add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key, keypad; double right, down; } moves[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -KEY_STEP, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, KEY_STEP, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -KEY_STEP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, KEY_STEP },
  };
  static const struct { guint key; double levels; } zooms[] = {
    { GDK_KEY_plus, 0.5 }, { GDK_KEY_equal, 0.5 }, { GDK_KEY_KP_Add, 0.5 },
    { GDK_KEY_minus, -0.5 }, { GDK_KEY_KP_Subtract, -0.5 },
  };
  static const guint homes[] = { GDK_KEY_0, GDK_KEY_KP_0, GDK_KEY_Home };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_add_binding (widget_class, moves[i].key, 0, on_move_key,
                                    "(dd)", moves[i].right, moves[i].down);
      gtk_widget_class_add_binding (widget_class, moves[i].keypad, 0, on_move_key,
                                    "(dd)", moves[i].right, moves[i].down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, 0, on_zoom_key,
                                  "(d)", zooms[i].levels);
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    gtk_widget_class_add_binding (widget_class, homes[i], 0, on_city_key, NULL);
}

void
atlas_map_view_zoom (AtlasMapView *self,
                     double        levels)
{
  AtlasMapPlace goal;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  goal = get_goal (self);
  go_to (self, goal.center.x, goal.center.y, goal.zoom + levels, TRUE);
}

static double
get_metres_per_pixel (const AtlasMapPlace *place)
{
  double half = 50; /* pixels to either side */
  double degrees = half / atlas_map_view_world_size (place->zoom) * 360;
  AtlasPoint west = { place->center.x - degrees, place->center.y };
  AtlasPoint east = { place->center.x + degrees, place->center.y };

  return atlas_geodesic_distance (&west, &east) / (2 * half);
}

void
atlas_map_view_set_scale (AtlasMapView *self,
                          double        scale)
{
  double wanted = atlas_map_scale_to_metres_per_pixel (scale);
  AtlasMapPlace goal;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (scale > 0);

  goal = get_goal (self);
  go_to (self, goal.center.x, goal.center.y,
         goal.zoom + log2 (get_metres_per_pixel (&goal) / wanted), TRUE);
}

void
atlas_map_view_show_place (AtlasMapView *self,
                           AtlasPoint    place)
{
  g_autoptr(AtlasProjection) projection = NULL;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_MERCATOR);
  atlas_mark_layer_show_place (self->marks, atlas_projection_point (projection, place.x, place.y));
  go_to (self, place.x, place.y, MAX (get_goal (self).zoom, PLACE_ZOOM), TRUE);
}

void
atlas_map_view_show_city (AtlasMapView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  self->was_pressed = FALSE;
  if (self->scene != NULL && gtk_widget_get_width (widget) > 0)
    atlas_map_view_fit_city (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                             TRUE);
}

void
atlas_map_view_let_go (AtlasMapView *self)
{
  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  self->was_pressed = FALSE;
}

AtlasMapPlace
atlas_map_view_get_place (AtlasMapView *self)
{
  AtlasMapPlace place = { { 0, 0 }, 0 };

  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), place);

  place.center = atlas_map_view_get_center (self);
  if (self->scene == NULL || self->show_city_when_sized)
    return place;

  place = get_goal (self);
  if (are_same (&self->city, &place))
    place.zoom = 0;

  return place;
}

void
atlas_map_view_set_place (AtlasMapView        *self,
                          const AtlasMapPlace *place)
{
  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (self->scene != NULL);

  self->keeps_center = TRUE;
  self->show_city_when_sized = !(place->zoom > 0);
  if (self->show_city_when_sized)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  else
    go_to (self, place->center.x, place->center.y, place->zoom, FALSE);
}

AtlasBox
atlas_map_view_get_area (AtlasMapView *self)
{
  AtlasBox nowhere = ATLAS_BOX_EMPTY;

  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), nowhere);

  return self->limits;
}

gboolean
atlas_map_view_is_gliding (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), FALSE);

  return g_get_monotonic_time () < self->animated_until;
}

void
atlas_map_view_go_to_place (AtlasMapView        *self,
                            const AtlasMapPlace *place)
{
  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (self->scene != NULL);

  if (place->zoom > 0)
    go_to (self, place->center.x, place->center.y, place->zoom, TRUE);
  else
    atlas_map_view_show_city (self);
}

double
atlas_map_view_get_metres_per_pixel (AtlasMapView *self)
{
  AtlasMapPlace place;

  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), 0);

  place.center = atlas_map_view_get_center (self);
  place.zoom = shumate_viewport_get_zoom_level (self->viewport);

  return get_metres_per_pixel (&place);
}
