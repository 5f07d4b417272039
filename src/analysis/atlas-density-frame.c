#include "atlas-density-frame.h"

#include "atlas-convolution.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

/* So that numbers of cells and tiles are ints; the whole city in cells of 12 m. */
#define MAX_CELLS (1u << 28)

/* Cells: up to here a float tells distances within a kernel apart. */
#define MAX_REACH 500000

/* The most that one cell takes while it is computed: its value, and what sums are
 * kept in. */
#define BYTES_PER_CELL 12

static double
get_memory (void)
{
  return (double) sysconf (_SC_PHYS_PAGES) * (double) sysconf (_SC_PAGESIZE);
}

static gboolean
check_kernel (const AtlasDensityOptions  *options,
              GError                    **error)
{
  double reach = options->bandwidth * atlas_kernel_get_reach (options->kernel);

  if (!(options->bandwidth >= options->cell / 2))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("Density: a bandwidth of %g m falls between the cells of %g m. "
                   "Choose at least half a cell."),
                 options->bandwidth, options->cell);
  else if (!(reach <= MAX_REACH * options->cell))
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("Density: a bandwidth of %g m is too much for cells of %g m. "
                   "Choose larger cells."),
                 options->bandwidth, options->cell);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_extent (const AtlasBox  *extent,
              GError         **error)
{
  if (isfinite (extent->x0 + extent->y0 + extent->x1 + extent->y1) &&
      extent->x0 < extent->x1 && extent->y0 < extent->y1)
    return TRUE;

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("Density: the area from E %g N %g to E %g N %g is empty. "
                 "Choose one that has a width and a height."),
               extent->x0, extent->y0, extent->x1, extent->y1);

  return FALSE;
}

static gboolean
check_edge (const AtlasDensityOptions  *options,
            GError                    **error)
{
  if (options->edge == ATLAS_DENSITY_EDGE_NONE ||
      (options->region != NULL && atlas_geometry_get_area (options->region) > 0))
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("Density: there is no area to clip to. Choose none for the edge, or "
                         "add districts to the plan."));

  return FALSE;
}

static gboolean
check_options (const AtlasDensityOptions  *options,
               GError                    **error)
{
  if (isfinite (options->cell) && options->cell > 0)
    return check_kernel (options, error) && check_extent (&options->extent, error) &&
           check_edge (options, error) &&
           atlas_density_method_check (options->method, options->bandwidths != NULL, error);

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("Density: a cell of %g m can't be used. Choose a size above 0 m."),
               options->cell);

  return FALSE;
}

/* Transforms take the cells that the kernel reaches as well. */
static gboolean
needs_surroundings (const AtlasDensityOptions *options)
{
  return options->method == ATLAS_DENSITY_BINNED ||
         (options->edge == ATLAS_DENSITY_EDGE_CORRECT && options->bandwidths == NULL);
}

gboolean
atlas_density_frame_init (AtlasDensityFrame          *self,
                          const AtlasDensityOptions  *options,
                          GError                    **error)
{
  double n_columns, n_rows, n_cells, around;

  if (!check_options (options, error))
    return FALSE;

  self->cell = options->cell;
  self->first_column = floor (options->extent.x0 / self->cell);
  self->first_row = floor (options->extent.y0 / self->cell);
  n_columns = ceil (options->extent.x1 / self->cell) - self->first_column;
  n_rows = ceil (options->extent.y1 / self->cell) - self->first_row;

  around = needs_surroundings (options)
           ? 2 * atlas_convolution_get_reach (options->kernel, options->bandwidth / self->cell)
           : 0;
  n_cells = (n_columns + around) * (n_rows + around);
  if (!(n_cells <= MAX_CELLS) || n_cells * BYTES_PER_CELL > get_memory ())
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("Density: %.10g × %.10g cells of %g m do not fit into memory. "
                     "Choose larger cells or a smaller area."),
                   n_columns, n_rows, self->cell);
      return FALSE;
    }

  self->n_columns = (guint) n_columns;
  self->n_rows = (guint) n_rows;
  self->tiles_across = (self->n_columns + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  self->tiles_up = (self->n_rows + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;

  return TRUE;
}

AtlasMask *
atlas_density_frame_new_mask (const AtlasDensityFrame *self,
                              const AtlasGeometry     *region,
                              guint                    margin)
{
  return atlas_mask_new (region, (self->first_column - margin) * self->cell,
                         (self->first_row - margin) * self->cell, self->cell,
                         self->n_columns + 2 * margin, self->n_rows + 2 * margin);
}

gboolean
atlas_density_frame_mask_has (const AtlasDensityFrame *self,
                              const AtlasMask         *mask,
                              guint                    margin,
                              double                   x,
                              double                   y)
{
  double column = floor (x / self->cell) - self->first_column + margin;
  double row = floor (y / self->cell) - self->first_row + margin;

  /* A number this far out must not become an int. */
  return column >= 0 && column < self->n_columns + 2.0 * margin &&
         row >= 0 && row < self->n_rows + 2.0 * margin &&
         atlas_mask_contains (mask, (int) column, (int) row);
}
