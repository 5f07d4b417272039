#include "atlas-label-placer.h"

#include "atlas-label-ground.h"
#include "atlas-label-overlaps.h"

#include <math.h>

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

struct _AtlasLabelPlacer
{
  AtlasLabelGround *ground;
  double            padding;
  GArray           *labels;
  GArray           *positions;
  GArray           *boxes;
  GArray           *conflicts; /* guint: position; each position's in one run */
  double            mean_weight;
  guint32           random;
};

#define LABEL(self, i) (&g_array_index ((self)->labels, Label, i))
#define POSITION(self, i) (&g_array_index ((self)->positions, Position, i))

static GArray *
list_pairs (AtlasLabelPlacer *self)
{
  g_autofree AtlasLabelPlace *places = g_new (AtlasLabelPlace, self->positions->len);

  for (guint i = 0; i < self->positions->len; i++)
    {
      const Position *position = POSITION (self, i);

      places[i] = (AtlasLabelPlace) { position->label, position->first_box, position->n_boxes };
    }

  return atlas_label_list_overlaps (places, self->positions->len,
                                    (const AtlasBox *) (gpointer) self->boxes->data,
                                    self->padding);
}

static void
find_conflicts (AtlasLabelPlacer *self)
{
  g_autoptr (GArray) pairs = list_pairs (self);
  guint end = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      POSITION (self, g_array_index (pairs, AtlasLabelPair, i).a)->n_conflicts++;
      POSITION (self, g_array_index (pairs, AtlasLabelPair, i).b)->n_conflicts++;
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
      AtlasLabelPair pair = g_array_index (pairs, AtlasLabelPair, i);
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

  self->padding = padding;
  self->labels = g_array_new (FALSE, FALSE, sizeof (Label));
  self->positions = g_array_new (FALSE, FALSE, sizeof (Position));
  self->boxes = g_array_new (FALSE, FALSE, sizeof (AtlasBox));
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->ground = atlas_label_ground_new (bounds, padding);
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
  atlas_label_ground_free (self->ground);
  g_free (self);
}

void
atlas_label_placer_add_obstacle (AtlasLabelPlacer *self,
                                 const AtlasBox   *box)
{
  g_return_if_fail (self->positions->len == 0);

  atlas_label_ground_add_obstacle (self->ground, box, FALSE);
}

void
atlas_label_placer_add_symbol (AtlasLabelPlacer *self,
                               const AtlasBox   *box)
{
  g_return_if_fail (self->positions->len == 0);

  atlas_label_ground_add_obstacle (self->ground, box, TRUE);
}

void
atlas_label_placer_add_line (AtlasLabelPlacer *self,
                             AtlasPoint        from,
                             AtlasPoint        to,
                             double            strength)
{
  g_return_if_fail (self->labels->len == 0);

  atlas_label_ground_add_line (self->ground, from, to, strength);
}

guint
atlas_label_placer_add_label (AtlasLabelPlacer *self,
                              double            weight)
{
  Label label = { .weight = weight, .first = self->positions->len, .choice = -1 };

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

      if (!atlas_label_ground_is_free (self->ground, box, i >= n_letters))
        return;
      position.cost += atlas_label_ground_get_cost (self->ground, box);
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
