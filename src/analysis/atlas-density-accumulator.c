#include "atlas-density-accumulator.h"

#include "atlas-density-edges.h"
#include "atlas-density-places.h"
#include "atlas-error.h"
#include "atlas-memory.h"
#include "atlas-parallel.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define TILE ATLAS_GRID_TILE
#define TILE_VALUES (TILE * TILE)

/* Bits that one place's share in a cell is counted in when all are on one spot. */
#define BITS 50

struct _AtlasDensityAccumulator
{
  AtlasDensityFrame    frame;
  AtlasDensityOptions  options;
  AtlasGeometry       *region;
  AtlasDensityEdges   *edges;
  double               scale;
  double               magic;   /* added and subtracted, it leaves whole multiples */
  double              *sums;    /* tile after tile */
  AtlasGrid           *grid;    /* as of the last look */
  GArray              *changed; /* (element-type guint): tiles since then */
  guint8              *is_changed;
};

/* Places on their way into a new accumulator. */
typedef struct
{
  AtlasDensityAccumulator   *self;
  const AtlasDensityPlaces  *places;
  GCancellable              *cancellable;
  AtlasGridTile            **tiles;
} Fill;

static gsize
get_n_tiles (const AtlasDensityAccumulator *self)
{
  return (gsize) self->frame.tiles_across * self->frame.tiles_up;
}

static gsize
get_sums_size (const AtlasDensityAccumulator *self)
{
  return sizeof (double) * TILE_VALUES * get_n_tiles (self);
}

/* A row of a tile, from @first to @end. */
typedef struct
{
  double *sums;
  int     first;
  int     end;
  double  column;    /* of the place, from sums[0] on */
  double  dy2;
  double  per_r2;
  double  amplitude;
  double  magic;
} Row;

/* The quartic kernel is the plan's, and worth a loop without calls. */
static inline __attribute__ ((always_inline)) void
add_quartic (const Row *row)
{
  const double column = row->column, amplitude = row->amplitude, magic = row->magic;
  const double per_r2 = row->per_r2, rest = 1 - row->dy2 * per_r2;
  double *restrict sums = row->sums;

  for (int c = row->first; c < row->end; c++)
    {
      double dx = c - column;
      double t = rest - dx * dx * per_r2;

      t = t > 0 ? t : 0;
      sums[c] += (amplitude * (t * t) + magic) - magic;
    }
}

static void
add_quartic_row (const Row *row)
{
  add_quartic (row);
}

#ifdef __x86_64__
/* The same bits in wider vectors; see atlas-density-window.c. */
__attribute__ ((target ("avx2")))
static void
add_quartic_row_avx2 (const Row *row)
{
  add_quartic (row);
}
#endif

static void
add_row (const Row   *row,
         AtlasKernel  kernel)
{
  if (kernel == ATLAS_KERNEL_QUARTIC)
    {
#ifdef __x86_64__
      if (__builtin_cpu_supports ("avx2"))
        {
          add_quartic_row_avx2 (row);
          return;
        }
#endif
      add_quartic_row (row);
      return;
    }

  for (int c = row->first; c < row->end; c++)
    {
      double dx = c - row->column;
      double shape = atlas_kernel_get_shape (kernel, (dx * dx + row->dy2) * row->per_r2);

      row->sums[c] += (row->amplitude * shape + row->magic) - row->magic;
    }
}

/* @sign: 1 or -1 */
static void
add_to_tile (AtlasDensityAccumulator *self,
             guint                    tile_column,
             guint                    tile_row,
             const AtlasDensityPlace *place,
             double                   sign)
{
  double column = place->column - self->frame.first_column - (double) tile_column * TILE;
  double row = place->row - self->frame.first_row - (double) tile_row * TILE;
  double *sums = self->sums + ((gsize) tile_row * self->frame.tiles_across + tile_column) *
                              TILE_VALUES;
  double reach = place->reach;
  double r = reach / atlas_kernel_get_reach (self->options.kernel);
  int first_row = (int) CLAMP (ceil (row - reach), 0, TILE);
  int end_row = (int) CLAMP (floor (row + reach) + 1, 0, TILE);

  for (int k = first_row; k < end_row; k++)
    {
      double dy = k - row;
      double half = sqrt (MAX (reach * reach - dy * dy, 0));
      Row cells = {
        sums + k * TILE, (int) CLAMP (ceil (column - half), 0, TILE),
        (int) CLAMP (floor (column + half) + 1, 0, TILE), column, dy * dy, 1 / (r * r),
        sign * (double) place->amplitude, self->magic,
      };

      add_row (&cells, self->options.kernel);
    }
}

/* The tiles that the place reaches: columns x0 … x1 - 1, rows y0 … y1 - 1. */
static AtlasDensityBins
find_tiles (const AtlasDensityAccumulator *self,
            const AtlasDensityPlace       *place)
{
  double column = place->column - self->frame.first_column;
  double row = place->row - self->frame.first_row;

  return (AtlasDensityBins) {
    (guint) CLAMP (floor ((column - place->reach) / TILE), 0, self->frame.tiles_across),
    (guint) CLAMP (floor ((row - place->reach) / TILE), 0, self->frame.tiles_up),
    (guint) CLAMP (floor ((column + place->reach) / TILE) + 1, 0, self->frame.tiles_across),
    (guint) CLAMP (floor ((row + place->reach) / TILE) + 1, 0, self->frame.tiles_up),
  };
}

static AtlasGridTile *
make_tile (const AtlasDensityAccumulator *self,
           AtlasGridTilePool             *pool,
           guint                          number)
{
  const double *sums = self->sums + (gsize) number * TILE_VALUES;
  float values[TILE_VALUES];

  for (guint i = 0; i < TILE_VALUES; i++)
    {
      double value = sums[i] * self->scale;

      /* Past eight times the weight a remainder may be below 0. */
      value = value > 0 ? value : 0;
      values[i] = (float) (value < FLT_MAX ? value : FLT_MAX);
    }
  atlas_density_edges_apply (self->edges, &self->frame, number % self->frame.tiles_across,
                             number / self->frame.tiles_across, values);

  return atlas_grid_tile_new (pool, values);
}

static void
fill_bin (Fill  *fill,
          guint  tile_row,
          guint  bin_column,
          guint  bin_row)
{
  gsize n;
  const AtlasDensityPlace *places =
    atlas_density_places_get_bin (fill->places, bin_column, bin_row, &n);

  for (gsize i = 0; i < n; i++)
    {
      AtlasDensityBins tiles = find_tiles (fill->self, &places[i]);

      if (tile_row >= tiles.y0 && tile_row < tiles.y1)
        for (guint column = tiles.x0; column < tiles.x1; column++)
          add_to_tile (fill->self, column, tile_row, &places[i], 1);
    }
}

/* A row of tiles belongs to one thread. */
static void
fill_tile_row (guint    tile_row,
               guint    worker,
               gpointer data)
{
  Fill *fill = data;
  const AtlasDensityFrame *frame = &fill->self->frame;
  AtlasDensityBins bins = atlas_density_places_find_bins (fill->places, frame->first_column,
                                                          frame->first_row + tile_row * TILE,
                                                          frame->n_columns, TILE);
  g_autoptr(AtlasGridTilePool) pool = NULL;

  for (guint column = bins.x0; column < bins.x1; column++)
    {
      if (g_cancellable_is_cancelled (fill->cancellable))
        return;
      for (guint row = bins.y0; row < bins.y1; row++)
        fill_bin (fill, tile_row, column, row);
    }

  pool = atlas_grid_tile_pool_new ();
  for (guint i = tile_row * frame->tiles_across; i < (tile_row + 1) * frame->tiles_across; i++)
    fill->tiles[i] = make_tile (fill->self, pool, i);
}

/* What the places are all together, on one spot. */
static double
sum_amplitudes (const AtlasDensityPlaces *places)
{
  gsize n = places->starts[(gsize) places->n_bin_columns * places->n_bin_rows];
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += places->places[i].amplitude;

  return sum;
}

static void
fill_with_places (AtlasDensityAccumulator *self,
                  const AtlasDensityInput *input,
                  GCancellable            *cancellable)
{
  g_autoptr(AtlasDensityPlaces) places =
    atlas_density_places_new (&self->frame, input, &self->options, self->edges->wide_mask,
                              self->edges->margin);
  AtlasGridTile **tiles = g_new0 (AtlasGridTile *, get_n_tiles (self));
  Fill fill = { self, places, cancellable, tiles };
  int exponent;

  self->scale = places->scale;
  frexp (MAX (sum_amplitudes (places), 1), &exponent);
  self->magic = ldexp (1.5, DBL_MANT_DIG - 1 + exponent - BITS);
  self->sums = atlas_memory_new (get_sums_size (self));
  atlas_parallel_run (self->frame.tiles_up, self->options.n_workers, fill_tile_row, &fill);
  self->grid = atlas_grid_new_from_tiles (self->frame.first_column * self->frame.cell,
                                          self->frame.first_row * self->frame.cell,
                                          self->frame.cell, self->frame.n_columns,
                                          self->frame.n_rows, tiles, self->edges->mask);
}

static gboolean
check_bandwidths (const AtlasDensityOptions  *options,
                  GError                    **error)
{
  if (options->bandwidths == NULL)
    return TRUE;

  g_set_error_literal (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("Density: where each place has its own bandwidth, an edit changes those "
                         "around it. Choose a fixed one."));

  return FALSE;
}

AtlasDensityAccumulator *
atlas_density_accumulator_new (const double               *x,
                               const double               *y,
                               const double               *weight,
                               gsize                       n,
                               const AtlasDensityOptions  *options,
                               GCancellable               *cancellable,
                               GError                    **error)
{
  const AtlasDensityInput input = { x, y, weight, n };
  AtlasDensityOptions exact = *options;
  AtlasDensityFrame frame;
  g_autoptr(AtlasDensityAccumulator) self = NULL;

  exact.method = ATLAS_DENSITY_EXACT;
  if (!check_bandwidths (options, error) || !atlas_density_frame_init (&frame, &exact, error) ||
      !atlas_density_input_check (&input, options, error))
    return NULL;

  self = g_new0 (AtlasDensityAccumulator, 1);
  self->frame = frame;
  self->options = exact;
  if (options->region != NULL)
    self->options.region = self->region = atlas_geometry_ref ((AtlasGeometry *) options->region);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->is_changed = g_new0 (guint8, get_n_tiles (self));
  self->edges = atlas_density_edges_new (&self->frame, &self->options, cancellable);
  if (self->edges != NULL)
    fill_with_places (self, &input, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL
                                                                   : g_steal_pointer (&self);
}

void
atlas_density_accumulator_free (AtlasDensityAccumulator *self)
{
  atlas_memory_free (self->sums, get_sums_size (self));
  g_clear_pointer (&self->edges, atlas_density_edges_free);
  g_clear_pointer (&self->region, atlas_geometry_unref);
  g_clear_pointer (&self->grid, atlas_grid_unref);
  g_array_unref (self->changed);
  g_free (self->is_changed);
  g_free (self);
}

static void
mark_changed (AtlasDensityAccumulator *self,
              guint                    tile)
{
  if (self->is_changed[tile])
    return;

  self->is_changed[tile] = TRUE;
  g_array_append_val (self->changed, tile);
}

static gboolean
change (AtlasDensityAccumulator  *self,
        double                    x,
        double                    y,
        double                    weight,
        double                    sign,
        GError                  **error)
{
  const AtlasDensityInput input = { &x, &y, &weight, 1 };
  AtlasDensityPlace place;
  AtlasDensityBins tiles;

  if (!atlas_density_input_check (&input, &self->options, error))
    return FALSE;
  if (self->edges->wide_mask != NULL &&
      !atlas_density_frame_mask_has (&self->frame, self->edges->wide_mask, self->edges->margin,
                                     x, y))
    return TRUE;

  place = atlas_density_place_new (&input, &self->options, self->scale, 0);
  tiles = find_tiles (self, &place);
  for (guint row = tiles.y0; row < tiles.y1; row++)
    for (guint column = tiles.x0; column < tiles.x1; column++)
      {
        add_to_tile (self, column, row, &place, sign);
        mark_changed (self, row * self->frame.tiles_across + column);
      }

  return TRUE;
}

gboolean
atlas_density_accumulator_add (AtlasDensityAccumulator  *self,
                               double                    x,
                               double                    y,
                               double                    weight,
                               GError                  **error)
{
  return change (self, x, y, weight, 1, error);
}

gboolean
atlas_density_accumulator_remove (AtlasDensityAccumulator  *self,
                                  double                    x,
                                  double                    y,
                                  double                    weight,
                                  GError                  **error)
{
  return change (self, x, y, weight, -1, error);
}

AtlasGrid *
atlas_density_accumulator_get_grid (AtlasDensityAccumulator *self)
{
  const guint *numbers = (const guint *) (gpointer) self->changed->data;
  guint n = self->changed->len;
  g_autofree AtlasGridTile **tiles = g_new (AtlasGridTile *, MAX (n, 1));
  AtlasGrid *grid;

  if (n > 0)
    {
      for (guint i = 0; i < n; i++)
        {
          tiles[i] = make_tile (self, NULL, numbers[i]);
          self->is_changed[numbers[i]] = FALSE;
        }
      grid = atlas_grid_new_changed (self->grid, numbers, tiles, n);
      g_array_set_size (self->changed, 0);
      atlas_grid_unref (self->grid);
      self->grid = grid;
    }

  return atlas_grid_ref (self->grid);
}
