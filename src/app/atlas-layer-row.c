#include "atlas-layer-row.h"

#include "atlas-layer-card.h"
#include "atlas-map-scale.h"
#include "atlas-painter.h"
#include "atlas-tooltips.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AtlasLayerRow
{
  GtkListBoxRow    parent_instance;

  AtlasSession    *session;
  AtlasDrawnLayer  layer;
  guint            place;    /* from the top, 1 on; 0: none yet */
  gboolean         updating; /* the widgets follow the session, not it them */
  guint            tick_id;  /* while it comes into view */
  guint            n_ticks;

  /* Template children */
  GtkWidget       *handle;
  GtkCheckButton  *check_button;
  GtkLabel        *name_label;
  GtkLabel        *percent_label;
  GtkLabel        *note_label;
  GtkMenuButton   *card_button;
  GtkRevealer     *revealer;
  GtkWidget       *scale;
  GtkAdjustment   *percent;
};

G_DEFINE_FINAL_TYPE (AtlasLayerRow, atlas_layer_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_toggled (AtlasLayerRow *self)
{
  AtlasSceneOptions options;

  if (self->updating)
    return;

  options = *atlas_session_get_options (self->session);
  atlas_scene_options_set_shown (&options, self->layer,
                                 gtk_check_button_get_active (self->check_button));
  atlas_session_set_options (self->session, &options);
}

static void
on_percent_changed (AtlasLayerRow *self)
{
  AtlasSceneOptions options;

  if (self->updating)
    return;

  options = *atlas_session_get_options (self->session);
  options.opacity[self->layer] = round (gtk_adjustment_get_value (self->percent)) / 100;
  atlas_session_set_options (self->session, &options);
}

static void
scroll_to (GtkWidget *widget)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (window == NULL || !gtk_widget_compute_bounds (widget, window, &bounds))
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
}

/* Its place and height are those of the frame before. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  AtlasLayerRow *self = ATLAS_LAYER_ROW (widget);

  if (self->n_ticks++ > 0)
    scroll_to (widget);
  if (self->n_ticks < 3 || gtk_revealer_get_child_revealed (self->revealer) !=
                           gtk_revealer_get_reveal_child (self->revealer))
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

/* All of it, wherever it goes and however it grows. */
static void
come_into_view (AtlasLayerRow *self)
{
  self->n_ticks = 0;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
on_selected (GtkListBoxRow *row,
             GtkStateFlags  old_flags)
{
  AtlasLayerRow *self = ATLAS_LAYER_ROW (row);
  gboolean selected = gtk_list_box_row_is_selected (row);

  if (selected && !gtk_revealer_get_reveal_child (self->revealer))
    come_into_view (self);
  gtk_revealer_set_reveal_child (self->revealer, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->percent_label),
                          selected || gtk_adjustment_get_value (self->percent) < 100);
}

static gboolean
on_step (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  AtlasLayerRow *self = ATLAS_LAYER_ROW (widget);
  AtlasScene *scene = atlas_session_get_scene (self->session);
  AtlasSceneOptions options = *atlas_session_get_options (self->session);
  gboolean up;

  g_variant_get (arguments, "(b)", &up);
  if (scene == NULL ||
      !atlas_scene_options_step (&options, atlas_scene_get_map_style (scene), self->layer, up))
    {
      gtk_widget_error_bell (widget);
      return GDK_EVENT_STOP;
    }

  atlas_session_set_options (self->session, &options);

  return GDK_EVENT_STOP;
}

static void
make_card (GtkMenuButton *button,
           gpointer       data)
{
  AtlasLayerRow *self = data;
  GtkWidget *popover = gtk_popover_new ();
  AtlasPlan *plan = atlas_maps_get_plan (atlas_session_get_maps (self->session));

  gtk_popover_set_child (GTK_POPOVER (popover),
                         atlas_layer_card_new (atlas_session_get_scene (self->session), plan,
                                               self->layer));
  gtk_menu_button_set_popover (button, popover);
}

static GdkContentProvider *
on_drag_prepared (GtkDragSource *source,
                  double         x,
                  double         y,
                  AtlasLayerRow *self)
{
  return gdk_content_provider_new_typed (ATLAS_TYPE_LAYER_ROW, self);
}

static void
on_drag_began (GtkDragSource *source,
               GdkDrag       *drag,
               AtlasLayerRow *self)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));
  g_autoptr(GdkPaintable) still = gdk_paintable_get_current_image (picture);

  gtk_drag_source_set_icon (source, still, 12, 12);
}

static void
add_drag (AtlasLayerRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepared), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_began), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
}

/* From what scale on sites are drawn, where they are wanted and not seen. */
static void
update_note (AtlasLayerRow *self)
{
  double metres = ATLAS_PAINTER_SITES_METRES_PER_POINT * 72 / 96;
  g_autofree char *scale = NULL;
  g_autofree char *note = NULL;
  gboolean seen;

  if (self->layer != ATLAS_DRAWN_SITES)
    return;

  scale = atlas_map_scale_format (atlas_map_scale_from_metres_per_pixel (metres));
  note = g_strdup_printf (_("Drawn from %s on"), scale);
  g_object_get (self->session, "shows-sites", &seen, NULL);
  gtk_label_set_text (self->note_label, note);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label),
                          !seen && gtk_check_button_get_active (self->check_button));
}

static void
atlas_layer_row_dispose (GObject *object)
{
  AtlasLayerRow *self = ATLAS_LAYER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_LAYER_ROW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_layer_row_parent_class)->dispose (object);
}

static void
atlas_layer_row_class_init (AtlasLayerRowClass *klass)
{
  static const struct { guint key; gboolean up; } steps[] = {
    { GDK_KEY_Up, TRUE }, { GDK_KEY_KP_Up, TRUE },
    { GDK_KEY_Down, FALSE }, { GDK_KEY_KP_Down, FALSE },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_layer_row_dispose;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, GDK_ALT_MASK, on_step, "(b)",
                                  steps[i].up);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-layer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, handle);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, check_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, percent_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, note_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, card_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, scale);
  gtk_widget_class_bind_template_child (widget_class, AtlasLayerRow, percent);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_percent_changed);
}

static void
atlas_layer_row_init (AtlasLayerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Their tooltips are there now: see atlas-tooltips.h. */
  gtk_widget_set_visible (self->handle, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->card_button), TRUE);
  gtk_widget_set_visible (self->scale, TRUE);

  add_drag (self);
  gtk_menu_button_set_create_popup_func (self->card_button, make_card, self, NULL);
  g_signal_connect (self, "state-flags-changed", G_CALLBACK (on_selected), NULL);
}

GtkWidget *
atlas_layer_row_new (AtlasSession    *session,
                     AtlasDrawnLayer  layer)
{
  AtlasLayerRow *self = g_object_new (ATLAS_TYPE_LAYER_ROW, NULL);

  self->session = g_object_ref (session);
  self->layer = layer;
  g_signal_connect_object (session, "notify::shows-sites", G_CALLBACK (update_note), self,
                           G_CONNECT_SWAPPED);
  /* The names stay on top; the space keeps the names of layers in a column. */
  if (layer == ATLAS_DRAWN_NAMES)
    {
      gtk_widget_set_opacity (self->handle, 0);
      gtk_widget_set_sensitive (self->handle, FALSE);
    }

  return GTK_WIDGET (self);
}

AtlasDrawnLayer
atlas_layer_row_get_layer (AtlasLayerRow *self)
{
  g_return_val_if_fail (ATLAS_IS_LAYER_ROW (self), ATLAS_DRAWN_NAMES);

  return self->layer;
}

/* A screen reader reads a new label of what has the focus: a layer that was
 * moved tells its place. */
static void
set_labels (AtlasLayerRow *self,
            const char    *name,
            guint          place,
            guint          n)
{
  g_autofree char *position = g_strdup_printf (_("%s, layer %u of %u from the top"), name, place,
                                               n);
  g_autofree char *about = g_strdup_printf (_("About the layer “%s”"), name);

  gtk_label_set_text (self->name_label, name);
  atlas_tooltip_set (GTK_WIDGET (self->name_label), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, about, -1);
}

void
atlas_layer_row_update (AtlasLayerRow *self,
                        guint          place,
                        guint          n)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);
  const AtlasSceneOptions *options = atlas_session_get_options (self->session);
  double percent = round (options->opacity[self->layer] * 100);
  g_autofree char *text = g_strdup_printf (_("%.0f%%"), percent);

  g_return_if_fail (ATLAS_IS_LAYER_ROW (self));
  g_return_if_fail (scene != NULL);

  if (place != self->place && gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (self)))
    come_into_view (self);
  self->place = place;
  self->updating = TRUE;
  gtk_check_button_set_active (self->check_button,
                               atlas_scene_options_shows (options, self->layer));
  gtk_adjustment_set_value (self->percent, percent);
  self->updating = FALSE;

  gtk_label_set_text (self->percent_label, text);
  on_selected (GTK_LIST_BOX_ROW (self), 0);
  update_note (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  set_labels (self,
              atlas_scene_get_style (scene)->layers[self->layer][atlas_scene_get_language (scene)],
              place, n);
}
