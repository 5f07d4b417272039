#include "atlas-measure.h"

static const struct
{
  const char *key;
  double      unit;
} measures[ATLAS_N_MEASURES] = {
  [ATLAS_MEASURE_FLOOR_AREA] = { "floor-area", 1e4 },
  [ATLAS_MEASURE_COUNT] = { "count", 1 },
  [ATLAS_MEASURE_HOUSEHOLDS] = { "households", 1 },
};

const char *
atlas_measure_get_key (AtlasMeasure self)
{
  g_return_val_if_fail ((guint) self < ATLAS_N_MEASURES, NULL);

  return measures[self].key;
}

int
atlas_measure_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_MEASURES; i++)
    if (g_strcmp0 (measures[i].key, key) == 0)
      return (int) i;

  return -1;
}

double
atlas_measure_get_unit (AtlasMeasure self)
{
  g_return_val_if_fail ((guint) self < ATLAS_N_MEASURES, 1);

  return measures[self].unit;
}
