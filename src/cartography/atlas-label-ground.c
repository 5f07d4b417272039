#include "atlas-label-ground.h"

#include <math.h>
#include <string.h>

/* A uniform grid of lists of obstacles over the bounds. */
typedef struct
{
  double  cell;
  guint   n_columns;
  guint   n_rows;
  GArray *nodes;     /* Node */
  int    *heads;     /* -1: empty */
} Buckets;

typedef struct
{
  AtlasBox box;
  gboolean crossed; /* may a line that leads to a label cross it? */
  int      next;
} Node;

struct _AtlasLabelGround
{
  AtlasBox  bounds;
  Buckets   obstacles;

  double    cell;       /* of the raster below */
  guint     n_columns;
  guint     n_rows;
  double   *cover;      /* cost of covering, then summed from the upper left */
  gboolean  summed;
};

static guint
count_cells (double extent,
             double cell)
{
  return MAX (1, ceil (extent / cell));
}

static void
buckets_init (Buckets        *self,
              const AtlasBox *bounds,
              double          cell)
{
  self->cell = cell;
  self->n_columns = count_cells (atlas_box_width (bounds), cell);
  self->n_rows = count_cells (atlas_box_height (bounds), cell);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->heads = g_new (int, self->n_columns * self->n_rows);
  memset (self->heads, -1, sizeof (int) * self->n_columns * self->n_rows);
}

static void
buckets_clear (Buckets *self)
{
  g_clear_pointer (&self->nodes, g_array_unref);
  g_clear_pointer (&self->heads, g_free);
}

/* The cell a coordinate is in, counted from @origin; outer ones at the rim. */
static guint
find_cell (double value,
           double origin,
           double cell,
           guint  n)
{
  double i = floor ((value - origin) / cell);

  return i <= 0 ? 0 : i >= n - 1 ? n - 1 : (guint) i;
}

typedef struct
{
  guint x0, x1, y0, y1; /* both ends included */
} Cells;

static Cells
buckets_find (const Buckets  *self,
              const AtlasBox *bounds,
              const AtlasBox *box)
{
  return (Cells) { find_cell (box->x0, bounds->x0, self->cell, self->n_columns),
                   find_cell (box->x1, bounds->x0, self->cell, self->n_columns),
                   find_cell (box->y0, bounds->y0, self->cell, self->n_rows),
                   find_cell (box->y1, bounds->y0, self->cell, self->n_rows) };
}

static void
buckets_add (Buckets        *self,
             const AtlasBox *bounds,
             const AtlasBox *box,
             gboolean        crossed)
{
  Cells cells = buckets_find (self, bounds, box);

  for (guint y = cells.y0; y <= cells.y1; y++)
    for (guint x = cells.x0; x <= cells.x1; x++)
      {
        int *head = &self->heads[y * self->n_columns + x];
        Node node = { *box, crossed, *head };

        *head = self->nodes->len;
        g_array_append_val (self->nodes, node);
      }
}

static gboolean
buckets_overlap (const Buckets  *self,
                 const AtlasBox *bounds,
                 const AtlasBox *box,
                 gboolean        is_line)
{
  Cells cells = buckets_find (self, bounds, box);

  for (guint y = cells.y0; y <= cells.y1; y++)
    for (guint x = cells.x0; x <= cells.x1; x++)
      for (int i = self->heads[y * self->n_columns + x]; i >= 0;)
        {
          const Node *node = &g_array_index (self->nodes, Node, i);

          if (!(is_line && node->crossed) && atlas_box_overlaps (&node->box, box))
            return TRUE;
          i = node->next;
        }

  return FALSE;
}

/* Narrows the part [@t0, @t1] of a stretch to where start + t × step is in
 * [@low, @high]. */
static gboolean
clip_axis (double  start,
           double  step,
           double  low,
           double  high,
           double *t0,
           double *t1)
{
  double a = (low - start) / step;
  double b = (high - start) / step;

  if (step == 0)
    return start >= low && start <= high;

  *t0 = MAX (*t0, MIN (a, b));
  *t1 = MIN (*t1, MAX (a, b));

  return *t0 <= *t1;
}

static gboolean
clip (const AtlasBox *box,
      AtlasPoint     *from,
      AtlasPoint     *to)
{
  AtlasPoint step = { to->x - from->x, to->y - from->y };
  AtlasPoint start = *from;
  double t0 = 0;
  double t1 = 1;

  if (!clip_axis (start.x, step.x, box->x0, box->x1, &t0, &t1) ||
      !clip_axis (start.y, step.y, box->y0, box->y1, &t0, &t1))
    return FALSE;

  *from = (AtlasPoint) { start.x + t0 * step.x, start.y + t0 * step.y };
  *to = (AtlasPoint) { start.x + t1 * step.x, start.y + t1 * step.y };

  return TRUE;
}

/* Makes each cell of the cover raster the sum of all above and left of its
 * lower right corner, so that a box costs four look-ups. */
static void
sum_cover (AtlasLabelGround *self)
{
  for (guint y = 0; y < self->n_rows; y++)
    for (guint x = 0; x < self->n_columns; x++)
      {
        double *cell = &self->cover[y * self->n_columns + x];

        if (x > 0)
          *cell += cell[-1];
        if (y > 0)
          *cell += cell[-(int) self->n_columns];
        if (x > 0 && y > 0)
          *cell -= cell[-(int) self->n_columns - 1];
      }
  self->summed = TRUE;
}

static double
get_sum (const AtlasLabelGround *self,
         int                     x,
         int                     y)
{
  return x < 0 || y < 0 ? 0 : self->cover[y * self->n_columns + x];
}

AtlasLabelGround *
atlas_label_ground_new (const AtlasBox *bounds,
                        double          padding)
{
  AtlasLabelGround *self = g_new0 (AtlasLabelGround, 1);
  double extent = MAX (MAX (atlas_box_width (bounds), atlas_box_height (bounds)), 1e-6);

  self->bounds = *bounds;
  buckets_init (&self->obstacles, bounds, MAX (extent / 64, padding));

  self->cell = extent / 400;
  self->n_columns = count_cells (atlas_box_width (bounds), self->cell);
  self->n_rows = count_cells (atlas_box_height (bounds), self->cell);
  self->cover = g_new0 (double, self->n_columns * self->n_rows);

  return self;
}

void
atlas_label_ground_free (AtlasLabelGround *self)
{
  buckets_clear (&self->obstacles);
  g_free (self->cover);
  g_free (self);
}

void
atlas_label_ground_add_obstacle (AtlasLabelGround *self,
                                 const AtlasBox   *box,
                                 gboolean          crossed)
{
  if (atlas_box_overlaps (&self->bounds, box))
    buckets_add (&self->obstacles, &self->bounds, box, crossed);
}

void
atlas_label_ground_add_line (AtlasLabelGround *self,
                             AtlasPoint        from,
                             AtlasPoint        to,
                             double            strength)
{
  double length;
  guint n;

  g_return_if_fail (!self->summed);

  if (atlas_box_is_empty (&self->bounds) || !clip (&self->bounds, &from, &to))
    return;

  length = sqrt ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y));
  n = 1 + (guint) (length / self->cell * 1.5);
  for (guint i = 0; i < n; i++)
    {
      double t = (i + 0.5) / n;
      guint x = find_cell (from.x + t * (to.x - from.x), self->bounds.x0, self->cell,
                           self->n_columns);
      guint y = find_cell (from.y + t * (to.y - from.y), self->bounds.y0, self->cell,
                           self->n_rows);

      self->cover[y * self->n_columns + x] += strength * length / n;
    }
}

gboolean
atlas_label_ground_is_free (const AtlasLabelGround *self,
                            const AtlasBox         *box,
                            gboolean                is_line)
{
  return box->x0 >= self->bounds.x0 && box->x1 <= self->bounds.x1 &&
         box->y0 >= self->bounds.y0 && box->y1 <= self->bounds.y1 &&
         !buckets_overlap (&self->obstacles, &self->bounds, box, is_line);
}

double
atlas_label_ground_get_cost (AtlasLabelGround *self,
                             const AtlasBox   *box)
{
  int x0 = find_cell (box->x0, self->bounds.x0, self->cell, self->n_columns);
  int x1 = find_cell (box->x1, self->bounds.x0, self->cell, self->n_columns);
  int y0 = find_cell (box->y0, self->bounds.y0, self->cell, self->n_rows);
  int y1 = find_cell (box->y1, self->bounds.y0, self->cell, self->n_rows);

  if (!self->summed)
    sum_cover (self);

  return get_sum (self, x1, y1) - get_sum (self, x0 - 1, y1) -
         get_sum (self, x1, y0 - 1) + get_sum (self, x0 - 1, y0 - 1);
}
