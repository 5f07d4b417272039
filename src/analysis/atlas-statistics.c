#include "atlas-statistics.h"

#include <math.h>

static double
known (double number)
{
  return isnan (number) ? 0 : number;
}

static void
add_block (AtlasTally             *tally,
           const AtlasBlockValues *values)
{
  tally->n_blocks++;
  tally->area += known (values->area);
  tally->other_floor_area += known (values->other_floor_area);
  tally->near_term_projects += known (values->near_term_projects);
  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    {
      tally->floor_area[i] += known (values->floor_area[i]);
      tally->count[i] += known (values->count[i]);
    }
  if (values->class_ >= 0)
    {
      tally->n_by_class[values->class_]++;
      tally->class_floor_area[values->class_] +=
        atlas_block_values_get_renewable_floor_area (values);
    }
}

static int
compare_authorities (gconstpointer a,
                     gconstpointer b)
{
  return g_strcmp0 (((const AtlasAuthorityTally *) a)->authority,
                    ((const AtlasAuthorityTally *) b)->authority);
}

static void
clear_authority (gpointer data)
{
  g_free ((char *) ((AtlasAuthorityTally *) data)->authority);
}

/* All that occur, each once and empty. */
static GArray *
list_authorities (const AtlasBlockTable *blocks)
{
  GArray *authorities = g_array_new (FALSE, TRUE, sizeof (AtlasAuthorityTally));
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_array_set_clear_func (authorities, clear_authority);
  for (guint i = 0; i < blocks->n; i++)
    {
      const char *authority = blocks->values[i]->authority;

      if (authority != NULL && g_hash_table_add (seen, (gpointer) authority))
        {
          AtlasAuthorityTally row = { .authority = g_strdup (authority) };

          g_array_append_val (authorities, row);
        }
    }
  g_array_sort (authorities, compare_authorities);

  return authorities;
}

static AtlasTally *
find_authority (AtlasStatistics *self,
                const char      *authority)
{
  AtlasAuthorityTally key = { .authority = authority };
  guint i;

  if (!g_array_binary_search (self->authorities, &key, compare_authorities, &i))
    return NULL;

  return &g_array_index (self->authorities, AtlasAuthorityTally, i).tally;
}

/* The tallies that a block counts in; the last may be %NULL. */
static void
find_tallies (AtlasStatistics        *self,
              const AtlasBlockValues *values,
              AtlasTally             *tallies[3])
{
  tallies[0] = &self->total;
  tallies[1] = values->zone >= 0 ? &self->zones[values->zone] : NULL;
  tallies[2] = find_authority (self, values->authority);
}

static void
add_site (AtlasStatistics       *self,
          const AtlasBlockTable *blocks,
          guint                  i)
{
  int block = atlas_sites_get_block (blocks->sites)[i];
  guint8 resource = atlas_sites_get_resource (blocks->sites)[i];
  AtlasTally *tallies[3] = { &self->total, NULL, NULL };

  if (block >= 0)
    find_tallies (self, blocks->values[block], tallies);
  for (guint t = 0; t < G_N_ELEMENTS (tallies); t++)
    if (tallies[t] != NULL)
      tallies[t]->n_sites[resource]++;
}

AtlasStatistics *
atlas_statistics_new (const AtlasBlockTable *blocks)
{
  AtlasStatistics *self = g_new0 (AtlasStatistics, 1);

  self->authorities = list_authorities (blocks);
  for (guint i = 0; i < blocks->n; i++)
    {
      AtlasTally *tallies[3];

      find_tallies (self, blocks->values[i], tallies);
      for (guint t = 0; t < G_N_ELEMENTS (tallies); t++)
        if (tallies[t] != NULL)
          add_block (tallies[t], blocks->values[i]);
    }
  for (guint i = 0; i < atlas_sites_get_n (blocks->sites); i++)
    add_site (self, blocks, i);

  return self;
}

void
atlas_statistics_free (AtlasStatistics *self)
{
  g_array_unref (self->authorities);
  g_free (self);
}

double
atlas_tally_get_renewable_floor_area (const AtlasTally *self)
{
  double sum = self->other_floor_area;

  for (guint i = 0; i < ATLAS_N_RESOURCES; i++)
    sum += self->floor_area[i];

  return sum;
}
