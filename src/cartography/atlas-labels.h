#pragma once

#include "atlas-lettering.h"
#include "atlas-scene.h"
#include "atlas-view.h"

G_BEGIN_DECLS

/**
 * AtlasLabels:
 *
 * The lettering of one view of a scene, placed as a whole so that no label
 * lies on another or on a symbol. Placing and painting may be on different
 * threads.
 */
typedef struct _AtlasLabels AtlasLabels;

AtlasLabels *atlas_labels_place  (const AtlasScene  *scene,
                                  const AtlasView   *view);

/* The same, with no label in the boxes @obstacles, device units: what else
 * lies on the picture, like an inset. A symbol in one has no name either,
 * but for strips narrower than 20 points. */
AtlasLabels *atlas_labels_place_around (const AtlasScene *scene,
                                  const AtlasView   *view,
                                  const AtlasBox    *obstacles,
                                  guint              n_obstacles);
void         atlas_labels_free   (AtlasLabels       *self);

/* Paints all labels; the style's halo first. */
void         atlas_labels_paint  (const AtlasLabels *self,
                                  cairo_t           *cr);

/* For tests and tools: how many, and a box around each in device units;
 * @style, @box: (nullable). */
guint        atlas_labels_get_n  (const AtlasLabels *self);
const char  *atlas_labels_get    (const AtlasLabels *self,
                                  guint              i,
                                  AtlasTextId       *style,
                                  AtlasBox          *box);

/* What the letters of a label cover: one box, or a row of small ones for a
 * label that is turned or bent. These are what never overlaps. */
const AtlasBox *atlas_labels_get_parts (const AtlasLabels *self,
                                  guint              i,
                                  guint             *n_parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLabels, atlas_labels_free)

G_END_DECLS
