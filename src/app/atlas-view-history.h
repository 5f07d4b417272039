#pragma once

#include "atlas-map-view.h"

G_BEGIN_DECLS

/**
 * AtlasViewHistory:
 *
 * The places at which a map has rested, to go back to and forward again. Main
 * thread.
 *
 * Signal `changed`: where one can go may be another.
 */
#define ATLAS_TYPE_VIEW_HISTORY (atlas_view_history_get_type ())
G_DECLARE_FINAL_TYPE (AtlasViewHistory, atlas_view_history, ATLAS, VIEW_HISTORY, GObject)

AtlasViewHistory    *atlas_view_history_new    (void);

/* The map rests at @place. Where it is another place than the present one, what
 * lay ahead is forgotten, as is the oldest of very many. */
void                 atlas_view_history_rest   (AtlasViewHistory    *self,
                                                const AtlasMapPlace *place);

/* Is there a place @step on? -1 is the one before the present, 1 the one after. */
gboolean             atlas_view_history_has    (AtlasViewHistory    *self,
                                                int                  step);

/* Makes the place @step on the present one, which has to be there. */
AtlasMapPlace        atlas_view_history_go     (AtlasViewHistory    *self,
                                                int                  step);

void                 atlas_view_history_clear  (AtlasViewHistory    *self);

G_END_DECLS
