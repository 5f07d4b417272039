#include "atlas-map-list.h"

struct _AtlasMapList
{
  GtkWidget     parent_instance;

  AtlasSession *session;

  /* Template children */
  GtkListBox   *list_box;
};

G_DEFINE_FINAL_TYPE (AtlasMapList, atlas_map_list, GTK_TYPE_WIDGET)

static void
on_row_selected (AtlasMapList  *self,
                 GtkListBoxRow *row,
                 GtkListBox    *list_box)
{
  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.map", "u",
                                atlas_map_row_get_number (ATLAS_MAP_ROW (row)));
}

static void
atlas_map_list_dispose (GObject *object)
{
  AtlasMapList *self = ATLAS_MAP_LIST (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_MAP_LIST);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (atlas_map_list_parent_class)->dispose (object);
}

/* Tab leaves the list: a list box would go through its rows first, and so through all
 * the maps. */
static gboolean
atlas_map_list_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  AtlasMapList *self = ATLAS_MAP_LIST (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (is_tab && row != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (row));

  return GTK_WIDGET_CLASS (atlas_map_list_parent_class)->focus (widget, direction);
}

static void
atlas_map_list_class_init (AtlasMapListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_map_list_dispose;
  widget_class->focus = atlas_map_list_focus;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-map-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasMapList, list_box);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
}

static void
atlas_map_list_init (AtlasMapList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    gtk_list_box_append (self->list_box, atlas_map_row_new (map));
}

static void
on_look_changed (AtlasMapList *self)
{
  for (guint map = 1; map <= ATLAS_N_MAPS; map++)
    {
      g_autoptr(AtlasScene) scene = atlas_session_dup_overview (self->session, map);

      atlas_map_row_set_scene (atlas_map_list_get_row (self, map), scene);
    }
}

void
atlas_map_list_set_session (AtlasMapList *self,
                            AtlasSession *session)
{
  g_return_if_fail (ATLAS_IS_MAP_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::maps", G_CALLBACK (on_look_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "plan-changed", G_CALLBACK (on_look_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "densities-changed", G_CALLBACK (on_look_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::palette", G_CALLBACK (on_look_changed), self,
                           G_CONNECT_SWAPPED);
  on_look_changed (self);
}

void
atlas_map_list_set_map (AtlasMapList *self,
                        guint         map)
{
  g_return_if_fail (ATLAS_IS_MAP_LIST (self));

  gtk_list_box_select_row (self->list_box,
                           GTK_LIST_BOX_ROW (atlas_map_list_get_row (self, map)));
}

AtlasMapRow *
atlas_map_list_get_row (AtlasMapList *self,
                        guint         map)
{
  g_return_val_if_fail (ATLAS_IS_MAP_LIST (self), NULL);
  g_return_val_if_fail (map >= 1 && map <= ATLAS_N_MAPS, NULL);

  return ATLAS_MAP_ROW (gtk_list_box_get_row_at_index (self->list_box, (int) map - 1));
}
