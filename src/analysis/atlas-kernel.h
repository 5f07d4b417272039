#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AtlasKernel:
 * @ATLAS_KERNEL_QUARTIC: biweight, 3/(πR²) · (1 − u²)² for u < 1
 * @ATLAS_KERNEL_GAUSSIAN: 1/(2πR²) · exp (−u²/2); R is the standard deviation
 * @ATLAS_KERNEL_EPANECHNIKOV: 2/(πR²) · (1 − u²) for u < 1
 * @ATLAS_KERNEL_TRIANGULAR: a cone, 3/(πR²) · (1 − u) for u < 1
 * @ATLAS_KERNEL_UNIFORM: 1/(πR²) for u ≤ 1
 *
 * How the amount of one place is spread around it: so much per square metre at the
 * distance d = u·R, R the bandwidth in metres. Each integrates to one over the
 * plane. Gaussian, Epanechnikov and quartic are (4.3), (4.4) and (4.5) of
 * Silverman, Density Estimation for Statistics and Data Analysis, 1986; cone and
 * disc are the kernels of his table 3.1 turned round the axis and scaled to one.
 *
 * The Gaussian is cut at 5.5 R. What that leaves out is 2.7e-7 of its integral; of
 * the largest density anywhere it is as much where sites are spread evenly, and 4e-6
 * in the middle where they all stand on a ring of that radius.
 */
typedef enum
{
  ATLAS_KERNEL_QUARTIC,
  ATLAS_KERNEL_GAUSSIAN,
  ATLAS_KERNEL_EPANECHNIKOV,
  ATLAS_KERNEL_TRIANGULAR,
  ATLAS_KERNEL_UNIFORM,
} AtlasKernel;

#define ATLAS_N_KERNELS 5

/* Where the Gaussian is cut, in bandwidths. */
#define ATLAS_KERNEL_GAUSSIAN_CUT 5.5

/* The word for files and the command line: quartic, gaussian, epanechnikov,
 * triangular, uniform. */
const char *atlas_kernel_get_key     (AtlasKernel  self);

/* Returns: -1: there is none of that key */
int         atlas_kernel_find        (const char  *key);

/* From where on the kernel is 0, in bandwidths. */
double      atlas_kernel_get_reach   (AtlasKernel  self);

/* R² times the kernel's value at its centre. */
double      atlas_kernel_get_peak    (AtlasKernel  self);

/* The kernel's value divided by that at its centre. @u2: u² */
double      atlas_kernel_get_shape   (AtlasKernel  self,
                                      double       u2);

/**
 * atlas_kernel_get_rule_factor:
 *
 * A(K) of Silverman's rule of thumb for places in the plane, h = A(K) σ n^(−1/6):
 * his (4.14) and (4.13) for d = 2 and a normal density give
 * A(K)⁶ = 4π ∫K² / (½ ∫|t|² K)², at R = 1. 1 for the Gaussian, 2.40 for
 * Epanechnikov's and 2.78 for the quartic kernel, as in his table 4.1.
 */
double      atlas_kernel_get_rule_factor (AtlasKernel self);

G_END_DECLS
