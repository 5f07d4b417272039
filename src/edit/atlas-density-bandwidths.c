#include "atlas-density-bandwidths.h"

struct _AtlasDensityBandwidths
{
  GMutex    mutex;
  gboolean  found;
  double   *places;
  double   *minus;    /* nullable: nothing is taken off */
  double    median;
  double    greatest;
};

AtlasDensityBandwidths *
atlas_density_bandwidths_new (void)
{
  AtlasDensityBandwidths *self = g_atomic_rc_box_new0 (AtlasDensityBandwidths);

  g_mutex_init (&self->mutex);

  return self;
}

AtlasDensityBandwidths *
atlas_density_bandwidths_ref (AtlasDensityBandwidths *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
bandwidths_clear (gpointer data)
{
  AtlasDensityBandwidths *self = data;

  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->minus, g_free);
  g_mutex_clear (&self->mutex);
}

void
atlas_density_bandwidths_unref (AtlasDensityBandwidths *self)
{
  g_atomic_rc_box_release_full (self, bandwidths_clear);
}

/* Those with a weight. */
static guint
count_places (const AtlasWeightedPlaces *places)
{
  guint n = 0;

  for (guint i = 0; i < places->weight->len; i++)
    n += g_array_index (places->weight, double, i) > 0;

  return n;
}

guint
atlas_density_bandwidths_find_neighbour (const AtlasWeightedPlaces  *places,
                                         const AtlasWeightedPlaces  *minus,
                                         const AtlasDensitySettings *settings)
{
  guint n = count_places (places), n_minus = minus != NULL ? count_places (minus) : 0;

  if (n > 1 && n_minus > 1)
    n = MIN (n, n_minus);
  else
    n = MAX (n, n_minus);

  return MIN (settings->neighbour, n > 0 ? n - 1 : 0);
}

AtlasDensityAdaptation
atlas_density_bandwidths_get_adaptation (AtlasBandwidthKind kind,
                                         guint              neighbour,
                                         double             cell)
{
  return (AtlasDensityAdaptation) {
    kind, neighbour, MAX (ATLAS_DENSITY_BANDWIDTH_MIN, cell / 2),
    MAX (ATLAS_DENSITY_BANDWIDTH_MAX, cell / 2),
  };
}

/* Returns: (transfer full) (nullable) (array) */
static double *
find (const AtlasDensityBandwidthsQuery  *query,
      const AtlasWeightedPlaces          *places,
      GCancellable                       *cancellable,
      GError                            **error)
{
  guint neighbour = atlas_density_bandwidths_find_neighbour (query->places, query->minus,
                                                             query->settings);
  const AtlasDensityAdaptation adaptation =
    atlas_density_bandwidths_get_adaptation (query->settings->bandwidth_kind, neighbour,
                                             query->settings->cell);
  guint n = places->x->len;
  double *alone;

  if (adaptation.kind != ATLAS_BANDWIDTH_NEIGHBOURS || count_places (places) > 1)
    return atlas_density_adaptation_find (&adaptation, (const double *) (gpointer) places->x->data,
                                          (const double *) (gpointer) places->y->data,
                                          (const double *) (gpointer) places->weight->data, n,
                                          query->options, cancellable, error);

  alone = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    alone[i] = query->settings->bandwidth;

  return alone;
}

/* Their range, which says nothing of places without weight. */
static AtlasDensityBandwidthRange
measure (const AtlasWeightedPlaces *places,
         const double              *bandwidths)
{
  return atlas_density_measure_bandwidths (bandwidths,
                                           (const double *) (gpointer) places->weight->data,
                                           places->weight->len);
}

static gboolean
find_all (AtlasDensityBandwidths             *self,
          const AtlasDensityBandwidthsQuery  *query,
          GCancellable                       *cancellable,
          GError                            **error)
{
  g_autofree double *places = find (query, query->places, cancellable, error);
  g_autofree double *minus = NULL;
  AtlasDensityBandwidthRange range;

  if (places == NULL)
    return FALSE;
  if (query->minus != NULL &&
      (minus = find (query, query->minus, cancellable, error)) == NULL)
    return FALSE;

  range = measure (query->places, places);
  self->median = range.median > 0 ? range.median : query->settings->bandwidth;
  self->greatest = range.greatest;
  if (minus != NULL)
    self->greatest = MAX (self->greatest, measure (query->minus, minus).greatest);
  self->places = g_steal_pointer (&places);
  self->minus = g_steal_pointer (&minus);

  return TRUE;
}

gboolean
atlas_density_bandwidths_find (AtlasDensityBandwidths             *self,
                               const AtlasDensityBandwidthsQuery  *query,
                               GCancellable                       *cancellable,
                               GError                            **error)
{
  gboolean found;

  g_mutex_lock (&self->mutex);
  if (!self->found)
    self->found = find_all (self, query, cancellable, error);
  found = self->found;
  g_mutex_unlock (&self->mutex);

  return found;
}

const double *
atlas_density_bandwidths_get_places (AtlasDensityBandwidths *self)
{
  g_return_val_if_fail (self->found, NULL);

  return self->places;
}

const double *
atlas_density_bandwidths_get_minus (AtlasDensityBandwidths *self)
{
  g_return_val_if_fail (self->found, NULL);

  return self->minus;
}

double
atlas_density_bandwidths_get_median (AtlasDensityBandwidths *self)
{
  g_return_val_if_fail (self->found, 0);

  return self->median;
}

double
atlas_density_bandwidths_get_greatest (AtlasDensityBandwidths *self)
{
  g_return_val_if_fail (self->found, 0);

  return self->greatest;
}
