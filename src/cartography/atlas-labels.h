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
void         atlas_labels_free   (AtlasLabels       *self);

/* Paints all labels; the style's halo first. */
void         atlas_labels_paint  (const AtlasLabels *self,
                                  cairo_t           *cr);

/* For tests and tools: how many, and the box of each in device units. */
guint        atlas_labels_get_n  (const AtlasLabels *self);
const char  *atlas_labels_get    (const AtlasLabels *self,
                                  guint              i,
                                  AtlasTextId       *style,
                                  AtlasBox          *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLabels, atlas_labels_free)

G_END_DECLS
