#include "atlas-density-window.h"

#include "atlas-memory.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define LANES ATLAS_DENSITY_LANES
#define COLUMNS ATLAS_DENSITY_WINDOW_COLUMNS
#define ROWS ATLAS_DENSITY_WINDOW_ROWS

/* Bytes: a cache line. */
#define ALIGNMENT 64

/* What follows is compiled once for each kind of machine. */
#define INLINE static inline __attribute__ ((always_inline))

/* Vectors never go through a call: how they do differs between machines. */
typedef float Lanes __attribute__ ((vector_size (sizeof (float) * LANES), may_alias));
typedef gint32 LaneBits __attribute__ ((vector_size (sizeof (float) * LANES), may_alias));

#define SPLAT(x) ((Lanes) { (x), (x), (x), (x), (x), (x), (x), (x) })
#define ONLY_POSITIVE(t) ((Lanes) ((LaneBits) (t) & ((t) > SPLAT (0))))

G_STATIC_ASSERT (LANES == 8);

/* A place as it is in a window: columns count from @first on. */
typedef struct
{
  int   first;        /* column of the window, a multiple of the lanes */
  int   n;            /* columns */
  int   first_row;
  int   end_row;
  float centre;       /* column, from @first on */
  float sink;         /* how far the place is beyond the row @base */
  int   base;
  float per_reach;
  /* squared distance in columns ÷ reach² */
  float dx2[COLUMNS] __attribute__ ((aligned (ALIGNMENT)));
  float rest[ROWS];   /* 1 − squared distance in rows ÷ reach² */
  int   from[ROWS];   /* the columns that a row has of the kernel */
  int   to[ROWS];
} Stamp;

AtlasDensityWindow *
atlas_density_window_new (void)
{
  return atlas_memory_new (sizeof (AtlasDensityWindow));
}

void
atlas_density_window_free (AtlasDensityWindow *self)
{
  atlas_memory_free (self, sizeof *self);
}

void
atlas_density_window_move (AtlasDensityWindow *self,
                           gint64              first_column,
                           int                 n_columns,
                           gint64              first_row,
                           int                 n_rows)
{
  gint64 before = first_column & (LANES - 1);

  for (int row = 0; row < self->n_rows; row++)
    memset (self->sums[row], 0, sizeof (float) * (gsize) self->n_columns);
  if (self->carried)
    memset (self->totals, 0, sizeof self->totals);

  self->first_column = first_column - before;
  self->n_columns = (n_columns + (int) before + LANES - 1) & ~(LANES - 1);
  self->end_column = first_column + n_columns;
  self->first_row = first_row;
  self->n_rows = n_rows;
  self->carried = FALSE;
}

/* Where the place lies, and which rows and columns it reaches. */
INLINE gboolean
stamp_place (Stamp                    *self,
             const AtlasDensityWindow *window,
             const AtlasDensityPlace  *place)
{
  double column = place->column - (double) window->first_column;
  double row = place->row - (double) window->first_row;
  double first = ceil (column - place->reach), end = floor (column + place->reach) + 1;

  self->first_row = (int) CLAMP (ceil (row - place->reach), 0, window->n_rows);
  self->end_row = (int) CLAMP (floor (row + place->reach) + 1, 0, window->n_rows);
  self->first = (int) CLAMP (first, 0, window->n_columns) & ~(LANES - 1);
  self->n = (int) CLAMP (end, 0, window->n_columns) - self->first;
  if (self->first_row >= self->end_row || self->n <= 0)
    return FALSE;

  self->n = (self->n + LANES - 1) & ~(LANES - 1);
  self->per_reach = (float) (1 / place->reach);
  self->base = (int) floor (row);
  self->sink = (float) (place->row - floor (place->row));

  return TRUE;
}

/* Whole cells are subtracted as integers: so a distance is the same bits in any
 * window, and as exact as a float can be however far east the city is. */
INLINE void
measure_columns (Stamp                    *self,
                 const AtlasDensityWindow *window,
                 const AtlasDensityPlace  *place,
                 float                     gain)
{
  double whole = floor (place->column);
  int base = (int) (whole - (double) window->first_column) - self->first;
  float rest = (float) (place->column - whole);
  float per_reach = self->per_reach;

  self->centre = (float) base + rest;
  for (int k = 0; k < self->n; k++)
    {
      float u = ((float) (k - base) - rest) * per_reach;

      self->dx2[k] = u * u * gain;
    }
}

/* Half a cell to spare keeps rounding from deciding what is inside: cells outside
 * add nothing. */
INLINE void
measure_rows (Stamp *self,
              float  reach,
              float  gain)
{
  float centre = self->centre, sink = self->sink, per_reach = self->per_reach;
  int base = self->base, n = self->n;

  for (int row = self->first_row; row < self->end_row; row++)
    {
      float v = ((float) (row - base) - sink) * per_reach;
      float rest = 1 - v * v;
      float half = reach * sqrtf (rest > 0 ? rest : 0);
      float from = centre - half - 0.5f;
      float to = centre + half + 1.5f;

      self->rest[row] = rest * gain;
      self->from[row] = (int) (from > 0 ? from : 0) & ~(LANES - 1);
      self->to[row] = to < (float) n ? (int) to : n;
    }
}

/* e^−z for 0 ≤ z < 16, to 2e-7 of it: e^−f 2^−k with |f| ≤ ½ ln 2, ln 2 in two
 * parts of which the first has few bits (Cody and Waite, 1980), and the series of
 * e^−f. The library's expf() is not for vector units. */
INLINE float
exp_minus (float z)
{
  int k = (int) (z * 1.44269504f + 0.5f);
  float f = (z - (float) k * 0.693359375f) + (float) k * 2.12194440e-4f;
  float series = 1 - f * (1 - f / 2 * (1 - f / 3 * (1 - f / 4 * (1 - f / 5 * (1 - f / 6 *
                 (1 - f / 7))))));
  guint32 bits = (guint32) (127 - k) << 23;
  float power;

  memcpy (&power, &bits, sizeof power);

  return series * power;
}

INLINE void
add_quartic (AtlasDensityWindow *window,
             const Stamp        *stamp)
{
  for (int row = stamp->first_row; row < stamp->end_row; row++)
    {
      float *sums = window->sums[row] + stamp->first;
      Lanes rest = SPLAT (stamp->rest[row]);

      for (int k = stamp->from[row]; k < stamp->to[row]; k += LANES)
        {
          Lanes t = rest - *(const Lanes *) (stamp->dx2 + k);

          t = ONLY_POSITIVE (t);
          *(Lanes *) (sums + k) += t * t;
        }
    }
}

INLINE void
add_epanechnikov (AtlasDensityWindow *window,
                  const Stamp        *stamp)
{
  for (int row = stamp->first_row; row < stamp->end_row; row++)
    {
      float *sums = window->sums[row] + stamp->first;
      Lanes rest = SPLAT (stamp->rest[row]);

      for (int k = stamp->from[row]; k < stamp->to[row]; k += LANES)
        {
          Lanes t = rest - *(const Lanes *) (stamp->dx2 + k);

          *(Lanes *) (sums + k) += ONLY_POSITIVE (t);
        }
    }
}

/* There is no operator for roots of vectors, but a loop that compilers know. */
INLINE void
add_triangular (AtlasDensityWindow *window,
                const Stamp        *stamp,
                float               amplitude)
{
  for (int row = stamp->first_row; row < stamp->end_row; row++)
    {
      int first = stamp->from[row];
      int end = (stamp->to[row] + LANES - 1) & ~(LANES - 1);
      float *restrict sums = window->sums[row] + stamp->first;
      const float *restrict dx2 = stamp->dx2;
      float rest = stamp->rest[row];

      for (int k = first; k < end; k++)
        {
          float t = rest - dx2[k];

          t = t > 0 ? t : 0;
          sums[k] += amplitude * (1 - sqrtf (1 - t));
        }
    }
}

/* exp (−x² − y²) is exp (−x²) exp (−y²). */
INLINE void
add_gaussian (AtlasDensityWindow *window,
              const Stamp        *stamp,
              float               amplitude)
{
  const float half_cut2 = (float) (ATLAS_KERNEL_GAUSSIAN_CUT * ATLAS_KERNEL_GAUSSIAN_CUT / 2);
  float across[COLUMNS] __attribute__ ((aligned (ALIGNMENT)));

  for (int k = 0; k < stamp->n; k++)
    across[k] = exp_minus (MIN (stamp->dx2[k], 1) * half_cut2);

  for (int row = stamp->first_row; row < stamp->end_row; row++)
    {
      float *sums = window->sums[row] + stamp->first;
      Lanes rest = SPLAT (stamp->rest[row]);
      Lanes up = SPLAT (amplitude * exp_minus ((1 - stamp->rest[row]) * half_cut2));

      for (int k = stamp->from[row]; k < stamp->to[row]; k += LANES)
        {
          Lanes t = rest - *(const Lanes *) (stamp->dx2 + k);

          *(Lanes *) (sums + k) += (Lanes) ((LaneBits) (*(const Lanes *) (across + k) * up) &
                                            (t > SPLAT (0)));
        }
    }
}

/* A step can't be told from float distances: a cell too many would be wrong by all
 * of the kernel. */
INLINE void
add_uniform (AtlasDensityWindow      *window,
             const Stamp             *stamp,
             const AtlasDensityPlace *place)
{
  double column = place->column - (double) window->first_column;
  double reach2 = place->reach * place->reach;

  for (int row = stamp->first_row; row < stamp->end_row; row++)
    {
      double dy = (double) (window->first_row + row) - place->row;
      double half = sqrt (MAX (reach2 - dy * dy, 0));
      int from = (int) CLAMP (ceil (column - half), 0, window->n_columns);
      int to = (int) CLAMP (floor (column + half) + 1, 0, window->n_columns);

      for (int k = from; k < to; k++)
        window->sums[row][k] += place->amplitude;
    }
}

INLINE void
add_place (AtlasDensityWindow      *window,
           AtlasKernel              kernel,
           const AtlasDensityPlace *place,
           Stamp                   *stamp)
{
  float amplitude = place->amplitude;
  float gain = 1;

  /* What the kernel is multiplied by anyway need not be so in each cell. */
  if (kernel == ATLAS_KERNEL_QUARTIC)
    gain = sqrtf (amplitude);
  else if (kernel == ATLAS_KERNEL_EPANECHNIKOV)
    gain = amplitude;

  measure_columns (stamp, window, place, gain);
  measure_rows (stamp, (float) place->reach, gain);

  if (kernel == ATLAS_KERNEL_QUARTIC)
    add_quartic (window, stamp);
  else if (kernel == ATLAS_KERNEL_EPANECHNIKOV)
    add_epanechnikov (window, stamp);
  else if (kernel == ATLAS_KERNEL_TRIANGULAR)
    add_triangular (window, stamp, amplitude);
  else if (kernel == ATLAS_KERNEL_GAUSSIAN)
    add_gaussian (window, stamp, amplitude);
  else
    add_uniform (window, stamp, place);
}

INLINE gboolean
add_places (AtlasDensityWindow      *window,
            AtlasKernel              kernel,
            const AtlasDensityPlace *places,
            gsize                    n)
{
  gboolean any = FALSE;
  Stamp stamp;

  for (gsize i = 0; i < n; i++)
    if (stamp_place (&stamp, window, &places[i]))
      {
        add_place (window, kernel, &places[i], &stamp);
        any = TRUE;
      }

  return any;
}

static gboolean
add_plain (AtlasDensityWindow      *window,
           AtlasKernel              kernel,
           const AtlasDensityPlace *places,
           gsize                    n)
{
  return add_places (window, kernel, places, n);
}

#ifdef __x86_64__
/* Not FMA: it rounds once where others round twice, and the sums would depend on
 * the machine. */
__attribute__ ((target ("avx2")))
static gboolean
add_avx2 (AtlasDensityWindow      *window,
          AtlasKernel              kernel,
          const AtlasDensityPlace *places,
          gsize                    n)
{
  return add_places (window, kernel, places, n);
}
#endif

gboolean
atlas_density_window_add (AtlasDensityWindow      *self,
                          AtlasKernel              kernel,
                          const AtlasDensityPlace *places,
                          gsize                    n)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    return add_avx2 (self, kernel, places, n);
#endif

  return add_plain (self, kernel, places, n);
}

void
atlas_density_window_carry (AtlasDensityWindow *self,
                            const AtlasBox     *cells)
{
  double column = (double) self->first_column, row = (double) self->first_row;
  int first = (int) CLAMP (ceil (cells->x0 - column), 0, self->n_columns);
  int end = (int) CLAMP (ceil (cells->x1 - column), 0, self->n_columns);
  int first_row = (int) CLAMP (ceil (cells->y0 - row), 0, self->n_rows);
  int end_row = (int) CLAMP (ceil (cells->y1 - row), 0, self->n_rows);

  self->carried = TRUE;
  for (int r = first_row; r < end_row; r++)
    for (int k = first; k < end; k++)
      {
        self->totals[r][k] += self->sums[r][k];
        self->sums[r][k] = 0;
      }
}

void
atlas_density_window_read (const AtlasDensityWindow *self,
                           gint64                    first_column,
                           double                    scale,
                           float                    *values)
{
  int first = (int) (first_column - self->first_column);
  int n = (int) MIN (ATLAS_GRID_TILE, self->end_column - first_column);

  memset (values, 0, sizeof (float) * ATLAS_GRID_TILE * ATLAS_GRID_TILE);
  for (int r = 0; r < self->n_rows; r++)
    for (int k = 0; k < n; k++)
      {
        double value = (self->totals[r][first + k] + self->sums[r][first + k]) * scale;

        values[r * ATLAS_GRID_TILE + k] = (float) (value < FLT_MAX ? value : FLT_MAX);
      }
}
