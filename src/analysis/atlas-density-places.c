#include "atlas-density-places.h"

#include "atlas-error.h"
#include "atlas-memory.h"
#include "atlas-parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More than anything on Earth, and so little that sums of it stay finite. */
#define MAX_WEIGHT 1e20

/* Into so many chunks the input is cut at most, and into so many numbers for each
 * bin. */
#define MAX_CHUNKS 16
#define MAX_COUNTS (1 << 22)

/* Places that are checked in one go. */
#define CHECK_CHUNK 65536

/* Fewer places are not worth a chunk. */
#define MIN_CHUNK 4096

#define NO_BIN G_MAXUINT32

/* A band of bins is much lower than the kernel, so that a row of tiles meets few
 * places in vain. */
#define BIN_FLATNESS 4

typedef struct
{
  const AtlasDensityFrame   *frame;
  const AtlasDensityInput   *input;
  const AtlasDensityOptions *options;
  const AtlasMask           *mask;
  guint                      margin;
  AtlasDensityPlaces        *places;
  guint32                   *bins;   /* of each place of the input */
  guint                      n_bins;
  guint                      n_chunks;
  gsize                      chunk;  /* places in each but the last */
  gsize                     *next;   /* by chunk and bin: where its next place goes */
  double                     highest[MAX_CHUNKS]; /* amplitudes */
  double                     factor; /* of amplitudes, where all have one bandwidth */
} Sort;

static double
get_weight (const AtlasDensityInput *input,
            gsize                    i)
{
  return input->weight != NULL ? input->weight[i] : 1;
}

static double
get_bandwidth (const AtlasDensityOptions *options,
               gsize                      i)
{
  return options->bandwidths != NULL ? options->bandwidths[i] : options->bandwidth;
}

static gboolean
check_bandwidth (const AtlasDensityOptions  *options,
                 gsize                       i,
                 GError                    **error)
{
  AtlasDensityOptions own = *options;
  AtlasDensityFrame frame;

  own.bandwidth = options->bandwidths[i];
  own.bandwidths = NULL;
  own.edge = ATLAS_DENSITY_EDGE_NONE;

  return atlas_density_frame_init (&frame, &own, error);
}

static gboolean
is_place (const AtlasDensityInput *self,
          gsize                    i)
{
  double weight = get_weight (self, i);

  return isfinite (self->x[i]) && isfinite (self->y[i]) && weight >= 0 && weight <= MAX_WEIGHT;
}

/* Many of them, for the answer that all are right. */
typedef struct
{
  const AtlasDensityInput *input;
  gboolean                 bad;   /* atomic */
} Check;

static void
check_chunk (guint    chunk,
             guint    worker,
             gpointer data)
{
  Check *self = data;
  gsize end = MIN ((gsize) (chunk + 1) * CHECK_CHUNK, self->input->n);

  for (gsize i = (gsize) chunk * CHECK_CHUNK; i < end; i++)
    if (!is_place (self->input, i))
      {
        g_atomic_int_set (&self->bad, TRUE);
        return;
      }
}

static gboolean
check_places (const AtlasDensityInput  *self,
              guint                     n_workers,
              GError                  **error)
{
  Check check = { self, FALSE };
  gsize i = 0;

  atlas_parallel_run ((guint) ((self->n + CHECK_CHUNK - 1) / CHECK_CHUNK), n_workers, check_chunk,
                      &check);
  if (!check.bad)
    return TRUE;

  while (is_place (self, i))
    i++;
  g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
               _("Density: place %lu (E %.10g, N %.10g, amount %g) can't be counted. "
                 "Give it a position and an amount from 0 to %g, or leave it out."),
               (gulong) i + 1, self->x[i], self->y[i], get_weight (self, i), MAX_WEIGHT);

  return FALSE;
}

gboolean
atlas_density_input_check (const AtlasDensityInput    *self,
                           const AtlasDensityOptions  *options,
                           GError                    **error)
{
  double least = options->cell / 2;

  if (!check_places (self, options->n_workers, error))
    return FALSE;

  if (options->bandwidths != NULL)
    for (gsize i = 0; i < self->n; i++)
      if (!(options->bandwidths[i] >= least && options->bandwidths[i] <= options->bandwidth) &&
          !check_bandwidth (options, i, error))
        return FALSE;

  return TRUE;
}

/* What a weight is multiplied by for the kernel's value in the middle, per km². */
static double
get_factor (const AtlasDensityOptions *options,
            gsize                      i)
{
  double r = get_bandwidth (options, i);

  return atlas_kernel_get_peak (options->kernel) / (r * r) * M2_PER_KM2;
}

/* The least power of four above @highest, for then the roots of amplitudes are scaled
 * by a power of two and no bit depends on it. */
static double
get_scale (double highest)
{
  int exponent;

  frexp (highest, &exponent);

  return ldexp (1, (exponent + 2) & ~1);
}

static double
find_reach (const AtlasDensityInput   *input,
            const AtlasDensityOptions *options)
{
  double widest = options->bandwidths != NULL ? 0 : options->bandwidth;

  for (gsize i = 0; options->bandwidths != NULL && i < input->n; i++)
    widest = MAX (widest, options->bandwidths[i]);

  return widest * atlas_kernel_get_reach (options->kernel) / options->cell;
}

static void
lay_out_bins (AtlasDensityPlaces      *self,
              const AtlasDensityFrame *frame)
{
  double end_column, end_row;

  self->bin_width = ATLAS_GRID_TILE;
  while (self->bin_width < self->reach)
    self->bin_width *= 2;
  self->bin_height = self->bin_width / BIN_FLATNESS;

  self->first_bin_column = floor ((frame->first_column - self->reach) / self->bin_width);
  self->first_bin_row = floor ((frame->first_row - self->reach) / self->bin_height);
  end_column = floor ((frame->first_column + frame->n_columns + self->reach) / self->bin_width) + 1;
  end_row = floor ((frame->first_row + frame->n_rows + self->reach) / self->bin_height) + 1;
  self->n_bin_columns = (guint) (end_column - self->first_bin_column);
  self->n_bin_rows = (guint) (end_row - self->first_bin_row);
}

/* Bins are taken as a whole: where its places are carried over to double must not
 * depend on the frame. */
static guint32
find_bin (const Sort *sort,
          gsize       i)
{
  const AtlasDensityPlaces *places = sort->places;
  double cell = sort->frame->cell;
  double x = sort->input->x[i], y = sort->input->y[i];
  double column = floor ((x / cell - 0.5) / places->bin_width) - places->first_bin_column;
  double row = floor ((y / cell - 0.5) / places->bin_height) - places->first_bin_row;

  if (column < 0 || column >= places->n_bin_columns || row < 0 || row >= places->n_bin_rows ||
      get_weight (sort->input, i) == 0 ||
      (sort->mask != NULL &&
       !atlas_density_frame_mask_has (sort->frame, sort->mask, sort->margin, x, y)))
    return NO_BIN;

  return (guint32) column * places->n_bin_rows + (guint32) row;
}

static void
count_chunk (guint    chunk,
             guint    worker,
             gpointer data)
{
  Sort *sort = data;
  gsize *counts = sort->next + (gsize) chunk * sort->n_bins;
  gsize end = MIN ((chunk + 1) * sort->chunk, sort->input->n);
  double highest = 0;

  for (gsize i = chunk * sort->chunk; i < end; i++)
    {
      double factor = sort->factor > 0 ? sort->factor : get_factor (sort->options, i);

      sort->bins[i] = find_bin (sort, i);
      if (sort->bins[i] == NO_BIN)
        continue;
      counts[sort->bins[i]]++;
      highest = MAX (highest, get_weight (sort->input, i) * factor);
    }
  sort->highest[chunk] = highest;
}

/* Of a bin those of the first chunk come first: so all are in the input's order,
 * however it is cut. */
static void
find_starts (Sort *sort)
{
  gsize sum = 0;

  for (guint bin = 0; bin < sort->n_bins; bin++)
    {
      sort->places->starts[bin] = sum;
      for (guint chunk = 0; chunk < sort->n_chunks; chunk++)
        {
          gsize *next = &sort->next[(gsize) chunk * sort->n_bins + bin];
          gsize count = *next;

          *next = sum;
          sum += count;
        }
    }
  sort->places->starts[sort->n_bins] = sum;
}

AtlasDensityPlace
atlas_density_place_new (const AtlasDensityInput   *input,
                         const AtlasDensityOptions *options,
                         double                     scale,
                         gsize                      i)
{
  return (AtlasDensityPlace) {
    .column = input->x[i] / options->cell - 0.5,
    .row = input->y[i] / options->cell - 0.5,
    .reach = get_bandwidth (options, i) * atlas_kernel_get_reach (options->kernel) / options->cell,
    .amplitude = (float) (get_weight (input, i) * (get_factor (options, i) / scale)),
  };
}

static void
find_scale (Sort *sort)
{
  double highest = 0;

  for (guint chunk = 0; chunk < sort->n_chunks; chunk++)
    highest = MAX (highest, sort->highest[chunk]);
  sort->places->scale = get_scale (highest);
}

static void
put_chunk (guint    chunk,
           guint    worker,
           gpointer data)
{
  Sort *sort = data;
  gsize *next = sort->next + (gsize) chunk * sort->n_bins;
  gsize end = MIN ((chunk + 1) * sort->chunk, sort->input->n);
  double cell = sort->options->cell, scale = sort->places->scale;

  for (gsize i = chunk * sort->chunk; i < end; i++)
    {
      AtlasDensityPlace *place;

      if (sort->bins[i] == NO_BIN)
        continue;
      place = &sort->places->places[next[sort->bins[i]]++];
      if (sort->factor == 0)
        *place = atlas_density_place_new (sort->input, sort->options, scale, i);
      else
        *place = (AtlasDensityPlace) {
          sort->input->x[i] / cell - 0.5, sort->input->y[i] / cell - 0.5, sort->places->reach,
          (float) (get_weight (sort->input, i) * (sort->factor / scale)),
        };
    }
}

/* A counting sort. */
static void
sort_places (Sort *sort)
{
  gsize n = sort->input->n;
  gsize bins_size = sizeof (guint32) * n, next_size;
  guint n_chunks = (guint) CLAMP (n / MIN_CHUNK, 1, MAX_CHUNKS);

  sort->n_chunks = CLAMP (MAX_COUNTS / sort->n_bins, 1, n_chunks);
  sort->chunk = (n + sort->n_chunks - 1) / sort->n_chunks;
  next_size = sizeof (gsize) * sort->n_chunks * sort->n_bins;
  sort->bins = atlas_memory_new (bins_size);
  sort->next = atlas_memory_new (next_size);

  atlas_parallel_run (sort->n_chunks, sort->options->n_workers, count_chunk, sort);
  find_starts (sort);
  find_scale (sort);
  sort->places->size = sizeof (AtlasDensityPlace) * sort->places->starts[sort->n_bins];
  sort->places->places = atlas_memory_new (sort->places->size);
  atlas_parallel_run (sort->n_chunks, sort->options->n_workers, put_chunk, sort);

  atlas_memory_free (sort->bins, bins_size);
  atlas_memory_free (sort->next, next_size);
}

AtlasDensityPlaces *
atlas_density_places_new (const AtlasDensityFrame   *frame,
                          const AtlasDensityInput   *input,
                          const AtlasDensityOptions *options,
                          const AtlasMask           *mask,
                          guint                      margin)
{
  AtlasDensityPlaces *self = g_new0 (AtlasDensityPlaces, 1);
  Sort sort = { frame, input, options, mask, margin, self };

  self->reach = find_reach (input, options);
  sort.factor = options->bandwidths == NULL ? get_factor (options, 0) : 0;
  lay_out_bins (self, frame);
  sort.n_bins = self->n_bin_columns * self->n_bin_rows;
  self->starts = g_new0 (gsize, (gsize) sort.n_bins + 1);
  sort_places (&sort);

  return self;
}

void
atlas_density_places_free (AtlasDensityPlaces *self)
{
  atlas_memory_free (self->places, self->size);
  g_free (self->starts);
  g_free (self);
}

AtlasDensityBins
atlas_density_places_find_bins (const AtlasDensityPlaces *self,
                                double                    first_column,
                                double                    first_row,
                                double                    n_columns,
                                double                    n_rows)
{
  double x0 = floor ((first_column - self->reach) / self->bin_width) - self->first_bin_column;
  double y0 = floor ((first_row - self->reach) / self->bin_height) - self->first_bin_row;
  double x1 = floor ((first_column + n_columns - 1 + self->reach) / self->bin_width) + 1 -
              self->first_bin_column;
  double y1 = floor ((first_row + n_rows - 1 + self->reach) / self->bin_height) + 1 -
              self->first_bin_row;

  return (AtlasDensityBins) {
    (guint) CLAMP (x0, 0, self->n_bin_columns), (guint) CLAMP (y0, 0, self->n_bin_rows),
    (guint) CLAMP (x1, 0, self->n_bin_columns), (guint) CLAMP (y1, 0, self->n_bin_rows),
  };
}

const AtlasDensityPlace *
atlas_density_places_get_bin (const AtlasDensityPlaces *self,
                              guint                     bin_column,
                              guint                     bin_row,
                              gsize                    *n)
{
  guint bin = bin_column * self->n_bin_rows + bin_row;

  *n = self->starts[bin + 1] - self->starts[bin];

  return self->places + self->starts[bin];
}
