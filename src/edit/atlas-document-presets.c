#include "atlas-document-presets.h"

#include "atlas-document-private.h"
#include "atlas-error.h"
#include "atlas-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

GPtrArray *
atlas_document_get_presets (AtlasDocument *self)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? self->record->presets : NULL;
}

const AtlasPreset *
atlas_document_find_preset (AtlasDocument *self,
                            const char    *name)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  return self->record != NULL ? atlas_plan_record_find_preset (self->record, name) : NULL;
}

char *
atlas_preset_strip_name (const char *name)
{
  const char *end;

  g_return_val_if_fail (name != NULL, NULL);

  end = name + strlen (name);
  if (!g_utf8_validate (name, -1, NULL))
    return g_strdup (name);

  while (*name != '\0' && g_unichar_isspace (g_utf8_get_char (name)))
    name = g_utf8_next_char (name);
  while (end > name && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (name, (gsize) (end - name));
}

/* One line. */
static gboolean
check_name (const char  *name,
            GError     **error)
{
  if (!g_utf8_validate (name, -1, NULL) || !atlas_schema_is_writable (name) ||
      strpbrk (name, "\t\n\r") != NULL)
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("The preset's name has a character that can't be written. Type "
                           "another."));
  else if (*name == '\0')
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("A preset needs a name. Type one."));
  else if (g_utf8_strlen (name, -1) > ATLAS_PRESET_NAME_MAX)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("The preset's name is longer than %d characters. Type a shorter one."),
                 ATLAS_PRESET_NAME_MAX);
  else
    return TRUE;

  return FALSE;
}

/* One that is there is changed, not made. */
static void
put (AtlasDocument     *self,
     AtlasEdit         *edit,
     const AtlasPreset *wanted)
{
  const AtlasPreset *found = atlas_plan_record_find_preset (self->record, wanted->name);
  AtlasChange change = { .object = ATLAS_OBJECT_PRESET, .key = wanted->name };
  g_autofree char *old_value = NULL;
  g_autofree char *new_value = NULL;

  if (found != NULL)
    {
      change.field = "density";
      change.old_value = old_value = atlas_preset_dup_json (found);
      change.new_value = new_value = atlas_preset_dup_json (wanted);
    }
  else
    change.new_value = new_value = atlas_preset_dup_row_json (wanted);
  atlas_edit_put (edit, &change, NULL);
}

static void
put_deletion (AtlasEdit         *edit,
              const AtlasPreset *preset)
{
  g_autofree char *row = atlas_preset_dup_row_json (preset);

  atlas_edit_put (edit, &(AtlasChange) { .object = ATLAS_OBJECT_PRESET, .key = preset->name,
                                         .old_value = row }, NULL);
}

void
atlas_document_put_preset (AtlasDocument     *self,
                           AtlasEdit         *edit,
                           const AtlasChange *change)
{
  const AtlasPreset *found = atlas_plan_record_find_preset (self->record, change->key);

  if (change->new_value != NULL)
    {
      g_autofree char *density = atlas_preset_dup_density (change);

      put (self, edit, &(AtlasPreset) { (char *) change->key, density });
    }
  else if (found != NULL)
    put_deletion (edit, found);
}

gboolean
atlas_document_save_preset (AtlasDocument               *self,
                            const char                  *name,
                            const AtlasDensitySettings  *settings,
                            GError                     **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *density = NULL;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (settings != NULL, FALSE);

  stripped = atlas_preset_strip_name (name);
  if (!atlas_document_check_writable (self, error) || !check_name (stripped, error))
    return FALSE;

  density = atlas_density_settings_to_json (settings);
  edit = atlas_edit_new (self->plan);
  put (self, edit, &(AtlasPreset) { stripped, density });

  return atlas_document_apply (self, edit, ATLAS_CHANGE_EDIT, NULL, error);
}

/* Returns: (nullable): there is none of that name, or nothing can be written */
static const AtlasPreset *
find_writable (AtlasDocument  *self,
               const char     *name,
               GError        **error)
{
  const AtlasPreset *preset;

  if (!atlas_document_check_writable (self, error))
    return NULL;
  if ((preset = atlas_plan_record_find_preset (self->record, name)) == NULL)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("There is no preset “%s”. Choose another."), name);

  return preset;
}

gboolean
atlas_document_rename_preset (AtlasDocument  *self,
                              const char     *from,
                              const char     *to,
                              GError        **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autofree char *stripped = NULL;
  const AtlasPreset *preset;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  stripped = atlas_preset_strip_name (to);
  if ((preset = find_writable (self, from, error)) == NULL || !check_name (stripped, error))
    return FALSE;
  if (g_str_equal (stripped, from))
    return TRUE;
  if (atlas_plan_record_find_preset (self->record, stripped) != NULL)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("There is a preset “%s” already. Type another name."), stripped);
      return FALSE;
    }

  edit = atlas_edit_new (self->plan);
  put_deletion (edit, preset);
  put (self, edit, &(AtlasPreset) { stripped, preset->density });

  return atlas_document_apply (self, edit, ATLAS_CHANGE_EDIT, NULL, error);
}

gboolean
atlas_document_delete_preset (AtlasDocument  *self,
                              const char     *name,
                              GError        **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  const AtlasPreset *preset;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if ((preset = find_writable (self, name, error)) == NULL)
    return FALSE;

  edit = atlas_edit_new (self->plan);
  put_deletion (edit, preset);

  return atlas_document_apply (self, edit, ATLAS_CHANGE_EDIT, NULL, error);
}

/* --- What they say of a map --- */

static gboolean
can_be_taken_off (AtlasDocument              *self,
                  AtlasResource               resource,
                  const AtlasDensitySettings *settings)
{
  switch (settings->minus)
    {
    case ATLAS_DENSITY_MINUS_PUBLISHED:
      return atlas_document_get_published (self) != NULL;
    case ATLAS_DENSITY_MINUS_SNAPSHOT:
      return atlas_document_find_snapshot (self, settings->minus_what) != NULL;
    case ATLAS_DENSITY_MINUS_RESOURCE:
      return settings->measure != ATLAS_MEASURE_HOUSEHOLDS &&
             atlas_vocabulary_find (&atlas_vocabulary_resources, settings->minus_what)
             != (int) resource;
    case ATLAS_DENSITY_MINUS_NOTHING:
    case ATLAS_DENSITY_MINUS_FILTER:
    default:
      return TRUE;
    }
}

gboolean
atlas_document_get_preset_settings (AtlasDocument         *self,
                                    const AtlasPreset     *preset,
                                    AtlasResource          resource,
                                    AtlasDensitySettings  *settings,
                                    GError               **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (preset != NULL, FALSE);

  if (!atlas_density_settings_set_json (settings, preset->density != NULL ? preset->density : "",
                                        error))
    return FALSE;

  if (settings->measure == ATLAS_MEASURE_HOUSEHOLDS && resource != ATLAS_RESOURCE_COMPOUNDS)
    {
      settings->measure = ATLAS_MEASURE_FLOOR_AREA;
      settings->top = 0;
    }
  if (!can_be_taken_off (self, resource, settings))
    {
      settings->minus = ATLAS_DENSITY_MINUS_NOTHING;
      g_clear_pointer (&settings->minus_what, g_free);
      settings->top = 0;
    }

  return TRUE;
}
