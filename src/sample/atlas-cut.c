#include "atlas-cut.h"

#include "atlas-sketch.h"

#include <math.h>

#define SAMPLES 40       /* lines tried across a face */
#define REFINEMENTS 18   /* halvings around the best of them */
#define TURNS 3          /* directions tried around that of the grid */
#define TURN 0.05        /* rad, their spread */
#define TINY 20.0        /* m; no edge is to be shorter: a road that goes on beyond
                            another meets it in the same corner on both sides */

/* A ring with running sums, so that the area of any part of it is at hand. */
typedef struct
{
  const AtlasPoint *points;
  guint             n;
  double           *sums; /* twice the area swept from the first point up to each */
  double            area;
} Ring;

/* Where a line meets the ring. */
typedef struct
{
  guint      edge;
  double     along; /* position on the line */
  AtlasPoint at;
} Crossing;

/* A straight cut under consideration. */
typedef struct
{
  double   score;      /* the smaller the better */
  Crossing from;
  Crossing to;
  double   right_area;
} Candidate;

void
atlas_cut_clear (AtlasCut *self)
{
  g_clear_pointer (&self->points, g_array_unref);
}

static inline double
sweep (const Ring *ring,
       AtlasPoint  a,
       AtlasPoint  b)
{
  AtlasPoint origin = ring->points[0];

  return (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
}

static void
ring_init (Ring             *self,
           const AtlasPoint *points,
           guint             n)
{
  *self = (Ring) { points, n, g_new (double, n + 1), 0 };
  self->sums[0] = 0;
  for (guint i = 0; i < n; i++)
    self->sums[i + 1] = self->sums[i] + sweep (self, points[i], points[(i + 1) % n]);
  self->area = self->sums[n] / 2;
}

static void
ring_clear (Ring *self)
{
  g_free (self->sums);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ring, ring_clear)

/* The area of the ring's stretch from one crossing on to another, closed by a
 * straight line: the part to the right of a cut between them. */
static double
part_area (const Ring     *ring,
           const Crossing *from,
           const Crossing *to)
{
  guint n = ring->n;
  double twice = sweep (ring, from->at, ring->points[(from->edge + 1) % n]);

  if (to->edge > from->edge)
    twice += ring->sums[to->edge] - ring->sums[from->edge + 1];
  else
    twice += ring->sums[n] - ring->sums[from->edge + 1] + ring->sums[to->edge];
  twice += sweep (ring, ring->points[to->edge], to->at) + sweep (ring, to->at, from->at);

  return twice / 2;
}

static int
compare_crossings (gconstpointer a,
                   gconstpointer b)
{
  const Crossing *p = a;
  const Crossing *q = b;

  return p->along < q->along ? -1 : p->along > q->along;
}

/* All crossings of the ring with the line at distance @offset along @normal. */
static void
collect_crossings (const Ring *ring,
                   AtlasPoint  normal,
                   double      offset,
                   GArray     *crossings)
{
  AtlasPoint origin = ring->points[0];
  double before = (ring->points[ring->n - 1].x - origin.x) * normal.x +
                  (ring->points[ring->n - 1].y - origin.y) * normal.y - offset;

  g_array_set_size (crossings, 0);
  for (guint i = 0; i < ring->n; i++)
    {
      AtlasPoint b = ring->points[i];
      double after = (b.x - origin.x) * normal.x + (b.y - origin.y) * normal.y - offset;

      if ((before >= 0) != (after >= 0))
        {
          guint edge = (i + ring->n - 1) % ring->n;
          AtlasPoint a = ring->points[edge];
          double u = before / (before - after);
          Crossing crossing = { edge, 0, { a.x + u * (b.x - a.x), a.y + u * (b.y - a.y) } };

          crossing.along = crossing.at.y * normal.x - crossing.at.x * normal.y;
          g_array_append_val (crossings, crossing);
        }
      before = after;
    }
  g_array_sort (crossings, compare_crossings);
}

/* How far an area is beyond its bounds, as a share of it. */
static double
excess (double area,
        double least,
        double most)
{
  return MAX (0, MAX (least - area, area - most)) / MAX (area, 1);
}

/* What is wrong with a cut that gives @first to the part that wants the share. */
static double
judge (const Ring         *ring,
       const AtlasCutWish *wish,
       double              first,
       double              length)
{
  double second = ring->area - first;
  double smaller = MAX (MIN (first, second), 1);

  return 6 * fabs (first / ring->area - wish->share) + 0.22 * length / sqrt (smaller) +
         10 * (excess (first, wish->least[0], wish->most[0]) +
               excess (second, wish->least[1], wish->most[1]));
}

/* The best stretch inside the ring of one straight line. */
static void
try_line (const Ring         *ring,
          const AtlasCutWish *wish,
          AtlasPoint          normal,
          double              offset,
          GArray             *crossings,
          Candidate          *best)
{
  collect_crossings (ring, normal, offset, crossings);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      Candidate it = { 0, g_array_index (crossings, Crossing, i),
                       g_array_index (crossings, Crossing, i + 1), 0 };
      double length = it.to.along - it.from.along;

      it.right_area = part_area (ring, &it.from, &it.to);
      it.score = MIN (judge (ring, wish, it.right_area, length),
                      judge (ring, wish, ring->area - it.right_area, length));
      if (it.score < best->score)
        *best = it;
    }
}

static void
find_extent (const Ring *ring,
             AtlasPoint  normal,
             double     *low,
             double     *high)
{
  *low = G_MAXDOUBLE;
  *high = -G_MAXDOUBLE;
  for (guint i = 0; i < ring->n; i++)
    {
      double at = (ring->points[i].x - ring->points[0].x) * normal.x +
                  (ring->points[i].y - ring->points[0].y) * normal.y;

      *low = MIN (*low, at);
      *high = MAX (*high, at);
    }
}

/* The best straight cut square to @normal. */
static Candidate
try_direction (const Ring         *ring,
               const AtlasCutWish *wish,
               AtlasPoint          normal,
               GArray             *crossings)
{
  Candidate best = { .score = G_MAXDOUBLE };
  double low, high, step, at = 0;

  find_extent (ring, normal, &low, &high);
  step = (high - low) / SAMPLES;
  for (guint i = 0; i < SAMPLES; i++)
    {
      double before = best.score;

      try_line (ring, wish, normal, low + (i + 0.5) * step, crossings, &best);
      if (best.score < before)
        at = low + (i + 0.5) * step;
    }

  for (guint i = 0; i < REFINEMENTS; i++)
    {
      step /= 2;
      for (int side = -1; side <= 1; side += 2)
        {
          double before = best.score;

          try_line (ring, wish, normal, at + side * step, crossings, &best);
          if (best.score < before)
            {
              at += side * step;
              break;
            }
        }
    }

  return best;
}

static double
side_of (AtlasPoint a,
         AtlasPoint b,
         AtlasPoint p)
{
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static gboolean
cross (AtlasPoint a,
       AtlasPoint b,
       AtlasPoint c,
       AtlasPoint d)
{
  return side_of (a, b, c) * side_of (a, b, d) < 0 && side_of (c, d, a) * side_of (c, d, b) < 0;
}

static gboolean
is_inside (const Ring *ring,
           double      x,
           double      y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = ring->n - 1; i < ring->n; j = i++)
    {
      AtlasPoint a = ring->points[i];
      AtlasPoint b = ring->points[j];

      if ((a.y > y) != (b.y > y) && x < a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
        inside = !inside;
    }

  return inside;
}

/* Does the line run inside the ring from end to end? */
static gboolean
is_clear (const Ring     *ring,
          const AtlasCut *cut)
{
  for (guint i = 0; i + 1 < cut->points->len; i++)
    {
      AtlasPoint a = g_array_index (cut->points, AtlasPoint, i);
      AtlasPoint b = g_array_index (cut->points, AtlasPoint, i + 1);

      if (!is_inside (ring, (a.x + b.x) / 2, (a.y + b.y) / 2))
        return FALSE;

      for (guint j = 0; j < ring->n; j++)
        {
          if ((j == cut->from_edge && i == 0) || (j == cut->to_edge && i + 2 == cut->points->len))
            continue;
          if (cross (a, b, ring->points[j], ring->points[(j + 1) % ring->n]))
            return FALSE;
        }
    }

  return TRUE;
}

/* A corner of the edge that is close enough for the street to run into it. */
static AtlasPoint
pull_to_corner (const Ring     *ring,
                const Crossing *crossing,
                double          reach)
{
  AtlasPoint ends[2] = { ring->points[crossing->edge],
                         ring->points[(crossing->edge + 1) % ring->n] };

  for (guint i = 0; i < 2; i++)
    if (hypot (ends[i].x - crossing->at.x, ends[i].y - crossing->at.y) < reach)
      return ends[i];

  return atlas_sketch_snap_on (ends[0], ends[1], crossing->at);
}

static void
set_points (AtlasCut         *cut,
            const Candidate  *candidate,
            const AtlasPoint *points,
            guint             n)
{
  cut->from_edge = candidate->from.edge;
  cut->to_edge = candidate->to.edge;
  if (cut->points == NULL)
    cut->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  g_array_set_size (cut->points, 0);
  g_array_append_vals (cut->points, points, n);
}

/* Turns the straight cut into a street: into corners and bent where that stays
 * inside, else straight. */
static gboolean
make_street (const Ring      *ring,
             const Candidate *candidate,
             AtlasRandom     *random,
             AtlasCut        *cut)
{
  double length = candidate->to.along - candidate->from.along;
  AtlasPoint a = pull_to_corner (ring, &candidate->from, MIN (90, 0.12 * length));
  AtlasPoint b = pull_to_corner (ring, &candidate->to, MIN (90, 0.12 * length));
  double u = atlas_random_range (random, 0.3, 0.7);
  double bend = atlas_random_range (random, -0.035, 0.035);
  AtlasPoint middle = atlas_sketch_snap (a.x + u * (b.x - a.x) - bend * (b.y - a.y),
                                         a.y + u * (b.y - a.y) + bend * (b.x - a.x));
  AtlasPoint bent[] = { a, middle, b };
  AtlasPoint straight[] = { a, b };
  AtlasPoint plain[] = { pull_to_corner (ring, &candidate->from, TINY),
                         pull_to_corner (ring, &candidate->to, TINY) };

  set_points (cut, candidate, bent, 3);
  if (length > 500 && is_clear (ring, cut))
    return TRUE;

  set_points (cut, candidate, straight, 2);
  if (is_clear (ring, cut))
    return TRUE;

  set_points (cut, candidate, plain, 2);
  return is_clear (ring, cut);
}

gboolean
atlas_cut_find_street (const AtlasPoint   *points,
                       guint               n,
                       const AtlasCutWish *wish,
                       AtlasRandom        *random,
                       AtlasCut           *cut,
                       double             *right_area)
{
  g_auto(Ring) ring = { 0 };
  g_autoptr(GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  Candidate best = { .score = G_MAXDOUBLE };

  ring_init (&ring, points, n);
  for (guint i = 0; i < 2 * TURNS; i++)
    {
      double angle = wish->angle + (i % 2) * G_PI / 2 + atlas_random_range (random, -TURN, TURN);
      Candidate it = try_direction (&ring, wish, (AtlasPoint) { cos (angle), sin (angle) },
                                    crossings);

      if (it.score < best.score)
        best = it;
    }
  *right_area = best.right_area;

  return best.score < G_MAXDOUBLE && best.from.edge != best.to.edge &&
         make_street (&ring, &best, random, cut);
}

/* All crossings of the ring with the line, in the line's order: `along` is the
 * number of the line's piece plus how far along it. */
static GArray *
collect_line_crossings (const Ring       *ring,
                        const AtlasPoint *line,
                        guint             n)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));

  for (guint i = 0; i + 1 < n; i++)
    for (guint j = 0; j < ring->n; j++)
      {
        AtlasPoint a = ring->points[j];
        AtlasPoint b = ring->points[(j + 1) % ring->n];
        double from = side_of (line[i], line[i + 1], a);
        double to = side_of (line[i], line[i + 1], b);
        double p = side_of (a, b, line[i]);
        double q = side_of (a, b, line[i + 1]);

        if ((from >= 0) != (to >= 0) && (p >= 0) != (q >= 0))
          {
            double u = from / (from - to);
            Crossing crossing = {
              j, i + p / (p - q), { a.x + u * (b.x - a.x), a.y + u * (b.y - a.y) },
            };

            g_array_append_val (crossings, crossing);
          }
      }
  g_array_sort (crossings, compare_crossings);

  return crossings;
}

/* The stretch of the line between two crossings. */
static void
make_stretch (const Ring       *ring,
              const AtlasPoint *line,
              const Crossing   *from,
              const Crossing   *to,
              AtlasCut         *cut)
{
  AtlasPoint start = pull_to_corner (ring, from, TINY);
  AtlasPoint end = pull_to_corner (ring, to, TINY);
  Candidate candidate = { .from = *from, .to = *to };

  set_points (cut, &candidate, &start, 1);
  for (guint i = (guint) from->along + 1; i <= (guint) to->along; i++)
    {
      AtlasPoint last = g_array_index (cut->points, AtlasPoint, cut->points->len - 1);

      if (hypot (line[i].x - last.x, line[i].y - last.y) > TINY &&
          hypot (line[i].x - end.x, line[i].y - end.y) > TINY)
        g_array_append_val (cut->points, line[i]);
    }
  g_array_append_val (cut->points, end);
}

static gboolean
is_worth_while (const Ring     *ring,
                const Crossing *from,
                const Crossing *to,
                const AtlasCut *cut,
                double          least,
                double          narrowest)
{
  double right = part_area (ring, from, to);
  double length = 0;
  double smaller;

  for (guint i = 0; i + 1 < cut->points->len; i++)
    {
      AtlasPoint a = g_array_index (cut->points, AtlasPoint, i);
      AtlasPoint b = g_array_index (cut->points, AtlasPoint, i + 1);

      length += hypot (b.x - a.x, b.y - a.y);
      right -= side_of (from->at, a, b) / 2;
    }
  smaller = MIN (right, ring->area - right);

  return smaller >= least && smaller >= length * narrowest;
}

/* The line's points; those of a closed line twice over, so that a stretch may
 * run over its first point. */
static GArray *
unroll (const AtlasGeometry *line)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  guint n;
  const AtlasPoint *at = atlas_geometry_get_part (line, 0, &n);

  g_array_append_vals (points, at, n);
  if (at[0].x == at[n - 1].x && at[0].y == at[n - 1].y)
    g_array_append_vals (points, at + 1, n - 1);

  return points;
}

gboolean
atlas_cut_find_along (const AtlasPoint    *points,
                      guint                n,
                      const AtlasGeometry *line,
                      double               least,
                      double               narrowest,
                      AtlasCut            *cut)
{
  g_auto(Ring) ring = { 0 };
  g_autoptr(GArray) crossings = NULL;
  g_autoptr(GArray) unrolled = unroll (line);
  const AtlasPoint *along = (const AtlasPoint *) (const void *) unrolled->data;

  ring_init (&ring, points, n);
  crossings = collect_line_crossings (&ring, along, unrolled->len);
  for (guint i = 0; i + 1 < crossings->len; i++)
    {
      const Crossing *from = &g_array_index (crossings, Crossing, i);
      const Crossing *to = &g_array_index (crossings, Crossing, i + 1);

      if (from->edge == to->edge)
        continue;

      make_stretch (&ring, along, from, to, cut);
      if (is_worth_while (&ring, from, to, cut, least, narrowest) && is_clear (&ring, cut))
        return TRUE;
    }

  return FALSE;
}
