#pragma once

#include "atlas-grid.h"

G_BEGIN_DECLS

/* How a grid's values are put into classes of one colour each. */
typedef enum
{
  ATLAS_CLASSIFICATION_NONE, /* each value has a colour of its own */
  ATLAS_CLASSIFICATION_QUANTILES,
  ATLAS_CLASSIFICATION_EQUAL_INTERVALS,
  ATLAS_CLASSIFICATION_NATURAL_BREAKS,
} AtlasClassification;

#define ATLAS_N_CLASSIFICATIONS 4

#define ATLAS_CLASSES_MIN 3
#define ATLAS_CLASSES_MAX 9

/* The word for files: continuous, quantiles, equal-intervals, natural-breaks. */
const char *atlas_classification_get_key (AtlasClassification  self);

/* Returns: -1: there is none of that key */
int         atlas_classification_find    (const char          *key);

/* Of what breaks are found in. */
#define ATLAS_CLASSIFICATION_BINS 512

/**
 * atlas_classification_find_breaks:
 * @self: not none
 * @top: where the last class ends; more than 0
 * @n_classes: ATLAS_CLASSES_MIN to ATLAS_CLASSES_MAX
 * @breaks: (out caller-allocates) (array length=n_classes+1): from 0 to @top, rising
 *
 * The magnitudes between which the classes lie; where values are negative their
 * classes mirror those. Only cells that are not 0, and are in the grid's area if it has
 * one, count, and what is above @top counts as that. Quantiles have as many cells in
 * each class. Natural breaks have the least sum of squared deviations from the means of
 * their classes (Fisher, On grouping for maximum homogeneity, 1958; Jenks, Optimal data
 * classification for choropleth maps, 1977), or are equal intervals where there are too
 * few different values. Both are those of a histogram of @top / ATLAS_CLASSIFICATION_BINS, and no
 * finer. Any thread.
 */
void        atlas_classification_find_breaks (AtlasClassification  self,
                                              const AtlasGrid     *grid,
                                              double               top,
                                              guint                n_classes,
                                              double              *breaks);

G_END_DECLS
