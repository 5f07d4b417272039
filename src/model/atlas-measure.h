#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the sites' amounts are counted in. */
typedef enum
{
  ATLAS_MEASURE_FLOOR_AREA, /* m² */
  ATLAS_MEASURE_COUNT,
  ATLAS_MEASURE_HOUSEHOLDS, /* of compounds; blocks have no figure of their own */
} AtlasMeasure;

#define ATLAS_N_MEASURES 3

/* The word for files and the command line: floor-area, count, households. */
const char *atlas_measure_get_key (AtlasMeasure  self);

/* Returns: -1: there is none of that key */
int         atlas_measure_find    (const char   *key);

/* How much of it one of the units is in which densities are told: 10,000 m², one
 * site, one household. */
double      atlas_measure_get_unit (AtlasMeasure self);

G_END_DECLS
