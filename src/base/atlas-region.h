#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasRegion:
 *
 * What a closed line drawn by hand goes around, prepared for asking of many
 * places whether they are inside. Immutable; any thread, several at a time.
 *
 * By the even-odd rule: a place is inside when a line from it to far away
 * crosses the border an odd number of times. So where the border crosses itself
 * what was gone around twice is outside. Of two regions that share a part of
 * their borders each place there is in just one.
 */
typedef struct _AtlasRegion AtlasRegion;

/* @points: (array length=n_points): the border, not repeating its first point,
 * finite; copied. Fewer than three hold nothing. */
AtlasRegion    *atlas_region_new      (const AtlasPoint  *points,
                                       guint              n_points);
AtlasRegion    *atlas_region_new_box  (const AtlasBox    *box);
void            atlas_region_free     (AtlasRegion       *self);

/* Takes the time of a few edges, however many there are. */
gboolean        atlas_region_contains (const AtlasRegion *self,
                                       double             x,
                                       double             y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasRegion, atlas_region_free)

G_END_DECLS
