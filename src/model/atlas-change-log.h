#pragma once

#include "atlas-change.h"

G_BEGIN_DECLS

/**
 * AtlasChangeLog:
 *
 * The change log of a plan in memory, whole and in its order, texts included.
 * Filled by one thread; from then on for one thread at a time.
 */
typedef struct _AtlasChangeLog AtlasChangeLog;

AtlasChangeLog    *atlas_change_log_new      (void);
void               atlas_change_log_free     (AtlasChangeLog       *self);

/* Copies @change. Its seq must be one more than the last entry's. */
void               atlas_change_log_append   (AtlasChangeLog       *self,
                                              const AtlasChange    *change);

guint              atlas_change_log_get_n    (const AtlasChangeLog *self);

/* By place, from 0; borrowed, as long as the log. The seq of entry @i is @i + 1. */
const AtlasChange *atlas_change_log_get      (const AtlasChangeLog *self,
                                              guint                 i);

/* The hash of the last entry; "" for an empty log. */
const char        *atlas_change_log_get_head (const AtlasChangeLog *self);

/**
 * atlas_change_log_find_edit:
 * @edit: the seq of a transaction's first entry
 * @n: (out): how many entries it has
 *
 * Returns: the place of the first; the others follow it
 */
guint              atlas_change_log_find_edit (const AtlasChangeLog *self,
                                               gint64                edit,
                                               guint                *n);

/* All entries about one thing. Returns: (element-type guint) (transfer full):
 * their places, ascending */
GArray            *atlas_change_log_list_of  (const AtlasChangeLog *self,
                                              AtlasObject           object,
                                              const char           *key);

/**
 * atlas_change_log_verify:
 *
 * Computes the chain of hashes anew.
 *
 * Returns: the seq of the first entry whose hash is not the one computed; 0:
 *   the chain is whole
 */
gint64             atlas_change_log_verify   (const AtlasChangeLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasChangeLog, atlas_change_log_free)

G_END_DECLS
