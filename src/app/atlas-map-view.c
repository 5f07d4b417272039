#include "atlas-map-view-private.h"

#include "atlas-map-source.h"
#include "atlas-measure-card.h"
#include "atlas-painter.h"
#include "atlas-projection.h"
#include "atlas-sample-card.h"
#include "atlas-scale-card.h"
#include "atlas-select-tool.h"
#include "atlas-site-card.h"

#include <math.h>

/* So much nearer than the city would have to be seen for its sites to be drawn, and
 * the legend still has them. */
#define CITY_NEARNESS 1.5

G_DEFINE_FINAL_TYPE (AtlasMapView, atlas_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TOOL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What a pane has pushed beyond the limits can only come back. */
static void
keep_in_limits (AtlasMapView *self)
{
  AtlasPoint center = atlas_map_view_get_center (self);
  double x = CLAMP (center.x, self->limits.x0 + MIN (self->beyond, 0),
                    self->limits.x1 + MAX (self->beyond, 0));
  double y = CLAMP (center.y, self->limits.y0, self->limits.y1);

  self->beyond = x - CLAMP (x, self->limits.x0, self->limits.x1);
  if (x != center.x || y != center.y)
    shumate_location_set_location (SHUMATE_LOCATION (self->viewport), y, x);
}

/* @nearness: 1, or more for what will do for them to be told as before */
static void
tell_sites (AtlasMapView *self,
            double        nearness)
{
  AtlasView view;
  gboolean sites, told;

  if (!atlas_map_layer_get_view (self->layer, &view))
    return;

  g_object_get (self->session, "shows-sites", &told, NULL);
  if (told)
    view.scale *= nearness;
  sites = atlas_painter_shows_sites (&view, atlas_scene_get_shapes (self->scene));
  atlas_legend_card_set_sites (ATLAS_LEGEND_CARD (self->legend_card), sites);
  if (sites != told)
    g_object_set (self->session, "shows-sites", sites, NULL);
}

/* Each keeps clear of what another needs. */
static void
place_cards_anew (AtlasMapView *self)
{
  int spare = atlas_map_card_get_spare_width (self->scale_card);

  if (spare == self->spare_width)
    return;

  self->spare_width = spare;
  gtk_widget_queue_allocate (self->overlay);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
tell_scale (AtlasMapView *self,
            double        nearness)
{
  place_cards_anew (self);
  tell_sites (self, nearness);
}

/* With the line for sites the legend is higher and the city that keeps clear of it
 * smaller: it must not go to and fro between the two. */
static gboolean
on_laid_out (gpointer data)
{
  AtlasMapView *self = data;

  self->scale_id = 0;
  tell_scale (self, CITY_NEARNESS);

  return G_SOURCE_REMOVE;
}

/* Cards and the list of layers ask for another place or size then, which nobody may who
 * is part of a layout: GTK would forget it, and what is around the map with it. */
static void
on_viewport_changed (AtlasMapView *self)
{
  atlas_map_view_end_journey (self);
  keep_in_limits (self);
  shumate_viewport_set_rotation (self->viewport, 0);
  atlas_scale_card_set_metres_per_pixel (ATLAS_SCALE_CARD (self->scale_card),
                                         atlas_map_view_get_metres_per_pixel (self));
  if (!self->is_laying_out)
    tell_scale (self, 1);
  else if (self->scale_id == 0)
    self->scale_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, on_laid_out, self, NULL);
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
on_hint_changed (AtlasMapView *self)
{
  atlas_hint_card_set_text (self->hint_card, atlas_map_tool_get_hint (self->tool));
}

static void
on_pointed (AtlasMapView        *self,
            const AtlasMapEvent *event)
{
  AtlasMapCards cards = atlas_map_view_get_cards (self);
  AtlasBox place;

  if (event != NULL)
    self->keeps_center = FALSE;
  if (atlas_map_cards_place_note (&cards, GTK_WIDGET (self->hint_card), ATLAS_CORNER_BOTTOM_LEFT,
                                  gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)), &place))
    atlas_hint_card_keep_off (self->hint_card, &place, event != NULL ? event->x : NAN,
                              event != NULL ? event->y : NAN);
}

static gboolean
on_event (AtlasMapView *self,
          GdkEvent     *event)
{
  static const GdkEventType types[] = {
    GDK_BUTTON_PRESS, GDK_SCROLL, GDK_TOUCH_BEGIN, GDK_TOUCHPAD_PINCH,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (gdk_event_get_event_type (event) == types[i])
      atlas_map_view_leave_journey (self);
  if (gdk_event_get_event_type (event) == GDK_BUTTON_PRESS)
    self->was_pressed = TRUE;

  return GDK_EVENT_PROPAGATE;
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
  AtlasMapCards cards = atlas_map_view_get_cards (self);

  return atlas_map_cards_allocate (&cards, child, gtk_widget_get_width (GTK_WIDGET (self)),
                                   gtk_widget_get_height (GTK_WIDGET (self)), allocation);
}

static void
tell_covers (AtlasMapView *self)
{
  AtlasMapCards cards = atlas_map_view_get_cards (self);
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
 * do panes that are put back when a window opens. The whole city stays whole, and
 * clear of a legend that has changed; but it does not move under the hand that
 * clicked on it for what a pane tells. */
static void
stay_in_window (AtlasMapView *self,
                int           width,
                gboolean      at_city)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double left = 0, top = 0, shift, x;
  AtlasPoint center;

  if (root == NULL ||
      !gtk_widget_translate_coordinates (GTK_WIDGET (self), root, 0, 0, &left, &top))
    return;

  shift = left + width / 2.0 - self->middle;
  self->middle = left + width / 2.0;
  if (shift == 0 || at_city || self->keeps_center ||
      gtk_widget_get_width (root) != self->window_width ||
      atlas_map_view_is_gliding (self))
    {
      self->window_width = gtk_widget_get_width (root);
      return;
    }

  center = atlas_map_view_get_center (self);
  x = center.x +
      shift * 360 / atlas_map_view_world_size (shumate_viewport_get_zoom_level (self->viewport));
  self->beyond = x - CLAMP (x, self->limits.x0, self->limits.x1);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), center.y, x);
}

/* What a bar has no room beside is not to be seen by halves; the margins of both may
 * overlap. */
static void
show_card (AtlasMapView        *self,
           const AtlasMapCards *cards,
           GtkWidget           *card,
           int                  width,
           int                  height)
{
  GdkRectangle place;
  gboolean has_room = atlas_map_cards_allocate (cards, card, width, height, &place);
  AtlasBox bar;

  if (has_room && !atlas_box_is_empty (&cards->bar) &&
      !atlas_map_view_place_bar (self, width, height, &bar))
    has_room = place.x >= bar.x1 || place.x + place.width <= bar.x0 ||
               place.y + place.height <= bar.y0 + 2 * ATLAS_MAP_CARD_MARGIN;
  gtk_widget_set_child_visible (card, has_room);
}

/* Who once unfolded it where there was little room need not want that for ever. */
static void
tell_legend (AtlasMapView        *self,
             const AtlasMapCards *cards,
             int                  width,
             int                  height)
{
  AtlasBox places[ATLAS_MAP_CARDS_N];
  gboolean has_room;

  atlas_map_cards_list_places (cards, width, height, places, &has_room);
  if (has_room)
    atlas_legend_card_found_room (cards->legend);
}

/* Has a pane come or gone for a click on the map? */
static gboolean
holds_still (AtlasMapView *self,
             int           width,
             int           height)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  return self->was_pressed && root != NULL && width != self->width && height == self->height &&
         gtk_widget_get_width (root) == self->window_width;
}

/* A menu on the map is placed anew when the map is. */
static void
present_popovers (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
atlas_map_view_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  AtlasMapView *self = ATLAS_MAP_VIEW (widget);
  AtlasMapCards cards = atlas_map_view_get_cards (self);
  gboolean at_city = self->scene != NULL && atlas_map_view_is_at_city (self) &&
                     !holds_still (self, width, height);
  gboolean is_resized = width != self->width || height != self->height;

  self->is_laying_out = TRUE;
  tell_legend (self, &cards, width, height);
  show_card (self, &cards, GTK_WIDGET (self->legend_card), width, height);
  show_card (self, &cards, GTK_WIDGET (self->scale_card), width, height);
  stay_in_window (self, width, at_city);
  if (at_city && width > 0 && height > 0 &&
      (is_resized || self->show_city_when_sized ||
       atlas_map_view_is_city_off (self, width, height)))
    {
      self->show_city_when_sized = FALSE;
      atlas_map_view_fit_city (self, width, height, FALSE);
    }
  self->width = width;
  self->height = height;
  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
  present_popovers (widget);
  tell_covers (self);
  if (is_resized)
    atlas_map_input_look_again (self->input);
  self->is_laying_out = FALSE;
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
  g_clear_handle_id (&self->scale_id, g_source_remove);
  g_clear_weak_pointer (&self->bar);
  g_clear_object (&self->input);
  g_clear_object (&self->tool);
  g_clear_object (&self->viewport);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scene, atlas_scene_unref);

  G_OBJECT_CLASS (atlas_map_view_parent_class)->dispose (object);
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
  atlas_map_view_class_add_keys (widget_class);

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
  g_type_ensure (ATLAS_TYPE_SITE_CARD);
  gtk_widget_class_set_css_name (widget_class, "atlas-map-view");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, map);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, buttons);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, hint_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, legend_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, measure_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, sample_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, scale_card);
  gtk_widget_class_bind_template_child (widget_class, AtlasMapView, site_card);
  gtk_widget_class_bind_template_callback (widget_class, on_get_child_position);
}

/* What the cards say is in the same frame as the map that says it. */
static void
on_shown (AtlasMapView *self)
{
  AtlasScene *scene = self->scene;

  tell_sites (self, 1);
  atlas_map_card_set_scene (self->legend_card, scene);
  atlas_map_card_set_scene (self->scale_card, scene);
  atlas_map_card_set_scene (self->sample_card,
                            scene != NULL && atlas_scene_is_sample (scene) ? scene : NULL);
  place_cards_anew (self);
}

/* Before anything moves the map. */
static void
add_event_watch (AtlasMapView *self)
{
  GtkEventController *watch = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (watch, GTK_PHASE_CAPTURE);
  g_signal_connect_object (watch, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->map), watch);
}

static void
atlas_map_view_init (AtlasMapView *self)
{
  g_autoptr(ShumateMapSource) source = atlas_map_source_new (ATLAS_MAP_VIEW_MIN_ZOOM,
                                                             ATLAS_MAP_VIEW_MAX_ZOOM);

  self->limits = (AtlasBox) { -180, -85, 180, 85 };
  gtk_widget_init_template (GTK_WIDGET (self));

  self->viewport = g_object_ref (shumate_map_get_viewport (self->map));
  shumate_viewport_set_reference_map_source (self->viewport, source);
  self->layer = atlas_map_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->layer));
  g_signal_connect_object (self->layer, "shown", G_CALLBACK (on_shown), self, G_CONNECT_SWAPPED);
  self->marks = atlas_mark_layer_new (self->layer);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->marks));
  add_event_watch (self);
  self->input = atlas_map_input_new (self->map, self->layer);
  g_signal_connect_object (self->viewport, "notify", G_CALLBACK (on_viewport_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "pointed", G_CALLBACK (on_pointed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "clicked", G_CALLBACK (atlas_mark_layer_hide_place),
                           self->marks, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->input, "escaped", G_CALLBACK (atlas_mark_layer_hide_place),
                           self->marks, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "state-flags-changed", G_CALLBACK (on_map_state_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
on_scene_changed (AtlasMapView *self)
{
  atlas_map_view_set_scene (self, atlas_session_get_scene (self->session),
                            atlas_session_get_changed_box (self->session));
  atlas_map_input_look_again (self->input);
}

static void
on_maps_changed (AtlasMapView *self)
{
  atlas_map_input_cancel_drag (self->input);
  atlas_map_tool_ended (self->tool);
  atlas_mark_layer_hide_place (self->marks);
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
  g_signal_connect_object (session, "notify::map", G_CALLBACK (atlas_mark_layer_hide_place),
                           self->marks, G_CONNECT_SWAPPED);
  g_object_bind_property (session, "legend-folded", self->legend_card, "folded",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (session, "legend-corner", self->legend_card, "corner",
                          G_BINDING_SYNC_CREATE);
  atlas_mark_layer_set_selection (self->marks, atlas_session_get_selection (session));
  atlas_map_view_set_tool (self, NULL);
  on_scene_changed (self);
}

static gboolean
on_get_bar_position (AtlasMapView *self,
                     GtkWidget    *child,
                     GdkRectangle *allocation)
{
  AtlasBox place;

  if (child != self->bar)
    return FALSE;

  atlas_map_view_place_bar (self, gtk_widget_get_width (GTK_WIDGET (self)),
                            gtk_widget_get_height (GTK_WIDGET (self)), &place);
  *allocation = (GdkRectangle) { (int) place.x0, (int) place.y0,
                                 (int) (place.x1 - place.x0), (int) (place.y1 - place.y0) };

  return TRUE;
}

void
atlas_map_view_set_bar (AtlasMapView *self,
                        GtkWidget    *bar)
{
  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));
  g_return_if_fail (GTK_IS_WIDGET (bar));

  g_set_weak_pointer (&self->bar, bar);
  g_signal_connect_object (bar, "notify::visible", G_CALLBACK (gtk_widget_queue_allocate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_parent (bar), "get-child-position",
                           G_CALLBACK (on_get_bar_position), self, G_CONNECT_SWAPPED);
}

void
atlas_map_view_set_scene (AtlasMapView   *self,
                          AtlasScene     *scene,
                          const AtlasBox *changed)
{
  gboolean other_place;

  g_return_if_fail (ATLAS_IS_MAP_VIEW (self));

  if (scene == self->scene)
    return;

  other_place = scene != NULL &&
                (self->scene == NULL ||
                 !atlas_shapes_are_related (atlas_scene_get_shapes (self->scene),
                                            atlas_scene_get_shapes (scene)));
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

  if (changed != NULL)
    atlas_map_layer_set_scene_within (self->layer, scene, changed);
  else
    atlas_map_layer_set_scene (self->layer, scene);
  if (changed == NULL || !atlas_map_layer_is_held (self->layer))
    on_shown (self);
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
      atlas_map_input_cancel_drag (self->input);
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

AtlasMapLayer *
atlas_map_view_get_layer (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return self->layer;
}

GtkWidget *
atlas_map_view_get_legend (AtlasMapView *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_VIEW (self), NULL);

  return GTK_WIDGET (self->legend_card);
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
