#pragma once

#include "atlas-geometry.h"
#include "atlas-kernel.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AtlasDensityEdge:
 * @ATLAS_DENSITY_EDGE_NONE: the whole extent; amounts flow over the border
 * @ATLAS_DENSITY_EDGE_CLIP: cells outside the region have no value
 * @ATLAS_DENSITY_EDGE_CORRECT: clipped, and each cell divided by the share of its
 *   own kernel that lies inside, so that evenly spread places give an even
 *   density up to the border (Diggle, A kernel method for smoothing point process
 *   data, Applied Statistics 34, 1985, eq. 3). A cell has no kernel of its own
 *   where each place has: there each place's amount is divided by the share of its
 *   kernel inside, so that all of it stays inside (Jones, Simple boundary correction
 *   for kernel density estimation, Statistics and Computing 3, 1993). Places outside
 *   are left out.
 *
 * What becomes of kernels at the border of a region. The region is the cells whose
 * centre lies in it.
 */
typedef enum
{
  ATLAS_DENSITY_EDGE_NONE,
  ATLAS_DENSITY_EDGE_CLIP,
  ATLAS_DENSITY_EDGE_CORRECT,
} AtlasDensityEdge;

#define ATLAS_N_DENSITY_EDGES 3

/* The word for files and the command line: none, clip, correct. */
const char *atlas_density_edge_get_key (AtlasDensityEdge        edge);

/* Returns: -1: there is none of that key */
int         atlas_density_edge_find    (const char             *key);

/* Where there is something to compute of places in @box whose kernels reach that far,
 * metres: around it, unless nothing counts beyond the region, which is then in @box. */
AtlasBox    atlas_density_edge_grow    (AtlasDensityEdge        edge,
                                        const AtlasBox         *box,
                                        double                  reach);

/**
 * AtlasDensityMethod:
 * @ATLAS_DENSITY_EXACT: the sum of the kernels at the cell's centre, within 0.001 % of
 *   the maximum of the whole density, which an extent need not have
 * @ATLAS_DENSITY_BINNED: places are moved to cell centres first, by linear binning
 *   (Wand, Fast computation of multivariate kernel estimators, Journal of
 *   Computational and Graphical Statistics 3, 1994): for very many places.
 *   atlas_density_receipt_new() says how far off the result is.
 */
typedef enum
{
  ATLAS_DENSITY_EXACT,
  ATLAS_DENSITY_BINNED,
} AtlasDensityMethod;

/* Can places have bandwidths of their own, if they do, by that method? %FALSE:
 * %ATLAS_ERROR_ARGUMENT */
gboolean    atlas_density_method_check (AtlasDensityMethod      method,
                                        gboolean                own_bandwidths,
                                        GError                **error);

/**
 * AtlasDensityOptions:
 * @extent: metres, EPSG:4548 or another metric system; widened to whole multiples
 *   of @cell, so that colours do not move with the view
 * @cell: edge of a cell, metres
 * @bandwidth: metres; see #AtlasKernel
 * @bandwidths: (nullable) (array): for each place one of its own, instead of
 *   @bandwidth, which is then only checked; see atlas-density-bandwidth.h. Exact only
 * @region: (nullable): polygons, for all edges but none; borrowed
 * @n_workers: threads; 0: one a processor. The result is the same bits.
 *
 * Whatever is not set is 0: a quartic kernel of one bandwidth, exact, with no edge.
 */
typedef struct
{
  AtlasBox             extent;
  double               cell;
  double               bandwidth;
  const double        *bandwidths;
  AtlasKernel          kernel;
  AtlasDensityEdge     edge;
  const AtlasGeometry *region;
  AtlasDensityMethod   method;
  guint                n_workers;
} AtlasDensityOptions;

/* The plan's densities: the whole municipality, cells of 100 m, quartic kernel of
 * bandwidth 2,000 m. */
void        atlas_density_options_init (AtlasDensityOptions     *options,
                                        const AtlasBox          *municipality);

G_END_DECLS
