#include "atlas-block.h"
#include "atlas-city.h"
#include "atlas-random.h"
#include "atlas-sample-targets.h"

#include <math.h>

#define SEED 20216

/* Blocks of each class with an implementation rate of at least 80 %: more than
 * the key ones, so that the threshold alone does not give the list. */
static const guint n_well_advanced[ATLAS_N_CLASSES] = { 178, 120, 80 };
static const guint n_near_term[ATLAS_N_CLASSES] = { 420, 170, 40 };

typedef struct
{
  guint  block;
  double score;
} Ranked;

static int
compare_ranked (gconstpointer a,
                gconstpointer b)
{
  const Ranked *p = a;
  const Ranked *q = b;

  return p->score > q->score ? -1 : p->score < q->score ? 1 : (int) p->block - (int) q->block;
}

/* The blocks of a class, those that have come far first. */
static GArray *
rank_blocks (const AtlasCity *city,
             AtlasClass       class_,
             AtlasRandom     *random)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; i < city->fabric->n_blocks; i++)
    if (city->class_[i] == class_)
      {
        Ranked it = { i, atlas_random_noise (city->inner[i].x, city->inner[i].y, 6000, SEED) +
                         0.25 * atlas_random_normal (random) };

        g_array_append_val (ranked, it);
      }
  g_array_sort (ranked, compare_ranked);

  return ranked;
}

static void
draw_rates (const AtlasCity *city,
            AtlasRandom     *random,
            double          *rates)
{
  for (guint c = 0; c < ATLAS_N_CLASSES; c++)
    {
      g_autoptr(GArray) ranked = rank_blocks (city, (AtlasClass) c, random);

      for (guint i = 0; i < ranked->len; i++)
        {
          double luck = atlas_random_normal (random);
          double rate = i < n_well_advanced[c]
            ? 80 + 6 * fabs (luck)
            : 79 - 45 * (i - n_well_advanced[c]) / (double) ranked->len - 4 * fabs (luck);

          rates[g_array_index (ranked, Ranked, i).block] = rint (CLAMP (rate, 5, 98) * 10) / 10;
        }
    }
}

static double
get_floor_area (const AtlasCity *city,
                guint            block)
{
  double sum = 0;

  for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
    sum += city->floor_area[r][block];

  return sum;
}

/* Shares the class's projects out: those the plan names where they lie, one for
 * every key block, the others to blocks with much floor area. */
static void
deal_projects (const AtlasCity *city,
               AtlasClass       class_,
               AtlasRandom     *random,
               double          *projects)
{
  guint n = city->fabric->n_blocks;
  guint left = n_near_term[class_];
  double sum = 0;

  for (guint i = 0; i < n; i++)
    if (city->class_[i] == class_)
      {
        projects[i] = MAX (city->n_named[i], class_ == ATLAS_CLASS_KEY ? 1u : 0u);
        left -= (guint) projects[i];
        sum += get_floor_area (city, i);
      }

  while (left > 0)
    {
      double at = atlas_random_range (random, 0, sum);
      guint block = 0;

      for (guint i = 0; i < n && at >= 0; i++)
        if (city->class_[i] == class_)
          {
            at -= get_floor_area (city, i);
            block = i;
          }
      if (projects[block] < (class_ == ATLAS_CLASS_GENERAL ? 2 : 7))
        {
          projects[block]++;
          left--;
        }
    }
}

/* What stands there most, near what; the rest by chance. */
static const char *
choose_function (const AtlasCity *city,
                 guint            block,
                 AtlasRandom     *random)
{
  double total = MAX (get_floor_area (city, block), 1);
  double compounds = city->floor_area[ATLAS_RESOURCE_COMPOUNDS][block] / total;
  double buildings = city->floor_area[ATLAS_RESOURCE_BUILDINGS][block] / total;
  double factories = city->floor_area[ATLAS_RESOURCE_FACTORIES][block] / total;
  double business = atlas_potential_business_distance (city->potential, city->inner[block].x,
                                                       city->inner[block].y);
  double luck = atlas_random_range (random, 0, 1);

  if (business < 450)
    return "commercial";
  if (factories > 0.45)
    return "industrial";
  if (buildings > 0.40)
    return business < 1500 ? "office" : "mixed";
  if (city->zone[block] == ATLAS_ZONE_CORE && luck < 0.12)
    return "culture";
  if (total / city->area[block] < 0.015 && luck < 0.35)
    return "green";
  if (luck > 0.90)
    return "public";
  if (luck > 0.78 || compounds < 0.5)
    return "mixed";

  return "residential";
}

static double
draw_demolition_share (const AtlasCity *city,
                       guint            block,
                       AtlasRandom     *random)
{
  double median = city->zone[block] == ATLAS_ZONE_CORE ? 3.5 : 7;

  double share = median * exp (0.6 * atlas_random_normal (random));

  return rint (MIN (share, 45) * 10) / 10;
}

static void
fill_values (const AtlasCity  *city,
             guint             block,
             AtlasRandom      *random,
             AtlasBlockValues *values)
{
  const AtlasGroup *group = &atlas_groups[city->fabric->group[block]];
  const AtlasSketch *district = city->sources->districts->pdata[city->fabric->district[block]];
  guint row = GPOINTER_TO_UINT (city->subdistrict->pdata[block]) - 1;

  values->code = g_strdup (city->code->pdata[block]);
  values->name = g_strdup (city->name->pdata[block]);
  values->district = g_strdup (district->code);
  values->authority = g_strdup (group->authority);
  values->subdistrict = g_strdup (atlas_table_get (city->sources->subdistricts, row, "code"));
  values->zone = (int) group->zone;
  values->class_ = (int) city->class_[block];
  values->area = rint (city->area[block] * 10) / 10;
  for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
    {
      values->count[r] = city->count[r][block];
      values->floor_area[r] = city->floor_area[r][block];
    }
  values->other_floor_area = 0;
  values->main_function = atlas_vocabulary_find (&atlas_vocabulary_functions,
                                                 choose_function (city, block, random));
  values->demolition_share = draw_demolition_share (city, block, random);
  values->station_distance =
    rint (atlas_potential_station_distance (city->potential, city->inner[block].x,
                                            city->inner[block].y) * 10) / 10;
  values->provenance = atlas_vocabulary_find (&atlas_vocabulary_provenances, "sample");
}

GPtrArray *
atlas_city_make_blocks (AtlasCity *self)
{
  guint n = self->fabric->n_blocks;
  GPtrArray *blocks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree double *rates = g_new0 (double, n);
  g_autofree double *projects = g_new0 (double, n);
  AtlasRandom random;

  atlas_random_init (&random, SEED, 0);
  draw_rates (self, &random, rates);
  for (guint c = 0; c < ATLAS_N_CLASSES; c++)
    deal_projects (self, (AtlasClass) c, &random, projects);

  g_ptr_array_set_size (blocks, (int) n);
  for (guint i = 0; i < n; i++)
    {
      AtlasBlockValues values;

      atlas_block_values_init (&values);
      fill_values (self, i, &random, &values);
      values.implementation_rate = rates[i];
      values.near_term_projects = projects[i];
      blocks->pdata[self->row[i]] =
        atlas_block_new_take (atlas_geometry_ref (self->fabric->geometry[i]), &values);
    }

  return blocks;
}
