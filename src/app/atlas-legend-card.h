#pragma once

#include "atlas-card-place.h"
#include "atlas-map-card.h"

G_BEGIN_DECLS

/**
 * AtlasLegendCard:
 *
 * The legend of the map that is shown. A click on an entry hides or shows what
 * it stands for, by the actions `win.class-visible` and `win.layer-visible`;
 * the arrow beside the title folds it (`win.fold-legend`); dragged by its title
 * it goes to the corner where it is let go (`win.legend-corner`). Its parent
 * gives it the place, in one of its forms or, where it has no room for any, as
 * little as its minimum, which shows it folded. Who unfolds it then gets it in
 * forms that leave less of the map.
 *
 * Properties: `folded`: it is wanted so; `shown-folded`: it is, whether wanted or
 * for want of room; `corner`: where its parent is to put it.
 */
#define ATLAS_TYPE_LEGEND_CARD (atlas_legend_card_get_type ())
G_DECLARE_FINAL_TYPE (AtlasLegendCard, atlas_legend_card, ATLAS, LEGEND_CARD, AtlasMapCard)

/* Is the map near enough for single sites? Then they have entries, too. */
void     atlas_legend_card_set_sites  (AtlasLegendCard *self,
                                       gboolean         sites);

gboolean atlas_legend_card_get_folded (AtlasLegendCard *self);

/**
 * atlas_legend_card_measure_form:
 * @form: from 0, the best one; others are wider or have smaller letters
 * @modest: (out): may it only be had where half of the map beside it is free?
 *
 * A form to be tried, CSS pixels.
 *
 * Returns: %FALSE: there are no more forms
 */
gboolean atlas_legend_card_measure_form (AtlasLegendCard *self,
                                         guint            form,
                                         int             *width,
                                         int             *height,
                                         gboolean        *modest);

/* There is room for a modest form: where there is none any more it folds, also if
 * somebody unfolded it once when it was so. */
void        atlas_legend_card_found_room (AtlasLegendCard *self);

AtlasCorner atlas_legend_card_get_corner (AtlasLegendCard *self);

/* How far it is being dragged from its place; FALSE: it is not,
 * and both are 0. */
gboolean atlas_legend_card_get_drag   (AtlasLegendCard *self,
                                       double          *x,
                                       double          *y);

G_END_DECLS
