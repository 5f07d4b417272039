#pragma once

#include "atlas-change.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtlasDifference:
 *
 * In what one block or site differs between two states of a plan, as an item of
 * an #AtlasDifferenceList. Immutable. Main thread.
 */
#define ATLAS_TYPE_DIFFERENCE (atlas_difference_get_type ())
G_DECLARE_FINAL_TYPE (AtlasDifference, atlas_difference, ATLAS, DIFFERENCE, GObject)

/* @changes: (array length=n_changes): of one thing; they live as long as @owner */
AtlasDifference   *atlas_difference_new         (gpointer           owner,
                                                 const AtlasChange *changes,
                                                 guint              n_changes);

/* #AtlasObject: a block or a site */
int                atlas_difference_get_object  (AtlasDifference   *self);
const char        *atlas_difference_get_key     (AtlasDifference   *self);

/* Object, key, field and values are set; borrowed. */
const AtlasChange *atlas_difference_get_changes (AtlasDifference   *self,
                                                 guint             *n_changes);

/* Returns: (nullable): the change of that column; %NULL: it is the same in both */
const AtlasChange *atlas_difference_find        (AtlasDifference   *self,
                                                 const char        *field);

G_END_DECLS
