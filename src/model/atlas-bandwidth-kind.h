#pragma once

#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/**
 * AtlasBandwidthKind:
 * @ATLAS_BANDWIDTH_FIXED: all places have the same
 * @ATLAS_BANDWIDTH_NEIGHBOURS: each the distance to its k-th nearest neighbour
 * @ATLAS_BANDWIDTH_ABRAMSON: each a narrower one where a density of one bandwidth,
 *   the pilot, is high
 *
 * Which bandwidth each place of a density has.
 */
typedef enum
{
  ATLAS_BANDWIDTH_FIXED,
  ATLAS_BANDWIDTH_NEIGHBOURS,
  ATLAS_BANDWIDTH_ABRAMSON,
} AtlasBandwidthKind;

#define ATLAS_N_BANDWIDTH_KINDS 3

/* The word for files: fixed, neighbours, abramson. */
const char *atlas_bandwidth_kind_get_key (AtlasBandwidthKind  self);

/* Returns: -1: there is none of that key */
int         atlas_bandwidth_kind_find    (const char         *key);

/* A neighbour's number as sentences have it: 10, or 10th. Returns: (transfer full) */
char       *atlas_bandwidth_kind_format_neighbour (guint         neighbour,
                                                   AtlasLanguage language);

G_END_DECLS
