#include "atlas-window-private.h"

#include "atlas-density-panel.h"
#include "atlas-document-presets.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char                 *name;
  char                 *to;       /* (nullable): its name to be */
  AtlasDensitySettings  settings; /* to be saved */
} Preset;

static Preset *
preset_new (const char                 *name,
            const AtlasDensitySettings *settings)
{
  Preset *preset = g_new0 (Preset, 1);

  preset->name = g_strdup (name);
  if (settings != NULL)
    atlas_density_settings_copy (settings, &preset->settings);

  return preset;
}

static void
preset_free (gpointer data)
{
  Preset *preset = data;

  atlas_density_settings_clear (&preset->settings);
  g_free (preset->name);
  g_free (preset->to);
  g_free (preset);
}

/* Returns: -1: the map that is shown has no density */
static int
get_resource (AtlasWindow *self)
{
  AtlasScene *scene = atlas_session_get_scene (self->session);

  return scene != NULL ? atlas_scene_get_map_style (scene)->resource : -1;
}

static void
on_apply_preset (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  AtlasWindow *self = data;
  AtlasDocument *document = atlas_editor_get_document (self->editor);
  int resource = get_resource (self);
  g_auto(AtlasDensitySettings) settings = { .filter = NULL };
  g_autoptr(GError) error = NULL;
  const AtlasPreset *preset;

  if (resource < 0 ||
      (preset = atlas_document_find_preset (document,
                                            g_variant_get_string (parameter, NULL))) == NULL)
    return;

  atlas_density_settings_init (&settings);
  if (!atlas_document_get_preset_settings (document, preset, (AtlasResource) resource, &settings,
                                           &error))
    {
      g_autofree char *heading = g_strdup_printf (_("The preset “%s” can't be used"),
                                                  preset->name);

      atlas_window_show_error (self, heading, error);
      return;
    }

  atlas_density_panel_set_settings (self->density_panel, &settings);
}

static gboolean
save_preset (AtlasDocument  *document,
             gpointer        data,
             GError        **error)
{
  Preset *preset = data;

  return atlas_document_save_preset (document, preset->name, &preset->settings, error);
}

static void
on_save_preset (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  AtlasWindow *self = data;

  if (get_resource (self) >= 0)
    atlas_editor_do (self->editor, save_preset,
                     preset_new (g_variant_get_string (parameter, NULL),
                                 atlas_session_get_density_settings (self->session)),
                     preset_free);
}

static gboolean
delete_preset (AtlasDocument  *document,
               gpointer        data,
               GError        **error)
{
  Preset *preset = data;

  return atlas_document_delete_preset (document, preset->name, error);
}

static void
on_delete_preset (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;

  if (atlas_editor_get_document (self->editor) != NULL)
    atlas_editor_do (self->editor, delete_preset,
                     preset_new (g_variant_get_string (parameter, NULL), NULL), preset_free);
}

static gboolean
rename_preset (AtlasDocument  *document,
               gpointer        data,
               GError        **error)
{
  Preset *preset = data;

  return atlas_document_rename_preset (document, preset->name, preset->to, error);
}

static void
on_rename_preset (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  AtlasWindow *self = data;
  const char *name, *to;
  Preset *preset;

  if (atlas_editor_get_document (self->editor) == NULL)
    return;

  g_variant_get (parameter, "(&s&s)", &name, &to);
  preset = preset_new (name, NULL);
  preset->to = g_strdup (to);
  atlas_editor_do (self->editor, rename_preset, preset, preset_free);
}

static const GActionEntry entries[] = {
  { .name = "density-preset", .activate = on_apply_preset, .parameter_type = "s" },
  { .name = "save-density-preset", .activate = on_save_preset, .parameter_type = "s" },
  { .name = "rename-density-preset", .activate = on_rename_preset, .parameter_type = "(ss)" },
  { .name = "delete-density-preset", .activate = on_delete_preset, .parameter_type = "s" },
};

void
atlas_window_add_preset_actions (AtlasWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
