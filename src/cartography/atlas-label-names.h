#pragma once

#include "atlas-label-builder.h"
#include "atlas-shapes-private.h"

G_BEGIN_DECLS

/* What leaving a label out costs. A position costs about 1 for each em it is
 * off, so these also say how bad a place a label may take. What a map is about
 * outweighs any number of lesser names that could stand in its place. */
#define WEIGHT_ZONE 10000
#define WEIGHT_AXIS 5000
#define WEIGHT_EXTENSION 50
#define WEIGHT_DISTRICT 2000
#define WEIGHT_BUSINESS 400
#define WEIGHT_PROVINCE 60
#define WEIGHT_RESERVOIR 60
#define WEIGHT_RING_ROAD 40
#define WEIGHT_RIVER 12       /* up to four times as much for long ones */
#define WEIGHT_EXPRESSWAY 14
#define WEIGHT_LAKE 12
#define WEIGHT_BLOCK 10
#define WEIGHT_PLACE 30

/* Of a line that leads to a name, besides its length. */
#define COST_LED 4

/* The name without what stands in brackets: a remark. %NULL: has none. */
char *atlas_label_dup_name      (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape);

/* Of the style's size: names of areas and axes where the city is small on the
 * picture, so that their letters don't hide what they name. */
double atlas_label_get_size     (AtlasLabelBuilder *builder);

/* A position of the label begun last: beyond @distance from @around, in direction
 * @angle, radians clockwise from the right, with a line that leads from @from. */
void   atlas_label_add_led      (AtlasLabelBuilder *builder,
                                 AtlasPoint         from,
                                 AtlasPoint         around,
                                 double             angle,
                                 double             distance,
                                 double             cost);

/* Each begins a label of one shape that is seen, with all its positions. */

/* Names inside of areas, or beside small ones. */
void atlas_label_add_zone       (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape,
                                 const char        *name);
void atlas_label_add_district   (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape,
                                 const char        *name);
void atlas_label_add_lake       (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape,
                                 const char        *name);

/* Names along lines. */
void atlas_label_add_axis       (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape,
                                 const char        *name);
void atlas_label_add_road       (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape,
                                 const char        *name);
void atlas_label_add_river      (AtlasLabelBuilder *builder,
                                 const AtlasShape  *shape,
                                 const char        *name);

/* Symbols of business districts, stations, landmarks and projects, and their
 * names beside them, as far as their layers are shown and large enough. */
void atlas_label_avoid_points   (AtlasLabelBuilder *builder);
void atlas_label_add_points     (AtlasLabelBuilder *builder);

/* The provinces outside the city. */
void atlas_label_add_neighbours (AtlasLabelBuilder *builder);

G_END_DECLS
