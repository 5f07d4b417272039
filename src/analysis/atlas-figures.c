#include "atlas-figures.h"

#include "atlas-analysis-resources.h"
#include "atlas-resource.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the measuring functions look at. */
typedef struct
{
  const AtlasBlockTable *blocks;
  const AtlasStatistics *statistics;
} Input;

typedef enum
{
  EQUAL,
  AT_LEAST,
  ADVISED_AT_MOST,
} Relation;

/**
 * Rule:
 * @unit: how many of the measuring function's units one of the plan's is
 * @tolerance: part of the plan's figure
 */
typedef struct
{
  const char *key;
  const char *label;
  Relation    relation;
  double      tolerance;
  double      unit;
  double    (*measure) (const Input *input,
                        int          argument);
  int         argument;
} Rule;

static double
count_blocks (const Input *input,
              int          unused)
{
  return input->statistics->total.n_blocks;
}

static double
measure_area (const Input *input,
              int          unused)
{
  return input->statistics->total.area;
}

static double
count_class (const Input *input,
             int          class_)
{
  return input->statistics->total.n_by_class[class_];
}

/* The plan's renewal blocks are both kinds, key ones included. */
static double
count_renewal (const Input *input,
               int          unused)
{
  return count_class (input, ATLAS_CLASS_KEY) + count_class (input, ATLAS_CLASS_RENEWAL);
}

static double
find_lowest_key_rate (const Input *input,
                      int          unused)
{
  double lowest = NAN;

  for (guint i = 0; i < input->blocks->n; i++)
    if (input->blocks->values[i]->class_ == ATLAS_CLASS_KEY)
      lowest = fmin (lowest, input->blocks->values[i]->implementation_rate);

  return lowest;
}

static double
find_highest_demolition_share (const Input *input,
                               int          unused)
{
  double highest = NAN;

  for (guint i = 0; i < input->blocks->n; i++)
    highest = fmax (highest, input->blocks->values[i]->demolition_share);

  return highest;
}

static double
count_projects (const Input *input,
                int          unused)
{
  return input->statistics->total.near_term_projects;
}

static double
measure_renewable (const Input *input,
                   int          unused)
{
  return atlas_tally_get_renewable_floor_area (&input->statistics->total);
}

static double
measure_zone (const Input *input,
              int          zone)
{
  return atlas_tally_get_renewable_floor_area (&input->statistics->zones[zone]);
}

static double
measure_resource (const Input *input,
                  int          resource)
{
  return input->statistics->total.floor_area[resource];
}

static double
count_resource (const Input *input,
                int          resource)
{
  return input->statistics->total.count[resource];
}

/* The file holds more business districts than the plan counts, and marks
 * which ones stand for the plan's. */
static double
count_business_districts (const Input *input,
                          int          unused)
{
  GPtrArray *features = input->blocks->business_districts;
  guint n = 0;

  for (guint i = 0; i < features->len; i++)
    n += atlas_feature_get_number (g_ptr_array_index (features, i), "sample52") == 1;

  return n;
}

#define AREA 0.001
#define FLOOR_AREA 0.005

/* Targets for a part of what there is, like 5 of 50 million m² of office
 * buildings, can't be held against a file. */
static const Rule rules[] = {
  { "block_count", N_("Blocks"), EQUAL, 0, 1, count_blocks, 0 },
  { "block_area_total", N_("Area of the blocks"), EQUAL, AREA, 1e6, measure_area, 0 },
  { "renewal_block_count", N_("Renewal blocks, key ones included"), EQUAL, 0, 1,
    count_renewal, 0 },
  { "key_block_count", N_("Key blocks"), EQUAL, 0, 1, count_class, ATLAS_CLASS_KEY },
  { "implementation_rate_threshold", N_("Lowest implementation rate of a key block"), AT_LEAST, 0,
    1, find_lowest_key_rate, 0 },
  { "near_term_project_min", N_("Near-term projects"), AT_LEAST, 0, 1, count_projects, 0 },
  { "renewable_floor_area_total", N_("Renewable floor area"), EQUAL, FLOOR_AREA, 1e8,
    measure_renewable, 0 },
  { "renewable_floor_area_core", N_("Renewable floor area, core"), EQUAL, FLOOR_AREA, 1e8,
    measure_zone, ATLAS_ZONE_CORE },
  { "renewable_floor_area_central", N_("Renewable floor area, central city"), EQUAL, FLOOR_AREA,
    1e8, measure_zone, ATLAS_ZONE_CENTRAL },
  { "renewable_floor_area_subcenter", N_("Renewable floor area, sub-centre"), EQUAL, FLOOR_AREA,
    1e8, measure_zone, ATLAS_ZONE_SUBCENTER },
  { "renewable_floor_area_newtowns", N_("Renewable floor area, new towns"), EQUAL, FLOOR_AREA,
    1e8, measure_zone, ATLAS_ZONE_NEWTOWNS },
  { "renewable_floor_area_ecological", N_("Renewable floor area, ecological area"), EQUAL,
    FLOOR_AREA, 1e8, measure_zone, ATLAS_ZONE_ECOLOGICAL },
  { "business_district_count", N_("Business districts"), EQUAL, 0, 1,
    count_business_districts, 0 },
  { "demolition_share_max", N_("Highest demolition share of a block"), ADVISED_AT_MOST, 0, 1,
    find_highest_demolition_share, 0 },
  { "target_compounds_floor_area", N_("Floor area of old housing compounds"), EQUAL, FLOOR_AREA,
    1e8, measure_resource, ATLAS_RESOURCE_COMPOUNDS },
  { "target_factories", N_("Old factories"), EQUAL, 0, 1, count_resource,
    ATLAS_RESOURCE_FACTORIES },
};

static gboolean
does_differ (const Rule *rule,
             double      plan,
             double      file)
{
  /* A little more than the tolerance, for sums are rounded too. */
  double slack = fabs (plan) * rule->tolerance + 1e-9;

  switch (rule->relation)
    {
    case AT_LEAST:
      return file < plan - slack;
    case ADVISED_AT_MOST:
      return file > plan + slack;
    case EQUAL:
    default:
      return fabs (file - plan) > slack;
    }
}

/* Lines of key,value,unit,… of which the first three hold no commas.
 *
 * Returns: (transfer full): key → the line's fields */
static GHashTable *
load_plan_figures (void)
{
  g_autoptr(GBytes) bytes =
    atlas_resource_lookup (atlas_analysis_get_resource, "/org/renewalatlas/Atlas/figures.csv");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GHashTable *figures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                               (GDestroyNotify) g_strfreev);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      char **fields = g_strsplit (lines[i], ",", 4);

      if (g_strv_length (fields) == 4)
        g_hash_table_insert (figures, fields[0], fields);
      else
        g_strfreev (fields);
    }

  return figures;
}

static AtlasFigure
compare (const Rule  *rule,
         const Input *input,
         char       **fields)
{
  static const char *const relations[] = {
    [EQUAL] = "=", [AT_LEAST] = "≥", [ADVISED_AT_MOST] = "≤",
  };
  double plan = g_ascii_strtod (fields[1], NULL);
  double file = rule->measure (input, rule->argument) / rule->unit;

  return (AtlasFigure) {
    .key = rule->key,
    .label = _(rule->label),
    .unit = g_intern_string (fields[2]),
    .relation = relations[rule->relation],
    .plan = plan,
    .file = file,
    .differs = !isnan (file) && does_differ (rule, plan, file),
    .advisory = rule->relation == ADVISED_AT_MOST,
  };
}

GArray *
atlas_figures_compare (const AtlasBlockTable *blocks,
                       const AtlasStatistics *statistics)
{
  g_autoptr(GHashTable) plan = load_plan_figures ();
  GArray *figures = g_array_new (FALSE, FALSE, sizeof (AtlasFigure));
  Input input = { blocks, statistics };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      char **fields = g_hash_table_lookup (plan, rules[i].key);

      if (fields != NULL)
        {
          AtlasFigure figure = compare (&rules[i], &input, fields);

          g_array_append_val (figures, figure);
        }
    }

  return figures;
}

char *
atlas_figure_format (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (number) ? g_strdup ("–")
                        : g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6g", number));
}
