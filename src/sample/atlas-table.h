#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasTable:
 *
 * A CSV file (RFC 4180, UTF-8, first line the names of the columns), read
 * whole. All cells are text.
 */
typedef struct _AtlasTable AtlasTable;

/* Errors: %ATLAS_ERROR_ACCESS, and %ATLAS_ERROR_FORMAT naming file and line. */
AtlasTable *atlas_table_read       (const char        *path,
                                    GError           **error);
void        atlas_table_free       (AtlasTable        *self);

guint       atlas_table_get_n_rows (const AtlasTable  *self);

/* Returns: (nullable): the cell; %NULL when it is empty or there is no such column */
const char *atlas_table_get        (const AtlasTable  *self,
                                    guint              row,
                                    const char        *column);

/* NAN when the cell is empty or not a number. */
double      atlas_table_get_number (const AtlasTable  *self,
                                    guint              row,
                                    const char        *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTable, atlas_table_free)

G_END_DECLS
