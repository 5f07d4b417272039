#pragma once

#include "atlas-scene.h"
#include "atlas-view.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Discs over blocks that are others than they were: at the left the colour of
 * the class they had, at the right that of the one they have. One whose class is
 * the same, for it differs in something else, has a dot in a white disc. Ringed
 * dark and light, to be seen on every fill. Never on sheets. Any thread, one
 * cairo_t each. */

/**
 * AtlasChangeMark:
 * @block: its number in the plan
 * @before: @now: AtlasClass; the same: something else differs
 * @place: of the disc, scene coordinates; by atlas_change_marks_place()
 */
typedef struct
{
  guint      block;
  int        before;
  int        now;
  AtlasPoint place;
} AtlasChangeMark;

/* Finds their places: inside their blocks. Blocks that the scene has not get
 * places that are never seen. */
void     atlas_change_marks_place   (AtlasChangeMark       *marks,
                                     guint                  n_marks,
                                     const AtlasScene      *scene);

/* @marks: (array length=n_marks): with places in @scene */
void     atlas_change_marks_paint   (cairo_t               *cr,
                                     const AtlasView       *view,
                                     const AtlasScene      *scene,
                                     const AtlasChangeMark *marks,
                                     guint                  n_marks);

/**
 * atlas_change_marks_measure:
 * @box: (out): what atlas_change_marks_paint() covers of the picture, in whole
 *   device units; empty where nothing is seen
 *
 * Returns: how many marks are drawn
 */
guint    atlas_change_marks_measure (const AtlasView       *view,
                                     const AtlasScene      *scene,
                                     const AtlasChangeMark *marks,
                                     guint                  n_marks,
                                     AtlasBox              *box);

/* One disc, for a list that explains them. @x: @y: its middle; @radius: with its
 * rings; all in the context's units */
void     atlas_change_mark_paint    (cairo_t               *cr,
                                     const AtlasStyle      *style,
                                     int                    before,
                                     int                    now,
                                     double                 x,
                                     double                 y,
                                     double                 radius);

G_END_DECLS
