#pragma once

#include "atlas-edit.h"
#include "atlas-quantity.h"

G_BEGIN_DECLS

/**
 * atlas_site_effect_describe:
 * @plan: what @edit was made for, as it was before
 * @language: of the names of resources
 *
 * What becomes of the amounts of blocks, a line for each block and resource:
 * "DX00-0207 Old housing compounds: 12 → 13, 32,000 → 35,000 m²". Main thread.
 *
 * Returns: (transfer full): "" where they stay as they are
 */
char *atlas_site_effect_describe (AtlasEdit          *edit,
                                  AtlasPlan          *plan,
                                  AtlasFloorAreaUnit  unit,
                                  AtlasLanguage       language);

G_END_DECLS
