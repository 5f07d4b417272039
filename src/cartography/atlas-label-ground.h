#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasLabelGround:
 *
 * What labels come to lie on within bounds, in device units: obstacles that they must
 * not touch, and lines that it costs to cover.
 */
typedef struct _AtlasLabelGround AtlasLabelGround;

/* @padding: the least edge of the cells that obstacles are looked up in */
AtlasLabelGround *atlas_label_ground_new      (const AtlasBox         *bounds,
                                               double                  padding);
void              atlas_label_ground_free     (AtlasLabelGround       *self);

/* @crossed: by lines that lead to labels, though not by labels */
void              atlas_label_ground_add_obstacle (AtlasLabelGround   *self,
                                               const AtlasBox         *box,
                                               gboolean                crossed);

/* @strength: the cost of covering it, per device unit. Before any cost is asked for. */
void              atlas_label_ground_add_line (AtlasLabelGround       *self,
                                               AtlasPoint              from,
                                               AtlasPoint              to,
                                               double                  strength);

/* Is @box within the bounds and on no obstacle? @is_line: that leads to a label */
gboolean          atlas_label_ground_is_free  (const AtlasLabelGround *self,
                                               const AtlasBox         *box,
                                               gboolean                is_line);

/* Of all lines that @box covers. */
double            atlas_label_ground_get_cost (AtlasLabelGround       *self,
                                               const AtlasBox         *box);

G_END_DECLS
