#pragma once

#include "atlas-map-card.h"

G_BEGIN_DECLS

/**
 * AtlasScaleCard:
 *
 * North arrow and scale bar of the map that is shown, right at the map's centre.
 */
#define ATLAS_TYPE_SCALE_CARD (atlas_scale_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasScaleCard, atlas_scale_card, ATLAS, SCALE_CARD, AtlasMapCard)

/* Ground metres a CSS pixel at the map's centre. */
void   atlas_scale_card_set_metres_per_pixel (AtlasScaleCard *self,
                                              double          metres);
double atlas_scale_card_get_metres_per_pixel (AtlasScaleCard *self);

G_END_DECLS
