#pragma once

#include "atlas-map-card.h"

G_BEGIN_DECLS

/**
 * AtlasLegendCard:
 *
 * The legend of the map that is shown.
 */
#define ATLAS_TYPE_LEGEND_CARD (atlas_legend_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLegendCard, atlas_legend_card, ATLAS, LEGEND_CARD, AtlasMapCard)

G_END_DECLS
