#include "atlas-density-exact.h"

#include "atlas-parallel.h"

#include <math.h>
#include <stdlib.h>

/* Places of a bin that are summed in float before they are carried over: where all
 * stand on one spot their rounding goes one way, by 2⁻²⁵ each. A cell is reached
 * by no more than some thirty bins. */
#define CARRY 128

/* A few tiles side by side. */
typedef struct
{
  guint tile_column;
  guint tile_row;
  gsize n; /* places that may reach it */
} Block;

typedef struct
{
  const AtlasDensityFrame    *frame;
  const AtlasDensityPlaces   *places;
  const AtlasDensityEdges    *edges;
  const AtlasDensityOptions  *options;
  GCancellable               *cancellable;
  AtlasGridTile             **tiles;
  Block                      *blocks;
  AtlasDensityWindow        **windows; /* of each worker, made when it begins */
  AtlasGridTilePool         **pools;
} Job;

static guint
count_columns (const AtlasDensityFrame *frame,
               const Block             *block)
{
  guint first = block->tile_column * ATLAS_GRID_TILE;

  return MIN (frame->n_columns - first, ATLAS_DENSITY_WINDOW_TILES * ATLAS_GRID_TILE);
}

static guint
count_rows (const AtlasDensityFrame *frame,
            const Block             *block)
{
  return MIN (frame->n_rows - block->tile_row * ATLAS_GRID_TILE, ATLAS_DENSITY_WINDOW_ROWS);
}

static AtlasDensityBins
find_bins (const AtlasDensityFrame  *frame,
           const AtlasDensityPlaces *places,
           const Block              *block)
{
  return atlas_density_places_find_bins (places,
                                         frame->first_column +
                                           block->tile_column * ATLAS_GRID_TILE,
                                         frame->first_row + block->tile_row * ATLAS_GRID_TILE,
                                         count_columns (frame, block),
                                         count_rows (frame, block));
}

static gboolean
add_bin (const Job          *job,
         AtlasDensityWindow *window,
         guint               bin_column,
         guint               bin_row)
{
  const AtlasDensityPlaces *places = job->places;
  double x0 = (places->first_bin_column + bin_column) * places->bin_width;
  double y0 = (places->first_bin_row + bin_row) * places->bin_height;
  AtlasBox box = { x0, y0, x0 + places->bin_width, y0 + places->bin_height };
  AtlasBox reached = atlas_box_grow (&box, places->reach);
  gboolean any = FALSE;
  gsize n;
  const AtlasDensityPlace *place = atlas_density_places_get_bin (places, bin_column, bin_row, &n);

  /* Also when none of them reaches this window: a cell's sums are cut in the same
   * places in any. */
  for (; n >= CARRY; n -= CARRY, place += CARRY)
    {
      any |= atlas_density_window_add (window, job->options->kernel, place, CARRY);
      atlas_density_window_carry (window, &reached);
    }

  return atlas_density_window_add (window, job->options->kernel, place, n) || any;
}

static gboolean
add_bins (const Job          *job,
          AtlasDensityWindow *window,
          const Block        *block)
{
  AtlasDensityBins bins = find_bins (job->frame, job->places, block);
  gboolean any = FALSE;

  for (guint column = bins.x0; column < bins.x1; column++)
    {
      if (g_cancellable_is_cancelled (job->cancellable))
        return FALSE;
      for (guint row = bins.y0; row < bins.y1; row++)
        any |= add_bin (job, window, column, row);
    }

  return any;
}

static void
make_tiles (const Job   *job,
            guint        worker,
            const Block *block)
{
  const AtlasDensityFrame *frame = job->frame;
  guint end = MIN (block->tile_column + ATLAS_DENSITY_WINDOW_TILES, frame->tiles_across);
  float values[ATLAS_GRID_TILE * ATLAS_GRID_TILE];

  for (guint column = block->tile_column; column < end; column++)
    {
      gint64 first = (gint64) frame->first_column + column * ATLAS_GRID_TILE;

      atlas_density_window_read (job->windows[worker], first, job->places->scale, values);
      atlas_density_edges_apply (job->edges, frame, column, block->tile_row, values);
      job->tiles[block->tile_row * frame->tiles_across + column] =
        atlas_grid_tile_new (job->pools[worker], values);
    }
}

static void
sum_block (guint    item,
           guint    worker,
           gpointer data)
{
  Job *job = data;
  const Block *block = &job->blocks[item];
  const AtlasDensityFrame *frame = job->frame;

  if (block->n == 0 || g_cancellable_is_cancelled (job->cancellable))
    return;

  if (job->windows[worker] == NULL)
    {
      job->windows[worker] = atlas_density_window_new ();
      job->pools[worker] = atlas_grid_tile_pool_new ();
    }
  atlas_density_window_move (job->windows[worker],
                             (gint64) frame->first_column + block->tile_column * ATLAS_GRID_TILE,
                             (int) count_columns (frame, block),
                             (gint64) frame->first_row + block->tile_row * ATLAS_GRID_TILE,
                             (int) count_rows (frame, block));
  if (add_bins (job, job->windows[worker], block))
    make_tiles (job, worker, block);
}

static gsize
count_places (const AtlasDensityPlaces *places,
              const AtlasDensityBins   *bins)
{
  gsize sum = 0;

  for (guint column = bins->x0; column < bins->x1; column++)
    for (guint row = bins->y0; row < bins->y1; row++)
      {
        gsize n;

        atlas_density_places_get_bin (places, column, row, &n);
        sum += n;
      }

  return sum;
}

static int
compare_blocks (const void *a,
                const void *b)
{
  const Block *x = a, *y = b;

  return (x->n < y->n) - (x->n > y->n);
}

/* Those with much to do first, so that the threads end together. */
static Block *
list_blocks (const AtlasDensityFrame  *frame,
             const AtlasDensityPlaces *places,
             guint                    *n)
{
  guint across = (frame->tiles_across + ATLAS_DENSITY_WINDOW_TILES - 1) /
                 ATLAS_DENSITY_WINDOW_TILES;
  Block *blocks = g_new (Block, across * frame->tiles_up);

  *n = across * frame->tiles_up;
  for (guint i = 0; i < *n; i++)
    {
      Block *block = &blocks[i];
      AtlasDensityBins bins;

      block->tile_column = i % across * ATLAS_DENSITY_WINDOW_TILES;
      block->tile_row = i / across;
      bins = find_bins (frame, places, block);
      block->n = count_places (places, &bins);
    }
  qsort (blocks, *n, sizeof *blocks, compare_blocks);

  return blocks;
}

/* A cell belongs to one block and a block to one thread, so every sum is made in
 * the order of the bins, however many threads there are. */
void
atlas_density_sum_exact (const AtlasDensityFrame    *frame,
                         const AtlasDensityPlaces   *places,
                         const AtlasDensityEdges    *edges,
                         const AtlasDensityOptions  *options,
                         GCancellable               *cancellable,
                         AtlasGridTile             **tiles)
{
  guint n_blocks, n_workers = atlas_parallel_count_workers (options->n_workers);
  g_autofree Block *blocks = list_blocks (frame, places, &n_blocks);
  g_autofree AtlasDensityWindow **windows = g_new0 (AtlasDensityWindow *, n_workers);
  g_autofree AtlasGridTilePool **pools = g_new0 (AtlasGridTilePool *, n_workers);
  Job job = { frame, places, edges, options, cancellable, tiles, blocks, windows, pools };

  atlas_parallel_run (n_blocks, options->n_workers, sum_block, &job);
  for (guint i = 0; i < n_workers; i++)
    {
      g_clear_pointer (&windows[i], atlas_density_window_free);
      g_clear_pointer (&pools[i], atlas_grid_tile_pool_free);
    }
}
