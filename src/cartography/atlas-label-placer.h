#pragma once

#include "atlas-box.h"

G_BEGIN_DECLS

/**
 * AtlasLabelPlacer:
 *
 * Chooses at most one of several possible positions for each label, so that no
 * two labels come closer than the padding and none touches an obstacle: as
 * many and as heavy labels as it can, in cheap positions. It knows boxes only,
 * in any one unit. The same input gives the same output.
 *
 * Use: obstacles and lines; then label by label its positions; then solve.
 * One thread at a time.
 */
typedef struct _AtlasLabelPlacer AtlasLabelPlacer;

/* @bounds: labels lie wholly inside; @padding: between any two labels. */
AtlasLabelPlacer *atlas_label_placer_new          (const AtlasBox         *bounds,
                                                   double                  padding);
void              atlas_label_placer_free         (AtlasLabelPlacer       *self);

/* Where no label may be; and where only the line that leads to one may. */
void              atlas_label_placer_add_obstacle (AtlasLabelPlacer       *self,
                                                   const AtlasBox         *box);
void              atlas_label_placer_add_symbol   (AtlasLabelPlacer       *self,
                                                   const AtlasBox         *box);

/* A stretch of line that had better stay uncovered: @strength is what covering
 * one unit of its length costs. */
void              atlas_label_placer_add_line     (AtlasLabelPlacer       *self,
                                                   AtlasPoint              from,
                                                   AtlasPoint              to,
                                                   double                  strength);

/* @weight: the cost of leaving it out; more than any position's. Returns: its
 * number, from 0. */
guint             atlas_label_placer_add_label    (AtlasLabelPlacer       *self,
                                                   double                  weight);

/**
 * atlas_label_placer_add_position:
 * @boxes: (array length=n_boxes): what it covers, as several boxes when turned
 * @cost: how much worse than the best conceivable
 *
 * Offers one more position for the label added last. One that leaves the
 * bounds or touches an obstacle is counted, but never chosen.
 */
void              atlas_label_placer_add_position (AtlasLabelPlacer       *self,
                                                   const AtlasBox         *boxes,
                                                   guint                   n_boxes,
                                                   double                  cost);

/* The same for one of which the first @n_letters boxes are its letters, the
 * others those of a line that leads to them. */
void              atlas_label_placer_add_led_position (AtlasLabelPlacer   *self,
                                                   const AtlasBox         *boxes,
                                                   guint                   n_boxes,
                                                   guint                   n_letters,
                                                   double                  cost);

void              atlas_label_placer_solve        (AtlasLabelPlacer       *self);

/* The number of the chosen one among the label's positions as they were added;
 * -1: left out. */
int               atlas_label_placer_get_position (const AtlasLabelPlacer *self,
                                                   guint                   label);

/* What the solution costs: weights left out and positions taken. */
double            atlas_label_placer_get_cost     (const AtlasLabelPlacer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasLabelPlacer, atlas_label_placer_free)

G_END_DECLS
