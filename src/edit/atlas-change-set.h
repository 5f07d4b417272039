#pragma once

#include "atlas-change-log.h"
#include "atlas-plan.h"

G_BEGIN_DECLS

/**
 * AtlasChangeSet:
 *
 * What differs between two states of a plan, in an order in which one becomes
 * the other. A value that changes twice is there once, with its first old and
 * its last new value; of a thing that is made or deleted on the way, what becomes of
 * it in the end. For one thread at a time.
 */
typedef struct _AtlasChangeSet AtlasChangeSet;

AtlasChangeSet *atlas_change_set_new  (void);
void            atlas_change_set_free (AtlasChangeSet    *self);

/* Texts are copied; @field, @old_value, @new_value: (nullable), as in AtlasChange */
void            atlas_change_set_add  (AtlasChangeSet    *self,
                                       int                object,
                                       const char        *key,
                                       const char        *field,
                                       const char        *old_value,
                                       const char        *new_value);

/* Without what ends as it began. Returns: (transfer container) (element-type
 * AtlasChange): object, key, field and values are set; texts are borrowed until
 * the set is added to or freed */
GArray         *atlas_change_set_list (AtlasChangeSet    *self);

/**
 * atlas_change_set_new_for_log:
 * @from: @to: after these entries, by seq; 0: before any. @from may be the later
 *
 * What the log says was done in between.
 */
AtlasChangeSet *atlas_change_set_new_for_log (const AtlasChangeLog *log,
                                              gint64                from,
                                              gint64                to);

/* What makes @from's blocks and sites those of @to; blocks that only one of them
 * has are left out, as their shapes are not edited. On the thread that may use
 * both. */
AtlasChangeSet *atlas_change_set_new_for_plans (AtlasPlan *from,
                                                AtlasPlan *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasChangeSet, atlas_change_set_free)

G_END_DECLS
