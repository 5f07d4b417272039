#include "atlas-document-snapshots.h"

#include "atlas-document-presets.h"
#include "atlas-document-private.h"
#include "atlas-error.h"
#include "atlas-schema.h"
#include "atlas-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One line. */
static gboolean
check_name (AtlasDocument  *self,
            const char     *name,
            GError        **error)
{
  if (!g_utf8_validate (name, -1, NULL) || !atlas_schema_is_writable (name) ||
      strpbrk (name, "\t\n\r") != NULL)
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("The snapshot's name has a character that can't be written. Type "
                           "another."));
  else if (*name == '\0')
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("A snapshot needs a name. Type one."));
  else if (atlas_document_find_snapshot (self, name) != NULL)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("There is a snapshot %s already. Choose another name."), name);
  else if (g_str_equal (name, ATLAS_SNAPSHOT_FIRST))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("“%s” stands for what is published, whatever its name. Choose another."), name);
  else
    return TRUE;

  return FALSE;
}

gboolean
atlas_document_check_snapshot_name (AtlasDocument  *self,
                                    const char     *name,
                                    GError        **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  stripped = atlas_preset_strip_name (name);

  return check_name (self, stripped, error);
}

static void
put_making (AtlasEdit           *edit,
            const AtlasSnapshot *snapshot)
{
  g_autofree char *row = atlas_snapshot_dup_row_json (snapshot);

  atlas_edit_put (edit, &(AtlasChange) { .object = ATLAS_OBJECT_SNAPSHOT, .key = snapshot->name,
                                         .new_value = row }, NULL);
}

static void
put_deletion (AtlasEdit           *edit,
              const AtlasSnapshot *snapshot)
{
  g_autofree char *row = atlas_snapshot_dup_row_json (snapshot);

  atlas_edit_put (edit, &(AtlasChange) { .object = ATLAS_OBJECT_SNAPSHOT, .key = snapshot->name,
                                         .old_value = row }, NULL);
}

static gboolean
make (AtlasDocument  *self,
      const char     *name,
      const char     *note,
      gboolean        is_published,
      GError        **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autofree char *stripped = atlas_preset_strip_name (name);
  g_autofree char *now = NULL;
  AtlasSnapshot snapshot = { .name = stripped, .author = self->author, .note = (char *) note,
                             .is_published = is_published };

  if (!atlas_document_check_writable (self, error) || !check_name (self, stripped, error))
    return FALSE;

  snapshot.seq = atlas_change_log_get_n (self->record->log);
  snapshot.time = now = atlas_time_format_now ();
  edit = atlas_edit_new (self->plan);
  put_making (edit, &snapshot);

  return atlas_document_apply (self, edit, ATLAS_CHANGE_EDIT, NULL, error);
}

gboolean
atlas_document_make_snapshot (AtlasDocument  *self,
                              const char     *name,
                              const char     *note,
                              GError        **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return make (self, name, note, FALSE, error);
}

gboolean
atlas_document_publish (AtlasDocument  *self,
                        const char     *name,
                        const char     *note,
                        GError        **error)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return make (self, name, note, TRUE, error);
}

/* --- Those that are there --- */

/* Returns: (nullable): there is none of that name */
static const AtlasSnapshot *
find (AtlasDocument  *self,
      const char     *name,
      GError        **error)
{
  const AtlasSnapshot *snapshot = atlas_document_find_snapshot (self, name);

  if (snapshot == NULL)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("There is no snapshot “%s”. Choose another."), name);

  return snapshot;
}

/* Is it what the preset takes off? @settings: (out): the preset's, to be cleared */
static gboolean
takes_off (const AtlasPreset    *preset,
           const char           *snapshot,
           AtlasDensitySettings *settings)
{
  atlas_density_settings_init (settings);

  return preset->density != NULL &&
         atlas_density_settings_set_json (settings, preset->density, NULL) &&
         settings->minus == ATLAS_DENSITY_MINUS_SNAPSHOT &&
         g_str_equal (settings->minus_what, snapshot);
}

static void
carry_presets (AtlasDocument *self,
               AtlasEdit     *edit,
               const char    *from,
               const char    *to)
{
  for (guint i = 0; i < self->record->presets->len; i++)
    {
      const AtlasPreset *preset = g_ptr_array_index (self->record->presets, i);
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };
      g_autofree char *density = NULL;
      g_autofree char *json = NULL;

      if (!takes_off (preset, from, &settings))
        continue;

      g_free (settings.minus_what);
      settings.minus_what = g_strdup (to);
      density = atlas_density_settings_to_json (&settings);
      json = atlas_preset_dup_json (&(AtlasPreset) { preset->name, density });
      atlas_document_put_preset (self, edit, &(AtlasChange) { .object = ATLAS_OBJECT_PRESET,
                                                              .key = preset->name,
                                                              .field = "density",
                                                              .new_value = json });
    }
}

gboolean
atlas_document_rename_snapshot (AtlasDocument  *self,
                                const char     *from,
                                const char     *to,
                                GError        **error)
{
  g_autoptr(AtlasEdit) edit = NULL;
  g_autofree char *stripped = NULL;
  const AtlasSnapshot *snapshot;
  AtlasSnapshot renamed;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  stripped = atlas_preset_strip_name (to);
  if (!atlas_document_check_writable (self, error) ||
      (snapshot = find (self, from, error)) == NULL)
    return FALSE;
  if (g_str_equal (stripped, from))
    return TRUE;
  if (!check_name (self, stripped, error))
    return FALSE;

  renamed = *snapshot;
  renamed.name = stripped;
  edit = atlas_edit_new (self->plan);
  put_deletion (edit, snapshot);
  put_making (edit, &renamed);
  carry_presets (self, edit, from, stripped);

  return atlas_document_apply (self, edit, ATLAS_CHANGE_EDIT, NULL, error);
}

/* Returns: (transfer full): the presets that take it off, by their names; "" for none */
static char *
name_presets (AtlasDocument *self,
              const char    *snapshot)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->record->presets->len; i++)
    {
      const AtlasPreset *preset = g_ptr_array_index (self->record->presets, i);
      g_auto(AtlasDensitySettings) settings = { .filter = NULL };

      if (takes_off (preset, snapshot, &settings))
        g_string_append_printf (names, "%s“%s”", names->len > 0 ? _(", ") : "", preset->name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

gboolean
atlas_document_can_delete_snapshot (AtlasDocument  *self,
                                    const char     *name,
                                    GError        **error)
{
  g_autofree char *presets = NULL;
  const AtlasSnapshot *snapshot;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if ((snapshot = find (self, name, error)) == NULL)
    return FALSE;

  presets = name_presets (self, name);
  if (*presets != '\0')
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("This snapshot is taken off the density of these presets: %s. Change or delete "
                   "them first."), presets);
  else if (snapshot == atlas_document_get_published (self) &&
           atlas_document_get_published_before (self) == NULL)
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("Nothing else was ever published: without this snapshot there would be "
                           "nothing to tell changes against. Publish another first."));
  else
    return TRUE;

  return FALSE;
}

gboolean
atlas_document_delete_snapshot (AtlasDocument  *self,
                                const char     *name,
                                GError        **error)
{
  g_autoptr(AtlasEdit) edit = NULL;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!atlas_document_check_writable (self, error) ||
      !atlas_document_can_delete_snapshot (self, name, error))
    return FALSE;

  edit = atlas_edit_new (self->plan);
  put_deletion (edit, atlas_document_find_snapshot (self, name));

  return atlas_document_apply (self, edit, ATLAS_CHANGE_EDIT, NULL, error);
}

const AtlasSnapshot *
atlas_document_get_published_before (AtlasDocument *self)
{
  const AtlasSnapshot *published;
  GPtrArray *snapshots;

  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);

  published = atlas_document_get_published (self);
  snapshots = atlas_document_get_snapshots (self);
  for (guint i = snapshots != NULL ? snapshots->len : 0; i-- > 0;)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (snapshot->is_published && snapshot != published)
        return snapshot;
    }

  return NULL;
}

/* --- Names by the log --- */

/* Of an entry that deletes a snapshot, or makes one. Returns: (nullable): the entry that
 * makes, or deletes, the same by another name */
static const AtlasChange *
find_other_half (const AtlasChangeLog *log,
                 const AtlasChange    *change)
{
  guint n;
  guint first = atlas_change_log_find_edit (log, change->edit, &n);

  for (guint i = first; i < first + n; i++)
    {
      const AtlasChange *other = atlas_change_log_get (log, i);

      if (change->new_value == NULL ? atlas_snapshot_is_renamed (change, other)
                                    : atlas_snapshot_is_renamed (other, change))
        return other;
    }

  return NULL;
}

/* Returns: (nullable): what one was called next that has that name no more */
static const char *
find_next_name (const AtlasChangeLog *log,
                const char           *name)
{
  for (guint i = atlas_change_log_get_n (log); i-- > 0;)
    {
      const AtlasChange *change = atlas_change_log_get (log, i);

      if (change->object == ATLAS_OBJECT_SNAPSHOT && change->field == NULL &&
          change->new_value == NULL && g_str_equal (change->key, name))
        {
          const AtlasChange *other = find_other_half (log, change);

          return other != NULL ? other->key : NULL;
        }
    }

  return NULL;
}

const char *
atlas_document_find_new_name (AtlasDocument *self,
                              const char    *name)
{
  g_return_val_if_fail (ATLAS_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->record == NULL)
    return NULL;

  /* Each was given up later than the one before, so that there is an end. */
  while (name != NULL && atlas_document_find_snapshot (self, name) == NULL)
    name = find_next_name (self->record->log, name);

  return name;
}

/* --- Of another log --- */

/* Are they the same up to there? */
static gboolean
is_same_state (const AtlasChangeLog *a,
               const AtlasChangeLog *b,
               gint64                seq)
{
  if (seq > atlas_change_log_get_n (a) || seq > atlas_change_log_get_n (b))
    return FALSE;

  return seq == 0 || g_str_equal (atlas_change_log_get (a, (guint) seq - 1)->hash,
                                  atlas_change_log_get (b, (guint) seq - 1)->hash);
}

static gboolean
adopt_making (AtlasDocument        *self,
              AtlasEdit            *edit,
              const AtlasChangeLog *log,
              const AtlasChange    *change)
{
  const AtlasChange *deletion = find_other_half (log, change);
  const AtlasSnapshot *known = deletion != NULL
                               ? atlas_document_find_snapshot (self, deletion->key) : NULL;
  g_autoptr(AtlasSnapshot) made = known != NULL ? atlas_snapshot_copy (known)
                                                : atlas_snapshot_parse (change->new_value);

  if (made == NULL || atlas_document_find_snapshot (self, change->key) != NULL)
    return FALSE;
  if (known == NULL && !is_same_state (log, self->record->log, made->seq))
    {
      /* It named what was there when it was made, and does so here. */
      if (!atlas_change_kind_is_plain (change->kind))
        return FALSE;
      made->seq = atlas_change_log_get_n (self->record->log);
    }

  g_free (made->name);
  made->name = g_strdup (change->key);
  put_making (edit, made);
  if (known != NULL)
    carry_presets (self, edit, known->name, made->name);

  return TRUE;
}

gboolean
atlas_document_adopt_snapshot (AtlasDocument        *self,
                               AtlasEdit            *edit,
                               const AtlasChangeLog *log,
                               const AtlasChange    *change)
{
  const AtlasSnapshot *known = atlas_document_find_snapshot (self, change->key);

  if (change->field != NULL)
    return FALSE;
  if (change->new_value != NULL)
    return adopt_making (self, edit, log, change);
  if (known == NULL || (find_other_half (log, change) == NULL &&
                        !atlas_document_can_delete_snapshot (self, change->key, NULL)))
    return FALSE;

  put_deletion (edit, known);

  return TRUE;
}
