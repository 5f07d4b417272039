#include "atlas-kernel.h"

#include <math.h>

typedef struct
{
  const char *key;
  double      reach;
  double      peak;
  double      roughness; /* ∫K² */
  double      variance;  /* ½ ∫|t|² K: along one axis */
} Info;

/* At R = 1. */
static const Info infos[ATLAS_N_KERNELS] = {
  [ATLAS_KERNEL_QUARTIC] = { "quartic", 1, 3 / G_PI, 9 / (5 * G_PI), 1.0 / 8 },
  [ATLAS_KERNEL_GAUSSIAN] = { "gaussian", ATLAS_KERNEL_GAUSSIAN_CUT, 1 / (2 * G_PI),
                              1 / (4 * G_PI), 1 },
  [ATLAS_KERNEL_EPANECHNIKOV] = { "epanechnikov", 1, 2 / G_PI, 4 / (3 * G_PI), 1.0 / 6 },
  [ATLAS_KERNEL_TRIANGULAR] = { "triangular", 1, 3 / G_PI, 3 / (2 * G_PI), 3.0 / 20 },
  [ATLAS_KERNEL_UNIFORM] = { "uniform", 1, 1 / G_PI, 1 / G_PI, 1.0 / 4 },
};

const char *
atlas_kernel_get_key (AtlasKernel self)
{
  return infos[self].key;
}

int
atlas_kernel_find (const char *key)
{
  for (int i = 0; i < ATLAS_N_KERNELS; i++)
    if (g_ascii_strcasecmp (infos[i].key, key) == 0)
      return i;

  return -1;
}

double
atlas_kernel_get_reach (AtlasKernel self)
{
  return infos[self].reach;
}

double
atlas_kernel_get_peak (AtlasKernel self)
{
  return infos[self].peak;
}

double
atlas_kernel_get_shape (AtlasKernel self,
                        double      u2)
{
  double t = MAX (1 - u2, 0);

  switch (self)
    {
    case ATLAS_KERNEL_QUARTIC:
      return t * t;

    case ATLAS_KERNEL_GAUSSIAN:
      return u2 < ATLAS_KERNEL_GAUSSIAN_CUT * ATLAS_KERNEL_GAUSSIAN_CUT ? exp (-u2 / 2) : 0;

    case ATLAS_KERNEL_EPANECHNIKOV:
      return t;

    case ATLAS_KERNEL_TRIANGULAR:
      return t > 0 ? 1 - sqrt (u2) : 0;

    case ATLAS_KERNEL_UNIFORM:
      return u2 <= 1;

    default:
      g_return_val_if_reached (0);
    }
}

double
atlas_kernel_get_rule_factor (AtlasKernel self)
{
  const Info *info = &infos[self];

  return pow (4 * G_PI * info->roughness / (info->variance * info->variance), 1.0 / 6);
}
