#pragma once

#include "atlas-scene.h"

G_BEGIN_DECLS

/* Why a map has no density that hot spots could be found in, and what to do. @scene:
 * (nullable): no plan is open. Returns: (nullable): %NULL: it has one; else a sentence in
 * the language of the interface */
const char *atlas_density_none_explain (const AtlasScene *scene);

G_END_DECLS
