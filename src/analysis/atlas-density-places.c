#include "atlas-density-places.h"

#include "atlas-error.h"
#include "atlas-memory.h"
#include "atlas-parallel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More than anything on Earth, and so little that sums of it stay finite. */
#define MAX_WEIGHT 1e20

/* Places that are looked at in one go. */
#define CHUNK 16384

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
  gsize                     *next;   /* for each bin: where its next place goes */
  guint                     *parts;  /* the first bin of each part, and the end */
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

  return atlas_density_frame_init (&frame, &own, error);
}

gboolean
atlas_density_input_check (const AtlasDensityInput    *self,
                           const AtlasDensityOptions  *options,
                           GError                    **error)
{
  double least = options->cell / 2;

  for (gsize i = 0; i < self->n; i++)
    {
      double weight = get_weight (self, i);

      if (!isfinite (self->x[i]) || !isfinite (self->y[i]) ||
          !(weight >= 0) || !(weight <= MAX_WEIGHT))
        {
          g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                       _("Density: place %lu (E %g, N %g, amount %g) can't be counted. "
                         "Give it a position and an amount from 0 to %g, or leave it out."),
                       (gulong) i + 1, self->x[i], self->y[i], weight, MAX_WEIGHT);
          return FALSE;
        }
    }

  if (options->bandwidths != NULL)
    for (gsize i = 0; i < self->n; i++)
      if (!(options->bandwidths[i] >= least && options->bandwidths[i] <= options->bandwidth) &&
          !check_bandwidth (options, i, error))
        return FALSE;

  return TRUE;
}

/* Of one place: its kernel's value in the middle, per km². */
static double
get_amplitude (const AtlasDensityInput   *input,
               const AtlasDensityOptions *options,
               gsize                      i)
{
  double r = get_bandwidth (options, i);

  return get_weight (input, i) * (atlas_kernel_get_peak (options->kernel) / (r * r)) * M2_PER_KM2;
}

/* A power of four, for then the roots of amplitudes are scaled by a power of two
 * and no bit depends on it. */
static double
find_scale (const AtlasDensityInput   *input,
            const AtlasDensityOptions *options)
{
  double highest = 0;
  int exponent;

  for (gsize i = 0; i < input->n; i++)
    highest = MAX (highest, options->bandwidths != NULL ? get_amplitude (input, options, i)
                                                        : get_weight (input, i));
  if (options->bandwidths == NULL)
    highest *= atlas_kernel_get_peak (options->kernel) /
               (options->bandwidth * options->bandwidth) * M2_PER_KM2;
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
find_bins_of_chunk (guint    chunk,
                    guint    worker,
                    gpointer data)
{
  Sort *sort = data;
  gsize end = MIN ((gsize) (chunk + 1) * CHUNK, sort->input->n);

  for (gsize i = (gsize) chunk * CHUNK; i < end; i++)
    sort->bins[i] = find_bin (sort, i);
}

static void
count_places (Sort  *sort,
              guint  n_bins)
{
  gsize *starts = sort->places->starts;

  for (gsize i = 0; i < sort->input->n; i++)
    if (sort->bins[i] != NO_BIN)
      starts[sort->bins[i] + 1]++;
  for (guint bin = 0; bin < n_bins; bin++)
    starts[bin + 1] += starts[bin];
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
    .amplitude = (float) (get_amplitude (input, options, i) / scale),
  };
}

/* All of the input goes by, so that each part is filled in the input's order. */
static void
fill_part (guint    part,
           guint    worker,
           gpointer data)
{
  Sort *sort = data;
  guint first = sort->parts[part], end = sort->parts[part + 1];

  for (gsize i = 0; i < sort->input->n; i++)
    if (sort->bins[i] >= first && sort->bins[i] < end)
      sort->places->places[sort->next[sort->bins[i]]++] =
        atlas_density_place_new (sort->input, sort->options, sort->places->scale, i);
}

static void
sort_places (Sort  *sort,
             guint  n_bins)
{
  guint n_parts = atlas_parallel_count_workers (sort->options->n_workers);
  g_autofree guint *parts = g_new0 (guint, n_parts + 1);
  gsize n = sort->places->starts[n_bins];
  guint bin = 0;

  for (guint part = 1; part < n_parts; part++)
    {
      while (sort->places->starts[bin] < n / n_parts * part)
        bin++;
      parts[part] = bin;
    }
  parts[n_parts] = n_bins;

  sort->parts = parts;
  sort->next = g_memdup2 (sort->places->starts, sizeof (gsize) * n_bins);
  sort->places->size = sizeof (AtlasDensityPlace) * n;
  sort->places->places = atlas_memory_new (sort->places->size);
  atlas_parallel_run (n_parts, sort->options->n_workers, fill_part, sort);
  g_clear_pointer (&sort->next, g_free);
}

AtlasDensityPlaces *
atlas_density_places_new (const AtlasDensityFrame   *frame,
                          const AtlasDensityInput   *input,
                          const AtlasDensityOptions *options,
                          const AtlasMask           *mask,
                          guint                      margin)
{
  AtlasDensityPlaces *self = g_new0 (AtlasDensityPlaces, 1);
  gsize bins_size = sizeof (guint32) * input->n;
  Sort sort = {
    frame, input, options, mask, margin, self, .bins = atlas_memory_new (bins_size)
  };
  guint n_bins;

  self->reach = find_reach (input, options);
  self->scale = find_scale (input, options);
  lay_out_bins (self, frame);
  n_bins = self->n_bin_columns * self->n_bin_rows;
  self->starts = g_new0 (gsize, (gsize) n_bins + 1);

  atlas_parallel_run ((guint) ((input->n + CHUNK - 1) / CHUNK), options->n_workers,
                      find_bins_of_chunk, &sort);
  count_places (&sort, n_bins);
  sort_places (&sort, n_bins);
  atlas_memory_free (sort.bins, bins_size);

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
