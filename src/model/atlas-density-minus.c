#include "atlas-density-minus.h"

static const char *const keys[ATLAS_N_DENSITY_MINUS] = {
  [ATLAS_DENSITY_MINUS_NOTHING] = "nothing",
  [ATLAS_DENSITY_MINUS_PUBLISHED] = "published",
  [ATLAS_DENSITY_MINUS_SNAPSHOT] = "snapshot",
  [ATLAS_DENSITY_MINUS_RESOURCE] = "resource",
  [ATLAS_DENSITY_MINUS_FILTER] = "filter",
};

const char *
atlas_density_minus_get_key (AtlasDensityMinus self)
{
  g_return_val_if_fail ((guint) self < ATLAS_N_DENSITY_MINUS, NULL);

  return keys[self];
}

int
atlas_density_minus_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_DENSITY_MINUS; i++)
    if (g_strcmp0 (keys[i], key) == 0)
      return (int) i;

  return -1;
}

gboolean
atlas_density_minus_has_name (AtlasDensityMinus self)
{
  return self >= ATLAS_DENSITY_MINUS_SNAPSHOT;
}
