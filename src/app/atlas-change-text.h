#pragma once

#include "atlas-session.h"

G_BEGIN_DECLS

/* What is on record, in words: fields by their titles, values with units and words
 * in the language of the maps. Main thread. */

/* Of a block or site: what the change is about, like "Class". Returns: (transfer
 * none) */
const char *atlas_change_text_get_field  (const AtlasChange *change);

/**
 * atlas_change_text_dup_value:
 * @session: with a plan
 * @json: (nullable): @change's old or new value
 *
 * Returns: (transfer full): "—" for what is unknown or was not there
 */
char       *atlas_change_text_dup_value  (AtlasSession      *session,
                                          const AtlasChange *change,
                                          const char        *json);

/* Returns: (transfer full): "General → Key" */
char       *atlas_change_text_dup_step   (AtlasSession      *session,
                                          const AtlasChange *change);

/* Why. Returns: (transfer none) (nullable): who goes back to a plan's first state gives
 * the name that it has in its file, which is no word of a language */
const char *atlas_change_text_get_reason (const AtlasChange *change);

/* What a snapshot of @document is called. Returns: (transfer none): the name that a
 * plan's first state has in its file is no word of a language */
const char *atlas_change_text_get_snapshot (AtlasDocument       *document,
                                            const AtlasSnapshot *snapshot);

/* Returns: (transfer full): "3 blocks and 1 site" */
char       *atlas_change_text_dup_number (guint              n_blocks,
                                          guint              n_sites);

G_END_DECLS
