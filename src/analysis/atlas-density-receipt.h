#pragma once

#include "atlas-density-bandwidth.h"

G_BEGIN_DECLS

/**
 * AtlasDensityReceiptMinus:
 * @kind: (nullable): word of #AtlasDensityMinus; %NULL: nothing was taken off
 * @what: (nullable): the name of that
 *
 * What was taken off a density; the rest as in #AtlasDensityReceipt.
 */
typedef struct
{
  char  *kind;
  char  *what;
  gsize  n_places;
  gsize  n_stand_ins;
  double sum_of_weights;
  AtlasDensityBandwidthRange own_bandwidths;
  char  *input_hash;
} AtlasDensityReceiptMinus;

/**
 * AtlasDensityReceipt:
 * @source: (nullable): where the places are from: a file, and the layer in it
 * @data_kind: (nullable): word of atlas_vocabulary_data_kinds: sample where they are
 *   made up
 * @resource: (nullable): word of atlas_vocabulary_resources; %NULL: just places
 * @filter: (nullable): atlas_filter_to_string() of what the places were chosen by
 * @weight: what was counted: count, floor-area, households, or a field's name
 * @crs: the metric system of all coordinates, like "EPSG:4548"
 * @bandwidth: metres; 0 where each place had its own
 * @bandwidth_kind: (nullable): fixed, or where their own were from: word of
 *   #AtlasBandwidthKind; %NULL: from elsewhere
 * @neighbour: whose distance is the bandwidth; 0: nobody's
 * @pilot_bandwidth: metres; 0: there was no pilot
 * @least_allowed: @most_allowed: metres, between which their own were kept; 0: they
 *   were not
 * @own_bandwidths: of those that had their own
 * @extent: metres, whole cells
 * @n_places: those given, also those with weight 0 or out of reach
 * @n_stand_ins: how many of them stand in for the sites of a block that has an amount and
 *   no site: they are no sites. The caller's to set
 * @sum_of_weights: of all of them
 * @minus: of a difference, what was taken off
 * @minimum: @maximum: per km²
 * @maximum_at: the centre of that cell; NAN where nothing is above 0
 * @error: the most that a cell is off, as a share of the maximum; of a difference, of
 *   both densities' maxima together. Exact: the bound
 *   of the method, 1e-5. Binned: measured against the exact method in all cells of
 *   the row and of the column that the maximum is in; elsewhere it may be larger.
 * @input_hash: SHA-256, in hex, of x, y and weight of each place in turn, as
 *   doubles with the low byte first, and its bandwidth where it has its own
 *
 * What a density was computed from and how, so that two of them can be compared:
 * a result goes with its receipt. The texts are the caller's to set.
 */
typedef struct
{
  char               *source;
  char               *data_kind;
  char               *resource;
  char               *filter;
  char               *weight;
  char               *crs;
  AtlasKernel         kernel;
  double              bandwidth;
  char               *bandwidth_kind;
  guint               neighbour;
  double              pilot_bandwidth;
  double              least_allowed;
  double              most_allowed;
  AtlasDensityBandwidthRange own_bandwidths;
  double              cell;
  AtlasDensityEdge    edge;
  AtlasBox            extent;
  gsize               n_places;
  gsize               n_stand_ins;
  double              sum_of_weights;
  AtlasDensityReceiptMinus minus;
  double              minimum;
  double              maximum;
  AtlasPoint          maximum_at;
  AtlasDensityMethod  method;
  double              error;
  char               *input_hash;
} AtlasDensityReceipt;

/**
 * atlas_density_receipt_new:
 * @grid: what atlas_density_compute() gave for the same arguments
 *
 * Takes about as long as a computation where there are very many places, and
 * where the method is binned. Any thread. Errors as atlas_density_compute().
 *
 * Returns: (transfer full) (nullable)
 */
AtlasDensityReceipt *atlas_density_receipt_new     (const double               *x,
                                                    const double               *y,
                                                    const double               *weight,
                                                    gsize                       n,
                                                    const AtlasDensityOptions  *options,
                                                    const AtlasGrid            *grid,
                                                    GCancellable               *cancellable,
                                                    GError                    **error);

/* These places, with @options, were taken off what the grid of @self was computed from.
 * @what: (nullable). Once. */
void                 atlas_density_receipt_set_minus (AtlasDensityReceipt     *self,
                                                    const char                *kind,
                                                    const char                *what,
                                                    const double              *x,
                                                    const double              *y,
                                                    const double              *weight,
                                                    gsize                      n,
                                                    const AtlasDensityOptions *options);
void                 atlas_density_receipt_free    (AtlasDensityReceipt        *self);

/* A JSON object with a member for each of the fields, null where there is nothing
 * to say, and @version: that of the program. Returns: (transfer full) */
char                *atlas_density_receipt_to_json (const AtlasDensityReceipt  *self,
                                                    const char                 *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityReceipt, atlas_density_receipt_free)

G_END_DECLS
