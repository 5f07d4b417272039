#pragma once

#include "atlas-block-table.h"

G_BEGIN_DECLS

/**
 * AtlasTally:
 * @area: m²
 * @floor_area: m², by resource
 * @other_floor_area: m²
 * @class_floor_area: m², all four kinds together, by class
 * @count: what the blocks say they have, by resource
 * @n_sites: rows of the site table, by resource
 *
 * What some of the blocks add up to. Unknown amounts count as nothing.
 */
typedef struct
{
  guint  n_blocks;
  guint  n_by_class[ATLAS_N_CLASSES];
  double area;
  double floor_area[ATLAS_N_RESOURCES];
  double other_floor_area;
  double class_floor_area[ATLAS_N_CLASSES];
  double count[ATLAS_N_RESOURCES];
  guint  n_sites[ATLAS_N_RESOURCES];
  double near_term_projects;
} AtlasTally;

/**
 * AtlasAuthorityTally:
 * @authority: a district's code or `yizhuang`, owned by the statistics
 */
typedef struct
{
  const char *authority;
  AtlasTally  tally;
} AtlasAuthorityTally;

/**
 * AtlasStatistics:
 * @total: all blocks, and also the sites outside all of them
 * @zones: by #AtlasZone
 * @authorities: (element-type AtlasAuthorityTally): sorted by code
 */
typedef struct
{
  AtlasTally  total;
  AtlasTally  zones[ATLAS_N_ZONES];
  GArray     *authorities;
} AtlasStatistics;

AtlasStatistics *atlas_statistics_new            (const AtlasBlockTable *blocks);
void             atlas_statistics_free           (AtlasStatistics       *self);

/* The four floor areas together, m². */
double           atlas_tally_get_renewable_floor_area (const AtlasTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasStatistics, atlas_statistics_free)

G_END_DECLS
