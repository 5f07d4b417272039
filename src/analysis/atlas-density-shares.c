#include "atlas-density-shares.h"

#define M2_PER_KM2 1e6

static int
compare_shares (gconstpointer a,
                gconstpointer b)
{
  const AtlasDensityShare *one = a;
  const AtlasDensityShare *other = b;

  if (one->value != other->value)
    return one->value > other->value ? -1 : 1;

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

GArray *
atlas_density_list_shares (const double              *x,
                           const double              *y,
                           const double              *weight,
                           gsize                      n,
                           const AtlasDensityOptions *options,
                           AtlasPoint                 at)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (AtlasDensityShare));
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      AtlasDensityShare share = { .place = (guint) i };

      share.value = get_value (options, x[i] - at.x, y[i] - at.y, weight != NULL ? weight[i] : 1,
                               i);
      sum += share.value;
      if (share.value > 0)
        g_array_append_val (shares, share);
    }
  for (guint i = 0; i < shares->len; i++)
    g_array_index (shares, AtlasDensityShare, i).share =
      g_array_index (shares, AtlasDensityShare, i).value / sum;
  g_array_sort (shares, compare_shares);

  return shares;
}
