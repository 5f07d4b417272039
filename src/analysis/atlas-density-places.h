#pragma once

#include "atlas-density-frame.h"
#include "atlas-density-window.h"

G_BEGIN_DECLS

#define M2_PER_KM2 1e6

/* The columns that a density is computed of; borrowed. */
typedef struct
{
  const double *x;
  const double *y;
  const double *weight; /* (nullable) */
  gsize         n;
} AtlasDensityInput;

/* %ATLAS_ERROR_ARGUMENT: a place or weight can't be counted. @bandwidths: (nullable) */
gboolean atlas_density_input_check (const AtlasDensityInput    *self,
                                    const AtlasDensityOptions  *options,
                                    GError                    **error);

/* The place @i of @input in a grid whose sums are multiplied by @scale. */
AtlasDensityPlace atlas_density_place_new (const AtlasDensityInput   *input,
                                           const AtlasDensityOptions *options,
                                           double                     scale,
                                           gsize                      i);

/**
 * AtlasDensityPlaces:
 * @starts: (array length=n_bins+1): where the places of each bin begin
 * @scale: what sums of the places' amplitudes are multiplied by, a power of four
 * @reach: the largest of all, in cells
 *
 * The places that reach a frame, those of one bin of cells together and in the
 * order of the input. Bins lie on the city's grid, whatever the frame.
 */
typedef struct
{
  AtlasDensityPlace *places;
  gsize              size;       /* bytes of them */
  gsize             *starts;
  double             first_bin_column;
  double             first_bin_row;
  guint              n_bin_columns;
  guint              n_bin_rows;
  double             bin_width;  /* cells */
  double             bin_height;
  double             reach;
  double             scale;
} AtlasDensityPlaces;

/* @mask: (nullable): leave out places in other cells; @margin: how many cells it
 * is wider than the frame on each side */
AtlasDensityPlaces *atlas_density_places_new  (const AtlasDensityFrame   *frame,
                                               const AtlasDensityInput   *input,
                                               const AtlasDensityOptions *options,
                                               const AtlasMask           *mask,
                                               guint                      margin);
void                atlas_density_places_free (AtlasDensityPlaces        *self);

/* The bins from which a place may reach these cells: columns @x0 … @x1 - 1 and rows
 * @y0 … @y1 - 1. */
typedef struct
{
  guint x0;
  guint y0;
  guint x1;
  guint y1;
} AtlasDensityBins;

AtlasDensityBins    atlas_density_places_find_bins (const AtlasDensityPlaces *self,
                                               double                     first_column,
                                               double                     first_row,
                                               double                     n_columns,
                                               double                     n_rows);

/* The places of a bin. */
const AtlasDensityPlace *atlas_density_places_get_bin (const AtlasDensityPlaces *self,
                                               guint                      bin_column,
                                               guint                      bin_row,
                                               gsize                     *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtlasDensityPlaces, atlas_density_places_free)

G_END_DECLS
