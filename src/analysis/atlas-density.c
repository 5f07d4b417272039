#include "atlas-density.h"

#include "atlas-density-binned.h"
#include "atlas-density-exact.h"
#include "atlas-density-inside.h"
#include "atlas-error.h"

#include <glib/gi18n-lib.h>

static gboolean
has_weight (const AtlasDensityInput *input)
{
  if (input->weight == NULL)
    return TRUE;

  for (gsize i = 0; i < input->n; i++)
    if (input->weight[i] > 0)
      return TRUE;

  return FALSE;
}

gboolean
atlas_density_check (const double               *x,
                     const double               *y,
                     const double               *weight,
                     gsize                       n,
                     const AtlasDensityOptions  *options,
                     GError                    **error)
{
  const AtlasDensityInput input = { x, y, weight, n };
  AtlasDensityFrame frame;

  if (!atlas_density_frame_init (&frame, options, error) ||
      !atlas_density_input_check (&input, options, error))
    return FALSE;

  if (n == 0)
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("Density: there are no places. Choose another resource, filter or "
                           "layer."));
  else if (!has_weight (&input))
    g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                         _("Density: the amounts of all places are 0. Choose another weight."));
  else
    return TRUE;

  return FALSE;
}

gboolean
atlas_density_check_reach (const double               *x,
                           const double               *y,
                           const double               *weight,
                           gsize                       n,
                           const AtlasDensityOptions  *options,
                           GError                    **error)
{
  double kernel_reach = atlas_kernel_get_reach (options->kernel);
  const AtlasBox *extent = &options->extent;

  for (gsize i = 0; i < n; i++)
    {
      double bandwidth = options->bandwidths != NULL ? options->bandwidths[i]
                                                     : options->bandwidth;
      AtlasBox box = atlas_box_grow (extent, bandwidth * kernel_reach);

      if ((weight == NULL || weight[i] > 0) && x[i] > box.x0 && x[i] < box.x1 &&
          y[i] > box.y0 && y[i] < box.y1)
        return TRUE;
    }

  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("Density: no place reaches the area from E %.10g N %.10g to E %.10g N %.10g. "
                 "Choose another area."), extent->x0, extent->y0, extent->x1, extent->y1);

  return FALSE;
}

static void
free_tiles (AtlasGridTile **tiles,
            gsize           n)
{
  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&tiles[i], atlas_grid_tile_unref);
  g_free (tiles);
}

static AtlasGrid *
compute_in_frame (const AtlasDensityFrame    *frame,
                  const AtlasDensityInput    *input,
                  const AtlasDensityOptions  *options,
                  GCancellable               *cancellable,
                  GError                    **error)
{
  g_autoptr(AtlasDensityEdges) edges = atlas_density_edges_new (frame, options, cancellable);
  g_autoptr(AtlasDensityPlaces) places = NULL;
  AtlasGridTile **tiles;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  places = atlas_density_places_new (frame, input, options, edges->wide_mask, edges->margin);
  tiles = g_new0 (AtlasGridTile *, (gsize) frame->tiles_across * frame->tiles_up);
  if (options->method == ATLAS_DENSITY_BINNED)
    atlas_density_sum_binned (frame, places, edges, options, cancellable, tiles);
  else
    atlas_density_sum_exact (frame, places, edges, options, cancellable, tiles);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      free_tiles (tiles, (gsize) frame->tiles_across * frame->tiles_up);
      return NULL;
    }

  return atlas_grid_new_from_tiles (frame->first_column * frame->cell,
                                    frame->first_row * frame->cell, frame->cell,
                                    frame->n_columns, frame->n_rows, tiles, edges->mask);
}

/* With amounts that stay inside, all that is left of the edge is to clip. */
static AtlasGrid *
compute_inside (const AtlasDensityFrame    *frame,
                const AtlasDensityInput    *input,
                const AtlasDensityOptions  *options,
                GCancellable               *cancellable,
                GError                    **error)
{
  g_autofree double *weight = atlas_density_keep_inside (frame, input, options, cancellable,
                                                         error);
  AtlasDensityInput inside = *input;
  AtlasDensityOptions clipped = *options;

  if (weight == NULL)
    return NULL;

  inside.weight = weight;
  clipped.edge = ATLAS_DENSITY_EDGE_CLIP;

  return compute_in_frame (frame, &inside, &clipped, cancellable, error);
}

AtlasGrid *
atlas_density_compute (const double              *x,
                       const double              *y,
                       const double              *weight,
                       gsize                      n,
                       const AtlasDensityOptions *options,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  const AtlasDensityInput input = { x, y, weight, n };
  AtlasDensityFrame frame;

  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!atlas_density_frame_init (&frame, options, error) ||
      !atlas_density_input_check (&input, options, error))
    return NULL;

  return options->edge == ATLAS_DENSITY_EDGE_CORRECT && options->bandwidths != NULL
         ? compute_inside (&frame, &input, options, cancellable, error)
         : compute_in_frame (&frame, &input, options, cancellable, error);
}
