#include "atlas-layers-panel.h"

/* A place between two rows, where a dragged layer would go. */
typedef struct
{
  GtkListBoxRow *row; /* NULL: none */
  gboolean       above;
} Place;

struct _AtlasLayersPanel
{
  GtkWidget      parent_instance;

  AtlasSession  *session;
  AtlasLayerRow *rows[ATLAS_N_DRAWN_LAYERS];
  Place          marked;

  /* Template children */
  GtkListBox    *list_box;
};

G_DEFINE_FINAL_TYPE (AtlasLayersPanel, atlas_layers_panel, GTK_TYPE_WIDGET)

/* From the ground; the names are above all. */
static guint
get_height (AtlasLayersPanel *self,
            AtlasDrawnLayer   layer)
{
  return layer == ATLAS_DRAWN_NAMES
         ? ATLAS_N_DRAWN_LAYERS
         : atlas_scene_options_find (atlas_session_get_options (self->session), layer);
}

static int
compare_rows (GtkListBoxRow *a,
              GtkListBoxRow *b,
              gpointer       data)
{
  return (int) get_height (data, atlas_layer_row_get_layer (ATLAS_LAYER_ROW (b))) -
         (int) get_height (data, atlas_layer_row_get_layer (ATLAS_LAYER_ROW (a)));
}

static gboolean
is_sorted (AtlasLayersPanel *self)
{
  GtkListBoxRow *above = gtk_list_box_get_row_at_index (self->list_box, 0);
  GtkListBoxRow *row;

  for (int i = 1; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    {
      if (compare_rows (above, row, self) > 0)
        return FALSE;
      above = row;
    }

  return TRUE;
}

static void
on_scene_changed (AtlasLayersPanel *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);
  guint n = 0, place = 0;
  GtkListBoxRow *row;

  gtk_widget_set_sensitive (GTK_WIDGET (self), scene != NULL);
  if (scene == NULL)
    return;

  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      gboolean offered = atlas_scene_options_offers (atlas_scene_get_map_style (scene), i);

      gtk_widget_set_visible (GTK_WIDGET (self->rows[i]), offered);
      n += offered;
    }
  /* It would be laid out anew. */
  if (!is_sorted (self))
    gtk_list_box_invalidate_sort (self->list_box);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      atlas_layer_row_update (ATLAS_LAYER_ROW (row), ++place, n);
}

static void
mark (AtlasLayersPanel *self,
      Place             place)
{
  if (self->marked.row != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->marked.row), "drop-above");
      gtk_widget_remove_css_class (GTK_WIDGET (self->marked.row), "drop-below");
    }
  self->marked = place;
  if (place.row != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (place.row), place.above ? "drop-above" : "drop-below");
}

static GtkListBoxRow *
get_last_row (AtlasLayersPanel *self)
{
  GtkListBoxRow *row, *last = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      last = row;

  return last;
}

/* Nothing goes over the names. */
static Place
find_place (AtlasLayersPanel *self,
            double            y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list_box, (int) y);
  graphene_rect_t bounds;

  if (row == NULL)
    return (Place) { y < 0 ? NULL : get_last_row (self), FALSE };
  if (atlas_layer_row_get_layer (ATLAS_LAYER_ROW (row)) == ATLAS_DRAWN_NAMES ||
      !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list_box), &bounds))
    return (Place) { row, FALSE };

  return (Place) { row, y < bounds.origin.y + bounds.size.height / 2 };
}

static GdkDragAction
on_drop_motion (GtkDropTarget    *target,
                double            x,
                double            y,
                AtlasLayersPanel *self)
{
  mark (self, find_place (self, y));

  return GDK_ACTION_MOVE;
}

static void
on_drop_left (GtkDropTarget    *target,
              AtlasLayersPanel *self)
{
  mark (self, (Place) { NULL, FALSE });
}

static gboolean
on_dropped (GtkDropTarget    *target,
            const GValue     *value,
            double            x,
            double            y,
            AtlasLayersPanel *self)
{
  GtkWidget *dragged = g_value_get_object (value);
  Place place = find_place (self, y);
  AtlasSceneOptions options = *atlas_session_get_options (self->session);
  AtlasDrawnLayer layer, other;

  on_drop_left (target, self);
  /* Rows of another window have their own map. */
  if (place.row == NULL || gtk_widget_get_parent (dragged) != GTK_WIDGET (self->list_box))
    return FALSE;

  layer = atlas_layer_row_get_layer (ATLAS_LAYER_ROW (dragged));
  other = atlas_layer_row_get_layer (ATLAS_LAYER_ROW (place.row));
  if (place.above)
    atlas_scene_options_move_over (&options, layer, other);
  else
    atlas_scene_options_move_under (&options, layer, other);
  atlas_session_set_options (self->session, &options);

  return TRUE;
}

static void
atlas_layers_panel_dispose (GObject *object)
{
  AtlasLayersPanel *self = ATLAS_LAYERS_PANEL (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_LAYERS_PANEL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_layers_panel_parent_class)->dispose (object);
}

static void
atlas_layers_panel_class_init (AtlasLayersPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_layers_panel_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-layers-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasLayersPanel, list_box);
}

static void
atlas_layers_panel_init (AtlasLayersPanel *self)
{
  GtkDropTarget *target = gtk_drop_target_new (ATLAS_TYPE_LAYER_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_drop_left), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_box), GTK_EVENT_CONTROLLER (target));
}

void
atlas_layers_panel_set_session (AtlasLayersPanel *self,
                                AtlasSession     *session)
{
  g_return_if_fail (ATLAS_IS_LAYERS_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < ATLAS_N_DRAWN_LAYERS; i++)
    {
      self->rows[i] = ATLAS_LAYER_ROW (atlas_layer_row_new (session, i));
      gtk_list_box_append (self->list_box, GTK_WIDGET (self->rows[i]));
    }
  gtk_list_box_set_sort_func (self->list_box, compare_rows, self, NULL);
  g_signal_connect_object (session, "scene-changed", G_CALLBACK (on_scene_changed), self,
                           G_CONNECT_SWAPPED);
  on_scene_changed (self);
}

AtlasLayerRow *
atlas_layers_panel_get_row (AtlasLayersPanel *self,
                            AtlasDrawnLayer   layer)
{
  g_return_val_if_fail (ATLAS_IS_LAYERS_PANEL (self), NULL);
  g_return_val_if_fail ((guint) layer < ATLAS_N_DRAWN_LAYERS, NULL);

  return self->rows[layer];
}
