#include "atlas-density-options.h"

#include "atlas-error.h"

#include <glib/gi18n-lib.h>

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

AtlasBox
atlas_density_edge_grow (AtlasDensityEdge  edge,
                         const AtlasBox   *box,
                         double            reach)
{
  return atlas_box_grow (box, edge == ATLAS_DENSITY_EDGE_NONE ? reach : 0);
}

gboolean
atlas_density_method_check (AtlasDensityMethod   method,
                            gboolean             own_bandwidths,
                            GError             **error)
{
  if (method == ATLAS_DENSITY_EXACT || !own_bandwidths)
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("Density: places with bandwidths of their own can't be binned. Choose "
                         "the exact method."));

  return FALSE;
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
