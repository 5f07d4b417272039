#include "atlas-block-facts.h"

#include "atlas-block-title.h"
#include "atlas-field-control.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How a number is written. */
typedef enum
{
  UNIT_COUNT,
  UNIT_PERCENT,
  UNIT_LENGTH,
  UNIT_AREA,
  UNIT_FLOOR_AREA,
} Unit;

/* What several blocks make of it. */
typedef enum
{
  AGREE, /* texts and words: what all of them say */
  ADD,
  AVERAGE,
} Aggregate;

/**
 * Rule:
 * @title: of what is no attribute; those have their own
 * @features: where a text is the key of a feature's name: AtlasLayer, else -1
 */
typedef struct
{
  const char *title;
  Aggregate   aggregate;
  Unit        unit;
  int         features;
  gboolean    is_place;
  gboolean    is_prose;
} Rule;

#define SAYS(...) { .features = -1, __VA_ARGS__ }
#define NAMES(layer, ...) { .features = layer, __VA_ARGS__ }
#define SUM(size, ...) { .aggregate = ADD, .unit = size, .features = -1, __VA_ARGS__ }
#define MEAN(size) { .aggregate = AVERAGE, .unit = size, .features = -1 }
#define TITLE(name) .title = name
#define PLACE .is_place = TRUE
#define PROSE .is_prose = TRUE

static const Rule rules[ATLAS_N_FACTS] = {
  [ATLAS_BLOCK_CODE] = SAYS (.aggregate = AGREE),
  [ATLAS_BLOCK_NAME] = SAYS (PROSE),
  [ATLAS_BLOCK_DISTRICT] = NAMES (ATLAS_LAYER_DISTRICTS, PLACE),
  [ATLAS_BLOCK_AUTHORITY] = NAMES (ATLAS_LAYER_AUTHORITIES),
  [ATLAS_BLOCK_SUBDISTRICT] = NAMES (ATLAS_LAYER_SUBDISTRICTS),
  [ATLAS_BLOCK_ZONE] = NAMES (ATLAS_LAYER_ZONES, PLACE),
  [ATLAS_BLOCK_CLASS] = SAYS (.aggregate = AGREE),
  [ATLAS_BLOCK_AREA] = SUM (UNIT_AREA),
  [ATLAS_BLOCK_IMPLEMENTATION_RATE] = MEAN (UNIT_PERCENT),
  [ATLAS_BLOCK_MAIN_FUNCTION] = SAYS (.aggregate = AGREE),
  [ATLAS_BLOCK_COMPOUNDS_COUNT] = SUM (UNIT_COUNT),
  [ATLAS_BLOCK_BUILDINGS_COUNT] = SUM (UNIT_COUNT),
  [ATLAS_BLOCK_FACTORIES_COUNT] = SUM (UNIT_COUNT),
  [ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA] = SUM (UNIT_FLOOR_AREA),
  [ATLAS_BLOCK_BUILDINGS_FLOOR_AREA] = SUM (UNIT_FLOOR_AREA),
  [ATLAS_BLOCK_FACTORIES_FLOOR_AREA] = SUM (UNIT_FLOOR_AREA),
  [ATLAS_BLOCK_OTHER_FLOOR_AREA] = SUM (UNIT_FLOOR_AREA),
  [ATLAS_BLOCK_NEAR_TERM_PROJECTS] = SUM (UNIT_COUNT),
  [ATLAS_BLOCK_DEMOLITION_SHARE] = MEAN (UNIT_PERCENT),
  [ATLAS_BLOCK_STATION_DISTANCE] = MEAN (UNIT_LENGTH),
  [ATLAS_BLOCK_NOTE] = SAYS (PROSE),
  [ATLAS_BLOCK_PROVENANCE] = SAYS (.aggregate = AGREE),
  [ATLAS_FACT_RENEWABLE_FLOOR_AREA] = SUM (UNIT_FLOOR_AREA, TITLE (N_("Renewable in all"))),
  [ATLAS_FACT_COMPOUNDS_SITES] = SUM (UNIT_COUNT, TITLE (N_("Compounds on the map"))),
  [ATLAS_FACT_BUILDINGS_SITES] = SUM (UNIT_COUNT, TITLE (N_("Office buildings on the map"))),
  [ATLAS_FACT_FACTORIES_SITES] = SUM (UNIT_COUNT, TITLE (N_("Factories on the map"))),
};

static const AtlasFactGroup groups[] = {
  { N_("Identification"), 5,
    { ATLAS_BLOCK_CODE, ATLAS_BLOCK_NAME, ATLAS_BLOCK_DISTRICT, ATLAS_BLOCK_AUTHORITY,
      ATLAS_BLOCK_SUBDISTRICT } },
  { N_("Planning"), 6,
    { ATLAS_BLOCK_ZONE, ATLAS_BLOCK_CLASS, ATLAS_BLOCK_MAIN_FUNCTION,
      ATLAS_BLOCK_IMPLEMENTATION_RATE, ATLAS_BLOCK_NEAR_TERM_PROJECTS,
      ATLAS_BLOCK_DEMOLITION_SHARE } },
  { N_("Resources"), 8,
    { ATLAS_BLOCK_COMPOUNDS_COUNT, ATLAS_BLOCK_COMPOUNDS_FLOOR_AREA,
      ATLAS_BLOCK_BUILDINGS_COUNT, ATLAS_BLOCK_BUILDINGS_FLOOR_AREA,
      ATLAS_BLOCK_FACTORIES_COUNT, ATLAS_BLOCK_FACTORIES_FLOOR_AREA,
      ATLAS_BLOCK_OTHER_FLOOR_AREA, ATLAS_FACT_RENEWABLE_FLOOR_AREA } },
  { N_("Place"), 5,
    { ATLAS_BLOCK_AREA, ATLAS_BLOCK_STATION_DISTANCE, ATLAS_FACT_COMPOUNDS_SITES,
      ATLAS_FACT_BUILDINGS_SITES, ATLAS_FACT_FACTORIES_SITES } },
  { N_("Record"), 2, { ATLAS_BLOCK_PROVENANCE, ATLAS_BLOCK_NOTE } },
};

const AtlasFactGroup *
atlas_fact_get_group (guint group)
{
  return group < G_N_ELEMENTS (groups) ? &groups[group] : NULL;
}

const char *
atlas_fact_get_title (guint fact)
{
  g_return_val_if_fail (fact < ATLAS_N_FACTS, NULL);

  return fact < ATLAS_BLOCK_N_FIELDS ? atlas_block_field_get_title (fact) : rules[fact].title;
}

gboolean
atlas_fact_is_prose (guint fact)
{
  g_return_val_if_fail (fact < ATLAS_N_FACTS, FALSE);

  return rules[fact].is_prose;
}

static char *
format_number (const AtlasFactSource *source,
               Unit                   unit,
               double                 number)
{
  switch (unit)
    {
    case UNIT_PERCENT:
      return atlas_quantity_format_percent (number);
    case UNIT_LENGTH:
      return atlas_quantity_format_length (number);
    case UNIT_AREA:
      return atlas_quantity_format_area (number, source->area_unit);
    case UNIT_FLOOR_AREA:
      return atlas_quantity_format_floor_area (number, source->floor_area_unit);
    case UNIT_COUNT:
    default:
      return atlas_quantity_format_count (number);
    }
}

/* Returns: (nullable): one block needs no words, nor do several that agree, and
 * that amounts are added up goes without saying */
static char *
describe (const AtlasFactSource   *source,
          const Rule              *rule,
          const AtlasFieldSummary *field)
{
  g_autofree char *n_known = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  gboolean all = field->n_known == source->summary->n_blocks;

  if (source->summary->n_blocks == 1)
    return NULL;

  n_known = atlas_quantity_format_count (field->n_known);
  if (rule->aggregate == ADD)
    return all ? NULL : g_strdup_printf (_("Sum of the %s known"), n_known);

  if (field->minimum == field->maximum)
    return all ? NULL : g_strdup_printf (_("Of the %s known"), n_known);

  least = format_number (source, rule->unit, field->minimum);
  most = format_number (source, rule->unit, field->maximum);

  return all ? g_strdup_printf (_("Mean; %s to %s"), least, most)
             : g_strdup_printf (_("Mean of the %s known; %s to %s"), n_known, least, most);
}

static AtlasFact
tell_number (const AtlasFactSource   *source,
             const Rule              *rule,
             const AtlasFieldSummary *field)
{
  double number = rule->aggregate == ADD ? field->sum : atlas_field_summary_get_mean (field);

  if (field->n_known == 0)
    return (AtlasFact) { .state = ATLAS_FACT_UNKNOWN, .text = g_strdup ("—") };

  return (AtlasFact) {
    .state = ATLAS_FACT_KNOWN,
    .text = format_number (source, rule->unit, number),
    .detail = describe (source, rule, field),
  };
}

static const char *
find_name (const AtlasFactSource *source,
           AtlasLayer             layer,
           const char            *key)
{
  GListModel *features = atlas_plan_get_features (source->plan, layer);

  for (guint i = 0; i < g_list_model_get_n_items (features); i++)
    {
      g_autoptr(AtlasFeature) feature = g_list_model_get_item (features, i);

      if (g_strcmp0 (atlas_feature_get_text (feature, atlas_layer_get_info (layer)->key), key) == 0)
        return atlas_feature_get_name (feature, source->language);
    }

  return NULL;
}

static AtlasFact
tell_text (const AtlasFactSource   *source,
           const Rule              *rule,
           const AtlasFieldInfo    *info,
           const AtlasFieldSummary *field)
{
  gboolean is_word = info->type == ATLAS_FIELD_WORD;
  const char *key, *text = NULL;

  if (field->n_known == 0)
    return (AtlasFact) { .state = ATLAS_FACT_UNKNOWN, .text = g_strdup ("—") };
  if (field->mixed)
    return (AtlasFact) { .state = ATLAS_FACT_SEVERAL, .text = g_strdup (_("Several values")) };

  key = is_word ? atlas_vocabulary_get_key (info->vocabulary, field->word) : field->text;
  if (rule->features >= 0)
    text = find_name (source, (AtlasLayer) rule->features, key);
  if (text == NULL)
    text = is_word ? atlas_vocabulary_get_label (info->vocabulary, field->word, source->language)
                   : key;

  return (AtlasFact) {
    .state = ATLAS_FACT_KNOWN,
    .text = g_strdup (text),
    .place = rule->is_place ? key : NULL,
  };
}

static AtlasFact
tell_sites (const AtlasFactSource *source,
            guint                  resource)
{
  return (AtlasFact) {
    .state = ATLAS_FACT_KNOWN,
    .text = atlas_quantity_format_count (source->n_sites[resource]),
  };
}

/* The greatest of several blocks is the one to be told of. */
static AtlasFact
tell_field_number (const AtlasFactSource   *source,
                   const Rule              *rule,
                   AtlasBlockField          number)
{
  const AtlasFieldSummary *field = &source->summary->fields[number];
  AtlasFact fact = tell_number (source, rule, field);
  char json[G_ASCII_DTOSTR_BUF_SIZE];

  if (fact.state == ATLAS_FACT_KNOWN)
    fact.warning = atlas_field_get_warning (number, g_ascii_dtostr (json, sizeof json,
                                                                    field->maximum));

  return fact;
}

AtlasFact
atlas_fact_tell (guint                  fact,
                 const AtlasFactSource *source)
{
  const Rule *rule = &rules[fact];

  g_return_val_if_fail (fact < ATLAS_N_FACTS, (AtlasFact) { 0 });

  if (fact == ATLAS_FACT_RENEWABLE_FLOOR_AREA)
    return tell_number (source, rule, &source->summary->renewable_floor_area);
  if (fact > ATLAS_FACT_RENEWABLE_FLOOR_AREA)
    return tell_sites (source, fact - ATLAS_FACT_COMPOUNDS_SITES);
  if (rule->aggregate != AGREE)
    return tell_field_number (source, rule, (AtlasBlockField) fact);

  return tell_text (source, rule, atlas_block_field_info (fact), &source->summary->fields[fact]);
}

void
atlas_fact_clear (AtlasFact *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->detail, g_free);
}
