#pragma once

#include "atlas-plan-database.h"
#include "atlas-schema.h"
#include "atlas-wkb.h"

G_BEGIN_DECLS

/**
 * AtlasTableReader:
 *
 * Reads one table of a plan file, row by row in the order of its key, and takes
 * nothing for granted. Every error is %ATLAS_ERROR_FORMAT naming table, column
 * and row, or one of the database's.
 */
typedef struct
{
  AtlasPlanDatabase      *database;
  const AtlasSchemaTable *table;
  AtlasStatement         *statement;
  AtlasWkbReader          wkb;
  int                     srs_id;
  guint                   n_rows; /* read so far, the present one included */
  GStringChunk           *texts;  /* what the tables below point to */
  GHashTable             *seen[ATLAS_SCHEMA_MAX_COLUMNS]; /* text → n_rows then */
} AtlasTableReader;

/* Are the tables there that tell of the others, as tables? First of all. */
gboolean          atlas_table_check_registry      (AtlasPlanDatabase       *database,
                                                   GError                 **error);

/**
 * atlas_table_check:
 * @exists: (out): %FALSE for an optional table that is not there
 * @srs_id: (out): what its geometries call the plan's coordinate system
 *
 * Checks that @table is there as the data model has it, columns, types,
 * registration and coordinate system, without looking at a row.
 */
gboolean          atlas_table_check               (AtlasPlanDatabase       *database,
                                                   const AtlasSchemaTable  *table,
                                                   gboolean                *exists,
                                                   int                     *srs_id,
                                                   GError                 **error);

/* @table has passed atlas_table_check(). */
AtlasTableReader *atlas_table_reader_new          (AtlasPlanDatabase       *database,
                                                   const AtlasSchemaTable  *table,
                                                   int                      srs_id,
                                                   GError                 **error);
void              atlas_table_reader_free         (AtlasTableReader        *self);

/* @has_row: (out): %FALSE after the last row */
gboolean          atlas_table_reader_next         (AtlasTableReader        *self,
                                                   gboolean                *has_row,
                                                   GError                 **error);

/* The cells of the present row. @text lives until the next row; unknown cells
 * are %NULL, NAN and -1. */
gboolean          atlas_table_reader_get_text     (AtlasTableReader        *self,
                                                   guint                    column,
                                                   const char             **text,
                                                   GError                 **error);
gboolean          atlas_table_reader_get_number   (AtlasTableReader        *self,
                                                   guint                    column,
                                                   double                  *number,
                                                   GError                 **error);
gboolean          atlas_table_reader_get_word     (AtlasTableReader        *self,
                                                   guint                    column,
                                                   int                     *word,
                                                   GError                 **error);

/* @geometry: (out) (transfer full) (nullable) */
gboolean          atlas_table_reader_get_geometry (AtlasTableReader        *self,
                                                   AtlasGeometry          **geometry,
                                                   GError                 **error);

/* Returns: the number, from 0, of the row that holds @text in a unique
 * column, or -1 */
int               atlas_table_reader_find         (AtlasTableReader        *self,
                                                   guint                    column,
                                                   const char              *text);

/* Sets an error about a cell of the present row; @column below 0: its geometry. */
void              atlas_table_reader_fail         (AtlasTableReader        *self,
                                                   int                      column,
                                                   GError                 **error,
                                                   const char              *format,
                                                   ...) G_GNUC_PRINTF (4, 5);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasTableReader, atlas_table_reader_free)

G_END_DECLS
