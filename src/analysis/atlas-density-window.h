#pragma once

#include "atlas-grid.h"
#include "atlas-kernel.h"

G_BEGIN_DECLS

/* Inner part of the densities: sums of kernels in a piece of the grid that fits
 * into a core's cache. */

#define ATLAS_DENSITY_WINDOW_TILES 8 /* side by side */
#define ATLAS_DENSITY_WINDOW_ROWS ATLAS_GRID_TILE

/* What a vector unit adds at a time, of floats. */
#define ATLAS_DENSITY_LANES 8

/* A window begins at a multiple of the lanes. */
#define ATLAS_DENSITY_WINDOW_COLUMNS \
  (ATLAS_DENSITY_WINDOW_TILES * ATLAS_GRID_TILE + ATLAS_DENSITY_LANES)

/**
 * AtlasDensityPlace:
 * @column: @row: in cells of the city's grid; whole numbers are centres of cells
 * @reach: where the kernel ends, in cells
 * @amplitude: the kernel's value at the place, at most 1
 */
typedef struct
{
  double column;
  double row;
  double reach;
  float  amplitude;
} AtlasDensityPlace;

/**
 * AtlasDensityWindow:
 *
 * Places are added in float, with the vector units that the machine has, and
 * carried over to double now and then. What a place gives to a cell depends on
 * these two alone, to the last bit, whatever the window and the machine.
 *
 * Columns and rows are those of the city's grid.
 */
typedef struct
{
  float    sums[ATLAS_DENSITY_WINDOW_ROWS][ATLAS_DENSITY_WINDOW_COLUMNS];
  double   totals[ATLAS_DENSITY_WINDOW_ROWS][ATLAS_DENSITY_WINDOW_COLUMNS];
  gint64   first_column; /* a multiple of the lanes */
  gint64   first_row;
  gint64   end_column;
  int      n_columns;    /* from the first one on, a multiple of the lanes */
  int      n_rows;
  gboolean carried;      /* @totals are in use */
} AtlasDensityWindow;

/* A window on nothing; of one thread. */
AtlasDensityWindow *atlas_density_window_new  (void);
void                atlas_density_window_free (AtlasDensityWindow *self);

/* All zero, from now on on these cells; at most 8 × 64 columns and 64 rows. */
void atlas_density_window_move  (AtlasDensityWindow      *self,
                                 gint64                   first_column,
                                 int                      n_columns,
                                 gint64                   first_row,
                                 int                      n_rows);

/* Returns: whether any of them reaches the window */
gboolean atlas_density_window_add (AtlasDensityWindow      *self,
                                 AtlasKernel              kernel,
                                 const AtlasDensityPlace *places,
                                 gsize                    n);

/* Carries the sums of cells from x0, y0 up to, but without, x1, y1 over to double. */
void atlas_density_window_carry (AtlasDensityWindow      *self,
                                 const AtlasBox          *cells);

/* The sums times @scale of the 64 columns from @first_column on, 0 beyond the
 * window. */
void atlas_density_window_read  (const AtlasDensityWindow *self,
                                 gint64                   first_column,
                                 double                   scale,
                                 float                   *values);

G_END_DECLS
