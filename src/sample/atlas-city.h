#pragma once

#include "atlas-fabric.h"
#include "atlas-potential.h"
#include "atlas-sites.h"

G_BEGIN_DECLS

/**
 * AtlasCity:
 *
 * The sample in the making. Each step fills the arrays named after it; all
 * arrays have one entry a block, in the order of the fabric.
 */
typedef struct
{
  const AtlasSampleSources *sources;
  AtlasFabric              *fabric;
  AtlasPotential           *potential;

  /* from the start */
  AtlasZone                *zone;
  AtlasPoint               *inner;         /* a point well inside */
  double                   *area;          /* m² */
  double                   *pull[ATLAS_N_RESOURCES]; /* mean potential × area */
  guint                    *n_named;       /* projects the plan names that lie in it */
  int                      *project_block; /* one a row of the projects; -1: in none */

  AtlasClass               *class_;        /* atlas_city_choose_classes() */

  GPtrArray                *subdistrict;   /* row in the table + 1; atlas_city_name() */
  GPtrArray                *code;
  GPtrArray                *name;
  guint                    *row;           /* in the plan, where codes ascend */

  AtlasSites               *sites;         /* atlas_city_lay_sites() */
  double                   *count[ATLAS_N_RESOURCES];
  double                   *floor_area[ATLAS_N_RESOURCES];
} AtlasCity;

/* @fabric: (transfer full) */
AtlasCity *atlas_city_new            (const AtlasSampleSources *sources,
                                      AtlasFabric              *fabric);
void       atlas_city_free           (AtlasCity                *self);

/* Chooses the key and the renewal blocks: groups that grow from where the
 * resources are densest. */
void       atlas_city_choose_classes (AtlasCity                *self);

/* Subdistricts, codes and names. */
void       atlas_city_name           (AtlasCity                *self);

/* Sites and the blocks' amounts, which are their sums. */
void       atlas_city_lay_sites      (AtlasCity                *self);

/* The finished blocks.
 * Returns: (transfer full) (element-type AtlasBlock) */
GPtrArray *atlas_city_make_blocks    (AtlasCity                *self);

/* The key of a subdistrict's name without 街道, 镇 and the like. */
char      *atlas_city_dup_stem       (const char               *subdistrict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasCity, atlas_city_free)

G_END_DECLS
