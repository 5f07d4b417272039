#include "atlas-status-bar.h"

#include "atlas-block-summary.h"
#include "atlas-form.h"
#include "atlas-map-scale.h"
#include "atlas-place-popover.h"
#include "atlas-scale-popover.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>

/* Long enough to read a line. */
#define MESSAGE_S 5
/* Between what stands side by side, CSS pixels. */
#define SPACING 12
/* What a text may be wider than its widest sample, for other digits. */
#define SLACK 4

/* In the order in which they stand; all from the message on at the right. */
enum
{
  ITEM_PLACE,
  ITEM_OTHER,
  ITEM_SCALE,
  ITEM_MESSAGE,
  ITEM_BLOCKS,
  ITEM_AREA,
  ITEM_FLOOR_AREA,
  ITEM_RATE,
  N_ITEMS,
};

struct _AtlasStatusBar
{
  GtkWidget          parent_instance;

  AtlasSession      *session;
  AtlasMapView      *view;       /* weak */
  AtlasProjection   *to_plane;   /* from degrees */
  gboolean           pointed;    /* the pointer is over the map */
  guint              message_id; /* while a message is shown */

  /* Template children */
  GtkWidget         *place_button;
  AtlasPlacePopover *place_popover;
  GtkInscription    *whose_text;
  GtkInscription    *place_text;
  GtkWidget         *other_button; /* the same as place_button */
  GtkInscription    *other_text;
  GtkWidget         *scale_button;
  GtkInscription    *scale_text;
  GtkLabel          *message_label;
  GtkLabel          *blocks_label;
  GtkLabel          *area_label;
  GtkLabel          *floor_area_label;
  GtkLabel          *rate_label;
};

G_DEFINE_FINAL_TYPE (AtlasStatusBar, atlas_status_bar, GTK_TYPE_WIDGET)

/* --- Place and scale --- */

static AtlasNotation
get_degrees_notation (AtlasStatusBar *self)
{
  AtlasNotation notation = atlas_session_get_notation (self->session);

  return notation == ATLAS_NOTATION_PLANE ? ATLAS_NOTATION_DEGREES : notation;
}

/* The person's own notation first. */
static void
show_place (AtlasStatusBar      *self,
            const AtlasMapEvent *event)
{
  gboolean plane_first = atlas_session_get_notation (self->session) == ATLAS_NOTATION_PLANE;
  g_autofree char *degrees = atlas_coordinate_format (event->degrees, get_degrees_notation (self));
  g_autofree char *plane = atlas_coordinate_format (event->plane, ATLAS_NOTATION_PLANE);

  gtk_inscription_set_text (self->place_text, plane_first ? plane : degrees);
  gtk_inscription_set_text (self->other_text, plane_first ? degrees : plane);
  gtk_inscription_set_text (self->whose_text, self->pointed ? _("Pointer") : _("Middle"));
}

/* Known before anything is drawn. FALSE: there is no map at all */
static gboolean
get_middle (AtlasStatusBar *self,
            AtlasMapEvent  *event)
{
  ShumateLocation *location;

  if (self->view == NULL)
    return FALSE;

  location = SHUMATE_LOCATION (shumate_map_get_viewport (atlas_map_view_get_map (self->view)));
  *event = (AtlasMapEvent) { .degrees = { shumate_location_get_longitude (location),
                                          shumate_location_get_latitude (location) } };
  event->plane = atlas_projection_point (self->to_plane, event->degrees.x, event->degrees.y);

  return TRUE;
}

static void
show_middle (AtlasStatusBar *self)
{
  AtlasMapEvent event;

  if (get_middle (self, &event))
    show_place (self, &event);
}

static void
on_pointed (AtlasStatusBar      *self,
            const AtlasMapEvent *event)
{
  self->pointed = event != NULL;
  if (event != NULL)
    show_place (self, event);
  else
    show_middle (self);
}

static void
on_viewport_changed (AtlasStatusBar *self)
{
  g_autofree char *scale = NULL;

  scale = atlas_map_scale_format (atlas_map_scale_from_metres_per_pixel (
            atlas_map_view_get_metres_per_pixel (self->view)));
  gtk_inscription_set_text (self->scale_text, scale);
  if (!self->pointed)
    show_middle (self);
}

static void
on_place_shown (AtlasStatusBar *self)
{
  AtlasBox area = atlas_map_view_get_area (self->view);
  AtlasMapEvent event;

  atlas_place_popover_set_area (self->place_popover, &area);
  atlas_place_popover_set_maps (self->place_popover,
                                self->session != NULL ? atlas_session_get_maps (self->session)
                                                      : NULL);
  if (get_middle (self, &event))
    atlas_place_popover_set_place (self->place_popover, event.degrees, event.plane,
                                   get_degrees_notation (self));
}

static void
on_place_chosen (AtlasStatusBar   *self,
                 const AtlasPoint *place)
{
  if (place != NULL)
    atlas_map_view_show_place (self->view, *place);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Texts that change with each motion of the pointer have one width, so that
 * nothing is laid out anew. */
static void
fix_width (AtlasStatusBar *self,
           GtkInscription *text,
           const char     *sample)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), sample);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (text), width + SLACK, -1);
}

static void
fix_widths (AtlasStatusBar *self)
{
  static const AtlasPoint degrees = { 116.88888, 40.88888 };
  static const AtlasPoint plane = { 488888, 4488888 };
  g_autofree char *degrees_text = NULL;
  g_autofree char *plane_text = atlas_coordinate_format (plane, ATLAS_NOTATION_PLANE);
  g_autofree char *scale = atlas_map_scale_format (8880000);
  gboolean plane_first;

  if (self->session == NULL)
    return;

  plane_first = atlas_session_get_notation (self->session) == ATLAS_NOTATION_PLANE;
  degrees_text = atlas_coordinate_format (degrees, get_degrees_notation (self));
  fix_width (self, self->place_text, plane_first ? plane_text : degrees_text);
  fix_width (self, self->other_text, plane_first ? degrees_text : plane_text);
  fix_width (self, self->scale_text, scale);
  fix_width (self, self->whose_text,
             g_utf8_strlen (_("Pointer"), -1) > g_utf8_strlen (_("Middle"), -1)
             ? _("Pointer") : _("Middle"));
}

static void
on_notation_changed (AtlasStatusBar *self)
{
  AtlasMapEvent event;

  fix_widths (self);
  show_middle (self);
  if (get_middle (self, &event))
    on_place_shown (self);
}

/* --- What is selected --- */

static void
summarize (AtlasStatusBar    *self,
           AtlasBlockSummary *summary)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  GListModel *blocks;
  const guint *selected;
  guint n_selected;

  atlas_block_summary_init (summary);
  if (maps == NULL)
    return;

  blocks = atlas_plan_get_blocks (atlas_maps_get_plan (maps));
  selected = atlas_selection_get (atlas_session_get_selection (self->session), &n_selected);
  for (guint i = 0; i < n_selected; i++)
    {
      g_autoptr(AtlasBlock) block = g_list_model_get_item (blocks, selected[i]);

      if (block != NULL)
        atlas_block_summary_add (summary, atlas_block_get_values (block));
    }
}

/* All of it at each part: in a narrow window there is no room for some. */
static void
tell_whole_selection (AtlasStatusBar *self)
{
  GtkLabel *labels[] = { self->blocks_label, self->area_label, self->floor_area_label,
                         self->rate_label };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (labels[i])))
      g_string_append_printf (text, text->len > 0 ? "\n%s" : "%s", gtk_label_get_text (labels[i]));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    atlas_tooltip_set (GTK_WIDGET (labels[i]), text->str);
}

static void
show_selection (AtlasStatusBar *self)
{
  AtlasBlockSummary summary;
  const AtlasFieldSummary *area = &summary.fields[ATLAS_BLOCK_AREA];
  const AtlasFieldSummary *rate = &summary.fields[ATLAS_BLOCK_IMPLEMENTATION_RATE];
  g_autofree char *n_text = NULL;
  g_autofree char *area_text = NULL;
  g_autofree char *floor_text = NULL;
  g_autofree char *rate_text = NULL;
  gboolean some;

  summarize (self, &summary);
  some = summary.n_blocks > 0 && self->message_id == 0;
  n_text = atlas_quantity_format_count (summary.n_blocks);
  area_text = atlas_quantity_format_area (area->sum, atlas_session_get_area_unit (self->session));
  floor_text = atlas_quantity_format_floor_area (
    summary.renewable_floor_area.sum, atlas_session_get_floor_area_unit (self->session));
  rate_text = atlas_quantity_format_percent (atlas_field_summary_get_mean (rate));
  atlas_form_show_quantity (self->blocks_label, some,
                            ngettext ("%s block selected", "%s blocks selected", summary.n_blocks),
                            n_text);
  atlas_form_show_quantity (self->area_label, some && area->n_known > 0, "%s", area_text);
  /* Translators: the floor area of the selected blocks that can be renewed */
  atlas_form_show_quantity (self->floor_area_label,
                            some && summary.renewable_floor_area.n_known > 0,
                            _("renewable %s"), floor_text);
  /* Translators: the mean of the selected blocks' implementation rates */
  atlas_form_show_quantity (self->rate_label, some && rate->n_known > 0, _("mean rate %s"),
                            rate_text);
  tell_whole_selection (self);
}

static gboolean
on_message_read (gpointer data)
{
  AtlasStatusBar *self = data;

  self->message_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), FALSE);
  show_selection (self);

  return G_SOURCE_REMOVE;
}

/* --- Layout --- */

static void
list_items (AtlasStatusBar *self,
            GtkWidget      *items[N_ITEMS])
{
  items[ITEM_PLACE] = self->place_button;
  items[ITEM_OTHER] = self->other_button;
  items[ITEM_SCALE] = self->scale_button;
  items[ITEM_MESSAGE] = GTK_WIDGET (self->message_label);
  items[ITEM_BLOCKS] = GTK_WIDGET (self->blocks_label);
  items[ITEM_AREA] = GTK_WIDGET (self->area_label);
  items[ITEM_FLOOR_AREA] = GTK_WIDGET (self->floor_area_label);
  items[ITEM_RATE] = GTK_WIDGET (self->rate_label);
}

static void
atlas_status_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  GtkWidget *items[N_ITEMS];
  int size = 0, height = 0;

  list_items (ATLAS_STATUS_BAR (widget), items);
  *minimum = 0;
  for (guint i = 0; i < N_ITEMS; i++)
    {
      int item_minimum, item;

      gtk_widget_measure (items[i], orientation, -1, &item_minimum, &item, NULL, NULL);
      height = MAX (height, item);
      size += item + (size > 0 ? SPACING : 0);
      if (i == ITEM_PLACE)
        *minimum = item_minimum;
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = height;
  else
    *natural = size;
}

/* Leaves out what is least important until the rest has room. */
static int
choose_items (GtkWidget *items[N_ITEMS],
              int        widths[N_ITEMS],
              int        width)
{
  static const guint dispensable[] = {
    ITEM_OTHER, ITEM_RATE, ITEM_FLOOR_AREA, ITEM_AREA, ITEM_SCALE, ITEM_BLOCKS,
  };
  int left = width;

  for (guint i = 0; i < N_ITEMS; i++)
    {
      widths[i] = 0;
      if (gtk_widget_get_visible (items[i]))
        gtk_widget_measure (items[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &widths[i], NULL, NULL);
      left -= widths[i] > 0 ? widths[i] + SPACING : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dispensable) && left < 0; i++)
    if (widths[dispensable[i]] > 0)
      {
        left += widths[dispensable[i]] + SPACING;
        widths[dispensable[i]] = 0;
      }
  for (guint i = 0; i < N_ITEMS; i++)
    gtk_widget_set_child_visible (items[i], widths[i] > 0);
  /* A message that is still too long is ellipsized. */
  widths[ITEM_MESSAGE] = MAX (widths[ITEM_MESSAGE] + MIN (left, 0), 0);

  return MAX (left, 0);
}

static void
allocate_item (GtkWidget *widget,
               GtkWidget *item,
               int        x,
               int        width,
               int        height)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int item_height;

  gtk_widget_measure (item, GTK_ORIENTATION_VERTICAL, width, NULL, &item_height, NULL, NULL);
  item_height = MIN (item_height, height);
  if (mirrored)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (item, &(GtkAllocation) { x, (height - item_height) / 2,
                                                     width, item_height }, -1);
}

static void
atlas_status_bar_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  AtlasStatusBar *self = ATLAS_STATUS_BAR (widget);
  GtkWidget *items[N_ITEMS];
  int widths[N_ITEMS];
  int spare, x = 0;

  list_items (self, items);
  spare = choose_items (items, widths, width + SPACING);
  for (guint i = 0; i < N_ITEMS; i++)
    {
      if (i == ITEM_MESSAGE)
        x += spare;
      if (widths[i] == 0)
        continue;
      allocate_item (widget, items[i], x, widths[i], height);
      x += widths[i] + SPACING;
    }
}

static void
atlas_status_bar_css_changed (GtkWidget         *widget,
                              GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (atlas_status_bar_parent_class)->css_changed (widget, change);

  fix_widths (ATLAS_STATUS_BAR (widget));
}

static void
atlas_status_bar_dispose (GObject *object)
{
  AtlasStatusBar *self = ATLAS_STATUS_BAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->message_id, g_source_remove);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->session);
  g_clear_pointer (&self->to_plane, atlas_projection_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_STATUS_BAR);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (atlas_status_bar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, place_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, place_popover);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, whose_text);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, place_text);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, other_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, other_text);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, scale_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, scale_text);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, message_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, blocks_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, area_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, floor_area_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasStatusBar, rate_label);
  gtk_widget_class_bind_template_callback (widget_class, on_place_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_place_chosen);
  gtk_widget_class_bind_template_callback (widget_class, atlas_status_bar_ask_place);
}

static void
atlas_status_bar_class_init (AtlasStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_status_bar_dispose;

  widget_class->measure = atlas_status_bar_measure;
  widget_class->size_allocate = atlas_status_bar_size_allocate;
  widget_class->css_changed = atlas_status_bar_css_changed;

  g_type_ensure (ATLAS_TYPE_PLACE_POPOVER);
  g_type_ensure (ATLAS_TYPE_SCALE_POPOVER);
  gtk_widget_class_set_css_name (widget_class, "status-bar");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-status-bar.ui");
  bind_template (widget_class);
}

static void
atlas_status_bar_init (AtlasStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->to_plane = atlas_projection_new (ATLAS_CRS_GEOGRAPHIC, ATLAS_CRS_PLANE);
}

void
atlas_status_bar_set_session (AtlasStatusBar *self,
                              AtlasSession   *session)
{
  g_return_if_fail (ATLAS_IS_STATUS_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (atlas_session_get_selection (session), "changed",
                           G_CALLBACK (show_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "plan-changed", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::area-unit", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::floor-area-unit", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::notation", G_CALLBACK (on_notation_changed), self,
                           G_CONNECT_SWAPPED);
  fix_widths (self);
  show_selection (self);
}

void
atlas_status_bar_set_view (AtlasStatusBar *self,
                           AtlasMapView   *view)
{
  g_return_if_fail (ATLAS_IS_STATUS_BAR (self));
  g_return_if_fail (self->view == NULL && self->session != NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (atlas_map_view_get_input (view), "pointed", G_CALLBACK (on_pointed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shumate_map_get_viewport (atlas_map_view_get_map (view)), "notify",
                           G_CALLBACK (on_viewport_changed), self, G_CONNECT_SWAPPED);
  on_viewport_changed (self);
}

void
atlas_status_bar_ask_place (AtlasStatusBar *self)
{
  g_return_if_fail (ATLAS_IS_STATUS_BAR (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->place_button));
}

void
atlas_status_bar_say (AtlasStatusBar *self,
                      const char     *message)
{
  g_return_if_fail (ATLAS_IS_STATUS_BAR (self));

  g_clear_handle_id (&self->message_id, g_source_remove);
  self->message_id = g_timeout_add_seconds (MESSAGE_S, on_message_read, self);
  gtk_label_set_label (self->message_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), TRUE);
  show_selection (self);
}
