#pragma once

#include "atlas-map-card.h"

G_BEGIN_DECLS

/**
 * AtlasSampleCard:
 *
 * Says 示例数据, for a plan whose data are made up.
 */
#define ATLAS_TYPE_SAMPLE_CARD (atlas_sample_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSampleCard, atlas_sample_card, ATLAS, SAMPLE_CARD, AtlasMapCard)

G_END_DECLS
