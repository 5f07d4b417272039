#include "atlas-label-placer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Trials of the search, and rounds over all labels that could do better: many
 * for small problems, which are done in no time. */
#define N_TRIALS 30000
#define MIN_ROUNDS 18
#define MAX_ROUNDS 150
/* A label is heavy from this share of the mean weight on: few very heavy ones raise it. */
#define HEAVY 0.5
/* So often the search goes on while one of those is missing. */
#define MAX_ATTEMPTS 2

typedef struct
{
  double weight;
  guint  first;      /* of its positions */
  guint  n;
  guint  n_offered;
  int    choice;     /* position; -1: none */
} Label;

typedef struct
{
  guint  label;
  guint  number;     /* among those offered */
  guint  first_box;
  guint  n_boxes;
  double cost;
  guint  first_conflict;
  guint  n_conflicts;
  guint  n_blockers; /* chosen positions that conflict with it */
} Position;

typedef struct
{
  guint a;
  guint b;
} Pair;

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

struct _AtlasLabelPlacer
{
  AtlasBox  bounds;
  double    padding;
  GArray   *labels;
  GArray   *positions;
  GArray   *boxes;
  GArray   *conflicts;  /* guint: position; each position's in one run */
  Buckets   obstacles;

  double    cover_cell; /* of the raster below */
  guint     n_columns;
  guint     n_rows;
  double   *cover;      /* cost of covering, then summed from the upper left */
  gboolean  summed;

  double    mean_weight;
  guint32   random;
};

#define LABEL(self, i) (&g_array_index ((self)->labels, Label, i))
#define POSITION(self, i) (&g_array_index ((self)->positions, Position, i))

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
sum_cover (AtlasLabelPlacer *self)
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
get_sum (const AtlasLabelPlacer *self,
         int                     x,
         int                     y)
{
  return x < 0 || y < 0 ? 0 : self->cover[y * self->n_columns + x];
}

static double
get_cover (const AtlasLabelPlacer *self,
           const AtlasBox         *box)
{
  int x0 = find_cell (box->x0, self->bounds.x0, self->cover_cell, self->n_columns);
  int x1 = find_cell (box->x1, self->bounds.x0, self->cover_cell, self->n_columns);
  int y0 = find_cell (box->y0, self->bounds.y0, self->cover_cell, self->n_rows);
  int y1 = find_cell (box->y1, self->bounds.y0, self->cover_cell, self->n_rows);

  return get_sum (self, x1, y1) - get_sum (self, x0 - 1, y1) -
         get_sum (self, x1, y0 - 1) + get_sum (self, x0 - 1, y0 - 1);
}

/* All that a position covers in one box. */
typedef struct
{
  AtlasBox box;
  guint    position;
  guint    label;
} Outline;

static int
compare_left (gconstpointer a,
              gconstpointer b)
{
  const Outline *first = a;
  const Outline *second = b;

  if (first->box.x0 != second->box.x0)
    return first->box.x0 < second->box.x0 ? -1 : 1;

  return first->position < second->position ? -1 : 1;
}

/* From left to right, each grown by the padding. */
static Outline *
list_outlines (AtlasLabelPlacer *self)
{
  /* One more, as none may not be sorted. */
  Outline *outlines = g_new (Outline, self->positions->len + 1);

  for (guint i = 0; i < self->positions->len; i++)
    {
      const Position *position = POSITION (self, i);
      AtlasBox box = ATLAS_BOX_EMPTY;

      for (guint b = 0; b < position->n_boxes; b++)
        atlas_box_join (&box, &g_array_index (self->boxes, AtlasBox, position->first_box + b));
      outlines[i] = (Outline) { atlas_box_grow (&box, self->padding), i,
                                  position->label };
    }
  qsort (outlines, self->positions->len, sizeof (Outline), compare_left);

  return outlines;
}

/* Their outlines do. */
static gboolean
positions_overlap (const AtlasLabelPlacer *self,
                   const Outline          *a,
                   const Outline          *b)
{
  const Position *first = POSITION (self, a->position);
  const Position *second = POSITION (self, b->position);

  for (guint i = 0; i < first->n_boxes; i++)
    {
      const AtlasBox *box = &g_array_index (self->boxes, AtlasBox, first->first_box + i);
      AtlasBox grown = atlas_box_grow (box, self->padding);

      if (!atlas_box_overlaps (box, &b->box))
        continue;
      for (guint k = 0; k < second->n_boxes; k++)
        if (atlas_box_overlaps (&grown, &g_array_index (self->boxes, AtlasBox,
                                                        second->first_box + k)))
          return TRUE;
    }

  return FALSE;
}

/* Pairs of positions of different labels that can't both be: a sweep from left to
 * right, as thousands of positions lie close together. */
static GArray *
list_pairs (AtlasLabelPlacer *self)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autofree Outline *outlines = list_outlines (self);

  for (guint i = 0; i < self->positions->len; i++)
    {
      const Outline *a = &outlines[i];

      for (guint k = i + 1; k < self->positions->len && outlines[k].box.x0 <= a->box.x1; k++)
        {
          const Outline *b = &outlines[k];

          if (b->label != a->label && atlas_box_overlaps (&a->box, &b->box) &&
              positions_overlap (self, a, b))
            g_array_append_val (pairs, ((Pair) { a->position, b->position }));
        }
    }

  return pairs;
}

static void
find_conflicts (AtlasLabelPlacer *self)
{
  g_autoptr (GArray) pairs = list_pairs (self);
  guint end = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      POSITION (self, g_array_index (pairs, Pair, i).a)->n_conflicts++;
      POSITION (self, g_array_index (pairs, Pair, i).b)->n_conflicts++;
    }
  for (guint i = 0; i < self->positions->len; i++)
    {
      POSITION (self, i)->first_conflict = end;
      end += POSITION (self, i)->n_conflicts;
      POSITION (self, i)->n_conflicts = 0;
    }
  g_array_set_size (self->conflicts, end);
  for (guint i = 0; i < pairs->len; i++)
    {
      Pair pair = g_array_index (pairs, Pair, i);
      Position *a = POSITION (self, pair.a);
      Position *b = POSITION (self, pair.b);

      g_array_index (self->conflicts, guint, a->first_conflict + a->n_conflicts++) = pair.b;
      g_array_index (self->conflicts, guint, b->first_conflict + b->n_conflicts++) = pair.a;
    }
}

static void
choose (AtlasLabelPlacer *self,
        guint             label,
        int               choice)
{
  int old = LABEL (self, label)->choice;

  if (old >= 0)
    for (guint i = 0; i < POSITION (self, old)->n_conflicts; i++)
      POSITION (self, g_array_index (self->conflicts, guint,
                                     POSITION (self, old)->first_conflict + i))->n_blockers--;
  if (choice >= 0)
    for (guint i = 0; i < POSITION (self, choice)->n_conflicts; i++)
      POSITION (self, g_array_index (self->conflicts, guint,
                                     POSITION (self, choice)->first_conflict + i))->n_blockers++;
  LABEL (self, label)->choice = choice;
}

/* The cheapest position that nothing chosen is in the way of; -1: none. */
static int
find_free (const AtlasLabelPlacer *self,
           guint                   label)
{
  const Label *l = LABEL (self, label);
  int best = -1;

  for (guint i = l->first; i < l->first + l->n; i++)
    if (POSITION (self, i)->n_blockers == 0 &&
        (best < 0 || POSITION (self, i)->cost < POSITION (self, best)->cost))
      best = i;

  return best;
}

static double
get_label_cost (const AtlasLabelPlacer *self,
                guint                   label)
{
  const Label *l = LABEL (self, label);

  return l->choice < 0 ? l->weight : POSITION (self, l->choice)->cost;
}

static int
compare_weight (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const AtlasLabelPlacer *self = data;
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;
  double difference = LABEL (self, j)->weight - LABEL (self, i)->weight;

  return difference > 0 ? 1 : difference < 0 ? -1 : (int) i - (int) j;
}

static GArray *
list_by_weight (AtlasLabelPlacer *self)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->labels->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_weight, self);

  return order;
}

/* Numerical Recipes' linear congruence; its high bits are good enough. */
static double
next_random (AtlasLabelPlacer *self)
{
  self->random = self->random * 1664525u + 1013904223u;

  return (self->random >> 8) / 16777216.0;
}

typedef struct
{
  guint label;
  int   choice;
} Step;

static void
remember (AtlasLabelPlacer *self,
          guint             label,
          GArray           *steps)
{
  g_array_append_val (steps, ((Step) { label, LABEL (self, label)->choice }));
}

/* Takes away all that is in the way of a position. Returns: what it cost. */
static double
clear_way (AtlasLabelPlacer *self,
           const Position   *p,
           GArray           *steps)
{
  double cost = 0;

  for (guint i = 0; i < p->n_conflicts && p->n_blockers > 0; i++)
    {
      guint other = g_array_index (self->conflicts, guint, p->first_conflict + i);
      guint label = POSITION (self, other)->label;

      if (LABEL (self, label)->choice != (int) other)
        continue;
      cost += get_label_cost (self, label);
      remember (self, label, steps);
      choose (self, label, -1);
    }

  return cost;
}

/* Lets labels that were left out have the room around a position that has
 * become free. Returns: what that saves. */
static double
fill_room (AtlasLabelPlacer *self,
           guint             position,
           GArray           *steps)
{
  const Position *p = POSITION (self, position);
  double saved = 0;

  for (guint i = 0; i < p->n_conflicts; i++)
    {
      guint other = g_array_index (self->conflicts, guint, p->first_conflict + i);
      guint label = POSITION (self, other)->label;

      if (POSITION (self, other)->n_blockers > 0 || LABEL (self, label)->choice >= 0)
        continue;
      remember (self, label, steps);
      saved += LABEL (self, label)->weight;
      choose (self, label, find_free (self, label));
      saved -= get_label_cost (self, label);
    }

  return saved;
}

/* Puts a label where others may be in its way; these move to their next best
 * free positions or go, and others may take the room they leave. Notes in
 * @steps what was before. Returns: the difference in cost. */
static double
push_in (AtlasLabelPlacer *self,
         guint             position,
         GArray           *steps)
{
  const Position *p = POSITION (self, position);
  double before = get_label_cost (self, p->label);
  double after = p->cost;
  guint n_cleared;

  g_array_set_size (steps, 0);
  remember (self, p->label, steps);
  choose (self, p->label, -1);
  before += clear_way (self, p, steps);
  n_cleared = steps->len;
  choose (self, p->label, position);
  for (guint i = 1; i < n_cleared; i++)
    {
      guint label = g_array_index (steps, Step, i).label;

      choose (self, label, find_free (self, label));
      after += get_label_cost (self, label);
    }
  for (guint i = 1; i < n_cleared; i++)
    {
      Step step = g_array_index (steps, Step, i);

      if (LABEL (self, step.label)->choice < 0)
        after -= fill_room (self, step.choice, steps);
    }

  return after - before;
}

static void
take_back (AtlasLabelPlacer *self,
           GArray           *steps)
{
  /* A label that was moved twice gets back what it had first. */
  for (guint i = steps->len; i-- > 0;)
    choose (self, g_array_index (steps, Step, i).label, g_array_index (steps, Step, i).choice);
}

static gboolean
is_heavy (const AtlasLabelPlacer *self,
          const Label            *label)
{
  return label->weight > self->mean_weight * HEAVY;
}

/* Could pushing in pay? With many in the way it hardly ever does, unless it is a
 * matter of one of the heavy ones being there at all. */
static gboolean
may_pay (const AtlasLabelPlacer *self,
         const Position         *p,
         double                  tolerance)
{
  const Label *l = LABEL (self, p->label);
  gboolean matters = l->choice < 0 && is_heavy (self, l);

  return p->cost < get_label_cost (self, p->label) + tolerance &&
         p->n_blockers <= (matters ? 12 : 4);
}

/* Tries all positions of a label; a step that makes things worse by less than
 * a random share of @temperature is taken as well, or the search would stick. */
static void
improve (AtlasLabelPlacer *self,
         guint             label,
         double            temperature,
         GArray           *steps)
{
  const Label *l = LABEL (self, label);

  for (guint i = l->first; i < l->first + l->n; i++)
    {
      double tolerance = temperature > 0 ? -temperature * log (1 - next_random (self)) : 0;

      if (l->choice == (int) i || !may_pay (self, POSITION (self, i), tolerance))
        continue;
      if (push_in (self, i, steps) >= tolerance - 1e-9)
        take_back (self, steps);
    }
}

static gboolean
is_settled (const AtlasLabelPlacer *self,
            guint                   label)
{
  const Label *l = LABEL (self, label);

  if (l->n == 0)
    return TRUE;
  for (guint i = l->first; i < l->first + l->n; i++)
    if (POSITION (self, i)->cost < get_label_cost (self, label) - 1e-9)
      return FALSE;

  return TRUE;
}

static void
keep_best (AtlasLabelPlacer *self,
           GArray           *best,
           double           *best_cost)
{
  double cost = atlas_label_placer_get_cost (self);

  if (cost >= *best_cost)
    return;

  *best_cost = cost;
  g_array_set_size (best, self->labels->len);
  for (guint i = 0; i < self->labels->len; i++)
    g_array_index (best, int, i) = LABEL (self, i)->choice;
}

static void
go_back (AtlasLabelPlacer *self,
         const GArray     *choices)
{
  for (guint i = 0; i < self->labels->len; i++)
    if (LABEL (self, i)->choice != g_array_index (choices, int, i))
      choose (self, i, -1);
  for (guint i = 0; i < self->labels->len; i++)
    if (LABEL (self, i)->choice != g_array_index (choices, int, i))
      choose (self, i, g_array_index (choices, int, i));
}

/* Puts a label at a position whatever that costs, and lets all that have no place
 * then push in as well, but not there. */
static void
force_in (AtlasLabelPlacer *self,
          const GArray     *order,
          guint             position,
          GArray           *steps)
{
  Label *forced = LABEL (self, POSITION (self, position)->label);
  double weight = forced->weight;

  push_in (self, position, steps);
  forced->weight = G_MAXDOUBLE / 2;
  for (guint i = 0; i < order->len; i++)
    {
      guint label = g_array_index (order, guint, i);

      if (LABEL (self, label)->choice < 0)
        improve (self, label, 0, steps);
    }
  forced->weight = weight;
}

/* For a heavy label that the search has left out: there may be a way in for which
 * several others have to move one after the other. */
static void
insist (AtlasLabelPlacer *self,
        const GArray     *order,
        guint             label,
        GArray           *steps)
{
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (int));
  double best_cost = G_MAXDOUBLE;

  keep_best (self, best, &best_cost);
  for (guint i = LABEL (self, label)->first;
       i < LABEL (self, label)->first + LABEL (self, label)->n; i++)
    {
      force_in (self, order, i, steps);
      keep_best (self, best, &best_cost);
      go_back (self, best);
    }
}

/* Rounds of improvements, hot and cold by turns. */
static void
run_rounds (AtlasLabelPlacer *self,
            const GArray     *order,
            GArray           *steps)
{
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (int));
  /* In the measure of position costs and of weights. */
  static const double temperatures[] = { 0, 2, 0, 0, 8, 0 };
  guint n_rounds = CLAMP (N_TRIALS / (self->positions->len + 1), MIN_ROUNDS, MAX_ROUNDS);
  double best_cost = G_MAXDOUBLE;

  keep_best (self, best, &best_cost);
  for (guint round = 0; round < n_rounds; round++)
    {
      double temperature = temperatures[round % G_N_ELEMENTS (temperatures)];

      for (guint i = 0; i < order->len; i++)
        {
          guint label = g_array_index (order, guint, i);

          if (temperature > 0 || !is_settled (self, label))
            improve (self, label, temperature, steps);
        }
      keep_best (self, best, &best_cost);
    }
  go_back (self, best);
}

/* A heavy label that could be somewhere and is not. */
static gboolean
is_missing (const AtlasLabelPlacer *self,
            guint                   label)
{
  const Label *l = LABEL (self, label);

  return l->choice < 0 && l->n > 0 && is_heavy (self, l);
}

static void
search (AtlasLabelPlacer *self,
        const GArray     *order)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  guint n_missing = 1;

  for (guint attempt = 0; attempt < MAX_ATTEMPTS && n_missing > 0; attempt++)
    {
      run_rounds (self, order, steps);
      for (guint i = 0; i < order->len; i++)
        if (is_missing (self, g_array_index (order, guint, i)))
          insist (self, order, g_array_index (order, guint, i), steps);

      n_missing = 0;
      for (guint i = 0; i < self->labels->len; i++)
        n_missing += is_missing (self, i);
    }
}

AtlasLabelPlacer *
atlas_label_placer_new (const AtlasBox *bounds,
                        double          padding)
{
  AtlasLabelPlacer *self = g_new0 (AtlasLabelPlacer, 1);
  double extent = MAX (MAX (atlas_box_width (bounds), atlas_box_height (bounds)), 1e-6);

  self->bounds = *bounds;
  self->padding = padding;
  self->labels = g_array_new (FALSE, FALSE, sizeof (Label));
  self->positions = g_array_new (FALSE, FALSE, sizeof (Position));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (AtlasBox));
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (guint));
  buckets_init (&self->obstacles, bounds, MAX (extent / 64, padding));

  self->cover_cell = extent / 400;
  self->n_columns = count_cells (atlas_box_width (bounds), self->cover_cell);
  self->n_rows = count_cells (atlas_box_height (bounds), self->cover_cell);
  self->cover = g_new0 (double, self->n_columns * self->n_rows);
  self->random = 1;

  return self;
}

void
atlas_label_placer_free (AtlasLabelPlacer *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->labels);
  g_array_unref (self->positions);
  g_array_unref (self->boxes);
  g_array_unref (self->conflicts);
  buckets_clear (&self->obstacles);
  g_free (self->cover);
  g_free (self);
}

void
atlas_label_placer_add_obstacle (AtlasLabelPlacer *self,
                                 const AtlasBox   *box)
{
  g_return_if_fail (self->positions->len == 0);

  if (atlas_box_overlaps (&self->bounds, box))
    buckets_add (&self->obstacles, &self->bounds, box, FALSE);
}

void
atlas_label_placer_add_symbol (AtlasLabelPlacer *self,
                               const AtlasBox   *box)
{
  g_return_if_fail (self->positions->len == 0);

  if (atlas_box_overlaps (&self->bounds, box))
    buckets_add (&self->obstacles, &self->bounds, box, TRUE);
}

void
atlas_label_placer_add_line (AtlasLabelPlacer *self,
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
  n = 1 + (guint) (length / self->cover_cell * 1.5);
  for (guint i = 0; i < n; i++)
    {
      double t = (i + 0.5) / n;
      guint x = find_cell (from.x + t * (to.x - from.x), self->bounds.x0, self->cover_cell,
                           self->n_columns);
      guint y = find_cell (from.y + t * (to.y - from.y), self->bounds.y0, self->cover_cell,
                           self->n_rows);

      self->cover[y * self->n_columns + x] += strength * length / n;
    }
}

guint
atlas_label_placer_add_label (AtlasLabelPlacer *self,
                              double            weight)
{
  Label label = { .weight = weight, .first = self->positions->len, .choice = -1 };

  if (!self->summed)
    sum_cover (self);
  g_array_append_val (self->labels, label);

  return self->labels->len - 1;
}

void
atlas_label_placer_add_position (AtlasLabelPlacer *self,
                                 const AtlasBox   *boxes,
                                 guint             n_boxes,
                                 double            cost)
{
  atlas_label_placer_add_led_position (self, boxes, n_boxes, n_boxes, cost);
}

void
atlas_label_placer_add_led_position (AtlasLabelPlacer *self,
                                     const AtlasBox   *boxes,
                                     guint             n_boxes,
                                     guint             n_letters,
                                     double            cost)
{
  Label *label = LABEL (self, self->labels->len - 1);
  Position position = { .label = self->labels->len - 1, .number = label->n_offered++,
                        .first_box = self->boxes->len, .n_boxes = n_boxes, .cost = cost };

  for (guint i = 0; i < n_boxes; i++)
    {
      const AtlasBox *box = &boxes[i];

      if (!(box->x0 >= self->bounds.x0 && box->x1 <= self->bounds.x1 &&
            box->y0 >= self->bounds.y0 && box->y1 <= self->bounds.y1) ||
          buckets_overlap (&self->obstacles, &self->bounds, box, i >= n_letters))
        return;
      position.cost += get_cover (self, box);
    }
  if (position.cost >= label->weight)
    return;

  g_array_append_vals (self->boxes, boxes, n_boxes);
  g_array_append_val (self->positions, position);
  label->n++;
}

void
atlas_label_placer_solve (AtlasLabelPlacer *self)
{
  g_autoptr (GArray) order = list_by_weight (self);

  find_conflicts (self);
  for (guint i = 0; i < order->len; i++)
    self->mean_weight += LABEL (self, i)->weight / order->len;
  for (guint i = 0; i < order->len; i++)
    {
      guint label = g_array_index (order, guint, i);

      choose (self, label, find_free (self, label));
    }
  search (self, order);
}

int
atlas_label_placer_get_position (const AtlasLabelPlacer *self,
                                 guint                   label)
{
  int choice = LABEL (self, label)->choice;

  return choice < 0 ? -1 : (int) POSITION (self, choice)->number;
}

double
atlas_label_placer_get_cost (const AtlasLabelPlacer *self)
{
  double cost = 0;

  for (guint i = 0; i < self->labels->len; i++)
    cost += get_label_cost (self, i);

  return cost;
}
