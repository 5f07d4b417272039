#pragma once

#include "atlas-shapes.h"

G_BEGIN_DECLS

/**
 * atlas_test_shapes_set_classes:
 * @plan: whose shapes they are; its blocks are changed as well
 * @blocks: (array length=n_blocks)
 * @classes: (array length=n_blocks): AtlasClass; below 0: none
 * @changed: (out): where the two look different, scene coordinates
 *
 * Returns: (transfer full): @shapes after such an edit
 */
AtlasShapes *atlas_test_shapes_set_classes (AtlasShapes *shapes,
                                            AtlasPlan   *plan,
                                            const guint *blocks,
                                            const int   *classes,
                                            guint        n_blocks,
                                            AtlasBox    *changed);

G_END_DECLS
