#include "atlas-vocabulary.h"

#define VOCABULARY(name, list) { name, list, G_N_ELEMENTS (list) }

static const AtlasWord zones[] = {
  { "core", "一核", "Core" },
  { "central", "一主", "Central city" },
  { "subcenter", "一副", "Sub-centre" },
  { "newtowns", "多点", "New towns" },
  { "ecological", "一区", "Ecological area" },
};

static const AtlasWord classes[] = {
  { "key", "重点", "Key" },
  { "renewal", "更新", "Renewal" },
  { "general", "一般", "General" },
};

static const AtlasWord resources[] = {
  { "compounds", "老旧小区", "Old housing compounds" },
  { "buildings", "老旧楼宇", "Old office buildings" },
  { "factories", "老旧厂房", "Old factories" },
};

static const AtlasWord functions[] = {
  { "residential", "居住", "Residential" },
  { "commercial", "商业", "Commercial" },
  { "office", "办公", "Office" },
  { "industrial", "产业", "Industrial" },
  { "culture", "文化", "Culture" },
  { "public", "公共服务", "Public services" },
  { "green", "绿地", "Green space" },
  { "mixed", "混合", "Mixed use" },
};

static const AtlasWord provenances[] = {
  { "sample", "示例数据", "Sample data" },
  { "official", "官方数据", "Official data" },
  { "edited", "人工编辑", "Edited by hand" },
  { "imported", "导入", "Imported" },
};

static const AtlasWord data_kinds[] = {
  { "sample", "示例数据", "Sample data" },
  { "draft", "草案", "Draft" },
  { "official", "官方数据", "Official data" },
};

const AtlasVocabulary atlas_vocabulary_zones = VOCABULARY ("zone", zones);
const AtlasVocabulary atlas_vocabulary_classes = VOCABULARY ("class", classes);
const AtlasVocabulary atlas_vocabulary_resources = VOCABULARY ("resource", resources);
const AtlasVocabulary atlas_vocabulary_functions = VOCABULARY ("main_function", functions);
const AtlasVocabulary atlas_vocabulary_provenances = VOCABULARY ("provenance", provenances);
const AtlasVocabulary atlas_vocabulary_data_kinds = VOCABULARY ("data_kind", data_kinds);

int
atlas_vocabulary_find (const AtlasVocabulary *self,
                       const char            *key)
{
  for (guint i = 0; i < self->n_words; i++)
    if (g_strcmp0 (self->words[i].key, key) == 0)
      return (int) i;

  return -1;
}

int
atlas_vocabulary_find_any (const AtlasVocabulary *self,
                           const char            *text)
{
  for (guint i = 0; i < self->n_words; i++)
    {
      const AtlasWord *word = &self->words[i];

      if (g_ascii_strcasecmp (word->key, text) == 0 ||
          g_ascii_strcasecmp (word->label_zh, text) == 0 ||
          g_ascii_strcasecmp (word->label_en, text) == 0)
        return (int) i;
    }

  return -1;
}

const char *
atlas_vocabulary_get_key (const AtlasVocabulary *self,
                          int                    word)
{
  g_return_val_if_fail (word < (int) self->n_words, NULL);

  return word < 0 ? NULL : self->words[word].key;
}

const char *
atlas_vocabulary_get_label (const AtlasVocabulary *self,
                            int                    word,
                            AtlasLanguage          language)
{
  g_return_val_if_fail (word < (int) self->n_words, NULL);

  if (word < 0)
    return NULL;

  return language == ATLAS_LANGUAGE_EN ? self->words[word].label_en : self->words[word].label_zh;
}
