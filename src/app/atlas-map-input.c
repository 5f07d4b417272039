#include "atlas-map-input.h"

#include "atlas-projection.h"

#include <math.h>

#define BUTTON_BACK 8
#define BUTTON_FORWARD 9

struct _AtlasMapInput
{
  GObject          parent_instance;

  GtkWidget       *map;        /* weak */
  AtlasMapLayer   *ground;     /* weak */
  AtlasMapTool    *tool;       /* (nullable) */
  AtlasProjection *to_degrees; /* from Mercator, as the next */
  AtlasProjection *to_plane;
  AtlasPoint       pointer;    /* CSS pixels; NAN: not over the map */
  AtlasPoint       pressed;
  AtlasMapEvent    press;      /* while @claimed */
  GdkModifierType  modifiers;
  gboolean         claimed;    /* the tool has the press */
  gboolean         dragged;    /* the press became no click */
  gboolean         dragging;   /* the tool is doing so */
  guint            moved_id;
};

G_DEFINE_FINAL_TYPE (AtlasMapInput, atlas_map_input, G_TYPE_OBJECT)

enum
{
  POINTED,
  CLICKED,
  ESCAPED,
  MENU_WANTED,
  TURNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* FALSE: nothing is shown at the place yet, so nothing can happen there. */
static gboolean
make_event (AtlasMapInput      *self,
            GtkEventController *controller,
            double              x,
            double              y,
            guint               n_press,
            AtlasMapEvent      *event)
{
  if (!atlas_map_input_locate (self, x, y, event))
    return FALSE;

  event->modifiers = gtk_event_controller_get_current_event_state (controller);
  event->n_press = n_press;
  self->modifiers = event->modifiers;

  return TRUE;
}

static gboolean
get_middle (AtlasMapInput *self,
            AtlasMapEvent *event)
{
  return atlas_map_input_locate (self, gtk_widget_get_width (self->map) / 2.0,
                                 gtk_widget_get_height (self->map) / 2.0, event);
}

static void
send_moved (AtlasMapInput       *self,
            const AtlasMapEvent *event)
{
  if (self->tool != NULL)
    atlas_map_tool_moved (self->tool, event);
  g_signal_emit (self, signals[POINTED], 0, event);
}

/* Nothing is pressed: NAN, which no integer stands for. */
static gboolean
is_far_from_press (AtlasMapInput *self,
                   double         x,
                   double         y)
{
  return !isnan (self->pressed.x) &&
         gtk_drag_check_threshold (self->map, (int) self->pressed.x, (int) self->pressed.y,
                                   (int) x, (int) y);
}

static void
on_motion (AtlasMapInput            *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *controller)
{
  AtlasMapEvent event;

  if (is_far_from_press (self, x, y))
    self->dragged = TRUE;
  self->pointer = (AtlasPoint) { x, y };
  if (make_event (self, GTK_EVENT_CONTROLLER (controller), x, y, 0, &event))
    send_moved (self, &event);
}

static void
on_leave (AtlasMapInput *self)
{
  if (self->dragging)
    return;

  self->pointer = (AtlasPoint) { NAN, NAN };
  g_signal_emit (self, signals[POINTED], 0, NULL);
  if (self->tool != NULL)
    atlas_map_tool_left (self->tool);
}

/* --- Drags of the tool --- */

/* What lies beyond the map is not seen, so nothing is dragged there. */
static gboolean
locate_drag (AtlasMapInput *self,
             double         x,
             double         y,
             AtlasMapEvent *event)
{
  x = CLAMP (x, 0, gtk_widget_get_width (self->map));
  y = CLAMP (y, 0, gtk_widget_get_height (self->map));
  if (!atlas_map_input_locate (self, x, y, event))
    return FALSE;

  event->modifiers = self->modifiers;

  return TRUE;
}

static void
drag_to (AtlasMapInput *self,
         double         x,
         double         y)
{
  AtlasMapEvent event;

  self->pointer = (AtlasPoint) { x, y };
  if (!locate_drag (self, x, y, &event))
    return;

  atlas_map_tool_dragged (self->tool, &event);
  g_signal_emit (self, signals[POINTED], 0, &event);
}

/* GTK tells of no leaving when it is the map that goes. */
static gboolean
is_over_map (AtlasMapInput *self)
{
  return self->map != NULL && gtk_widget_contains (self->map, self->pointer.x, self->pointer.y);
}

static gboolean
on_map_moved_idle (gpointer data)
{
  AtlasMapInput *self = data;
  AtlasMapEvent event;

  self->moved_id = 0;
  if (isnan (self->pointer.x))
    return G_SOURCE_REMOVE;

  if (self->dragging)
    drag_to (self, self->pointer.x, self->pointer.y);
  else if (!is_over_map (self))
    on_leave (self);
  else if (atlas_map_input_locate (self, self->pointer.x, self->pointer.y, &event))
    {
      event.modifiers = self->modifiers;
      send_moved (self, &event);
    }

  return G_SOURCE_REMOVE;
}

/* Under a pointer that rests; once for all that changes before a frame. */
void
atlas_map_input_look_again (AtlasMapInput *self)
{
  if (self->moved_id == 0 && !isnan (self->pointer.x))
    self->moved_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, on_map_moved_idle, self, NULL);
}

/* While something was dragged the pointer may have left, or be over another block. */
static void
look_where_pointer_is (AtlasMapInput *self)
{
  if (is_over_map (self))
    atlas_map_input_look_again (self);
  else
    on_leave (self);
}

/* Where the pointer was since the last frame: GDK makes one event of all of them,
 * which would cut the corners of what is drawn. */
static void
drag_along_history (AtlasMapInput  *self,
                    GtkGestureDrag *drag)
{
  GdkEvent *event = gtk_gesture_get_last_event (GTK_GESTURE (drag), NULL);
  GtkNative *native = gtk_widget_get_native (self->map);
  guint n_coords = 0;
  g_autofree GdkTimeCoord *coords = event != NULL ? gdk_event_get_history (event, &n_coords)
                                                  : NULL;
  AtlasMapEvent at;
  double left, top;

  gtk_native_get_surface_transform (native, &left, &top);
  for (guint i = 0; i < n_coords; i++)
    {
      double x = coords[i].axes[GDK_AXIS_X] - left, y = coords[i].axes[GDK_AXIS_Y] - top;

      if ((coords[i].flags & GDK_AXIS_FLAG_X) != 0 && (coords[i].flags & GDK_AXIS_FLAG_Y) != 0 &&
          gtk_widget_translate_coordinates (GTK_WIDGET (native), self->map, x, y, &x, &y) &&
          locate_drag (self, x, y, &at))
        atlas_map_tool_dragged (self->tool, &at);
    }
}

static void
on_drag_update (AtlasMapInput  *self,
                double          right,
                double          down,
                GtkGestureDrag *drag)
{
  double x, y;

  if (!self->claimed || self->tool == NULL || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;

  x += right;
  y += down;
  self->modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  if (!self->dragging && !is_far_from_press (self, x, y))
    return;

  if (!self->dragging)
    {
      self->dragging = self->dragged = TRUE;
      atlas_map_tool_drag_begun (self->tool, &self->press);
    }
  drag_along_history (self, drag);
  drag_to (self, x, y);
}

/* It comes after a cancelled one, too. */
static void
on_drag_end (AtlasMapInput  *self,
             double          right,
             double          down,
             GtkGestureDrag *drag)
{
  AtlasMapEvent event;
  double x, y;

  if (!self->dragging)
    return;

  if (!gtk_gesture_drag_get_start_point (drag, &x, &y) ||
      !locate_drag (self, x + right, y + down, &event))
    {
      atlas_map_input_cancel_drag (self);
      return;
    }

  self->dragging = self->claimed = FALSE;
  atlas_map_tool_drag_ended (self->tool, &event);
  look_where_pointer_is (self);
}

/* A press that the tool has libshumate does not see: of one before it and one after it
 * it would make a double-click. */
static void
part_clicks (AtlasMapInput *self,
             GtkGesture    *own)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (self->map);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) && controller != GTK_EVENT_CONTROLLER (own))
        gtk_event_controller_reset (controller);
    }
}

static void
on_primary_pressed (AtlasMapInput       *self,
                    GtkGesture          *gesture,
                    const AtlasMapEvent *event)
{
  self->pressed = (AtlasPoint) { event->x, event->y };
  self->press = *event;
  self->dragged = FALSE;
  self->claimed = self->tool != NULL && atlas_map_tool_pressed (self->tool, event);
  if (!self->claimed)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  part_clicks (self, gesture);
}

static void
on_pressed (AtlasMapInput   *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *click)
{
  GtkGesture *gesture = GTK_GESTURE (click);
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click));
  AtlasMapEvent event;

  gtk_widget_grab_focus (self->map);
  if (!make_event (self, GTK_EVENT_CONTROLLER (click), x, y, (guint) n_press, &event))
    return;

  switch (button)
    {
    case GDK_BUTTON_PRIMARY:
      on_primary_pressed (self, gesture, &event);
      break;
    case GDK_BUTTON_SECONDARY:
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit (self, signals[MENU_WANTED], 0, &event);
      break;
    case BUTTON_BACK:
    case BUTTON_FORWARD:
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit (self, signals[TURNED], 0, button == BUTTON_BACK ? -1 : 1);
      break;
    default:
      break;
    }
}

/* It comes after a pan, too. */
static void
on_released (AtlasMapInput   *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *click)
{
  AtlasMapEvent event;

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) != GDK_BUTTON_PRIMARY ||
      self->tool == NULL || isnan (self->pressed.x) ||
      !make_event (self, GTK_EVENT_CONTROLLER (click), x, y, (guint) n_press, &event))
    return;

  if (!self->dragged && !is_far_from_press (self, x, y))
    {
      atlas_map_tool_clicked (self->tool, &event);
      g_signal_emit (self, signals[CLICKED], 0, &event);
    }
  self->pressed = (AtlasPoint) { NAN, NAN };
}

static gboolean
is_click_key (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter ||
         key == GDK_KEY_space || key == GDK_KEY_KP_Space;
}

/* Returns: has the key done its work? */
static gboolean
give_key (AtlasMapInput *self,
          guint          key,
          AtlasMapEvent *event)
{
  gboolean is_done = self->tool != NULL && atlas_map_tool_key_pressed (self->tool, key, event);

  if (key == GDK_KEY_Escape)
    g_signal_emit (self, signals[ESCAPED], 0);
  if (is_done && is_click_key (key))
    {
      event->n_press = 1;
      g_signal_emit (self, signals[CLICKED], 0, event);
    }

  return is_done;
}

static gboolean
on_key_pressed (AtlasMapInput   *self,
                guint            key,
                guint            code,
                GdkModifierType  modifiers)
{
  AtlasMapEvent event;

  if (!get_middle (self, &event))
    return GDK_EVENT_PROPAGATE;

  event.modifiers = modifiers;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    {
      g_signal_emit (self, signals[MENU_WANTED], 0, &event);
      return GDK_EVENT_STOP;
    }

  if (self->dragging && key == GDK_KEY_Escape)
    atlas_map_input_cancel_drag (self);
  else if (!self->dragging)
    return give_key (self, key, &event);

  return GDK_EVENT_STOP;
}

static void
add_controllers (AtlasMapInput *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->map, GTK_EVENT_CONTROLLER (click));

  /* Both have what one of them claims. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (atlas_map_input_cancel_drag), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->map, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (drag, click);

  g_signal_connect_object (motion, "enter", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->map, motion);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->map, keys);
}

static void
atlas_map_input_dispose (GObject *object)
{
  AtlasMapInput *self = ATLAS_MAP_INPUT (object);

  g_clear_handle_id (&self->moved_id, g_source_remove);
  self->dragging = FALSE;
  g_clear_weak_pointer (&self->map);
  g_clear_weak_pointer (&self->ground);
  g_clear_object (&self->tool);
  g_clear_pointer (&self->to_degrees, atlas_projection_free);
  g_clear_pointer (&self->to_plane, atlas_projection_free);

  G_OBJECT_CLASS (atlas_map_input_parent_class)->dispose (object);
}

static void
atlas_map_input_class_init (AtlasMapInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = atlas_map_input_dispose;

  signals[POINTED] = g_signal_new ("pointed", ATLAS_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CLICKED] = g_signal_new ("clicked", ATLAS_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ESCAPED] = g_signal_new ("escaped", ATLAS_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MENU_WANTED] = g_signal_new ("menu-wanted", ATLAS_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TURNED] = g_signal_new ("turned", ATLAS_TYPE_MAP_INPUT, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
atlas_map_input_init (AtlasMapInput *self)
{
  self->pointer = (AtlasPoint) { NAN, NAN };
  self->pressed = (AtlasPoint) { NAN, NAN };
  self->to_degrees = atlas_projection_new (ATLAS_CRS_MERCATOR, ATLAS_CRS_GEOGRAPHIC);
  self->to_plane = atlas_projection_new (ATLAS_CRS_MERCATOR, ATLAS_CRS_PLANE);
}

AtlasMapInput *
atlas_map_input_new (ShumateMap    *map,
                     AtlasMapLayer *ground)
{
  AtlasMapInput *self = g_object_new (ATLAS_TYPE_MAP_INPUT, NULL);

  g_set_weak_pointer (&self->map, GTK_WIDGET (map));
  g_set_weak_pointer (&self->ground, ground);
  add_controllers (self);
  g_signal_connect_object (shumate_map_get_viewport (map), "notify",
                           G_CALLBACK (atlas_map_input_look_again), self, G_CONNECT_SWAPPED);

  return self;
}

void
atlas_map_input_set_tool (AtlasMapInput *self,
                          AtlasMapTool  *tool)
{
  g_return_if_fail (ATLAS_IS_MAP_INPUT (self));
  g_return_if_fail (ATLAS_IS_MAP_TOOL (tool));

  atlas_map_input_cancel_drag (self);
  self->claimed = FALSE;
  self->pressed = (AtlasPoint) { NAN, NAN };
  g_set_object (&self->tool, tool);
  if (self->map != NULL)
    gtk_widget_set_cursor_from_name (self->map, atlas_map_tool_get_cursor (tool));
  atlas_map_input_look_again (self);
}

void
atlas_map_input_cancel_drag (AtlasMapInput *self)
{
  g_return_if_fail (ATLAS_IS_MAP_INPUT (self));

  if (!self->dragging)
    return;

  self->dragging = self->claimed = FALSE;
  atlas_map_tool_drag_cancelled (self->tool);
  look_where_pointer_is (self);
}

gboolean
atlas_map_input_escape (AtlasMapInput *self)
{
  g_return_val_if_fail (ATLAS_IS_MAP_INPUT (self), FALSE);

  return self->map != NULL && on_key_pressed (self, GDK_KEY_Escape, 0, 0);
}

gboolean
atlas_map_input_locate (AtlasMapInput *self,
                        double         x,
                        double         y,
                        AtlasMapEvent *event)
{
  AtlasView view;
  AtlasPoint place, east;

  g_return_val_if_fail (ATLAS_IS_MAP_INPUT (self), FALSE);

  if (self->ground == NULL || !atlas_map_layer_get_view (self->ground, &view))
    return FALSE;

  view = atlas_view_rescale (&view, 1.0 / gtk_widget_get_scale_factor (self->map));
  place = (AtlasPoint) { view.x0 + x / view.scale, view.y0 + y / view.scale };
  *event = (AtlasMapEvent) { .x = x, .y = y, .scene = place, .view = view };
  event->degrees = atlas_projection_point (self->to_degrees, place.x, place.y);
  event->plane = atlas_projection_point (self->to_plane, place.x, place.y);
  east = atlas_projection_point (self->to_plane, place.x + 1 / view.scale, place.y);
  event->metres_per_pixel = hypot (east.x - event->plane.x, east.y - event->plane.y);

  return TRUE;
}
