#pragma once

#include "atlas-block.h"
#include "atlas-feature.h"

G_BEGIN_DECLS

/* The tables of a plan file, column for column. Reader and writer are driven
 * by this description alone. Immutable; any thread. */

#define ATLAS_SCHEMA_EPSG 4548
#define ATLAS_SCHEMA_FORMAT "renewal-atlas-plan"
#define ATLAS_SCHEMA_FORMAT_VERSION "1"
#define ATLAS_SCHEMA_GEOMETRY_COLUMN "geom"
#define ATLAS_SCHEMA_MAX_COLUMNS 24

/* The tables of their own kind; those of the layers follow, in the order of
 * #AtlasLayer. */
typedef enum
{
  ATLAS_TABLE_BLOCKS,
  ATLAS_TABLE_SITES,
  ATLAS_TABLE_CHANGES,
  ATLAS_TABLE_PUBLISHED,
  ATLAS_TABLE_SNAPSHOTS,
  ATLAS_TABLE_MEETINGS,
  ATLAS_TABLE_PLAN,
  ATLAS_TABLE_SCENES,
  ATLAS_TABLE_PRESETS,
  ATLAS_TABLE_LAYERS,
} AtlasTable;
#define ATLAS_N_TABLES (ATLAS_TABLE_LAYERS + ATLAS_N_LAYERS)

/**
 * AtlasSchemaColumn:
 * @required: not null
 * @unique: no value twice
 * @bounded: @minimum and @maximum hold
 * @vocabulary: (nullable): the words a text may be
 * @field: of blocks and published: the attribute of the block
 */
typedef struct
{
  const char            *name;
  AtlasColumnType        type;
  gboolean               required;
  gboolean               unique;
  gboolean               bounded;
  double                 minimum;
  double                 maximum;
  const AtlasVocabulary *vocabulary;
  AtlasBlockField        field;
} AtlasSchemaColumn;

/**
 * AtlasSchemaTable:
 * @key: the integer primary key
 * @shape_required: geometries must not be null
 * @optional: a plan without this table is still a plan
 */
typedef struct
{
  const char        *name;
  const char        *key;
  AtlasShapeKind     shape;
  gboolean           shape_required;
  gboolean           optional;
  guint              n_columns;
  AtlasSchemaColumn  columns[ATLAS_SCHEMA_MAX_COLUMNS];
} AtlasSchemaTable;

/* @table: an #AtlasTable, or %ATLAS_TABLE_LAYERS plus an #AtlasLayer. */
const AtlasSchemaTable *atlas_schema_get_table      (guint                   table);

/* The declared type in SQL, like "TEXT"; and that of a geometry column. */
const char             *atlas_schema_get_type_name  (AtlasColumnType         type);
const char             *atlas_schema_get_shape_name (AtlasShapeKind          shape);

/**
 * atlas_schema_is_writable:
 * @text: valid UTF-8
 *
 * Control characters can't stand in an SVG, and cairo refuses what Unicode
 * calls noncharacters: no text of a plan has any. Lines may end.
 */
gboolean                atlas_schema_is_writable    (const char             *text);

/* Is @number finite and within what @column may hold? Whether it must be whole is
 * for the caller to see. */
gboolean                atlas_schema_column_holds   (const AtlasSchemaColumn *column,
                                                     double                   number);

/* The column of that name, or %NULL. */
const AtlasSchemaColumn *
                        atlas_schema_find_column    (const AtlasSchemaTable *table,
                                                     const char             *name);

/**
 * atlas_schema_dup_insert:
 *
 * SQL that adds a row to @table: its columns are parameters 2 and on, after them comes the
 * geometry if it has any; @with_key: its key is parameter 1.
 *
 * Returns: (transfer full)
 */
char                   *atlas_schema_dup_insert     (const AtlasSchemaTable *table,
                                                     gboolean                with_key);

G_END_DECLS
