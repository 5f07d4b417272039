#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtlasSelection:
 *
 * The blocks that are picked, by their numbers in the plan, ascending and each
 * once. Main thread.
 *
 * Signal `changed`: other blocks are selected than before.
 */
#define ATLAS_TYPE_SELECTION (atlas_selection_get_type ())
G_DECLARE_FINAL_TYPE (AtlasSelection, atlas_selection, ATLAS, SELECTION, GObject)

AtlasSelection *atlas_selection_new      (void);

/* Selects just these; @blocks: (array length=n_blocks), in any order. */
void            atlas_selection_set      (AtlasSelection *self,
                                          const guint    *blocks,
                                          guint           n_blocks);
void            atlas_selection_clear    (AtlasSelection *self);

/* Selects these, too, or no longer; @blocks: as above. */
void            atlas_selection_add      (AtlasSelection *self,
                                          const guint    *blocks,
                                          guint           n_blocks);
void            atlas_selection_remove   (AtlasSelection *self,
                                          const guint    *blocks,
                                          guint           n_blocks);

/* Adds a block that is not selected, takes off one that is. */
void            atlas_selection_toggle   (AtlasSelection *self,
                                          guint           block);

gboolean        atlas_selection_contains (AtlasSelection *self,
                                          guint           block);

/* Returns: (array length=n_blocks): borrowed until the next change */
const guint    *atlas_selection_get      (AtlasSelection *self,
                                          guint          *n_blocks);

G_END_DECLS
