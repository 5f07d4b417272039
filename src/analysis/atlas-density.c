#include "atlas-density.h"

#include "atlas-error.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Rows that one worker sums at a time: their doubles stay in its cache. */
#define BAND_ROWS ATLAS_GRID_TILE

/* 2 GB in work and result together; the whole city in cells of 12 m. */
#define MAX_CELLS (1u << 28)

/* Places between two looks at the cancellable. */
#define CANCEL_STRIDE 4096

#define M2_PER_KM2 1e6

/* More than anything on Earth, and so little that sums of it stay finite. */
#define MAX_WEIGHT 1e20

typedef struct
{
  const double              *x;
  const double              *y;
  const double              *weight;
  gsize                      n;
  const AtlasDensityOptions *options;
  GCancellable              *cancellable;

  double                     first_column; /* of the city's grid, which begins at 0, 0 */
  double                     first_row;
  guint                      n_columns;
  guint                      n_rows;
  float                     *values;
} Job;

void
atlas_density_options_init (AtlasDensityOptions *options,
                            const AtlasBox      *municipality)
{
  const double bandwidth = 2000;

  *options = (AtlasDensityOptions) {
    .extent = atlas_box_grow (municipality, bandwidth),
    .cell = 100,
    .bandwidth = bandwidth,
  };
}

static gboolean
check_options (const AtlasDensityOptions  *options,
               GError                    **error)
{
  const AtlasBox *extent = &options->extent;

  if (!isfinite (options->cell) || options->cell <= 0)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("Density: a cell of %g m can't be used. Choose a size above 0 m."),
                 options->cell);
  else if (!isfinite (options->bandwidth) || options->bandwidth < options->cell / 2)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("Density: a bandwidth of %g m falls between the cells of %g m. "
                   "Choose at least half a cell."),
                 options->bandwidth, options->cell);
  else if (!isfinite (extent->x0 + extent->y0 + extent->x1 + extent->y1) ||
           extent->x0 >= extent->x1 || extent->y0 >= extent->y1)
    g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                 _("Density: the area from E %g N %g to E %g N %g is empty. "
                   "Choose one that has a width and a height."),
                 extent->x0, extent->y0, extent->x1, extent->y1);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_places (const Job  *job,
              GError    **error)
{
  for (gsize i = 0; i < job->n; i++)
    {
      double weight = job->weight != NULL ? job->weight[i] : 1;

      if (isfinite (job->x[i]) && isfinite (job->y[i]) && weight >= 0 && weight <= MAX_WEIGHT)
        continue;

      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("Density: place %lu (E %g, N %g, amount %g) can't be counted. "
                     "Give it a position and an amount from 0 to %g, or leave it out."),
                   (gulong) i + 1, job->x[i], job->y[i], weight, MAX_WEIGHT);
      return FALSE;
    }

  return TRUE;
}

static gboolean
lay_out (Job     *job,
         GError **error)
{
  const AtlasDensityOptions *options = job->options;
  double cell = options->cell;
  double first_column = floor (options->extent.x0 / cell);
  double first_row = floor (options->extent.y0 / cell);
  double n_columns = ceil (options->extent.x1 / cell) - first_column;
  double n_rows = ceil (options->extent.y1 / cell) - first_row;

  if (n_columns * n_rows <= MAX_CELLS)
    job->values = g_try_new0 (float, (gsize) (n_columns * n_rows));
  if (job->values == NULL)
    {
      g_set_error (error, ATLAS_ERROR, ATLAS_ERROR_ARGUMENT,
                   _("Density: %.0f × %.0f cells of %g m do not fit into memory. "
                     "Choose larger cells or a smaller area."),
                   n_columns, n_rows, cell);
      return FALSE;
    }

  job->first_column = first_column;
  job->first_row = first_row;
  job->n_columns = (guint) n_columns;
  job->n_rows = (guint) n_rows;

  return TRUE;
}

/* The cells with a centre between @from and @to, counted from @origin, as far
 * as there are @n of them. */
static void
find_cells (double  from,
            double  to,
            double  cell,
            double  origin,
            guint   n,
            guint  *first,
            guint  *end)
{
  *first = (guint) CLAMP (ceil (from / cell - 0.5) - origin, 0, n);
  *end = (guint) CLAMP (floor (to / cell - 0.5) + 1 - origin, 0, n);
}

/* One place's share of a row of cells: @peak × (1 − d² / R²)². @rest is
 * 1 − dy² / R²; @origin the number of sums[0] on the city's grid. */
static void
add_span (double *sums,
          guint   first,
          guint   end,
          double  origin,
          double  cell,
          double  x,
          double  per_r2,
          double  rest,
          double  peak)
{
  for (guint column = first; column < end; column++)
    {
      double dx = (origin + column + 0.5) * cell - x;
      double t = rest - dx * dx * per_r2;

      t = t > 0 ? t : 0;
      sums[column] += peak * (t * t);
    }
}

static void
add_place (const Job *job,
           double    *sums,
           guint      first_row,
           guint      end_row,
           gsize      i)
{
  double cell = job->options->cell;
  double r = job->options->bandwidth;
  double per_r2 = 1 / (r * r);
  double weight = job->weight != NULL ? job->weight[i] : 1;
  double peak = weight * 3 / G_PI * per_r2 * M2_PER_KM2;
  guint row, last;

  find_cells (job->y[i] - r, job->y[i] + r, cell, job->first_row, job->n_rows, &row, &last);
  last = MIN (last, end_row);

  for (row = MAX (row, first_row); row < last; row++)
    {
      double dy = (job->first_row + row + 0.5) * cell - job->y[i];
      double reach = sqrt (MAX (r * r - dy * dy, 0));
      guint first, end;

      find_cells (job->x[i] - reach, job->x[i] + reach, cell, job->first_column, job->n_columns,
                  &first, &end);
      add_span (sums + (gsize) (row - first_row) * job->n_columns, first, end,
                job->first_column, cell, job->x[i], per_r2, 1 - dy * dy * per_r2, peak);
    }
}

static void
sum_band (gpointer data,
          gpointer user_data)
{
  const Job *job = user_data;
  guint first_row = (GPOINTER_TO_UINT (data) - 1) * BAND_ROWS;
  guint end_row = MIN (first_row + BAND_ROWS, job->n_rows);
  gsize n_cells = (gsize) (end_row - first_row) * job->n_columns;
  g_autofree double *sums = NULL;

  if (g_cancellable_is_cancelled (job->cancellable))
    return;

  sums = g_new0 (double, n_cells);
  for (gsize i = 0; i < job->n; i++)
    {
      if (i % CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (job->cancellable))
        return;
      add_place (job, sums, first_row, end_row, i);
    }

  for (gsize k = 0; k < n_cells; k++)
    job->values[(gsize) first_row * job->n_columns + k] = (float) MIN (sums[k], FLT_MAX);
}

/* A cell belongs to one band and a band to one thread, so every sum is made in
 * the order of the places, however many threads there are. */
static void
sum_bands (Job *job)
{
  guint n_bands = (job->n_rows + BAND_ROWS - 1) / BAND_ROWS;
  GThreadPool *pool = g_thread_pool_new (sum_band, job, (int) g_get_num_processors (), FALSE, NULL);

  for (guint band = 0; band < n_bands; band++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (band + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
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
  Job job = { x, y, weight, n, options, cancellable };
  g_autofree float *values = NULL;

  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!check_options (options, error) || !check_places (&job, error) || !lay_out (&job, error))
    return NULL;

  values = job.values;
  sum_bands (&job);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return atlas_grid_new (job.first_column * options->cell, job.first_row * options->cell,
                         options->cell, job.n_columns, job.n_rows, values);
}
