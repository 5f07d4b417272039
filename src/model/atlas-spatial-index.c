#include "atlas-spatial-index.h"

#define FANOUT 16
#define MAX_LEVELS 9 /* 16⁸ is 2³² */

/* The children of node i of a level are the nodes 16 i to 16 i + 15 of the
 * level below; level 0 is the boxes themselves, in the curve's order. */
struct _AtlasSpatialIndex
{
  gatomicrefcount  refs;
  guint            n_levels;
  guint            starts[MAX_LEVELS + 1]; /* of each level in boxes, and the end */
  AtlasBox        *boxes;
  guint           *numbers;                /* of the boxes of level 0 */
};

static gboolean
is_usable (const AtlasBox *box)
{
  return box->x0 <= box->x1 && box->y0 <= box->y1;
}

/* How far along the Hilbert curve through 65536 × 65536 cells a cell is. Bit by
 * bit, as the curve in each quarter is turned; by masks, since a branch that
 * cannot be foreseen would double the time. */
static guint32
hilbert_distance (guint32 x,
                  guint32 y)
{
  guint32 distance = 0;

  for (int bit = 15; bit >= 0; bit--)
    {
      guint32 right = x >> bit & 1, up = y >> bit & 1;
      guint32 swap = up - 1;            /* all bits where not up, else none */
      guint32 flip = swap & (0 - right);
      guint32 difference = (x ^ y) & swap;

      distance = distance << 2 | ((3 * right) ^ up);
      x ^= difference ^ flip;
      y ^= difference ^ flip;
    }

  return distance;
}

/* The cell of @value between @low and @high; 0 for what is not finite. */
static guint32
get_cell (double value,
          double low,
          double high)
{
  double share = (value - low) / (high - low);

  return share > 0 ? (guint32) (MIN (share, 1) * 65535) : 0;
}

/* Sorts by the upper halves and keeps the order of what is equal there: by one
 * byte after the other from the lowest. Takes half as long as qsort() for the
 * whole tree of a million boxes. */
static void
sort_keys (guint64 *keys,
           guint    n_keys)
{
  g_autofree guint64 *spare = g_new (guint64, n_keys);

  for (guint shift = 32; shift < 64; shift += 8)
    {
      guint ends[256 + 1] = { 0 };
      guint64 *from = shift % 16 == 0 ? keys : spare;
      guint64 *to = shift % 16 == 0 ? spare : keys;

      for (guint i = 0; i < n_keys; i++)
        ends[(from[i] >> shift & 255) + 1]++;
      for (guint i = 1; i < 256; i++)
        ends[i] += ends[i - 1];
      for (guint i = 0; i < n_keys; i++)
        to[ends[from[i] >> shift & 255]++] = from[i];
    }
}

/* Fills level 0. A key is the distance along the curve, then the number. */
static void
sort_boxes (AtlasSpatialIndex *self,
            const AtlasBox    *boxes,
            guint              n_boxes)
{
  g_autofree guint64 *keys = g_new (guint64, n_boxes);
  AtlasBox all = ATLAS_BOX_EMPTY;

  for (guint i = 0; i < n_boxes; i++)
    if (is_usable (&boxes[i]))
      atlas_box_join (&all, &boxes[i]);
  for (guint i = 0; i < n_boxes; i++)
    {
      guint32 x = get_cell ((boxes[i].x0 + boxes[i].x1) / 2, all.x0, all.x1);
      guint32 y = get_cell ((boxes[i].y0 + boxes[i].y1) / 2, all.y0, all.y1);

      keys[i] = (guint64) hilbert_distance (x, y) << 32 | i;
    }
  sort_keys (keys, n_boxes);

  for (guint i = 0; i < n_boxes; i++)
    {
      guint number = (guint) (keys[i] & G_MAXUINT32);

      self->numbers[i] = number;
      self->boxes[i] = is_usable (&boxes[number]) ? boxes[number] : ATLAS_BOX_EMPTY;
    }
}

static void
join_level (AtlasSpatialIndex *self,
            guint              level)
{
  for (guint i = self->starts[level]; i < self->starts[level + 1]; i++)
    {
      guint first = self->starts[level - 1] + (i - self->starts[level]) * FANOUT;

      self->boxes[i] = ATLAS_BOX_EMPTY;
      for (guint child = first; child < MIN (first + FANOUT, self->starts[level]); child++)
        atlas_box_join (&self->boxes[i], &self->boxes[child]);
    }
}

AtlasSpatialIndex *
atlas_spatial_index_new (const AtlasBox *boxes,
                         guint           n_boxes)
{
  AtlasSpatialIndex *self;

  /* Node numbers must not outgrow a guint. */
  g_return_val_if_fail (n_boxes <= G_MAXUINT / 2, NULL);

  self = g_new0 (AtlasSpatialIndex, 1);
  g_atomic_ref_count_init (&self->refs);
  self->starts[1] = n_boxes;
  for (self->n_levels = 1; n_boxes > 1; self->n_levels++)
    {
      n_boxes = (n_boxes + FANOUT - 1) / FANOUT;
      self->starts[self->n_levels + 1] = self->starts[self->n_levels] + n_boxes;
    }
  self->boxes = g_new (AtlasBox, self->starts[self->n_levels]);
  self->numbers = g_new (guint, self->starts[1]);

  sort_boxes (self, boxes, self->starts[1]);
  for (guint level = 1; level < self->n_levels; level++)
    join_level (self, level);

  return self;
}

AtlasSpatialIndex *
atlas_spatial_index_ref (AtlasSpatialIndex *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
atlas_spatial_index_unref (AtlasSpatialIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->boxes);
  g_free (self->numbers);
  g_free (self);
}

typedef struct
{
  const AtlasSpatialIndex *index;
  const AtlasBox          *box;
  AtlasSpatialFunc         func;
  gpointer                 user_data;
} Query;

/* The nodes @first to @end of a level, counted from the level's first. */
static void
visit (const Query *self,
       guint        level,
       guint        first,
       guint        end)
{
  const AtlasSpatialIndex *index = self->index;
  const AtlasBox *boxes = index->boxes + index->starts[level];
  guint n = index->starts[level + 1] - index->starts[level];

  for (guint i = first; i < MIN (end, n); i++)
    if (atlas_box_overlaps (&boxes[i], self->box))
      {
        if (level == 0)
          self->func (index->numbers[i], self->user_data);
        else
          visit (self, level - 1, i * FANOUT, (i + 1) * FANOUT);
      }
}

void
atlas_spatial_index_foreach (const AtlasSpatialIndex *self,
                             const AtlasBox          *box,
                             AtlasSpatialFunc         func,
                             gpointer                 user_data)
{
  Query query = { self, box, func, user_data };

  if (self->starts[1] > 0 && is_usable (box))
    visit (&query, self->n_levels - 1, 0, 1);
}

static void
add_number (guint    number,
            gpointer numbers)
{
  g_array_append_val ((GArray *) numbers, number);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return (x > y) - (x < y);
}

GArray *
atlas_spatial_index_query (const AtlasSpatialIndex *self,
                           const AtlasBox          *box)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  atlas_spatial_index_foreach (self, box, add_number, numbers);
  g_array_sort (numbers, compare_numbers);

  return numbers;
}
