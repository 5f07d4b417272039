#pragma once

#include "atlas-label-builder.h"

G_BEGIN_DECLS

/* What is lettered on a map, where, and how much it matters. First obstacles,
 * then the rest. */

/* Symbols, and lines that had better stay clear. */
void atlas_label_sources_add_obstacles (AtlasLabelBuilder *builder);
void atlas_label_sources_add_labels    (AtlasLabelBuilder *builder);

G_END_DECLS
