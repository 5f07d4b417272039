#include "atlas-convolution.h"

#include "atlas-memory.h"
#include "atlas-parallel.h"

#include <complex.h>
#include <fftw3.h>
#include <math.h>
#include <string.h>

/* Columns that are transformed together: of complex floats, a cache line. */
#define BATCH 8

/* Rows that are transformed in one go. */
#define ROWS 16

typedef complex float Complex;

struct _AtlasConvolution
{
  AtlasKernel   kernel;
  double        bandwidth; /* cells */
  guint         reach;
  guint         n_columns;
  guint         n_rows;
  int           width;     /* of the transforms; what is beyond the raster is 0 */
  int           height;
  gsize         stride;    /* floats a row: complex numbers, whole pairs of batches */
  float        *image;
  float        *rows;      /* the kernel's rows 0 … reach, transformed: real */
  fftwf_plan    forward_row;
  fftwf_plan    backward_row;
  fftwf_plan    forward_columns;
  fftwf_plan    backward_columns;

  GCancellable *cancellable;
  Complex     **scratch;   /* for each worker: two batches of columns, one of the kernel */
};

/* Only running a plan is for several threads at a time. */
static GMutex planner;

guint
atlas_convolution_get_reach (AtlasKernel kernel,
                             double      bandwidth)
{
  return (guint) floor (bandwidth * atlas_kernel_get_reach (kernel)) + 1;
}

/* The next even number with no prime above 5, for which transforms are fast. */
static int
round_up (guint n)
{
  for (int size = (int) n + (int) n % 2;; size += 2)
    {
      int rest = size;

      for (int prime = 2; prime <= 5; prime++)
        while (rest % prime == 0)
          rest /= prime;
      if (rest == 1)
        return size;
    }
}

static void
make_plans (AtlasConvolution *self)
{
  fftwf_complex *columns = fftwf_malloc (sizeof (Complex) * BATCH * (gsize) self->height);

  g_mutex_lock (&planner);
  self->forward_row = fftwf_plan_dft_r2c_1d (self->width, self->image,
                                             (fftwf_complex *) self->image, FFTW_ESTIMATE);
  self->backward_row = fftwf_plan_dft_c2r_1d (self->width, (fftwf_complex *) self->image,
                                              self->image, FFTW_ESTIMATE);
  self->forward_columns = fftwf_plan_many_dft (1, &self->height, BATCH, columns, NULL, BATCH, 1,
                                               columns, NULL, BATCH, 1, FFTW_FORWARD,
                                               FFTW_ESTIMATE);
  self->backward_columns = fftwf_plan_many_dft (1, &self->height, BATCH, columns, NULL, BATCH, 1,
                                                columns, NULL, BATCH, 1, FFTW_BACKWARD,
                                                FFTW_ESTIMATE);
  g_mutex_unlock (&planner);
  fftwf_free (columns);
}

static gsize
get_image_size (const AtlasConvolution *self)
{
  return sizeof (float) * self->stride * (gsize) self->height;
}

AtlasConvolution *
atlas_convolution_new (AtlasKernel kernel,
                       double      bandwidth,
                       guint       n_columns,
                       guint       n_rows)
{
  AtlasConvolution *self = g_new0 (AtlasConvolution, 1);

  self->kernel = kernel;
  self->bandwidth = bandwidth;
  self->reach = atlas_convolution_get_reach (kernel, bandwidth);
  self->n_columns = n_columns;
  self->n_rows = n_rows;
  self->width = round_up (n_columns + 2 * self->reach);
  self->height = round_up (n_rows + 2 * self->reach);
  self->stride = ((gsize) self->width + 2 + 4 * BATCH - 1) / (4 * BATCH) * (4 * BATCH);
  self->image = atlas_memory_new (get_image_size (self));
  make_plans (self);

  return self;
}

void
atlas_convolution_free (AtlasConvolution *self)
{
  g_mutex_lock (&planner);
  fftwf_destroy_plan (self->forward_row);
  fftwf_destroy_plan (self->backward_row);
  fftwf_destroy_plan (self->forward_columns);
  fftwf_destroy_plan (self->backward_columns);
  g_mutex_unlock (&planner);

  atlas_memory_free (self->image, get_image_size (self));
  g_free (self);
}

static float
get_kernel (const AtlasConvolution *self,
            guint                   column,
            guint                   row)
{
  double d2 = (double) column * column + (double) row * row;

  return (float) atlas_kernel_get_shape (self->kernel, d2 / (self->bandwidth * self->bandwidth));
}

double
atlas_convolution_get_kernel_sum (const AtlasConvolution *self)
{
  double sum = 0;

  for (guint row = 0; row <= self->reach; row++)
    for (guint column = 0; column <= self->reach; column++)
      sum += (row > 0 ? 2 : 1) * (column > 0 ? 2 : 1) * get_kernel (self, column, row);

  return sum;
}

float *
atlas_convolution_get_row (AtlasConvolution *self,
                           int               row)
{
  return self->image + self->stride * (gsize) (row + (int) self->reach) + self->reach;
}

/* A row of the kernel is even, so that its transform is real. */
static void
transform_kernel_row (guint    row,
                      guint    worker,
                      gpointer data)
{
  AtlasConvolution *self = data;
  float *values = self->rows + self->stride * row;
  const float scale = 1 / ((float) self->width * (float) self->height);

  values[0] = get_kernel (self, 0, row) * scale;
  for (guint column = 1; column <= self->reach; column++)
    values[column] = values[(guint) self->width - column] = get_kernel (self, column, row) * scale;
  fftwf_execute_dft_r2c (self->forward_row, values, (fftwf_complex *) values);
  for (gsize k = 0; k < self->stride / 2; k++)
    values[k] = values[2 * k];
}

static gboolean
is_zero (const float *values,
         gsize        n)
{
  return values[0] == 0 && memcmp (values, values + 1, sizeof (float) * (n - 1)) == 0;
}

static void
transform_rows (guint    item,
                guint    worker,
                gpointer data)
{
  AtlasConvolution *self = data;
  guint end = MIN ((item + 1) * ROWS, (guint) self->height);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  for (guint row = item * ROWS; row < end; row++)
    {
      float *values = self->image + self->stride * row;

      if (!is_zero (values, (gsize) self->width))
        fftwf_execute_dft_r2c (self->forward_row, values, (fftwf_complex *) values);
    }
}

/* Only the rows that are asked for are transformed back. */
static void
transform_rows_back (guint    item,
                     guint    worker,
                     gpointer data)
{
  AtlasConvolution *self = data;
  guint end = MIN ((item + 1) * ROWS, self->n_rows);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  for (guint row = item * ROWS; row < end; row++)
    {
      float *values = self->image + self->stride * (row + self->reach);

      fftwf_execute_dft_c2r (self->backward_row, (fftwf_complex *) values, values);
    }
}

/* The kernel's transform is real, so that two batches of its columns are had from
 * one: as real and as imaginary parts. */
static void
transform_kernel_columns (const AtlasConvolution *self,
                          gsize                   first,
                          Complex                *kernel)
{
  memset (kernel, 0, sizeof (Complex) * BATCH * (gsize) self->height);
  for (guint row = 0; row <= self->reach; row++)
    {
      const float *values = self->rows + self->stride * row + first;
      guint mirror = row > 0 ? (guint) self->height - row : 0;

      for (guint k = 0; k < BATCH; k++)
        kernel[row * BATCH + k] = kernel[mirror * BATCH + k] =
          values[k] + values[BATCH + k] * I;
    }
  fftwf_execute_dft (self->forward_columns, (fftwf_complex *) kernel, (fftwf_complex *) kernel);
}

static void
copy_columns (const AtlasConvolution *self,
              gsize                   first,
              Complex                *columns,
              gboolean                back)
{
  for (gsize row = 0; row < (gsize) self->height; row++)
    {
      Complex *image = (Complex *) (self->image + self->stride * row) + first;

      if (back)
        memcpy (image, columns + row * BATCH, sizeof (Complex) * BATCH);
      else
        memcpy (columns + row * BATCH, image, sizeof (Complex) * BATCH);
    }
}

static void
multiply_columns (const AtlasConvolution *self,
                  gsize                   first,
                  const float            *kernel,
                  Complex                *columns)
{
  float *values = (float *) columns;

  copy_columns (self, first, columns, FALSE);
  fftwf_execute_dft (self->forward_columns, (fftwf_complex *) columns, (fftwf_complex *) columns);
  for (gsize i = 0; i < (gsize) self->height * BATCH; i++)
    {
      values[2 * i] *= kernel[2 * i];
      values[2 * i + 1] *= kernel[2 * i];
    }
  fftwf_execute_dft (self->backward_columns, (fftwf_complex *) columns, (fftwf_complex *) columns);
  copy_columns (self, first, columns, TRUE);
}

static void
convolve_columns (guint    item,
                  guint    worker,
                  gpointer data)
{
  AtlasConvolution *self = data;
  gsize first = (gsize) item * 2 * BATCH, size = (gsize) self->height * BATCH;
  Complex *kernel = self->scratch[worker], *columns = kernel + size;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  transform_kernel_columns (self, first, kernel);
  multiply_columns (self, first, (float *) kernel, columns);
  multiply_columns (self, first + BATCH, (float *) kernel + 1, columns);
}

gboolean
atlas_convolution_run (AtlasConvolution *self,
                       guint             n_workers,
                       GCancellable     *cancellable)
{
  guint n = atlas_parallel_count_workers (n_workers);
  gsize rows_size = sizeof (float) * self->stride * (self->reach + 1);
  gsize scratch_size = sizeof (Complex) * 2 * BATCH * (gsize) self->height;
  g_autofree Complex **scratch = g_new (Complex *, n);

  self->cancellable = cancellable;
  self->rows = atlas_memory_new (rows_size);
  self->scratch = scratch;
  for (guint i = 0; i < n; i++)
    scratch[i] = atlas_memory_new (scratch_size);

  atlas_parallel_run (self->reach + 1, n_workers, transform_kernel_row, self);
  atlas_parallel_run (((guint) self->height + ROWS - 1) / ROWS, n_workers, transform_rows, self);
  atlas_parallel_run ((guint) (self->stride / (4 * BATCH)), n_workers, convolve_columns, self);
  atlas_parallel_run ((self->n_rows + ROWS - 1) / ROWS, n_workers, transform_rows_back, self);

  for (guint i = 0; i < n; i++)
    atlas_memory_free (scratch[i], scratch_size);
  atlas_memory_free (self->rows, rows_size);

  return !g_cancellable_is_cancelled (cancellable);
}
