#include "atlas-density-inside.h"

#include "atlas-parallel.h"

#include <math.h>

/* Places that a thread looks at in one go. */
#define CHUNK 64

typedef struct
{
  const AtlasDensityFrame   *frame;
  const AtlasDensityInput   *input;
  const AtlasDensityOptions *options;
  GCancellable              *cancellable;
  AtlasDensityFrame          around;  /* the region, as far as kernels see it */
  AtlasMask                 *mask;    /* of that */
  guint32                   *counts;  /* cells inside to the south-west of each corner */
  double                    *weights;
} Inside;

/* Cells of the city's grid: up to, but without, the second ones. */
typedef struct
{
  double first_column;
  double first_row;
  double end_column;
  double end_row;
} Cells;

static double
get_reach (const AtlasDensityOptions *options,
           gsize                      i)
{
  return options->bandwidths[i] * atlas_kernel_get_reach (options->kernel);
}

/* What a kernel that reaches the frame can reach of the region; it may be nothing. */
static AtlasBox
find_box (const Inside *self)
{
  const AtlasDensityFrame *frame = self->frame;
  const AtlasBox *region = atlas_geometry_get_box (self->options->region);
  double reach = 0;

  for (gsize i = 0; i < self->input->n; i++)
    reach = MAX (reach, get_reach (self->options, i));

  return (AtlasBox) {
    MAX (region->x0, frame->first_column * frame->cell - 2 * reach),
    MAX (region->y0, frame->first_row * frame->cell - 2 * reach),
    MIN (region->x1, (frame->first_column + frame->n_columns) * frame->cell + 2 * reach),
    MIN (region->y1, (frame->first_row + frame->n_rows) * frame->cell + 2 * reach),
  };
}

static void
count_cells (Inside *self)
{
  gsize width = (gsize) self->around.n_columns + 1;

  self->counts = g_new0 (guint32, width * ((gsize) self->around.n_rows + 1));
  for (guint row = 0; row < self->around.n_rows; row++)
    {
      const guint32 *below = self->counts + row * width;
      guint32 *above = self->counts + (row + 1) * width;
      guint32 n = 0;

      for (guint column = 0; column < self->around.n_columns; column++)
        {
          n += (guint32) atlas_mask_contains (self->mask, (int) column, (int) row);
          above[column + 1] = below[column + 1] + n;
        }
    }
}

/* Are all of them inside? */
static gboolean
is_all_inside (const Inside *self,
               const Cells  *cells)
{
  const AtlasDensityFrame *around = &self->around;
  gsize width = (gsize) around->n_columns + 1;
  double x0 = cells->first_column - around->first_column;
  double y0 = cells->first_row - around->first_row;
  double x1 = cells->end_column - around->first_column;
  double y1 = cells->end_row - around->first_row;
  const guint32 *south, *north;

  if (x0 < 0 || y0 < 0 || x1 > around->n_columns || y1 > around->n_rows)
    return FALSE;

  south = self->counts + (gsize) y0 * width;
  north = self->counts + (gsize) y1 * width;

  return (north[(gsize) x1] - north[(gsize) x0]) - (south[(gsize) x1] - south[(gsize) x0]) ==
         (x1 - x0) * (y1 - y0);
}

/* Each of them in turn. A kernel between the centres of all cells has nothing to
 * share; where none of it is inside, it adds nothing there whatever its amount. */
static double
sum_share (const Inside *self,
           const Cells  *cells,
           gsize         i)
{
  double cell = self->options->cell, r = self->options->bandwidths[i];
  double inside = 0, all = 0;

  for (double row = cells->first_row; row < cells->end_row; row++)
    for (double column = cells->first_column; column < cells->end_column; column++)
      {
        double dx = (column + 0.5) * cell - self->input->x[i];
        double dy = (row + 0.5) * cell - self->input->y[i];
        double u2 = (dx * dx + dy * dy) / (r * r);
        double value = atlas_kernel_get_shape (self->options->kernel, u2);

        all += value;
        if (atlas_mask_contains (self->mask, (int) (column - self->around.first_column),
                                 (int) (row - self->around.first_row)))
          inside += value;
      }

  return inside > 0 ? inside / all : 1;
}

static gboolean
reaches_frame (const AtlasDensityFrame *frame,
               const Cells             *cells)
{
  return cells->end_column > frame->first_column && cells->end_row > frame->first_row &&
         cells->first_column < frame->first_column + frame->n_columns &&
         cells->first_row < frame->first_row + frame->n_rows;
}

static void
keep_chunk (guint    chunk,
            guint    worker,
            gpointer data)
{
  Inside *self = data;
  const AtlasDensityInput *input = self->input;
  double cell = self->options->cell;
  gsize end = MIN ((gsize) (chunk + 1) * CHUNK, input->n);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  for (gsize i = (gsize) chunk * CHUNK; i < end; i++)
    {
      double column = input->x[i] / cell - 0.5, row = input->y[i] / cell - 0.5;
      double reach = get_reach (self->options, i) / cell;
      Cells cells = { ceil (column - reach), ceil (row - reach), floor (column + reach) + 1,
                      floor (row + reach) + 1 };

      if (!atlas_density_frame_mask_has (&self->around, self->mask, 0, input->x[i], input->y[i]) ||
          !reaches_frame (self->frame, &cells))
        continue;
      self->weights[i] = input->weight != NULL ? input->weight[i] : 1;
      if (self->weights[i] > 0 && !is_all_inside (self, &cells))
        self->weights[i] /= sum_share (self, &cells, i);
    }
}

double *
atlas_density_keep_inside (const AtlasDensityFrame    *frame,
                           const AtlasDensityInput    *input,
                           const AtlasDensityOptions  *options,
                           GCancellable               *cancellable,
                           GError                    **error)
{
  Inside self = { frame, input, options, cancellable, .weights = NULL };
  AtlasDensityOptions around = *options;
  g_autofree double *weights = g_new0 (double, MAX (input->n, 1));
  g_autofree guint32 *counts = NULL;
  g_autoptr(AtlasMask) mask = NULL;

  around.extent = find_box (&self);
  around.edge = ATLAS_DENSITY_EDGE_NONE;
  if (input->n == 0 || around.extent.x0 >= around.extent.x1 ||
      around.extent.y0 >= around.extent.y1)
    return g_steal_pointer (&weights);
  if (!atlas_density_frame_init (&self.around, &around, error))
    return NULL;

  mask = self.mask = atlas_density_frame_new_mask (&self.around, options->region, 0);
  count_cells (&self);
  counts = self.counts;
  self.weights = weights;
  atlas_parallel_run ((guint) ((input->n + CHUNK - 1) / CHUNK), options->n_workers, keep_chunk,
                      &self);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL
                                                                   : g_steal_pointer (&weights);
}
