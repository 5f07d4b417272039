#include "atlas-map-view.h"

#include "atlas-geodesic.h"
#include "atlas-hint-card.h"
#include "atlas-map-cards.h"
#include "atlas-map-scale.h"
#include "atlas-map-source.h"
#include "atlas-measure-card.h"
#include "atlas-projection.h"
#include "atlas-sample-card.h"
#include "atlas-scale-card.h"
#include "atlas-select-tool.h"

#include <math.h>

#define MIN_ZOOM 7
#define MAX_ZOOM 17
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
/* The city keeps clear of the legend if it has this share of the width left. */
#define CITY_LEAST_SHARE 0.6

struct _AtlasMapView
{
  GtkWidget        parent_instance;

  AtlasMapLayer   *layer;
  AtlasMarkLayer  *marks;
  AtlasMapInput   *input;
  AtlasMapTool    *tool;           /* NULL: no session yet */
  AtlasSession    *session;
  AtlasScene      *scene;
  ShumateViewport *viewport;       /* the map's */
  AtlasBox         limits;         /* of the map's centre, degrees */
  double           beyond;         /* these a pane has pushed it, degrees of longitude */
  double           zoom_goal;      /* of the last animation */
  gint64           animated_until; /* monotonic time, µs */
  gboolean         show_city_when_sized;
  double           middle;         /* of the map in the window, CSS pixels */
  int              window_width;   /* when that was so */
  gboolean         keeps_center;   /* nobody has pointed at the map since it was put there */

  /* Template children */
  GtkWidget       *overlay;
  ShumateMap      *map;
  GtkWidget       *buttons;
  AtlasHintCard   *hint_card;
  AtlasMapCard    *legend_card;
  AtlasMapCard    *sample_card;
  AtlasMapCard    *scale_card;
};

G_DEFINE_FINAL_TYPE (AtlasMapView, atlas_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TOOL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static AtlasPoint
get_center (AtlasMapView *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (self->viewport);

  return (AtlasPoint) { shumate_location_get_longitude (location),
                        shumate_location_get_latitude (location) };
}

/* Mercator, normalised: CSS pixels of the whole world. */
static double
world_size (double zoom)
{
  return 256 * exp2 (zoom);
}

/* What a pane has pushed beyond the limits can only come back. */
static void
keep_in_limits (AtlasMapView *self)
{
  AtlasPoint center = get_center (self);
  double x = CLAMP (center.x, self->limits.x0 + MIN (self->beyond, 0),
                    self->limits.x1 + MAX (self->beyond, 0));
  double y = CLAMP (center.y, self->limits.y0, self->limits.y1);

  self->beyond = x - CLAMP (x, self->limits.x0, self->limits.x1);
  if (x != center.x || y != center.y)
    shumate_location_set_location (SHUMATE_LOCATION (self->viewport), y, x);
}

static void
on_viewport_changed (AtlasMapView *self)
{
  if (shumate_viewport_get_zoom_level (self->viewport) == self->zoom_goal)
    self->animated_until = 0;
  keep_in_limits (self);
  shumate_viewport_set_rotation (self->viewport, 0);
  atlas_scale_card_set_metres_per_pixel (ATLAS_SCALE_CARD (self->scale_card),
                                         atlas_map_view_get_metres_per_pixel (self));
}

static void
set_limits (AtlasMapView   *self,
            const AtlasBox *box)
{
  g_autoptr(AtlasProjection) projection = atlas_projection_new (ATLAS_CRS_MERCATOR,
                                                                ATLAS_CRS_GEOGRAPHIC);
  AtlasPoint north_west = atlas_projection_point (projection, box->x0, box->y0);
  AtlasPoint south_east = atlas_projection_point (projection, box->x1, box->y1);

  self->limits = (AtlasBox) { north_west.x, south_east.y, south_east.x, north_west.y };
  self->beyond = 0;
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
  self->zoom_goal = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  if (animate && animations && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      shumate_map_go_to_full_with_duration (self->map, latitude, longitude, self->zoom_goal,
                                            ZOOM_MS);
      self->animated_until = g_get_monotonic_time () + (ZOOM_MS + LATE_MS) * 1000;
      return;
    }

  self->animated_until = 0;
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, self->zoom_goal);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
}

/* Keys pressed faster than an animation runs must not get lost. Nothing can be
 * connected to ShumateMap::animation-completed: libshumate 1.0 declares it
 * with a marshaller for an argument it does not have. */
static double
get_zoom_goal (AtlasMapView *self)
{
  return g_get_monotonic_time () < self->animated_until
         ? self->zoom_goal : shumate_viewport_get_zoom_level (self->viewport);
}

static AtlasMapCards
get_cards (AtlasMapView *self)
{
  return (AtlasMapCards) { ATLAS_LEGEND_CARD (self->legend_card),
                           { GTK_WIDGET (self->scale_card), GTK_WIDGET (self->sample_card),
                             self->buttons } };
}

/* The city whole, beside the legend where the window is wide enough. */
static AtlasView
get_city_view (AtlasMapView *self,
               int           width,
               int           height)
{
  const AtlasBox *box = atlas_shapes_get_box (atlas_scene_get_shapes (self->scene));
  AtlasMapCards cards = get_cards (self);
  double left, right;
  AtlasView view;

  atlas_map_cards_get_sides (&cards, width, height, &left, &right);
  if (width - left - right < width * CITY_LEAST_SHARE)
    left = right = 0;
  view = atlas_view_fit (box, width - left - right, height, CITY_MARGIN, 1);
  view.width = width;
  view.x0 -= left / view.scale;

  return view;
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
    log2 (view.scale / world_size (0)),
  };
}

static void
show_city (AtlasMapView *self,
           int           width,
           int           height,
           gboolean      animate)
{
  AtlasMapPlace place = get_city_place (self, width, height);

  go_to (self, place.center.x, place.center.y, place.zoom, animate);
}

static gboolean
on_move_key (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  AtlasMapView *self = ATLAS_MAP_VIEW (widget);
  GtkWidget *map = GTK_WIDGET (self->map);
  double zoom = get_zoom_goal (self);
  double right, down, latitude, longitude;

  g_variant_get (arguments, "(dd)", &right, &down);
  self->animated_until = 0;
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, zoom);
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

static void
on_hint_changed (AtlasMapView *self)
{
  atlas_hint_card_set_text (self->hint_card, atlas_map_tool_get_hint (self->tool));
}

static void
on_pointed (AtlasMapView        *self,
            const AtlasMapEvent *event)
{
  if (event != NULL)
    self->keeps_center = FALSE;
  atlas_hint_card_keep_off (self->hint_card, event != NULL ? event->x : NAN,
                            event != NULL ? event->y : NAN);
}

/* What Enter means is shown to those who use the keys. */
static void
on_map_state_changed (AtlasMapView *self)
{
  atlas_mark_layer_show_middle (self->marks,
                                (gtk_widget_get_state_flags (GTK_WIDGET (self->map)) &
                                 GTK_STATE_FLAG_FOCUS_VISIBLE) != 0);
}

static void
atlas_map_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (ATLAS_MAP_VIEW (widget)->overlay, orientation, for_size,
                      minimum, natural, NULL, NULL);
}

static gboolean
on_get_child_position (AtlasMapView *self,
                       GtkWidget    *child,
                       GdkRectangle *allocation)
{
  AtlasMapCards cards = get_cards (self);

  return child == GTK_WIDGET (self->legend_card) &&
         atlas_map_cards_allocate_legend (&cards, gtk_widget_get_width (GTK_WIDGET (self)),
                                          gtk_widget_get_height (GTK_WIDGET (self)), allocation);
}

static void
tell_covers (AtlasMapView *self)
{
  AtlasMapCards cards = get_cards (self);
  AtlasBox covers[ATLAS_MAP_CARDS_N];
  double x, y;

  /* Names wait for the legend to be let go. */
  if (!atlas_legend_card_get_drag (cards.legend, &x, &y))
    atlas_map_layer_set_covers (self->layer, covers,
                                atlas_map_cards_list_covers (&cards, GTK_WIDGET (self->map),
                                                             covers));
}

/* A pane that comes or goes beside the map must not move what is seen: it
 * stays where it is in the window. A window of another size keeps the centre, as
 * do panes that are put back when a window opens. */
static void
stay_in_window (AtlasMapView *self,
                int           width)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double left = 0, top = 0, shift, x;

  if (root == NULL ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self), root, 0, 0, &left, &top))
    return;

  shift = left + width / 2.0 - self->middle;
  self->middle = left + width / 2.0;
  if (shift == 0 || self->keeps_center || gtk_widget_get_width (root) != self->window_width ||
      g_get_monotonic_time () < self->animated_until)
    {
      self->window_width = gtk_widget_get_width (root);
      return;
    }

  x = get_center (self).x +
      shift * 360 / world_size (shumate_viewport_get_zoom_level (self->viewport));
  self->beyond = x - CLAMP (x, self->limits.x0, self->limits.x1);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), get_center (self).y, x);
}

static void
atlas_map_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  AtlasMapView *self = ATLAS_MAP_VIEW (widget);
  AtlasMapCards cards = get_cards (self);
  AtlasBox place;

  gtk_widget_set_child_visible (GTK_WIDGET (self->legend_card),
                                atlas_map_cards_place_legend (&cards, width, height, &place));
  stay_in_window (self, width);
  if (self->show_city_when_sized && self->scene != NULL && width > 0 && height > 0)
    {
      self->show_city_when_sized = FALSE;
      show_city (self, width, height, FALSE);
    }
  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  tell_covers (self);
}

static gboolean
atlas_map_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATLAS_MAP_VIEW (widget)->map));
}

static void
atlas_map_view_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_TOOL:
      atlas_map_view_set_tool (ATLAS_MAP_VIEW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_map_view_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TOOL:
      g_value_set_object (value, ATLAS_MAP_VIEW (object)->tool);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
atlas_map_view_dispose (GObject *object)
{
  AtlasMapView *self = ATLAS_MAP_VIEW (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_MAP_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->input);
  g_clear_object (&self->tool);
  g_clear_object (&self->viewport);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scene, atlas_scene_unref);

  G_OBJECT_CLASS (atlas_map_view_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
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

static void
atlas_map_view_class_init (AtlasMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = atlas_map_view_set_property;
  G_OBJECT_CLASS (klass)->get_property = atlas_map_view_get_property;
  G_OBJECT_CLASS (klass)->dispose = atlas_map_view_dispose;

  widget_class->measure = atlas_map_view_measure;
  widget_class->size_allocate = atlas_map_view_size_allocate;
  widget_class->grab_focus = atlas_map_view_grab_focus;
  add_keys (widget_class);

  properties[PROP_TOOL] =
    g_param_spec_object ("tool", NULL, NULL, ATLAS_TYPE_MAP_TOOL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (ATLAS_TYPE_HINT_CARD);
  g_type_ensure (ATLAS_TYPE_LEGEND_CARD);
  g_type_ensure (ATLAS_TYPE_MEASURE_CARD);
  g_type_ensure (ATLAS_TYPE_SAMPLE_CARD);
  g_type_ensure (ATLAS_TYPE_SCALE_CARD);
  gtk_widget_class_set_css_name (widget_class, "atlas-map-view");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, map);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, buttons);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, hint_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, legend_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, sample_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, scale_card);
  gtk_widget_class_bind_template_callback (widget_class, on_get_child_position);
}

static void
atlas_map_view_init (AtlasMapView *self)
{
  g_autoptr(ShumateMapSource) source = atlas_map_source_new (MIN_ZOOM, MAX_ZOOM);

  self->limits = (AtlasBox) { -180, -85, 180, 85 };
  gtk_widget_init_template (GTK_WIDGET (self));

  self->viewport = g_object_ref (shumate_map_get_viewport (self->map));
  shumate_viewport_set_reference_map_source (self->viewport, source);
  self->layer = atlas_map_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  self->marks = atlas_mark_layer_new (self->layer);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->marks));
  self->input = atlas_map_input_new (self->map, self->layer);
  g_signal_connect_object (self->viewport, "notify", G_CALLBACK (on_viewport_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "pointed", G_CALLBACK (on_pointed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "state-flags-changed", G_CALLBACK (on_map_state_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
on_scene_changed (AtlasMapView *self)
{
  atlas_map_view_set_scene (self, atlas_session_get_scene (self->session));
}

static void
on_maps_changed (AtlasMapView *self)
{
  atlas_map_tool_ended (self->tool);
}

void
atlas_map_view_set_session (AtlasMapView *self,
                            AtlasSession *session)
{
  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (on_scene_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_maps_changed), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (session, "legend-folded", self->legend_card, "folded",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (session, "legend-corner", self->legend_card, "corner",
                          G_BINDING_SYNC_CREATE);
  atlas_mark_layer_set_selection (self->marks, atlas_session_get_selection (session));
  atlas_map_view_set_tool (self, NULL);
  on_scene_changed (self);
}

void
atlas_map_view_set_scene (AtlasMapView *self,
                          AtlasScene   *scene)
{
  gboolean other_place;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  if (scene == self->scene)
    return;

  other_place = scene != NULL && (self->scene == NULL || atlas_scene_get_shapes (self->scene) !=
                                                         atlas_scene_get_shapes (scene));
  g_clear_pointer (&self->scene, atlas_scene_unref);
  if (scene != NULL)
    self->scene = atlas_scene_ref (scene);
  if (other_place)
    {
      set_limits (self, atlas_shapes_get_box (atlas_scene_get_shapes (scene)));
      self->show_city_when_sized = TRUE;
      self->keeps_center = TRUE;
      gtk_widget_queue_allocate (GTK_WIDGET (self));
    }

  atlas_map_layer_set_scene (self->layer, scene);
  atlas_map_card_set_scene (self->legend_card, scene);
  atlas_map_card_set_scene (self->scale_card, scene);
  atlas_map_card_set_scene (self->sample_card,
                            scene != NULL && atlas_scene_is_sample (scene) ? scene : NULL);
}

void
atlas_map_view_zoom (AtlasMapView *self,
                     double        levels)
{
  AtlasPoint center;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  center = get_center (self);
  go_to (self, center.x, center.y, get_zoom_goal (self) + levels, TRUE);
}

void
atlas_map_view_set_scale (AtlasMapView *self,
                          double        scale)
{
  AtlasPoint center;
  double wanted = atlas_map_scale_to_metres_per_pixel (scale);
  double zoom;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (scale > 0);

  center = get_center (self);
  zoom = shumate_viewport_get_zoom_level (self->viewport);
  go_to (self, center.x, center.y,
         zoom + log2 (atlas_map_view_get_metres_per_pixel (self) / wanted), TRUE);
}

void
atlas_map_view_show_place (AtlasMapView *self,
                           AtlasPoint    place)
{
  g_autoptr(AtlasProjection) projection = NULL;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  projection = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_MERCATOR);
  atlas_mark_layer_show_place (self->marks, atlas_projection_point (projection, place.x, place.y));
  go_to (self, place.x, place.y, MAX (get_zoom_goal (self), PLACE_ZOOM), TRUE);
}

void
atlas_map_view_show_city (AtlasMapView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  if (self->scene != NULL && gtk_widget_get_width (widget) > 0)
    show_city (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget), TRUE);
}

void
atlas_map_view_set_tool (AtlasMapView *self,
                         AtlasMapTool *tool)
{
  g_autoptr(AtlasMapTool) chosen = NULL;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (self->session != NULL);

  if (tool == self->tool && tool != NULL)
    return;

  chosen = tool != NULL ? g_object_ref (tool) : atlas_select_tool_new (self->session);
  if (self->tool != NULL)
    {
      atlas_map_tool_ended (self->tool);
      g_signal_handlers_disconnect_by_func (self->tool, on_hint_changed, self);
    }
  g_set_object (&self->tool, chosen);
  atlas_map_input_set_tool (self->input, chosen);
  atlas_mark_layer_set_tool (self->marks, chosen);
  g_signal_connect_object (chosen, "notify::hint", G_CALLBACK (on_hint_changed), self,
                           G_CONNECT_SWAPPED);
  on_hint_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

AtlasMapTool *
atlas_map_view_get_tool (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return self->tool;
}

AtlasMapInput *
atlas_map_view_get_input (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return self->input;
}

/* Is it what show_city() shows, to a CSS pixel? */
static gboolean
is_city (AtlasMapView        *self,
         const AtlasMapPlace *place)
{
  AtlasMapPlace city = get_city_place (self, gtk_widget_get_width (GTK_WIDGET (self)),
                                       gtk_widget_get_height (GTK_WIDGET (self)));
  double pixel = 360 / world_size (place->zoom);

  return fabs (city.zoom - place->zoom) < SAME_ZOOM &&
         fabs (city.center.x - place->center.x) < pixel &&
         fabs (city.center.y - place->center.y) < pixel;
}

AtlasMapPlace
atlas_map_view_get_place (AtlasMapView *self)
{
  AtlasMapPlace place = { { 0, 0 }, 0 };

  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), place);

  place.center = get_center (self);
  if (self->scene == NULL || self->show_city_when_sized)
    return place;

  place.zoom = get_zoom_goal (self);
  if (is_city (self, &place))
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

AtlasMapLayer *
atlas_map_view_get_layer (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return self->layer;
}

AtlasMarkLayer *
atlas_map_view_get_marks (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return self->marks;
}

ShumateMap *
atlas_map_view_get_map (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return self->map;
}

double
atlas_map_view_get_metres_per_pixel (AtlasMapView *self)
{
  AtlasPoint center;
  AtlasPoint west, east;
  double half = 50; /* pixels to either side */
  double degrees;

  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), 0);

  center = get_center (self);
  degrees = half / world_size (shumate_viewport_get_zoom_level (self->viewport)) * 360;
  west = (AtlasPoint) { center.x - degrees, center.y };
  east = (AtlasPoint) { center.x + degrees, center.y };

  return atlas_geodesic_distance (&west, &east) / (2 * half);
}
