#pragma once

#include "atlas-feature.h"

G_BEGIN_DECLS

/**
 * AtlasDrawnLayer:
 *
 * What a map is drawn of, in the order of drawing from the ground up. A layer
 * can be switched off, made translucent and moved by #AtlasSceneOptions; a
 * table of the plan is not a layer of the map: roads are two of them, zones
 * are drawn with their borders.
 */
typedef enum
{
  ATLAS_DRAWN_ZONES,       /* ring zones and their borders */
  ATLAS_DRAWN_TERRAIN,     /* tint of the mountains */
  ATLAS_DRAWN_BLOCKS,      /* blocks by class */
  ATLAS_DRAWN_DENSITY,
  ATLAS_DRAWN_WATER,
  ATLAS_DRAWN_DISTRICTS,   /* borders of districts and of the municipality */
  ATLAS_DRAWN_RAIL,
  ATLAS_DRAWN_EXPRESSWAYS,
  ATLAS_DRAWN_RING_ROADS,
  ATLAS_DRAWN_AXES,
  ATLAS_DRAWN_SITES,       /* compounds, office buildings, factories, from large scales on */
  ATLAS_DRAWN_STATIONS,
  ATLAS_DRAWN_LANDMARKS,
  ATLAS_DRAWN_PROJECTS,
  ATLAS_DRAWN_BUSINESS,    /* business districts */
  ATLAS_DRAWN_NAMES,       /* lettering of all the others; always on top */
} AtlasDrawnLayer;
#define ATLAS_N_DRAWN_LAYERS (ATLAS_DRAWN_NAMES + 1)

/* The word for it in style files, settings and actions, like "ring-roads". */
const char *atlas_drawn_layer_get_key (AtlasDrawnLayer  layer);

/**
 * atlas_drawn_layer_get_table:
 * @kind: (out): the rows' `kind`, where it is drawn from those only; else %NULL
 *
 * Returns: the table of the plan it is drawn from, an #AtlasLayer; -1: it is
 *   drawn from blocks, sites or a density, or from all that is named
 */
int         atlas_drawn_layer_get_table (AtlasDrawnLayer   layer,
                                         const char      **kind);

/* Returns: the layer of that key; -1: none */
int         atlas_drawn_layer_find    (const char      *key);

G_END_DECLS
