#include "atlas-record-check.h"

#include "atlas-site-check.h"

/* Presets or snapshots: their rows by name, in their order. */
typedef struct
{
  GPtrArray  *names; /* borrowed from those they are of */
  GHashTable *rows;  /* name → JSON */
} Rows;

static void
rows_init (Rows *self)
{
  self->names = g_ptr_array_new ();
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}

static void
rows_clear (Rows *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static void
rows_add (Rows *self,
          char *name,
          char *json)
{
  g_ptr_array_add (self->names, name);
  g_hash_table_insert (self->rows, name, json);
}

static void
add_presets (Rows                  *self,
             const AtlasPlanRecord *record)
{
  for (guint i = 0; i < record->presets->len; i++)
    {
      const AtlasPreset *preset = g_ptr_array_index (record->presets, i);

      rows_add (self, preset->name, atlas_preset_dup_row_json (preset));
    }
}

static gboolean
is_logged (const AtlasChangeLog *log,
           const AtlasSnapshot  *snapshot)
{
  g_autoptr(GArray) entries = atlas_change_log_list_of (log, ATLAS_OBJECT_SNAPSHOT, snapshot->name);

  return entries->len > 0;
}

/* @log: (nullable): that tells of all but the one that was made before it */
static void
add_snapshots (Rows                  *self,
               const AtlasPlanRecord *record,
               const AtlasChangeLog  *log)
{
  for (guint i = 0; i < record->snapshots->len; i++)
    {
      const AtlasSnapshot *snapshot = g_ptr_array_index (record->snapshots, i);

      if (log == NULL || snapshot->seq > 0 || !snapshot->is_published || is_logged (log, snapshot))
        rows_add (self, snapshot->name, atlas_snapshot_dup_row_json (snapshot));
    }
}

static void
report (GPtrArray  *differences,
        int         object,
        const char *key,
        const char *stored,
        const char *logged)
{
  g_ptr_array_add (differences,
                   atlas_record_difference_new (object, key, NULL, stored, logged));
}

static void
compare (GPtrArray  *differences,
         int         object,
         const Rows *stored,
         const Rows *logged)
{
  for (guint i = 0; i < stored->names->len; i++)
    {
      const char *name = g_ptr_array_index (stored->names, i);
      const char *row = g_hash_table_lookup (stored->rows, name);
      const char *wanted = g_hash_table_lookup (logged->rows, name);

      if (g_strcmp0 (row, wanted) != 0)
        report (differences, object, name, row, wanted);
    }
  for (guint i = 0; i < logged->names->len; i++)
    {
      const char *name = g_ptr_array_index (logged->names, i);

      if (!g_hash_table_contains (stored->rows, name))
        report (differences, object, name, NULL, g_hash_table_lookup (logged->rows, name));
    }
}

/* What the log makes of a plan without any. */
static AtlasPlanRecord *
follow_log (const AtlasChangeLog *log)
{
  AtlasPlanRecord *record = g_new0 (AtlasPlanRecord, 1);

  record->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_snapshot_free);
  record->presets = g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_preset_free);
  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    atlas_plan_record_follow (record, atlas_change_log_get (log, i));

  return record;
}

AtlasRecordDifference *
atlas_record_difference_new (int         object,
                             const char *key,
                             const char *field,
                             const char *stored,
                             const char *logged)
{
  AtlasRecordDifference *self = g_new0 (AtlasRecordDifference, 1);

  *self = (AtlasRecordDifference) { object, g_strdup (key), g_strdup (field), g_strdup (stored),
                                    g_strdup (logged) };

  return self;
}

void
atlas_record_difference_free (AtlasRecordDifference *self)
{
  g_free (self->key);
  g_free (self->field);
  g_free (self->stored);
  g_free (self->logged);
  g_free (self);
}

GPtrArray *
atlas_record_check (const AtlasPlanRecord *record,
                    AtlasPlan             *plan)
{
  GPtrArray *differences =
    g_ptr_array_new_with_free_func ((GDestroyNotify) atlas_record_difference_free);
  g_autoptr(AtlasPlanRecord) wanted = NULL;
  g_auto(Rows) stored_presets = { NULL }, logged_presets = { NULL };
  g_auto(Rows) stored_snapshots = { NULL }, logged_snapshots = { NULL };

  g_return_val_if_fail (record != NULL, differences);
  g_return_val_if_fail (ATLAS_IS_PLAN (plan), differences);

  wanted = follow_log (record->log);
  rows_init (&stored_presets);
  rows_init (&logged_presets);
  rows_init (&stored_snapshots);
  rows_init (&logged_snapshots);
  add_presets (&stored_presets, record);
  add_presets (&logged_presets, wanted);
  compare (differences, ATLAS_OBJECT_PRESET, &stored_presets, &logged_presets);
  add_snapshots (&stored_snapshots, record, record->log);
  add_snapshots (&logged_snapshots, wanted, NULL);
  compare (differences, ATLAS_OBJECT_SNAPSHOT, &stored_snapshots, &logged_snapshots);
  g_ptr_array_extend_and_steal (differences, atlas_site_check (record->log, plan));

  return differences;
}
