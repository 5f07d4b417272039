#pragma once

#include "atlas-block.h"
#include "atlas-feature.h"
#include "atlas-sites.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasPlan:
 *
 * A renewal plan: its blocks, sites, zones, districts and base map, and what
 * the table `plan` says of it. Built on one thread and then handed to the main
 * thread, which alone uses it from then on.
 */
#define ATLAS_TYPE_PLAN (atlas_plan_get_type ())
G_DECLARE_FINAL_TYPE (AtlasPlan, atlas_plan, ATLAS, PLAN, GObject)

AtlasPlan   *atlas_plan_new          (void);

/* Building. Arrays and objects: (transfer full). */
void         atlas_plan_take_blocks  (AtlasPlan   *self,
                                      GPtrArray   *blocks);
void         atlas_plan_take_sites   (AtlasPlan   *self,
                                      AtlasSites  *sites);
void         atlas_plan_take_features (AtlasPlan  *self,
                                      AtlasLayer   layer,
                                      GPtrArray   *features);
void         atlas_plan_set_meta     (AtlasPlan   *self,
                                      const char  *key,
                                      const char  *value);

/* A #GListModel of #AtlasBlock; and by number, in the same order. */
GListModel  *atlas_plan_get_blocks   (AtlasPlan   *self);
guint        atlas_plan_get_n_blocks (AtlasPlan   *self);
AtlasBlock  *atlas_plan_get_block    (AtlasPlan   *self,
                                      guint        i);

/* Returns: (nullable): the block of that code, and its number in @i */
AtlasBlock  *atlas_plan_find_block   (AtlasPlan   *self,
                                      const char  *code,
                                      guint       *i);

/* The block that contains the place (EPSG:4548), as atlas_locator_find_block(): of
 * several the smallest; -1: none. One look at each block's box. */
int          atlas_plan_find_block_at (AtlasPlan  *self,
                                      double       x,
                                      double       y);

AtlasSites  *atlas_plan_get_sites    (AtlasPlan   *self);

/* A #GListModel of #AtlasFeature; empty, never %NULL. */
GListModel  *atlas_plan_get_features (AtlasPlan   *self,
                                      AtlasLayer   layer);

/* A row of the table `plan`, like "title_zh"; %NULL: not there. */
const char  *atlas_plan_get_meta     (AtlasPlan   *self,
                                      const char  *key);

/* Returns: (transfer container) (element-type utf8): all keys, sorted */
GList       *atlas_plan_list_meta    (AtlasPlan   *self);

/* `data_kind` is sample: everything drawn must say so. */
gboolean     atlas_plan_is_sample    (AtlasPlan   *self);

G_END_DECLS
