#include "atlas-label-room.h"

#include <math.h>

struct _AtlasLabelRoom
{
  const AtlasView *view;
  double           step;
  guint            n;
  GArray          *crossings; /* Crossing */
  GArray          *spans;     /* AtlasLabelSpan */
  guint           *ends;      /* of each line's spans; NULL: crossings not yet in order */
};

typedef struct
{
  guint  line;
  double x;
} Crossing;

static int
compare_crossings (gconstpointer a,
                   gconstpointer b)
{
  const Crossing *c = a;
  const Crossing *d = b;

  if (c->line != d->line)
    return c->line < d->line ? -1 : 1;

  return c->x < d->x ? -1 : c->x > d->x;
}

/* The number of lines above @y. */
static guint
count_lines (const AtlasLabelRoom *self,
             double                y)
{
  double n = ceil (y / self->step - 0.5);

  return n <= 0 ? 0 : n >= self->n ? self->n : (guint) n;
}

static void
add_edge (AtlasLabelRoom *self,
          double          x0,
          double          y0,
          double          x1,
          double          y1)
{
  guint first = count_lines (self, MIN (y0, y1));
  guint end = count_lines (self, MAX (y0, y1));

  for (guint i = first; i < end; i++)
    {
      double t = (atlas_label_room_get_y (self, i) - y0) / (y1 - y0);
      Crossing crossing = { i, CLAMP (x0 + t * (x1 - x0), 0, self->view->width) };

      g_array_append_val (self->crossings, crossing);
    }
}

/* Even and odd crossings begin and end a stretch. */
static void
make_spans (AtlasLabelRoom *self)
{
  guint k = 0;

  if (self->ends != NULL)
    return;

  g_array_sort (self->crossings, compare_crossings);
  self->ends = g_new0 (guint, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      for (; k + 1 < self->crossings->len &&
             g_array_index (self->crossings, Crossing, k).line == i; k += 2)
        {
          AtlasLabelSpan span = { g_array_index (self->crossings, Crossing, k).x,
                                  g_array_index (self->crossings, Crossing, k + 1).x };

          if (span.x1 > span.x0)
            g_array_append_val (self->spans, span);
        }
      self->ends[i] = self->spans->len;
    }
}

AtlasLabelRoom *
atlas_label_room_new (const AtlasView *view,
                      double           step)
{
  AtlasLabelRoom *self = g_new0 (AtlasLabelRoom, 1);

  self->view = view;
  self->step = step;
  self->n = MAX (0, floor (view->height / step));
  self->crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  self->spans = g_array_new (FALSE, FALSE, sizeof (AtlasLabelSpan));

  return self;
}

void
atlas_label_room_free (AtlasLabelRoom *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->crossings);
  g_array_unref (self->spans);
  g_free (self->ends);
  g_free (self);
}

void
atlas_label_room_add (AtlasLabelRoom      *self,
                      const AtlasGeometry *geometry)
{
  g_return_if_fail (self->ends == NULL);

  for (guint part = 0; part < atlas_geometry_get_n_parts (geometry); part++)
    {
      guint n;
      const AtlasPoint *points = atlas_geometry_get_part (geometry, part, &n);
      double x0 = atlas_view_x (self->view, points[n - 1].x);
      double y0 = atlas_view_y (self->view, points[n - 1].y);

      for (guint i = 0; i < n; i++)
        {
          double x1 = atlas_view_x (self->view, points[i].x);
          double y1 = atlas_view_y (self->view, points[i].y);

          add_edge (self, x0, y0, x1, y1);
          x0 = x1;
          y0 = y1;
        }
    }
}

guint
atlas_label_room_get_n (const AtlasLabelRoom *self)
{
  return self->n;
}

double
atlas_label_room_get_y (const AtlasLabelRoom *self,
                        guint                 i)
{
  return (i + 0.5) * self->step;
}

const AtlasLabelSpan *
atlas_label_room_get (AtlasLabelRoom *self,
                      guint           i,
                      guint          *n)
{
  guint first;

  make_spans (self);
  first = i > 0 ? self->ends[i - 1] : 0;
  *n = self->ends[i] - first;
  if (*n == 0)
    return NULL;

  return &g_array_index (self->spans, AtlasLabelSpan, first);
}

gboolean
atlas_label_room_contains (AtlasLabelRoom *self,
                           const AtlasBox *box)
{
  guint first = count_lines (self, box->y0);
  guint end = count_lines (self, box->y1);

  for (guint i = first; i < end; i++)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_room_get (self, i, &n);
      gboolean inside = FALSE;

      for (guint k = 0; k < n && !inside; k++)
        inside = spans[k].x0 <= box->x0 && box->x1 <= spans[k].x1;
      if (!inside)
        return FALSE;
    }

  return end > first;
}

gboolean
atlas_label_room_avoids (AtlasLabelRoom *self,
                         const AtlasBox *box)
{
  guint end = count_lines (self, box->y1);

  for (guint i = count_lines (self, box->y0); i < end; i++)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_room_get (self, i, &n);

      for (guint k = 0; k < n; k++)
        if (spans[k].x0 < box->x1 && box->x0 < spans[k].x1)
          return FALSE;
    }

  return TRUE;
}

gboolean
atlas_label_room_get_sides (AtlasLabelRoom *self,
                            double          y0,
                            double          y1,
                            AtlasLabelSpan *sides)
{
  guint end = count_lines (self, y1);

  *sides = (AtlasLabelSpan) { G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = count_lines (self, y0); i < end; i++)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_room_get (self, i, &n);

      if (n > 0)
        *sides = (AtlasLabelSpan) { MIN (sides->x0, spans[0].x0), MAX (sides->x1, spans[n - 1].x1) };
    }

  return sides->x0 <= sides->x1;
}

gboolean
atlas_label_room_get_ends (AtlasLabelRoom *self,
                           double          x0,
                           double          x1,
                           AtlasLabelSpan *ends)
{
  *ends = (AtlasLabelSpan) { G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < self->n; i++)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_room_get (self, i, &n);
      double y = atlas_label_room_get_y (self, i);

      for (guint k = 0; k < n; k++)
        if (spans[k].x0 < x1 && x0 < spans[k].x1)
          *ends = (AtlasLabelSpan) { MIN (ends->x0, y), MAX (ends->x1, y) };
    }

  return ends->x0 <= ends->x1;
}

gboolean
atlas_label_room_get_centre (AtlasLabelRoom *self,
                             AtlasPoint     *centre)
{
  double length = 0;

  *centre = (AtlasPoint) { 0, 0 };
  for (guint i = 0; i < self->n; i++)
    {
      guint n;
      const AtlasLabelSpan *spans = atlas_label_room_get (self, i, &n);

      for (guint k = 0; k < n; k++)
        {
          double l = spans[k].x1 - spans[k].x0;

          centre->x += l * (spans[k].x0 + spans[k].x1) / 2;
          centre->y += l * atlas_label_room_get_y (self, i);
          length += l;
        }
    }
  if (length <= 0)
    return FALSE;

  centre->x /= length;
  centre->y /= length;

  return TRUE;
}
