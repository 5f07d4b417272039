#include "atlas-window-private.h"

#include "atlas-accelerators.h"
#include "atlas-accessible.h"
#include "atlas-allocator.h"
#include "atlas-frame-memory.h"
#include "atlas-picture.h"
#include "atlas-settings.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (AtlasWindow, atlas_window, ADW_TYPE_APPLICATION_WINDOW)

/* The plan, its file and whether it is made up. */
static char *
dup_file_state (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  AtlasDocument *document = atlas_maps_get_document (maps);
  g_autofree char *title = atlas_maps_dup_plan_title (maps);
  g_autofree char *path = g_file_get_path (atlas_document_get_file (document));
  g_autofree char *name = g_filename_display_basename (path);
  gboolean is_sample = atlas_scene_is_sample (atlas_maps_get_scene (maps, 1));

  return g_strjoin (" · ", title, name, is_sample ? _("sample data") : NULL, NULL);
}

void
atlas_window_show_titles (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);
  const char *map_title;
  g_autofree char *plan_title = NULL;
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;

  if (maps == NULL)
    return;

  map_title = atlas_maps_get_title (maps, atlas_session_get_map (self->session));
  plan_title = atlas_maps_dup_plan_title (maps);
  title = g_strdup_printf ("%s — %s", map_title, plan_title);
  state = dup_file_state (self);
  atlas_window_title_set (self->window_title, map_title, state);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
on_map_changed (AtlasWindow *self)
{
  atlas_map_list_set_map (self->map_list, atlas_session_get_map (self->session));
  atlas_window_show_titles (self);
}

/* A window begins as the last one was left; others don't follow it. */
static void
restore_settings (AtlasWindow *self)
{
  static const char *const bindings[][2] = {
    { "window-width", "default-width" },
    { "window-height", "default-height" },
    { "window-maximized", "maximized" },
  };

  self->settings = atlas_settings_new ();
  self->session = atlas_session_new (self->settings);
  if (self->settings == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i][0], self, bindings[i][1],
                     G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
}

/* A GPropertyAction holds its object. That of a flap would hold the flap, whose
 * children hold GTK's group of these actions: neither would ever go. */
static void
remove_actions (AtlasWindow *self)
{
  g_auto(GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_remove_action (G_ACTION_MAP (self), names[i]);
}

static void
atlas_window_dispose (GObject *object)
{
  AtlasWindow *self = ATLAS_WINDOW (object);

  remove_actions (self);
  atlas_window_remember (self);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  atlas_window_cancel_copy (self);
  atlas_window_stop_closing (self);
  atlas_window_cancel_reload (self);
  atlas_window_stop_saving (self);
  g_clear_object (&self->asked);
  g_clear_pointer (&self->asked_blocks, g_hash_table_unref);
  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->given, g_free);
  g_clear_weak_pointer (&self->snapshots_dialog);
  g_clear_weak_pointer (&self->density_findings);
  g_clear_weak_pointer (&self->density_strip);
  g_clear_object (&self->editor);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->recent_menu);
  g_clear_object (&self->palette_menu);
  g_clear_object (&self->select_menu);
  g_clear_pointer (&self->message, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_WINDOW);

  G_OBJECT_CLASS (atlas_window_parent_class)->dispose (object);

  /* As it goes the map may still tell of a change that they wait for. */
  atlas_window_stop_travel (self);
  atlas_window_stop_description (self);
}

/* Its first frame is as large as it opens. */
static void
atlas_window_realize (GtkWidget *widget)
{
  int scale = gtk_widget_get_scale_factor (widget);
  int width, height;

  GTK_WIDGET_CLASS (atlas_window_parent_class)->realize (widget);

  atlas_allocator_take_ahead ();
  gtk_window_get_default_size (GTK_WINDOW (widget), &width, &height);
  if (atlas_picture_kind_for (widget) == ATLAS_PICTURE_SURFACE)
    atlas_frame_memory_keep (GTK_NATIVE (widget), MAX (width, 1) * scale, MAX (height, 1) * scale);
}

static void
atlas_window_class_init (AtlasWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_window_dispose;
  widget_class->realize = atlas_window_realize;

  g_type_ensure (ATLAS_TYPE_BLOCK_PANEL);
  g_type_ensure (ATLAS_TYPE_CHANGES_PANE);
  g_type_ensure (ATLAS_TYPE_DENSITY_PANEL);
  g_type_ensure (ATLAS_TYPE_LAYERS_PANEL);
  g_type_ensure (ATLAS_TYPE_MAP_LIST);
  g_type_ensure (ATLAS_TYPE_MAP_VIEW);
  g_type_ensure (ATLAS_TYPE_MEETING_BUTTON);
  g_type_ensure (ATLAS_TYPE_REASON_BAR);
  g_type_ensure (ATLAS_TYPE_SAVE_BAR);
  g_type_ensure (ATLAS_TYPE_STATUS_BAR);
  g_type_ensure (ATLAS_TYPE_UNDO_LIST);
  g_type_ensure (ATLAS_TYPE_WINDOW_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, look_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, meeting_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, save_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, details_flap);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, map_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, density_panel);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, layers_panel);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, map_view);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, reason_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, undo_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, block_panel);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, changes_pane);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, status_bar);
  atlas_window_class_add_opening (widget_class);
  atlas_accelerators_add_to_class (widget_class);
}

static void
load_menus (AtlasWindow *self)
{
  g_autoptr(GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/renewalatlas/Atlas/ui/atlas-window-menus.ui");

  g_set_object (&self->recent_menu, G_MENU (gtk_builder_get_object (builder, "recent_menu")));
  g_set_object (&self->palette_menu, G_MENU (gtk_builder_get_object (builder, "palette_menu")));
  g_set_object (&self->select_menu, G_MENU (gtk_builder_get_object (builder, "select_menu")));
  gtk_menu_button_set_menu_model (
    self->primary_button, G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu")));
  gtk_menu_button_set_menu_model (
    self->look_button, G_MENU_MODEL (gtk_builder_get_object (builder, "look_menu")));
}

static void
atlas_window_init (AtlasWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asked_blocks = g_hash_table_new (NULL, NULL);
  load_menus (self);
  restore_settings (self);
  atlas_window_add_map_actions (self);
  atlas_window_add_pane_actions (self);
  atlas_window_add_look_actions (self);
  atlas_window_add_copy_actions (self);
  atlas_window_add_measure_action (self);
  atlas_window_add_sites_action (self);
  atlas_window_add_travel_actions (self);
  atlas_window_add_select_actions (self);
  atlas_window_add_select_many_actions (self);
  atlas_window_add_record_actions (self);
  atlas_window_add_density_actions (self);
  atlas_window_add_preset_actions (self);
  atlas_window_add_opening (self);
  atlas_window_add_saving (self);
  atlas_window_add_closing (self);
  self->editor = atlas_editor_new (self->session);

  atlas_map_view_set_session (self->map_view, self->session);
  atlas_map_view_set_bar (self->map_view, GTK_WIDGET (self->reason_bar));
  atlas_map_list_set_session (self->map_list, self->session);
  atlas_density_panel_set_session (self->density_panel, self->session);
  atlas_layers_panel_set_session (self->layers_panel, self->session);
  atlas_block_panel_set_session (self->block_panel, self->session);
  atlas_changes_pane_set_session (self->changes_pane, self->session,
                                  atlas_map_view_get_marks (self->map_view));
  atlas_block_panel_set_editor (self->block_panel, self->editor);
  atlas_status_bar_set_session (self->status_bar, self->session);
  atlas_status_bar_set_view (self->status_bar, self->map_view);
  atlas_window_add_edit_actions (self);
  atlas_window_add_escape (self);
  atlas_window_add_description (self);
  g_signal_connect_object (self->session, "notify::map", G_CALLBACK (on_map_changed), self,
                           G_CONNECT_SWAPPED);
  on_map_changed (self);
  atlas_accessible_name_buttons (GTK_WIDGET (self));
}

AtlasWindow *
atlas_window_new (GtkApplication *application)
{
  return g_object_new (ATLAS_TYPE_WINDOW, "application", application, NULL);
}

void
atlas_window_show_maps (AtlasWindow *self,
                        AtlasMaps   *maps)
{
  gboolean first = gtk_stack_get_visible_child_name (self->stack) == NULL ||
                   !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "maps");

  atlas_session_set_maps (self->session, maps);
  on_map_changed (self);
  gtk_stack_set_visible_child_name (self->stack, "maps");
  if (first)
    gtk_widget_grab_focus (GTK_WIDGET (self->map_view));
}

gboolean
atlas_window_is_loading (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), FALSE);

  return self->loading != NULL;
}

AtlasSession *
atlas_window_get_session (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->session;
}

AtlasMaps *
atlas_window_get_maps (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->session != NULL ? atlas_session_get_maps (self->session) : NULL;
}

const char *
atlas_window_get_message (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->message;
}

guint
atlas_window_get_map (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), 0);

  return atlas_session_get_map (self->session);
}

AtlasMapList *
atlas_window_get_map_list (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->map_list;
}

AtlasMapView *
atlas_window_get_map_view (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->map_view;
}

AtlasLayersPanel *
atlas_window_get_layers_panel (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->layers_panel;
}

AtlasBlockPanel *
atlas_window_get_block_panel (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->block_panel;
}

AtlasChangesPane *
atlas_window_get_changes_pane (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->changes_pane;
}
