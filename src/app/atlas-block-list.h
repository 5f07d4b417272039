#pragma once

#include "atlas-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AtlasBlockList:
 *
 * The first of several blocks, each of which can be selected alone; folded until
 * somebody wants them.
 */
#define ATLAS_TYPE_BLOCK_LIST (atlas_block_list_get_type ())
G_DECLARE_FINAL_TYPE (AtlasBlockList, atlas_block_list, ATLAS, BLOCK_LIST, AdwPreferencesGroup)

#define ATLAS_BLOCK_LIST_MAX 20

/* @blocks: (array length=n_blocks): numbers in @plan. One block, or none: the
 * list hides. */
void       atlas_block_list_show_blocks (AtlasBlockList *self,
                                         AtlasPlan      *plan,
                                         const guint    *blocks,
                                         guint           n_blocks);

/* @i: below %ATLAS_BLOCK_LIST_MAX; hidden where there are fewer blocks.
 * Returns: (nullable): %NULL where there never were so many */
GtkWidget *atlas_block_list_get_row     (AtlasBlockList *self,
                                         guint           i);

G_END_DECLS
