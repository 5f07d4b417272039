#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasCorner:
 *
 * A corner of a map; bit 0: right, bit 1: bottom.
 */
typedef enum
{
  ATLAS_CORNER_TOP_LEFT,
  ATLAS_CORNER_TOP_RIGHT,
  ATLAS_CORNER_BOTTOM_LEFT,
  ATLAS_CORNER_BOTTOM_RIGHT,
} AtlasCorner;
#define ATLAS_N_CORNERS (ATLAS_CORNER_BOTTOM_RIGHT + 1)

/* The word for it in settings and actions, like "top-left". */
const char *atlas_corner_get_key (AtlasCorner  corner);

/* Returns: the corner of that key; bottom right where there is none */
AtlasCorner atlas_corner_find    (const char  *key);

/* The corner of a map of @width × @height that a place is nearest to. */
AtlasCorner atlas_corner_nearest (double       x,
                                  double       y,
                                  double       width,
                                  double       height);

/**
 * atlas_card_place:
 * @card_width: of the card, as @card_height in the units of the map
 * @others: what it may not cover
 * @place: (out): where it goes: as near to the corner as can be, beside, below
 *   or above of what is there
 *
 * Returns: %FALSE: there is no room for it
 */
gboolean    atlas_card_place     (AtlasCorner     corner,
                                  double          width,
                                  double          height,
                                  double          card_width,
                                  double          card_height,
                                  const AtlasBox *others,
                                  guint           n_others,
                                  AtlasBox       *place);

G_END_DECLS
