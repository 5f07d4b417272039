#include "atlas-application.h"

#include "atlas-about.h"
#include "atlas-accelerators.h"
#include "atlas-head-start.h"
#include "atlas-locale.h"
#include "atlas-plan-file.h"
#include "atlas-preferences.h"
#include "atlas-settings.h"
#include "atlas-tooltips.h"
#include "atlas-window.h"

#include <glib/gi18n-lib.h>

/* So many frames the drawing of a map may take before it is shown as it is. */
#define MOST_FRAMES 120

struct _AtlasApplication
{
  AdwApplication    parent_instance;

  GSettings        *settings;    /* (nullable): not installed */
  AtlasLocale      *locale;
  AtlasPreferences *preferences; /* (nullable): weak */
  guint             translating; /* source: windows are to be made anew */
  GFile            *named;       /* (nullable): the first plan of the command line */
};

G_DEFINE_FINAL_TYPE (AtlasApplication, atlas_application, ADW_TYPE_APPLICATION)

/* The window in front; (nullable) */
static AtlasWindow *
find_window (AtlasApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (ATLAS_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
open_file (AtlasApplication *self,
           GFile            *file)
{
  AtlasWindow *window = find_window (self);

  if (window == NULL)
    {
      window = atlas_window_new (GTK_APPLICATION (self));
      atlas_window_restore (window, file);
    }

  atlas_window_request (window, file);
}

static void
on_open (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  open_file (data, file);
}

static void
open_sample (AtlasApplication *self)
{
  g_autofree char *path = atlas_plan_file_dup_sample_path ();
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  if (file != NULL)
    open_file (self, file);
  else
    gtk_window_present (GTK_WINDOW (atlas_window_new (GTK_APPLICATION (self))));
}

/* Where nothing can be shown the sample stands in, and the plan is still the
 * last one. */
static void
on_open_sample (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  AtlasApplication *self = data;
  AtlasWindow *window = find_window (self);

  if (self->settings != NULL && window != NULL && atlas_window_get_maps (window) != NULL)
    g_settings_reset (self->settings, "plan-uri");
  open_sample (self);
}

static void
show_preferences (AtlasApplication *self)
{
  if (self->settings == NULL)
    return;

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        atlas_preferences_new (GTK_WINDOW (find_window (self)), self->settings));
  gtk_window_present (GTK_WINDOW (self->preferences));
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  show_preferences (data);
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  atlas_about_show (GTK_WINDOW (find_window (data)));
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  g_autolist(GtkWindow) windows = NULL;

  /* A question in a window of its own is not answered by this. */
  for (GList *l = gtk_application_get_windows (data); l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == NULL)
      windows = g_list_prepend (windows, g_object_ref (l->data));
  /* Each has its own way of closing: it may have to wait for the disk, or to ask. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  if (gtk_application_get_windows (data) == NULL)
    g_application_quit (data);
}

static const GActionEntry actions[] = {
  { .name = "open", .activate = on_open, .parameter_type = "s" },
  { .name = "open-sample", .activate = on_open_sample },
  { .name = "preferences", .activate = on_preferences },
  { .name = "about", .activate = on_about },
  { .name = "quit", .activate = on_quit },
};

/* --- Settings that all windows follow --- */

static void
on_appearance_changed (AtlasApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };
  AdwStyleManager *manager = adw_application_get_style_manager (ADW_APPLICATION (self));

  adw_style_manager_set_color_scheme (
    manager, schemes[g_settings_get_enum (self->settings, "appearance")]);
}

static gboolean
on_frame (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  AtlasWindow *window = ATLAS_WINDOW (widget);
  AtlasMapLayer *layer = atlas_map_view_get_layer (atlas_window_get_map_view (window));
  gboolean waits = atlas_window_get_maps (window) != NULL && !atlas_map_layer_is_complete (layer) &&
                   gdk_frame_clock_get_frame_counter (clock) < MOST_FRAMES;

  return waits ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Someone may have closed it already. */
static void
drop_window (gpointer data)
{
  g_autoptr(GtkWindow) window = data;

  gtk_window_destroy (window);
}

/* The old window is no longer the program's, but seen until the new one has
 * drawn its map. */
static void
translate_window (AtlasApplication *self,
                  AtlasWindow      *window)
{
  AtlasWindow *translated = atlas_window_new (GTK_APPLICATION (self));

  atlas_window_take_over (translated, window);
  gtk_window_present (GTK_WINDOW (translated));
  gtk_window_set_application (GTK_WINDOW (window), NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (translated), on_frame,
                                g_object_ref (window), drop_window);
}

/* The rearmost first, so that all are in the same order again. */
static gboolean
translate_windows (gpointer data)
{
  AtlasApplication *self = data;
  g_autofree char *language = g_settings_get_string (self->settings, "language");
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (data));
  gboolean has_preferences = self->preferences != NULL;

  self->translating = 0;
  atlas_locale_set_language (self->locale, language);
  if (has_preferences)
    gtk_window_destroy (GTK_WINDOW (self->preferences));
  for (GList *l = g_list_last (windows); l != NULL; l = l->prev)
    if (ATLAS_IS_WINDOW (l->data))
      translate_window (self, l->data);
  if (has_preferences)
    show_preferences (self);

  return G_SOURCE_REMOVE;
}

/* Not at once: the row that was changed goes with its window. */
static void
on_language_changed (AtlasApplication *self)
{
  if (self->translating == 0)
    self->translating = g_idle_add (translate_windows, self);
}

static void
follow_settings (AtlasApplication *self)
{
  if (self->settings == NULL)
    return;

  g_signal_connect_object (self->settings, "changed::appearance",
                           G_CALLBACK (on_appearance_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::language",
                           G_CALLBACK (on_language_changed), self, G_CONNECT_SWAPPED);
  on_appearance_changed (self);
}

/* The plan that was shown last, else the sample. Returns: (transfer full) (nullable) */
static GFile *
find_first_plan (AtlasApplication *self)
{
  g_autofree char *uri = NULL;
  g_autofree char *sample = NULL;

  if (self->settings != NULL)
    uri = g_settings_get_string (self->settings, "plan-uri");
  if (uri != NULL && *uri != '\0')
    return g_file_new_for_uri (uri);
  sample = atlas_plan_file_dup_sample_path ();

  return sample != NULL ? g_file_new_for_path (sample) : NULL;
}

static void
atlas_application_activate (GApplication *application)
{
  AtlasApplication *self = ATLAS_APPLICATION (application);
  AtlasWindow *window = find_window (self);
  g_autoptr(GFile) file = NULL;

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else if ((file = find_first_plan (self)) != NULL)
    open_file (self, file);
  else
    open_sample (self);
}

static void
atlas_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (ATLAS_APPLICATION (application), files[i]);
}

/* The one that is named, else the one that activation will show. A service does not know. */
static void
begin_to_load (AtlasApplication *self)
{
  g_autoptr(GFile) file = self->named != NULL ? g_object_ref (self->named)
                                              : find_first_plan (self);
  int map = self->settings != NULL ? g_settings_get_int (self->settings, "map") : 1;

  if (file != NULL &&
      (g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_IS_SERVICE) == 0)
    atlas_head_start_begin (file, atlas_locale_get_language (),
                            (guint) CLAMP (map, 1, ATLAS_N_MAPS));
}

/* Options are looked at later; what is no option is a plan. */
static gboolean
atlas_application_local_command_line (GApplication   *application,
                                      char         ***arguments,
                                      int            *status)
{
  AtlasApplication *self = ATLAS_APPLICATION (application);

  for (char **argument = *arguments + 1; *argument != NULL && self->named == NULL; argument++)
    if (**argument != '-')
      self->named = g_file_new_for_commandline_arg (*argument);

  return G_APPLICATION_CLASS (atlas_application_parent_class)
           ->local_command_line (application, arguments, status);
}

static void
atlas_application_startup (GApplication *application)
{
  /* GTK and the window take as long to set up as the plan to read. */
  begin_to_load (ATLAS_APPLICATION (application));
  G_APPLICATION_CLASS (atlas_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  atlas_accelerators_add_to (GTK_APPLICATION (application));
  atlas_tooltips_follow ();
  follow_settings (ATLAS_APPLICATION (application));
}

static void
atlas_application_finalize (GObject *object)
{
  AtlasApplication *self = ATLAS_APPLICATION (object);

  g_clear_handle_id (&self->translating, g_source_remove);
  g_clear_weak_pointer (&self->preferences);
  g_clear_pointer (&self->locale, atlas_locale_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->named);

  G_OBJECT_CLASS (atlas_application_parent_class)->finalize (object);
}

static void
atlas_application_class_init (AtlasApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = atlas_application_finalize;

  application_class->activate = atlas_application_activate;
  application_class->local_command_line = atlas_application_local_command_line;
  application_class->open = atlas_application_open;
  application_class->startup = atlas_application_startup;
}

static void
atlas_application_init (AtlasApplication *self)
{
  g_autofree char *language = NULL;

  self->settings = atlas_settings_new ();
  if (self->settings != NULL)
    language = g_settings_get_string (self->settings, "language");
  self->locale = atlas_locale_new (language);

  g_application_add_main_option_entries (G_APPLICATION (self), (GOptionEntry[]) {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and end"), NULL },
    { NULL },
  });
}

static int
on_local_options (GApplication *application,
                  GVariantDict *options,
                  gpointer      data)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("renewal-atlas %s\n", VERSION);

  return 0;
}

AtlasApplication *
atlas_application_new (GApplicationFlags flags)
{
  AtlasApplication *self = g_object_new (ATLAS_TYPE_APPLICATION,
                                         "application-id", APPLICATION_ID,
                                         "resource-base-path", "/org/renewalatlas/Atlas",
                                         "flags", G_APPLICATION_HANDLES_OPEN | flags,
                                         NULL);

  g_signal_connect (self, "handle-local-options", G_CALLBACK (on_local_options), NULL);

  return self;
}
