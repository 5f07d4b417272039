#pragma once

#include "atlas-density-options.h"
#include "atlas-grid.h"
#include "atlas-mask.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AtlasDensityFrame:
 * @first_column: @first_row: of the city's grid, whose cell (0, 0) begins at 0, 0
 *
 * Which cells of the city's grid an extent takes.
 */
typedef struct
{
  double cell; /* metres */
  double first_column;
  double first_row;
  guint  n_columns;
  guint  n_rows;
  guint  tiles_across;
  guint  tiles_up;
} AtlasDensityFrame;

/* Everything that can be wrong with options and grid: %ATLAS_ERROR_ARGUMENT. */
gboolean   atlas_density_frame_init     (AtlasDensityFrame          *self,
                                         const AtlasDensityOptions  *options,
                                         GError                    **error);

/* The cells of @region in the frame and @margin cells around it. */
AtlasMask *atlas_density_frame_new_mask (const AtlasDensityFrame    *self,
                                         const AtlasGeometry        *region,
                                         guint                       margin);

/* Whether the cell of a place belongs to a mask made so. */
gboolean   atlas_density_frame_mask_has (const AtlasDensityFrame    *self,
                                         const AtlasMask            *mask,
                                         guint                       margin,
                                         double                      x,
                                         double                      y);

G_END_DECLS
