#include "atlas-density-shares.h"

#include <math.h>

#define M2_PER_KM2 1e6

/* Part of a value that is left when it is taken from itself by another way. */
#define ROUNDING 1e-9

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const AtlasDensityShare *one = a;
  const AtlasDensityShare *other = b;

  if (fabs (one->value) != fabs (other->value))
    return fabs (one->value) > fabs (other->value) ? -1 : 1;
  if (one->is_taken != other->is_taken)
    return one->is_taken ? 1 : -1;

  return (one->place > other->place) - (one->place < other->place);
}

/* What one place gives to @at, amount per km². */
static double
get_value (const AtlasDensityOptions *options,
           double                     dx,
           double                     dy,
           double                     weight,
           gsize                      i)
{
  double r = options->bandwidths != NULL ? options->bandwidths[i] : options->bandwidth;
  double reach = atlas_kernel_get_reach (options->kernel);
  double u2 = (dx * dx + dy * dy) / (r * r);

  if (u2 > reach * reach)
    return 0;

  return weight * (atlas_kernel_get_peak (options->kernel) / (r * r) * M2_PER_KM2) *
         atlas_kernel_get_shape (options->kernel, u2);
}

/* Takes @shares. */
static GArray *
finish (GArray *shares)
{
  double sum = 0;

  for (guint i = 0; i < shares->len; i++)
    sum += fabs (g_array_index (shares, AtlasDensityShare, i).value);
  for (guint i = 0; i < shares->len; i++)
    g_array_index (shares, AtlasDensityShare, i).share =
      fabs (g_array_index (shares, AtlasDensityShare, i).value) / sum;
  g_array_sort (shares, compare_shares);

  return shares;
}

GArray *
atlas_density_list_shares (const double              *x,
                           const double              *y,
                           const double              *weight,
                           gsize                      n,
                           const AtlasDensityOptions *options,
                           AtlasPoint                 at)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (AtlasDensityShare));

  for (gsize i = 0; i < n; i++)
    {
      AtlasDensityShare share = { .place = (guint) i };

      share.value = get_value (options, x[i] - at.x, y[i] - at.y, weight != NULL ? weight[i] : 1,
                               i);
      if (share.value > 0)
        g_array_append_val (shares, share);
    }

  return finish (shares);
}

/* --- Of a difference --- */

typedef struct
{
  double            x;
  double            y;
  AtlasDensityShare share;
} Spot;

/* Which of two spots comes first: less than 0, more, or neither. */
static int
compare_places (const Spot *one,
                const Spot *other)
{
  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;

  return (one->y > other->y) - (one->y < other->y);
}

/* By spot, the largest first. */
static int
compare_spots (gconstpointer a,
               gconstpointer b)
{
  const Spot *one = a;
  const Spot *other = b;

  int order = compare_places (one, other);

  return order != 0 ? order : compare_shares (&one->share, &other->share);
}

static GArray *
list_spots (const AtlasDensityShareList *list)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));

  for (guint i = 0; i < list->shares->len; i++)
    {
      Spot spot = { .share = g_array_index (list->shares, AtlasDensityShare, i) };

      spot.x = list->x[spot.share.place];
      spot.y = list->y[spot.share.place];
      g_array_append_val (spots, spot);
    }
  g_array_sort (spots, compare_spots);

  return spots;
}

/* @taken: (nullable): what is taken off on the spot; @spot: (nullable): what is there */
static void
add_difference (GArray     *shares,
                const Spot *spot,
                const Spot *taken)
{
  AtlasDensityShare share = spot != NULL ? spot->share : taken->share;
  double most = MAX (spot != NULL ? spot->share.value : 0,
                     taken != NULL ? taken->share.value : 0);

  share.value = (spot != NULL ? spot->share.value : 0) -
                (taken != NULL ? taken->share.value : 0);
  share.is_taken = spot == NULL;
  if (fabs (share.value) > ROUNDING * most)
    g_array_append_val (shares, share);
}

GArray *
atlas_density_shares_take_off (const AtlasDensityShareList *from,
                               const AtlasDensityShareList *taken)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (AtlasDensityShare));
  g_autoptr(GArray) ours = list_spots (from);
  g_autoptr(GArray) theirs = list_spots (taken);
  guint i = 0, k = 0;

  while (i < ours->len || k < theirs->len)
    {
      const Spot *spot = i < ours->len ? &g_array_index (ours, Spot, i) : NULL;
      const Spot *other = k < theirs->len ? &g_array_index (theirs, Spot, k) : NULL;
      int order = spot == NULL ? 1 : other == NULL ? -1 : compare_places (spot, other);

      add_difference (shares, order <= 0 ? spot : NULL, order >= 0 ? other : NULL);
      i += order <= 0;
      k += order >= 0;
    }

  return finish (shares);
}
