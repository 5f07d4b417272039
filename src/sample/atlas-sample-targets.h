#pragma once

#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/* What the sample is to add up to: the plan's own figures, and where it gives
 * none, shares that fit them. data/sample/README.md says which is which. */

typedef struct
{
  double least_area;  /* of a block, m² */
  double most_area;
  guint  n_blocks[ATLAS_N_CLASSES];
  guint  n_sites[ATLAS_N_RESOURCES];
  double floor_area[ATLAS_N_RESOURCES]; /* m² */
} AtlasZoneTargets;

/**
 * AtlasGroup:
 * @district: where its land lies; %NULL: in more than one
 * @prefix: of its block codes
 *
 * The blocks of one authority in one zone.
 */
typedef struct
{
  AtlasZone   zone;
  const char *authority;
  const char *district;
  const char *prefix;
  guint       n_blocks;
  double      area; /* m² */
} AtlasGroup;

#define ATLAS_N_GROUPS 20

extern const AtlasZoneTargets atlas_zone_targets[ATLAS_N_ZONES];
extern const AtlasGroup       atlas_groups[ATLAS_N_GROUPS];

/* Share of a zone's floor area in its blocks of each class. */
extern const double           atlas_class_shares[ATLAS_N_CLASSES];

G_END_DECLS
