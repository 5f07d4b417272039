#include "atlas-classification.h"

#include <math.h>

#define BINS ATLAS_CLASSIFICATION_BINS
#define TILE_VALUES (ATLAS_GRID_TILE * ATLAS_GRID_TILE)

static const char *const keys[ATLAS_N_CLASSIFICATIONS] = {
  [ATLAS_CLASSIFICATION_NONE] = "continuous",
  [ATLAS_CLASSIFICATION_QUANTILES] = "quantiles",
  [ATLAS_CLASSIFICATION_EQUAL_INTERVALS] = "equal-intervals",
  [ATLAS_CLASSIFICATION_NATURAL_BREAKS] = "natural-breaks",
};

const char *
atlas_classification_get_key (AtlasClassification self)
{
  g_return_val_if_fail ((guint) self < ATLAS_N_CLASSIFICATIONS, NULL);

  return keys[self];
}

int
atlas_classification_find (const char *key)
{
  for (guint i = 0; i < ATLAS_N_CLASSIFICATIONS; i++)
    if (g_strcmp0 (keys[i], key) == 0)
      return (int) i;

  return -1;
}

/* Which cells of a grid are looked at: (nullable): all. The mask's first cell is that
 * many to the east and north of the grid's. */
typedef struct
{
  AtlasMask *mask;
  int        column;
  int        row;
} Look;

static Look
look_at (const AtlasGrid *grid)
{
  AtlasGridArea *area = atlas_grid_get_area (grid);
  AtlasBox box = atlas_grid_get_box (grid);
  double cell = atlas_grid_get_cell (grid), west, south;
  AtlasMask *mask;

  if (area == NULL)
    return (Look) { NULL };

  mask = atlas_grid_area_make_mask (area, cell, &west, &south);

  return (Look) { mask, (int) round ((west - box.x0) / cell),
                  (int) round ((south - box.y0) / cell) };
}

/* @column: @row: of its first cell */
static void
count_tile (const float *tile,
            const Look  *look,
            guint        column,
            guint        row,
            double       to_bin,
            double      *counts)
{
  for (guint i = 0; i < TILE_VALUES; i++)
    if (tile[i] != 0 &&
        (look->mask == NULL ||
         atlas_mask_contains (look->mask, (int) (column + i % ATLAS_GRID_TILE) - look->column,
                              (int) (row + i / ATLAS_GRID_TILE) - look->row)))
      counts[MIN ((guint) (fabsf (tile[i]) * to_bin), BINS - 1)]++;
}

/* @counts: of cells by bin, to be added to */
static void
count (const AtlasGrid *grid,
       double           top,
       double          *counts)
{
  guint across = (atlas_grid_get_n_columns (grid) + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  guint up = (atlas_grid_get_n_rows (grid) + ATLAS_GRID_TILE - 1) / ATLAS_GRID_TILE;
  Look look = look_at (grid);

  for (guint row = 0; row < up; row++)
    for (guint column = 0; column < across; column++)
      {
        const float *tile = atlas_grid_get_tile (grid, column, row);

        if (tile != NULL)
          count_tile (tile, &look, column * ATLAS_GRID_TILE, row * ATLAS_GRID_TILE, BINS / top,
                      counts);
      }
  g_clear_pointer (&look.mask, atlas_mask_unref);
}

static void
find_equal (double  top,
            guint   n_classes,
            double *breaks)
{
  for (guint i = 0; i < n_classes; i++)
    breaks[i] = top * i / n_classes;
  breaks[n_classes] = top;
}

/* In a straight line within a bin. */
static void
find_quantiles (const double *counts,
                double        top,
                guint         n_classes,
                double       *breaks)
{
  double total = 0, below = 0;
  guint bin = 0;

  for (guint i = 0; i < BINS; i++)
    total += counts[i];
  for (guint i = 1; i < n_classes; i++)
    {
      double wanted = total * i / n_classes;

      while (below + counts[bin] < wanted)
        below += counts[bin++];
      breaks[i] = top * (bin + (wanted - below) / counts[bin]) / BINS;
    }
}

/* --- Natural breaks --- */

/* Sums over the bins before each, of their numbers: cells, values, squares. */
typedef struct
{
  double n[BINS + 1];
  double sum[BINS + 1];
  double squares[BINS + 1];
} Sums;

/* Squared deviations from the mean of the bins from @from to before @to. */
static double
get_deviation (const Sums *sums,
               guint       from,
               guint       to)
{
  double n = sums->n[to] - sums->n[from];
  double sum = sums->sum[to] - sums->sum[from];

  return n > 0 ? sums->squares[to] - sums->squares[from] - sum * sum / n : 0;
}

static void
sum_up (const double *counts,
        Sums         *sums)
{
  *sums = (Sums) { .n = { 0 } };
  for (guint i = 0; i < BINS; i++)
    {
      sums->n[i + 1] = sums->n[i] + counts[i];
      sums->sum[i + 1] = sums->sum[i] + counts[i] * i;
      sums->squares[i + 1] = sums->squares[i] + counts[i] * i * i;
    }
}

/* The best of one class more, for the bins before each. @from: (out): where the last
 * of them begins */
static void
add_class (const Sums   *sums,
           const double *before,
           double       *best,
           guint        *from)
{
  best[0] = INFINITY;
  for (guint to = 1; to <= BINS; to++)
    {
      best[to] = INFINITY;
      for (guint i = 1; i < to; i++)
        {
          double deviation = before[i] + get_deviation (sums, i, to);

          if (deviation < best[to])
            {
              best[to] = deviation;
              from[to] = i;
            }
        }
    }
}

static guint
count_bins (const double *counts)
{
  guint n = 0;

  for (guint i = 0; i < BINS; i++)
    n += counts[i] > 0;

  return n;
}

static void
find_natural (const double *counts,
              double        top,
              guint         n_classes,
              double       *breaks)
{
  g_autofree Sums *sums = g_new (Sums, 1);
  g_autofree double *best = g_new0 (double, n_classes * (BINS + 1));
  g_autofree guint *from = g_new0 (guint, n_classes * (BINS + 1));
  guint to = BINS;

  sum_up (counts, sums);
  for (guint i = 1; i <= BINS; i++)
    best[i] = get_deviation (sums, 0, i);
  for (guint k = 1; k < n_classes; k++)
    add_class (sums, best + (k - 1) * (BINS + 1), best + k * (BINS + 1), from + k * (BINS + 1));
  for (guint k = n_classes - 1; k > 0; k--)
    {
      to = from[k * (BINS + 1) + to];
      breaks[k] = top * to / BINS;
    }
}

void
atlas_classification_find_breaks (AtlasClassification  self,
                                  const AtlasGrid     *grid,
                                  double               top,
                                  guint                n_classes,
                                  double              *breaks)
{
  double counts[BINS] = { 0 };

  g_return_if_fail (top > 0);
  g_return_if_fail (n_classes >= ATLAS_CLASSES_MIN && n_classes <= ATLAS_CLASSES_MAX);

  find_equal (top, n_classes, breaks);
  if (self == ATLAS_CLASSIFICATION_EQUAL_INTERVALS)
    return;

  count (grid, top, counts);
  if (self == ATLAS_CLASSIFICATION_QUANTILES && count_bins (counts) > 0)
    find_quantiles (counts, top, n_classes, breaks);
  else if (self == ATLAS_CLASSIFICATION_NATURAL_BREAKS && count_bins (counts) >= n_classes)
    find_natural (counts, top, n_classes, breaks);
}
