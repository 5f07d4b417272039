#include "atlas-json.h"
#include "atlas-plan-record.h"

#include <json-glib/json-glib.h>

const AtlasMeeting *
atlas_meeting_find (GPtrArray  *meetings,
                    const char *id)
{
  g_return_val_if_fail (meetings != NULL, NULL);

  for (guint i = 0; id != NULL && i < meetings->len; i++)
    {
      const AtlasMeeting *meeting = g_ptr_array_index (meetings, i);

      if (g_str_equal (meeting->id, id))
        return meeting;
    }

  return NULL;
}

const AtlasMeeting *
atlas_plan_record_find_meeting (const AtlasPlanRecord *self,
                                const char            *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return atlas_meeting_find (self->meetings, id);
}

void
atlas_plan_record_keep_meeting (AtlasPlanRecord    *self,
                                const AtlasMeeting *meeting)
{
  AtlasMeeting *copy;
  guint place = 0;

  g_return_if_fail (self != NULL);

  copy = atlas_meeting_copy (meeting);
  while (place < self->meetings->len &&
         !g_str_equal (((AtlasMeeting *) g_ptr_array_index (self->meetings, place))->id, copy->id))
    place++;
  if (place < self->meetings->len)
    {
      atlas_meeting_free (g_ptr_array_index (self->meetings, place));
      g_ptr_array_index (self->meetings, place) = copy;
    }
  else
    g_ptr_array_add (self->meetings, copy);
}

char *
atlas_snapshot_dup_row_json (const AtlasSnapshot *self)
{
  GString *json = g_string_new ("{\"name\":");

  g_return_val_if_fail (self != NULL, NULL);

  atlas_json_append_string (json, self->name);
  g_string_append_printf (json, ",\"seq\":%" G_GINT64_FORMAT ",\"time\":", self->seq);
  atlas_json_append_string (json, self->time);
  g_string_append (json, ",\"author\":");
  atlas_json_append_string (json, self->author);
  g_string_append (json, ",\"note\":");
  atlas_json_append_string (json, self->note);
  g_string_append (json, ",\"role\":");
  atlas_json_append_string (json, self->is_published ? "published" : NULL);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

AtlasSnapshot *
atlas_snapshot_parse (const char *json)
{
  g_autoptr(JsonNode) node = json_from_string (json, NULL);
  JsonObject *row = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                  : NULL;
  AtlasSnapshot *snapshot;

  if (row == NULL || json_object_get_string_member_with_default (row, "name", NULL) == NULL)
    return NULL;

  snapshot = g_new0 (AtlasSnapshot, 1);
  snapshot->name = g_strdup (json_object_get_string_member (row, "name"));
  snapshot->seq = json_object_get_int_member_with_default (row, "seq", 0);
  snapshot->time = g_strdup (json_object_get_string_member_with_default (row, "time", ""));
  snapshot->author = g_strdup (json_object_get_string_member_with_default (row, "author", NULL));
  snapshot->note = g_strdup (json_object_get_string_member_with_default (row, "note", NULL));
  snapshot->is_published =
    g_strcmp0 (json_object_get_string_member_with_default (row, "role", NULL), "published") == 0;

  return snapshot;
}

gboolean
atlas_snapshot_is_published (const AtlasChange *change)
{
  const char *row;
  AtlasSnapshot *snapshot;
  gboolean is_published;

  g_return_val_if_fail (change != NULL, FALSE);

  row = change->new_value != NULL ? change->new_value : change->old_value;
  if (change->object != ATLAS_OBJECT_SNAPSHOT || change->field != NULL || row == NULL)
    return FALSE;

  snapshot = atlas_snapshot_parse (row);
  is_published = snapshot != NULL && snapshot->is_published;
  g_clear_pointer (&snapshot, atlas_snapshot_free);

  return is_published;
}

static gboolean
is_deletion (const AtlasChange *change)
{
  return change->object == ATLAS_OBJECT_SNAPSHOT && change->field == NULL &&
         change->old_value != NULL && change->new_value == NULL;
}

static gboolean
is_making (const AtlasChange *change)
{
  return change->object == ATLAS_OBJECT_SNAPSHOT && change->field == NULL &&
         change->old_value == NULL && change->new_value != NULL;
}

gboolean
atlas_snapshot_is_renamed (const AtlasChange *from,
                           const AtlasChange *to)
{
  g_autoptr(AtlasSnapshot) was = NULL;
  g_autoptr(AtlasSnapshot) is = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *row = NULL;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (!is_deletion (from) || !is_making (to) || from->edit != to->edit ||
      (was = atlas_snapshot_parse (from->old_value)) == NULL ||
      (is = atlas_snapshot_parse (to->new_value)) == NULL)
    return FALSE;

  g_free (was->name);
  was->name = g_strdup (is->name);
  wanted = atlas_snapshot_dup_row_json (was);
  row = atlas_snapshot_dup_row_json (is);

  return g_str_equal (row, wanted);
}

static void
follow_snapshot (AtlasPlanRecord   *self,
                 const AtlasChange *change)
{
  AtlasSnapshot *snapshot;

  if (change->field != NULL)
    return;

  for (guint i = self->snapshots->len; i-- > 0;)
    {
      const AtlasSnapshot *old = g_ptr_array_index (self->snapshots, i);

      if (g_str_equal (old->name, change->key))
        g_ptr_array_remove_index (self->snapshots, i);
    }
  if (change->new_value != NULL && (snapshot = atlas_snapshot_parse (change->new_value)) != NULL)
    {
      g_ptr_array_add (self->snapshots, snapshot);
      g_ptr_array_sort (self->snapshots, atlas_snapshot_compare);
    }
}

/* --- Presets --- */

char *
atlas_preset_dup_json (const AtlasPreset *self)
{
  GString *json = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  atlas_json_append_string (json, self->density);

  return g_string_free (json, FALSE);
}

char *
atlas_preset_dup_row_json (const AtlasPreset *self)
{
  GString *json = g_string_new ("{\"name\":");

  g_return_val_if_fail (self != NULL, NULL);

  atlas_json_append_string (json, self->name);
  g_string_append (json, ",\"density\":");
  atlas_json_append_string (json, self->density);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

static AtlasPreset *
find_preset (const AtlasPlanRecord *self,
             const char            *name,
             guint                 *place)
{
  for (guint i = 0; i < self->presets->len; i++)
    {
      AtlasPreset *preset = g_ptr_array_index (self->presets, i);

      *place = i;
      if (g_str_equal (preset->name, name))
        return preset;
    }

  return NULL;
}

const AtlasPreset *
atlas_plan_record_find_preset (const AtlasPlanRecord *self,
                               const char            *name)
{
  guint place;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return find_preset (self, name, &place);
}

char *
atlas_preset_dup_density (const AtlasChange *change)
{
  g_autoptr(JsonNode) node = NULL;
  JsonNode *density;

  g_return_val_if_fail (change != NULL, NULL);
  g_return_val_if_fail (change->new_value != NULL, NULL);

  density = node = json_from_string (change->new_value, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    density = json_object_get_member (json_node_get_object (node), "density");

  return density != NULL && JSON_NODE_HOLDS_VALUE (density) ? json_node_dup_string (density) : NULL;
}

static void
follow_preset (AtlasPlanRecord   *self,
               const AtlasChange *change)
{
  guint place;
  AtlasPreset *preset = find_preset (self, change->key, &place);

  if (change->new_value == NULL)
    {
      if (preset != NULL)
        g_ptr_array_remove_index (self->presets, place);
      return;
    }

  if (preset == NULL)
    {
      preset = g_new0 (AtlasPreset, 1);
      preset->name = g_strdup (change->key);
      g_ptr_array_add (self->presets, preset);
      g_ptr_array_sort (self->presets, atlas_preset_compare);
    }
  g_free (preset->density);
  preset->density = atlas_preset_dup_density (change);
}

void
atlas_plan_record_follow (AtlasPlanRecord   *self,
                          const AtlasChange *change)
{
  g_return_if_fail (self != NULL);

  if (change->object == ATLAS_OBJECT_SNAPSHOT)
    follow_snapshot (self, change);
  else if (change->object == ATLAS_OBJECT_PRESET)
    follow_preset (self, change);
}
