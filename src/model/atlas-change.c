#include "atlas-change.h"

#include "atlas-json.h"

static const AtlasWord kinds[] = {
  { "edit", "编辑", "Edit" },
  { "undo", "撤销", "Undo" },
  { "redo", "重做", "Redo" },
  { "revert", "还原", "Revert" },
  { "restore", "整体还原", "Restore" },
  { "import", "导入", "Import" },
};

static const AtlasWord objects[] = {
  { "block", "街区", "Block" },
  { "site", "资源点", "Site" },
  { "scene", "场景", "Scene" },
  { "preset", "预设", "Preset" },
  { "snapshot", "快照", "Snapshot" },
  { "plan", "方案", "Plan" },
};

const AtlasVocabulary atlas_vocabulary_change_kinds =
  { "change_kind", kinds, G_N_ELEMENTS (kinds) };
const AtlasVocabulary atlas_vocabulary_objects =
  { "change_object", objects, G_N_ELEMENTS (objects) };

static void
append_whole (GString *json,
              gint64   number)
{
  g_string_append_printf (json, "%" G_GINT64_FORMAT ",", number);
}

static void
append_text (GString    *json,
             const char *text)
{
  atlas_json_append_string (json, text);
  g_string_append_c (json, ',');
}

char *
atlas_change_hash (const AtlasChange *self,
                   const char        *previous)
{
  g_autoptr(GString) json = g_string_new (previous);
  const char *const texts[] = { self->key, self->field, self->old_value, self->new_value,
                                self->reason };

  g_string_append (json, "\n[");
  append_whole (json, self->seq);
  append_whole (json, self->edit);
  append_text (json, atlas_vocabulary_get_key (&atlas_vocabulary_change_kinds, self->kind));
  if (self->of_edit > 0)
    append_whole (json, self->of_edit);
  else
    append_text (json, NULL);
  append_text (json, self->time);
  append_text (json, self->author);
  append_text (json, self->host);
  append_text (json, atlas_vocabulary_get_key (&atlas_vocabulary_objects, self->object));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    append_text (json, texts[i]);
  atlas_json_append_string (json, self->meeting);
  g_string_append_c (json, ']');

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, json->str, (gssize) json->len);
}

gboolean
atlas_change_kind_is_plain (int kind)
{
  return kind != ATLAS_CHANGE_UNDO && kind != ATLAS_CHANGE_REDO;
}
