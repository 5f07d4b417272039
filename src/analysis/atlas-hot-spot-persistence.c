#include "atlas-hot-spot-persistence.h"

#include <math.h>

typedef struct
{
  const AtlasHotSpotLevel *levels;
  guint                    n_levels;
  gboolean                *taken[ATLAS_HOT_SPOT_LEVELS_MAX]; /* by hot spot */
  guint                    chosen[ATLAS_HOT_SPOT_LEVELS_MAX];
} Search;

static const AtlasHotSpot *
get_spot (const Search *self,
          guint         level,
          guint         number)
{
  return &g_array_index (self->levels[level].spots, AtlasHotSpot, number);
}

/* To those that are chosen of the wider levels, and like them more, or less, than
 * nothing. */
static gboolean
is_near_all (const Search *self,
             guint         level,
             guint         number)
{
  const AtlasHotSpot *spot = get_spot (self, level, number);

  for (guint wider = level + 1; wider < self->n_levels; wider++)
    {
      const AtlasHotSpot *other = get_spot (self, wider, self->chosen[wider]);
      double dx = spot->x - other->x, dy = spot->y - other->y;
      double bandwidth = self->levels[wider].bandwidth;

      if ((spot->value > 0) != (other->value > 0) || dx * dx + dy * dy > bandwidth * bandwidth)
        return FALSE;
    }

  return TRUE;
}

/* Chooses of the levels narrower than @level, or says that there is no choice. */
static gboolean
choose_below (Search *self,
              guint   level)
{
  if (level-- == 0)
    return TRUE;

  for (guint i = 0; i < self->levels[level].spots->len; i++)
    if (!self->taken[level][i] && is_near_all (self, level, i))
      {
        self->chosen[level] = i;
        if (choose_below (self, level))
          return TRUE;
      }

  return FALSE;
}

static AtlasPersistentHotSpot
take_chosen (Search *self)
{
  AtlasPersistentHotSpot found = { .strength = 0 };

  for (guint level = 0; level < self->n_levels; level++)
    {
      guint number = self->chosen[level];

      self->taken[level][number] = TRUE;
      found.spots[level] = number;
      found.strength += fabs (get_spot (self, level, number)->value /
                              get_spot (self, level, 0)->value) / self->n_levels;
    }

  return found;
}

static int
compare_strengths (gconstpointer a,
                   gconstpointer b)
{
  const AtlasPersistentHotSpot *one = a;
  const AtlasPersistentHotSpot *other = b;

  if (one->strength != other->strength)
    return one->strength > other->strength ? -1 : 1;

  return (one->spots[0] > other->spots[0]) - (one->spots[0] < other->spots[0]);
}

GArray *
atlas_hot_spots_find_persistent (const AtlasHotSpotLevel *levels,
                                 guint                    n_levels)
{
  GArray *persistent = g_array_new (FALSE, FALSE, sizeof (AtlasPersistentHotSpot));
  Search search = { .levels = levels, .n_levels = n_levels };
  guint widest = n_levels - 1;

  g_return_val_if_fail (n_levels >= 1 && n_levels <= ATLAS_HOT_SPOT_LEVELS_MAX, persistent);

  for (guint level = 0; level < n_levels; level++)
    search.taken[level] = g_new0 (gboolean, levels[level].spots->len);

  for (guint i = 0; i < levels[widest].spots->len; i++)
    {
      search.chosen[widest] = i;
      if (choose_below (&search, widest))
        {
          AtlasPersistentHotSpot found = take_chosen (&search);

          g_array_append_val (persistent, found);
        }
    }
  g_array_sort (persistent, compare_strengths);

  for (guint level = 0; level < n_levels; level++)
    g_free (search.taken[level]);

  return persistent;
}
