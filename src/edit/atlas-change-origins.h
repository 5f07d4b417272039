#pragma once

#include "atlas-change-log.h"

G_BEGIN_DECLS

/**
 * AtlasChangeOrigins:
 *
 * By which entries of a log things became what they are. What was undone is not
 * among them, nor is the undoing, nor what did it again. For one thread at a time.
 */
typedef struct _AtlasChangeOrigins AtlasChangeOrigins;

/* @log: must outlive them */
AtlasChangeOrigins *atlas_change_origins_new  (const AtlasChangeLog *log);
void                atlas_change_origins_free (AtlasChangeOrigins   *self);

/**
 * atlas_change_origins_find:
 * @change: object, key and field are looked at
 *
 * Returns: (nullable): the last entry about that field, else about the whole row;
 *   borrowed from the log
 */
const AtlasChange  *atlas_change_origins_find (AtlasChangeOrigins   *self,
                                               const AtlasChange    *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasChangeOrigins, atlas_change_origins_free)

G_END_DECLS
