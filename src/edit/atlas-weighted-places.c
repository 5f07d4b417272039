#include "atlas-weighted-places.h"

#include <math.h>

/* Sums that differ by no more than this part are the same in another order. */
#define ROUNDING 1e-9

static double
get_block_amount (AtlasPlan     *plan,
                  guint          block,
                  AtlasResource  resource,
                  AtlasMeasure   measure)
{
  const AtlasBlockValues *values = atlas_block_get_values (atlas_plan_get_block (plan, block));

  switch (measure)
    {
    case ATLAS_MEASURE_FLOOR_AREA:
      return values->floor_area[resource];

    case ATLAS_MEASURE_COUNT:
      return values->count[resource];

    case ATLAS_MEASURE_HOUSEHOLDS:
      return NAN;

    default:
      g_return_val_if_reached (NAN);
    }
}

/* NAN: unknown */
static double
get_own_amount (const AtlasSites *sites,
                guint             i,
                AtlasMeasure      measure)
{
  int households;

  switch (measure)
    {
    case ATLAS_MEASURE_FLOOR_AREA:
      return atlas_sites_get_floor_area (sites)[i];

    case ATLAS_MEASURE_COUNT:
      return 1;

    case ATLAS_MEASURE_HOUSEHOLDS:
      households = atlas_sites_get (sites, i).households;
      return households >= 0 ? households : NAN;

    default:
      g_return_val_if_reached (NAN);
    }
}

/* @i: -1: a stand-in; @block: -1: none */
static gboolean
is_meant (AtlasPlan         *plan,
          int                i,
          int                block,
          const AtlasFilter *filter)
{
  AtlasSiteRow row = { .year_built = NAN, .households = NAN };

  if (filter == NULL)
    return TRUE;

  if (block >= 0)
    row.block = *atlas_block_get_values (atlas_plan_get_block (plan, (guint) block));
  else
    atlas_block_values_init (&row.block);
  if (i >= 0)
    {
      AtlasSite site = atlas_sites_get (atlas_plan_get_sites (plan), (guint) i);

      row.year_built = site.year_built >= 0 ? site.year_built : NAN;
      row.households = site.households >= 0 ? site.households : NAN;
    }

  return atlas_filter_matches_site (filter, &row);
}

static void
add (AtlasWeightedPlaces *self,
     double               x,
     double               y,
     double               weight,
     int                  site)
{
  g_array_append_val (self->x, x);
  g_array_append_val (self->y, y);
  g_array_append_val (self->weight, weight);
  g_array_append_val (self->site, site);
}

/* By block, of the sites of that resource. (transfer full) */
static double *
sum_sites (AtlasPlan     *plan,
           AtlasResource  resource,
           AtlasMeasure   measure)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  const guint8 *resources = atlas_sites_get_resource (sites);
  const int *blocks = atlas_sites_get_block (sites);
  double *sums = g_new0 (double, MAX (atlas_plan_get_n_blocks (plan), 1));

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      double own = get_own_amount (sites, i, measure);

      if (resources[i] == (guint8) resource && blocks[i] >= 0 && !isnan (own))
        sums[blocks[i]] += own;
    }

  return sums;
}

static double
get_factor (double amount,
            double sum)
{
  if (isnan (amount) || sum == 0 || fabs (amount - sum) <= ROUNDING * sum)
    return 1;

  return amount / sum;
}

static void
add_sites (AtlasWeightedPlaces *self,
           AtlasPlan           *plan,
           AtlasResource        resource,
           AtlasMeasure         measure,
           const AtlasFilter   *filter,
           const double        *sums)
{
  AtlasSites *sites = atlas_plan_get_sites (plan);
  const guint8 *resources = atlas_sites_get_resource (sites);
  const int *blocks = atlas_sites_get_block (sites);

  for (guint i = 0; i < atlas_sites_get_n (sites); i++)
    {
      double own = get_own_amount (sites, i, measure);
      double factor = 1;

      if (resources[i] != (guint8) resource || isnan (own) ||
          !is_meant (plan, (int) i, blocks[i], filter))
        continue;
      if (blocks[i] >= 0)
        factor = get_factor (get_block_amount (plan, (guint) blocks[i], resource, measure),
                             sums[blocks[i]]);
      add (self, atlas_sites_get_x (sites)[i], atlas_sites_get_y (sites)[i], own * factor,
           (int) i);
    }
}

/* Their weights are set when their number is known. */
static void
add_stand_ins (AtlasWeightedPlaces *self,
               const AtlasGeometry *shape,
               double               amount)
{
  const AtlasBox *box = atlas_geometry_get_box (shape);
  double cell = ATLAS_STAND_IN_CELL;
  guint first = self->x->len;

  for (double y = (floor (box->y0 / cell) + 0.5) * cell; y < box->y1; y += cell)
    for (double x = (floor (box->x0 / cell) + 0.5) * cell; x < box->x1; x += cell)
      if (atlas_geometry_contains (shape, x, y))
        add (self, x, y, 0, -1);

  if (self->x->len == first)
    {
      AtlasPoint inner = atlas_geometry_get_inner_point (shape);

      add (self, inner.x, inner.y, 0, -1);
    }
  for (guint i = first; i < self->x->len; i++)
    g_array_index (self->weight, double, i) = amount / (self->x->len - first);
}

AtlasWeightedPlaces *
atlas_weighted_places_new (AtlasPlan     *plan,
                           AtlasResource  resource,
                           AtlasMeasure   measure)
{
  return atlas_weighted_places_new_filtered (plan, resource, measure, NULL);
}

AtlasWeightedPlaces *
atlas_weighted_places_new_filtered (AtlasPlan         *plan,
                                    AtlasResource      resource,
                                    AtlasMeasure       measure,
                                    const AtlasFilter *filter)
{
  AtlasWeightedPlaces *self = g_new0 (AtlasWeightedPlaces, 1);
  g_autofree double *sums = NULL;

  g_return_val_if_fail (ATLAS_IS_PLAN (plan), NULL);

  self->x = g_array_new (FALSE, FALSE, sizeof (double));
  self->y = g_array_new (FALSE, FALSE, sizeof (double));
  self->weight = g_array_new (FALSE, FALSE, sizeof (double));
  self->site = g_array_new (FALSE, FALSE, sizeof (int));

  sums = sum_sites (plan, resource, measure);
  add_sites (self, plan, resource, measure, filter, sums);
  for (guint i = 0; i < atlas_plan_get_n_blocks (plan); i++)
    {
      double amount = get_block_amount (plan, i, resource, measure);

      if (sums[i] == 0 && amount > 0 && is_meant (plan, -1, (int) i, filter))
        add_stand_ins (self, atlas_block_get_geometry (atlas_plan_get_block (plan, i)), amount);
    }

  return self;
}

gsize
atlas_weighted_places_count_stand_ins (const AtlasWeightedPlaces *self)
{
  gsize n = 0;

  for (guint i = 0; i < self->site->len; i++)
    n += g_array_index (self->site, int, i) < 0;

  return n;
}

void
atlas_weighted_places_free (AtlasWeightedPlaces *self)
{
  g_array_unref (self->x);
  g_array_unref (self->y);
  g_array_unref (self->weight);
  g_array_unref (self->site);
  g_free (self);
}

static gboolean
is_same (const AtlasWeightedPlaces *self,
         guint                      i,
         const AtlasWeightedPlaces *other,
         guint                      k)
{
  return g_array_index (self->x, double, i) == g_array_index (other->x, double, k) &&
         g_array_index (self->y, double, i) == g_array_index (other->y, double, k) &&
         g_array_index (self->weight, double, i) == g_array_index (other->weight, double, k);
}

static void
add_to_box (const AtlasWeightedPlaces *self,
            guint                      i,
            AtlasBox                  *box)
{
  atlas_box_add (box, g_array_index (self->x, double, i), g_array_index (self->y, double, i));
}

AtlasBox
atlas_weighted_places_find_change (const AtlasWeightedPlaces *self,
                                   const AtlasWeightedPlaces *other)
{
  AtlasBox box = ATLAS_BOX_EMPTY;
  guint n = MIN (self->x->len, other->x->len);
  guint head = 0, tail = 0;

  while (head < n && is_same (self, head, other, head))
    head++;
  while (tail < n - head &&
         is_same (self, self->x->len - 1 - tail, other, other->x->len - 1 - tail))
    tail++;
  for (guint i = head; i < self->x->len - tail; i++)
    if (self->x->len != other->x->len || !is_same (self, i, other, i))
      add_to_box (self, i, &box);
  for (guint i = head; i < other->x->len - tail; i++)
    if (self->x->len != other->x->len || !is_same (self, i, other, i))
      add_to_box (other, i, &box);

  return box;
}
