#include "atlas-application.h"

#include "atlas-about.h"
#include "atlas-accelerators.h"
#include "atlas-plan-file.h"
#include "atlas-window.h"

#include <glib/gi18n-lib.h>

struct _AtlasApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (AtlasApplication, atlas_application, ADW_TYPE_APPLICATION)

/* The window to open a plan in: the one in front, if it is still empty. */
static AtlasWindow *
ensure_window (AtlasApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (ATLAS_IS_WINDOW (window) && atlas_window_get_maps (ATLAS_WINDOW (window)) == NULL &&
      !atlas_window_is_loading (ATLAS_WINDOW (window)))
    return ATLAS_WINDOW (window);

  return atlas_window_new (GTK_APPLICATION (self));
}

static void
open_file (AtlasApplication *self,
           GFile            *file)
{
  AtlasWindow *window = ensure_window (self);

  atlas_window_open (window, file);
  gtk_window_present (GTK_WINDOW (window));
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
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  atlas_about_show (gtk_application_get_active_window (data));
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  GtkWindow *window;

  /* Windows keep their size when they are closed, not when the program ends. */
  while ((window = gtk_application_get_active_window (data)) != NULL)
    gtk_window_destroy (window);
  g_application_quit (data);
}

static const GActionEntry actions[] = {
  { .name = "open", .activate = on_open, .parameter_type = "s" },
  { .name = "about", .activate = on_about },
  { .name = "quit", .activate = on_quit },
};

static void
atlas_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  path = atlas_plan_file_dup_sample_path ();
  if (path == NULL)
    {
      gtk_window_present (GTK_WINDOW (ensure_window (ATLAS_APPLICATION (application))));
      return;
    }

  file = g_file_new_for_path (path);
  open_file (ATLAS_APPLICATION (application), file);
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

static void
atlas_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (atlas_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  atlas_accelerators_add_to (GTK_APPLICATION (application));
}

static void
atlas_application_class_init (AtlasApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = atlas_application_activate;
  application_class->open = atlas_application_open;
  application_class->startup = atlas_application_startup;
}

static void
atlas_application_init (AtlasApplication *self)
{
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
