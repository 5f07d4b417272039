#pragma once

#include "atlas-shapes.h"

G_BEGIN_DECLS

/* What painter and labels see of a plan's shapes. All places are scene
 * coordinates; everything lives as long as the AtlasShapes. */

typedef struct
{
  AtlasGeometryKind  kind;
  AtlasGeometry     *geometry;  /* (nullable): place unknown */
  const char        *name[2];   /* by AtlasLanguage; (nullable) */
  const char        *kind_text; /* ring_road, expressway, river, lake …; (nullable) */
  const char        *key;       /* district code, zone; (nullable) */
  AtlasPoint         label;     /* inner point */
  double             area_m2;   /* on the ground; 0 for points and lines */
} AtlasShape;

typedef struct
{
  AtlasGeometry *geometry;
  int            class_;
  const char    *code;
  const char    *name;          /* (nullable) */
  AtlasPoint     label;
} AtlasBlockShape;

typedef struct
{
  AtlasPoint point;
  int        resource;          /* AtlasResource */
} AtlasSiteShape;

guint                  atlas_shapes_get_n        (const AtlasShapes *self,
                                                  AtlasLayer         layer);
const AtlasShape      *atlas_shapes_get          (const AtlasShapes *self,
                                                  AtlasLayer         layer,
                                                  guint              i);
guint                  atlas_shapes_get_n_blocks (const AtlasShapes *self);
const AtlasBlockShape *atlas_shapes_get_block    (const AtlasShapes *self,
                                                  guint              i);

/* Around the ATLAS_RUN blocks from @i on, a multiple of that. */
const AtlasBox        *atlas_shapes_get_block_run (const AtlasShapes *self,
                                                  guint              i);

/* All sites, in the order of the plan. */
const AtlasSiteShape  *atlas_shapes_get_sites    (const AtlasShapes *self,
                                                  guint             *n_sites);

/* Of what is many, so many that follow each other have a box around them all:
 * they are near each other, and where that is not seen they are passed over. */
#define ATLAS_RUN 64

/* Lines along which polygons of a kind meet, each edge once: a border between
 * two polygons belongs to `inner`, the rim of the whole to `rim`. Both are
 * lines, closed where they can be. */
typedef struct
{
  AtlasGeometry *inner;
  AtlasGeometry *rim;
  AtlasBox      *inner_runs; /* around each ATLAS_RUN parts of `inner` */
} AtlasBorders;

/* All districts together as one polygon; %NULL: to be filled one by one. */
const AtlasGeometry   *atlas_shapes_get_outline     (const AtlasShapes *self);

const AtlasBorders    *atlas_shapes_get_district_borders (const AtlasShapes *self);
const AtlasBorders    *atlas_shapes_get_zone_borders     (const AtlasShapes *self);
const AtlasBorders    *atlas_shapes_get_block_borders    (const AtlasShapes *self);

/* Mean edge of a block, as the root of the mean area, scene units. */
double                 atlas_shapes_get_mean_block_edge (const AtlasShapes *self);
guint                  atlas_shapes_get_class_count (const AtlasShapes *self,
                                                     AtlasClass         class_);
gboolean               atlas_shapes_is_sample       (const AtlasShapes *self);

/* Metres on the ground per scene unit at the height @y. */
double                 atlas_shapes_get_metres_per_unit (const AtlasShapes *self,
                                                         double             y);

/* EPSG:4548 of a scene place, to a few centimetres; for pictures of grids. */
AtlasPoint             atlas_shapes_to_plane        (const AtlasShapes *self,
                                                     double             x,
                                                     double             y);

/* Makes scene places of EPSG:4548 coordinates, as exactly as PROJ has it. */
void                   atlas_shapes_from_plane      (const AtlasShapes *self,
                                                     AtlasPoint        *points,
                                                     gsize              n_points);

G_END_DECLS
