#include "atlas-label-course.h"

#include <math.h>

/* A stretch is looked at in so many points. */
#define N_SAMPLES 16

/* Cuts the part [@t0, @t1] of a segment down to what lies in the view. */
static gboolean
clip (const AtlasView *view,
      AtlasPoint       a,
      AtlasPoint       b,
      double          *t0,
      double          *t1)
{
  const double start[] = { a.x, a.y };
  const double step[] = { b.x - a.x, b.y - a.y };
  const double size[] = { view->width, view->height };

  *t0 = 0;
  *t1 = 1;
  for (guint i = 0; i < 2; i++)
    {
      if (step[i] == 0)
        {
          if (start[i] < 0 || start[i] > size[i])
            return FALSE;
          continue;
        }
      *t0 = MAX (*t0, MIN (-start[i] / step[i], (size[i] - start[i]) / step[i]));
      *t1 = MIN (*t1, MAX (-start[i] / step[i], (size[i] - start[i]) / step[i]));
    }

  return *t0 < *t1;
}

static AtlasPoint
between (AtlasPoint a,
         AtlasPoint b,
         double     t)
{
  return (AtlasPoint) { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
}

static AtlasPoint
to_device (const AtlasView *view,
           AtlasPoint       point)
{
  return (AtlasPoint) { atlas_view_x (view, point.x), atlas_view_y (view, point.y) };
}

/* A run of points of equal distance that lies in the view. */
typedef struct
{
  double  step;
  double  rest;   /* to go until the next point */
  GArray *points; /* AtlasPoint; a new run begins at each of ends */
  GArray *ends;   /* guint */
} Runs;

static void
end_run (Runs *self)
{
  guint end = self->points->len;

  if (end > 0 && (self->ends->len == 0 ||
                  g_array_index (self->ends, guint, self->ends->len - 1) != end))
    g_array_append_val (self->ends, end);
  self->rest = 0;
}

static void
add_segment (Runs       *self,
             AtlasPoint  a,
             AtlasPoint  b)
{
  double length = sqrt ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));

  while (self->rest <= length)
    {
      AtlasPoint point = between (a, b, length > 0 ? self->rest / length : 0);

      g_array_append_val (self->points, point);
      self->rest += self->step;
    }
  self->rest -= length;
}

static void
runs_init (Runs                *self,
           const AtlasGeometry *geometry,
           const AtlasView     *view,
           double               step)
{
  self->step = step;
  self->rest = 0;
  self->points = g_array_new (FALSE, FALSE, sizeof (AtlasPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 1; i < n; i++)
        {
          AtlasPoint a = to_device (view, points[i - 1]);
          AtlasPoint b = to_device (view, points[i]);
          double t0, t1;

          if (!clip (view, a, b, &t0, &t1))
            {
              end_run (self);
              continue;
            }
          if (t0 > 0)
            end_run (self);
          add_segment (self, between (a, b, t0), between (a, b, t1));
          if (t1 < 1)
            end_run (self);
        }
      end_run (self);
    }
}

static void
runs_clear (Runs *self)
{
  g_array_unref (self->points);
  g_array_unref (self->ends);
}

/* Along the chord from the mean of the first half to that of the second:
 * single kinks count little. */
static void
find_chord (const AtlasPoint  *points,
            AtlasLabelStretch *stretch)
{
  AtlasPoint half[2] = { { 0, 0 }, { 0, 0 } };
  double dx, dy;

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      half[i / (N_SAMPLES / 2)].x += points[i].x / (N_SAMPLES / 2);
      half[i / (N_SAMPLES / 2)].y += points[i].y / (N_SAMPLES / 2);
    }
  stretch->centre = between (half[0], half[1], 0.5);
  dx = half[1].x - half[0].x;
  dy = half[1].y - half[0].y;
  /* Upright: from left to right. */
  stretch->angle = dx < 0 ? atan2 (-dy, -dx) : atan2 (dy, dx);
}

/* Least squares of v = rise + bend u². */
static void
fit_parabola (const double      *u,
              const double      *v,
              AtlasLabelStretch *stretch)
{
  double s2 = 0, s4 = 0, t0 = 0, t2 = 0;
  double determinant;

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      double uu = u[i] * u[i];

      s2 += uu;
      s4 += uu * uu;
      t0 += v[i];
      t2 += v[i] * uu;
    }
  determinant = N_SAMPLES * s4 - s2 * s2;
  if (determinant <= 0)
    return;

  stretch->rise = (t0 * s4 - t2 * s2) / determinant;
  stretch->bend = (N_SAMPLES * t2 - s2 * t0) / determinant;
}

static AtlasLabelStretch
make_stretch (const AtlasPoint *points,
              double            place)
{
  AtlasLabelStretch stretch = { .place = place };
  double u[N_SAMPLES], v[N_SAMPLES];
  double c, s;

  find_chord (points, &stretch);
  c = cos (stretch.angle);
  s = sin (stretch.angle);
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      double x = points[i].x - stretch.centre.x;
      double y = points[i].y - stretch.centre.y;

      u[i] = c * x + s * y;
      v[i] = c * y - s * x;
      stretch.below = MAX (stretch.below, v[i]);
      stretch.above = MAX (stretch.above, -v[i]);
    }
  fit_parabola (u, v, &stretch);
  for (guint i = 0; i < N_SAMPLES; i++)
    stretch.spread = MAX (stretch.spread,
                          fabs (v[i] - stretch.rise - stretch.bend * u[i] * u[i]));

  return stretch;
}

/* Every @stride-th stretch of one run, as much left over at both its ends. */
static void
add_windows (GArray     *stretches,
             const Runs *runs,
             guint       begin,
             guint       end,
             guint       stride)
{
  guint spare;

  if (end - begin < N_SAMPLES)
    return;

  spare = end - begin - N_SAMPLES;
  for (guint i = spare % stride / 2; i <= spare; i += stride)
    {
      double place = spare > 0 ? fabs (2.0 * i / spare - 1) : 0;
      AtlasLabelStretch stretch =
        make_stretch (&g_array_index (runs->points, AtlasPoint, begin + i), place);

      g_array_append_val (stretches, stretch);
    }
}

GArray *
atlas_label_list_stretches (const AtlasGeometry *geometry,
                            const AtlasView     *view,
                            double               length,
                            guint                max_n)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (AtlasLabelStretch));
  guint n_windows = 0;
  guint stride;
  guint begin = 0;
  Runs runs;

  runs_init (&runs, geometry, view, length / (N_SAMPLES - 1));
  for (guint i = 0; i < runs.ends->len; i++)
    {
      guint end = g_array_index (runs.ends, guint, i);

      if (end - begin >= N_SAMPLES)
        n_windows += end - begin - N_SAMPLES + 1;
      begin = end;
    }

  stride = MAX (1, (n_windows + max_n - 1) / MAX (1, max_n));
  begin = 0;
  for (guint i = 0; i < runs.ends->len; i++)
    {
      guint end = g_array_index (runs.ends, guint, i);

      add_windows (stretches, &runs, begin, end, stride);
      begin = end;
    }
  runs_clear (&runs);

  return stretches;
}

double
atlas_label_get_seen_length (const AtlasGeometry *geometry,
                             const AtlasView     *view)
{
  double length = 0;

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);

      for (guint i = 1; i < n; i++)
        {
          AtlasPoint a = to_device (view, points[i - 1]);
          AtlasPoint b = to_device (view, points[i]);
          double t0, t1;

          if (clip (view, a, b, &t0, &t1))
            length += (t1 - t0) * hypot (b.x - a.x, b.y - a.y);
        }
    }

  return length;
}
