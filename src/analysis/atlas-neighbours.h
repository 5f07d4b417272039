#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * atlas_neighbours_find_distances:
 * @x: @y: (array length=n): finite
 * @k: from 1 to @n - 1
 * @distances: (out caller-allocates) (array length=n)
 *
 * How far it is from each place to the k-th nearest of the others, in the unit of
 * @x and @y; 0 where as many share its spot. By a k-d tree (Bentley,
 * Multidimensional binary search trees used for associative searching,
 * Communications of the ACM 18, 1975), on all processors. Any thread.
 */
void atlas_neighbours_find_distances (const double *x,
                                      const double *y,
                                      gsize         n,
                                      guint         k,
                                      double       *distances);

G_END_DECLS
