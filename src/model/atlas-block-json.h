#pragma once

#include "atlas-block.h"

G_BEGIN_DECLS

/* Attributes of blocks as the change log and people write them. Any thread. */

/* Canonical JSON (atlas-json.h): words by their key, unknown as null.
 * Returns: (transfer full) */
char    *atlas_block_values_dup_json (const AtlasBlockValues  *values,
                                      AtlasBlockField          field);

/* Checked against type, range and vocabulary: %ATLAS_ERROR_ARGUMENT otherwise.
 * On failure @values are as they were. */
gboolean atlas_block_values_set_json (AtlasBlockValues        *values,
                                      AtlasBlockField          field,
                                      const char              *json,
                                      GError                 **error);

/**
 * atlas_block_field_parse:
 * @text: as typed; words by key or label in either language; blank: unknown
 *
 * Texts lose white space at their ends. Numbers are as atlas_number_parse()
 * reads them.
 *
 * Returns: (transfer full) (nullable): the value as JSON, valid for @field;
 *   %NULL: %ATLAS_ERROR_ARGUMENT, which says what may stand there
 */
char    *atlas_block_field_parse     (AtlasBlockField          field,
                                      const char              *text,
                                      GError                 **error);

/* Of a field that is a number: may people set it to @number? */
gboolean atlas_block_field_takes     (AtlasBlockField          field,
                                      double                   number);

/* Returns: the field of that column; -1: none */
int      atlas_block_field_find      (const char              *column);

void     atlas_block_values_copy     (const AtlasBlockValues  *values,
                                      AtlasBlockValues        *copy);

G_END_DECLS
