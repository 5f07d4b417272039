#pragma once

#include "atlas-block.h"

G_BEGIN_DECLS

/**
 * AtlasFilterField:
 * @info: name, type, bounds and vocabulary
 * @measure: (nullable): computes the number from a row, NAN for unknown; where
 *   there is none the value stands at the offset in @info
 *
 * What a comparison looks at.
 */
typedef struct
{
  const AtlasFieldInfo *info;
  double              (*measure) (gconstpointer row);
} AtlasFilterField;

/**
 * AtlasFilterFields:
 *
 * The fields of one kind of row. The language knows of rows no more than this.
 */
typedef struct
{
  guint            n;
  AtlasFilterField (*get) (guint i);
} AtlasFilterFields;

/* Of #AtlasBlockValues. */
extern const AtlasFilterFields atlas_filter_block_fields;

/* Of #AtlasSiteRow: those of its block, and what only sites have. */
extern const AtlasFilterFields atlas_filter_site_fields;

/* Upper and lower case are alike. */
gboolean atlas_filter_fields_find (const AtlasFilterFields *self,
                                   const char              *name,
                                   AtlasFilterField        *field);

/* Returns: (transfer full): their names, for reading */
char    *atlas_filter_fields_list (const AtlasFilterFields *self);

G_END_DECLS
