#pragma once

#include "atlas-density-frame.h"

G_BEGIN_DECLS

/**
 * AtlasDensityEdges:
 * @mask: (nullable): cells with a value; %NULL: all
 * @share: (nullable) (array): for each cell of the frame, row after row, how much
 *   of its kernel is inside; %NULL: nothing is corrected
 * @wide_mask: (nullable): the region in the frame and @margin cells around, where
 *   @share is
 *
 * The border of a region in a frame.
 */
typedef struct
{
  AtlasMask *mask;
  AtlasMask *wide_mask;
  guint      margin;
  float     *share;
} AtlasDensityEdges;

/* Returns: (transfer full) (nullable): %NULL: cancelled, no error is set */
AtlasDensityEdges *atlas_density_edges_new   (const AtlasDensityFrame   *frame,
                                              const AtlasDensityOptions *options,
                                              GCancellable              *cancellable);
void               atlas_density_edges_free  (AtlasDensityEdges         *self);

/* Clips and corrects the 64 × 64 @values of a tile, and clears those beyond the
 * frame. */
void               atlas_density_edges_apply (const AtlasDensityEdges   *self,
                                              const AtlasDensityFrame   *frame,
                                              guint                      tile_column,
                                              guint                      tile_row,
                                              float                     *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityEdges, atlas_density_edges_free)

G_END_DECLS
