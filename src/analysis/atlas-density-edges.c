#include "atlas-density-edges.h"

#include "atlas-convolution.h"

#include <math.h>

/* The share is the sum of the kernel over cells inside, divided by that over all. */
static float *
compute_share (const AtlasDensityFrame   *frame,
               const AtlasDensityOptions *options,
               const AtlasMask           *mask,
               guint                      reach,
               GCancellable              *cancellable)
{
  g_autoptr(AtlasConvolution) convolution =
    atlas_convolution_new (options->kernel, options->bandwidth / frame->cell,
                           frame->n_columns, frame->n_rows);
  double whole = atlas_convolution_get_kernel_sum (convolution);
  float *share;

  for (int row = -(int) reach; row < (int) (frame->n_rows + reach); row++)
    {
      float *values = atlas_convolution_get_row (convolution, row);

      for (int column = -(int) reach; column < (int) (frame->n_columns + reach); column++)
        values[column] = atlas_mask_contains (mask, column + (int) reach, row + (int) reach);
    }
  if (!atlas_convolution_run (convolution, options->n_workers, cancellable))
    return NULL;

  share = g_new (float, (gsize) frame->n_columns * frame->n_rows);
  for (guint row = 0; row < frame->n_rows; row++)
    for (guint column = 0; column < frame->n_columns; column++)
      share[(gsize) row * frame->n_columns + column] =
        (float) (atlas_convolution_get_row (convolution, (int) row)[column] / whole);

  return share;
}

AtlasDensityEdges *
atlas_density_edges_new (const AtlasDensityFrame   *frame,
                         const AtlasDensityOptions *options,
                         GCancellable              *cancellable)
{
  g_autoptr(AtlasDensityEdges) self = g_new0 (AtlasDensityEdges, 1);

  if (options->edge == ATLAS_DENSITY_EDGE_NONE)
    return g_steal_pointer (&self);

  self->mask = atlas_density_frame_new_mask (frame, options->region, 0);
  if (options->edge == ATLAS_DENSITY_EDGE_CORRECT)
    {
      self->margin = atlas_convolution_get_reach (options->kernel,
                                                  options->bandwidth / frame->cell);
      self->wide_mask = atlas_density_frame_new_mask (frame, options->region, self->margin);
      self->share = compute_share (frame, options, self->wide_mask, self->margin, cancellable);
      if (self->share == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
atlas_density_edges_free (AtlasDensityEdges *self)
{
  g_clear_pointer (&self->mask, atlas_mask_unref);
  g_clear_pointer (&self->wide_mask, atlas_mask_unref);
  g_free (self->share);
  g_free (self);
}

static float
apply_to_cell (const AtlasDensityEdges *self,
               const AtlasDensityFrame *frame,
               guint                    column,
               guint                    row,
               float                    value)
{
  if (column >= frame->n_columns || row >= frame->n_rows ||
      (self->mask != NULL && !atlas_mask_contains (self->mask, (int) column, (int) row)))
    return 0;

  /* A cell inside has its own kernel's middle inside, so that the share is not 0. */
  return self->share != NULL ? value / self->share[(gsize) row * frame->n_columns + column]
                             : value;
}

void
atlas_density_edges_apply (const AtlasDensityEdges *self,
                           const AtlasDensityFrame *frame,
                           guint                    tile_column,
                           guint                    tile_row,
                           float                   *values)
{
  guint column = tile_column * ATLAS_GRID_TILE, row = tile_row * ATLAS_GRID_TILE;

  if (self->mask == NULL && column + ATLAS_GRID_TILE <= frame->n_columns &&
      row + ATLAS_GRID_TILE <= frame->n_rows)
    return;

  for (guint r = 0; r < ATLAS_GRID_TILE; r++)
    for (guint c = 0; c < ATLAS_GRID_TILE; c++)
      values[r * ATLAS_GRID_TILE + c] =
        apply_to_cell (self, frame, column + c, row + r, values[r * ATLAS_GRID_TILE + c]);
}
