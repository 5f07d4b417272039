#include "atlas-density-binned.h"

#include "atlas-convolution.h"
#include "atlas-memory.h"
#include "atlas-parallel.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Of the maximum; see the header. */
#define NOISE 2e-6f

typedef struct
{
  const AtlasDensityFrame  *frame;
  const AtlasDensityPlaces *places;
  const AtlasDensityEdges  *edges;
  AtlasConvolution         *convolution;
  int                       reach;
  gsize                     width;   /* cells of the frame and its surroundings */
  AtlasGridTile           **tiles;
  double                  **scratch; /* of each worker: a row of bins, and one row more */
  gsize                     scratch_size;
  AtlasGridTilePool       **pools;
  guint                     parity;
  float                    *maxima;  /* of each row of tiles */
} Job;

/* Adds @value to the four cells around the place, by nearness. @sums: row after
 * row of the surroundings, from the row @first_row of the frame on */
static void
bin_place (const Job               *job,
           const AtlasDensityPlace *place,
           double                  *sums,
           double                   first_row)
{
  double column = place->column - job->frame->first_column + job->reach;
  double row = place->row - first_row;
  double left = floor (column), below = floor (row);
  double right_share = column - left, upper_share = row - below;
  double *cell = sums + (gsize) below * job->width + (gssize) left;
  double lower = place->amplitude * (1 - upper_share), upper = place->amplitude * upper_share;

  /* What is not of the surroundings reaches no cell of the frame. */
  if (left >= 0 && left < job->width)
    {
      cell[0] += lower * (1 - right_share);
      cell[job->width] += upper * (1 - right_share);
    }
  if (left + 1 >= 0 && left + 1 < job->width)
    {
      cell[1] += lower * right_share;
      cell[job->width + 1] += upper * right_share;
    }
}

static gboolean
bin_row (const Job *job,
         guint      bin_row_number,
         double    *sums,
         double     first_row)
{
  gboolean any = FALSE;

  for (guint column = 0; column < job->places->n_bin_columns; column++)
    {
      gsize n;
      const AtlasDensityPlace *places =
        atlas_density_places_get_bin (job->places, column, bin_row_number, &n);

      for (gsize i = 0; i < n; i++)
        bin_place (job, &places[i], sums, first_row);
      any |= n > 0;
    }

  return any;
}

/* Of rows of bins every other one at a time, for the last row of cells of one is
 * the first of the next. */
static void
bin_places (guint    item,
            guint    worker,
            gpointer data)
{
  Job *job = data;
  guint number = 2 * item + job->parity;
  guint n_rows = (guint) job->places->bin_height + 1;
  double first_row = (job->places->first_bin_row + number) * job->places->bin_height;
  double *sums;

  if (number >= job->places->n_bin_rows)
    return;
  if (job->scratch[worker] == NULL)
    job->scratch[worker] = atlas_memory_new (job->scratch_size);
  sums = job->scratch[worker];
  memset (sums, 0, job->scratch_size);
  if (!bin_row (job, number, sums, first_row))
    return;

  for (guint r = 0; r < n_rows; r++)
    {
      double row = first_row + r - job->frame->first_row;
      float *values;

      if (row < -job->reach || row >= (double) job->frame->n_rows + job->reach)
        continue;
      values = atlas_convolution_get_row (job->convolution, (int) row) - job->reach;
      for (gsize k = 0; k < job->width; k++)
        values[k] += (float) sums[r * job->width + k];
    }
}

static void
find_maximum (guint    tile_row,
              guint    worker,
              gpointer data)
{
  Job *job = data;
  guint end = MIN ((tile_row + 1) * ATLAS_GRID_TILE, job->frame->n_rows);
  float maximum = 0;

  for (guint row = tile_row * ATLAS_GRID_TILE; row < end; row++)
    {
      const float *values = atlas_convolution_get_row (job->convolution, (int) row);

      for (guint column = 0; column < job->frame->n_columns; column++)
        maximum = values[column] > maximum ? values[column] : maximum;
    }
  job->maxima[tile_row] = maximum;
}

static void
make_tile (Job               *job,
           AtlasGridTilePool *pool,
           guint              tile_column,
           guint              tile_row,
           float              noise)
{
  const AtlasDensityFrame *frame = job->frame;
  guint first = tile_column * ATLAS_GRID_TILE;
  guint n_columns = MIN (ATLAS_GRID_TILE, frame->n_columns - first);
  guint n_rows = MIN (ATLAS_GRID_TILE, frame->n_rows - tile_row * ATLAS_GRID_TILE);
  float tile[ATLAS_GRID_TILE * ATLAS_GRID_TILE] = { 0 };

  for (guint r = 0; r < n_rows; r++)
    {
      const float *values = atlas_convolution_get_row (job->convolution,
                                                       (int) (tile_row * ATLAS_GRID_TILE + r)) +
                            first;

      for (guint c = 0; c < n_columns; c++)
        {
          double value = values[c] > noise ? values[c] * job->places->scale : 0;

          tile[r * ATLAS_GRID_TILE + c] = (float) (value < FLT_MAX ? value : FLT_MAX);
        }
    }

  atlas_density_edges_apply (job->edges, frame, tile_column, tile_row, tile);
  job->tiles[tile_row * frame->tiles_across + tile_column] = atlas_grid_tile_new (pool, tile);
}

static void
make_tiles (guint    tile_row,
            guint    worker,
            gpointer data)
{
  Job *job = data;
  float maximum = 0;

  if (job->pools[worker] == NULL)
    job->pools[worker] = atlas_grid_tile_pool_new ();
  for (guint i = 0; i < job->frame->tiles_up; i++)
    maximum = MAX (maximum, job->maxima[i]);
  for (guint column = 0; column < job->frame->tiles_across; column++)
    make_tile (job, job->pools[worker], column, tile_row, maximum * NOISE);
}

void
atlas_density_sum_binned (const AtlasDensityFrame    *frame,
                          const AtlasDensityPlaces   *places,
                          const AtlasDensityEdges    *edges,
                          const AtlasDensityOptions  *options,
                          GCancellable               *cancellable,
                          AtlasGridTile             **tiles)
{
  g_autoptr(AtlasConvolution) convolution =
    atlas_convolution_new (options->kernel, options->bandwidth / options->cell,
                           frame->n_columns, frame->n_rows);
  guint reach = atlas_convolution_get_reach (options->kernel, options->bandwidth / options->cell);
  guint n_workers = atlas_parallel_count_workers (options->n_workers);
  g_autofree double **scratch = g_new0 (double *, n_workers);
  g_autofree AtlasGridTilePool **pools = g_new0 (AtlasGridTilePool *, n_workers);
  g_autofree float *maxima = g_new0 (float, frame->tiles_up);
  Job job = {
    frame, places, edges, convolution, (int) reach, frame->n_columns + 2 * reach, tiles, scratch,
    .pools = pools, .maxima = maxima
  };

  job.scratch_size = sizeof (double) * job.width * ((gsize) places->bin_height + 1);
  for (job.parity = 0; job.parity < 2; job.parity++)
    atlas_parallel_run ((places->n_bin_rows + 1) / 2, options->n_workers, bin_places, &job);
  for (guint i = 0; i < n_workers; i++)
    atlas_memory_free (scratch[i], job.scratch_size);

  if (!atlas_convolution_run (convolution, options->n_workers, cancellable))
    return;
  atlas_parallel_run (frame->tiles_up, options->n_workers, find_maximum, &job);
  atlas_parallel_run (frame->tiles_up, options->n_workers, make_tiles, &job);
  for (guint i = 0; i < n_workers; i++)
    g_clear_pointer (&pools[i], atlas_grid_tile_pool_free);
}
