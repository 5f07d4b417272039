#include "atlas-ramp-kind.h"

static const char *const keys[ATLAS_N_RAMP_KINDS] = {
  [ATLAS_RAMP_KIND_PLAN] = "plan",
  [ATLAS_RAMP_KIND_BLUE] = "blue",
  [ATLAS_RAMP_KIND_GREEN] = "green",
  [ATLAS_RAMP_KIND_VIRIDIS] = "viridis",
};

const char *
atlas_ramp_kind_get_key (AtlasRampKind self)
{
  g_return_val_if_fail ((guint) self < ATLAS_N_RAMP_KINDS, NULL);

  return keys[self];
}

int
atlas_ramp_kind_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_RAMP_KINDS; i++)
    if (g_strcmp0 (keys[i], key) == 0)
      return (int) i;

  return -1;
}
