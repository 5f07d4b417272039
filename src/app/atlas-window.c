#include "atlas-window.h"

#include "atlas-file-dialog.h"
#include "atlas-locale.h"
#include "atlas-settings.h"

#include <glib/gi18n-lib.h>

#define ZOOM_STEP 0.5

struct _AtlasWindow
{
  AdwApplicationWindow  parent_instance;

  GSettings            *settings; /* NULL: not installed */
  AtlasMaps            *maps;
  GCancellable         *loading;  /* while a plan is being opened */
  GCancellable         *choosing; /* while the dialog is open */
  char                 *message;
  guint                 map;

  /* Template children */
  AdwWindowTitle       *window_title;
  GtkSpinner           *spinner;
  GtkInfoBar           *message_bar;
  GtkLabel             *message_label;
  GtkStack             *stack;
  AdwStatusPage        *empty_page;
  AtlasMapList         *map_list;
  AtlasMapView         *map_view;
};

G_DEFINE_FINAL_TYPE (AtlasWindow, atlas_window, ADW_TYPE_APPLICATION_WINDOW)

typedef struct
{
  AtlasWindow *window; /* borrowed; not touched once cancelled */
  GFile       *file;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->file);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
show_titles (AtlasWindow *self)
{
  const char *map_title = atlas_maps_get_title (self->maps, self->map);
  g_autofree char *plan_title = atlas_maps_dup_plan_title (self->maps);
  g_autofree char *title = g_strdup_printf ("%s — %s", map_title, plan_title);

  adw_window_title_set_title (self->window_title, map_title);
  adw_window_title_set_subtitle (self->window_title, plan_title);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_map (AtlasWindow *self)
{
  atlas_map_list_set_map (self->map_list, self->map);
  if (self->maps == NULL)
    return;

  show_titles (self);
  atlas_map_view_set_scene (self->map_view, atlas_maps_get_scene (self->maps, self->map));
}

static void
show_maps (AtlasWindow *self,
           AtlasMaps   *maps)
{
  gboolean first = self->maps == NULL;

  g_set_object (&self->maps, maps);
  atlas_map_list_set_maps (self->map_list, maps);
  show_map (self);
  gtk_stack_set_visible_child_name (self->stack, "maps");
  if (first)
    gtk_widget_grab_focus (GTK_WIDGET (self->map_view));
}

static void
clear_message (AtlasWindow *self)
{
  g_clear_pointer (&self->message, g_free);
  gtk_info_bar_set_revealed (self->message_bar, FALSE);
}

static void
on_message_closed (AtlasWindow *self)
{
  clear_message (self);
}

/* Over what is shown, or, where nothing is, in its place. */
static void
show_message (AtlasWindow  *self,
              GFile        *file,
              const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown_name = g_filename_display_name (name);
  g_autofree char *heading = g_strdup_printf (_("“%s” can’t be opened"), shown_name);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", heading);
  g_autofree char *both = g_strdup_printf ("%s\n%s", bold, escaped);

  g_clear_pointer (&self->message, g_free);
  self->message = g_strdup_printf ("%s: %s", heading, error->message);
  if (self->maps != NULL)
    {
      gtk_label_set_markup (self->message_label, both);
      gtk_info_bar_set_revealed (self->message_bar, TRUE);
      return;
    }

  adw_status_page_set_icon_name (self->empty_page, "dialog-error-symbolic");
  adw_status_page_set_title (self->empty_page, heading);
  adw_status_page_set_description (self->empty_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
set_loading (AtlasWindow  *self,
             GCancellable *cancellable)
{
  g_cancellable_cancel (self->loading);
  g_set_object (&self->loading, cancellable);
  gtk_spinner_set_spinning (self->spinner, cancellable != NULL && self->maps != NULL);
}

static void
on_maps_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(Opening) opening = data;
  AtlasWindow *self = opening->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasMaps) maps = atlas_maps_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  set_loading (self, NULL);
  if (maps != NULL)
    show_maps (self, maps);
  else
    show_message (self, opening->file, error);
}

static void
on_file_chosen (GFile    *file,
                gpointer  data)
{
  AtlasWindow *self = data;
  g_autoptr(GFile) chosen = file;

  g_clear_object (&self->choosing);
  if (chosen != NULL)
    atlas_window_open (self, chosen);
}

static void
on_open (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AtlasWindow *self = ATLAS_WINDOW (widget);
  g_autoptr(GFile) folder = NULL;

  if (self->choosing != NULL)
    return;

  if (self->maps != NULL)
    folder = g_file_get_parent (atlas_document_get_file (atlas_maps_get_document (self->maps)));
  self->choosing = g_cancellable_new ();
  atlas_file_dialog_open_plan (GTK_WINDOW (self), folder, self->choosing, on_file_chosen, self);
}

static void
on_zoom_in (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  atlas_map_view_zoom (ATLAS_WINDOW (widget)->map_view, ZOOM_STEP);
}

static void
on_zoom_out (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  atlas_map_view_zoom (ATLAS_WINDOW (widget)->map_view, -ZOOM_STEP);
}

static void
on_zoom_city (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  atlas_map_view_show_city (ATLAS_WINDOW (widget)->map_view);
}

static void
on_map_changed (GSimpleAction *action,
                GVariant      *value,
                gpointer       data)
{
  AtlasWindow *self = data;
  guint map = g_variant_get_uint32 (value);

  if (map < 1 || map > ATLAS_N_MAPS || map == self->map)
    return;

  self->map = map;
  g_simple_action_set_state (action, value);
  if (self->settings != NULL)
    g_settings_set_int (self->settings, "map", (int) map);
  show_map (self);
}

static void
restore_settings (AtlasWindow *self)
{
  if ((self->settings = atlas_settings_new ()) == NULL)
    return;

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized",
                   G_SETTINGS_BIND_DEFAULT);
  self->map = (guint) CLAMP (g_settings_get_int (self->settings, "map"), 1, ATLAS_N_MAPS);
}

static void
add_map_action (AtlasWindow *self)
{
  g_autoptr(GSimpleAction) action =
    g_simple_action_new_stateful ("map", G_VARIANT_TYPE_UINT32,
                                  g_variant_new_uint32 (self->map));

  g_signal_connect (action, "change-state", G_CALLBACK (on_map_changed), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
atlas_window_dispose (GObject *object)
{
  AtlasWindow *self = ATLAS_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  g_clear_object (&self->maps);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->message, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATLAS_TYPE_WINDOW);

  G_OBJECT_CLASS (atlas_window_parent_class)->dispose (object);
}

static void
atlas_window_class_init (AtlasWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = atlas_window_dispose;

  g_type_ensure (ATLAS_TYPE_MAP_LIST);
  g_type_ensure (ATLAS_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/renewalatlas/Atlas/ui/atlas-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, map_list);
  gtk_widget_class_bind_template_child (widget_class, AtlasWindow, map_view);
  gtk_widget_class_bind_template_callback (widget_class, on_message_closed);

  gtk_widget_class_install_action (widget_class, "win.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "win.zoom-in", NULL, on_zoom_in);
  gtk_widget_class_install_action (widget_class, "win.zoom-out", NULL, on_zoom_out);
  gtk_widget_class_install_action (widget_class, "win.zoom-city", NULL, on_zoom_city);
}

static void
atlas_window_init (AtlasWindow *self)
{
  self->map = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  restore_settings (self);
  add_map_action (self);
}

AtlasWindow *
atlas_window_new (GtkApplication *application)
{
  return g_object_new (ATLAS_TYPE_WINDOW, "application", application, NULL);
}

void
atlas_window_open (AtlasWindow *self,
                   GFile       *file)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Opening *opening;

  g_return_if_fail (ATLAS_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  set_loading (self, cancellable);
  clear_message (self);
  if (self->maps == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");

  opening = g_new0 (Opening, 1);
  opening->window = self;
  opening->file = g_object_ref (file);
  atlas_maps_load_async (file, atlas_locale_get_language (), cancellable, on_maps_loaded, opening);
}

gboolean
atlas_window_is_loading (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), FALSE);

  return self->loading != NULL;
}

AtlasMaps *
atlas_window_get_maps (AtlasWindow *self)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), NULL);

  return self->maps;
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

  return self->map;
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
