#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Outlines of blocks over a map in the window: a dark line with a bright core,
 * to be seen on every fill. Never on sheets. Any thread, one cairo_t each; what
 * a view is to the painter it is here. */

typedef enum
{
  ATLAS_MARK_SELECTED,
  ATLAS_MARK_HOVERED, /* under the pointer */
} AtlasMark;

/* @blocks: (array length=n_blocks): by their numbers in the plan; numbers it
 * does not have are left out */
void     atlas_marks_paint   (cairo_t          *cr,
                              const AtlasView  *view,
                              const AtlasScene *scene,
                              AtlasMark         mark,
                              const guint      *blocks,
                              guint             n_blocks);

/* How many vertices the blocks have, seen or not; counting ends beyond @enough. */
guint    atlas_marks_count   (const AtlasScene *scene,
                              const guint      *blocks,
                              guint             n_blocks,
                              guint             enough);

/**
 * atlas_marks_measure:
 * @box: (out): what atlas_marks_paint() covers of the picture, in whole device
 *   units; empty where nothing is seen
 *
 * Returns: how many vertices are drawn: what it costs
 */
guint    atlas_marks_measure (const AtlasView  *view,
                              const AtlasScene *scene,
                              AtlasMark         mark,
                              const guint      *blocks,
                              guint             n_blocks,
                              AtlasBox         *box);

G_END_DECLS
