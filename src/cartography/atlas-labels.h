#pragma once

#include "atlas-lettering.h"
#include "atlas-scene.h"
#include "atlas-view.h"

G_BEGIN_DECLS

/**
 * AtlasLabels:
 *
 * The lettering of one view of a scene, placed as a whole so that no label
 * lies on another or on a symbol. Immutable, reference-counted, any thread.
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

/**
 * atlas_labels_place_again:
 * @previous: (nullable): what has been shown
 * @changed: (nullable): all but where the scene is that of @previous, scene
 *   coordinates
 *
 * The same for a picture that has moved over the scene: every label of
 * @previous that lies wholly on the new picture and under no obstacle stays at
 * its place in the world, and the others are placed around them. That needs
 * the same scale and size of a point, a move by whole device units and the same
 * scene, or one of related shapes where names of blocks in @changed are placed
 * anew; otherwise all are.
 */
AtlasLabels *atlas_labels_place_again (const AtlasScene *scene,
                                  const AtlasView   *view,
                                  const AtlasBox    *obstacles,
                                  guint              n_obstacles,
                                  const AtlasLabels *previous,
                                  const AtlasBox    *changed);
AtlasLabels *atlas_labels_ref    (AtlasLabels       *self);
void         atlas_labels_unref  (AtlasLabels       *self);

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

/* The line that leads from what is named to the letters; FALSE: there is none. */
gboolean     atlas_labels_get_leader (const AtlasLabels *self,
                                  guint              i,
                                  AtlasPoint        *from,
                                  AtlasPoint        *to);

/* What a label covers: one box, or a row of small ones for letters that are turned
 * or bent. With a line that leads to them, the letters are the first box and the
 * line the others. These are what never overlaps. */
const AtlasBox *atlas_labels_get_parts (const AtlasLabels *self,
                                  guint              i,
                                  guint             *n_parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLabels, atlas_labels_unref)

G_END_DECLS
