#pragma once

#include "atlas-density.h"

G_BEGIN_DECLS

/* Bandwidths out of the places themselves. @weight: (array length=n) (nullable):
 * amounts; %NULL counts each as 1. Any thread. */

/**
 * atlas_density_suggest_silverman:
 *
 * Silverman's rule of thumb (Density Estimation, 1986, eq. 4.14 and p. 87) in the
 * plane: A(K) · σ · n^(−1/6), σ² the mean of the variances to the east and to the
 * north; see atlas_kernel_get_rule_factor(). Weights count as that many places; n
 * is then (Σw)² / Σw² (Kish, Survey Sampling, 1965). Best where the places are one
 * heap: several make it too wide.
 *
 * Returns: metres; 0 where all places are on one spot
 */
double   atlas_density_suggest_silverman (const double               *x,
                                          const double               *y,
                                          const double               *weight,
                                          gsize                       n,
                                          AtlasKernel                 kernel);

/**
 * atlas_density_suggest_robust:
 *
 * The search radius of ArcGIS's Kernel Density (“How Kernel Density works”), which a
 * few places far away hardly move: 0.9 · min (D, √(1 / ln 2) · M) · n^(−1/5), D the
 * standard distance, √ of the mean squared distance from the mean centre, and M
 * the median distance from it. For the quartic kernel. n as above.
 *
 * Returns: metres; 0 where half of the weight is on one spot
 */
double   atlas_density_suggest_robust    (const double               *x,
                                          const double               *y,
                                          const double               *weight,
                                          gsize                       n);

/**
 * atlas_density_adapt_to_neighbours:
 * @k: which neighbour: from 1 to @n - 1
 * @least: @most: metres, between which all bandwidths are kept
 * @bandwidths: (out caller-allocates) (array length=n): metres
 *
 * For each place the distance to its k-th nearest neighbour (Breiman, Meisel and
 * Purcell, Variable kernel estimates of multivariate densities, Technometrics 19,
 * 1977; Silverman, 1986, eq. 2.4).
 *
 * Returns: %FALSE: %ATLAS_ERROR_ARGUMENT: there are too few places
 */
gboolean atlas_density_adapt_to_neighbours (const double             *x,
                                          const double               *y,
                                          gsize                       n,
                                          guint                       k,
                                          double                      least,
                                          double                      most,
                                          double                     *bandwidths,
                                          GError                    **error);

/**
 * atlas_density_adapt_to_pilot:
 * @pilot: a density of the same places with one bandwidth
 * @bandwidth: metres
 * @least: @most: as above
 *
 * Abramson's square-root rule (On bandwidth variation in kernel estimates, Annals of
 * Statistics 10, 1982; Silverman, 1986, § 5.3, α = ½): @bandwidth · √(g / f), f the
 * pilot in the cell of the place and g the geometric mean of all f, so that
 * bandwidths are @bandwidth in the geometric mean unless kept in bounds. Where the
 * pilot is 0 it is @most.
 */
void     atlas_density_adapt_to_pilot    (const AtlasGrid            *pilot,
                                          const double               *x,
                                          const double               *y,
                                          gsize                       n,
                                          double                      bandwidth,
                                          double                      least,
                                          double                      most,
                                          double                     *bandwidths);

/**
 * AtlasDensityBandwidthRange:
 *
 * The bandwidths of places that have a weight: the narrowest, the one in the middle, of
 * two the narrower, and the widest, metres. All 0 where no place has one.
 */
typedef struct
{
  double least;
  double median;
  double greatest;
} AtlasDensityBandwidthRange;

AtlasDensityBandwidthRange
         atlas_density_measure_bandwidths  (const double             *bandwidths,
                                          const double               *weight,
                                          gsize                       n);

G_END_DECLS
