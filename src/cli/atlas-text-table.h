#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasTextTable:
 *
 * Rows of texts, printed in columns as wide as their widest cell. Chinese
 * characters count as two places, as terminals draw them.
 */
typedef struct _AtlasTextTable AtlasTextTable;

/* @alignment: a letter for each column, like "lrr": left or right */
AtlasTextTable *atlas_text_table_new   (const char      *alignment);
void            atlas_text_table_free  (AtlasTextTable  *self);

/* As many texts as there are columns; copied. */
void            atlas_text_table_add   (AtlasTextTable  *self,
                                        const char      *first,
                                        ...);

/* To standard output. */
void            atlas_text_table_print (AtlasTextTable  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTextTable, atlas_text_table_free)

G_END_DECLS
