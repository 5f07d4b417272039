#pragma once

#include "atlas-place.h"

G_BEGIN_DECLS

/**
 * atlas_map_description_write:
 * @plan: @locator: what @scene was made of
 * @view: what is seen of the scene
 * @middle: of what is seen, EPSG:4548, metres
 * @scale: it is shown at 1 : @scale
 * @blocks: (array length=n_blocks): those that are selected, by their numbers in
 *   the plan; those it does not have are left out
 *
 * What a map shows, in sentences for people who can't see it: which map at what
 * scale, where, and which blocks are selected. On the thread that may use @plan.
 *
 * Returns: (transfer full)
 */
char *atlas_map_description_write (AtlasPlan          *plan,
                                   const AtlasLocator *locator,
                                   const AtlasScene   *scene,
                                   const AtlasView    *view,
                                   AtlasPoint          middle,
                                   double              scale,
                                   const guint        *blocks,
                                   guint               n_blocks);

G_END_DECLS
