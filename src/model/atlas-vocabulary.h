#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ATLAS_LANGUAGE_ZH,
  ATLAS_LANGUAGE_EN,
} AtlasLanguage;

/* 圈层, as the plan's chapter 2 part 3 draws them; the two axes lie over them. */
typedef enum
{
  ATLAS_ZONE_CORE,
  ATLAS_ZONE_CENTRAL,
  ATLAS_ZONE_SUBCENTER,
  ATLAS_ZONE_NEWTOWNS,
  ATLAS_ZONE_ECOLOGICAL,
} AtlasZone;
#define ATLAS_N_ZONES 5

typedef enum
{
  ATLAS_CLASS_KEY,
  ATLAS_CLASS_RENEWAL,
  ATLAS_CLASS_GENERAL,
} AtlasClass;
#define ATLAS_N_CLASSES 3

typedef enum
{
  ATLAS_RESOURCE_COMPOUNDS,
  ATLAS_RESOURCE_BUILDINGS,
  ATLAS_RESOURCE_FACTORIES,
} AtlasResource;
#define ATLAS_N_RESOURCES 3

/**
 * AtlasVocabulary:
 *
 * A closed list of words for a column, also written to plan files as a field
 * domain. The number of a word is its place in the list, which for zones,
 * classes and resources is the value of the enumeration above.
 */
typedef struct
{
  const char *key;
  const char *label_zh;
  const char *label_en;
} AtlasWord;

typedef struct
{
  const char      *name;
  const AtlasWord *words;
  guint            n_words;
} AtlasVocabulary;

extern const AtlasVocabulary atlas_vocabulary_zones;
extern const AtlasVocabulary atlas_vocabulary_classes;
extern const AtlasVocabulary atlas_vocabulary_resources;
extern const AtlasVocabulary atlas_vocabulary_functions;
extern const AtlasVocabulary atlas_vocabulary_provenances;
extern const AtlasVocabulary atlas_vocabulary_data_kinds;

/* Returns: the number of the word, or -1 when it is not in the list. */
int         atlas_vocabulary_find      (const AtlasVocabulary *self,
                                        const char            *key);

/* The same for a word as people write it: its key or one of its labels, ASCII's
 * upper and lower case alike. */
int         atlas_vocabulary_find_any  (const AtlasVocabulary *self,
                                        const char            *text);

/* @word -1 gives %NULL. */
const char *atlas_vocabulary_get_key   (const AtlasVocabulary *self,
                                        int                    word);
const char *atlas_vocabulary_get_label (const AtlasVocabulary *self,
                                        int                    word,
                                        AtlasLanguage          language);

G_END_DECLS
