#pragma once

#include "atlas-kernel.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasConvolution:
 *
 * The convolution of a raster with a kernel by fast Fourier transforms
 * (Silverman, Kernel density estimation using the fast Fourier transform, Applied
 * Statistics 31, 1982), in float: within about 1e-6 of the largest value. Of one
 * thread at a time; works on several.
 */
typedef struct _AtlasConvolution AtlasConvolution;

/* How many cells a kernel reaches to each side. @bandwidth: in cells */
guint             atlas_convolution_get_reach (AtlasKernel       kernel,
                                               double            bandwidth);

/* A raster of @n_columns × @n_rows cells and the kernel's reach around them, zero. */
AtlasConvolution *atlas_convolution_new       (AtlasKernel       kernel,
                                               double            bandwidth,
                                               guint             n_columns,
                                               guint             n_rows);
void              atlas_convolution_free      (AtlasConvolution *self);

/* The kernel divided by its peak, summed over cells around the middle of one. */
double            atlas_convolution_get_kernel_sum (const AtlasConvolution *self);

/* The value of column 0 of a row; rows and columns from -reach to their number
 * plus reach - 1 may be set. Once it has run those from 0 to their number - 1 are
 * results: sums of values times the kernel divided by its peak. */
float            *atlas_convolution_get_row   (AtlasConvolution *self,
                                               int               row);

/* Once. The same bits whatever the number of threads. Returns: %FALSE: cancelled */
gboolean          atlas_convolution_run       (AtlasConvolution *self,
                                               guint             n_workers,
                                               GCancellable     *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasConvolution, atlas_convolution_free)

G_END_DECLS
