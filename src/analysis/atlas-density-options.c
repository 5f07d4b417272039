#include "atlas-density-options.h"

static const char *const edge_keys[ATLAS_N_DENSITY_EDGES] = {
  [ATLAS_DENSITY_EDGE_NONE] = "none",
  [ATLAS_DENSITY_EDGE_CLIP] = "clip",
  [ATLAS_DENSITY_EDGE_CORRECT] = "correct",
};

const char *
atlas_density_edge_get_key (AtlasDensityEdge edge)
{
  return edge_keys[edge];
}

int
atlas_density_edge_find (const char *key)
{
  for (int i = 0; i < ATLAS_N_DENSITY_EDGES; i++)
    if (g_ascii_strcasecmp (edge_keys[i], key) == 0)
      return i;

  return -1;
}

void
atlas_density_options_init (AtlasDensityOptions *options,
                            const AtlasBox      *municipality)
{
  const double bandwidth = 2000;

  *options = (AtlasDensityOptions) {
    .extent = atlas_box_grow (municipality, bandwidth),
    .cell = 100,
    .bandwidth = bandwidth,
  };
}
