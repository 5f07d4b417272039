#include "atlas-mask.h"

#include <math.h>

struct _AtlasMask
{
  gatomicrefcount refs;
  guint           n_columns;
  guint           n_rows;
  gsize           stride; /* bytes a row */
  guint8         *bits;
};

/* Where an edge crosses the line of a row's centres. */
typedef struct
{
  guint  row;
  double column; /* in cells, 0 at the centre of column 0 */
} Crossing;

static int
compare_crossings (gconstpointer a,
                   gconstpointer b)
{
  const Crossing *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;

  return (x->column > y->column) - (x->column < y->column);
}

/* @a, @b: in cells. Each row is crossed where its line is not below the lower end
 * and below the upper one, so that a corner counts once. */
static void
add_edge (GArray          *crossings,
          const AtlasMask *self,
          AtlasPoint       a,
          AtlasPoint       b)
{
  /* Upwards in either ring that an edge belongs to: the same bits in both. */
  AtlasPoint low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;
  guint first = (guint) CLAMP (ceil (low.y), 0, self->n_rows);
  guint end = (guint) CLAMP (ceil (high.y), 0, self->n_rows);

  for (guint row = first; row < end; row++)
    {
      Crossing crossing = {
        row, low.x + (row - low.y) / (high.y - low.y) * (high.x - low.x)
      };

      g_array_append_val (crossings, crossing);
    }
}

static void
fill (AtlasMask *self,
      guint      row,
      double     from,
      double     to)
{
  guint first = (guint) CLAMP (ceil (from), 0, self->n_columns);
  guint end = (guint) CLAMP (ceil (to), 0, self->n_columns);

  for (guint column = first; column < end; column++)
    self->bits[row * self->stride + column / 8] |= (guint8) (1 << column % 8);
}

static void
add_ring (GArray           *crossings,
          const AtlasMask  *self,
          const AtlasPoint *points,
          guint             n,
          double            west,
          double            south,
          double            cell)
{
  for (guint i = 0; i < n; i++)
    {
      AtlasPoint a = points[i], b = points[(i + 1) % n];

      add_edge (crossings, self,
                (AtlasPoint) { (a.x - west) / cell - 0.5, (a.y - south) / cell - 0.5 },
                (AtlasPoint) { (b.x - west) / cell - 0.5, (b.y - south) / cell - 0.5 });
    }
}

AtlasMask *
atlas_mask_new (const AtlasGeometry *region,
                double               west,
                double               south,
                double               cell,
                guint                n_columns,
                guint                n_rows)
{
  AtlasMask *self = g_new0 (AtlasMask, 1);
  g_autoptr(GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  guint part = 0;

  g_atomic_ref_count_init (&self->refs);
  self->n_columns = n_columns;
  self->n_rows = n_rows;
  self->stride = ((gsize) n_columns + 7) / 8;
  self->bits = g_new0 (guint8, MAX (self->stride * n_rows, 1));

  for (guint polygon = 0; polygon < atlas_geometry_get_n_polygons (region); polygon++)
    {
      g_array_set_size (crossings, 0);
      for (; part < atlas_geometry_get_polygon_end (region, polygon); part++)
        {
          guint n;
          const AtlasPoint *points = atlas_geometry_get_part (region, part, &n);

          add_ring (crossings, self, points, n, west, south, cell);
        }

      g_array_sort (crossings, compare_crossings);
      for (guint i = 0; i + 1 < crossings->len; i += 2)
        fill (self, g_array_index (crossings, Crossing, i).row,
              g_array_index (crossings, Crossing, i).column,
              g_array_index (crossings, Crossing, i + 1).column);
    }

  return self;
}

AtlasMask *
atlas_mask_ref (AtlasMask *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_mask_unref (AtlasMask *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->bits);
  g_free (self);
}

gboolean
atlas_mask_contains (const AtlasMask *self,
                     int              column,
                     int              row)
{
  if (column < 0 || row < 0 || (guint) column >= self->n_columns || (guint) row >= self->n_rows)
    return FALSE;

  return (self->bits[(guint) row * self->stride + (guint) column / 8] >> column % 8) & 1;
}
