#include "atlas-change-origins.h"

struct _AtlasChangeOrigins
{
  GHashTable *entries; /* thing and field → AtlasChange, of the log */
};

static char *
make_key (const AtlasChange *change,
          const char        *field)
{
  return g_strdup_printf ("%d %s\n%s", change->object, change->key, field != NULL ? field : "");
}

/* Returns: a set of edits, as pointers to gint64 in @log */
static GHashTable *
list_undone (const AtlasChangeLog *log)
{
  GHashTable *undone = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    {
      const AtlasChange *change = atlas_change_log_get (log, i);

      if (change->kind == ATLAS_CHANGE_UNDO)
        g_hash_table_add (undone, (gpointer) &change->of_edit);
      else if (change->kind == ATLAS_CHANGE_REDO)
        g_hash_table_remove (undone, &change->of_edit);
    }

  return undone;
}

AtlasChangeOrigins *
atlas_change_origins_new (const AtlasChangeLog *log)
{
  AtlasChangeOrigins *self;
  g_autoptr(GHashTable) undone = NULL;

  g_return_val_if_fail (log != NULL, NULL);

  self = g_new0 (AtlasChangeOrigins, 1);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  undone = list_undone (log);
  for (guint i = 0; i < atlas_change_log_get_n (log); i++)
    {
      const AtlasChange *change = atlas_change_log_get (log, i);

      if (atlas_change_kind_is_plain (change->kind) &&
          !g_hash_table_contains (undone, &change->edit))
        g_hash_table_replace (self->entries, make_key (change, change->field), (gpointer) change);
    }

  return self;
}

void
atlas_change_origins_free (AtlasChangeOrigins *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

const AtlasChange *
atlas_change_origins_find (AtlasChangeOrigins *self,
                           const AtlasChange  *change)
{
  g_autofree char *key = make_key (change, change->field);
  g_autofree char *row = make_key (change, NULL);
  const AtlasChange *found;

  g_return_val_if_fail (self != NULL, NULL);

  found = g_hash_table_lookup (self->entries, key);

  return found != NULL ? found : g_hash_table_lookup (self->entries, row);
}
