#pragma once

#include "atlas-grid.h"

G_BEGIN_DECLS

/* Densities by their definitions, summed in double one by one. Places are arrays of @n:
 * metres, and amounts. */

/* Returns: how far the place is from its k-th nearest neighbour, from 1, of those others
 * that weigh something, metres; by looking at all of them */
double atlas_test_find_neighbour (const double *x,
                                  const double *y,
                                  const double *weight,
                                  gsize         n,
                                  gsize         place,
                                  guint         k);

/* Returns: the sum of the places' quartic kernels at @at_x, @at_y, amount per km².
 * @bandwidths: of each, metres; %NULL: all have @bandwidth */
double atlas_test_sum_quartic    (const double *x,
                                  const double *y,
                                  const double *weight,
                                  gsize         n,
                                  const double *bandwidths,
                                  double        bandwidth,
                                  double        at_x,
                                  double        at_y);

/* From the least up. */
void   atlas_test_sort           (double       *numbers,
                                  gsize         n);

/* To the last bit, and not all zero. */
void   atlas_test_assert_same_grid (const AtlasGrid *a,
                                    const AtlasGrid *b);

G_END_DECLS
