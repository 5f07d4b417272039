#pragma once

#include "atlas-geometry.h"
#include "atlas-vocabulary.h"

G_BEGIN_DECLS

/**
 * AtlasLayer:
 *
 * The tables of a plan that are shown but not edited: the ring zones, the
 * administrative units and the base map.
 */
typedef enum
{
  ATLAS_LAYER_ZONES,
  ATLAS_LAYER_DISTRICTS,
  ATLAS_LAYER_AUTHORITIES,
  ATLAS_LAYER_SUBDISTRICTS,
  ATLAS_LAYER_AXES,
  ATLAS_LAYER_ROADS,
  ATLAS_LAYER_RAIL,
  ATLAS_LAYER_WATER,
  ATLAS_LAYER_TERRAIN,
  ATLAS_LAYER_BUSINESS_DISTRICTS,
  ATLAS_LAYER_PROJECTS,
  ATLAS_LAYER_LANDMARKS,
  ATLAS_LAYER_STATIONS,
} AtlasLayer;
#define ATLAS_N_LAYERS (ATLAS_LAYER_STATIONS + 1)

typedef enum
{
  ATLAS_COLUMN_TEXT,
  ATLAS_COLUMN_REAL,
  ATLAS_COLUMN_INTEGER,
} AtlasColumnType;

typedef struct
{
  const char      *name;
  AtlasColumnType  type;
  gboolean         required; /* must not be null */
} AtlasColumn;

typedef enum
{
  ATLAS_SHAPE_NONE,
  ATLAS_SHAPE_POINT,
  ATLAS_SHAPE_LINE,
  ATLAS_SHAPE_POLYGON,
  ATLAS_SHAPE_ANY,     /* rivers are lines, lakes are polygons */
} AtlasShapeKind;

#define ATLAS_LAYER_MAX_COLUMNS 12

/**
 * AtlasLayerInfo:
 * @table: the table's name in a plan file
 * @shape: the kind of its geometries
 * @optional: a plan without this table is still a plan
 * @key: the column that tells rows apart and may not repeat, or %NULL
 * @columns: ended by a column without a name
 */
typedef struct
{
  const char     *table;
  AtlasShapeKind  shape;
  gboolean        optional;
  const char     *key;
  AtlasColumn     columns[ATLAS_LAYER_MAX_COLUMNS + 1];
} AtlasLayerInfo;

const AtlasLayerInfo *atlas_layer_get_info      (AtlasLayer             layer);
guint                 atlas_layer_get_n_columns (AtlasLayer             layer);

#define ATLAS_TYPE_FEATURE (atlas_feature_get_type ())
G_DECLARE_FINAL_TYPE (AtlasFeature, atlas_feature, ATLAS, FEATURE, GObject)

/* @geometry: (transfer full) (nullable): EPSG:4548; %NULL: place unknown.
 * All columns are unknown at first. */
AtlasFeature         *atlas_feature_new_take    (AtlasLayer             layer,
                                                 AtlasGeometry         *geometry);

/* Before the feature is handed to a plan; @column counts as in the layer's info. */
void                  atlas_feature_set_text    (AtlasFeature          *self,
                                                 guint                  column,
                                                 const char            *text);
void                  atlas_feature_set_number  (AtlasFeature          *self,
                                                 guint                  column,
                                                 double                 number);

AtlasLayer            atlas_feature_get_layer   (AtlasFeature          *self);
AtlasGeometry        *atlas_feature_get_geometry (AtlasFeature         *self);

/* By name; a column the layer does not have is a programmer's mistake.
 * Unknown: %NULL and NAN. */
const char           *atlas_feature_get_text    (AtlasFeature          *self,
                                                 const char            *column);
double                atlas_feature_get_number  (AtlasFeature          *self,
                                                 const char            *column);

/* The column `name_zh` or `name`, or for English `name_en`; where that is
 * unknown the other one; %NULL where neither is known. */
const char           *atlas_feature_get_name    (AtlasFeature          *self,
                                                 AtlasLanguage          language);

G_END_DECLS
