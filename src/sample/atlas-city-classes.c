#include "atlas-city.h"
#include "atlas-random.h"
#include "atlas-sample-targets.h"

#define SEED 20214

/* The choosing of one class in one zone. */
typedef struct
{
  AtlasCity    *city;
  AtlasRandom   random;
  const double *density; /* of the resources, smoothed over neighbours */
  AtlasZone     zone;
  AtlasClass    class_;
  double        appeal[ATLAS_N_GROUPS]; /* falls with each group chosen there */
} Choice;

/* Floor area on each square metre if the zone's targets were spread by the
 * potentials alone. */
static double *
measure_density (AtlasCity *city)
{
  guint n = city->fabric->n_blocks;
  double *density = g_new0 (double, n);

  for (guint r = 0; r < ATLAS_N_RESOURCES; r++)
    {
      double sum[ATLAS_N_ZONES] = { 0 };

      for (guint i = 0; i < n; i++)
        sum[city->zone[i]] += city->pull[r][i];
      for (guint i = 0; i < n; i++)
        density[i] += atlas_zone_targets[city->zone[i]].floor_area[r] * city->pull[r][i] /
                      sum[city->zone[i]] / city->area[i];
    }

  return density;
}

/* Half its own, half its neighbours' mean; a project that the plan names counts
 * half again. */
static double *
smooth_density (AtlasCity    *city,
                const double *density)
{
  double *smooth = g_new0 (double, city->fabric->n_blocks);

  for (guint i = 0; i < city->fabric->n_blocks; i++)
    {
      GArray *neighbours = city->fabric->neighbours[i];
      double around = 0;

      for (guint j = 0; j < neighbours->len; j++)
        around += density[g_array_index (neighbours, guint, j)] / neighbours->len;
      smooth[i] = (0.6 * density[i] + 0.4 * around) * (city->n_named[i] > 0 ? 1.5 : 1);
    }

  return smooth;
}

static gboolean
is_free (const Choice *choice,
         guint         block)
{
  return choice->city->zone[block] == choice->zone &&
         choice->city->class_[block] == ATLAS_CLASS_GENERAL;
}

static gboolean
touches_class (const Choice *choice,
               guint         block)
{
  GArray *neighbours = choice->city->fabric->neighbours[block];

  for (guint j = 0; j < neighbours->len; j++)
    if (choice->city->class_[g_array_index (neighbours, guint, j)] == choice->class_)
      return TRUE;

  return FALSE;
}

static double
weigh (const Choice *choice,
       int           block)
{
  return choice->density[block] * choice->appeal[choice->city->fabric->group[block]];
}

/* The densest free block: beside the class's blocks already chosen, or away
 * from them; districts without any come first.
 * Returns: -1 when there is none */
static int
find_densest (const Choice *choice,
              gboolean      beside)
{
  int best = -1;

  for (guint i = 0; i < choice->city->fabric->n_blocks; i++)
    if (is_free (choice, i) && touches_class (choice, i) == beside &&
        (best < 0 || weigh (choice, (int) i) > weigh (choice, best)))
      best = (int) i;

  return best;
}

/* The densest free neighbour of the blocks of @cluster. */
static int
find_next (const Choice *choice,
           GArray       *cluster)
{
  int best = -1;

  for (guint i = 0; i < cluster->len; i++)
    {
      GArray *neighbours = choice->city->fabric->neighbours[g_array_index (cluster, guint, i)];

      for (guint j = 0; j < neighbours->len; j++)
        {
          guint block = g_array_index (neighbours, guint, j);

          if (is_free (choice, block) &&
              (best < 0 || choice->density[block] > choice->density[best]))
            best = (int) block;
        }
    }

  return best;
}

/* Chooses @n blocks in groups of a few. */
static void
choose (Choice *choice,
        guint   n)
{
  while (n > 0)
    {
      g_autoptr(GArray) cluster = g_array_new (FALSE, FALSE, sizeof (guint));
      gboolean dense = choice->zone <= ATLAS_ZONE_CENTRAL;
      guint wanted = dense ? 4 + atlas_random_index (&choice->random, 6)
                           : 2 + atlas_random_index (&choice->random, 3);
      guint size = MIN (n, wanted);
      int block = find_densest (choice, FALSE);

      if (block < 0)
        block = find_densest (choice, TRUE);
      g_assert (block >= 0);
      choice->appeal[choice->city->fabric->group[block]] *= 0.7;
      for (; block >= 0 && cluster->len < size; block = find_next (choice, cluster))
        {
          choice->city->class_[block] = choice->class_;
          g_array_append_val (cluster, block);
        }
      n -= cluster->len;
    }
}

void
atlas_city_choose_classes (AtlasCity *self)
{
  g_autofree double *density = measure_density (self);
  g_autofree double *smooth = smooth_density (self, density);
  Choice choice = { .city = self, .density = smooth };

  atlas_random_init (&choice.random, SEED, 0);
  for (guint i = 0; i < self->fabric->n_blocks; i++)
    self->class_[i] = ATLAS_CLASS_GENERAL;
  for (choice.zone = 0; choice.zone < ATLAS_N_ZONES; choice.zone++)
    for (choice.class_ = ATLAS_CLASS_KEY; choice.class_ < ATLAS_CLASS_GENERAL; choice.class_++)
      {
        for (guint i = 0; i < ATLAS_N_GROUPS; i++)
          choice.appeal[i] = 1;
        choose (&choice, atlas_zone_targets[choice.zone].n_blocks[choice.class_]);
      }
}
