#include "atlas-density-comparison.h"

#define N ATLAS_DENSITY_COMPARISON_N

static const double bandwidths[N] = { 500, 1000, 2000, 4000 };
G_STATIC_ASSERT (N <= ATLAS_HOT_SPOT_LEVELS_MAX);

static AtlasGrid *
compute_level (const AtlasDensityInput  *input,
               double                    bandwidth,
               GCancellable             *cancellable,
               GError                  **error)
{
  AtlasDensitySettings settings = *atlas_density_input_get_settings (input); /* borrows its text */
  g_autoptr(AtlasDensityInput) level = NULL;

  settings.bandwidth = bandwidth;
  level = atlas_density_input_new_like (input, &settings);

  return atlas_density_input_compute (level, cancellable, error);
}

static void
find_persistent (AtlasDensityComparison *self)
{
  AtlasHotSpotLevel levels[N];

  for (guint i = 0; i < N; i++)
    levels[i] = (AtlasHotSpotLevel) { self->bandwidths[i], self->spots[i] };
  self->persistent = atlas_hot_spots_find_persistent (levels, N);
}

AtlasDensityComparison *
atlas_density_comparison_new (const AtlasDensityInput  *input,
                              GCancellable             *cancellable,
                              GError                  **error)
{
  g_autoptr(AtlasDensityComparison) self = g_new0 (AtlasDensityComparison, 1);

  for (guint i = 0; i < N; i++)
    {
      self->bandwidths[i] = bandwidths[i];
      self->grids[i] = compute_level (input, bandwidths[i], cancellable, error);
      if (self->grids[i] == NULL)
        return NULL;
      self->spots[i] = atlas_hot_spots_find (self->grids[i], bandwidths[i], G_MAXUINT);
    }
  find_persistent (self);

  return g_steal_pointer (&self);
}

void
atlas_density_comparison_free (AtlasDensityComparison *self)
{
  for (guint i = 0; i < N; i++)
    {
      g_clear_pointer (&self->grids[i], atlas_grid_unref);
      g_clear_pointer (&self->spots[i], g_array_unref);
    }
  g_clear_pointer (&self->persistent, g_array_unref);
  g_free (self);
}

gboolean
atlas_density_comparison_is_of_same (const AtlasDensityInput *one,
                                     const AtlasDensityInput *other)
{
  const AtlasDensitySettings *settings = atlas_density_input_get_settings (other);
  AtlasDensitySettings same = *atlas_density_input_get_settings (one);

  same.bandwidth = settings->bandwidth;

  return atlas_density_input_get_places (one) == atlas_density_input_get_places (other) &&
         atlas_density_settings_equal_grid (&same, settings);
}

double
atlas_density_comparison_get_maximum (const AtlasDensityComparison *self)
{
  double maximum = 0;

  for (guint i = 0; i < N; i++)
    maximum = MAX (maximum, (double) MAX (atlas_grid_get_maximum (self->grids[i]),
                                          -atlas_grid_get_minimum (self->grids[i])));

  return maximum;
}

const AtlasHotSpot *
atlas_density_comparison_get_spot (const AtlasDensityComparison *self,
                                   guint                         persistent,
                                   guint                         level)
{
  const AtlasPersistentHotSpot *spot;

  g_return_val_if_fail (persistent < self->persistent->len, NULL);
  g_return_val_if_fail (level < N, NULL);

  spot = &g_array_index (self->persistent, AtlasPersistentHotSpot, persistent);

  return &g_array_index (self->spots[level], AtlasHotSpot, spot->spots[level]);
}
