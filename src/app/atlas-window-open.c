#include "atlas-window-private.h"

#include "atlas-file-dialog.h"
#include "atlas-file-identity.h"
#include "atlas-head-start.h"
#include "atlas-locale.h"
#include "atlas-plan-file.h"
#include "atlas-recent.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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

static GFile *
get_plan_file (AtlasWindow *self)
{
  AtlasMaps *maps = atlas_session_get_maps (self->session);

  return maps != NULL ? atlas_document_get_file (atlas_maps_get_document (maps)) : NULL;
}

static gboolean
is_bundled_sample (GFile *file)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GFile) sample = path != NULL ? g_file_new_for_path (path) : NULL;

  return sample != NULL && g_file_equal (file, sample);
}

/* --- The last plan in the settings: empty for the sample --- */

static char *
dup_plan_uri (GFile *file)
{
  return is_bundled_sample (file) ? g_strdup ("") : g_file_get_uri (file);
}

static gboolean
is_last_plan (AtlasWindow *self,
              GFile       *file)
{
  g_autofree char *uri = dup_plan_uri (file);
  g_autofree char *last = g_settings_get_string (self->settings, "plan-uri");

  return g_str_equal (uri, last);
}

/* The sample is remembered by who chose it: it also stands in for others. */
void
atlas_window_remember_plan (AtlasWindow *self)
{
  GFile *file = get_plan_file (self);
  g_autofree char *uri = file != NULL ? dup_plan_uri (file) : g_strdup ("");

  if (*uri == '\0')
    return;

  atlas_recent_add (file);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "plan-uri", uri);
}

void
atlas_window_restore (AtlasWindow *self,
                      GFile       *file)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));

  if (self->settings == NULL)
    return;

  adw_flap_set_reveal_flap (self->sidebar_flap,
                            g_settings_get_boolean (self->settings, "sidebar-shown"));
  adw_flap_set_reveal_flap (self->details_flap,
                            g_settings_get_boolean (self->settings, "details-shown"));
  self->restores_place = is_last_plan (self, file);
}

static void
restore_place (AtlasWindow *self)
{
  AtlasMapPlace place = {
    { g_settings_get_double (self->settings, "view-longitude"),
      g_settings_get_double (self->settings, "view-latitude") },
    g_settings_get_double (self->settings, "view-zoom"),
  };

  /* Edited by hand, NAN passes for in range. */
  if (isfinite (place.center.x) && isfinite (place.center.y) && isfinite (place.zoom))
    atlas_map_view_set_place (self->map_view, &place);
}

void
atlas_window_remember (AtlasWindow *self)
{
  GFile *file = self->session != NULL ? get_plan_file (self) : NULL;
  AtlasMapPlace place;

  if (self->settings == NULL || file == NULL || !is_last_plan (self, file))
    return;

  place = atlas_map_view_get_place (self->map_view);
  g_settings_set_double (self->settings, "view-longitude", place.center.x);
  g_settings_set_double (self->settings, "view-latitude", place.center.y);
  g_settings_set_double (self->settings, "view-zoom", place.zoom);
  g_settings_set_boolean (self->settings, "sidebar-shown",
                          adw_flap_get_reveal_flap (self->sidebar_flap));
  g_settings_set_boolean (self->settings, "details-shown",
                          adw_flap_get_reveal_flap (self->details_flap));
}

/* --- Messages --- */

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

/* What is no address has no last part, either. */
static char *
dup_shown_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);
}

void
atlas_window_show_error (AtlasWindow  *self,
                         const char   *heading,
                         const GError *error)
{
  g_autofree char *text = g_markup_printf_escaped ("<b>%s</b>\n%s", heading, error->message);

  g_free (self->message);
  self->message = g_strdup_printf (_("%s: %s"), heading, error->message);
  gtk_label_set_markup (self->message_label, text);
  gtk_info_bar_set_revealed (self->message_bar, TRUE);
}

/* Over what is shown, or, where nothing is, in its place. */
static void
show_message (AtlasWindow  *self,
              GFile        *file,
              const GError *error)
{
  g_autofree char *name = dup_shown_name (file);
  g_autofree char *heading = g_strdup_printf (_("“%s” can’t be opened"), name);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  atlas_window_show_error (self, heading, error);
  if (atlas_session_get_maps (self->session) != NULL)
    return;

  gtk_info_bar_set_revealed (self->message_bar, FALSE);
  adw_status_page_set_icon_name (self->empty_page, "dialog-error-symbolic");
  adw_status_page_set_title (self->empty_page, heading);
  adw_status_page_set_description (self->empty_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* --- Opening --- */

static void
set_loading (AtlasWindow  *self,
             GCancellable *cancellable)
{
  g_cancellable_cancel (self->loading);
  g_set_object (&self->loading, cancellable);
  gtk_spinner_set_spinning (self->spinner, cancellable != NULL && get_plan_file (self) != NULL);
}

static void
show_plan (AtlasWindow *self,
           AtlasMaps   *maps)
{
  atlas_window_show_maps (self, maps);
  if (self->restores_place)
    restore_place (self);
  self->restores_place = FALSE;
  atlas_window_remember_plan (self);
}

static void
on_maps_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(Opening) opening = data;
  AtlasWindow *self = opening->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(AtlasMaps) maps = atlas_head_start_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->loading);
  set_loading (self, NULL);
  if (maps == NULL)
    show_message (self, opening->file, error);
  else if (!self->beside)
    show_plan (self, maps);
  else
    {
      AtlasWindow *other = atlas_window_new (gtk_window_get_application (GTK_WINDOW (self)));

      g_set_object (&other->asked, opening->file);
      show_plan (other, maps);
      gtk_window_present (GTK_WINDOW (other));
    }
}

static void
open_file (AtlasWindow *self,
           GFile       *file,
           gboolean     beside)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Opening *opening;

  set_loading (self, cancellable);
  g_set_object (&self->asked, file);
  self->beside = beside;
  clear_message (self);
  if (get_plan_file (self) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");

  opening = g_new0 (Opening, 1);
  opening->window = self;
  opening->file = g_object_ref (file);
  atlas_head_start_load_async (file, atlas_locale_get_language (),
                               atlas_session_get_map (self->session), cancellable, on_maps_loaded,
                               opening);
}

void
atlas_window_open (AtlasWindow *self,
                   GFile       *file)
{
  g_return_if_fail (ATLAS_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  open_file (self, file, FALSE);
}

/* A file may have several names: links, and ways that lead there. */
static gboolean
are_same_file (GFile *a,
               GFile *b)
{
  AtlasFileIdentity first, second;

  if (g_file_equal (a, b))
    return TRUE;
  if (g_file_peek_path (a) == NULL || g_file_peek_path (b) == NULL)
    return FALSE;

  first = atlas_file_identity_of (g_file_peek_path (a));
  second = atlas_file_identity_of (g_file_peek_path (b));

  return first.inode != 0 && atlas_file_identity_is_same_file (&first, &second);
}

static gboolean
has_file (AtlasWindow *self,
          GFile       *file)
{
  GFile *shown = get_plan_file (self);

  return (shown != NULL && are_same_file (shown, file)) ||
         (self->loading != NULL && are_same_file (self->asked, file));
}

static AtlasWindow *
find_window_of (AtlasWindow *self,
                GFile       *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (ATLAS_IS_WINDOW (l->data) && has_file (l->data, file))
      return l->data;

  return NULL;
}

/* May another plan take its place? */
static gboolean
is_free (AtlasWindow *self)
{
  GFile *file = self->loading != NULL ? self->asked : get_plan_file (self);
  guint n_selected;

  atlas_selection_get (atlas_session_get_selection (self->session), &n_selected);

  return file == NULL || (n_selected == 0 && is_bundled_sample (file));
}

void
atlas_window_request (AtlasWindow *self,
                      GFile       *file)
{
  AtlasWindow *window;

  g_return_if_fail (ATLAS_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  window = find_window_of (self, file);
  if (window == NULL && is_free (self))
    {
      open_file (self, file, FALSE);
      window = self;
    }
  else if (window == NULL && self->loading == NULL)
    {
      open_file (self, file, TRUE);
      window = self;
    }
  else if (window == NULL)
    {
      window = atlas_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      open_file (window, file, FALSE);
    }

  gtk_window_present (GTK_WINDOW (window));
}

void
atlas_window_take_over (AtlasWindow *self,
                        AtlasWindow *other)
{
  AtlasMaps *maps = atlas_session_get_maps (other->session);
  AtlasMapPlace place;
  int width, height;

  g_return_if_fail (ATLAS_IS_WINDOW (self));
  g_return_if_fail (ATLAS_IS_WINDOW (other));

  gtk_window_get_default_size (GTK_WINDOW (other), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  adw_flap_set_reveal_flap (self->sidebar_flap, adw_flap_get_reveal_flap (other->sidebar_flap));
  adw_flap_set_reveal_flap (self->details_flap, adw_flap_get_reveal_flap (other->details_flap));
  if (maps != NULL)
    {
      g_autoptr(AtlasMaps) translated = atlas_maps_translate (maps, atlas_locale_get_language ());

      place = atlas_map_view_get_place (other->map_view);
      atlas_session_take_over (self->session, other->session, translated);
      atlas_window_show_maps (self, translated);
      atlas_map_view_set_place (self->map_view, &place);
    }
  if (other->loading != NULL || other->message != NULL)
    open_file (self, other->asked, other->beside);
  set_loading (other, NULL);
}

/* --- Dialog and drop --- */

static void
on_file_chosen (GFile    *file,
                gpointer  data)
{
  AtlasWindow *self = data;
  g_autoptr(GFile) chosen = file;

  g_clear_object (&self->choosing);
  if (chosen != NULL)
    atlas_window_request (self, chosen);
}

static void
on_open (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  AtlasWindow *self = data;
  GFile *shown = get_plan_file (self);
  g_autoptr(GFile) folder = shown != NULL && !is_bundled_sample (shown)
                            ? g_file_get_parent (shown) : NULL;

  if (self->choosing != NULL)
    return;

  self->choosing = g_cancellable_new ();
  atlas_file_dialog_open_plan (GTK_WINDOW (self), folder, self->choosing, on_file_chosen, self);
}

gboolean
atlas_window_drop (AtlasWindow  *self,
                   const GValue *value)
{
  g_return_val_if_fail (ATLAS_IS_WINDOW (self), FALSE);

  if (G_VALUE_HOLDS (value, G_TYPE_FILE) && g_value_get_object (value) != NULL)
    atlas_window_request (self, g_value_get_object (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && g_value_get_boxed (value) != NULL)
    {
      g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      for (GSList *l = files; l != NULL; l = l->next)
        atlas_window_request (self, l->data);
      return files != NULL;
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       data)
{
  return atlas_window_drop (data, value);
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = on_open },
};

void
atlas_window_class_add_opening (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_message_closed);
}

void
atlas_window_add_opening (AtlasWindow *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  adw_split_button_set_menu_model (self->open_button, G_MENU_MODEL (self->recent_menu));
  atlas_recent_fill_menu (self->recent_menu);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (atlas_recent_fill_menu), self->recent_menu,
                           G_CONNECT_SWAPPED);
}
