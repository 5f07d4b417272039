#include "atlas-change-log.h"

#include <string.h>

#define CHUNK_SIZE (64 * 1024)

struct _AtlasChangeLog
{
  GArray       *changes; /* AtlasChange, its texts in @texts */
  GStringChunk *texts;
};

AtlasChangeLog *
atlas_change_log_new (void)
{
  AtlasChangeLog *self = g_new0 (AtlasChangeLog, 1);

  self->changes = g_array_new (FALSE, FALSE, sizeof (AtlasChange));
  self->texts = g_string_chunk_new (CHUNK_SIZE);

  return self;
}

void
atlas_change_log_free (AtlasChangeLog *self)
{
  g_array_unref (self->changes);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static const char *
keep (AtlasChangeLog *self,
      const char     *text)
{
  return text == NULL ? NULL : g_string_chunk_insert (self->texts, text);
}

/* For texts of which many entries have the same, most often that of the entry
 * before. */
static const char *
keep_once (AtlasChangeLog *self,
           const char     *text,
           const char     *before)
{
  if (text == NULL || text == before || (before != NULL && strcmp (text, before) == 0))
    return text == NULL ? NULL : before;

  return g_string_chunk_insert_const (self->texts, text);
}

void
atlas_change_log_append (AtlasChangeLog    *self,
                         const AtlasChange *change)
{
  static const AtlasChange none = { .seq = 0 };
  const AtlasChange *before = &none;
  AtlasChange copy = *change;

  g_return_if_fail (self != NULL);
  g_return_if_fail (change->seq == (gint64) self->changes->len + 1);

  if (self->changes->len > 0)
    before = &g_array_index (self->changes, AtlasChange, self->changes->len - 1);
  copy.time = keep_once (self, change->time, before->time);
  copy.author = keep_once (self, change->author, before->author);
  copy.host = keep_once (self, change->host, before->host);
  copy.key = keep_once (self, change->key, before->key);
  copy.field = keep_once (self, change->field, before->field);
  copy.old_value = keep (self, change->old_value);
  copy.new_value = keep (self, change->new_value);
  copy.reason = keep_once (self, change->reason, before->reason);
  copy.meeting = keep_once (self, change->meeting, before->meeting);
  copy.hash = keep (self, change->hash);
  g_array_append_val (self->changes, copy);
}

guint
atlas_change_log_get_n (const AtlasChangeLog *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

const AtlasChange *
atlas_change_log_get (const AtlasChangeLog *self,
                      guint                 i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->changes->len, NULL);

  return &g_array_index (self->changes, AtlasChange, i);
}

const char *
atlas_change_log_get_head (const AtlasChangeLog *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->changes->len == 0 ? "" : atlas_change_log_get (self, self->changes->len - 1)->hash;
}

guint
atlas_change_log_find_edit (const AtlasChangeLog *self,
                            gint64                edit,
                            guint                *n)
{
  guint first = (guint) edit - 1;
  guint end = first;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (edit >= 1 && edit <= self->changes->len, 0);

  while (end < self->changes->len && atlas_change_log_get (self, end)->edit == edit)
    end++;
  *n = end - first;

  return first;
}

GArray *
atlas_change_log_list_of (const AtlasChangeLog *self,
                          AtlasObject           object,
                          const char           *key)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (self != NULL, places);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const AtlasChange *change = atlas_change_log_get (self, i);

      if (change->object == (int) object && g_str_equal (change->key, key))
        g_array_append_val (places, i);
    }

  return places;
}

gint64
atlas_change_log_verify (const AtlasChangeLog *self)
{
  const char *previous = "";

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const AtlasChange *change = atlas_change_log_get (self, i);
      g_autofree char *hash = atlas_change_hash (change, previous);

      if (g_strcmp0 (hash, change->hash) != 0)
        return change->seq;
      previous = change->hash;
    }

  return 0;
}
